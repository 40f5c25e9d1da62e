"""Old facts move to cold partitions, and nobody who reads finds anything else than before."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from deploy.local.databases import Database
from shared import failpoint, log, seal
from shared.archive import archive
from shared.database import connect
from shared.errors import Conflict
from shared.fold import digest
from shared.ids import new_id
from shared.log import Origin, Raced
from shared.project import project_reader
from shared.rebuild import rebuild
from shared.seal import seal_reader
from shared.service import Service
from shared.tail import find_head
from tests.faults.open_village import give, water
from tests.kernel.garden import GARDEN, PlantBed
from tests.keys import OpenKeys

YEAR = timedelta(days=365)
AGES = "recorded_at = recorded_at - interval '2 years'"
GIVEN = GARDEN.under(OpenKeys())


@pytest.fixture
def database(new_database: Callable[[Service], Database]) -> Database:
    return new_database(GARDEN)


@pytest.fixture
def beds(database: Database) -> list[UUID]:
    """Five beds, each watered six times two years ago, read by every reader."""
    beds = [new_id() for _ in range(5)]
    with connect(database.application_url) as db:
        for bed in beds:
            give(db, PlantBed(bed_id=bed, plant="beans", gardener="张三"), service=GIVEN)
        water(db, beds, 30)
    with connect(database.migrator_url) as db:
        db.execute("ALTER TABLE log.facts DISABLE TRIGGER append_only")
        db.execute(sql.SQL("UPDATE log.facts SET ") + sql.SQL(AGES))
        db.execute("ALTER TABLE log.facts ENABLE TRIGGER append_only")
    read_all(database)
    return beds


@pytest.fixture
def owner(database: Database, beds: list[UUID]) -> Iterator[Any]:
    with connect(database.migrator_url) as db:
        yield db


def read_all(database: Database) -> None:
    with connect(database.application_url) as db:
        head = find_head(db)
        for reader in (project_reader(GIVEN), seal_reader()):
            position = reader.position(db)
            reader.digest(db, log.read(db, position, head, 1000), position)


def seen(database: Database, beds: list[UUID]) -> Any:
    """What every reader of the log finds."""
    with connect(database.application_url) as db:
        return (
            log.read(db, 0, find_head(db), 1000),
            log.read_at(db, [3, 20]),
            [log.load(db, GIVEN.facts, f"bed-{bed}") for bed in beds],
            [*seal.extract_lines(db, "garden", 0)],
            seal.find_flaw(db),
            digest(db, "read"),
        )


def test_every_reader_finds_the_same_before_and_after(database: Database, beds: list[UUID], owner: Any) -> None:
    before = seen(database, beds)
    assert archive(owner, YEAR) == 40
    assert owner.execute("SELECT count(*) FROM log.facts").fetchall() == [(0,)]
    assert seen(database, beds) == before
    rebuild(GIVEN, database.migrator_url, database.application_role)
    assert seen(database, beds) == before


def test_once_more_moves_what_has_grown_old_since(database: Database, beds: list[UUID], owner: Any) -> None:
    """What is young stays; a stream goes on from its cold facts; a partition is added, and none is touched again."""
    assert archive(owner, YEAR) == 40
    with connect(database.application_url) as db:
        water(db, beds, 5)
        assert [log.load(db, GIVEN.facts, f"bed-{bed}").version for bed in beds] == [9] * 5
    read_all(database)
    assert archive(owner, YEAR) == 0
    owner.execute("ALTER TABLE log.facts DISABLE TRIGGER append_only")
    owner.execute(sql.SQL("UPDATE log.facts SET ") + sql.SQL(AGES))
    before = seen(database, beds)
    assert archive(owner, YEAR) == 5
    assert seen(database, beds)[:4] == before[:4]


def test_nothing_moves_that_a_reader_has_still_to_read(database: Database, beds: list[UUID], owner: Any) -> None:
    owner.execute("INSERT INTO log.checkpoints (reader, position) VALUES ('react', 12)")
    assert archive(owner, YEAR) == 12
    assert owner.execute("SELECT min(position) FROM log.facts").fetchall() == [(13,)]


def test_killed_half_way_it_has_moved_nothing(
    database: Database, beds: list[UUID], owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(place: str) -> None:
        if place == "in_archive":
            raise KeyboardInterrupt

    before = seen(database, beds)
    with monkeypatch.context() as broken:
        broken.setattr(failpoint, "reach", die)
        with pytest.raises(KeyboardInterrupt):
            archive(owner, YEAR)
    assert seen(database, beds) == before
    assert archive(owner, YEAR) == 40
    assert seen(database, beds) == before


def test_writers_and_readers_go_on_meanwhile(
    database: Database, beds: list[UUID], owner: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every read finds each fact once, whenever it comes."""
    monkeypatch.setattr("shared.archive.AT_ONCE", 2)
    counts, over = [], threading.Event()

    def work() -> None:
        with connect(database.application_url) as db:
            while not over.is_set():
                water(db, beds, 1)
                rows = log.read(db, 0, find_head(db), 100_000)
                counts.append((len(rows), len({row.position for row in rows})))

    thread = threading.Thread(target=work)
    thread.start()
    assert archive(owner, YEAR) == 40
    over.set()
    thread.join()
    assert counts == [(41 + number, 41 + number) for number in range(len(counts))]


def test_a_command_answered_before_has_the_same_answer(database: Database, beds: list[UUID], owner: Any) -> None:
    """And nobody can append behind the cold facts."""
    key = new_id()
    with connect(database.application_url) as db:
        first = give(db, PlantBed(bed_id=beds[0], plant="beans", gardener="张三"), key, GIVEN)
        archive(owner, YEAR)
        assert give(db, PlantBed(bed_id=beds[0], plant="beans", gardener="张三"), key, GIVEN) == first
        with pytest.raises(Conflict):
            give(db, PlantBed(bed_id=beds[0], plant="rice", gardener="张三"), key, GIVEN, fingerprint="other")


@pytest.mark.parametrize("table", ["log.facts", "log.cold", "log.cold_0"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET actor = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_not_even_the_owner_changes_or_loses_a_fact(
    database: Database, beds: list[UUID], owner: Any, table: str, statement: str
) -> None:
    archive(owner, YEAR)
    with connect(database.application_url) as db:
        water(db, beds, 1)
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        owner.execute(statement.format(table))


def test_the_application_adds_nothing_to_what_is_cold(database: Database, beds: list[UUID], owner: Any) -> None:
    archive(owner, YEAR)
    with (
        connect(database.application_url) as db,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"),
    ):
        db.execute("INSERT INTO log.cold SELECT * FROM log.all_facts")


def test_young_facts_are_not_moved_at_all(owner: Any) -> None:
    """A command that loaded a stream before must meet its facts when it appends."""
    with pytest.raises(ValueError, match="a day at least"):
        archive(owner, timedelta(hours=23))


def test_a_race_is_seen_as_before(database: Database, beds: list[UUID], owner: Any) -> None:
    """Two that append after the same version: one of them, whatever is cold."""
    archive(owner, YEAR)
    with connect(database.application_url) as db:
        water(db, beds[:1], 1)
        fact = log.read(db, 0, find_head(db), 100)[-1].encoded
        with pytest.raises(Raced):
            log.append(db, f"bed-{beds[0]}", 8, [fact], Origin("me", new_id(), None), new_id(), "")
