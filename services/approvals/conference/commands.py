"""What may be asked of an international conference."""

from datetime import date
from uuid import UUID

from services.approvals.conference.values import ConferencePlan, ConferenceReport
from services.approvals.values import FiledPaper
from shared.values import value


@value
class DraftConference:
    conference_id: UUID
    conference: ConferencePlan


@value
class ReviseConference:
    """Change a draft, or what was returned; or an approved one, which then needs a new approval. Changed back to what
    is approved, it is approved as before."""

    conference_id: UUID
    conference: ConferencePlan


@value
class SubmitConference:
    """The unit's signatory applies, also again after a return."""

    conference_id: UUID


@value
class ReturnConference:
    """All that is missing, told once and completely."""

    conference_id: UUID
    missing: tuple[str, ...]


@value
class ReviewConferenceAsClerk:
    conference_id: UUID


@value
class ReviewConferenceAsSection:
    conference_id: UUID


@value
class SignConference:
    """The director's signature, for the city's request upward."""

    conference_id: UUID


@value
class ReportConferenceUp:
    """The vice-mayor signs the city's request."""

    conference_id: UUID
    report_number: str


@value
class RecordConferenceDecision:
    """The answer from above, with its document's number and date."""

    conference_id: UUID
    approved: bool
    document: str
    decided_on: date


@value
class RefuseConference:
    conference_id: UUID
    reason: str


@value
class WithdrawConference:
    conference_id: UUID
    reason: str


@value
class ResumeConference:
    """Take up again what was withdrawn."""

    conference_id: UUID


@value
class CancelConference:
    conference_id: UUID
    reason: str


@value
class FileConferenceReport:
    conference_id: UUID
    report: ConferenceReport


@value
class ArchiveConference:
    """All papers of the file."""

    conference_id: UUID
    papers: tuple[FiledPaper, ...]


ConferenceCommand = (
    DraftConference
    | ReviseConference
    | SubmitConference
    | ReturnConference
    | ReviewConferenceAsClerk
    | ReviewConferenceAsSection
    | SignConference
    | ReportConferenceUp
    | RecordConferenceDecision
    | RefuseConference
    | WithdrawConference
    | ResumeConference
    | CancelConference
    | FileConferenceReport
    | ArchiveConference
)
