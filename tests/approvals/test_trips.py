"""What travellers and senders have elsewhere: who asked first, who is told, and who is told again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.rules.trips import traveller, trip_of
from services.approvals.service import APPROVALS
from services.approvals.trip.trip import TRIPS
from services.approvals.visit.state import moved
from services.approvals.visit.visit import VISIT
from shared.ids import derived_id
from shared.service import Service
from shared.values import decoder
from tests.approvals import examples as e
from tests.approvals.streams import Streams
from tests.scenario import MOMENT, given

FIRST, SECOND = e.VISIT_ID, derived_id("second visit")
OWNER = e.OWNERS[0]
FROM = date(2024, 11, 23)
COFFEE = do.Label(zh="咖啡", en="Coffee")
SAME_DAYS = e.plan(purpose="coffee", plan_entry="08", organisation=COFFEE, inviter=e.OTHER_HOST)
review = do.ReviewVisitAsClerk(visit_id=SECOND)


def asked(visit_id: UUID, *plans: do.VisitPlan, number: int = 1) -> fact.TripsAsked:
    trips = tuple(trip_of(visit_id, plan) for plan in plans)
    return fact.TripsAsked(owner=OWNER, visit_id=visit_id, trips=trips, since=FROM, number=number)


def answered(visit_id: UUID, *trips: do.Trip) -> fact.TripsAnswered:
    return fact.TripsAnswered(owner=OWNER, visit_id=visit_id, trips=trips, number=1)


def test_who_asks_later_is_told_of_the_earlier() -> None:
    """And the earlier of nobody."""
    first, second = asked(FIRST, e.PLAN), asked(SECOND, SAME_DAYS)
    given(TRIPS).when(do.AskTrips(**vars(first))).then(first, answered(FIRST))
    told = answered(SECOND, *first.trips)
    given(TRIPS, first, answered(FIRST)).when(do.AskTrips(**vars(second))).then(second, told)


BOTH = (
    asked(FIRST, e.PLAN),
    answered(FIRST),
    asked(SECOND, SAME_DAYS),
    answered(SECOND, trip_of(FIRST, e.PLAN)),
)


def test_who_waits_is_told_again_when_the_earlier_is_gone() -> None:
    """Once; forgotten twice is forgotten."""
    forget = do.ForgetTrips(owner=OWNER, visit_id=FIRST)
    gone = fact.TripsForgotten(owner=OWNER, visit_id=FIRST)
    given(TRIPS, *BOTH).when(forget).then(gone, answered(SECOND))
    given(TRIPS, *BOTH, gone, answered(SECOND)).when(forget).then()


def settle(visit_id: UUID, plan: do.VisitPlan) -> do.SettleTrip:
    trip = trip_of(visit_id, plan)
    kept = {name: getattr(trip, name) for name in ("countries", "departs_on", "returns_on", "people")}
    return do.SettleTrip(owner=OWNER, visit_id=visit_id, **kept)


def test_a_granted_trip_is_told_as_such_and_its_case_is_told_no_more() -> None:
    """Who was approved asks nothing; approving twice changes nothing."""
    granted = replace(trip_of(FIRST, e.PLAN), granted=True)
    settled = fact.TripSettled(owner=OWNER, visit_id=FIRST, trip=granted)
    given(TRIPS, *BOTH).when(settle(FIRST, e.PLAN)).then(settled, answered(SECOND, granted))
    given(TRIPS, *BOTH, settled, answered(SECOND, granted)).when(settle(FIRST, e.PLAN)).then()
    given(TRIPS).when(settle(FIRST, e.PLAN)).then()


def test_an_amendment_asks_at_the_end_and_what_stands_keeps_its_place() -> None:
    """Nobody takes the days of a trip that stands by asking for other days."""
    later = e.plan(departs_on=date(2026, 12, 14), returns_on=date(2026, 12, 18))
    granted = fact.TripSettled(owner=OWNER, visit_id=FIRST, trip=replace(trip_of(FIRST, e.PLAN), granted=True))
    history: list[Any] = [asked(FIRST, e.PLAN), granted, asked(SECOND, SAME_DAYS), answered(SECOND, granted.trip)]
    amend = asked(FIRST, e.PLAN, later, number=2)
    told = fact.TripsAnswered(owner=OWNER, visit_id=FIRST, trips=(trip_of(SECOND, SAME_DAYS),), number=2)
    given(TRIPS, *history).when(do.AskTrips(**vars(amend))).then(amend, told)
    dropped: Any = given(TRIPS, *history, amend, told).when(settle(FIRST, e.PLAN)).decision
    assert [granted] == dropped
    moved: Any = given(TRIPS, *history, amend, told).when(settle(FIRST, later)).decision
    assert [later.departs_on] == [happened.trip.departs_on for happened in moved if hasattr(happened, "trip")]
    assert answered(SECOND) in moved


def test_one_person_in_two_overlapping_teams() -> None:
    """The second is told, until the first is withdrawn."""
    streams = Streams()
    streams.adopt_plan("07", "08")
    streams.submit(FIRST, e.PLAN)
    streams.submit(SECOND, SAME_DAYS)
    assert streams.rules(review, e.SUN) == ["two-teams"]
    streams.done(do.WithdrawVisit(visit_id=FIRST, reason="ill"), e.WANG)
    streams.done(review, e.SUN)


def test_a_team_asked_for_meanwhile_waits_at_the_signature() -> None:
    """What changed after the clerk's review is seen by the director."""
    streams = Streams()
    streams.adopt_plan("07", "08")
    later = moved(SAME_DAYS, date(2026, 12, 14))
    streams.approve(FIRST, e.PLAN)
    streams.submit(SECOND, later)
    streams.done(review, e.SUN)
    streams.done(do.ReviewVisitAsSection(visit_id=SECOND), e.LI)
    streams.done(do.IssueDocuments(visit_id=FIRST, issued_on=e.ISSUED_ON), e.SUN)
    streams.done(do.LendPassports(visit_id=FIRST, lent_on=e.ISSUED_ON), e.FENG)
    streams.done(do.RecordDeparture(visit_id=FIRST, departed_on=e.LEFT_ON), e.FENG, now=e.AFTER)
    typhoon = do.DelayReturn(visit_id=FIRST, returns_on=date(2026, 12, 15), reason="typhoon")
    streams.done(typhoon, e.WANG, now=e.AFTER)
    assert "two-teams" in streams.rules(do.SignVisit(visit_id=SECOND), e.ZHOU)


