"""A delegation and a leader's diary, command by command."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.reception import commands as do
from services.reception import events as fact
from services.reception.delegation import DELEGATION
from services.reception.diary import DIARY
from services.reception.policies import react
from services.reception.rules import hosts_allowed, judge_meals, judge_plan, rule_set_on
from shared.ids import derived_id
from tests.making import make
from tests.scenario import MOMENT, actor, given

TODAY = date(2026, 11, 23)
RULES = rule_set_on(TODAY)
ID = derived_id("example delegation")
CHEN, ZHOU = actor("chen", "protocol_officer"), actor("zhou", "director")
MEAL = do.Meal(kind="banquet", on=TODAY, host_rank="bureau", hosts=3, guests=3, per_head=Decimal(300), given_by="city")
PLAN = do.Plan(
    host_unit="fao",
    guests_hosted=3,
    days_hosted=5,
    scope="all",
    funding="city",
    daily_meals=Decimal(300),
    meals=(MEAL,),
)


def opened(**changes: Any) -> fact.DelegationOpened:
    values = {"delegation_id": ID, "head_rank": "division", "guests": 3, "reciprocal": False, "at": MOMENT}
    dates = {"arrives_on": date(2026, 11, 20), "departs_on": date(2026, 11, 24)}
    return make(fact.DelegationOpened, **{**values, **dates, **changes})  # type: ignore[no-any-return]


drafted = fact.PlanDrafted(delegation_id=ID, plan=PLAN, outcomes=(), by="chen", at=MOMENT)
signed = fact.PlanSigned(delegation_id=ID, outcomes=(), by="zhou", at=MOMENT)
ITEM = do.ProgrammeItem(begins_at=MOMENT, ends_at=MOMENT + timedelta(hours=1), place="City Hall", what="talks")
programme = fact.ProgrammeSet(delegation_id=ID, items=(ITEM,), by="chen")
confirmed = make(fact.DelegationConfirmed, delegation_id=ID)
arrived = make(fact.DelegationArrived, delegation_id=ID, guests=3)
departed = make(fact.DelegationDeparted, delegation_id=ID)
settled = make(fact.ReceptionSettled, delegation_id=ID)
CONFIRMED = (opened(), drafted, signed, programme, confirmed)
DEPARTED = (*CONFIRMED, arrived, departed)


def failing(plan: do.Plan, guests: int = 3, rank: Any = "division", reciprocal: bool = False) -> set[str]:
    return {item.rule for item in judge_plan(plan, guests, rank, reciprocal, RULES) if not item.passed}


def test_a_plan_within_every_limit_passes() -> None:
    """Each value of the example stands at its limit."""
    assert set() == failing(PLAN)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"guests_hosted": 4}, {"R1"}),
        ({"days_hosted": 6}, {"R2"}),
        ({"daily_meals": Decimal("300.01")}, {"R5"}),
        ({"meals": (MEAL, MEAL)}, set()),
        ({"meals": (MEAL, MEAL, replace(MEAL, given_by="county"))}, {"R3"}),
        ({"meals": (replace(MEAL, per_head=Decimal("300.01")),)}, {"R4"}),
        ({"meals": (replace(MEAL, hosts=4),)}, {"R6"}),
        ({"days_hosted": 9, "daily_meals": Decimal(400), "meals": (replace(MEAL, hosts=9),)}, {"R2", "R5", "R6"}),
    ],
)
def test_each_rule_of_hosting_at_its_boundary(changes: dict[str, Any], expected: set[str]) -> None:
    """One step beyond the limit, and all violations at once. A banquet by a county counts (R3)."""
    assert expected == failing(replace(PLAN, **changes))


def test_reciprocity_lifts_the_limit_of_days_and_a_minister_that_of_meals() -> None:
    """R2 and R5."""
    assert set() == failing(replace(PLAN, days_hosted=9), reciprocal=True)
    assert set() == failing(replace(PLAN, daily_meals=Decimal(500)), rank="minister")


@pytest.mark.parametrize(
    ("kind", "rank", "price", "passed"),
    [
        ("banquet", "vice_minister", 400, True),
        ("banquet", "vice_minister", 401, False),
        ("banquet", "bureau", 301, False),
        ("buffet", "bureau", 150, True),
        ("buffet", "bureau", 151, False),
        ("cocktail", "bureau", 100, True),
        ("cocktail", "bureau", 101, False),
        ("tea", "bureau", 60, True),
        ("tea", "bureau", 61, False),
    ],
)
def test_r4_prices_a_head(kind: Any, rank: Any, price: int, passed: bool) -> None:
    """By kind of meal and the host's rank."""
    meal = replace(MEAL, kind=kind, host_rank=rank, per_head=Decimal(price))
    assert passed == all(item.passed for item in judge_meals((meal,), RULES))


