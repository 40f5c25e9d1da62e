"""What may be asked of an invitation."""

from datetime import date
from uuid import UUID

from services.approvals.authority.authority import Rank
from services.approvals.document.commands import NoteInvitationNumber
from services.approvals.invitation.values import GuestOutcome, InvitationPlan
from services.approvals.values import FiledPaper, Name
from shared.values import value


@value
class DraftInvitation:
    """The inviter answers for the truth of what it says (Exit-Entry Law art 19)."""

    invitation_id: UUID
    invitation: InvitationPlan


@value
class ReviseInvitation:
    """Change a draft, or what was returned for completion."""

    invitation_id: UUID
    invitation: InvitationPlan


@value
class StampInvitation:
    """The unit's line department stamps it."""

    invitation_id: UUID
    department: str


@value
class VouchForInvitation:
    """The named signatory of the unit states that it is true and needed, and answers for it (art 19)."""

    invitation_id: UUID
    signatory: Name
    post: str


@value
class SubmitInvitation:
    """The unit's signatory submits, also again after a return."""

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
    """The director's signature: it approves where the office decides, under the register's next number; else the case
    is reported up."""

    invitation_id: UUID


@value
class ReportInvitationUp:
    """The vice-mayor signs the request (请示) to the level that decides; envoys the director passes on [S17]. The
    register numbers it."""

    invitation_id: UUID


@value
class RecordUpperInvitationDecision:
    """The answer from above, with its document's number and day: today, if none is given."""

    invitation_id: UUID
    approved: bool
    document: str
    decided_on: date | None = None
    reason: str | None = None


@value
class ReturnInvitationFromAbove:
    """The level above wants it mended: all of it, told at once."""

    invitation_id: UUID
    document: str
    missing: tuple[str, ...]
    decided_on: date | None = None


@value
class RefuseInvitation:
    invitation_id: UUID
    reason: str


@value
class ReconsiderInvitation:
    """Take up again what the office itself refused."""

    invitation_id: UUID
    reason: str


@value
class WithdrawInvitation:
    invitation_id: UUID
    reason: str


@value
class ResumeInvitation:
    """Take up again what was withdrawn."""

    invitation_id: UUID


@value
class RequestInvitationAmendment:
    """Other dates, guests, posts or entries of an approved invitation: all of it, as it shall be."""

    invitation_id: UUID
    invitation: InvitationPlan
    reason: str


@value
class DropInvitationAmendment:
    invitation_id: UUID


@value
class AmendInvitation:
    """Grant the amendment that was asked for, by a document that supersedes the earlier one. The register numbers what
    the office decides; `document` is that of the level above, where it decides."""

    invitation_id: UUID
    document: str | None = None


@value
class ChangeGuestPost:
    """A guest holds another post now, before the arrival."""

    invitation_id: UUID
    person_id: UUID
    post: str
    rank: Rank
    former: bool = False


@value
class CancelInvitation:
    invitation_id: UUID
    reason_code: str


@value
class NoteInviterStanding:
    """By policy: how many close-outs of the unit are long overdue."""

    invitation_id: UUID
    overdue: int


@value
class NoteGuestsArrived:
    """By policy: reception has received them."""

    invitation_id: UUID
    arrived_on: date


@value
class RecordGuestsArrived:
    """Whom reception doesn't receive, the inviter does."""

    invitation_id: UUID
    arrived_on: date


@value
class NoteGuestsLeft:
    """By policy: reception has seen them off; the close-out begins."""

    invitation_id: UUID
    left_on: date


@value
class RecordGuestsLeft:
    """The day on which the last of them left China; recorded again with another day, it moves the close-out."""

    invitation_id: UUID
    left_on: date


@value
class RegisterLodging:
    """Who lodges outside hotels has been registered with the police (art 39)."""

    invitation_id: UUID
    registered_on: date


@value
class ReportOverstay:
    """Guests who stay longer than approved were reported to the police (art 45), by that paper."""

    invitation_id: UUID
    reported_on: date
    document: str


@value
class CloseOutInvitation:
    """销签: what became of each guest, all at once; again, if something of it was wrong."""

    invitation_id: UUID
    guests: tuple[GuestOutcome, ...]


@value
class ArchiveInvitation:
    """All papers of the closed file."""

    invitation_id: UUID
    papers: tuple[FiledPaper, ...]


InvitationCommand = (
    DraftInvitation
    | ReviseInvitation
    | StampInvitation
    | VouchForInvitation
    | SubmitInvitation
    | ReturnInvitation
    | ReviewInvitationAsClerk
    | ReviewInvitationAsSection
    | SignInvitation
    | ReportInvitationUp
    | RecordUpperInvitationDecision
    | ReturnInvitationFromAbove
    | RefuseInvitation
    | ReconsiderInvitation
    | WithdrawInvitation
    | ResumeInvitation
    | RequestInvitationAmendment
    | DropInvitationAmendment
    | AmendInvitation
    | ChangeGuestPost
    | CancelInvitation
    | NoteInviterStanding
    | NoteInvitationNumber
    | NoteGuestsArrived
    | RecordGuestsArrived
    | NoteGuestsLeft
    | RecordGuestsLeft
    | RegisterLodging
    | ReportOverstay
    | CloseOutInvitation
    | ArchiveInvitation
)
