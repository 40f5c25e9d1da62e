"""Connections to a service's own PostgreSQL database, each with time-outs, so that no call waits for ever."""

import json
import time
from collections.abc import Callable
from threading import Thread
from typing import Any, ClassVar, TypeVar

import psycopg
from psycopg import Connection
from psycopg.abc import PQGen
from psycopg.errors import _WaitTimeout
from psycopg.types.json import set_json_loads
from psycopg_pool import ConnectionPool

T = TypeVar("T")
READ_SCHEMA = "read"
AWAY = (psycopg.OperationalError, psycopg.InterfaceError)
"""What is raised when the server is away or broke off: nothing was done, and trying again is right."""
NO_STORE = (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName, psycopg.errors.InsufficientPrivilege)
"""What is raised while a read store is dropped or not yet migrated."""


_decoder = json.JSONDecoder()
# json.loads looks at the bytes for their encoding each time; the server's is ours
set_json_loads(lambda found: _decoder.decode(found if isinstance(found, str) else found.decode()))


class Bounded(Connection[Any]):
    """A connection that gives up a server, or a network, that takes a statement and never answers. The server's own
    statement_timeout comes first; beyond it nobody is there, and the connection is closed."""

    PATIENCE: ClassVar[float] = 35
    waiter: ClassVar[Any] = None
    """How to wait among green threads, as `green.wait` does; None where there are none."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            if self.waiter is None:
                return super().wait(gen, interval, self.PATIENCE)
            found: T = self.waiter(gen, self.fileno(), self.PATIENCE)
            return found
        except _WaitTimeout:
            self.pgconn.finish()
            raise psycopg.OperationalError("the server does not answer") from None


class BoundedCall(Bounded):
    """As above, for those who have a caller waiting."""

    PATIENCE = 10


def settings(schema: str, seconds: int = 30) -> dict[str, Any]:
    options = f"-c search_path={schema} -c statement_timeout={seconds}s -c lock_timeout=10s -c timezone=UTC"
    # the server, too, must notice that we are gone: our locks are held as long as it believes in us
    options += " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3"
    return {
        "autocommit": True,
        "options": f"{options} -c idle_in_transaction_session_timeout=20s",
        "connect_timeout": 5,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 10_000,
        "application_name": "waishi",
    }


def connect(url: str, schema: str = READ_SCHEMA) -> Connection[Any]:
    """An autocommitting connection; tables without a schema are looked up in `schema`."""
    return Bounded.connect(url, **settings(schema))


def open_pool(url: str, size: int, schema: str = READ_SCHEMA) -> ConnectionPool[Connection[Any]]:
    """A pool of always so many connections. A call waits 5 s for one, then raises PoolTimeout."""
    return Pool(
        url,
        connection_class=BoundedCall,
        kwargs=settings(schema, 8),
        min_size=size,
        max_size=size,
        timeout=5,
        # it doubles its pauses between attempts until then, and begins anew with the next call
        reconnect_timeout=5,
        open=True,
    )


class Pool(ConnectionPool[Connection[Any]]):
    """Gives no connection that the server ended while it lay here. The library's own check would pause after each that
    it finds, a second, then two, then four: after a restart of the server the first call would fail."""

    def getconn(self, timeout: float | None = None) -> Connection[Any]:
        deadline = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            connection = super().getconn(deadline - time.monotonic())
            if _is_open(connection):
                return connection
            self.putconn(connection)  # makes another in its place


def _is_open(connection: Connection[Any]) -> bool:
    """Asks nobody: what the server said last is there to be read, first why it ended, then the end."""
    try:
        for _ in range(2):
            connection.pgconn.consume_input()
    except psycopg.OperationalError:
        return False
    return True


class HubBlocked(RuntimeError):
    """psycopg does not yield: the process must not start, since one slow query would freeze all of it."""


def make_sure_it_yields(url: str, pause: Callable[[float], None] = time.sleep) -> None:
    """Runs a query of 0.3 s and counts how often another thread ran meanwhile. Raises HubBlocked."""
    ticks = 0
    waiting = True

    def tick() -> None:
        nonlocal ticks
        while waiting:
            ticks += 1
            pause(0.01)

    ticker = Thread(target=tick, daemon=True)
    with connect(url) as connection:
        ticker.start()
        connection.execute("SELECT pg_sleep(0.3)")
    waiting = False
    ticker.join()
    if ticks < 5:
        raise HubBlocked("psycopg blocks the eventlet hub: import shared.green before anything else")