def test_a_visit_is_not_postponed_onto_another_trip_of_its_travellers() -> None:
    """Whoever moves gives way, whoever asked first."""
    streams = Streams()
    streams.adopt_plan("07", "08")
    streams.approve(FIRST, e.PLAN)
    streams.approve(SECOND, moved(SAME_DAYS, date(2026, 12, 21)))
    onto = do.PostponeVisit(visit_id=FIRST, departs_on=date(2026, 12, 20), reason="the fair moved")
    assert "two-teams" in streams.rules(onto, e.ZHOU)
    beside = replace(onto, departs_on=date(2026, 12, 16))
    streams.done(beside, e.ZHOU)
    assert date(2026, 12, 16) == streams.state(f"trips-{OWNER}").of(FIRST)[0].departs_on


def test_an_amendment_waits_for_what_its_new_member_has() -> None:
    """Who is swapped in may travel elsewhere; who is swapped out is free."""
    streams = Streams()
    streams.adopt_plan("07", "08")
    busy = e.member(3)
    streams.approve(FIRST, e.PLAN)
    streams.submit(SECOND, replace(SAME_DAYS, members=(busy,)))
    swapped = e.plan(members=(e.member(1, "division"), busy))
    streams.done(do.RequestAmendment(visit_id=FIRST, visit=swapped, reason="ill"), e.WANG)
    streams.done(do.PublicizeVisit(visit_id=FIRST, unit=e.BUREAU, posted_on=e.POSTED_ON), e.ZHAO)
    amend = do.AmendVisit(visit_id=FIRST)
    assert streams.rules(amend, e.ZHOU) == ["two-teams"]
    streams.done(do.WithdrawVisit(visit_id=SECOND, reason="later"), e.WANG)
    streams.done(amend, e.ZHOU)
    assert streams.state(f"trips-{traveller(e.member(2).person_id)}").of(FIRST) == ()
    assert streams.state(f"trips-{traveller(busy.person_id)}").of(FIRST)[0].granted


