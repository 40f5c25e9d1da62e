"""What could not be digested: parked with its reason; its stream waits, the others go on; an operator decides.

States: parked (could not be digested), behind (waits behind one of its stream), retry (an operator asked),
done, skipped. Readers park by the fact's position, the heard door by the teller's sequence under `heard:<source>`.
"""

import json
from typing import Any

from psycopg import Connection
from psycopg.rows import dict_row

from shared.errors import Declined, NotFound
from shared.sight import where

OPEN = "('parked', 'behind', 'retry')"


def reason_of(error: Exception) -> str:
    """The kind of an error and where it arose: never its text, which may hold what nobody should read."""
    if isinstance(error, Declined):
        rules = [item.get("rule") or item.get("field") for item in error.answer.get("violations", [])]
        return " ".join([type(error).__name__, *map(str, rules)])
    return f"{type(error).__name__} in {where(error)}"


def waiting_streams(connection: Connection[Any], reader: str) -> set[str]:
    """Streams of which this reader holds something open: what follows in them goes behind it."""
    rows = connection.execute(
        f"SELECT DISTINCT stream FROM log.parked WHERE reader = %s AND state IN {OPEN}",  # noqa: S608
        (reader,),
    ).fetchall()
    return {row[0] for row in rows}


def failing_streams(connection: Connection[Any], reader: str) -> set[str]:
    """Streams with something that failed, not only waits: a retry of what follows in them would break their order."""
    rows = connection.execute(
        "SELECT DISTINCT stream FROM log.parked WHERE reader = %s AND state = 'parked'", (reader,)
    ).fetchall()
    return {row[0] for row in rows}


def park(
    connection: Connection[Any], reader: str, position: int, stream: str, reason: str, message: Any = None
) -> None:
    """Set aside what failed. Parked again, it counts one more try."""
    _set_aside(connection, reader, position, stream, "parked", reason, message)


def put_behind(connection: Connection[Any], reader: str, position: int, stream: str, message: Any = None) -> None:
    """Set aside what stands behind something parked in its stream."""
    _set_aside(connection, reader, position, stream, "behind", "waits behind its stream", message)


def _set_aside(
    connection: Connection[Any], reader: str, position: int, stream: str, state: str, reason: str, message: Any
) -> None:
    connection.execute(
        """
        INSERT INTO log.parked (reader, position, stream, state, reason, message) VALUES (%s, %s, %s, %s, %s, %s)
        ON CONFLICT (reader, position) DO UPDATE
        SET state = excluded.state, reason = excluded.reason, tries = log.parked.tries + 1
        """,
        (reader, position, stream, state, reason, json.dumps(message) if message is not None else None),
    )


def to_retry(connection: Connection[Any], reader: str, limit: int = 50) -> list[tuple[int, str, Any]]:
    """Position, stream and message of what is to be tried again, in order."""
    return connection.execute(
        """
        SELECT position, stream, message FROM log.parked WHERE reader = %s AND state = 'retry'
        ORDER BY position LIMIT %s
        """,
        (reader, limit),
    ).fetchall()


def settle(connection: Connection[Any], reader: str, position: int) -> None:
    """It was digested."""
    connection.execute(
        "UPDATE log.parked SET state = 'done', settled_at = now() WHERE reader = %s AND position = %s",
        (reader, position),
    )


def failed_again(connection: Connection[Any], reader: str, position: int, stream: str, reason: str) -> None:
    """Tried again in vain: parked once more, with all that was to follow it in its stream."""
    park(connection, reader, position, stream, reason)
    connection.execute(
        "UPDATE log.parked SET state = 'behind' WHERE reader = %s AND stream = %s AND state = 'retry'",
        (reader, stream),
    )


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
    """An operator's word: try it, and what waits behind it, again. Raises NotFound."""
    _decide(connection, reader, position, "retry", by)


def skip(connection: Connection[Any], reader: str, position: int, by: str) -> None:
    """An operator's word: pass it over for good, and go on with what waits behind it. Raises NotFound."""
    _decide(connection, reader, position, "skipped", by)


def _decide(connection: Connection[Any], reader: str, position: int, state: str, by: str) -> None:
    with connection.transaction():
        row = connection.execute(
            f"""
            UPDATE log.parked SET state = %s, settled_by = %s,
                settled_at = CASE WHEN %s = 'skipped' THEN now() END
            WHERE reader = %s AND position = %s AND state IN {OPEN} RETURNING stream
            """,  # noqa: S608
            (state, by, state, reader, position),
        ).fetchone()
        if row is None:
            raise NotFound.thing(f"parked fact of {reader}", position)
        connection.execute(
            """
            UPDATE log.parked SET state = 'retry' WHERE reader = %(reader)s AND stream = %(stream)s
            AND state = 'behind' AND NOT EXISTS (
                SELECT FROM log.parked other WHERE other.reader = %(reader)s AND other.stream = %(stream)s
                AND other.state = 'parked')
            """,
            {"reader": reader, "stream": row[0]},
        )
