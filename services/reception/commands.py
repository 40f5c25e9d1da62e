"""What reception may be asked to do."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from shared.values import NOT_NEGATIVE, POSITIVE, value

Rank = Literal[
    "state_leader", "minister", "vice_minister", "bureau", "deputy_bureau", "division", "deputy_division", "staff"
]
MealKind = Literal["banquet", "buffet", "cocktail", "tea"]
Amount = Annotated[Decimal, NOT_NEGATIVE]
Count = Annotated[int, POSITIVE]


@value
class Label:
    """A name of an organisation or city in both scripts."""

    zh: str
    en: str


@value
class Meal:
    """A meal given for the guests. Money in CNY per head; `given_by` is the city or a county of it."""

    kind: MealKind
    on: date
    host_rank: Rank
    hosts: Count
    guests: Count
    per_head: Amount
    given_by: str


@value
class Plan:
    """The reception plan (接待方案): whom the host pays for, how long; `daily_meals` per head and day."""

    host_unit: str
    guests_hosted: Count
    days_hosted: Count
    scope: str
    funding: str
    daily_meals: Amount
    meals: tuple[Meal, ...] = ()


@value
class ProgrammeItem:
    begins_at: datetime
    ends_at: datetime
    place: str
    what: str


@value
class OpenDelegation:
    """By policy, on an approved invitation."""

    delegation_id: UUID
    visit_id: UUID
    unit: str
    purpose: str
    organisation: Label
    country: str
    city: Label
    head_rank: Rank
    head_title: str
    guests: int
    arrives_on: date
    departs_on: date
    reciprocal: bool
    document: str


@value
class MoveDelegation:
    """By policy: the approval was amended."""

    delegation_id: UUID
    arrives_on: date
    departs_on: date
    document: str


@value
class DraftPlan:
    delegation_id: UUID
    plan: Plan


@value
class SignPlan:
    delegation_id: UUID


@value
class SetProgramme:
    """The whole programme, in place of the one before."""

    delegation_id: UUID
    items: tuple[ProgrammeItem, ...]


@value
class ConfirmDelegation:
    delegation_id: UUID


@value
class RecordArrival:
    delegation_id: UUID
    arrived_on: date
    guests: Count


@value
class RecordDelegationDeparture:
    delegation_id: UUID
    departed_on: date


@value
class CostLine:
    item: str
    amount: Amount


@value
class SettleReception:
    """Actual costs, and the meals as they were given."""

    delegation_id: UUID
    lines: tuple[CostLine, ...]
    meals: tuple[Meal, ...]


@value
class SummariseReception:
    delegation_id: UUID
    summary: str


@value
class PostponeDelegation:
    delegation_id: UUID
    reason: str


@value
class CancelDelegation:
    delegation_id: UUID
    reason: str


@value
class OpenDiary:
    """A leader's diary; `leader_id` names the office, such as "mayor"."""

    leader_id: str
    rank: Rank


@value
class RequestActivity:
    leader_id: str
    activity_id: UUID
    kind: Literal["meeting", "banquet", "signing", "visit"]
    begins_at: datetime
    ends_at: datetime
    place: str
    guest_rank: Rank
    delegation_id: UUID | None = None


@value
class ReviewActivity:
    """The office's review of a request."""

    leader_id: str
    activity_id: UUID


@value
class AcceptActivity:
    """The leader's office decides."""

    leader_id: str
    activity_id: UUID


@value
class DeclineActivity:
    leader_id: str
    activity_id: UUID
    reason: str


@value
class CancelActivity:
    leader_id: str
    activity_id: UUID
    reason: str


@value
class BriefLeader:
    """The briefing (会见参阅) is filed under its reference."""

    leader_id: str
    activity_id: UUID
    reference: str


@value
class RecordActivityHeld:
    leader_id: str
    activity_id: UUID


@value
class FileMinutes:
    leader_id: str
    activity_id: UUID
    reference: str
    follow_ups: tuple[str, ...] = ()


DelegationCommand = (
    OpenDelegation
    | MoveDelegation
    | DraftPlan
    | SignPlan
    | SetProgramme
    | ConfirmDelegation
    | RecordArrival
    | RecordDelegationDeparture
    | SettleReception
    | SummariseReception
    | PostponeDelegation
    | CancelDelegation
)
DiaryCommand = (
    OpenDiary
    | RequestActivity
    | ReviewActivity
    | AcceptActivity
    | DeclineActivity
    | CancelActivity
    | BriefLeader
    | RecordActivityHeld
    | FileMinutes
)
