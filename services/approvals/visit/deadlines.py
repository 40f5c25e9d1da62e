"""What is due when in a visit, who is reminded before, and what passes when it was not done. Calendar days all."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.events import Matter
from services.approvals.rules.team import months_after
from services.approvals.rules.visit import passports_due
from services.approvals.visit.state import Visit
from shared.aggregate import Decision, Occasion
from shared.times import end_of_local_day

REMIND_DAYS: Mapping[Matter, tuple[int, ...]] = {"passports": (3, 1), "report": (7, 1), "papers": (1,)}
"""So many days before it is due the unit is reminded: as each of these local days begins. The numbers are the
office's own (GK; Guangdong reminds three times [S20])."""
PAPERS_BACK_DAYS = 7
"""A recalled original comes back within as many days as a passport (GK, after [S18])."""


def passport_deadline(state: Visit, visit_id: UUID, departs_on: date, occasion: Occasion) -> list[Any]:
    """A9, by a departure on that day: departure, approved days, and seven more [S18, S19]."""
    rules = state.rules_on(departs_on)
    return move_passports(state, visit_id, passports_due(departs_on, state.visit, rules), occasion)


def passports_after(state: Visit, visit_id: UUID, returns_on: date, occasion: Occasion) -> list[Any]:
    """The same, by the day on which they really come back."""
    left = state.departed_on or state.visit.departs_on
    rules = state.rules_on(left)
    due = passports_due(left, replace(state.visit, departs_on=left, returns_on=returns_on), rules)
    return move_passports(state, visit_id, due, occasion)


def move_passports(state: Visit, visit_id: UUID, due: date, occasion: Occasion) -> list[Any]:
    """Nothing if it stays where it is. A unit that is locked for days that were wrong in the file is free again."""
    if not state.passports_out or due == state.passports_due:
        return []
    deadline = fact.PassportDeadlineSet(visit_id=visit_id, due_on=due, due_at=end_of_local_day(due))
    corrected = fact.OverdueCorrected(visit_id=visit_id, unit=state.visit.unit, at=occasion.now)
    return [*with_reminders(deadline, "passports", occasion), *([corrected] if state.long_overdue else [])]


def report_deadline(state: Visit, visit_id: UUID, returned_on: date, occasion: Occasion) -> list[Any]:
    """A8: report and publication of what was done within one month [S13, S14]."""
    due = months_after(returned_on, state.rules_on(returned_on).report_months)
    deadline = fact.ReportDeadlineSet(visit_id=visit_id, due_on=due, due_at=end_of_local_day(due))
    return with_reminders(deadline, "report", occasion)


def recalled(state: Visit, visit_id: UUID, occasion: Occasion) -> list[Any]:
    """The original that is out comes back, since it is in force no more."""
    if not state.issued:
        return []
    back = fact.DocumentsRecalled(
        visit_id=visit_id, document=state.document, by=occasion.actor.signature, at=occasion.now
    )
    due = occasion.today + timedelta(days=PAPERS_BACK_DAYS)
    deadline = fact.PaperDeadlineSet(visit_id=visit_id, due_on=due, due_at=end_of_local_day(due))
    return [back, *with_reminders(deadline, "papers", occasion)]


def with_reminders(deadline: Any, matter: Matter, occasion: Occasion) -> list[Any]:
    """The deadline, and the reminders before it that are not past already."""
    reminders = (
        fact.ReminderSet(
            visit_id=deadline.visit_id,
            matter=matter,
            due_on=deadline.due_on,
            days_before=days,
            due_at=end_of_local_day(deadline.due_on - timedelta(days=days + 1)),
        )
        for days in REMIND_DAYS[matter]
    )
    return [deadline, *(reminder for reminder in reminders if reminder.due_at > occasion.now)]


def still_due(state: Visit, matter: Matter) -> frozenset[date | None]:
    """The days on which this is due, as the file now stands; none if it is done, or not asked for."""
    match matter:
        case "passports":
            return frozenset({state.passports_due} if state.passports_out else ())
        case "report":
            return frozenset() if state.report_filed and state.result_publicized else frozenset({state.report_due})
        case "papers":
            return frozenset(state.papers_due.values())


def pass_deadline(state: Visit, deadline: Any, occasion: Occasion) -> Decision:
    """What passes when a deadline is due: nothing if it was met or moved, or if it passed already."""
    match deadline:
        case fact.ReminderSet() if due(state, deadline.matter, deadline, reminder(deadline.matter, deadline)):
            return [
                fact.VisitReminded(
                    visit_id=deadline.visit_id,
                    unit=state.visit.unit,
                    matter=deadline.matter,
                    due_on=deadline.due_on,
                    days_before=deadline.days_before,
                    at=occasion.now,
                )
            ]
        case fact.PassportDeadlineSet() if due(state, "passports", deadline, "passports"):
            rules = state.rules_on(deadline.due_on)
            lock = deadline.due_on + timedelta(days=rules.lock_after_days)
            return [
                fact.PassportDeadlinePassed(visit_id=deadline.visit_id, due_on=deadline.due_on, at=occasion.now),
                fact.LockDeadlineSet(visit_id=deadline.visit_id, due_on=lock, due_at=end_of_local_day(lock)),
            ]
        case fact.LockDeadlineSet() if state.passports_out and state.lock_due == deadline.due_on:
            if state.long_overdue:
                return []
            return [fact.PassportsLongOverdue(visit_id=deadline.visit_id, unit=state.visit.unit, at=occasion.now)]
        case fact.ReportDeadlineSet() if due(state, "report", deadline, "report"):
            return _report_passed(state, deadline, occasion)
        case fact.PaperDeadlineSet() if due(state, "papers", deadline, "papers"):
            return [fact.PaperDeadlinePassed(visit_id=deadline.visit_id, due_on=deadline.due_on, at=occasion.now)]
        case _:
            return []


def due(state: Visit, matter: Matter, deadline: Any, name: str) -> bool:
    return deadline.due_on in still_due(state, matter) and (name, deadline.due_on) not in state.passed


def reminder(matter: Matter, reminded: fact.ReminderSet | fact.VisitReminded) -> str:
    """The name under which a reminder passes."""
    return f"{matter}, {reminded.days_before} days before"


def _report_passed(state: Visit, deadline: fact.ReportDeadlineSet, occasion: Occasion) -> Decision:
    late: list[Any] = []
    if not state.report_filed:
        late.append(fact.ReportDeadlinePassed(visit_id=deadline.visit_id, due_on=deadline.due_on, at=occasion.now))
    if not state.result_publicized:
        late.append(fact.ResultDeadlinePassed(visit_id=deadline.visit_id, due_on=deadline.due_on, at=occasion.now))
    return late
