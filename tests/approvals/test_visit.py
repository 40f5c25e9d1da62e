"""An official visit abroad, command by command."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.visit.visit import VISIT
from shared.actors import Actor
from shared.ids import derived_id
from tests.approvals import examples as e
from tests.scenario import MOMENT, actor, given

ID = e.VISIT_ID
submit = do.SubmitVisit(visit_id=ID)
sign = do.SignVisit(visit_id=ID)


def test_a_draft_is_kept_as_it_was_given() -> None:
    """Drafting needs no rule but one: Taiwan is not decided here."""
    given(VISIT).when(do.DraftVisit(visit_id=ID, visit=e.PLAN), by=e.WANG).then(e.drafted)
    given(VISIT).when(do.DraftVisit(visit_id=ID, visit=e.plan(country="TW")), by=e.WANG).refused("taiwan")


def test_a_changed_draft_needs_notice_and_budget_anew() -> None:
    """They named the old content."""
    changed = e.plan(purpose="tea and coffee")
    revised = fact.VisitRevised(visit_id=ID, visit=changed, by="wang", at=MOMENT)
    given(VISIT, *e.PREPARED).when(do.ReviseVisit(visit_id=ID, visit=changed), by=e.WANG).then(revised)
    given(VISIT, *e.PREPARED, revised).when(submit, by=e.ZHAO).refused("A6", "A12")


def test_a_notice_is_recorded_for_a_members_unit_once_it_is_posted() -> None:
    """Not for another unit, and not for a day to come."""
    ok = do.PublicizeVisit(visit_id=ID, unit=e.BUREAU, posted_on=e.POSTED_ON)
    given(VISIT, e.drafted).when(ok, by=e.ZHAO).then(e.publicized)
    other = do.PublicizeVisit(visit_id=ID, unit="other", posted_on=e.POSTED_ON)
    given(VISIT, e.drafted).when(other, by=e.ZHAO).refused("A6")
    tomorrow = do.PublicizeVisit(visit_id=ID, unit=e.BUREAU, posted_on=e.TODAY + timedelta(days=1))
    given(VISIT, e.drafted).when(tomorrow, by=e.ZHAO).refused("A6")


def test_two_people_sign_the_budget() -> None:
    """The same hand can't sign for both sides."""
    finance = do.ClearBudget(visit_id=ID, side="finance")
    given(VISIT, e.drafted, e.cleared).when(finance, by=e.QIAN).then(e.cleared_by_finance)
    given(VISIT, e.drafted, e.cleared).when(finance, by=e.ZHAO).refused("four-eyes")


def test_a_submission_records_the_outcome_of_every_rule() -> None:
    """All rules, passed or not, by the set in force that day."""
    given(VISIT, *e.PREPARED).when(submit, by=e.ZHAO).then(e.submitted)
    rules = [outcome.rule for outcome in e.submitted.outcomes]
    assert rules == [
        "taiwan",
        "hong-kong-macao",
        *(f"A{n}" for n in (1, 2, 3, 4, 5, 6, 9, *range(11, 24))),
    ]


def test_a_submission_is_told_everything_that_is_wrong_at_once() -> None:
    """Not one thing after the other."""
    long = e.plan(returns_on=date(2026, 12, 20), members=tuple(e.member(n) for n in range(7)))
    drafted = fact.VisitDrafted(visit_id=ID, visit=long, by="wang", at=MOMENT)
    given(VISIT, drafted).when(submit, by=e.ZHAO).refused("A1", "A3", "A6", "A12", "A16")


def test_who_drafted_does_not_submit_and_who_travels_does_nothing() -> None:
    """Section 6."""
    given(VISIT, *e.PREPARED).when(submit, by=e.WANG).refused("four-eyes")
    traveller = actor(str(derived_id("traveller", 1)), "unit_signatory")
    given(VISIT, *e.PREPARED).when(submit, by=traveller).refused("own-trip")


