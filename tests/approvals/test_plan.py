"""The annual plan within its quota: drafted, adopted, replaced in parts, closed (A11)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.answers.waiting_queries import Tray, tray
from services.approvals.plan.plan import PLAN
from services.approvals.plan.queries import Plans, PlanUse, list_plans, plan_use
from services.approvals.plan.quota import QUOTA
from services.approvals.policies import react
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from shared.actors import Actor
from shared.aggregate import Occasion, Refusal
from shared.ids import derived_id
from shared.policy import about_own_unit, require, shown
from shared.schemas import request
from shared.service import Service
from tests.approvals import examples as e
from tests.scenario import MOMENT, actor, given

NAME = f"{e.BUREAU}/2026"
GREECE = do.PlanEntry(number="07", purpose="tea", country="GR", people=4)
ITALY = do.PlanEntry(number="08", purpose="talks", country="IT", people=3)
FRANCE = do.PlanEntry(number="09", purpose="fair", country="FR", people=3)
by_wang, by_zhou = {"by": "wang", "at": MOMENT}, {"by": "zhou", "at": MOMENT}
drafted = fact.PlanDrafted(plan=NAME, entries=(GREECE, ITALY), **by_wang)
adopted = fact.PlanAdopted(plan=NAME, entries=(GREECE, ITALY), **by_zhou)
replaced = fact.PlanEntryReplaced(plan=NAME, entry="08", replacement=FRANCE, reason="the fair moved", **by_zhou)
closed = fact.PlanClosed(plan=NAME, unused=("08",), **by_zhou)
reserved = fact.PlanEntryReserved(plan=NAME, entry="07", visit_id=e.VISIT_ID, country="GR", people=2, at=MOMENT)
draft = do.DraftPlan(plan=NAME, entries=(GREECE, ITALY))
swap = do.ReplacePlanEntry(plan=NAME, entry="08", replacement=FRANCE, reason="the fair moved")
NEW_YEARS_EVE = datetime(2026, 12, 31, 1, tzinfo=UTC)


def quota(visits: int, people: int) -> fact.QuotaNoted:
    return fact.QuotaNoted(plan=NAME, visits=visits, people=people)


def test_the_unit_drafts_and_the_director_adopts() -> None:
    """As drafted, or with the director's own entries; by two people; a second try changes nothing."""
    given(PLAN).when(draft, by=e.WANG).then(drafted)
    given(PLAN, drafted).when(draft, by=e.WANG).then()
    given(PLAN, drafted).when(do.AdoptPlan(plan=NAME), by=e.ZHOU).then(adopted)
    given(PLAN, drafted).when(do.AdoptPlan(plan=NAME, entries=(GREECE,)), by=e.ZHOU).then_kinds(fact.PlanAdopted)
    given(PLAN, drafted).when(do.AdoptPlan(plan=NAME), by=actor("wang", "director")).refused("four-eyes")
    given(PLAN, adopted).when(draft, by=e.WANG).refused("state")
    given(PLAN).when(do.AdoptPlan(plan=NAME), by=e.ZHOU).refused("A11")


def test_a_draft_is_drafted_anew_until_it_is_adopted() -> None:
    """What was forgotten is added, each number once."""
    more = replace(draft, entries=(GREECE, ITALY, FRANCE))
    given(PLAN, drafted).when(more, by=e.WANG).then_kinds(fact.PlanDrafted)
    given(PLAN).when(replace(draft, entries=(GREECE, GREECE)), by=e.WANG).refused("A11")
    given(PLAN).when(replace(draft, entries=()), by=e.WANG).refused("A11")


@pytest.mark.parametrize(("visits", "people", "fits"), [(2, 7, True), (1, 7, False), (2, 6, False)])
def test_a_plan_keeps_within_the_units_quota(visits: int, people: int, fits: bool) -> None:
    """Visits and people, both at the boundary."""
    outcome = given(PLAN, quota(visits, people)).when(do.AdoptPlan(plan=NAME, entries=draft.entries), by=e.ZHOU)
    if fits:
        outcome.then_kinds(fact.PlanAdopted)
    else:
        outcome.refused("A11")
    if not fits:
        given(PLAN, quota(visits, people)).when(draft, by=e.WANG).refused("A11")


