"""Deadlines on the real calendar: reminded before, late after, each once, and moved with what they hang on."""

from datetime import date, timedelta
from typing import Any

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.policies import react
from services.approvals.rules.team import months_after
from services.approvals.unit import UNIT
from services.approvals.visit.visit import VISIT
from services.approvals.working_days import calendar_of, doubt, is_working_day, working_days_between
from shared.aggregate import DeadlineDue
from tests.approvals import examples as e
from tests.scenario import given

ID = e.VISIT_ID
first_reminder, last_reminder = e.reminders("passports", e.DUE)


def reminded(reminder: fact.ReminderSet) -> fact.VisitReminded:
    return fact.VisitReminded(
        visit_id=ID,
        unit=e.BUREAU,
        matter=reminder.matter,
        due_on=reminder.due_on,
        days_before=reminder.days_before,
        at=e.AFTER,
    )


def test_the_unit_is_reminded_before_each_time_once() -> None:
    """Not of what is back, nor of a day that moved."""
    due = DeadlineDue(deadline=first_reminder)
    given(VISIT, *e.DEPARTED).when(due, now=e.AFTER).then(reminded(first_reminder))
    given(VISIT, *e.DEPARTED, reminded(first_reminder)).when(due, now=e.AFTER).then()
    given(VISIT, *e.DEPARTED, e.handed_in, e.passports_back).when(due, now=e.AFTER).then()
    moved: Any = given(VISIT, *e.DEPARTED).when(
        do.RecordDeparture(visit_id=ID, departed_on=date(2026, 12, 9)), by=e.FENG, now=e.AFTER
    )
    given(VISIT, *e.DEPARTED, *moved.decision).when(due, now=e.AFTER).then()


def test_a_reminder_comes_as_its_day_begins() -> None:
    """One day before, it is the day before that begins."""
    assert date(2026, 12, 18) == last_reminder.due_on - timedelta(days=last_reminder.days_before)
    assert e.end_of_local_day(date(2026, 12, 17)) == last_reminder.due_at


def test_passports_that_are_not_back_pass_their_deadline_and_then_lock_the_unit() -> None:
    """Seven days, then thirty more (A9, A10); passports that are back pass nothing, and nothing passes twice."""
    due = DeadlineDue(deadline=e.passport_deadline)
    decision: Any = given(VISIT, *e.DEPARTED).when(due, now=e.AFTER).decision
    assert [fact.PassportDeadlinePassed, fact.LockDeadlineSet] == [type(happened) for happened in decision]
    assert e.DUE + timedelta(days=30) == decision[1].due_on
    late = (*e.DEPARTED, *decision)
    given(VISIT, *late).when(due, now=e.AFTER).then()
    lock = DeadlineDue(deadline=decision[1])
    long_overdue = fact.PassportsLongOverdue(visit_id=ID, unit=e.BUREAU, at=e.AFTER)
    given(VISIT, *late).when(lock, now=e.AFTER).then(long_overdue)
    given(VISIT, *late, long_overdue).when(lock, now=e.AFTER).then()
    given(VISIT, *late, e.handed_in, e.passports_back).when(lock, now=e.AFTER).then()
    given(VISIT, *e.DEPARTED, e.handed_in, e.passports_back).when(due, now=e.AFTER).then()


def locked() -> tuple[Any, ...]:
    """The file of a visit whose unit is locked for its passports."""
    passed: Any = given(VISIT, *e.DEPARTED).when(DeadlineDue(deadline=e.passport_deadline), now=e.AFTER).decision
    long_overdue: Any = given(VISIT, *e.DEPARTED, *passed).when(DeadlineDue(deadline=passed[1]), now=e.AFTER).decision
    return (*e.DEPARTED, *passed, *long_overdue)


def test_a_unit_locked_for_a_wrong_date_is_free_when_the_date_is_corrected() -> None:
    """The known failure of Beijing's list; the old lock passes nothing any more."""
    late = do.ChangeDeparture(visit_id=ID, departs_on=date(2026, 12, 14), reason="the flight was cancelled")
    decision: Any = given(VISIT, *locked()).when(late, by=e.WANG, now=e.AFTER).decision
    corrected = next(happened for happened in decision if isinstance(happened, fact.OverdueCorrected))
    assert [do.UnlockUnit(unit=e.BUREAU, visit_id=ID)] == list(react(corrected))
    lock = next(happened for happened in locked() if isinstance(happened, fact.LockDeadlineSet))
    given(VISIT, *locked(), *decision).when(DeadlineDue(deadline=lock), now=e.AFTER).then()


