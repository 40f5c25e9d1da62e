"""Stock nameko, as its documentation shows it: an echo, and an RPC that does one bare INSERT.

Run as `python -m tests.benchmarks.stock`, with AMQP_URI and RAW_URL.
"""

import shared.green  # noqa: F401  isort: skip  # before everything else: see there

import json
import os
import signal
from typing import Any
from uuid import uuid4

import eventlet
from nameko.containers import ServiceContainer
from nameko.extensions import DependencyProvider
from nameko.rpc import rpc
from psycopg_pool import ConnectionPool

from tests.benchmarks.raw import INSERT


class Database(DependencyProvider):
    def setup(self) -> None:
        self.pool = ConnectionPool(os.environ["RAW_URL"], min_size=5, kwargs={"autocommit": True}, open=True)

    def stop(self) -> None:
        self.pool.close()

    def get_dependency(self, _: Any) -> ConnectionPool:
        return self.pool


class Stock:
    name = "stock"
    database = Database()

    @rpc
    def echo(self, payload: Any, **_: Any) -> Any:
        return payload

    @rpc
    def insert(self, payload: Any, **_: Any) -> Any:
        with self.database.connection() as db:
            db.execute(INSERT, (f"bed-{uuid4()}", 1, uuid4(), "BedPlanted", json.dumps(payload)))
        return {"version": 1}


def main() -> None:
    config = {"AMQP_URI": os.environ["AMQP_URI"], "max_workers": 16, "HEARTBEAT": 10}
    container = ServiceContainer(Stock, config=config)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: eventlet.spawn_n(container.stop))
    container.start()
    print("ready", flush=True)
    container.wait()


if __name__ == "__main__":
    main()
