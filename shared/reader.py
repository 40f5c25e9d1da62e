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
Effect = Callable[[Connection[Any], Sequence[Recorded]], None]


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
    """The checkpoint is not where this reader left it: the read store was swapped. It begins again from there."""


TRY_AGAIN = (*AWAY, *NO_STORE, Raced, Moved)


@dataclass(frozen=True)
class Reader:
    """`effect` takes a batch inside the transaction; `meanwhile` runs outside it, at least every `pause` seconds."""

    role: str
    effect: Effect
    checkpoint: Checkpoint = Checkpoint()
    meanwhile: Callable[[Connection[Any]], None] | None = None
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
            self._retry_parked(connection, tail)
            if self.meanwhile is not None:
                self.meanwhile(connection)
            head = tail.wait_beyond(position, self.pause)
            rows = log.read(connection, position, head, self.batch)
            if rows:
                self.digest(connection, rows, saved)
                tail.wake()
                position = saved = rows[-1].position
            elif head > position:
                position = head  # positions that no fact bears: their transactions failed
            sight.READER_LAG.labels(self.role).set(max(tail.head - position, 0))

    def position(self, connection: Connection[Any]) -> int:
        """Up to where this reader has read."""
        row = connection.execute(self.checkpoint.load, {"reader": self.role}).fetchone()
        return row[0] if row else 0

    def digest(self, connection: Connection[Any], rows: Sequence[Recorded], before: int) -> None:
        """Take these facts, which follow the checkpoint `before`: all at once, or, if one fails, each by itself."""
        try:
            with connection.transaction():
                self._take(connection, rows, before)
        except TRY_AGAIN:
            raise
        except Exception:
            for row in rows:
                self._take_or_park(connection, row, before)
                before = row.position

    def _take(self, connection: Connection[Any], rows: Sequence[Recorded], before: int) -> None:
        waiting = parked.waiting_streams(connection, self.role)
        free = [row for row in rows if row.stream not in waiting]
        if free:
            self.effect(connection, free)
        for row in rows:
            if row.stream in waiting:
                parked.put_behind(connection, self.role, row.position, row.stream)
        failpoint.reach(f"before_checkpoint_{self.role}")
        self._save(connection, before, rows[-1].position)

    def _save(self, connection: Connection[Any], before: int, position: int) -> None:
        parameters = {"reader": self.role, "before": before, "position": position}
        if connection.execute(self.checkpoint.save, parameters).rowcount != 1:
            raise Moved

    def _take_or_park(self, connection: Connection[Any], row: Recorded, before: int) -> None:
        try:
            with connection.transaction():
                self._take(connection, [row], before)
        except TRY_AGAIN:
            raise
        except Exception as error:
            with connection.transaction():
                self._set_aside(connection, row.position, row.stream, error)
                self._save(connection, before, row.position)

    def _retry_parked(self, connection: Connection[Any], tail: Tail) -> None:
        while due := parked.due(connection, self.role):
            for position, stream in due:
                self._retry(connection, position, stream)
            tail.wake()

    def _retry(self, connection: Connection[Any], position: int, stream: str) -> None:
        try:
            with connection.transaction():
                self.effect(connection, log.read_at(connection, [position]))
                parked.settle(connection, self.role, position, stream)
        except TRY_AGAIN:
            raise
        except Exception as error:
            self._set_aside(connection, position, stream, error)

    def _set_aside(self, connection: Connection[Any], position: int, stream: str, error: Exception) -> None:
        reason = parked.reason_of(error)
        logger.error("fact_set_aside", position=position, reason=reason)
        parked.set_aside(connection, self.role, position, stream, reason)