def test_a_locked_unit_is_free_again_when_its_passports_are_back() -> None:
    """And its waiting visits are told."""
    back = do.ReturnPassports(visit_id=ID, handed_in_on=e.DUE)
    decision: Any = given(VISIT, *locked()).when(back, by=e.FENG, now=e.AFTER).decision
    (unlock,) = [command for happened in decision for command in react(happened)]
    history = (
        fact.UnitLocked(unit=e.BUREAU, visit_id=ID),
        fact.UnitStandingAnswered(unit=e.BUREAU, visit_id=e.INVITATION_ID, locked=True),
    )
    freed = fact.UnitUnlocked(unit=e.BUREAU, waiting=(e.INVITATION_ID,))
    cleared = fact.OverduePassportsCleared(unit=e.BUREAU, visit_id=ID)
    given(UNIT, *history).when(unlock).then(cleared, freed)


def test_report_and_publication_are_late_each_by_itself() -> None:
    """A8: one day for both."""
    due = DeadlineDue(deadline=e.report_deadline)
    given(VISIT, *e.HOME).when(due, now=e.AFTER).then_kinds(fact.ReportDeadlinePassed, fact.ResultDeadlinePassed)
    filed = (*e.HOME, e.report_filed)
    decision: Any = given(VISIT, *filed).when(due, now=e.AFTER).decision
    assert [fact.ResultDeadlinePassed] == [type(happened) for happened in decision]
    given(VISIT, *filed, *decision).when(due, now=e.AFTER).then()
    given(VISIT, *filed, e.result_publicized).when(due, now=e.AFTER).then()


def test_a_month_ends_where_the_next_month_does() -> None:
    """The same day, or the last one."""
    assert date(2027, 2, 28) == months_after(date(2027, 1, 31), 1)
    assert date(2027, 1, 11) == months_after(date(2026, 12, 11), 1)


def test_publicity_across_make_up_working_days() -> None:
    """A Saturday made up for a holiday counts, a holiday on a weekday does not: National Day 2026."""
    assert is_working_day(date(2026, 10, 10))
    assert not is_working_day(date(2026, 10, 6))
    assert working_days_between(date(2026, 10, 1), date(2026, 10, 10)) == 3
    posted, trip = date(2026, 9, 29), {"departs_on": date(2026, 11, 2), "returns_on": date(2026, 11, 4)}
    visit = e.plan(**trip, stops=(e.stop(first=date(2026, 11, 2), last=date(2026, 11, 4)),))
    assert not a6(visit, posted, date(2026, 10, 10)).passed
    assert a6(visit, posted, date(2026, 10, 12)).passed


def a6(visit: Any, posted: date, on: date) -> Any:
    outcomes = given(VISIT).aggregate.fold(
        [
            fact.VisitDrafted(visit_id=ID, visit=visit, by="wang", at=e.AFTER),
            fact.VisitPublicized(visit_id=ID, unit=e.BUREAU, posted_on=posted, by="zhao"),
        ]
    )
    assert outcomes is not None
    return next(outcome for outcome in outcomes.outcomes(on) if outcome.rule == "A6")


def test_a_year_that_is_not_announced_counts_monday_to_friday_and_says_so() -> None:
    """Nobody takes a guess for the calendar."""
    assert working_days_between(date(2095, 1, 3), date(2095, 1, 9)) == 5
    assert "2095" in doubt(date(2094, 12, 30), date(2095, 1, 9))
    assert doubt(date(2026, 1, 1), date(2026, 12, 31)) == ""
    assert calendar_of(2095) == {"year": 2095, "announced": False, "holidays": [], "make_up_days": []}
    assert date(2026, 10, 10) in calendar_of(2026)["make_up_days"]
    assert "2095" in a6(e.PLAN, date(2094, 12, 30), date(2095, 1, 4)).found
