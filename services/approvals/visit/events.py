"""What happened to official visits; the public facts of invitations that lead to a visit too."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from services.approvals.authority.authority import AuthorityTable, Level, Rank
from services.approvals.rules.rule_set import RuleSet
from services.approvals.values import Asking, Direction, Label, RuleOutcome, Stop, VisitPlan
from shared.facts import fact, public_fact


@fact("VisitDrafted")
class VisitDrafted:
    visit_id: UUID
    visit: VisitPlan
    by: str
    at: datetime


@fact("VisitRevised")
class VisitRevised:
    """`notices_kept` and `consents_kept`: the units and authorities for whom what was said is still true."""

    visit_id: UUID
    visit: VisitPlan
    by: str
    at: datetime
    notices_kept: tuple[str, ...] = ()
    consents_kept: tuple[str, ...] = ()


@fact("VisitPublicized")
class VisitPublicized:
    visit_id: UUID
    unit: str
    posted_on: date
    by: str
    at: datetime | None = None


@fact("BudgetCleared")
class BudgetCleared:
    visit_id: UUID
    side: Literal["foreign_affairs", "finance"]
    by: str
    at: datetime


@fact("VisitSubmitted")
class VisitSubmitted:
    """`judged_on`: the day of the first submission. `rules` and `authority`, the set and the table in force on it,
    judge the case and say who decides it from now on; `asking`: about its travellers' other trips."""

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
    rules: RuleSet | None = None
    authority: AuthorityTable | None = None
    asking: Asking | None = None


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
    at: datetime | None = None


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
    at: datetime | None = None


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
    """`decides`: the level that decides; `office` means that the approval is issued as soon as it has its number. `row`
    and `article`: by which row of the table of authority, and the text that the row cites."""

    visit_id: UUID
    decides: Level
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime
    row: str = ""
    article: str = ""


@fact("VisitReportedUp")
class VisitReportedUp:
    """`to` that level, by that row of the table of authority."""

    visit_id: UUID
    by: str
    at: datetime
    to: Level | None = None
    row: str = ""


@fact("UpperDecisionRecorded")
class UpperDecisionRecorded:
    visit_id: UUID
    approved: bool
    document: str
    by: str
    at: datetime
    decided_on: date | None = None
    reason: str | None = None


@fact("VisitReturnedFromAbove")
class VisitReturnedFromAbove:
    """With the unit again: mended, it goes through every review and is reported anew."""

    visit_id: UUID
    document: str
    missing: tuple[str, ...]
    decided_on: date
    by: str
    at: datetime


@public_fact("VisitApproved")
class VisitApproved:
    """A visit may take place. `travellers` are opaque ids; for guests from abroad it is empty. `organiser` is the
    authority that leads the team, if it isn't ours: then `document` only confirms its task (A23)."""

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
    organiser: str = ""


@public_fact("VisitAmended")
class VisitAmended:
    """The visit as it now stands. `supersedes` is the document that held before: the same as `document` where a
    postponement or a delay leaves it in force. `left_out`: countries where it goes no more; `travellers_left_out`: who
    travels no more."""

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
    organiser: str = ""
    left_out: tuple[str, ...] = ()
    travellers_left_out: tuple[UUID, ...] = ()


@public_fact("VisitCancelled")
class VisitCancelled:
    """`country` is the main one; `countries` are all."""

    visit_id: UUID
    direction: Direction
    unit: str
    country: str
    reason_code: str
    cancelled_at: datetime
    countries: tuple[str, ...] = ()


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