def test_missing_papers_are_told_once_completely() -> None:
    """One list a case; the reserved entry of the plan goes back meanwhile."""
    ask = do.ReturnVisit(visit_id=ID, missing=("the route",))
    given(VISIT, *e.SUBMITTED).when(ask, by=e.SUN).then(e.returned, e.freed, e.trips_freed)
    again = (*e.SUBMITTED, e.returned, e.freed, e.submitted)
    given(VISIT, *again).when(ask, by=e.SUN).refused("one-list")
    given(VISIT, *e.SUBMITTED).when(do.ReturnVisit(visit_id=ID, missing=()), by=e.SUN).refused("one-list")


def test_a_returned_case_is_judged_by_the_set_of_its_first_submission() -> None:
    """The rules do not change under a case."""
    later = MOMENT + timedelta(days=10)
    outcome = given(VISIT, *e.SUBMITTED, e.returned, e.freed).when(submit, by=e.ZHAO, now=later)
    assert outcome.decision[0].judged_on == e.TODAY  # type: ignore[index]


@pytest.mark.parametrize(
    ("answers", "rules"),
    [
        ((), ("A10", "A11")),
        ((e.plan_answered,), ("A10",)),
        ((fact.PlanAnswered(visit_id=ID, entry="07", reserved=False, found="used"), e.unit_free), ("A11",)),
        ((e.plan_answered, fact.UnitStandingNoted(visit_id=ID, locked=True)), ("A10",)),
    ],
)
def test_the_clerk_waits_for_the_plan_and_the_unit(answers: tuple[Any, ...], rules: tuple[str, ...]) -> None:
    """A10 and A11 are answered by other files; without both answers nothing goes on."""
    history = (*e.PREPARED, e.submitted, *answers, *e.no_other_trips)
    given(VISIT, *history).when(do.ReviewVisitAsClerk(visit_id=ID), by=e.SUN).refused(*rules)


def test_the_chain_of_review() -> None:
    """Clerk, section head, director: each after the other, nobody twice."""
    given(VISIT, *e.SUBMITTED).when(do.ReviewVisitAsClerk(visit_id=ID), by=e.SUN).then(e.by_clerk)
    history = (*e.SUBMITTED, e.by_clerk)
    section = do.ReviewVisitAsSection(visit_id=ID)
    given(VISIT, *history).when(section, by=e.LI).then(e.by_section)
    given(VISIT, *history).when(section, by=e.SUN).refused("four-eyes")
    given(VISIT, *e.SUBMITTED).when(section, by=e.LI).refused("state")
    given(VISIT, *history).when(sign, by=e.ZHOU).refused("state")


def test_the_directors_signature_issues_within_the_offices_power() -> None:
    """A division head's trip is decided here; with its number it is told to the others."""
    given(VISIT, *e.SECTION_REVIEWED).when(sign, by=e.ZHOU).then(e.signed(), e.asked())
    note = do.NoteVisitNumber(visit_id=ID, ask=1, number=e.NUMBER)
    given(VISIT, *e.SIGNED).when(note).then(e.approved, e.paper())


def leaders_trip() -> tuple[Any, ...]:
    """A bureau-level leader travels."""
    visit = e.plan(members=(e.member(1, "bureau"), e.member(2)))
    drafted = fact.VisitDrafted(visit_id=ID, visit=visit, by="wang", at=MOMENT)
    return (drafted, *e.SECTION_REVIEWED[1:], cadre_opinion)


cadre_opinion = fact.OpinionGiven(
    visit_id=ID,
    body="organization-department",
    favourable=True,
    opinion="agreed",
    document="筑组 1",
    by="yan",
    at=MOMENT,
)


