"""The log: one append-only table, the only truth. Facts are appended by stream and read in one global order."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from shared import sight
from shared.facts import Encoded, Facts
from shared.ids import new_id


class Raced(Exception):
    """Somebody else appended to the stream, or answered the same command, a moment ago. Nothing was appended."""


@dataclass(frozen=True)
class Origin:
    """Where a fact comes from: who, in which correlation, caused by which fact (None for a caller's command)."""

    actor: str
    correlation: UUID
    causation: UUID | None


@dataclass(frozen=True)
class Receipt:
    """The answer to a command: the stream it went to, that stream's version and the log's position after it."""

    stream: str
    version: int
    position: int
    fingerprint: str


@dataclass(frozen=True)
class Recorded:
    """A fact as it stands in the log, not yet decoded. `source` is None for our own facts."""

    position: int
    stream: str
    version: int
    id: UUID
    name: str
    fact_version: int
    source: str | None
    data: Any
    personal: Any
    correlation: UUID

    @property
    def encoded(self) -> Encoded:
        return Encoded(self.stream, self.name, self.fact_version, self.data, self.personal or {})


COLUMNS = "position, stream, version, id, name, fact_version, source, data, personal, correlation"


@dataclass(frozen=True)
class Loaded:
    """A stream: its facts, or the last of them, decoded; by whom each was recorded, by name; and its version (0 if it
    has none)."""

    facts: list[Any]
    recorded: list[tuple[str, str]]
    version: int


def load(connection: Connection[Any], facts: Facts, stream: str, last: int | None = None) -> Loaded:
    """One of our streams, or so many of its last facts."""
    rows = connection.execute(
        """
        SELECT name, fact_version, data, personal, actor, version FROM log.all_facts
        WHERE stream = %s ORDER BY version DESC LIMIT %s
        """,
        (stream, last),
    ).fetchall()[::-1]
    stored = [Encoded(stream, name, version, data, personal or {}) for name, version, data, personal, *_ in rows]
    facts.warm(stored)
    version = rows[-1][5] if rows else 0
    return Loaded([facts.decode(None, item) for item in stored], [(row[0], row[4]) for row in rows], version)


def answer_to(connection: Connection[Any], key: UUID) -> Receipt | None:
    """The receipt given for this idempotency key before, if any."""
    with connection.cursor(row_factory=class_row(Receipt)) as cursor:
        return cursor.execute(
            "SELECT stream, version, position, fingerprint FROM log.commands WHERE key = %s", (key,)
        ).fetchone()


def append(
    connection: Connection[Any],
    stream: str,
    expected_version: int,
    encoded: Sequence[Encoded],
    origin: Origin,
    key: UUID,
    fingerprint: str,
) -> Receipt:
    """Append facts after `expected_version`, and remember the answer under `key`. Raises Raced."""
    facts = [
        {
            "id": str(new_id()),
            "name": fact.name,
            "version": fact.version,
            "data": fact.data,
            "personal": fact.personal or None,
        }
        for fact in encoded
    ]
    try:
        row = connection.execute(
            "SELECT at_version, at_position FROM log.append(%s, %s, %s::jsonb, %s, %s, %s, %s, %s)",
            (
                stream,
                expected_version,
                json.dumps(facts, ensure_ascii=False),
                origin.actor,
                origin.correlation,
                origin.causation,
                key,
                fingerprint,
            ),
        ).fetchone()
    except UniqueViolation as error:
        sight.CONFLICTS.inc()
        raise Raced from error
    assert row is not None
    return Receipt(stream, row[0], row[1], fingerprint)


def read(connection: Connection[Any], after: int, up_to: int, limit: int) -> list[Recorded]:
    """Facts in log order, own and heard, with `after` < position <= `up_to`. `up_to` must be a head from `tail`."""
    with connection.cursor(row_factory=class_row(Recorded)) as cursor:
        return cursor.execute(
            f"SELECT {COLUMNS} FROM log.all_facts WHERE position > %s AND position <= %s ORDER BY position LIMIT %s",  # noqa: S608
            (after, up_to, limit),
        ).fetchall()


def read_at(connection: Connection[Any], positions: Sequence[int]) -> list[Recorded]:
    """The facts at these positions, in order."""
    with connection.cursor(row_factory=class_row(Recorded)) as cursor:
        return cursor.execute(
            f"SELECT {COLUMNS} FROM log.all_facts WHERE position = ANY(%s) ORDER BY position",  # noqa: S608
            (list(positions),),
        ).fetchall()


def identity(connection: Connection[Any]) -> UUID:
    """Which log this is: a new database is a new log, even under the same service's name."""
    row = connection.execute("SELECT id FROM log.identity").fetchone()
    assert row is not None
    found: UUID = row[0]
    return found
