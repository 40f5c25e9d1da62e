"""The clock door: a deadline that is due is put to its aggregate, once, whatever replicas run."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import structlog
from psycopg import Connection

from shared import log, parked, traces
from shared.commands import pass_deadline
from shared.log import Recorded
from shared.reader import TRY_AGAIN, Reader
from shared.service import Service
from shared.times import now

logger = structlog.get_logger()
ROLE = "clock"
AT_ONCE = 50
Deadline = tuple[int, str, datetime]
"""Position, stream, and when it is due."""


def clock_reader(service: Service) -> Reader[Deadline | None]:
    """Notes every deadline in the log, and passes those that are due. Looks four times a second."""

    def prepare(row: Recorded) -> Deadline | None:
        if row.source is None and row.name in service.facts.deadlines:
            return row.position, row.stream, service.facts.decode(None, row.encoded).due_at
        return None

    def note(connection: Connection[Any], ready: Sequence[Deadline | None]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                """
                INSERT INTO log.deadlines (position, stream, due_at) VALUES (%s, %s, %s)
                ON CONFLICT (position) DO NOTHING
                """,
                [deadline for deadline in ready if deadline is not None],
            )

    def pass_due(connection: Connection[Any]) -> None:
        for due in log.read_at(connection, due_positions(connection)):
            _pass(connection, service, due)

    return Reader(ROLE, prepare, note, meanwhile=pass_due, pause=0.25, calm=0.1, rest=0.1)


def due_positions(connection: Connection[Any]) -> list[int]:
    """The positions of deadline facts that are due and not yet passed, the earliest first."""
    rows = connection.execute(
        """
        SELECT position FROM log.deadlines d WHERE passed_at IS NULL AND due_at <= %s AND NOT EXISTS (
            SELECT FROM log.parked p WHERE p.reader = %s AND p.position = d.position AND p.state <> 'done')
        ORDER BY due_at, position LIMIT %s
        """,
        (now(), ROLE, AT_ONCE),
    ).fetchall()
    return [row[0] for row in rows]


def _pass(connection: Connection[Any], service: Service, due: Recorded) -> None:
    try:
        with traces.if_it_holds(), connection.transaction():
            pass_deadline(connection, service, due, now())
            connection.execute("UPDATE log.deadlines SET passed_at = now() WHERE position = %s", (due.position,))
        logger.info("deadline_passed", fact=due.name, position=due.position, correlation_id=due.correlation)
    except TRY_AGAIN:
        raise
    except Exception as error:
        reason = parked.reason_of(error)
        logger.error("deadline_set_aside", fact=due.name, position=due.position, reason=reason)
        parked.set_aside(connection, ROLE, due.position, due.stream, reason)