@pytest.mark.parametrize(("guests", "hosts"), [(1, 1), (5, 5), (6, 5), (7, 6), (9, 7), (15, 10)])
def test_r6_hosts_for_guests(guests: int, hosts: int) -> None:
    """One to one for the first five, then one for two."""
    assert hosts == hosts_allowed(guests)


def test_only_an_approval_opens_a_delegation() -> None:
    """R1; a second time nothing; a move or cancellation that comes first opens nothing."""
    command = make(do.OpenDelegation, delegation_id=ID)
    given(DELEGATION).when(command).then_kinds(fact.DelegationOpened)
    given(DELEGATION, opened()).when(command).then()
    given(DELEGATION).when(do.CancelDelegation(delegation_id=ID, reason="x")).then()


def test_a_plan_is_judged_when_drafted_and_signed_by_another() -> None:
    """Four eyes."""
    given(DELEGATION, opened()).when(do.DraftPlan(delegation_id=ID, plan=PLAN), by=CHEN).then_kinds(fact.PlanDrafted)
    long = replace(PLAN, days_hosted=6)
    given(DELEGATION, opened()).when(do.DraftPlan(delegation_id=ID, plan=long), by=CHEN).refused("R2")
    sign = do.SignPlan(delegation_id=ID)
    given(DELEGATION, opened(), drafted).when(sign, by=ZHOU).then_kinds(fact.PlanSigned)
    given(DELEGATION, opened(), drafted).when(sign, by=CHEN).refused("four-eyes")
    deputy = actor("zhou", "director", acting_for="chen")
    given(DELEGATION, opened(), drafted).when(sign, by=deputy).refused("four-eyes")
    by_deputy = replace(drafted, by="chen for zhou")
    given(DELEGATION, opened(), by_deputy).when(sign, by=ZHOU).refused("four-eyes")
    given(DELEGATION, opened()).when(sign, by=ZHOU).refused("state")


def test_confirmed_with_a_signed_plan_and_a_programme() -> None:
    """And not before."""
    confirm = do.ConfirmDelegation(delegation_id=ID)
    given(DELEGATION, opened(), drafted, signed, programme).when(confirm, by=CHEN).then_kinds(fact.DelegationConfirmed)
    given(DELEGATION, opened(), drafted, signed).when(confirm, by=CHEN).refused("programme")
    given(DELEGATION, opened(), drafted).when(confirm, by=CHEN).refused("state")
    backwards = replace(ITEM, ends_at=MOMENT)
    wrong = do.SetProgramme(delegation_id=ID, items=(backwards,))
    given(DELEGATION, opened(), drafted, signed).when(wrong, by=CHEN).refused("programme")
    right = do.SetProgramme(delegation_id=ID, items=(ITEM,))
    given(DELEGATION, opened(), drafted, signed).when(right, by=CHEN).then(programme)


def test_arrival_and_departure_are_told_and_not_before_their_day() -> None:
    """What the others need, as it was."""
    arrive = do.RecordArrival(delegation_id=ID, arrived_on=TODAY, guests=2)
    decision: Any = given(DELEGATION, *CONFIRMED).when(arrive, by=CHEN).decision
    assert (2, TODAY, date(2026, 11, 24)) == (decision[0].guests, decision[0].arrived_on, decision[0].departs_on)
    tomorrow = replace(arrive, arrived_on=TODAY + timedelta(days=1))
    given(DELEGATION, *CONFIRMED).when(tomorrow, by=CHEN).refused("dates")
    given(DELEGATION, *CONFIRMED[:4]).when(arrive, by=CHEN).refused("state")
    leave = do.RecordDelegationDeparture(delegation_id=ID, departed_on=TODAY)
    given(DELEGATION, *CONFIRMED, arrived).when(leave, by=CHEN).then_kinds(fact.DelegationDeparted)
    given(DELEGATION, *CONFIRMED).when(leave, by=CHEN).refused("state")


