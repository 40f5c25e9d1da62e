"""What happened to invitations from the guests' arrival to the archive, and what was due when."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.approvals.invitation.values import GuestOutcome
from services.approvals.visit.journey_events import ArchivedPaper
from shared.facts import deadline_fact, fact

InvitationMatter = Literal["close-out", "pass-on"]


@fact("GuestsArrived")
class GuestsArrived:
    invitation_id: UUID
    arrived_on: date
    at: datetime


@fact("GuestsLeft")
class GuestsLeft:
    invitation_id: UUID
    left_on: date
    at: datetime


@deadline_fact("StayDeadlineSet")
class StayDeadlineSet:
    """The approved last day of the stay."""

    invitation_id: UUID
    due_on: date
    due_at: datetime
    at: datetime


@fact("GuestsOverstayed")
class GuestsOverstayed:
    """They have not left by the approved day, as far as anybody has recorded."""

    invitation_id: UUID
    unit: str
    due_on: date
    at: datetime


@fact("OverstayReported")
class OverstayReported:
    invitation_id: UUID
    reported_on: date
    document: str
    by: str
    at: datetime


@deadline_fact("LodgingDeadlineSet")
class LodgingDeadlineSet:
    """Guests outside hotels are registered within 24 hours: by the end of the day after their arrival, since only
    the day of it is known (art 39)."""

    invitation_id: UUID
    due_on: date
    due_at: datetime
    at: datetime


@fact("LodgingRegistered")
class LodgingRegistered:
    invitation_id: UUID
    registered_on: date
    by: str
    at: datetime


@fact("LodgingDeadlinePassed")
class LodgingDeadlinePassed:
    invitation_id: UUID
    due_on: date
    at: datetime


@deadline_fact("PassOnDeadlineSet")
class PassOnDeadlineSet:
    """The last day on which the office passes an envoys' invitation on to the province and the ministry [S17]."""

    invitation_id: UUID
    due_on: date
    due_at: datetime
    at: datetime


@fact("PassOnDeadlinePassed")
class PassOnDeadlinePassed:
    invitation_id: UUID
    due_on: date
    at: datetime


@deadline_fact("CloseOutDeadlineSet")
class CloseOutDeadlineSet:
    invitation_id: UUID
    due_on: date
    due_at: datetime
    at: datetime


@fact("CloseOutDeadlinePassed")
class CloseOutDeadlinePassed:
    invitation_id: UUID
    due_on: date
    at: datetime


@deadline_fact("LongOverdueDeadlineSet")
class LongOverdueDeadlineSet:
    """So long after its day a close-out counts as long overdue."""

    invitation_id: UUID
    due_on: date
    due_at: datetime
    at: datetime


@fact("CloseOutLongOverdue")
class CloseOutLongOverdue:
    invitation_id: UUID
    unit: str
    at: datetime


@fact("CloseOutOverdueCorrected")
class CloseOutOverdueCorrected:
    """It was counted as long overdue by a day that was wrong in the file."""

    invitation_id: UUID
    unit: str
    at: datetime


@deadline_fact("InvitationReminderSet")
class InvitationReminderSet:
    invitation_id: UUID
    matter: InvitationMatter
    due_on: date
    days_before: int
    due_at: datetime
    at: datetime


@fact("InvitationReminded")
class InvitationReminded:
    """The unit was reminded of a close-out, or the office of envoys to be passed on."""

    invitation_id: UUID
    unit: str
    matter: InvitationMatter
    due_on: date
    days_before: int
    at: datetime


@fact("InvitationClosedOut")
class InvitationClosedOut:
    """`late`: after the day by which it was due."""

    invitation_id: UUID
    unit: str
    guests: tuple[GuestOutcome, ...]
    closed_on: date
    late: bool
    by: str
    at: datetime


@fact("InvitationArchived")
class InvitationArchived:
    invitation_id: UUID
    papers: tuple[ArchivedPaper, ...]
    by: str
    at: datetime
