"""The log: one winner, one order, nothing skipped, nothing changed."""

import threading
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from deploy.local.databases import Database
from shared import log
from shared.actors import Actor
from shared.aggregate import Occasion
from shared.commands import Order, handle, note_refusal
from shared.database import connect
from shared.errors import Conflict, NotFound, Refused
from shared.facts import Encoded
from shared.ids import new_id
from shared.log import Origin, Raced
from shared.service import Service
from shared.tail import find_head
from shared.times import now
from tests.kernel.garden import GARDEN as DECLARED
from tests.kernel.garden import BedPlanted, PlantBed, WaterBed
from tests.keys import OpenKeys

GARDEN = DECLARED.under(OpenKeys())

NewDatabase = Callable[[Service], Database]
GARDENER = Actor("gardener-1", frozenset({"gardener"}), "garden")


@pytest.fixture
def garden(new_database: NewDatabase) -> Database:
    return new_database(GARDEN)


def order(command: Any, **more: Any) -> Order:
    origin = Origin(GARDENER.id, new_id(), None)
    return Order(command, Occasion(GARDENER, now()), origin, **{"key": new_id(), **more})


def planted(connection: Any, garden: Service = GARDEN) -> Any:
    bed = new_id()
    handle(connection, garden, order(PlantBed(bed_id=bed, plant="rice", gardener="张三")))
    return bed


