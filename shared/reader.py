"""A reader walks the log from its own checkpoint. Its effect and its checkpoint commit in one transaction.

Of all replicas one is active for each role: the holder of an advisory lock, on the same connection that it writes
with, so that one who lost the lock can't commit either.
"""

import threading
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from psycopg import Connection

from shared import failpoint, log, parked, sight
from shared.database import AWAY, NO_STORE, connect
from shared.log import Raced, Recorded
from shared.tail import Tail

logger = structlog.get_logger()
LEASES = 7301  # the first of a lease's two lock numbers: "a reader's lease"
Effect = Callable[[Connection[Any], Sequence[Any]], None]
Prepare = Callable[[Recorded], Any]


@dataclass(frozen=True)
class Checkpoint:
    """Where a reader keeps its position: by default in the log's own table."""

    load: str = """
        INSERT INTO log.checkpoints (reader, position) VALUES (%(reader)s, 0)
        ON CONFLICT (reader) DO UPDATE SET position = log.checkpoints.position RETURNING position
    """
    save: str = """
        UPDATE log.checkpoints SET position = %(position)s WHERE reader = %(reader)s AND position = %(before)s
    """


class Moved(Exception):
    """Something is not where this reader left it: the read store was swapped, or an operator skipped a fact. It begins
    again from what it finds."""


TRY_AGAIN = (*AWAY, *NO_STORE, Raced, Moved)


def as_it_is(row: Recorded) -> Recorded:
    """For a reader that needs nothing prepared."""
    return row


def nothing(_: object) -> None:
    """For a reader that has nothing to do then."""


@dataclass(frozen=True)
class Reader:
    """`prepare` is pure and makes of one fact what `effect` takes, a batch at a time, into the database. `warm` may
    fetch beforehand what a batch needs; `meanwhile` runs outside a transaction, at least every `pause` seconds."""

    role: str
    effect: Effect
    checkpoint: Checkpoint = Checkpoint()
    prepare: Prepare = as_it_is
    warm: Callable[[Sequence[Recorded]], None] = nothing
    meanwhile: Callable[[Connection[Any]], None] = nothing
    batch: int = 200
    pause: float = 1.0

    def run(self, url: str, tail: Tail, stopping: threading.Event) -> None:
        """Read until `stopping`, through every loss of the database."""
        structlog.contextvars.bind_contextvars(reader=self.role)
        while not stopping.is_set():
            try:
                with connect(url) as connection:
                    self._wait_for_lease(connection, stopping)
                    self._walk(connection, tail, stopping)
            except TRY_AGAIN as error:
                logger.warning("reader_waits", error=type(error).__name__)
                sight.READER_FAILURES.labels(self.role).inc()
                stopping.wait(0.2)

    def _wait_for_lease(self, connection: Connection[Any], stopping: threading.Event) -> None:
        number = zlib.crc32(self.role.encode()) - 2**31
        while not stopping.is_set():
            row = connection.execute("SELECT pg_try_advisory_lock(%s, %s)", (LEASES, number)).fetchone()
            if row is not None and row[0]:
                logger.info("reader_active")
                return
            stopping.wait(0.2)

    def _walk(self, connection: Connection[Any], tail: Tail, stopping: threading.Event) -> None:
        position = saved = self.position(connection)
        while not stopping.is_set():
            retried = self.retry_due(connection)
            self.meanwhile(connection)
            head = tail.wait_beyond(position, 0 if retried else self.pause)
            rows = log.read(connection, position, head, self.batch)
            if rows:
                self.digest(connection, rows, saved)
                position = saved = rows[-1].position
            elif head > position:
                position = head  # positions that no fact bears: their transactions failed
            if rows or retried:
                tail.wake()
            sight.READER_LAG.labels(self.role).set(max(tail.head - position, 0))

    def position(self, connection: Connection[Any]) -> int:
        """Up to where this reader has read."""
        row = connection.execute(self.checkpoint.load, {"reader": self.role}).fetchone()
        return row[0] if row else 0

    def digest(self, connection: Connection[Any], rows: Sequence[Recorded], before: int) -> None:
        """Take these facts, which follow the checkpoint `before`; those that fail are set aside."""
        with connection.transaction():
            self._take(connection, rows)
            failpoint.reach(f"before_checkpoint_{self.role}")
            parameters = {"reader": self.role, "before": before, "position": rows[-1].position}
            if connection.execute(self.checkpoint.save, parameters).rowcount != 1:
                raise Moved

    def _take(self, connection: Connection[Any], rows: Sequence[Recorded]) -> None:
        """All at once; where the effect fails, one half after the other, down to the fact that it fails for."""
        waiting = parked.waiting_streams(connection, self.role, (row.stream for row in rows))
        self.warm(rows)
        free, prepared = [], []
        for row in rows:
            if row.stream in waiting:
                parked.put_behind(connection, self.role, row.position, row.stream)
                continue
            try:
                prepared.append(self.prepare(row))
                free.append(row)
            except TRY_AGAIN:
                raise
            except Exception as error:
                waiting.add(row.stream)
                self._set_aside(connection, row, error)
        failed = self._apply(connection, prepared) if free else None
        if failed is not None and len(free) == 1:
            self._set_aside(connection, free[0], failed)
        elif failed is not None:
            self._take(connection, free[: len(free) // 2])
            self._take(connection, free[len(free) // 2 :])

    def _apply(self, connection: Connection[Any], prepared: Sequence[Any]) -> Exception | None:
        try:
            with connection.transaction():
                self.effect(connection, prepared)
        except TRY_AGAIN:
            raise
        except Exception as error:
            return error
        return None

    def _set_aside(self, connection: Connection[Any], row: Recorded, error: Exception) -> None:
        reason = parked.reason_of(error)
        is_parked = parked.set_aside(connection, self.role, row.position, row.stream, reason)
        event = "fact_parked" if is_parked else "fact_set_aside"
        logger.error(event, position=row.position, fact=row.name, reason=reason)

    def retry_due(self, connection: Connection[Any]) -> bool:
        """Try again what is due; says whether there was any."""
        due = [position for position, _ in parked.due(connection, self.role)]
        for row in log.read_at(connection, due) if due else ():
            with connection.transaction():
                self._retry(connection, row)
        return bool(due)

    def _retry(self, connection: Connection[Any], row: Recorded) -> None:
        try:
            failed = self._apply(connection, [self.prepare(row)])
        except TRY_AGAIN:
            raise
        except Exception as error:
            failed = error
        if failed is not None:
            self._set_aside(connection, row, failed)
        elif not parked.settle(connection, self.role, row.position):
            raise Moved  # it was settled meanwhile: what the effect did here must not stand
        failpoint.reach("before_settle")
