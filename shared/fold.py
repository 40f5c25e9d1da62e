"""A fold of the log into a read store of its own, without a reader; and digests by which two stores are compared."""

from collections.abc import Container
from typing import Any

from psycopg import Connection, sql

from shared import log
from shared.project import run, statements_of
from shared.service import Service

AT_ONCE = 1000
SUM = """
SELECT count(*), concat_ws(':', sum(('x' || left(md5(line), 16))::bit(64)::bigint),
                           sum(('x' || right(md5(line), 16))::bit(64)::bigint)) FROM ({}) lines
"""
"""The sum of the rows' own digests: whatever order they come in, and however many there are."""
Digest = dict[str, tuple[int, str]]
"""Rows and digest of each table."""


def fold(db: Connection[Any], service: Service, up_to: int, without: Container[int]) -> None:
    """Project the log up to a position, but for the positions `without`, into the empty schema that `db` looks in."""
    position = 0
    while rows := log.read(db, position, up_to, AT_ONCE):
        position = rows[-1].position
        rows = [row for row in rows if row.position not in without]
        service.facts.warm(row.encoded for row in rows)
        with db.transaction():
            run(db, (statement for row in rows for statement in statements_of(service, row)))
    db.execute("UPDATE checkpoint SET position = %s", (up_to,))


def digest(db: Connection[Any], schema: str) -> Digest:
    """Of each table, whatever order its rows are in. A column that the database numbers by itself is left out: what
    failed and was done again took a number too."""
    columns = db.execute(
        """
        SELECT table_name, array_agg(column_name::text ORDER BY column_name) FROM information_schema.columns
        WHERE table_schema = %s AND is_identity = 'NO' AND table_name !~ '^_?yoyo' GROUP BY table_name
        """,
        (schema,),
    ).fetchall()
    return {table: _digest_of(db, schema, table, names) for table, names in columns}


def _digest_of(db: Connection[Any], schema: str, table: str, columns: list[str]) -> tuple[int, str]:
    row = sql.SQL("ROW({})").format(sql.SQL(", ").join(map(sql.Identifier, columns)))
    lines = sql.SQL("SELECT {}::text AS line FROM {}").format(row, sql.Identifier(schema, table))
    query = sql.SQL(SUM).format(lines)
    count, found = db.execute(query).fetchall()[0]
    return count, found


def differences(one: Digest, other: Digest) -> list[str]:
    """The tables that are not the same."""
    return sorted(table for table in one | other if one.get(table) != other.get(table))
