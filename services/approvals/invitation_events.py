"""What happened to invitations."""

from datetime import date, datetime
from uuid import UUID

from services.approvals.authority import Level, Rank
from services.approvals.values import Guest, Label, RuleOutcome
from shared.facts import deadline_fact, fact


@fact("InvitationDrafted")
class InvitationDrafted:
    invitation_id: UUID
    unit: str
    purpose: str
    organisation: Label
    country: str
    city: Label
    head_rank: Rank
    head_title: str
    guests: tuple[Guest, ...]
    arrives_on: date
    leaves_on: date
    reciprocal: bool
    by: str
    at: datetime
    purpose_en: str | None = None


@fact("InvitationStamped")
class InvitationStamped:
    invitation_id: UUID
    department: str
    by: str


@fact("InvitationSubmitted")
class InvitationSubmitted:
    invitation_id: UUID
    judged_on: date
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("InvitationReturnedForCompletion")
class InvitationReturnedForCompletion:
    invitation_id: UUID
    missing: tuple[str, ...]
    by: str
    at: datetime


@fact("InvitationReviewedByClerk")
class InvitationReviewedByClerk:
    invitation_id: UUID
    by: str
    at: datetime


@fact("InvitationReviewedBySection")
class InvitationReviewedBySection:
    invitation_id: UUID
    by: str
    at: datetime


@fact("InvitationSigned")
class InvitationSigned:
    invitation_id: UUID
    decides: Level
    by: str
    at: datetime


@fact("UpperInvitationDecisionRecorded")
class UpperInvitationDecisionRecorded:
    invitation_id: UUID
    approved: bool
    document: str
    by: str
    at: datetime


@fact("InvitationRefused")
class InvitationRefused:
    invitation_id: UUID
    reason: str
    by: str
    at: datetime


@fact("InvitationWithdrawn")
class InvitationWithdrawn:
    invitation_id: UUID
    reason: str
    by: str
    at: datetime


@fact("GuestsLeft")
class GuestsLeft:
    invitation_id: UUID
    left_on: date


@deadline_fact("CloseOutDeadlineSet")
class CloseOutDeadlineSet:
    invitation_id: UUID
    due_on: date
    due_at: datetime


@fact("CloseOutDeadlinePassed")
class CloseOutDeadlinePassed:
    invitation_id: UUID
    due_on: date


@fact("InvitationClosedOut")
class InvitationClosedOut:
    invitation_id: UUID
    closed_on: date
    by: str
