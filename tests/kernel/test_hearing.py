"""The heard door's work in the database: each fact once, in the teller's order, from the one log that we follow."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from deploy.local.databases import Database
from shared import hearing, parked
from shared.broker import PublicFact
from shared.database import connect
from shared.errors import Unavailable
from shared.ids import derived_id, new_id
from shared.service import Service
from shared.times import now
from tests.kernel.market import MARKET, POISON

NewDatabase = Callable[[Service], Database]
TELLER = derived_id("the garden's log")
BED = new_id()


@pytest.fixture
def market(new_database: NewDatabase) -> Iterator[Any]:
    with connect(new_database(MARKET).application_url) as db:
        hearing.follow(db, "garden", TELLER)
        yield db


def watered(sequence: int, litres: int = 1, bed: UUID = BED, teller: UUID = TELLER) -> PublicFact:
    body = {"bed_id": str(bed), "litres": litres}
    id_ = derived_id(teller, sequence)
    return PublicFact(id_, "garden", teller, sequence, "BedWatered", 1, f"bed-{bed}", now(), new_id(), None, body)


def heard(db: Any) -> list[int]:
    """The sequences in the log, in log order."""
    return [row[0] for row in db.execute("SELECT sequence FROM log.facts ORDER BY position").fetchall()]


def set_aside(db: Any) -> list[tuple[int, str, int]]:
    return [(item["position"], item["state"], item["tries"]) for item in parked.list_parked(db)]


def try_again(db: Any, fetch: Callable[[int], PublicFact]) -> None:
    """What is due at once, whatever pause it has."""
    db.execute("UPDATE log.parked SET try_at = now()")
    hearing.retry_parked(db, MARKET, "garden", fetch)


def test_a_fact_that_comes_twice_is_heard_once(market: Any) -> None:
    """At once and later; nothing is set aside for it."""
    facts = [watered(1), watered(2)]
    hearing.hear(market, MARKET, "garden", [*facts, *facts])
    hearing.hear(market, MARKET, "garden", facts)
    assert heard(market) == [1, 2]
    assert set_aside(market) == []


def test_nothing_is_heard_beyond_a_hole(market: Any) -> None:
    """The first missing sequence is named; what stands behind it comes once the hole is filled."""
    assert hearing.hear(market, MARKET, "garden", [watered(1), watered(3)]) == 2
    assert heard(market) == [1]
    assert hearing.hear(market, MARKET, "garden", [watered(3), watered(2)]) is None
    assert heard(market) == [1, 2, 3]


def test_which_log_is_followed_only_its_teller_says(new_database: NewDatabase) -> None:
    """A message alone, which anybody may have sent, makes us follow nothing."""
    with connect(new_database(MARKET).application_url) as db:
        assert hearing.hear(db, MARKET, "garden", [watered(1)]) == 1
        assert heard(db) == []


def test_another_log_of_the_same_name_is_not_heard(market: Any) -> None:
    """Its sequence means nothing to us."""
    hearing.hear(market, MARKET, "garden", [watered(1, teller=uuid4())])
    assert heard(market) == []
    hearing.hear(market, MARKET, "garden", [watered(1)])
    assert heard(market) == [1]
    hearing.follow(market, "garden", uuid4())
    assert hearing.follows(market, "garden", TELLER)


def test_of_what_cannot_be_heard_only_its_stream_waits(market: Any) -> None:
    """Another bed is heard; five tries and it is parked; nothing of what it said is kept."""
    facts = {1: watered(1, POISON), 2: watered(2), 3: watered(3, bed=new_id())}
    hearing.hear(market, MARKET, "garden", [*facts.values()])
    assert heard(market) == [3]
    for _ in range(6):
        try_again(market, facts.__getitem__)
    assert set_aside(market) == [(1, "parked", 5), (2, "behind", 0)]
    assert str(POISON) not in str(market.execute("SELECT reason, state FROM log.parked").fetchall())


def test_a_retry_hears_what_the_teller_tells_today(market: Any) -> None:
    """The message itself is gone; what stood behind it follows in order."""
    hearing.hear(market, MARKET, "garden", [watered(1, POISON), watered(2), watered(3)])
    try_again(market, watered)
    assert heard(market) == [1, 2, 3]
    assert set_aside(market) == []


def test_a_retry_waits_for_a_teller_that_is_away(market: Any) -> None:
    """It is no try: nothing was found wrong."""
    hearing.hear(market, MARKET, "garden", [watered(1, POISON)])

    def away(_: int) -> PublicFact:
        raise Unavailable.of("no answer came", "ask again")

    with pytest.raises(Unavailable):
        try_again(market, away)
    assert set_aside(market) == [(1, "retry", 1)]


def test_what_comes_behind_a_fact_that_is_skipped_meanwhile_goes_on(market: Any) -> None:
    """An operator's word and a message may cross: nothing then waits for a stream that waits no more."""
    hearing.hear(market, MARKET, "garden", [watered(1, POISON)])
    parked.skip(market, "heard:garden", 1, "operator")
    parked.put_behind(market, "heard:garden", 2, f"garden/bed-{BED}")
    try_again(market, watered)
    assert heard(market) == [2]
