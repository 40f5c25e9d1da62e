"""What happened to official visits; the public facts of invitations that lead to a visit too."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.approvals.authority import Level, Rank
from services.approvals.values import Direction, Label, RuleOutcome, Stop, VisitPlan
from shared.facts import deadline_fact, fact, public_fact


@fact("VisitDrafted")
class VisitDrafted:
    visit_id: UUID
    visit: VisitPlan
    by: str
    at: datetime


@fact("VisitRevised")
class VisitRevised:
    visit_id: UUID
    visit: VisitPlan
    by: str
    at: datetime


@fact("VisitPublicized")
class VisitPublicized:
    visit_id: UUID
    unit: str
    posted_on: date
    by: str


@fact("BudgetCleared")
class BudgetCleared:
    visit_id: UUID
    side: Literal["foreign_affairs", "finance"]
    by: str
    at: datetime


@fact("VisitSubmitted")
class VisitSubmitted:
    """`judged_on`: the day whose rule set judges the case from now on."""

    visit_id: UUID
    unit: str
    plan: str
    plan_entry: str
    judged_on: date
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime
    country: str | None = None
    party: int = 0
    off_plan_reason: str | None = None


@fact("VisitReturnedForCompletion")
class VisitReturnedForCompletion:
    visit_id: UUID
    missing: tuple[str, ...]
    by: str
    at: datetime


@fact("PlanAnswered")
class PlanAnswered:
    visit_id: UUID
    entry: str
    reserved: bool
    found: str


@fact("PlanEntryFreed")
class PlanEntryFreed:
    """The visit needs this entry no more."""

    visit_id: UUID
    plan: str
    entry: str


@fact("UnitStandingNoted")
class UnitStandingNoted:
    visit_id: UUID
    locked: bool


@fact("VisitReviewedByClerk")
class VisitReviewedByClerk:
    visit_id: UUID
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("VisitReviewedBySection")
class VisitReviewedBySection:
    visit_id: UUID
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("VisitSigned")
class VisitSigned:
    """`decides`: the level that decides; `office` means that the signature issued the approval."""

    visit_id: UUID
    decides: Level
    document: str
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime


@fact("VisitReportedUp")
class VisitReportedUp:
    visit_id: UUID
    report_number: str
    by: str
    at: datetime


@fact("UpperDecisionRecorded")
class UpperDecisionRecorded:
    visit_id: UUID
    approved: bool
    document: str
    by: str
    at: datetime


@public_fact("VisitApproved")
class VisitApproved:
    """A visit may take place. `travellers` are opaque ids; for guests from abroad it is empty."""

    visit_id: UUID
    direction: Direction
    unit: str
    purpose: str
    organisation: Label
    country: str
    city: Label
    stops: tuple[Stop, ...]
    party: int
    travellers: tuple[UUID, ...]
    head_rank: Rank
    head_title: str
    starts_on: date
    ends_on: date
    reciprocal: bool
    document: str
    approved_at: datetime


@public_fact("VisitAmended")
class VisitAmended:
    visit_id: UUID
    direction: Direction
    unit: str
    purpose: str
    organisation: Label
    country: str
    city: Label
    stops: tuple[Stop, ...]
    party: int
    travellers: tuple[UUID, ...]
    head_rank: Rank
    head_title: str
    starts_on: date
    ends_on: date
    reciprocal: bool
    document: str
    supersedes: str
    amended_at: datetime


@public_fact("VisitCancelled")
class VisitCancelled:
    visit_id: UUID
    direction: Direction
    unit: str
    country: str
    reason_code: str
    cancelled_at: datetime


@fact("VisitRefused")
class VisitRefused:
    visit_id: UUID
    reason: str
    by: str
    at: datetime


@fact("VisitWithdrawn")
class VisitWithdrawn:
    visit_id: UUID
    reason: str
    by: str
    at: datetime


@public_fact("VisitDeparted")
class VisitDeparted:
    visit_id: UUID
    direction: Direction
    departed_on: date
    at: datetime


@public_fact("VisitReturned")
class VisitReturned:
    visit_id: UUID
    returned_on: date
    at: datetime


@deadline_fact("PassportDeadlineSet")
class PassportDeadlineSet:
    visit_id: UUID
    due_on: date
    due_at: datetime


@fact("PassportDeadlinePassed")
class PassportDeadlinePassed:
    visit_id: UUID
    due_on: date


@deadline_fact("LockDeadlineSet")
class LockDeadlineSet:
    """30 days after passports were due the unit is locked (A10)."""

    visit_id: UUID
    due_on: date
    due_at: datetime


@fact("PassportsLongOverdue")
class PassportsLongOverdue:
    visit_id: UUID
    unit: str


@fact("PassportsReturned")
class PassportsReturned:
    visit_id: UUID
    unit: str
    handed_in_on: date
    by: str


@deadline_fact("ReportDeadlineSet")
class ReportDeadlineSet:
    visit_id: UUID
    due_on: date
    due_at: datetime


@fact("ReportDeadlinePassed")
class ReportDeadlinePassed:
    visit_id: UUID
    due_on: date


@fact("ReportFiled")
class ReportFiled:
    visit_id: UUID
    filed_on: date
    by: str


@fact("VisitClosed")
class VisitClosed:
    visit_id: UUID
    by: str
    at: datetime
