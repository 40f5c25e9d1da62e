"""Seals: a hash chain over the log as stored, over ciphertext, made behind the writers so that none waits for it.

The seal of a fact is SHA-256 over the seal before it and the fact's row: a JSON list of its columns as text
(`shared/audit.py` says it in full, and checks it alone). The first follows the SHA-256 of the log's identity.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from uuid import UUID

from psycopg import Connection

from shared import log
from shared.reader import Reader
from shared.values import value

AT_ONCE = 1000

ROWS = """
SELECT f.position, ARRAY[f.position::text, stream, version::text, id::text, name, fact_version::text, source,
    sequence::text, data::text, personal::text, actor, correlation::text, causation::text,
    to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')] AS cells, s.seal
FROM log.all_facts f LEFT JOIN log.seals s USING (position)
"""


CHAIN = f"""
{ROWS} WHERE f.position > %(after)s AND f.position <= %(up_to)s
UNION ALL
SELECT position, NULL, seal FROM log.seals s WHERE position > %(after)s AND position <= %(up_to)s
AND NOT EXISTS (SELECT FROM log.all_facts f WHERE f.position = s.position)
ORDER BY position LIMIT 5000
"""  # noqa: S608

Link = tuple[int, Sequence[str | None] | None, bytes | None]
"""A position, its fact's row and its seal, of which either may be missing."""


@value
class Head:
    """How far a log is sealed: its identity, the position of the last sealed fact, and that seal in hex."""

    log: UUID
    position: int
    seal: str


@dataclass(frozen=True)
class Flaw:
    """The first place at which the log is not what was sealed."""

    position: int
    what: str


def seal_reader() -> Reader[int]:
    """The reader that seals what was appended."""

    def effect(connection: Connection[Any], positions: Sequence[int]) -> None:
        before = bytes.fromhex(head(connection).seal)
        sealed: dict[int, bytes] = {}
        for position, cells, _ in connection.execute(
            f"{ROWS} WHERE f.position = ANY(%s) ORDER BY f.position", (list(positions),)
        ).fetchall():
            before = sealed[position] = next_seal(before, cells)
        connection.execute(
            "INSERT INTO log.seals (position, seal) SELECT * FROM unnest(%s::bigint[], %s::bytea[])",
            (list(sealed), list(sealed.values())),
        )

    return Reader("seal", attrgetter("position"), effect, batch=AT_ONCE, calm=0.5, rest=0.5)


def next_seal(before: bytes, cells: Sequence[str | None]) -> bytes:
    """The seal of a row that follows the one sealed `before`."""
    row = json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before + row.encode()).digest()


def first_seal(identity: UUID) -> bytes:
    """What the chain of that log begins with."""
    return hashlib.sha256(str(identity).encode()).digest()


def head(connection: Connection[Any]) -> Head:
    """How far the log is sealed; position 0 if nothing is."""
    identity = log.identity(connection)
    row = connection.execute("SELECT position, seal FROM log.seals ORDER BY position DESC LIMIT 1").fetchone()
    position, seal = row or (0, first_seal(identity))
    return Head(log=identity, position=position, seal=seal.hex())


def witness(connection: Connection[Any], service: str, seen: Head) -> None:
    """Remember how far another service's log was sealed."""
    if seen.position:
        connection.execute(
            """
            INSERT INTO log.witnessed (service, log, position, seal) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING
            """,
            (service, seen.log, seen.position, bytes.fromhex(seen.seal)),
        )


def find_flaw(connection: Connection[Any]) -> Flaw | None:
    """Walk the whole chain; gives the first position at which it breaks, or None. What is not yet sealed is no flaw."""
    before = first_seal(log.identity(connection))
    last_sealed = head(connection).position
    for position, cells, seal in _chained(connection, last_sealed):
        if cells is None:
            return Flaw(position, "a sealed fact is missing")
        if seal is None:
            return Flaw(position, "a fact was put in between sealed ones")
        before = next_seal(before, cells)
        if before != seal:
            return Flaw(position, "the fact is not what was sealed")
    return None


def _chained(connection: Connection[Any], up_to: int) -> Iterator[Link]:
    position = 0
    while rows := connection.execute(CHAIN, {"after": position, "up_to": up_to}).fetchall():
        yield from rows
        position = rows[-1][0]


def against_witness(connection: Connection[Any], seen: Sequence[Head]) -> Flaw | None:
    """The first witnessed head that this log's chain doesn't bear, or None. `seen` must be of this log."""
    for last in sorted(seen, key=lambda item: item.position):
        row = connection.execute("SELECT seal FROM log.seals WHERE position = %s", (last.position,)).fetchone()
        if row is None:
            end = head(connection).position
            what = "the end of the log was cut" if end < last.position else "a witnessed seal is missing"
            return Flaw(min(end + 1, last.position), what)
        if row[0].hex() != last.seal:
            return Flaw(last.position, "the chain was made anew at or before here")
    return None


def extract_lines(connection: Connection[Any], service: str, after: int) -> Iterator[str]:
    """A log extract from behind that position to the sealed end, as `shared/audit.py` reads it."""
    identity, last = log.identity(connection), head(connection).position
    row = connection.execute(
        "SELECT position, seal FROM log.seals WHERE position <= %s ORDER BY position DESC LIMIT 1", (after,)
    ).fetchone()
    position, before = row or (0, first_seal(identity))
    yield json.dumps({"service": service, "log": str(identity), "after": position, "before": before.hex()})
    while rows := connection.execute(CHAIN, {"after": position, "up_to": last}).fetchall():
        for _, cells, sealed in rows:
            yield json.dumps({"row": cells, "seal": sealed.hex() if sealed else None}, ensure_ascii=False)
        position = rows[-1][0]
