"""The village as faults use it: opened in a run's folder, its logs filled directly, its answers read directly."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from kombu import Connection, Producer
from psycopg import Connection as Database

from deploy.local.office import Office
from shared import log
from shared.broker import PublicFact, exchange_of
from shared.client import Client
from shared.database import connect
from shared.facts import Encoded
from shared.ids import new_id
from shared.log import Origin
from tests.faults.fault import Run
from tests.kernel.conftest import COUNTERS, Village
from tests.kernel.garden import GARDEN, BedPlanted, BedWatered
from tests.waiting import until

Plan = Mapping[UUID, Sequence[int]]
"""The litres given to each bed, in order."""


@contextmanager
def open_village(run: Run, **replicas: int) -> Iterator[Village]:
    """An office of garden and market with servers of its own; `market=2` opens two processes of the market."""
    with Office(run.home, counters=COUNTERS, admin_url="", amqp_uri="") as office:
        for name, count in replicas.items():
            for _ in range(count - 1):
                office.start_service(name)
        office.wait_until_ready()
        token = office.people.token("gardener-1", "gardener", "operator", "service")
        yield Village(office, Client(office.amqp_uri, token, timeout=10))


@contextmanager
def database_of(village: Village, name: str) -> Iterator[Database[Any]]:
    """That service's database, as the service sees it."""
    with connect(village.office.databases[name].application_url) as db:
        yield db


def number(db: Database[Any], query: str, *parameters: Any) -> int:
    """The one number that a query gives."""
    return int(db.execute(query, parameters).fetchall()[0][0])


def plan(beds: int, waterings: int) -> Plan:
    """So many beds, watered so often in all, each with 1, 2, 3 ... litres: order and number show in what is heard."""
    each = -(-waterings // beds)
    ids = [new_id() for _ in range(beds)]
    return {bed: [n + 1 for n in range(min(each, waterings - at * each))] for at, bed in enumerate(ids)}


def water(garden: Database[Any], plan: Plan, at_once: int = 5) -> None:
    """Append the plan to the garden's log, bed after bed and round after round."""
    origin = Origin("gardener-1", new_id(), None)
    longest = max(len(litres) for litres in plan.values())
    for start in range(0, longest, at_once):
        for bed, litres in plan.items():
            facts: list[Any] = [BedWatered(bed_id=bed, litres=item) for item in litres[start : start + at_once]]
            version = start + 1 if start else 0
            if not start:
                facts.insert(0, BedPlanted(bed_id=bed, plant="beans"))
            if facts:
                log.append(garden, f"bed-{bed}", version, encoded(bed, facts), origin, new_id(), "")


def encoded(bed: UUID, facts: Sequence[Any]) -> list[Encoded]:
    """Facts of a bed as they are stored."""
    return [GARDEN.facts.encode(fact, f"bed-{bed}") for fact in facts]


def all_told(village: Village, count: int) -> None:
    """Wait until so many public facts are confirmed by the broker."""
    until(lambda: village.client.ask("garden", "lag")["confirmed"] >= count, within=120)


def told(village: Village, after: int = 0) -> list[dict[str, Any]]:
    """All that the garden has told, as headers and body."""
    found: list[dict[str, Any]] = []
    while facts := village.client.ask("garden", "facts_told", {"after": after, "limit": 1000})["facts"]:
        found += facts
        after = int(facts[-1]["headers"]["cloudEvents_sequence"])
    return found


def publish(link: Connection, item: Mapping[str, Any], queue: str = "") -> None:
    """Put a told fact on the wire once more: to everybody, or into one queue."""
    Producer(link.default_channel).publish(
        item["body"],
        exchange="" if queue else exchange_of("garden"),
        routing_key=queue or item["headers"]["cloudEvents_type"],
        headers=item["headers"],
        content_type="application/json",
        content_encoding="utf-8",
    )


def heard(market: Database[Any]) -> dict[UUID, list[int]]:
    """The litres that the market's read store heard of, by bed, in the order in which it heard."""
    return dict(market.execute("SELECT bed_id, order_heard FROM heard").fetchall())


def offers(market: Database[Any]) -> int:
    """How often the market acted on what it heard."""
    return number(market, "SELECT coalesce(sum(offers), 0) FROM offers")


def payload(fact: PublicFact) -> dict[str, Any]:
    """A public fact as `told` gives it."""
    return {"headers": fact.headers(), "body": json.dumps(fact.body)}