def test_quotas_are_allotted_within_the_citys_total() -> None:
    """No unit before the total is set; all together within it; the total not below what is allotted."""
    total = fact.CityQuotaSet(year=2026, visits=10, people=40, **by_zhou)
    allotted = fact.QuotaAllotted(year=2026, unit=e.BUREAU, visits=6, people=20, **by_zhou)
    allot = do.AllotQuota(year=2026, unit=e.BUREAU, visits=6, people=20)
    given(QUOTA).when(allot, by=e.ZHOU).refused("A11")
    given(QUOTA).when(do.SetCityQuota(year=2026, visits=10, people=40), by=e.ZHOU).then(total)
    given(QUOTA, total).when(do.SetCityQuota(year=2026, visits=10, people=40), by=e.ZHOU).then()
    given(QUOTA, total).when(allot, by=e.ZHOU).then(allotted)
    given(QUOTA, total, allotted).when(allot, by=e.ZHOU).then()
    other = do.AllotQuota(year=2026, unit="tea-institute", visits=4, people=20)
    given(QUOTA, total, allotted).when(other, by=e.ZHOU).then_kinds(fact.QuotaAllotted)
    given(QUOTA, total, allotted).when(replace(other, people=21), by=e.ZHOU).refused("A11")
    given(QUOTA, total, allotted).when(replace(allot, people=40), by=e.ZHOU).then_kinds(fact.QuotaAllotted)
    given(QUOTA, total, allotted).when(do.SetCityQuota(year=2026, visits=5, people=40), by=e.ZHOU).refused("A11")
    assert list(react(allotted)) == [do.NoteQuota(plan=NAME, visits=6, people=20)]
    given(PLAN).when(do.NoteQuota(plan=NAME, visits=6, people=20)).then(quota(6, 20))
    given(PLAN, quota(6, 20)).when(do.NoteQuota(plan=NAME, visits=6, people=20)).then()


def test_an_entry_is_replaced_by_another_with_its_reason() -> None:
    """A11: one for one, the total doesn't grow, no number twice; not what a visit uses, nor before the adoption."""
    given(PLAN, adopted).when(swap, by=e.ZHOU).then(replaced)
    given(PLAN, adopted, replaced).when(swap, by=e.ZHOU).then()
    bigger = replace(swap, replacement=replace(FRANCE, people=4))
    given(PLAN, adopted).when(bigger, by=e.ZHOU).refused("A11")
    given(PLAN, adopted).when(replace(swap, replacement=replace(FRANCE, number="07")), by=e.ZHOU).refused("A11")
    given(PLAN, adopted, replaced).when(replace(swap, entry="09", replacement=ITALY), by=e.ZHOU).refused("A11")
    given(PLAN, adopted, reserved).when(replace(swap, entry="07"), by=e.ZHOU).refused("A11")
    given(PLAN, adopted).when(replace(swap, entry="99"), by=e.ZHOU).refused("A11")
    given(PLAN, drafted).when(swap, by=e.ZHOU).refused("state")


def ask(**changes: Any) -> do.ReservePlanEntry:
    return replace(do.ReservePlanEntry(plan=NAME, entry="08", visit_id=e.VISIT_ID, country="IT", people=3), **changes)


def test_an_off_plan_visit_replaces_a_planned_one_with_its_reason() -> None:
    """A11: another country needs the reason; more people than the place has room for are refused even so."""
    given(PLAN, adopted).when(ask()).then_kinds(fact.PlanEntryReserved)
    given(PLAN, adopted).when(ask(country="FR")).then_kinds(fact.PlanEntryRefused)
    off_plan = ask(country="FR", off_plan_reason="invited at short notice")
    given(PLAN, adopted).when(off_plan).then_kinds(fact.PlanEntryReserved)
    given(PLAN, adopted).when(replace(off_plan, people=4)).then_kinds(fact.PlanEntryRefused)


def test_the_total_of_people_may_not_grow_by_two_visits_either() -> None:
    """What a replacement left over is used once."""
    smaller = replace(replaced, replacement=replace(FRANCE, people=1))
    first = replace(reserved, people=6)
    given(PLAN, adopted, smaller).when(ask(entry="07", country="GR", people=6)).then_kinds(fact.PlanEntryReserved)
    second = ask(entry="09", country="FR", visit_id=derived_id("second"))
    given(PLAN, adopted, smaller, first).when(replace(second, people=2)).then_kinds(fact.PlanEntryRefused)
    given(PLAN, adopted, smaller, first).when(replace(second, people=1)).then_kinds(fact.PlanEntryReserved)


def test_a_submission_from_before_is_not_held_against_the_entry() -> None:
    """Older submissions tell neither country nor people."""
    old = do.ReservePlanEntry(plan=NAME, entry="07", visit_id=e.VISIT_ID)
    given(PLAN, adopted).when(old).then_kinds(fact.PlanEntryReserved)