def in_threads(count: int, work: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_twenty_racers_on_one_stream_have_one_winner(garden: Database) -> None:
    """Of twenty writers who decided upon the same version one appends, and the others are told so."""
    outcomes: list[str] = []
    barrier = threading.Barrier(20)

    def race(_: int) -> None:
        with connect(garden.application_url) as connection:
            fact = Encoded("bed-1", "BedPlanted", 2, {"bed_id": str(new_id()), "plant": "rice", "beds": 1}, {})
            barrier.wait()
            try:
                log.append(connection, "bed-1", 0, [fact], Origin("me", new_id(), None), new_id(), "")
                outcomes.append("won")
            except Raced:
                outcomes.append("raced")

    in_threads(20, race)
    assert sorted(outcomes) == ["raced"] * 19 + ["won"]


def test_racing_commands_all_take_effect_once(garden: Database) -> None:
    """Commands that don't name a version are decided anew after a lost race: each has its one effect."""
    with connect(garden.application_url) as connection:
        bed = planted(connection)

    def water(_: int) -> None:
        with connect(garden.application_url) as connection:
            for _ in range(5):
                handle(connection, GARDEN, order(WaterBed(bed_id=bed, litres=1)))

    in_threads(6, water)
    with connect(garden.application_url) as connection:
        loaded = log.load(connection, GARDEN.facts, f"bed-{bed}")
    assert GARDEN.aggregates[0].fold(loaded.facts) == 30
    assert loaded.version == 32


def test_a_reader_beside_sixteen_writers_skips_nothing(garden: Database) -> None:
    """Whatever order transactions commit in, a reader that follows the head sees every fact, in order."""
    writers_done = threading.Event()
    seen: list[int] = []

    def write(number: int) -> None:
        with connect(garden.application_url) as connection:
            for count in range(60):
                fact = Encoded("bed-1", "BedPlanted", 2, {"bed_id": str(new_id()), "plant": "rice", "beds": 1}, {})
                stream, origin = f"bed-{number}-{count}", Origin("me", new_id(), None)
                if count % 7 == 0:  # some roll back, some commit late
                    with connection.transaction(force_rollback=count % 2 == 0):
                        log.append(connection, stream, 0, [fact], origin, new_id(), "")
                        connection.execute("SELECT pg_sleep(0.02)")
                else:
                    log.append(connection, stream, 0, [fact], origin, new_id(), "")

    def follow() -> None:
        with connect(garden.application_url) as connection:
            position = 0
            while True:
                ended = writers_done.is_set()
                rows = log.read(connection, position, find_head(connection), 500)
                seen.extend(row.position for row in rows)
                position = rows[-1].position if rows else position
                if ended and not rows:
                    return

    reader = threading.Thread(target=follow)
    reader.start()
    in_threads(16, write)
    writers_done.set()
    reader.join()
    with connect(garden.application_url) as connection:
        there = [row[0] for row in connection.execute("SELECT position FROM log.facts ORDER BY position")]
    assert there == seen


def test_the_head_waits_for_an_open_append_and_writers_do_not(garden: Database) -> None:
    """While one append is open others commit at once, and no reader passes the open one."""
    with connect(garden.application_url) as slow, connect(garden.application_url) as fast:
        planted(fast)
        before = find_head(fast)
        with slow.transaction():
            planted(slow)
            planted(fast)
            assert before == find_head(fast)
        assert before + 4 == find_head(fast)


class Interrupted:
    """A connection to which something happens between its first query and its second."""

    def __init__(self, connection: Any, meanwhile: Callable[[], None]) -> None:
        self._connection, self._meanwhile = connection, [meanwhile]

    def execute(self, query: str) -> Any:
        found = self._connection.execute(query).fetchall()
        while self._meanwhile:
            self._meanwhile.pop()()
        return iter_rows(found)


def iter_rows(rows: list[Any]) -> Any:
    """What a cursor gives of them."""
    return SimpleNamespace(fetchone=lambda: rows[0] if rows else None)


def test_the_head_stays_before_an_append_that_begins_while_it_is_looked_for(garden: Database) -> None:
    """The last position is read before the markers: the other way round an append in between would be passed."""
    with connect(garden.application_url) as slow, connect(garden.application_url) as fast:
        planted(fast)
        before = find_head(fast)
        with slow.transaction():
            assert before == find_head(Interrupted(fast, lambda: planted(slow)))  # type: ignore[arg-type]


def test_the_same_command_twice_has_one_effect_and_one_answer(garden: Database) -> None:
    """A second try under the same key gets the first receipt, also after the stream has gone on."""
    with connect(garden.application_url) as connection:
        bed = planted(connection)
        first = order(WaterBed(bed_id=bed, litres=3), fingerprint="same")
        receipt = handle(connection, GARDEN, first)
        handle(connection, GARDEN, order(WaterBed(bed_id=bed, litres=5)))
        assert receipt == handle(connection, GARDEN, first)
        facts = log.load(connection, GARDEN.facts, f"bed-{bed}").facts
    assert GARDEN.aggregates[0].fold(facts) == 8


def test_the_same_command_at_the_same_time_has_one_effect(garden: Database) -> None:
    """Ten tries under one key, all at once: one fact, ten times the same receipt."""
    with connect(garden.application_url) as connection:
        bed = planted(connection)
    same = order(WaterBed(bed_id=bed, litres=3), fingerprint="same")
    receipts = []

    def try_it(_: int) -> None:
        with connect(garden.application_url) as connection:
            receipts.append(handle(connection, GARDEN, same))

    in_threads(10, try_it)
    assert len(receipts) == 10
    assert len(set(receipts)) == 1


def test_an_answer_without_facts_names_the_fact_that_it_was_decided_on(garden: Database) -> None:
    """Version and position of one fact, though somebody appended another meanwhile; zeros on an empty stream."""
    fact = Encoded("bed-1", "BedWatered", 1, {}, {})
    origin = Origin("me", new_id(), None)
    with connect(garden.application_url) as connection:
        first, _ = (log.append(connection, "bed-1", before, [fact], origin, new_id(), "") for before in (0, 1))
        nothing = log.append(connection, "bed-1", 1, [], origin, new_id(), "")
        empty = log.append(connection, "bed-2", 0, [], origin, new_id(), "")
    assert (nothing.version, nothing.position) == (first.version, first.position)
    assert (empty.version, empty.position) == (0, 0)


def test_a_key_is_for_one_command(garden: Database) -> None:
    """Another command under a used key is a conflict: the caller must not take its answer for its own."""
    key = new_id()
    with connect(garden.application_url) as connection:
        bed = planted(connection)
        handle(connection, GARDEN, order(WaterBed(bed_id=bed, litres=3), key=key, fingerprint="one"))
        with pytest.raises(Conflict):
            handle(connection, GARDEN, order(WaterBed(bed_id=bed, litres=4), key=key, fingerprint="two"))


def test_an_expected_version_that_is_past_is_a_conflict(garden: Database) -> None:
    """The caller is told which version it expected and which was found."""
    with connect(garden.application_url) as connection:
        bed = planted(connection)
        with pytest.raises(Conflict) as raised:
            handle(connection, GARDEN, order(WaterBed(bed_id=bed, litres=1), expected_version=1))
    assert (raised.value.answer["expected"], raised.value.answer["found"]) == (1, 2)


def test_a_refused_command_leaves_nothing(garden: Database) -> None:
    """No fact and no remembered key: the mended command may come under the same key."""
    key = new_id()
    with connect(garden.application_url) as connection:
        bed = planted(connection)
        with pytest.raises(Refused) as raised:
            handle(connection, GARDEN, order(WaterBed(bed_id=bed, litres=0), key=key))
        assert handle(connection, GARDEN, order(WaterBed(bed_id=bed, litres=1), key=key)).version == 3
    assert raised.value.answer["violations"][0]["rule"] == "G1"


def test_a_command_to_a_stream_that_is_not_there_is_not_found(garden: Database) -> None:
    """Only commands that open a stream may come first."""
    with connect(garden.application_url) as connection, pytest.raises(NotFound):
        handle(connection, GARDEN, order(WaterBed(bed_id=uuid4(), litres=1)))


@pytest.mark.parametrize("table", ["log.facts", "log.commands", "log.told", "log.identity"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_the_application_cannot_change_the_log(garden: Database, table: str, statement: str) -> None:
    """Append-only by the role's rights, not by manners."""
    column = {"log.facts": "version", "log.commands": "version", "log.told": "position", "log.identity": "id"}[table]
    text = statement.format(table, column, column)
    with (
        connect(garden.application_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"permission denied|must be owner"),
    ):
        connection.execute(text)


def test_an_old_version_of_a_fact_is_read_as_todays(garden: Database) -> None:
    """Upcasters run as the log is read; the stored fact stays as it was."""
    bed = new_id()
    old = Encoded("bed-1", "BedPlanted", 1, {"bed_id": str(bed), "plant": "rice"}, {})
    with connect(garden.application_url) as connection:
        log.append(connection, f"bed-{bed}", 0, [old], Origin("me", new_id(), None), new_id(), "")
        facts = log.load(connection, GARDEN.facts, f"bed-{bed}").facts
    assert [BedPlanted(bed_id=bed, plant="rice", beds=1)] == facts


def test_a_refusal_is_noted_elsewhere_once_and_its_file_stays(garden: Database) -> None:
    """By the service's own word for it: the same command given again is noted once, another one again."""
    shed = new_id()
    plant = PlantBed(bed_id=shed, plant="a note", gardener="张三")
    noting = replace(GARDEN, refused=lambda _, violations: [plant] if violations[0]["rule"] == "G1" else [])
    with connect(garden.application_url) as connection:
        bed = planted(connection)
        before = log.load(connection, GARDEN.facts, f"bed-{bed}").version
        for dry in [order(WaterBed(bed_id=bed, litres=0))] * 2:
            with pytest.raises(Refused) as refused:
                handle(connection, noting, dry)
            note_refusal(connection, noting, dry, refused.value)
            note_refusal(connection, GARDEN, dry, refused.value)
        assert log.load(connection, GARDEN.facts, f"bed-{bed}").version == before
        noted = log.load(connection, GARDEN.facts, f"bed-{shed}")
        assert [by for _, by in noted.recorded] == [GARDENER.id] * noted.version
        assert noted.version == 2
