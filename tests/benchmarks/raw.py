"""The limit: what bare psycopg reaches with the same table, rows and transactions, and no order for a reader."""

import json
from collections.abc import Callable
from itertools import count
from uuid import uuid4

import psycopg

STREAMS = 50
TEXT = "x" * 300
"""With it a fact is about 400 bytes."""

TABLE = """
CREATE TABLE raw_facts (
    position bigserial PRIMARY KEY, stream text NOT NULL, version bigint NOT NULL, id uuid NOT NULL,
    name text NOT NULL, data jsonb NOT NULL, recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (stream, version)
)
"""
INSERT = "INSERT INTO raw_facts (stream, version, id, name, data) VALUES (%s, %s, %s, %s, %s)"


def prepare(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(TABLE)


def append(url: str, _: int) -> Callable[[], None]:
    """INSERT and COMMIT, in one round trip; each a new stream."""
    db = psycopg.connect(url, autocommit=True)
    data = json.dumps({"bed_id": str(uuid4()), "text": TEXT})

    def once() -> None:
        db.execute(INSERT, (f"bed-{uuid4()}", 1, uuid4(), "BedPlanted", data))

    return once


def read_and_append(url: str, _: int) -> Callable[[], None]:
    """Read a stream, INSERT and COMMIT its next fact, over streams of the writer's own in turn."""
    db = psycopg.connect(url, autocommit=True)
    streams = [f"bed-{uuid4()}" for _ in range(STREAMS)]
    data = json.dumps({"bed_id": str(uuid4()), "text": TEXT})
    turn = count()

    def once() -> None:
        stream = streams[next(turn) % STREAMS]
        facts = db.execute("SELECT name, data FROM raw_facts WHERE stream = %s ORDER BY version", (stream,)).fetchall()
        db.execute(INSERT, (stream, len(facts) + 1, uuid4(), "BedWatered", data))

    return once
