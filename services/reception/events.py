"""What happened, as reception tells and remembers it, and what it hears from others."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.reception.commands import CostLine, Label, Meal, Plan, ProgrammeItem, Rank
from shared.facts import Facts, fact, heard_fact, public_fact
from shared.personal import Holding
from shared.values import value


@heard_fact("approvals", "VisitApproved")
class VisitApproved:
    visit_id: UUID
    direction: Literal["outbound", "inbound"]
    unit: str
    purpose: str
    organisation: Label
    country: str
    city: Label
    party: int
    head_rank: Rank
    head_title: str
    starts_on: date
    ends_on: date
    reciprocal: bool
    document: str


@heard_fact("approvals", "VisitAmended")
class VisitAmended:
    visit_id: UUID
    direction: Literal["outbound", "inbound"]
    starts_on: date
    ends_on: date
    document: str


@heard_fact("approvals", "VisitCancelled")
class VisitCancelled:
    visit_id: UUID
    direction: Literal["outbound", "inbound"]
    reason_code: str


@value
class RuleOutcome:
    rule: str
    article: str
    value: str
    found: str
    passed: bool
    mend: str


@fact("DelegationOpened")
class DelegationOpened:
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
    at: datetime


@fact("DelegationMoved")
class DelegationMoved:
    delegation_id: UUID
    arrives_on: date
    departs_on: date
    document: str


@fact("PlanDrafted")
class PlanDrafted:
    delegation_id: UUID
    plan: Plan
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("PlanSigned")
class PlanSigned:
    delegation_id: UUID
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("ProgrammeSet")
class ProgrammeSet:
    delegation_id: UUID
    items: tuple[ProgrammeItem, ...]
    by: str


@public_fact("DelegationConfirmed")
class DelegationConfirmed:
    """The guests are told that they are expected; `visit_id` is the approval that invited them."""

    delegation_id: UUID
    visit_id: UUID
    country: str
    city: Label
    arrives_on: date
    departs_on: date
    at: datetime


@public_fact("DelegationArrived")
class DelegationArrived:
    """The guests are in the house. `guests`: how many came; `head_title` and `head_rank`: who leads them."""

    delegation_id: UUID
    visit_id: UUID
    unit: str
    organisation: Label
    country: str
    city: Label
    purpose: str
    head_rank: Rank
    head_title: str
    guests: int
    arrived_on: date
    departs_on: date
    at: datetime


@public_fact("DelegationDeparted")
class DelegationDeparted:
    """The guests have left."""

    delegation_id: UUID
    visit_id: UUID
    organisation: Label
    country: str
    city: Label
    guests: int
    departed_on: date
    at: datetime


@fact("ReceptionSettled")
class ReceptionSettled:
    delegation_id: UUID
    lines: tuple[CostLine, ...]
    meals: tuple[Meal, ...]
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("ReceptionSummarised")
class ReceptionSummarised:
    delegation_id: UUID
    summary: str
    by: str


@fact("DelegationPostponed")
class DelegationPostponed:
    delegation_id: UUID
    reason: str
    by: str


@public_fact("DelegationCancelled")
class DelegationCancelled:
    """The guests will not come."""

    delegation_id: UUID
    visit_id: UUID
    at: datetime


@fact("DiaryOpened")
class DiaryOpened:
    leader_id: str
    rank: Rank


@fact("ActivityRequested")
class ActivityRequested:
    leader_id: str
    activity_id: UUID
    kind: str
    begins_at: datetime
    ends_at: datetime
    place: str
    guest_rank: Rank
    delegation_id: UUID | None
    by: str
    at: datetime


@fact("ActivityReviewed")
class ActivityReviewed:
    leader_id: str
    activity_id: UUID
    by: str


@fact("ActivityAccepted")
class ActivityAccepted:
    leader_id: str
    activity_id: UUID
    by: str


@fact("ActivityDeclined")
class ActivityDeclined:
    leader_id: str
    activity_id: UUID
    reason: str


@fact("ActivityCancelled")
class ActivityCancelled:
    leader_id: str
    activity_id: UUID
    reason: str


@fact("LeaderBriefed")
class LeaderBriefed:
    leader_id: str
    activity_id: UUID
    reference: str


@fact("ActivityHeld")
class ActivityHeld:
    leader_id: str
    activity_id: UUID


@fact("MinutesFiled")
class MinutesFiled:
    leader_id: str
    activity_id: UUID
    reference: str
    follow_ups: tuple[str, ...]


facts = Facts("reception", __name__, Holding("PIPL art 13(3): needed to receive official guests", "30 years"))