def test_a_plan_is_closed_at_the_years_end() -> None:
    """What was not used lapses; nothing can be reserved any more, what was used may be given back."""
    end = do.ClosePlan(plan=NAME)
    given(PLAN, adopted, reserved).when(end, by=e.ZHOU, now=NEW_YEARS_EVE - timedelta(days=1)).refused("year-end")
    when_over = given(PLAN, adopted, reserved).when(end, by=e.ZHOU, now=NEW_YEARS_EVE)
    when_over.then(replace(closed, at=NEW_YEARS_EVE))
    given(PLAN, adopted, closed).when(end, by=e.ZHOU, now=NEW_YEARS_EVE).then()
    given(PLAN, drafted).when(end, by=e.ZHOU, now=NEW_YEARS_EVE).refused("state")
    given(PLAN, adopted, closed).when(ask()).then_kinds(fact.PlanEntryRefused)
    give = do.ReleasePlanEntry(plan=NAME, entry="07", visit_id=e.VISIT_ID)
    given(PLAN, adopted, reserved, closed).when(give).then_kinds(fact.PlanEntryReleased)


# The reservation, from the submission to the answer and back, as the react reader carries it.

POLICIES = Actor("policy:approvals", frozenset({"service"}), "approvals")


class Log:
    """Facts by stream, and the commands that follow from each."""

    def __init__(self) -> None:
        self.streams: dict[str, list[Any]] = {}

    def give(self, command: Any, by: Actor = POLICIES) -> None:
        aggregate = APPROVALS.aggregate_of(type(command))
        facts = self.streams.setdefault(aggregate.stream(command), [])
        decision = aggregate.decide(aggregate.fold(facts), command, Occasion(by, MOMENT))
        assert not isinstance(decision, Refusal), decision
        facts.extend(decision)
        self.follow(decision)

    def follow(self, happened: Iterable[Any]) -> None:
        for one in happened:
            for command in react(one):
                self.give(command)

    def uses(self) -> dict[str, Any]:
        plan = PLAN.fold(self.streams[f"plan-{NAME}"])
        assert plan is not None
        return {entry: use.visit_id for entry, use in plan.used.items()}


@pytest.fixture
def log() -> Log:
    """A submitted visit that has its entry."""
    log = Log()
    log.give(do.AdoptPlan(plan=NAME, entries=(GREECE, ITALY)), by=e.ZHOU)
    log.streams[f"visit-{e.VISIT_ID}"] = list(e.PREPARED)
    log.give(do.SubmitVisit(visit_id=e.VISIT_ID), by=e.ZHAO)
    assert log.uses() == {"07": e.VISIT_ID}
    return log


@pytest.mark.parametrize(
    ("back", "who"),
    [
        (do.WithdrawVisit(visit_id=e.VISIT_ID, reason="r"), e.ZHAO),
        (do.RefuseVisit(visit_id=e.VISIT_ID, reason="r"), e.SUN),
        (do.ReturnVisit(visit_id=e.VISIT_ID, missing=("the route",)), e.SUN),
    ],
)
def test_an_entry_comes_back_from_what_will_not_take_place(log: Log, back: Any, who: Actor) -> None:
    """On withdrawal, refusal and return; another visit may have it then."""
    log.give(back, by=who)
    assert log.uses() == {}
    other = [replace(one, visit_id=derived_id("other")) for one in e.PREPARED]
    log.streams[f"visit-{derived_id('other')}"] = other
    log.give(do.SubmitVisit(visit_id=derived_id("other")), by=e.ZHAO)
    assert log.uses() == {"07": derived_id("other")}


def test_a_cancelled_visit_gives_its_entry_back(log: Log) -> None:
    """After the approval too."""
    log.streams[f"visit-{e.VISIT_ID}"] = list(e.APPROVED)
    log.give(do.CancelVisit(visit_id=e.VISIT_ID, reason_code="inviter"), by=e.ZHOU)
    assert log.uses() == {}


def test_a_case_that_comes_back_completed_takes_its_entry_again(log: Log) -> None:
    """Once, and the visit knows it."""
    log.give(do.ReturnVisit(visit_id=e.VISIT_ID, missing=("the route",)), by=e.SUN)
    log.give(do.SubmitVisit(visit_id=e.VISIT_ID), by=e.ZHAO)
    assert log.uses() == {"07": e.VISIT_ID}
    log.give(do.ReviewVisitAsClerk(visit_id=e.VISIT_ID), by=e.SUN)


# What the read store answers.


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


FEBRUARY, MAY, JUNE = (datetime(2026, month, 1, tzinfo=UTC) for month in (2, 5, 6))


