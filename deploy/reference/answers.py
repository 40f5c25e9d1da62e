"""What queries answer, found out by asking them: each runs on the service's own tables, filled with an example of every
fact, once without a null and once with null wherever a row may hold it. So nobody writes it down beside the SQL.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import MISSING, dataclass, fields, is_dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from psycopg import Connection

from deploy.local import databases
from deploy.local.office import SERVICES
from deploy.local.people import new_private_key
from deploy.reference.inferred import merged, shape_of_json
from deploy.reference.shapes import Shape, or_null
from deploy.reference.tables import database, filled_tables, reads
from deploy.terminal.office import counter_of
from shared import parked
from shared.counter import may_of, methods_of
from shared.database import open_pool
from shared.facts import kind_of
from shared.ids import new_id
from shared.keys import Keyring
from shared.log import Origin, append
from shared.migrate import migrate_keys
from shared.operations import Operations
from shared.policy import EVERY_SERVICE
from shared.service import Service
from shared.tell import NUMBER
from shared.values import bare, declared, encode
from tests.making import example, make

EVERY = "every_service"
Answers = Mapping[tuple[str, str], Shape]
"""By service and method; `EVERY` stands for what each service answers."""

MASTER = "A" * 43 + "="
FILE, READER, PLACE = "example file", "example reader", 3
YEAR = 2026


def answers(admin_url: str) -> Answers:
    """Of every query of the five services. `admin_url` is a PostgreSQL server, which is left as it was found."""
    found: dict[tuple[str, str], Shape] = {}
    for name in SERVICES:
        counter = counter_of(name)
        with filled_tables(admin_url, counter.desk.service) as connection:
            for method in queries(counter, counter.policy):
                found[name, method] = _answer(connection, counter, method)
    return found | {(EVERY, method): shape for method, shape in _operations(admin_url)}


def queries(counter: Any, names: Iterable[str]) -> list[str]:
    """Those of the methods that ask."""
    return [name for name in names if methods_of(counter)[name].__kind__ == "query"]


def _answer(connection: Connection[Any], counter: Any, method: str) -> Shape:
    """What it answers, empty if it answers no question of ours. One that makes more of its rows than an answer may take
    no nulls."""
    found: Shape = {}
    for with_nulls in (False, True):
        read = reads(connection, with_nulls)
        for question in questions_of(methods_of(counter)[method].__taking__.kind):
            with suppress(Exception):
                found = merged(found, shape_of_json(_ask(counter, method, question, read)))
                break
    return _hiding(found, frozenset(may_of(counter, method).hides))


def _ask(counter: Any, method: str, question: Any, read: Any) -> Any:
    """Ask as the counter does, for whoever may see everything."""
    return encode(methods_of(counter)[method].__wrapped__(SimpleNamespace(desk=_Desk(read)), question))


@dataclass(frozen=True)
class _Desk:
    """What a counter's queries need of theirs."""

    read: Any

    def answer(self, ask: Any, question: Any) -> Any:
        return ask(self.read, question)

    def secret(self, _: str) -> bytes:
        return bytes(32)

    def setting(self, _: str) -> str:
        """A key: no service has another setting of its own."""
        return new_private_key()


def questions_of(kind: type) -> Iterator[Any]:
    """The one with what it needs and nothing that narrows it; then, for a question that needs one thing or another, the
    same with each of its other fields."""
    yield _smallest(kind)
    hints = declared(kind)
    for item in fields(kind):
        if not _is_needed(item):
            yield _smallest(kind, **{item.name: example(hints[item.name], item.name)})


def _smallest(kind: type, /, **given: Any) -> Any:
    hints = declared(kind)
    needed = {item.name: _needed(hints[item.name], item.name) for item in fields(kind) if _is_needed(item)}
    return kind(**needed | given)


def _is_needed(item: Any) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _needed(hint: Any, name: str) -> Any:
    kind = bare(hint)
    if is_dataclass(kind) and isinstance(kind, type):
        return _smallest(kind)
    return YEAR if name == "year" else example(hint, name)


def _hiding(shape: Shape, hidden: frozenset[str]) -> Shape:
    """Null for those who may not see it."""
    if "items" in shape:
        return {**shape, "items": _hiding(shape["items"], hidden)}
    if "properties" not in shape:
        return shape
    inside = {name: _hiding(inner, hidden) for name, inner in shape["properties"].items()}
    return {**shape, "properties": inside | {name: or_null(inside[name]) for name in inside if name in hidden}}


def _operations(admin_url: str) -> Iterator[tuple[str, Shape]]:
    """What each service answers about itself: asked of one whose log holds an example of each of its facts."""
    counter = counter_of(next(iter(SERVICES)))
    with database(admin_url, counter.desk.service) as made:
        name = made.application_role.removesuffix("_application")
        keys = databases.prepare(admin_url, databases.keys_of(name))
        migrate_keys(keys.migrator_url, keys.application_role)
        keyring, pool = Keyring(keys.application_url, MASTER), open_pool(made.application_url, 1)
        try:
            service = counter.desk.service.under(keyring)
            with pool.connection() as connection:
                asked = _fill(connection, service, keyring)
            process: Any = SimpleNamespace(pool=pool, service=service, keyring=keyring)
            desk = SimpleNamespace(actor=SimpleNamespace(id="example", unit="example"))
            at_counter = SimpleNamespace(operations=Operations(process), desk=desk)
            for method in queries(counter, EVERY_SERVICE):
                entry = methods_of(counter)[method]
                kind = entry.__taking__.kind
                question = kind(**asked[method]) if method in asked else _smallest(kind)
                yield method, shape_of_json(encode(entry.__wrapped__(at_counter, question)))
        finally:
            pool.close()
            keyring.close()


def _fill(connection: Connection[Any], service: Service, keyring: Keyring) -> dict[str, dict[str, Any]]:
    """One file with each fact, told, one of them set aside; gives what to ask for, by method."""
    kinds = [kind for kind in service.facts.classes.values() if kind_of(kind).source is None]
    encoded = [service.facts.encode(make(kind), FILE) for kind in kinds]
    causes = (new_id(), None)  # by a policy, and by somebody's command
    lasts = [
        append(connection, FILE, turn * len(kinds), encoded, Origin("example", new_id(), cause), new_id(), "").position
        for turn, cause in enumerate(causes)
    ]
    told = [last - number for last in lasts for number, kind in enumerate(reversed(kinds)) if kind_of(kind).public]
    connection.execute(NUMBER, {"positions": told})
    parked.set_aside(connection, READER, PLACE, FILE, "an example")
    for reader in ("react", "tell", "clock", "seal"):
        connection.execute("INSERT INTO log.checkpoints (reader, position) VALUES (%s, %s)", (reader, lasts[-1]))
    with keyring.pool.connection() as db:
        db.execute("UPDATE people SET since = now() - interval '100 years'")
    place = {"reader": READER, "position": PLACE}
    person = next(person for fact in encoded for person in fact.personal if UUID(person))
    return {
        "people_in": {"file": FILE},
        "export_person": {"person": person},
        "exchange_seals": {"log": new_id(), "position": 0, "seal": ""},
        "retry_parked": place,
        "skip_parked": place,
    }