def test_a_leaders_trip_is_reported_up_and_decided_above() -> None:
    """Signed, reported by the vice-mayor, decided by the province with its document."""
    history = leaders_trip()
    signed_up = e.signed("province")
    report = do.ReportVisitUp(visit_id=ID)
    given(VISIT, *history).when(sign, by=e.ZHOU).then_kinds(fact.VisitSigned)
    given(VISIT, *history, signed_up).when(report, by=e.WU).then(e.reported_up, e.asked("request", by="wu"))
    decide = do.RecordUpperDecision(visit_id=ID, approved=True, document="黔府外 9")
    above = (*history, signed_up, e.reported_up)
    given(VISIT, *above).when(decide, by=e.ZHENG).then_kinds(fact.UpperDecisionRecorded, fact.VisitApproved)
    no = do.RecordUpperDecision(visit_id=ID, approved=False, document="黔府外 9")
    given(VISIT, *above).when(no, by=e.ZHENG).then_kinds(
        fact.UpperDecisionRecorded, fact.VisitRefused, fact.PlanEntryFreed, fact.TripsFreed
    )
    given(VISIT, *history).when(decide, by=e.ZHENG).refused("state")
    given(VISIT, *history).when(report, by=e.WU).refused("state")


LAST_DAY = datetime.combine(e.LEFT_ON, time(1), UTC)
DAY_AFTER = LAST_DAY + timedelta(days=1)
above = (*leaders_trip(), e.signed("province"), e.reported_up)


@pytest.mark.parametrize(
    ("history", "step", "by"),
    [
        (e.PREPARED, submit, e.ZHAO),
        (e.SUBMITTED, do.ReviewVisitAsClerk(visit_id=ID), e.SUN),
        ((*e.SUBMITTED, e.by_clerk), do.ReviewVisitAsSection(visit_id=ID), e.LI),
        (e.SECTION_REVIEWED, sign, e.ZHOU),
        ((*leaders_trip(), e.signed("province")), do.ReportVisitUp(visit_id=ID), e.WU),
        (above, do.RecordUpperDecision(visit_id=ID, approved=True, document="黔府外 9"), e.ZHENG),
    ],
    ids=lambda one: type(one).__name__ if hasattr(one, "visit_id") else "",
)
def test_a_trip_is_approved_before_it_begins(history: Any, step: Any, by: Actor) -> None:
    """Up to the day of the departure; the day after, each step says what to do."""
    assert isinstance(given(VISIT, *history).when(step, by=by, now=LAST_DAY).decision, list)
    late = given(VISIT, *history).when(step, by=by, now=DAY_AFTER)
    late.refused("dates")
    (violation,) = late.decision.violations  # type: ignore[union-attr]
    assert (violation.value, violation.found) == ("a departure on 2026-12-08 or later", "2026-12-07")


def test_a_decision_that_was_made_in_time_may_be_recorded_afterwards() -> None:
    """Its own day counts; and a refusal comes whenever it comes."""
    kinds = (fact.UpperDecisionRecorded, fact.VisitApproved)
    decided = do.RecordUpperDecision(visit_id=ID, approved=True, document="黔府外 9", decided_on=e.LEFT_ON)
    given(VISIT, *above).when(decided, by=e.ZHENG, now=DAY_AFTER).then_kinds(*kinds)
    no = replace(decided, approved=False, decided_on=None)
    refused = (fact.UpperDecisionRecorded, fact.VisitRefused, fact.PlanEntryFreed, fact.TripsFreed)
    given(VISIT, *above).when(no, by=e.ZHENG, now=DAY_AFTER).then_kinds(*refused)


@pytest.mark.parametrize(
    "step",
    [do.ReviewVisitAsClerk(visit_id=ID), do.ReviewVisitAsSection(visit_id=ID), sign],
    ids=lambda c: type(c).__name__,
)
def test_a_traveller_never_acts_in_the_own_trip(step: Any) -> None:
    """Whatever role the traveller bears."""
    before: dict[type, tuple[Any, ...]] = {
        do.ReviewVisitAsClerk: e.SUBMITTED,
        do.ReviewVisitAsSection: (*e.SUBMITTED, e.by_clerk),
        do.SignVisit: e.SECTION_REVIEWED,
    }
    traveller = Actor(str(derived_id("traveller", 2)), frozenset({"clerk", "section_head", "director"}), "fao")
    given(VISIT, *before[type(step)]).when(step, by=traveller).refused("own-trip")


