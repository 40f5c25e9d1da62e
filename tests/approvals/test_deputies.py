"""Acting deputies: appointed with dates, and counted only while the appointment holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.authority.deputy import DEPUTY
from services.approvals.authority.queries import DeputiesOn, deputies_on, may_ask
from services.approvals.service import APPROVALS
from shared.actors import Actor
from shared.aggregate import Occasion
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals.streams import Streams
from tests.scenario import MOMENT, actor, given

ID = e.VISIT_ID
LAST = date(2026, 11, 27)
appoint = do.AppointDeputy(
    principal="zhou", deputy="zhou-2", role="director", from_on=e.TODAY, until_on=LAST, document="筑外任 1"
)
appointed = fact.DeputyAppointed(**vars(appoint), by="wu", at=MOMENT)
end = do.EndDeputy(principal="zhou", deputy="zhou-2", role="director", reason="back again")
ended = fact.DeputyEnded(**vars(end), by="wu", at=MOMENT)
ACTING = actor("zhou-2", "director", acting_for="zhou")
sign = do.SignVisit(visit_id=ID)


def test_a_deputy_is_appointed_with_dates_and_ended() -> None:
    """Once each; ended twice is ended."""
    given(DEPUTY).when(appoint, by=e.WU).then(appointed)
    given(DEPUTY, appointed).when(appoint, by=e.WU).then()
    given(DEPUTY, appointed).when(end, by=e.WU).then(ended)
    given(DEPUTY, appointed, ended).when(end, by=e.WU).then()
    given(DEPUTY, appointed).when(end, by=e.WU, now=MOMENT + timedelta(days=5)).then()
    given(DEPUTY, appointed, ended).when(appoint, by=e.WU).then(appointed)


def test_nobody_is_appointed_by_himself_or_for_himself_or_for_days_gone() -> None:
    """Another appoints, for a period that is not over."""
    given(DEPUTY).when(replace(appoint, deputy="zhou"), by=e.WU).refused("deputy")
    given(DEPUTY).when(appoint, by=actor("zhou-2", "director")).refused("own-case")
    given(DEPUTY).when(appoint, by=actor("li", "director", acting_for="zhou-2")).refused("own-case")
    past = replace(appoint, from_on=date(2026, 11, 1), until_on=date(2026, 11, 22))
    given(DEPUTY).when(past, by=e.WU).refused("dates")
    given(DEPUTY).when(replace(appoint, from_on=LAST, until_on=e.TODAY), by=e.WU).refused("dates")


def waiting_for_the_director() -> Streams:
    streams = Streams()
    streams.adopt_plan("07")
    streams.submit(ID, e.PLAN)
    streams.done(do.ReviewVisitAsClerk(visit_id=ID), e.SUN)
    streams.done(do.ReviewVisitAsSection(visit_id=ID), e.LI)
    return streams


@pytest.mark.parametrize(
    ("changes", "days", "acts"),
    [
        ({}, 0, True),
        ({}, 4, True),
        ({}, 5, False),
        ({"from_on": date(2026, 11, 24)}, 0, False),
        ({"from_on": date(2026, 11, 24)}, 1, True),
        ({"deputy": "li"}, 0, False),
        ({"principal": "wu"}, 0, False),
        ({"role": "clerk"}, 0, False),
    ],
)
def test_a_deputy_acts_from_the_first_day_to_the_last(changes: dict[str, Any], days: int, acts: bool) -> None:
    """For that principal, in that role."""
    streams, now = waiting_for_the_director(), MOMENT + timedelta(days=days)
    streams.done(replace(appoint, **changes), e.WU)
    if acts:
        assert streams.done(sign, ACTING, now=now)[0].by == "zhou-2 for zhou"
    else:
        assert streams.rules(sign, ACTING, now=now) == ["deputy"]


def test_without_an_appointment_or_after_its_end_a_deputy_decides_nothing() -> None:
    """Whatever the token says; as himself he may have roles of his own."""
    streams = waiting_for_the_director()
    assert streams.rules(sign, ACTING) == ["deputy"]
    streams.done(appoint, e.WU)
    streams.done(end, e.WU)
    assert streams.rules(sign, ACTING) == ["deputy"]
    streams.done(sign, actor("zhou-2", "director"))


def test_every_role_of_the_token_needs_its_appointment() -> None:
    """A deputy director does not bring along that he is a clerk elsewhere; one without a role brings nothing."""
    streams = waiting_for_the_director()
    streams.done(appoint, e.WU)
    assert streams.rules(sign, actor("zhou-2", "director", "clerk", acting_for="zhou")) == ["deputy"]
    assert streams.rules(sign, actor("zhou-2", acting_for="zhou")) == ["deputy"]


@pytest.mark.parametrize("aggregate", APPROVALS.aggregates, ids=lambda aggregate: aggregate.name)
def test_no_aggregate_decides_for_a_deputy_who_was_not_appointed(aggregate: Any) -> None:
    """Visits, invitations, plans, circulars, regulations, tables: the same for all."""
    given(aggregate).when(object(), by=ACTING).refused("deputy")


def test_a_second_period_does_not_shorten_the_first() -> None:
    """Next month's appointment leaves this week's in force."""
    next_month = replace(appoint, from_on=date(2026, 12, 1), until_on=date(2026, 12, 31))
    streams = waiting_for_the_director()
    streams.done(appoint, e.WU)
    streams.done(next_month, e.WU)
    streams.done(sign, ACTING)


def test_who_acts_for_whom_is_shown_for_any_day(read_store: Callable[[Service], Any]) -> None:
    """From the first day to the last, or until it ended."""
    store = read_store(APPROVALS)
    store.project(appointed)

    def acting(on: date, **question: Any) -> list[tuple[str, str, str]]:
        rows = deputies_on(store.read, DeputiesOn(on=on, **question))["deputies"]
        return [(row["principal"], row["deputy"], row["role"]) for row in rows]

    assert acting(LAST) == [("zhou", "zhou-2", "director")] == acting(e.TODAY, deputy="zhou-2")
    assert acting(date(2026, 11, 22)) == [] == acting(date(2026, 11, 28)) == acting(LAST, principal="wu")
    store.project(ended)
    assert acting(LAST) == []
    assert acting(e.TODAY) == []


def may_the_deputy_ask(store: Any, by: Actor = ACTING, now: datetime = MOMENT) -> bool:
    refusal = may_ask(store.read, Occasion(by, now))
    assert refusal is None or [violation.rule for violation in refusal.violations] == ["deputy"]
    return refusal is None


def test_a_deputy_reads_only_while_the_appointment_holds(read_store: Callable[[Service], Any]) -> None:
    """As it acts: from the first day to the last, in that role, for that principal, until it is ended."""
    store = read_store(APPROVALS)
    assert not may_the_deputy_ask(store)
    assert may_the_deputy_ask(store, replace(ACTING, acting_for=None))
    store.project(appointed)
    days = [MOMENT + timedelta(days=number) for number in (-1, 0, 4, 5)]
    assert [may_the_deputy_ask(store, now=day) for day in days] == [False, True, True, False]
    assert not may_the_deputy_ask(store, replace(ACTING, acting_for="li"))
    assert not may_the_deputy_ask(store, replace(ACTING, roles=ACTING.roles | {"clerk"}))
    store.project(ended)
    assert not may_the_deputy_ask(store)
