"""A reader: effect and checkpoint together or not at all; what fails waits alone with its stream."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from deploy.local.databases import Database
from shared import log, parked, tail
from shared.database import connect
from shared.facts import Encoded
from shared.ids import new_id
from shared.log import Origin, Recorded
from shared.reader import Moved, Reader
from shared.service import Service
from tests.kernel.garden import GARDEN
from tests.waiting import until

NewDatabase = Callable[[Service], Database]


@pytest.fixture
def database(new_database: NewDatabase) -> Database:
    return new_database(GARDEN)


@pytest.fixture
def db(database: Database) -> Iterator[Any]:
    with connect(database.application_url) as connection:
        yield connection


def append(db: Any, stream: str, name: str = "Fine") -> None:
    expected = db.execute("SELECT coalesce(max(version), 0) FROM log.facts WHERE stream = %s", (stream,)).fetchall()
    fact = Encoded(stream, name, 1, {}, {})
    log.append(db, stream, expected[0][0], [fact], Origin("me", new_id(), None), new_id(), "")


def plant(db: Any, ready: Sequence[Recorded]) -> None:
    """An effect that shows: a bed for each fact, named after its stream. The database refuses the wrong ones."""
    for row in ready:
        db.execute(
            "INSERT INTO beds (bed_id, plant) VALUES (gen_random_uuid(), %s)",
            (row.stream if row.name != "Wrong" else None,),
        )


def refuse(row: Recorded) -> Recorded:
    if row.name == "Poison":
        raise ValueError(row.stream)
    return row


READER: Reader[Recorded] = Reader("planter", refuse, plant)


def read_all(db: Any, reader: Reader[Recorded] = READER) -> None:
    position = reader.position(db)
    reader.digest(db, log.read(db, position, tail.find_head(db), 1000), position)


def planted(db: Any) -> list[str]:
    return [row[0] for row in db.execute("SELECT plant FROM beds ORDER BY plant").fetchall()]


def set_aside(db: Any) -> list[tuple[str, str, int]]:
    return [(item["stream"], item["state"], item["tries"]) for item in parked.list_parked(db)]


def try_again(db: Any, reader: Reader[Recorded] = READER) -> None:
    """What is due, whatever pause it has."""
    db.execute("UPDATE log.parked SET try_at = now()")
    reader.retry_parked(db)


def test_without_the_checkpoint_there_is_no_effect(db: Any) -> None:
    """A reader whose checkpoint was moved by somebody else leaves nothing behind."""
    append(db, "a")
    READER.position(db)
    with pytest.raises(Moved):
        READER.digest(db, log.read(db, 0, tail.find_head(db), 10), 7)
    assert planted(db) == []
    read_all(db)
    assert planted(db) == ["a"]


@pytest.mark.parametrize("name", ["Poison", "Wrong"])
def test_what_fails_waits_with_its_stream_and_nobody_else(db: Any, name: str) -> None:
    """Whether its digesting fails or the database refuses it."""
    for stream in "abcde":
        append(db, stream)
    append(db, "c", name)
    for stream in "abcde":
        append(db, stream)
    read_all(db)
    assert planted(db) == [*"aabbcddee"]
    assert set_aside(db) == [("c", "retry", 1), ("c", "behind", 0)]
    append(db, "c")
    read_all(db)
    assert planted(db) == [*"aabbcddee"]


@pytest.mark.parametrize("name", ["Poison", "Wrong"])
def test_after_five_tries_it_is_parked_and_an_operator_decides(db: Any, name: str) -> None:
    """A retry is one more try; a skip lets its stream go on."""
    append(db, "c", name)
    append(db, "c")
    read_all(db)
    for _ in range(8):
        try_again(db)
    assert set_aside(db) == [("c", "parked", 5), ("c", "behind", 0)]
    (first, _) = parked.list_parked(db)
    parked.ask_retry(db, "planter", first["position"], "operator")
    try_again(db)
    assert set_aside(db) == [("c", "parked", 6), ("c", "behind", 0)]
    parked.skip(db, "planter", first["position"], "operator")
    try_again(db)
    assert planted(db) == ["c"]
    assert set_aside(db) == []


def test_a_mended_fact_is_digested_by_itself_and_its_stream_follows(db: Any) -> None:
    """No operator is needed while it is still tried."""
    append(db, "c", "Poison")
    append(db, "c")
    read_all(db)
    try_again(db, Reader("planter", lambda row: row, plant))
    assert planted(db) == ["c", "c"]
    assert set_aside(db) == []


def test_what_was_settled_meanwhile_takes_no_effect_besides(db: Any, database: Database) -> None:
    """A rebuilt store that holds the fact may be swapped in while the reader tries it once more."""
    append(db, "c", "Poison")
    read_all(db)

    def while_swapped(connection: Any, ready: Sequence[Recorded]) -> None:
        with connect(database.migrator_url) as migrator:
            migrator.execute("DELETE FROM log.parked")
        plant(connection, ready)

    with pytest.raises(Moved):
        try_again(db, Reader("planter", lambda row: row, while_swapped))
    assert planted(db) == []


def test_of_what_nothing_follows_the_checkpoint_is_kept_all_the_same(db: Any, database: Database) -> None:
    """Without a transaction for it: once there is nothing more to read."""

    def refuse_all(*_: Any) -> None:
        raise AssertionError("nothing is to be done")

    idle = Reader[None]("idle", lambda _: None, refuse_all, pause=0.05)
    head, stopping = tail.Tail(database.application_url), threading.Event()
    threads = [
        threading.Thread(target=head.run, args=(stopping,)),
        threading.Thread(target=idle.run, args=(database.application_url, head, stopping)),
    ]
    for thread in threads:
        thread.start()
    try:
        for stream in "abc":
            append(db, stream)
        until(lambda: idle.position(db) == tail.find_head(db) >= 3)
        assert set_aside(db) == []
    finally:
        stopping.set()
        for thread in threads:
            thread.join()
