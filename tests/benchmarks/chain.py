"""The bare chain: INSERT, a message confirmed by a quorum queue, a consumer that writes another table; all in batches.

Each part is a thread of its own. Nothing here is done for order, for once and only once, or for a loss.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from kombu import Connection, Consumer, Exchange, Queue
from psycopg.rows import tuple_row

BATCH = 100
EXCHANGE = Exchange("bare.events", type="topic", durable=True)
QUEUE = Queue(
    "bare.heard", exchange=EXCHANGE, routing_key="#", durable=True, queue_arguments={"x-queue-type": "quorum"}
)
TABLES = """
CREATE TABLE sent (number bigserial PRIMARY KEY, data jsonb NOT NULL);
CREATE TABLE heard (number bigint PRIMARY KEY, data jsonb NOT NULL);
"""


class Chain:
    """`append` is the command; what it wrote stands in `heard` a little later."""

    def __init__(self, url: str, uri: str) -> None:
        self._url, self._uri = url, uri
        self._db = psycopg.connect(url, autocommit=True)
        self._stopping, self._wake = threading.Event(), threading.Event()
        self._ready = threading.Barrier(3)

    def append(self, data: dict[str, Any]) -> int:
        row = self._db.execute("INSERT INTO sent (data) VALUES (%s) RETURNING number", (json.dumps(data),)).fetchone()
        self._wake.set()
        assert row is not None
        return int(row[0])

    def publish(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as db, Connection(self._uri) as link:
            channel = link.connection.channel()
            channel.confirm_select()
            unconfirmed: set[int] = set()

            def confirmed(tag: int, multiple: bool) -> None:
                unconfirmed.difference_update([n for n in unconfirmed if n == tag or (multiple and n < tag)])

            channel.events["basic_ack"].add(confirmed)
            last = sent = 0
            self._ready.wait()
            while not self._stopping.is_set():
                self._wake.wait(0.005)
                self._wake.clear()
                rows = db.execute(
                    "SELECT number, data FROM sent WHERE number > %s ORDER BY number LIMIT %s", (last, BATCH)
                ).fetchall()
                for number, data in rows:
                    sent += 1
                    unconfirmed.add(sent)
                    message = channel.prepare_message(json.dumps(data).encode(), headers={"number": number})
                    channel.basic_publish(message, exchange=EXCHANGE.name, routing_key="sent")
                    last = number
                while unconfirmed:
                    link.drain_events(timeout=5)

    def hear(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as db, Connection(self._uri) as link:
            taken: list[Any] = []
            consumer = Consumer(link, [QUEUE], on_message=taken.append, prefetch_count=BATCH)
            consumer.consume()
            self._ready.wait()
            while not self._stopping.is_set():
                try:
                    link.drain_events(timeout=0.2)
                    while len(taken) < BATCH:
                        link.drain_events(timeout=0.0001)
                except TimeoutError:
                    pass
                if taken:
                    rows = [(message.headers["number"], bytes(message.body).decode()) for message in taken]
                    with db.transaction(), db.cursor(row_factory=tuple_row) as cursor:
                        cursor.executemany("INSERT INTO heard VALUES (%s, %s) ON CONFLICT DO NOTHING", rows)
                    taken[-1].channel.basic_ack(taken[-1].delivery_tag, multiple=True)
                    taken.clear()

    def run(self) -> list[threading.Thread]:
        with psycopg.connect(self._url, autocommit=True) as db:
            db.execute(TABLES)
        with Connection(self._uri) as link:
            QUEUE.bind(link.default_channel).declare()
        threads = [threading.Thread(target=work, daemon=True) for work in (self.publish, self.hear)]
        for thread in threads:
            thread.start()
        self._ready.wait()
        return threads

    def stop(self, threads: list[threading.Thread]) -> None:
        self._stopping.set()
        for thread in threads:
            thread.join()
        self._db.close()


@contextmanager
def running(url: str, uri: str) -> Iterator[Chain]:
    chain = Chain(url, uri)
    threads = chain.run()
    try:
        yield chain
    finally:
        chain.stop(threads)
