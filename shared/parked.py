"""What could not be digested: set aside with its reason; its stream waits, the others go on.

It is tried again by itself, and after `MOST_TRIES` it is parked: then an operator decides. Of each stream only the
first that is set aside is tried; what follows in it waits behind. States: retry (to be tried at `try_at`), parked,
behind, done, skipped. Readers set aside by the fact's position, the heard door by the teller's sequence under
`heard:<source>`. Nothing of a fact or message is kept here but where it stands.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from psycopg import Connection
from psycopg.rows import dict_row

from shared.errors import Conflict, Declined, NotFound
from shared.sight import where

OPEN = "('parked', 'behind', 'retry')"
MOST_TRIES = 5
SET_ASIDE = """
INSERT INTO log.parked AS p (reader, position, stream, state, reason, tries, try_at)
VALUES (%(reader)s, %(position)s, %(stream)s, 'retry', %(reason)s, 1, clock_timestamp() + interval '0.1 s')
ON CONFLICT (reader, position) DO UPDATE
SET state = CASE WHEN p.tries + 1 < %(most)s THEN 'retry' ELSE 'parked' END, reason = excluded.reason,
    tries = p.tries + 1, try_at = clock_timestamp() + interval '0.1 s' * 2 ^ least(p.tries, 10)
"""


def reason_of(error: Exception) -> str:
    """The kind of an error and where it arose: never its text, which may hold what nobody should read."""
    if isinstance(error, Declined):
        rules = [item.get("rule") or item.get("field") for item in error.answer.get("violations", [])]
        return " ".join([type(error).__name__, *map(str, rules)])
    return f"{type(error).__name__} in {where(error)}"


def waiting_streams(connection: Connection[Any], reader: str, streams: Iterable[str]) -> set[str]:
    """Those of the streams of which this reader holds something open: what follows in them goes behind it."""
    rows = connection.execute(
        f"SELECT DISTINCT stream FROM log.parked WHERE reader = %s AND stream = ANY(%s) AND state IN {OPEN}",  # noqa: S608
        (reader, list(set(streams))),
    ).fetchall()
    return {row[0] for row in rows}


def set_aside(connection: Connection[Any], reader: str, position: int, stream: str, reason: str) -> None:
    """It failed: to be tried again after a pause that doubles from 0.1 s, or parked once it was tried often enough."""
    set_all_aside(connection, reader, [(position, stream, reason)])


def set_all_aside(connection: Connection[Any], reader: str, failed: Sequence[tuple[int, str, str]]) -> None:
    """The same for several, by position, stream and reason, in one round trip."""
    with connection.cursor() as cursor:
        cursor.executemany(
            SET_ASIDE,
            [
                {"reader": reader, "position": position, "stream": stream, "reason": reason, "most": MOST_TRIES}
                for position, stream, reason in failed
            ],
        )


def put_behind(connection: Connection[Any], reader: str, position: int, stream: str) -> None:
    """Set aside what stands behind something of its stream."""
    _insert(connection, reader, position, stream, "behind", "waits behind its stream")


def park_for_good(connection: Connection[Any], reader: str, stream: str, reason: str) -> None:
    """Note what can never be tried again, under the next number of `reader`. No stream waits for it."""
    row = connection.execute(
        "SELECT 1 + coalesce(max(position), 0) FROM log.parked WHERE reader = %s", (reader,)
    ).fetchone()
    assert row is not None
    _insert(connection, reader, row[0], f"{stream}/{row[0]}", "parked", reason)


def _insert(connection: Connection[Any], reader: str, position: int, stream: str, state: str, reason: str) -> None:
    connection.execute(
        """
        INSERT INTO log.parked (reader, position, stream, state, reason, tries) VALUES (%s, %s, %s, %s, %s, 0)
        ON CONFLICT DO NOTHING
        """,
        (reader, position, stream, state, reason),
    )


def due(connection: Connection[Any], reader: str, limit: int = 50) -> list[int]:
    """Where that stands which is to be tried now, in order: the first that is open of each stream."""
    rows = connection.execute(
        f"""
        SELECT position FROM (
            SELECT DISTINCT ON (stream) position, stream, state, try_at FROM log.parked
            WHERE reader = %s AND state IN {OPEN} ORDER BY stream, position) first
        WHERE state <> 'parked' AND try_at <= clock_timestamp() ORDER BY position LIMIT %s
        """,  # noqa: S608
        (reader, limit),
    ).fetchall()
    return [row[0] for row in rows]


def settle(connection: Connection[Any], reader: str, position: int) -> bool:
    """It was digested: what stands behind it is next. Says whether it was still open."""
    settled = connection.execute(
        f"""
        UPDATE log.parked SET state = 'done', settled_at = now()
        WHERE reader = %s AND position = %s AND state IN {OPEN}
        """,  # noqa: S608
        (reader, position),
    )
    return settled.rowcount == 1


def list_parked(connection: Connection[Any], limit: int = 100) -> list[dict[str, Any]]:
    """All that is open, oldest first."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(
            f"""
            SELECT reader, position, stream, state, reason, tries, parked_at FROM log.parked
            WHERE state IN {OPEN} ORDER BY parked_at, position LIMIT %s
            """,  # noqa: S608
            (limit,),
        ).fetchall()


def ask_retry(connection: Connection[Any], reader: str, position: int, by: str) -> None:
    """An operator's word: try it once more, and then what waits behind it. Raises NotFound, or Conflict for what can
    never be tried again."""
    if reader.count(":") > 1 or reader.startswith("malformed:"):
        raise Conflict.of("this is no message that the teller can tell again", "look into it, then skip it")
    _decide(connection, reader, position, "retry", by)


def skip(connection: Connection[Any], reader: str, position: int, by: str) -> None:
    """An operator's word: pass it over for good, and go on with what waits behind it. Raises NotFound."""
    _decide(connection, reader, position, "skipped", by)


def _decide(connection: Connection[Any], reader: str, position: int, state: str, by: str) -> None:
    decided = connection.execute(
        f"""
        UPDATE log.parked SET state = %s, settled_by = %s, try_at = clock_timestamp(),
            settled_at = CASE WHEN %s = 'skipped' THEN now() END
        WHERE reader = %s AND position = %s AND state IN {OPEN}
        """,  # noqa: S608
        (state, by, state, reader, position),
    )
    if decided.rowcount == 0:
        raise NotFound.thing(f"parked fact of {reader}", position)
