"""A person's rights at the terminal: `./waishi person export|correct|erase|rotate`, over all five services."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from deploy.local.office import SERVICES
from deploy.terminal.office import At, counter_of
from shared.errors import NotFound
from shared.ids import derived_id
from shared.rebuild import rebuild

Say = Callable[[str], None]
ROLE = "privacy_officer"


def export(at: At, person: str) -> list[Any]:
    """What each service holds about the person; nothing for one that holds nothing."""
    client = at.client(ROLE)
    found = []
    for service in at.state.get("counters", SERVICES):
        with suppress(NotFound):
            found.append(client.ask(service, "export_person", {"person": person}))
    return found


def correct(at: At, person: str, field: str, value: str, key: UUID) -> list[str]:
    """Correct the field in every service that holds it; gives their names. Raises NotFound if none does."""
    holders = [item["service"] for item in export(at, person) if _holds(item, field)]
    if not holders:
        raise NotFound.thing(f"person with a field {field}", person)
    correction = {"person": person, "field": field, "value": value}
    for service in holders:
        at.client(ROLE).command(service, "correct_person", correction, derived_id("correct", key, service))
        _rebuild(at, service)
    return holders


def _holds(held: Any, field: str) -> bool:
    return any(f"/{at}".endswith(f"/{field}") for item in held["held"] for at in item["fields"])


def erase(at: At, person: str, decision: str, key: UUID, say: Say) -> list[str]:
    """Erase the person in every service that holds something, make their read stores anew, and clean what the database
    server keeps of the old ones; gives the services' names. Raises NotFound if none holds anything."""
    holders = [item["service"] for item in export(at, person)]
    if not holders:
        raise NotFound.thing("person", person)
    for service in holders:
        erasure = {"person": person, "decision": decision}
        at.client(ROLE).command(service, "erase_person", erasure, derived_id("erase", key, service))
        say(f"{service}: the person's key is being destroyed; the read store is made anew")
        _rebuild(at, service)
        _clean(at.state["keys"][service]["migrator_url"] if at.state else "", ("people",), "keys")
    if admin_url := at.state.get("admin_url"):
        for line in clean_server(str(admin_url), _databases(at, holders)):
            say(line)
    else:
        here = ", ".join(holders)
        say(f"now, as the administrator of the database server: VACUUM FULL pg_statistic in {here}, VACUUM FULL "
            "keys.people in their databases of keys; then SELECT pg_switch_wal(); CHECKPOINT; CHECKPOINT")  # fmt: skip
    return holders


def _rebuild(at: At, service: str) -> None:
    url, application = at.migrator(service)
    with closing(at.keyring(service)) as keyring:
        rebuild(counter_of(service).desk.service.under(keyring), url, application)


def _databases(at: At, services: list[str]) -> list[str]:
    return [at.state["databases"][service]["migrator_url"].rpartition("/")[2] for service in services]


def _clean(url: str, tables: tuple[str, ...], schema: str) -> None:
    """Write these tables anew without their dead rows."""
    if url:
        with psycopg.connect(url, autocommit=True) as connection:
            for table in tables:
                connection.execute(sql.SQL("VACUUM FULL {}").format(sql.Identifier(schema, table)))


def clean_server(admin_url: str, databases: list[str]) -> Iterator[str]:
    """Statistics of dropped tables hold values of theirs, and so do segments of the write-ahead log: drop both."""
    for database in databases:
        _clean(f"{admin_url.rpartition('/')[0]}/{database}", ("pg_statistic",), "pg_catalog")
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute("SELECT pg_switch_wal()")
        connection.execute("CHECKPOINT")
        connection.execute("CHECKPOINT")
    yield "the database server keeps no statistics and no write-ahead log of before"