def test_a_dropped_amendment_lets_go_of_who_was_to_be_swapped_in() -> None:
    """The approved team stands, in its place."""
    streams = Streams()
    streams.adopt_plan("07")
    streams.approve(FIRST, e.PLAN)
    swapped = e.plan(members=(e.member(1, "division"), e.member(3)))
    streams.done(do.RequestAmendment(visit_id=FIRST, visit=swapped, reason="ill"), e.WANG)
    streams.done(do.DropAmendment(visit_id=FIRST), e.WANG)
    assert streams.state(f"trips-{traveller(e.member(3).person_id)}").of(FIRST) == ()
    assert [trip.granted for trip in streams.state(f"trips-{OWNER}").of(FIRST)] == [True]


def test_an_answer_to_an_earlier_question_is_passed_over() -> None:
    """After a return and a new submission only the new answer counts."""
    old = do.NoteTrips(visit_id=FIRST, owner=OWNER, trips=(), number=1)
    again = replace(e.submitted, asking=replace(e.submitted.asking, number=2))  # type: ignore[type-var]
    history = (*e.SUBMITTED, e.returned, e.freed, e.trips_freed, again)
    given(VISIT, *history).when(old).then()
    given(VISIT, *history).when(replace(old, number=2)).then(
        fact.TripsNoted(visit_id=FIRST, owner=OWNER, trips=(), at=MOMENT)
    )


def in_store(store: Any, owner: str) -> list[do.Trip]:
    rows = store.read("SELECT what, granted FROM trips WHERE owner = %(owner)s ORDER BY number", {"owner": owner})
    return [decoder(do.Trip)({**row["what"], "granted": row["granted"]}) for row in rows]


def test_the_read_store_keeps_the_trips_in_the_order_of_their_stream(read_store: Callable[[Service], Any]) -> None:
    """Through an approval, amendments asked for, dropped and granted, another case between, and a withdrawal."""
    streams, store = Streams(), read_store(APPROVALS)
    streams.adopt_plan("07", "08", "09")
    third = derived_id("third visit")
    streams.approve(FIRST, e.PLAN)
    streams.submit(SECOND, moved(SAME_DAYS, date(2026, 12, 14)))
    later = moved(e.PLAN, date(2026, 12, 21))
    seen = 0
    for command, by in (
        (do.RequestAmendment(visit_id=FIRST, visit=later, reason="later"), e.WANG),
        (do.DropAmendment(visit_id=FIRST), e.WANG),
        (do.RequestAmendment(visit_id=FIRST, visit=moved(e.PLAN, date(2026, 12, 24)), reason="later"), e.WANG),
        (do.RequestAmendment(visit_id=FIRST, visit=later, reason="not so late"), e.WANG),
        (do.AmendVisit(visit_id=FIRST), e.ZHOU),
        (do.WithdrawVisit(visit_id=SECOND, reason="ill"), e.WANG),
    ):
        if isinstance(command, do.WithdrawVisit):
            streams.submit(third, moved(replace(SAME_DAYS, plan_entry="09"), date(2026, 12, 14)))
        streams.done(command, by)
        store.project(*streams.log[seen:])
        seen = len(streams.log)
        for owner in e.OWNERS:
            assert list(streams.state(f"trips-{owner}").trips) == in_store(store, owner), command
    by_day = sorted(in_store(store, OWNER), key=lambda trip: trip.departs_on)
    assert [third, FIRST] == [trip.visit_id for trip in by_day]
