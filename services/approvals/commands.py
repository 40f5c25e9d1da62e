"""What approvals may be asked to do."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

import pycountry

from services.approvals.authority import Rank
from shared.personal import Holding, OfPerson, Personal
from shared.values import NOT_NEGATIVE, POSITIVE, Check, value


def _is_country(code: str) -> bool:
    return pycountry.countries.get(alpha_2=code) is not None


Country = Annotated[str, Check(_is_country, "Not an ISO 3166 country code.", "give two letters, such as GR")]
Amount = Annotated[Decimal, NOT_NEGATIVE]


@value
class Label:
    """A name of an organisation or city in both scripts."""

    zh: str
    en: str


TRAVEL = Holding("PIPL art 13(3): needed for official approvals; Decree 537 and the measures on passports", "30 years")
PersonId = Annotated[UUID, OfPerson(TRAVEL)]


@value
class Name:
    """A person's name in both scripts."""

    zh: Personal[str]
    en: Personal[str]


@value
class Member:
    """A traveller. `person_id` is the person's own id in the token system, and all that others see."""

    person_id: PersonId
    name: Name
    unit: str
    post: str
    rank: Rank
    passport_number: Personal[str] | None = None


@value
class Stop:
    country: Country
    region: str
    city: Label
    arrives_on: date
    leaves_on: date


@value
class Transit:
    """A transit counts as a country unless the travellers stay inside the airport (A2)."""

    country: Country
    inside_airport: bool


@value
class BudgetLine:
    """Money in CNY."""

    item: str
    amount: Amount


@value
class VisitPlan:
    """What a visit is about: who goes where, when, why, invited by whom, and paid how. Dates are local."""

    unit: str
    purpose: str
    organisation: Label
    country: Country
    city: Label
    stops: tuple[Stop, ...]
    departs_on: date
    returns_on: date
    members: tuple[Member, ...]
    plan_year: int
    plan_entry: str
    budget: tuple[BudgetLine, ...]
    reciprocal: bool = False
    transits: tuple[Transit, ...] = ()
    off_plan_reason: str | None = None


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
    """The director's signature: it issues the approval where the office decides, else the case is reported up."""

    visit_id: UUID
    document: str


@value
class ReportVisitUp:
    """The vice-mayor signs the report to the upper authority."""

    visit_id: UUID
    report_number: str


@value
class RecordUpperDecision:
    visit_id: UUID
    approved: bool
    document: str


@value
class RefuseVisit:
    visit_id: UUID
    reason: str


@value
class WithdrawVisit:
    visit_id: UUID
    reason: str


@value
class AmendVisit:
    """After approval: other dates and stops need a new approval, whose document supersedes the old one."""

    visit_id: UUID
    stops: tuple[Stop, ...]
    departs_on: date
    returns_on: date
    document: str


@value
class CancelVisit:
    visit_id: UUID
    reason_code: str


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
    visit_id: UUID
    handed_in_on: date


@value
class FileReport:
    visit_id: UUID
    filed_on: date


@value
class CloseVisit:
    visit_id: UUID


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
class PlanEntry:
    number: str
    purpose: str
    country: Country
    people: Annotated[int, POSITIVE]


@value
class AdoptPlan:
    """A unit's annual plan; `plan` is `<unit>/<year>`."""

    plan: str
    entries: tuple[PlanEntry, ...]


@value
class ReservePlanEntry:
    """By policy: a submitted visit takes its entry, once."""

    plan: str
    entry: str
    visit_id: UUID


@value
class ReleasePlanEntry:
    """By policy: a visit that won't take place gives its entry back."""

    plan: str
    entry: str
    visit_id: UUID


@value
class AskUnitStanding:
    """By policy: may this unit's visit go on?"""

    unit: str
    visit_id: UUID


@value
class LockUnit:
    """By policy: passports of this visit are overdue."""

    unit: str
    visit_id: UUID


@value
class UnlockUnit:
    unit: str
    visit_id: UUID


@value
class Guest:
    name: Name
    nationality: Country
    post: str
    passport_number: Personal[str]
    person_id: PersonId | None = None


@value
class DraftInvitation:
    """Dates are local. The inviter answers for the truth of what it says (Exit-Entry Law art 19)."""

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
    invitation_id: UUID
    document: str


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
    | RefuseVisit
    | WithdrawVisit
    | AmendVisit
    | CancelVisit
    | RecordDeparture
    | RecordReturn
    | ReturnPassports
    | FileReport
    | CloseVisit
    | NotePlanAnswer
    | NoteUnitStanding
)
PlanCommand = AdoptPlan | ReservePlanEntry | ReleasePlanEntry
UnitCommand = AskUnitStanding | LockUnit | UnlockUnit
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
    | CloseOutInvitation
)