def test_the_plans_answer_is_noted_and_one_no_longer_needed_is_given_back() -> None:
    """Also when the case was withdrawn, or names another entry, before the answer came."""
    yes = do.NotePlanAnswer(visit_id=ID, plan=f"{e.BUREAU}/2026", entry="07", reserved=True, found="07")
    waiting = (*e.PREPARED, e.submitted)
    given(VISIT, *waiting).when(yes).then(e.plan_answered)
    withdrawn = fact.VisitWithdrawn(visit_id=ID, reason="ill", by="wang", at=MOMENT)
    given(VISIT, *waiting, withdrawn).when(yes).then(e.freed)
    other = do.NotePlanAnswer(visit_id=ID, plan=f"{e.BUREAU}/2026", entry="03", reserved=True, found="03")
    given(VISIT, *waiting).when(other).then_kinds(fact.PlanEntryFreed)


def test_withdrawn_and_refused_cases_give_the_plan_entry_back() -> None:
    """The undo of a submission."""
    withdraw, freed = do.WithdrawVisit(visit_id=ID, reason="ill"), (fact.PlanEntryFreed, fact.TripsFreed)
    given(VISIT, *e.SUBMITTED).when(withdraw, by=e.WANG).then_kinds(fact.VisitWithdrawn, *freed)
    given(VISIT, e.drafted).when(withdraw, by=e.WANG).then_kinds(fact.VisitWithdrawn)
    refuse = do.RefuseVisit(visit_id=ID, reason="no need")
    given(VISIT, *e.SUBMITTED).when(refuse, by=e.SUN).then_kinds(fact.VisitRefused, *freed)
    given(VISIT, e.drafted).when(refuse, by=e.SUN).refused("state")
    given(VISIT, *e.APPROVED).when(withdraw, by=e.WANG).refused("state")


closed = fact.VisitClosed(visit_id=ID, by="sun", at=MOMENT)


@pytest.mark.parametrize(
    ("history", "command", "by"),
    [
        ((e.drafted,), do.DraftVisit(visit_id=ID, visit=e.PLAN), e.WANG),
        ((e.drafted,), do.ReviseVisit(visit_id=ID, visit=e.PLAN), e.WANG),
        (e.PREPARED, do.PublicizeVisit(visit_id=ID, unit=e.BUREAU, posted_on=e.POSTED_ON), e.ZHAO),
        (e.PREPARED, do.ClearBudget(visit_id=ID, side="finance"), e.QIAN),
        (e.SUBMITTED, submit, e.ZHAO),
        ((*e.SUBMITTED, e.returned), do.ReturnVisit(visit_id=ID, missing=("x",)), e.SUN),
        (e.SUBMITTED, do.NoteUnitStanding(visit_id=ID, locked=False), e.SUN),
        ((*e.SUBMITTED, e.by_clerk), do.ReviewVisitAsClerk(visit_id=ID), e.SUN),
        (e.SECTION_REVIEWED, do.ReviewVisitAsSection(visit_id=ID), e.LI),
        (e.APPROVED, sign, e.ZHOU),
        (e.APPROVED, do.RecordUpperDecision(visit_id=ID, approved=True, document="x"), e.ZHENG),
        (e.DEPARTED, do.RecordDeparture(visit_id=ID, departed_on=e.LEFT_ON), e.FENG),
        (e.HOME, do.RecordReturn(visit_id=ID, returned_on=date(2026, 12, 11)), e.FENG),
        ((*e.HOME, e.handed_in, e.passports_back), do.ReturnPassports(visit_id=ID, handed_in_on=e.DUE), e.FENG),
        ((*e.HOME, e.report_filed), do.FileReport(visit_id=ID, filed_on=e.DUE), e.WANG),
        ((*e.HOME, closed), do.CloseVisit(visit_id=ID), e.SUN),
    ],
    ids=lambda value: type(value).__name__ if hasattr(value, "visit_id") else "",
)
def test_a_repeated_command_yields_nothing(history: tuple[Any, ...], command: Any, by: Actor) -> None:
    """Already done is no error and no second fact."""
    given(VISIT, *history).when(command, by=by, now=e.AFTER).then()
