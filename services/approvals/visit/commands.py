"""What may be asked of an official visit abroad."""

from datetime import date
from typing import Literal
from uuid import UUID

from services.approvals.document.commands import NoteVisitNumber
from services.approvals.values import Trip, VisitPlan
from services.approvals.visit.change_commands import ChangeCommand, WarningCommand
from services.approvals.visit.consult_commands import ConsultCommand
from services.approvals.visit.journey_commands import JourneyCommand
from shared.values import value


@value
class DraftVisit:
    visit_id: UUID
    visit: VisitPlan


@value
class ReviseVisit:
    """Change a draft, or what was returned for completion."""

    visit_id: UUID
    visit: VisitPlan


@value
class PublicizeVisit:
    """A member's unit posted the notice (A6)."""

    visit_id: UUID
    unit: str
    posted_on: date


@value
class ClearBudget:
    """One side of the unit signs the budget (A12); the other side is another person."""

    visit_id: UUID
    side: Literal["foreign_affairs", "finance"]


@value
class SubmitVisit:
    """The unit's signatory submits, also again after a return."""

    visit_id: UUID


@value
class ReturnVisit:
    """All that is missing, told once and completely."""

    visit_id: UUID
    missing: tuple[str, ...]


@value
class ReviewVisitAsClerk:
    visit_id: UUID


@value
class ReviewVisitAsSection:
    visit_id: UUID


@value
class SignVisit:
    """The director's signature: it issues the approval where the office decides, under the register's next number; else
    the case is reported up."""

    visit_id: UUID


@value
class ReportVisitUp:
    """The vice-mayor signs the request (请示) to the upper authority; the register numbers it."""

    visit_id: UUID


@value
class RecordUpperDecision:
    """`document` is the number of the answer; `decided_on` its day, today if it is left out."""

    visit_id: UUID
    approved: bool
    document: str
    decided_on: date | None = None
    reason: str | None = None


@value
class ReturnVisitFromAbove:
    """The authority above sends the case back, to be mended, submitted and reported anew."""

    visit_id: UUID
    document: str
    missing: tuple[str, ...]
    decided_on: date | None = None


@value
class RefuseVisit:
    visit_id: UUID
    reason: str


@value
class WithdrawVisit:
    visit_id: UUID
    reason: str


@value
class NotePlanAnswer:
    """By policy: what the annual plan said."""

    visit_id: UUID
    plan: str
    entry: str
    reserved: bool
    found: str


@value
class NoteUnitStanding:
    """By policy: whether the unit is locked."""

    visit_id: UUID
    locked: bool


@value
class NoteTrips:
    """By policy: which other trips a traveller or a sender has, that stand before this visit's."""

    visit_id: UUID
    owner: str
    trips: tuple[Trip, ...]
    number: int


VisitCommand = (
    DraftVisit
    | ReviseVisit
    | PublicizeVisit
    | ClearBudget
    | SubmitVisit
    | ReturnVisit
    | ReviewVisitAsClerk
    | ReviewVisitAsSection
    | SignVisit
    | ReportVisitUp
    | RecordUpperDecision
    | ReturnVisitFromAbove
    | RefuseVisit
    | WithdrawVisit
    | NotePlanAnswer
    | NoteUnitStanding
    | NoteVisitNumber
    | NoteTrips
    | ConsultCommand
    | ChangeCommand
    | WarningCommand
    | JourneyCommand
)
