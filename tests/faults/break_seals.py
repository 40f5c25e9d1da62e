"""The log is changed behind the system's back, by somebody who may do everything in one database."""

from collections.abc import Callable
from random import Random
from typing import Any

from deploy.local import databases, postgres
from shared import log, seal, tail
from shared.actors import Actor
from shared.aggregate import Occasion
from shared.commands import Order, handle
from shared.database import connect
from shared.ids import new_id
from shared.log import Origin
from shared.migrate import migrate
from shared.seal import Head
from shared.times import now
from tests.faults.fault import Counts, Run, fault, hold
from tests.kernel.garden import GARDEN, PlantBed, WaterBed
from tests.keys import OpenKeys

FACTS = 300
GARDENER = Actor("gardener-1", frozenset({"gardener"}), "garden")
COLUMNS = {
    "stream": "stream || 'x'",
    "name": "overlay(name placing 'x' from 1)",
    "data": "jsonb_set(data, '{bed_id}', '\"0\"')",
    "actor": "actor || '.'",
    "recorded_at": "recorded_at + interval '1 microsecond'",
    "causation": "gen_random_uuid()",
    "fact_version": "fact_version + 1",
}


def fill(db: Any, facts: int) -> None:
    """A log of beds, all of it sealed."""
    garden = GARDEN.under(OpenKeys())
    while tail.find_head(db) < facts:
        bed = new_id()
        for command in (PlantBed(bed_id=bed, plant="beans", gardener="张三"), WaterBed(bed_id=bed, litres=1)):
            order = Order(command, Occasion(GARDENER, now()), Origin(GARDENER.id, new_id(), None), new_id())
            handle(db, garden, order)
    seal_all(db)


def seal_all(db: Any) -> None:
    """What the reader does, up to the end."""
    reader = seal.seal_reader()
    while rows := log.read(db, position := reader.position(db), tail.find_head(db), reader.batch):
        reader.digest(db, rows, position)


def flip(db: Any, at: int, random: Random) -> int:
    """One column of one row is changed."""
    column = random.choice(sorted(COLUMNS))
    db.execute(f"UPDATE log.facts SET {column} = {COLUMNS[column]} WHERE position = %s", (at,))
    return at


def delete(db: Any, at: int, _: Random) -> int:
    """One row is deleted; its seal stays."""
    db.execute("DELETE FROM log.facts WHERE position = %s", (at,))
    return at


def swap(db: Any, at: int, random: Random) -> int:
    """What two rows say changes places."""
    other = random.choice([number for number in range(1, FACTS) if number != at])
    db.execute(
        """
        UPDATE log.facts f SET data = o.data, name = o.name, stream = o.stream || ' ', recorded_at = o.recorded_at
        FROM log.facts o WHERE (f.position, o.position) IN ((%(at)s, %(other)s), (%(other)s, %(at)s))
        """,
        {"at": at, "other": other},
    )
    return min(at, other)


def cut(db: Any, at: int, _: Random) -> int:
    """The end is cut off, seals and all."""
    db.execute("DELETE FROM log.facts WHERE position >= %s", (at,))
    db.execute("DELETE FROM log.seals WHERE position >= %s", (at,))
    return at


def forge(db: Any, at: int, _: Random) -> int:
    """A row is changed and the chain made anew from there on."""
    db.execute("UPDATE log.facts SET actor = actor || '.' WHERE position = %s", (at,))
    db.execute("DELETE FROM log.seals WHERE position >= %s", (at,))
    db.execute("UPDATE log.checkpoints SET position = %s WHERE reader = 'seal'", (at - 1,))
    seal_all(db)
    return at


WAYS: tuple[Callable[[Any, int, Random], int], ...] = (flip, delete, swap, cut, forge)


@fault("F17", "a byte flipped, a row deleted, rows swapped, the tail cut, the chain made anew")
def change_the_log(run: Run) -> Counts:
    """Each trial is found at the first position that it touched; a forgery between two heads that were witnessed."""
    server = postgres.start(run.home / "postgres")
    try:
        database = databases.prepare(server.url, "sealed")
        migrate(database.migrator_url, GARDEN.home, database.application_role)
        with connect(f"{server.url.rpartition('/')[0]}/sealed") as db:
            fill(db, FACTS)
            hold("an untouched log passes", seal.find_flaw(db) is None)
            return {way.__name__: trials(run, db, way, run.size(1000) // len(WAYS) or 1) for way in WAYS}
    finally:
        server.stop()


def trials(run: Run, db: Any, way: Callable[[Any, int, Random], int], count: int) -> int:
    """So many trials, each rolled back; gives how many were found."""
    witnessed = witness_every_tenth(db)
    for _ in range(count):
        at = run.random.randrange(1, FACTS - 1)
        with db.transaction(force_rollback=True):
            db.execute("SET LOCAL session_replication_role = replica")
            touched = way(db, at, run.random)
            flaw = seal.find_flaw(db) or seal.against_witness(db, witnessed)
            hold(f"a {way.__name__} at {at} is found", flaw is not None)
            assert flaw is not None
            furthest = touched + 10 if way is forge else touched
            hold("and located", touched <= flaw.position <= furthest, f"{flaw} instead of {touched}")
    return count


def witness_every_tenth(db: Any) -> list[Head]:
    """What others noted while the log grew."""
    rows = db.execute("SELECT position, seal FROM log.seals WHERE position % 10 = 0").fetchall()
    last = db.execute("SELECT position, seal FROM log.seals ORDER BY position DESC LIMIT 1").fetchall()
    return [Head(log=log.identity(db), position=position, seal=seal.hex()) for position, seal in [*rows, *last]]