def test_a_settlement_is_judged_as_the_meals_were() -> None:
    """R3, R4 and R6 again, on what was given."""
    line = do.CostLine(item="lodging", amount=Decimal(2400))
    settle = do.SettleReception(delegation_id=ID, lines=(line,), meals=(MEAL,))
    given(DELEGATION, *DEPARTED).when(settle, by=CHEN).then_kinds(fact.ReceptionSettled)
    given(DELEGATION, *DEPARTED).when(replace(settle, meals=(MEAL, MEAL, MEAL)), by=CHEN).refused("R3")
    given(DELEGATION, *CONFIRMED).when(settle, by=CHEN).refused("state")
    summarise = do.SummariseReception(delegation_id=ID, summary="well")
    given(DELEGATION, *DEPARTED, settled).when(summarise, by=CHEN).then_kinds(fact.ReceptionSummarised)
    given(DELEGATION, *DEPARTED).when(summarise, by=CHEN).refused("state")


def test_moved_postponed_cancelled_only_before_the_guests_are_here() -> None:
    """Guests who are in the house are received to the end."""
    move = do.MoveDelegation(delegation_id=ID, arrives_on=date(2026, 12, 1), departs_on=date(2026, 12, 3), document="2")
    given(DELEGATION, *CONFIRMED).when(move).then_kinds(fact.DelegationMoved)
    given(DELEGATION, *CONFIRMED, arrived).when(move).then()
    cancel = do.CancelDelegation(delegation_id=ID, reason="ill")
    given(DELEGATION, *CONFIRMED).when(cancel, by=ZHOU).then_kinds(fact.DelegationCancelled)
    given(DELEGATION, *CONFIRMED, arrived).when(cancel, by=ZHOU).then()
    postpone = do.PostponeDelegation(delegation_id=ID, reason="typhoon")
    given(DELEGATION, *CONFIRMED).when(postpone, by=CHEN).then_kinds(fact.DelegationPostponed)
    given(DELEGATION, *CONFIRMED, arrived).when(postpone, by=CHEN).refused("state")
    cancelled = make(fact.DelegationCancelled, delegation_id=ID)
    given(DELEGATION, opened(), cancelled).when(do.ConfirmDelegation(delegation_id=ID), by=CHEN).refused("state")


def test_an_approval_opens_moves_and_cancels_its_delegation_and_an_outbound_one_does_not() -> None:
    """Policies: facts in, commands out."""
    approved = make(fact.VisitApproved, direction="inbound", head_rank="division")
    own = derived_id("delegation", approved.visit_id)
    for heard, command in (
        (approved, do.OpenDelegation),
        (make(fact.VisitAmended, direction="inbound"), do.MoveDelegation),
        (make(fact.VisitCancelled, direction="inbound"), do.CancelDelegation),
    ):
        (given_command,) = react(heard)
        assert (command, own) == (type(given_command), given_command.delegation_id)
        assert list(react(replace(heard, direction="outbound"))) == []


MAYOR = fact.DiaryOpened(leader_id="mayor", rank="bureau")
AT_TEN = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
ACTIVITY = derived_id("activity")


def ask(**changes: Any) -> do.RequestActivity:
    command = do.RequestActivity(
        leader_id="mayor",
        activity_id=ACTIVITY,
        kind="meeting",
        begins_at=AT_TEN,
        ends_at=AT_TEN + timedelta(hours=1),
        place="City Hall",
        guest_rank="bureau",
    )
    return replace(command, **changes)


requested = make(
    fact.ActivityRequested,
    leader_id="mayor",
    activity_id=ACTIVITY,
    begins_at=AT_TEN,
    ends_at=AT_TEN + timedelta(hours=1),
    place="City Hall",
)


def key(kind: type, **more: Any) -> Any:
    return make(kind, leader_id="mayor", activity_id=ACTIVITY, **more)


