"""What may be asked from the papers' issue to the archive."""

from datetime import date
from uuid import UUID

from services.approvals.values import FiledPaper
from shared.values import value


@value
class IssueDocuments:
    """The original of the approval is handed to the unit."""

    visit_id: UUID
    issued_on: date


@value
class LendPassports:
    """To these travellers, by their ids; to all of the team if none is named."""

    visit_id: UUID
    lent_on: date
    travellers: tuple[UUID, ...] = ()


@value
class RecordDeparture:
    visit_id: UUID
    departed_on: date


@value
class RecordReturn:
    visit_id: UUID
    returned_on: date


@value
class ReturnPassports:
    """By these travellers; by all who still hold one if none is named."""

    visit_id: UUID
    handed_in_on: date
    travellers: tuple[UUID, ...] = ()


@value
class FileReport:
    visit_id: UUID
    filed_on: date


@value
class PublicizeResult:
    """What was actually done is posted in the unit (A8)."""

    visit_id: UUID
    posted_on: date


@value
class CloseVisit:
    visit_id: UUID


@value
class ArchiveVisit:
    """With the list of the file's papers; how long each is kept follows from its kind."""

    visit_id: UUID
    papers: tuple[FiledPaper, ...]


JourneyCommand = (
    IssueDocuments
    | LendPassports
    | RecordDeparture
    | RecordReturn
    | ReturnPassports
    | FileReport
    | PublicizeResult
    | CloseVisit
    | ArchiveVisit
)
