"""A read table rebuilt from the log: against a bare cursor with executemany, and against the peer's runner."""

import resource
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.application import Application
from eventsourcing.dispatch import singledispatchmethod
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL

from deploy.local import databases, postgres
from deploy.local.databases import Database
from shared.database import connect
from shared.fold import fold
from shared.migrate import make_read_store, migrate
from shared.rebuild import CHECK, drop, rebuild
from shared.tail import find_head
from tests.benchmarks import peer
from tests.benchmarks.filled import fill
from tests.benchmarks.row import Figure, Run, compared, interleave, row
from tests.kernel.garden import GARDEN
from tests.keys import OpenKeys

FACTS = 20_000
PEER_PART = 10
"""The peer gets that part of the events: it would take minutes for all."""


@row(
    "rebuild",
    "The log is folded twice, the second time as proof of the first; in each, binding a statement costs psycopg as "
    "much as reading and decoding a fact.",
)
def measure_rebuild(run: Run) -> Sequence[Figure]:
    """Ours is the whole of it: a store beside the live one, proved by a second fold of the log, and swapped in."""
    facts = run.count(FACTS, least=1000) // PEER_PART * PEER_PART
    with filled(run, facts) as (own, other):
        found = interleave(
            run.rounds,
            {
                "ours": lambda: facts / taken(lambda: rebuild_own(own)),
                "raw": lambda: facts / taken(lambda: rebuild_bare(own, facts)),
                "one pass": lambda: facts / taken(lambda: fold_once(own)),
                "peer": lambda: facts / PEER_PART / taken(lambda: rebuild_peer(other, facts // PEER_PART)),
            },
        )
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        fill_more(own, facts)
        rebuild_own(own)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / before
    return [
        compared(f"rebuild from {facts:,} facts, proved and swapped in", "facts/s", found, "raw", 0.7),
        compared("one pass of it, without proof and swap", "facts/s", {**found, "ours": found["one pass"]}, "raw", 0.7),
        compared("the same, beside the peer's runner", "facts/s", found, "peer", 10),
        Figure("memory of a rebuild from twice the facts", "x", grown, {}, grown, 1.1, at_most=True),
    ]


def taken(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def rebuild_own(own: Database) -> None:
    rebuild(GARDEN.under(OpenKeys()), own.migrator_url, own.application_role)


def fold_once(own: Database) -> None:
    """The log into a read store of its own."""
    make_read_store(own.migrator_url, GARDEN.home, CHECK)
    with connect(own.migrator_url, CHECK) as db:
        fold(db, GARDEN.under(OpenKeys()), find_head(db), ())
        drop(db, CHECK)


def rebuild_bare(own: Database, facts: int) -> None:
    """One cursor over the same log, one executemany a thousand facts, one transaction each."""
    with psycopg.connect(own.migrator_url, autocommit=True) as db, psycopg.connect(own.migrator_url) as cursor_of:
        db.execute("DROP TABLE IF EXISTS raw_beds")
        db.execute("CREATE TABLE raw_beds (bed_id uuid PRIMARY KEY, plant text, litres bigint, waterings bigint)")
        rows = cursor_of.cursor("facts")
        rows.execute("SELECT data FROM log.facts ORDER BY position LIMIT %s", (facts,))
        while batch := rows.fetchmany(1000):
            upserts = [
                (data["bed_id"], data.get("plant", ""), data.get("litres", 0), int("litres" in data))
                for (data,) in batch
            ]
            with db.transaction(), db.cursor() as cursor:
                cursor.executemany(
                    """
                    INSERT INTO raw_beds AS b VALUES (%s, %s, %s, %s) ON CONFLICT (bed_id) DO UPDATE
                    SET litres = b.litres + excluded.litres, waterings = b.waterings + excluded.waterings
                    """,
                    upserts,
                )


class Beds(PostgresTrackingRecorder):
    """The peer's view: a table, written with the runner's place in one transaction, an event at a time."""

    def __init__(self, datastore: PostgresDatastore, **named: Any) -> None:
        super().__init__(datastore, **named)
        table = "CREATE TABLE IF NOT EXISTS peer_beds (bed_id uuid PRIMARY KEY, litres bigint NOT NULL)"
        self.sql_create_statements.append(SQL(table))

    def add(self, bed: UUID, litres: int, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(
                """
                INSERT INTO peer_beds AS b VALUES (%s, %s)
                ON CONFLICT (bed_id) DO UPDATE SET litres = b.litres + excluded.litres
                """,
                (bed, litres),
            )


class BedsProjection(Projection[Beds]):
    name = "beds"

    @singledispatchmethod
    def process_event(self, domain_event: object, tracking: Tracking) -> None:
        self.view.add(domain_event.originator_id, getattr(domain_event, "litres", 0), tracking)  # type: ignore[attr-defined]


def rebuild_peer(url: str, events: int) -> None:
    with psycopg.connect(url, autocommit=True) as db:
        db.execute("DROP TABLE IF EXISTS peer_beds, beds_tracking")
    with ProjectionRunner(
        application_class=Application, projection_class=BedsProjection, view_class=Beds,
        env=peer.environment(url),
    ) as runner:  # fmt: skip
        runner.wait(events, timeout=60)


def fill_peer(url: str, events: int) -> None:
    application = peer.open_application(url, makes_tables=True)
    for _ in range(events // 10):
        bed = peer.Bed("x" * 300)
        for _ in range(9):
            bed.water(1)
        application.save(bed)
    application.close()


def fill_more(own: Database, facts: int) -> None:
    """As many facts again, in streams of their own."""
    with connect(own.migrator_url) as db:
        db.execute(
            """
            INSERT INTO log.facts (stream, version, id, name, fact_version, data, actor, correlation)
            SELECT stream || '-', version, gen_random_uuid(), name, fact_version,
                   jsonb_set(data, '{bed_id}', to_jsonb(md5(data ->> 'bed_id')::uuid)), actor, correlation
            FROM log.facts ORDER BY position LIMIT %s
            """,
            (facts,),
        )


@contextmanager
def filled(run: Run, facts: int) -> Iterator[tuple[Database, str]]:
    server = postgres.start(run.home / "postgres")
    try:
        own, other = (databases.prepare(server.url, name) for name in ("own", "other"))
        migrate(own.migrator_url, GARDEN.home, own.application_role)
        threads = [
            threading.Thread(target=fill, args=(own.migrator_url, facts)),
            threading.Thread(target=fill_peer, args=(other.migrator_url, facts // PEER_PART)),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        yield own, other.migrator_url
    finally:
        server.stop()
