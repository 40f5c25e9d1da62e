"""The head of the log: how far a reader may read without ever passing a transaction that commits later.

Every append takes a marker, a shared advisory lock keyed by the last position given, before it takes positions of
its own, and holds it until it ends. So: read the last position given, then the markers still held; the least of
them is the head, and facts up to it, read after that, are all there. Writers never wait for each other.
"""

import threading
import time
from typing import Any

from psycopg import Connection

from shared.database import AWAY, connect

POLL = 0.02
THROTTLE = 0.01

LAST_POSITION = "SELECT last_value FROM log.position"
# Advisory locks with one bigint key have objsubid 1; leases have two integers, objsubid 2.
LEAST_MARKER = """
SELECT min((classid::bigint << 32) | objid::bigint) FROM pg_locks
WHERE locktype = 'advisory' AND objsubid = 1
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def find_head(connection: Connection[Any]) -> int:
    """The highest position up to which the log is complete. `connection` must be autocommitting."""
    last = _number(connection, LAST_POSITION)
    marker = _number(connection, LEAST_MARKER)
    return last if marker is None else min(last or 0, marker) if last is not None else 0


def _number(connection: Connection[Any], query: str) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


class Tail:
    """Keeps the head for all readers of a process. Woken after this process's own commits, else by a short poll."""

    def __init__(self, url: str) -> None:
        self.head = 0
        self._url = url
        self._moved = threading.Condition()
        self._wake = threading.Event()

    def wake(self) -> None:
        """Something was committed: look soon."""
        self._wake.set()

    def wait_beyond(self, position: int, timeout: float) -> int:
        """The head, as soon as it is beyond `position`, or after `timeout` seconds."""
        with self._moved:
            self._moved.wait_for(lambda: self.head > position, timeout)
            return self.head

    def run(self, stopping: threading.Event) -> None:
        """Follow the head until `stopping` is set."""
        while not stopping.is_set():
            try:
                with connect(self._url) as connection:
                    self._follow(connection, stopping)
            except AWAY:
                stopping.wait(0.5)

    def _follow(self, connection: Connection[Any], stopping: threading.Event) -> None:
        while not stopping.is_set():
            self._wake.clear()
            if _number(connection, LAST_POSITION) > self.head:
                head = find_head(connection)
                with self._moved:
                    self.head = max(self.head, head)
                    self._moved.notify_all()
                time.sleep(THROTTLE)
            self._wake.wait(POLL)
