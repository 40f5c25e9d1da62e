"""What could not be digested: set aside with its reason; its stream waits, the others go on.

States: waiting (tried again by itself, or behind one of its stream that is), parked (failed too often: an operator
decides), done, skipped. Of what is open in a stream only the first is ever tried. Readers set aside by the fact's
position, the heard door by the teller's sequence under `heard:<source>`; of the content nothing is kept.
"""

from collections.abc import Iterable
from typing import Any

from psycopg import Connection
from psycopg.rows import dict_row

from shared.errors import Declined, NotFound
from shared.sight import where

TRIES = 5
FIRST_PAUSE = 0.25  # seconds before the second try; each further pause is twice as long
AT_ONCE = 50
OPEN = "('waiting', 'parked')"


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


def set_aside(connection: Connection[Any], reader: str, position: int, stream: str, reason: str) -> bool:
    """It failed: to be tried again after a pause, or, after so many tries, parked. Says whether it is parked."""
    row = connection.execute(
        """
        INSERT INTO log.parked (reader, position, stream, state, reason, try_at)
        VALUES (%(reader)s, %(position)s, %(stream)s, 'waiting', %(reason)s,
                clock_timestamp() + make_interval(secs => %(pause)s))
        ON CONFLICT (reader, position) DO UPDATE SET
            tries = log.parked.tries + 1, reason = excluded.reason, settled_at = NULL,
            state = CASE WHEN log.parked.tries + 1 < %(most)s THEN 'waiting' ELSE 'parked' END,
            try_at = clock_timestamp() + make_interval(secs => %(pause)s * 2 ^ least(log.parked.tries, %(most)s))
        RETURNING state = 'parked'
        """,
        {"reader": reader, "position": position, "stream": stream, "reason": reason, "pause": FIRST_PAUSE,
         "most": TRIES},
    ).fetchone()  # fmt: skip
    return bool(row and row[0])


def put_behind(connection: Connection[Any], reader: str, position: int, stream: str) -> None:
    """Set aside, untried, what stands behind something open in its stream."""
    connection.execute(
        """
        INSERT INTO log.parked (reader, position, stream, state, reason, tries)
        VALUES (%s, %s, %s, 'waiting', 'waits behind its stream', 0) ON CONFLICT DO NOTHING
        """,
        (reader, position, stream),
    )


def due(connection: Connection[Any], reader: str) -> list[tuple[int, str]]:
    """Position and stream of what is to be tried now: of each stream only the first that is open."""
    return connection.execute(
        f"""
        SELECT position, stream FROM (
            SELECT DISTINCT ON (stream) position, stream, state, try_at FROM log.parked
            WHERE reader = %s AND state IN {OPEN} ORDER BY stream, position
        ) first WHERE state = 'waiting' AND try_at <= clock_timestamp() ORDER BY position LIMIT {AT_ONCE}
        """,  # noqa: S608
        (reader,),
    ).fetchall()


def settle(connection: Connection[Any], reader: str, position: int) -> bool:
    """It was digested: what stands behind it is due. Says whether it was open at all."""
    done = connection.execute(
        f"""
        UPDATE log.parked SET state = 'done', settled_at = now()
        WHERE reader = %s AND position = %s AND state IN {OPEN}
        """,  # noqa: S608
        (reader, position),
    )
    return done.rowcount == 1


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
    """An operator's word: try it once more now, and then what waits behind it. Raises NotFound."""
    _decide(connection, reader, position, "waiting", by)


def skip(connection: Connection[Any], reader: str, position: int, by: str) -> None:
    """An operator's word: pass it over for good, and go on with what waits behind it. Raises NotFound."""
    _decide(connection, reader, position, "skipped", by)


def _decide(connection: Connection[Any], reader: str, position: int, state: str, by: str) -> None:
    found = connection.execute(
        f"""
        UPDATE log.parked SET state = %(state)s, settled_by = %(by)s, try_at = now(),
            settled_at = CASE WHEN %(state)s = 'skipped' THEN now() END
        WHERE reader = %(reader)s AND position = %(position)s AND state IN {OPEN}
        """,  # noqa: S608
        {"reader": reader, "position": position, "state": state, "by": by},
    )
    if found.rowcount == 0:
        raise NotFound.thing(f"parked fact of {reader}", position)
