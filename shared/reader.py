"""A reader walks the log from its own checkpoint. Its effect and its checkpoint commit in one transaction.

Of all replicas one is active for each role: the holder of an advisory lock, on the same connection that it writes
with, so that one who lost the lock can't commit either.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import structlog
from psycopg import Connection

from shared import failpoint, lease, log, parked, sight, traces
from shared.database import AWAY, NO_STORE, connect
from shared.facts import Encoded
from shared.log import Raced, Recorded
from shared.tail import Tail

logger = structlog.get_logger()
MOST_UNSAVED = 1000
RETRY_SECONDS = 0.1
P = TypeVar("P")
Work = Sequence[tuple[Recorded, P | Exception]]
"""Facts, each with what `prepare` made of it."""


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
    """Something is not where this reader left it: the read store was swapped, or an operator skipped a fact. What it
    did is rolled back, and it begins again from what it finds."""


TRY_AGAIN = (*AWAY, *NO_STORE, Raced, Moved)


def _nothing_to_fetch(_: Iterable[Encoded]) -> None:
    """No keys are needed."""


@dataclass(frozen=True)
class Reader(Generic[P]):
    """`prepare` makes of each fact what is to be done, without the database, so that one which can't be digested holds
    up nobody; `effect` does it for a batch, inside the transaction; `meanwhile` runs outside it, at least every `pause`
    seconds. After a batch it rests `calm` seconds for each of its facts, at most `rest`: what comes alone is taken at
    once, and the more comes, the larger and fewer are the batches; behind a full one more waits, and it doesn't rest.
    `warm` is given a batch's facts first, to fetch the keys for them at once. One that is not `durable` may lose its
    last batches, checkpoint and all, if the server dies, and takes them again.

    A batch of which nothing follows, which `prepare` says by what is empty, costs no transaction: its checkpoint is
    saved with the next, or once there is nothing more to read; unless somebody waits for the checkpoint."""

    role: str
    prepare: Callable[[Recorded], P]
    effect: Callable[[Connection[Any], Sequence[P]], None]
    checkpoint: Checkpoint = Checkpoint()
    meanwhile: Callable[[Connection[Any]], None] | None = None
    batch: int = 200
    pause: float = 0.5
    calm: float = 0.006
    rest: float = 0.02
    awaited: bool = False
    durable: bool = True
    warm: Callable[[Iterable[Encoded]], None] = _nothing_to_fetch

    def run(self, url: str, tail: Tail, stopping: threading.Event) -> None:
        """Read until `stopping`, through every loss of the database."""
        structlog.contextvars.bind_contextvars(reader=self.role)
        while not stopping.is_set():
            try:
                with connect(url) as connection:
                    if not self.durable:
                        connection.execute("SET synchronous_commit = off")
                    lease.wait_for(connection, self.role, stopping)
                    self._walk(connection, tail, stopping)
            except TRY_AGAIN as error:
                logger.warning("reader_waits", error=type(error).__name__)
                sight.READER_FAILURES.labels(self.role).inc()
                stopping.wait(0.2)
            finally:
                sight.READING.pop(self.role, None)

    def _walk(self, connection: Connection[Any], tail: Tail, stopping: threading.Event) -> None:
        position = saved = sight.READING[self.role] = self.position(connection)
        work: Work[P] = []
        retry_at = 0.0
        while not stopping.is_set():
            if time.monotonic() > retry_at:
                retry_at = time.monotonic() + RETRY_SECONDS
                if self.retry_parked(connection):
                    tail.wake()
            if self.meanwhile is not None:
                self.meanwhile(connection)
            if 0 < len(work) < self.batch:
                stopping.wait(min(self.calm * len(work), self.rest))
            head = tail.wait_beyond(position, self.pause)
            work = self.prepared(log.read(connection, position, head, self.batch))
            if any(outcome for _, outcome in work) or (work and self.awaited):
                self._digest(connection, work, saved)
                tail.wake()
                position = saved = work[-1][0].position
            elif head > position and position - saved < MOST_UNSAVED:
                # nothing follows from these, or no fact bears the position: its transaction failed
                position = work[-1][0].position if work else head
            elif position > saved:
                self._save(connection, saved, position)
                saved = position
            sight.READING[self.role] = position

    def position(self, connection: Connection[Any]) -> int:
        """Up to where this reader has read."""
        row = connection.execute(self.checkpoint.load, {"reader": self.role}).fetchone()
        return row[0] if row else 0

    def prepared(self, rows: Sequence[Recorded]) -> "Work[P]":
        """Each fact with what is to be done, or with why it can't be digested."""
        self.warm(row.encoded for row in rows)
        return [(row, self._outcome(row)) for row in rows]

    def _outcome(self, row: Recorded) -> P | Exception:
        try:
            return self.prepare(row)
        except TRY_AGAIN:
            raise
        except Exception as error:
            return error

    def digest(self, connection: Connection[Any], rows: Sequence[Recorded], before: int) -> None:
        """Take these facts, which follow the checkpoint `before`, all at once. If the database refuses one of them,
        take each half by itself, until the one that can't be taken is alone: that one is set aside."""
        self._digest(connection, self.prepared(rows), before)

    def _digest(self, connection: Connection[Any], work: "Work[P]", before: int) -> None:
        try:
            with traces.if_it_holds(), connection.transaction():
                self._take(connection, work, before)
        except TRY_AGAIN:
            raise
        except Exception as error:
            if len(work) == 1:
                with connection.transaction():
                    self._set_aside(connection, work[0][0], error)
                    self._save(connection, before, work[0][0].position)
                return
            middle = len(work) // 2
            self._digest(connection, work[:middle], before)
            self._digest(connection, work[middle:], work[middle - 1][0].position)

    def _take(self, connection: Connection[Any], work: "Work[P]", before: int) -> None:
        waiting = parked.waiting_streams(connection, self.role, (row.stream for row, _ in work))
        ready: list[P] = []
        failed: list[tuple[int, str, str]] = []
        behind: list[Recorded] = []
        for row, outcome in work:
            if row.stream in waiting:
                behind.append(row)
            elif isinstance(outcome, Exception):
                waiting.add(row.stream)
                failed.append((row.position, row.stream, self._reason(row, outcome)))
            else:
                ready.append(outcome)
        if failed:
            parked.set_all_aside(connection, self.role, failed)
        for row in behind:
            parked.put_behind(connection, self.role, row.position, row.stream)
        self.effect(connection, ready)
        failpoint.reach(f"before_checkpoint_{self.role}")
        self._save(connection, before, work[-1][0].position)

    def _save(self, connection: Connection[Any], before: int, position: int) -> None:
        parameters = {"reader": self.role, "before": before, "position": position}
        if connection.execute(self.checkpoint.save, parameters).rowcount != 1:
            raise Moved

    def retry_parked(self, connection: Connection[Any]) -> bool:
        """Try again what is due; says whether there was any."""
        retried = False
        while positions := parked.due(connection, self.role):
            for row in log.read_at(connection, positions):
                self._retry(connection, row)
            retried = True
        return retried

    def _retry(self, connection: Connection[Any], row: Recorded) -> None:
        try:
            ready = self.prepare(row)
            with traces.if_it_holds(), connection.transaction():
                self.effect(connection, [ready])
                if not parked.settle(connection, self.role, row.position):
                    raise Moved
        except TRY_AGAIN:
            raise
        except Exception as error:
            self._set_aside(connection, row, error)

    def _set_aside(self, connection: Connection[Any], row: Recorded, error: Exception) -> None:
        parked.set_aside(connection, self.role, row.position, row.stream, self._reason(row, error))

    def _reason(self, row: Recorded, error: Exception) -> str:
        reason = parked.reason_of(error)
        logger.error("fact_set_aside", position=row.position, fact=row.name, reason=reason)
        return reason
