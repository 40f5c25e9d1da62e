"""A service's own tables with an example of every fact, and the way in which its queries read them."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from psycopg import Connection, Cursor
from psycopg.errors import IntegrityError
from psycopg.rows import dict_row

from deploy.local import databases
from shared.database import connect
from shared.ids import derived_id
from shared.migrate import migrate
from shared.service import Service, Statement
from tests.making import make

PLAIN: dict[str, Any] = {
    "uuid": derived_id("example", "answer"),
    "date": date(2026, 11, 23),
    "timestamptz": datetime(2026, 11, 23, 1, 0, tzinfo=UTC),
    "numeric": Decimal("12.50"),
    "bool": True,
    "int2": 3,
    "int4": 3,
    "int8": 3,
    "jsonb": {},
}
"""A value by the column's type; text for any other."""


@contextmanager
def database(admin_url: str, service: Service) -> Iterator[databases.Database]:
    """An empty one of that service, gone afterwards."""
    name = f"reference_{service.name}_{uuid4().hex[:8]}"
    made = databases.prepare(admin_url, name)
    try:
        migrate(made.migrator_url, service.home, made.application_role)
        yield made
    finally:
        databases.drop(admin_url, name)


@contextmanager
def filled_tables(admin_url: str, service: Service) -> Iterator[Connection[Any]]:
    """Where the service's read tables hold what follows from an example of each fact."""
    with database(admin_url, service) as made, connect(made.application_url) as connection:
        for kind in service.facts.classes.values():
            _project(connection, list(service.project(make(kind))))
        yield connection


def _project(connection: Connection[Any], statements: list[Statement]) -> None:
    """Without deleting, so that a row stays where it can."""
    try:
        _run(connection, [statement for statement in statements if not statement[0].lstrip().startswith("DELETE")])
    except IntegrityError:
        _run(connection, statements)


def _run(connection: Connection[Any], statements: list[Statement]) -> None:
    with connection.transaction():
        for query, values in statements:
            connection.execute(query, values)


def reads(connection: Connection[Any], with_nulls: bool) -> Callable[..., list[dict[str, Any]]]:
    """Gives what a query finds, or one row of its columns' types if it finds nothing: never null, or `with_nulls`
    wherever null may stand."""

    def read(query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        with connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(query, parameters).fetchall() or [{}]
            examples = _examples(connection, cursor)
            always = _never_null(connection, query, cursor) if with_nulls else examples.keys()
        return [{name: _value(row.get(name), examples[name]) if name in always else None for name in examples}
                for row in rows]  # fmt: skip

    return read


def _value(found: Any, example: Any) -> Any:
    return example if found is None else found


def _examples(connection: Connection[Any], cursor: Cursor[Any]) -> dict[str, Any]:
    """A value by column."""
    found = {}
    for column in cursor.description or ():
        info = connection.adapters.types.get(column.type_code)
        value = PLAIN.get(info.name if info else "text", f"example {column.name}")
        is_list = info is not None and info.array_oid == column.type_code
        found[column.name] = [value] if is_list else value
    return found


def _never_null(connection: Connection[Any], query: str, cursor: Cursor[Any]) -> set[str]:
    """The columns that a table declares so, unless an outer join may leave out that table's row."""
    joined = re.findall(r"LEFT JOIN (\w+)", query)
    known = {name for (name,) in connection.execute("SELECT relname FROM pg_class WHERE relkind = 'r'").fetchall()}
    if re.search(r"\b(RIGHT|FULL)\b", query) or not known.issuperset(joined) or cursor.pgresult is None:
        return set()
    result, names = cursor.pgresult, [column.name for column in cursor.description or ()]
    places = {(result.ftable(number), result.ftablecol(number)): name for number, name in enumerate(names)}
    declared = """
        SELECT attrelid, attnum FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
        WHERE attnotnull AND attrelid = ANY(%s) AND relname <> ALL(%s)
    """
    rows = connection.execute(declared, ([table for table, _ in places], joined)).fetchall()
    return {places[place] for place in rows if place in places}
