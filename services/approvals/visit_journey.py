"""From the approval to the closed file: amended or cancelled, departed, returned, passports back, report filed."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from services.approvals import events as fact
from services.approvals.commands import (
    AmendVisit,
    CancelVisit,
    CloseVisit,
    FileReport,
    RecordDeparture,
    RecordReturn,
    ReturnPassports,
)
from services.approvals.rules import judge, passports_due, refusal_of, rule_set_on
from services.approvals.visit_approval import approved
from services.approvals.visit_state import Visit, four_eyes, wrong_state
from shared.aggregate import Decision, Occasion, refuse
from shared.times import end_of_local_day
from shared.values import declared


def amend(state: Visit, command: AmendVisit, occasion: Occasion) -> Decision:
    """A17: other dates need a new approval, judged by the same rules; its document supersedes the old one."""
    if state.document == command.document:
        return []
    if state.state not in ("Approved", "Departed"):
        return wrong_state(state, "Approved or Departed")
    moved = state.amended(command.stops, command.departs_on, command.returns_on)
    rules = rule_set_on(state.judged_on or occasion.today)
    outcomes = judge(moved.visit, state.notices, frozenset(state.sides), occasion.today, rules)
    refusal = four_eyes(state, occasion, {"the draft": state.drafted_by}) or refusal_of(outcomes)
    if refusal:
        return refusal
    told = approved(moved, command.visit_id, command.document, occasion)
    fields = {name: getattr(told, name) for name in declared(fact.VisitApproved) if name != "approved_at"}
    amended = fact.VisitAmended(**fields, supersedes=state.document, amended_at=occasion.now)
    if state.departed_on is None:
        return [amended]
    return [amended, passport_deadline(moved, command.visit_id, state.departed_on)]


def cancel(state: Visit, command: CancelVisit, occasion: Occasion) -> Decision:
    if state.state == "Cancelled":
        return []
    if state.state != "Approved":
        return wrong_state(state, "Approved")
    return [
        fact.VisitCancelled(
            visit_id=command.visit_id,
            direction="outbound",
            unit=state.visit.unit,
            country=state.visit.country,
            reason_code=command.reason_code,
            cancelled_at=occasion.now,
        ),
        *state.freed(command.visit_id),
    ]


def record_departure(state: Visit, command: RecordDeparture, occasion: Occasion) -> Decision:
    """Deadlines run from the day they really left: a late departure moves them (section 1.5, known failure)."""
    if state.departed_on == command.departed_on:
        return []
    if state.state not in ("Approved", "Departed"):
        return wrong_state(state, "Approved")
    if command.departed_on > occasion.today:
        return refuse("dates", "section 1.5", f"a day up to {occasion.today}", command.departed_on, "wait for the day")
    left = fact.VisitDeparted(
        visit_id=command.visit_id, direction="outbound", departed_on=command.departed_on, at=occasion.now
    )
    return [left, passport_deadline(state, command.visit_id, command.departed_on)]


def passport_deadline(state: Visit, visit_id: Any, departed_on: date) -> fact.PassportDeadlineSet:
    due = passports_due(departed_on, state.visit, rule_set_on(state.judged_on or departed_on))
    return fact.PassportDeadlineSet(visit_id=visit_id, due_on=due, due_at=end_of_local_day(due))


def record_return(state: Visit, command: RecordReturn, occasion: Occasion) -> Decision:
    if state.returned_on == command.returned_on:
        return []
    if state.state != "Departed" or state.departed_on is None:
        return wrong_state(state, "Departed")
    if not state.departed_on <= command.returned_on <= occasion.today:
        allowed = f"{state.departed_on} to {occasion.today}"
        return refuse("dates", "section 1.5", allowed, command.returned_on, "give the day of the entry stamp")
    due = one_month_after(command.returned_on)
    return [
        fact.VisitReturned(visit_id=command.visit_id, returned_on=command.returned_on, at=occasion.now),
        fact.ReportDeadlineSet(visit_id=command.visit_id, due_on=due, due_at=end_of_local_day(due)),
    ]


def one_month_after(day: date) -> date:
    """A8: the same day of the next month, or that month's last day."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def return_passports(state: Visit, command: ReturnPassports, occasion: Occasion) -> Decision:
    if state.passports_back:
        return []
    if state.departed_on is None:
        return wrong_state(state, "Departed")
    back = fact.PassportsReturned(
        visit_id=command.visit_id,
        unit=state.visit.unit,
        handed_in_on=command.handed_in_on,
        by=occasion.actor.signature,
    )
    return [back]


def file_report(state: Visit, command: FileReport, occasion: Occasion) -> Decision:
    if state.report_filed:
        return []
    if state.returned_on is None:
        return wrong_state(state, "Returned home")
    return [fact.ReportFiled(visit_id=command.visit_id, filed_on=command.filed_on, by=occasion.actor.signature)]


def close(state: Visit, command: CloseVisit, occasion: Occasion) -> Decision:
    if state.state == "Closed":
        return []
    if state.state != "Returned home":
        return wrong_state(state, "Returned home")
    if not state.passports_back:
        return refuse("A9", "[S18, S19]", "passports back", "still out", "hand in the passports first")
    if not state.report_filed:
        return refuse("A8", "[S13, S14]", "the report filed", "no report", "file the report first")
    return [fact.VisitClosed(visit_id=command.visit_id, by=occasion.actor.signature, at=occasion.now)]


def pass_deadline(state: Visit, deadline: Any) -> Decision:
    """What passes when a deadline is due: nothing, if it was met or moved."""
    match deadline:
        case fact.PassportDeadlineSet() if not state.passports_back and deadline.due_on == state.passports_due:
            rules = rule_set_on(state.judged_on or deadline.due_on)
            lock = deadline.due_on + timedelta(days=rules.lock_after_days)
            return [
                fact.PassportDeadlinePassed(visit_id=deadline.visit_id, due_on=deadline.due_on),
                fact.LockDeadlineSet(visit_id=deadline.visit_id, due_on=lock, due_at=end_of_local_day(lock)),
            ]
        case fact.LockDeadlineSet() if not state.passports_back and deadline.due_on == state.lock_due:
            return [fact.PassportsLongOverdue(visit_id=deadline.visit_id, unit=state.visit.unit)]
        case fact.ReportDeadlineSet() if not state.report_filed and deadline.due_on == state.report_due:
            return [fact.ReportDeadlinePassed(visit_id=deadline.visit_id, due_on=deadline.due_on)]
        case _:
            return []