def history(store: Any) -> None:
    """Adopted in January, a visit in February, a replacement in May, another visit in June instead of the first."""
    january = datetime(2026, 1, 10, tzinfo=UTC)
    store.project(drafted, replace(adopted, at=january), replace(reserved, at=FEBRUARY), replace(replaced, at=MAY))
    store.project(fact.PlanEntryReleased(plan=NAME, entry="07", visit_id=e.VISIT_ID, at=JUNE))
    other = replace(reserved, visit_id=derived_id("june"), country="IT", people=4, off_plan_reason="urgent", at=JUNE)
    store.project(other)


def used_on(store: Any, day: date) -> dict[str, Any]:
    answer = plan_use(store.read, PlanUse(plan=NAME, on=day))
    return {row["entry"]: row["visit_id"] for row in answer["entries"]}


def test_the_use_of_a_plan_is_told_for_any_date(store: Any) -> None:
    """What was planned and used on that day, not what became of it."""
    history(store)
    assert used_on(store, date(2026, 1, 5)) == {}
    assert used_on(store, date(2026, 1, 10)) == {"07": None, "08": None}
    assert used_on(store, date(2026, 3, 1)) == {"07": e.VISIT_ID, "08": None}
    assert used_on(store, date(2026, 7, 1)) == {"07": derived_id("june"), "09": None}
    (row, _) = plan_use(store.read, PlanUse(plan=NAME, on=date(2026, 7, 1)))["entries"]
    assert (row["country"], row["used_country"], row["off_plan_reason"]) == ("GR", "IT", "urgent")


def test_a_visit_that_asks_again_has_its_entry_since_the_first_time(store: Any) -> None:
    """With what it asks for now."""
    store.project(replace(adopted, at=FEBRUARY), replace(reserved, at=MAY), replace(reserved, at=JUNE, people=3))
    assert used_on(store, date(2026, 5, 2)) == {"07": e.VISIT_ID, "08": None}
    (row, _) = plan_use(store.read, PlanUse(plan=NAME, on=date(2026, 6, 2)))["entries"]
    assert row["used_people"] == 3


def test_a_plan_that_is_not_there_is_an_empty_one(store: Any) -> None:
    """Told as such, not as an error: a unit may not have planned yet."""
    answer = plan_use(store.read, PlanUse(plan=NAME))
    assert (answer["state"], answer["entries"], answer["draft"]) == ("None", [], [])
    assert list_plans(store.read, Plans(year=2026)) == {"city": [], "plans": []}


def test_quota_plan_and_use_of_a_year_stand_side_by_side(store: Any) -> None:
    """Also of a unit that has a quota and no plan; a unit sees its own."""
    history(store)
    store.project(
        fact.CityQuotaSet(year=2026, visits=10, people=40, **by_zhou),
        fact.QuotaAllotted(year=2026, unit=e.BUREAU, visits=6, people=20, **by_zhou),
        fact.QuotaAllotted(year=2026, unit="tea-institute", visits=2, people=8, **by_zhou),
    )
    answer = list_plans(store.read, Plans(year=2026, on=date(2026, 7, 1)))
    planned, used = {"planned_visits": 2, "planned_people": 7}, {"used_visits": 1, "used_people": 4}
    assert answer["city"] == [{"visits": 10, "people": 40, **planned, **used}]
    ours, theirs = answer["plans"]
    assert ours == {
        "unit": e.BUREAU,
        "state": "Adopted",
        "quota_visits": 6,
        "quota_people": 20,
        "planned_visits": 2,
        "planned_people": 7,
        "used_visits": 1,
        "used_people": 4,
        "off_plan": 1,
    }
    assert (theirs["unit"], theirs["state"], theirs["planned_visits"]) == ("tea-institute", "None", 0)
    assert list_plans(store.read, Plans(year=2026, limit=1))["plans"][0]["unit"] == e.BUREAU
    asked = about_own_unit(POLICY["list_plans"], e.WANG, {"year": 2026})
    require(POLICY["list_plans"], e.WANG, asked)
    own = shown(POLICY["list_plans"], e.WANG, list_plans(store.read, request(Plans).load(asked)))
    assert [row["unit"] for row in own["plans"]] == [e.BUREAU]


def test_a_drafted_plan_waits_for_the_director(store: Any) -> None:
    """Until it is adopted."""
    store.project(drafted)
    assert [row["subject"] for row in tray(store.read, Tray(role="director"))["waiting"]] == [f"annual plan {NAME}"]
    store.project(drafted, adopted)
    assert tray(store.read, Tray(role="director"))["waiting"] == []
