"""What may be asked of an invitation."""

from datetime import date
from uuid import UUID

from services.approvals.authority import Rank
from services.approvals.document_commands import NoteInvitationNumber
from services.approvals.values import Country, Guest, Label
from shared.values import value


@value
class DraftInvitation:
    """Dates are local. The inviter answers for the truth of what it says (Exit-Entry Law art 19). `purpose_en`: as the
    English letter says it, if that is not as `purpose` does."""

    invitation_id: UUID
    unit: str
    purpose: str
    organisation: Label
    country: Country
    city: Label
    head_rank: Rank
    head_title: str
    guests: tuple[Guest, ...]
    arrives_on: date
    leaves_on: date
    reciprocal: bool = False
    purpose_en: str | None = None


@value
class StampInvitation:
    """The unit's line department stamps it."""

    invitation_id: UUID
    department: str


@value
class SubmitInvitation:
    invitation_id: UUID


@value
class ReturnInvitation:
    """All that is missing, told once and completely."""

    invitation_id: UUID
    missing: tuple[str, ...]


@value
class ReviewInvitationAsClerk:
    invitation_id: UUID


@value
class ReviewInvitationAsSection:
    invitation_id: UUID


@value
class SignInvitation:
    """The director's signature: it issues the letter where the office decides, under the register's next number."""

    invitation_id: UUID


@value
class RecordUpperInvitationDecision:
    invitation_id: UUID
    approved: bool
    document: str


@value
class RefuseInvitation:
    invitation_id: UUID
    reason: str


@value
class WithdrawInvitation:
    invitation_id: UUID
    reason: str


@value
class CancelInvitation:
    invitation_id: UUID
    reason_code: str


@value
class NoteGuestsLeft:
    """By policy: the guests have left; the close-out begins."""

    invitation_id: UUID
    left_on: date


@value
class CloseOutInvitation:
    """销签: the inviter reports that the guests have left."""

    invitation_id: UUID
    closed_on: date


InvitationCommand = (
    DraftInvitation
    | StampInvitation
    | SubmitInvitation
    | ReturnInvitation
    | ReviewInvitationAsClerk
    | ReviewInvitationAsSection
    | SignInvitation
    | RecordUpperInvitationDecision
    | RefuseInvitation
    | WithdrawInvitation
    | CancelInvitation
    | NoteGuestsLeft
    | NoteInvitationNumber
    | CloseOutInvitation
)
