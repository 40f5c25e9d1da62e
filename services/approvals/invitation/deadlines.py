"""What is due when in an invitation, who is reminded before, and what passes when it was not done."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import InvitationPlan
from services.approvals.events import InvitationMatter
from services.approvals.invitation.state import Invitation
from services.approvals.working_days import working_day_before
from shared.aggregate import Decision, Occasion
from shared.times import end_of_local_day

REMIND_DAYS: Mapping[InvitationMatter, tuple[int, ...]] = {"close-out": (7, 1), "pass-on": (3, 1)}
"""So many days before it is due they are reminded, as each of these local days begins. The numbers are the office's
own (GK)."""
LODGING_DAYS = 1
"""Twenty-four hours after the arrival, of which only the day is known (art 39)."""


def stay_deadline(state: Invitation, invitation_id: UUID, leaves_on: date, occasion: Occasion) -> list[Any]:
    """The approved last day, unless it stands already."""
    if state.stay_due == leaves_on:
        return []
    return [fact.StayDeadlineSet(**_by_end_of(leaves_on, invitation_id, occasion))]


def _by_end_of(day: date, invitation_id: UUID, occasion: Occasion) -> dict[str, Any]:
    return {"invitation_id": invitation_id, "due_on": day, "due_at": end_of_local_day(day), "at": occasion.now}


def pass_on_deadline(state: Invitation, invitation_id: UUID, occasion: Occasion) -> list[Any]:
    """Envoys only: 25 working days before their arrival the province and the ministry have it [S17]."""
    if state.invitation.kind != "envoys":
        return []
    due = working_day_before(state.invitation.arrives_on, state.rules(occasion.today).pass_on_working_days)
    if due == state.pass_on_due:
        return []
    return with_reminders(fact.PassOnDeadlineSet(**_by_end_of(due, invitation_id, occasion)), "pass-on", occasion)


def lodging_deadline(state: Invitation, invitation_id: UUID, arrived_on: date, occasion: Occasion) -> list[Any]:
    due = arrived_on + timedelta(days=LODGING_DAYS)
    if state.lodging_registered or due == state.lodging_due or not lodge_outside(state.invitation):
        return []
    return [fact.LodgingDeadlineSet(**_by_end_of(due, invitation_id, occasion))]


def lodge_outside(invitation: InvitationPlan) -> bool:
    return any(guest.lodging is not None for guest in invitation.guests)


def close_out_deadline(state: Invitation, invitation_id: UUID, from_day: date, occasion: Occasion) -> list[Any]:
    """30 days after the exit or the cancellation [S25]; nothing if it stays where it is."""
    due = from_day + timedelta(days=state.rules(occasion.today).close_out_days)
    if due == state.close_out_due:
        return []
    deadline = fact.CloseOutDeadlineSet(**_by_end_of(due, invitation_id, occasion))
    corrected = fact.CloseOutOverdueCorrected(invitation_id=invitation_id, unit=state.invitation.unit, at=occasion.now)
    return [*with_reminders(deadline, "close-out", occasion), *([corrected] if state.long_overdue else [])]


def with_reminders(deadline: Any, matter: InvitationMatter, occasion: Occasion) -> list[Any]:
    """The deadline, and the reminders before it that are not past already."""
    reminders = (
        fact.InvitationReminderSet(
            invitation_id=deadline.invitation_id,
            matter=matter,
            due_on=deadline.due_on,
            days_before=days,
            due_at=end_of_local_day(deadline.due_on - timedelta(days=days + 1)),
            at=occasion.now,
        )
        for days in REMIND_DAYS[matter]
    )
    return [deadline, *(reminder for reminder in reminders if reminder.due_at > occasion.now)]


def still_due(state: Invitation, matter: InvitationMatter) -> date | None:
    """The day on which this is due, as the file now stands; None if it is done, or not asked for."""
    match matter:
        case "close-out":
            return None if state.closed else state.close_out_due
        case "pass-on":
            waits = state.state in ("Submitted", "ClerkReviewed", "SectionReviewed", "DirectorSigned")
            return state.pass_on_due if waits else None


def pass_deadline(state: Invitation, deadline: Any, occasion: Occasion) -> Decision:
    """What passes when a deadline is due: nothing if it was met or moved, or if it passed already."""
    about = {"invitation_id": deadline.invitation_id, "due_on": deadline.due_on, "at": occasion.now}
    unit = state.invitation.unit
    match deadline:
        case fact.InvitationReminderSet() if due(state, deadline.matter, deadline, reminder(deadline)):
            return [
                fact.InvitationReminded(**about, unit=unit, matter=deadline.matter, days_before=deadline.days_before)
            ]
        case fact.PassOnDeadlineSet() if due(state, "pass-on", deadline, "pass-on"):
            return [fact.PassOnDeadlinePassed(**about)]
        case fact.StayDeadlineSet() if state.stay_due == deadline.due_on:
            return _stay_over(state, deadline, occasion)
        case fact.LodgingDeadlineSet() if state.lodging_due == deadline.due_on and not state.lodging_registered:
            return [fact.LodgingDeadlinePassed(**about)]
        case fact.CloseOutDeadlineSet() if due(state, "close-out", deadline, "close-out"):
            return [fact.CloseOutDeadlinePassed(**about), _long_overdue(state, deadline, occasion)]
        case fact.LongOverdueDeadlineSet() if not state.closed and state.long_overdue_due == deadline.due_on:
            return [fact.CloseOutLongOverdue(invitation_id=deadline.invitation_id, unit=unit, at=occasion.now)]
        case _:
            return []


def due(state: Invitation, matter: InvitationMatter, deadline: Any, name: str) -> bool:
    return still_due(state, matter) == deadline.due_on and (name, deadline.due_on) not in state.passed


def reminder(reminded: fact.InvitationReminderSet | fact.InvitationReminded) -> str:
    """The name under which a reminder passes."""
    return f"{reminded.matter}, {reminded.days_before} days before"


def _long_overdue(state: Invitation, deadline: fact.CloseOutDeadlineSet, occasion: Occasion) -> Any:
    day = deadline.due_on + timedelta(days=state.rules(occasion.today).long_overdue_days)
    return fact.LongOverdueDeadlineSet(**_by_end_of(day, deadline.invitation_id, occasion))


def _stay_over(state: Invitation, deadline: fact.StayDeadlineSet, occasion: Occasion) -> Decision:
    """Guests who came and are not known to have left have overstayed. If nobody is known to have come, or envoys went
    home, the day stands for the exit: the inviter closes out, and says what became of them."""
    if state.state == "Arrived" and state.invitation.kind == "guests":
        return [
            fact.GuestsOverstayed(
                invitation_id=deadline.invitation_id,
                unit=state.invitation.unit,
                due_on=deadline.due_on,
                at=occasion.now,
            )
        ]
    if state.approved:
        return close_out_deadline(state, deadline.invitation_id, deadline.due_on, occasion)
    return []