def test_an_activity_is_requested_in_a_free_hour() -> None:
    """One hour after another is no clash; an overlap of a minute is (R11)."""
    other = derived_id("other")
    given(DIARY, MAYOR).when(ask(), by=CHEN).then_kinds(fact.ActivityRequested)
    after = {"activity_id": other, "begins_at": AT_TEN + timedelta(hours=1), "ends_at": AT_TEN + timedelta(hours=2)}
    given(DIARY, MAYOR, requested).when(ask(**after), by=CHEN).then_kinds(fact.ActivityRequested)
    clash = {"activity_id": other, "begins_at": AT_TEN + timedelta(minutes=59), "ends_at": AT_TEN + timedelta(hours=2)}
    given(DIARY, MAYOR, requested).when(ask(**clash), by=CHEN).refused("R11")
    declined = key(fact.ActivityDeclined)
    given(DIARY, MAYOR, requested, declined).when(ask(activity_id=other), by=CHEN).then_kinds(fact.ActivityRequested)


@pytest.mark.parametrize(("days", "rules"), [(3, ()), (2, ("R10",))])
def test_r10_three_days_ahead(days: int, rules: tuple[str, ...]) -> None:
    """At its boundary, by local dates."""
    begins = MOMENT + timedelta(days=days)
    outcome = given(DIARY, MAYOR).when(ask(begins_at=begins, ends_at=begins + timedelta(hours=1)), by=CHEN)
    outcome.refused(*rules) if rules else outcome.then_kinds(fact.ActivityRequested)


@pytest.mark.parametrize(
    ("rank", "rules"), [("vice_minister", ()), ("deputy_bureau", ()), ("division", ("R11",)), ("minister", ("R11",))]
)
def test_r11_host_and_guest_are_of_about_one_rank(rank: Any, rules: tuple[str, ...]) -> None:
    """One step apart at the most."""
    outcome = given(DIARY, MAYOR).when(ask(guest_rank=rank), by=CHEN)
    outcome.refused(*rules) if rules else outcome.then_kinds(fact.ActivityRequested)


def test_times_that_end_before_they_begin_are_refused() -> None:
    """The field is named."""
    given(DIARY, MAYOR).when(ask(ends_at=AT_TEN), by=CHEN).refused("times")


STEPS: list[tuple[type, type]] = [
    (do.ReviewActivity, fact.ActivityReviewed),
    (do.AcceptActivity, fact.ActivityAccepted),
    (do.BriefLeader, fact.LeaderBriefed),
    (do.RecordActivityHeld, fact.ActivityHeld),
    (do.FileMinutes, fact.MinutesFiled),
]


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[command.__name__ for command, _ in STEPS])
def test_an_activity_goes_step_by_step(number: int) -> None:
    """Each step after the one before; a repeated one yields nothing; one out of turn is refused."""
    command, happened = STEPS[number]
    before = [key(kind) for _, kind in STEPS[:number]]
    given(DIARY, MAYOR, requested, *before).when(key(command), by=CHEN).then_kinds(happened)
    given(DIARY, MAYOR, requested, *before, key(happened)).when(key(command), by=CHEN).then()
    if number:
        given(DIARY, MAYOR, requested, *before[:-1]).when(key(command), by=CHEN).refused("state")
    given(DIARY, MAYOR).when(key(command), by=CHEN).refused("activity")


def test_an_activity_is_cancelled_until_it_was_held() -> None:
    """And its hour is free again."""
    cancel = key(do.CancelActivity)
    given(DIARY, MAYOR, requested).when(cancel, by=CHEN).then_kinds(fact.ActivityCancelled)
    given(DIARY, MAYOR, requested, key(fact.ActivityCancelled)).when(cancel, by=CHEN).then()
    held = [key(kind) for _, kind in STEPS[:4]]
    given(DIARY, MAYOR, requested, *held).when(cancel, by=CHEN).refused("state")
    given(DIARY, MAYOR).when(cancel, by=CHEN).refused("activity")
    decline = key(do.DeclineActivity)
    given(DIARY, MAYOR, requested, held[0]).when(decline, by=CHEN).then_kinds(fact.ActivityDeclined)


def test_a_diary_is_opened_once_and_its_rank_may_change() -> None:
    """A leader is promoted."""
    given(DIARY).when(do.OpenDiary(leader_id="mayor", rank="bureau")).then(MAYOR)
    given(DIARY, MAYOR).when(do.OpenDiary(leader_id="mayor", rank="bureau")).then()
    given(DIARY, MAYOR).when(do.OpenDiary(leader_id="mayor", rank="vice_minister")).then_kinds(fact.DiaryOpened)
