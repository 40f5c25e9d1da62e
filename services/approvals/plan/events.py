"""What happened to annual plans, quotas and sending units."""

from datetime import datetime
from uuid import UUID

from services.approvals.values import PlanEntry
from shared.facts import fact


@fact("CityQuotaSet")
class CityQuotaSet:
    year: int
    visits: int
    people: int
    by: str
    at: datetime


@fact("QuotaAllotted")
class QuotaAllotted:
    year: int
    unit: str
    visits: int
    people: int
    by: str
    at: datetime


@fact("QuotaNoted")
class QuotaNoted:
    plan: str
    visits: int
    people: int


@fact("PlanDrafted")
class PlanDrafted:
    plan: str
    entries: tuple[PlanEntry, ...]
    by: str
    at: datetime


@fact("PlanAdopted")
class PlanAdopted:
    plan: str
    entries: tuple[PlanEntry, ...]
    by: str
    at: datetime


@fact("PlanEntryReplaced")
class PlanEntryReplaced:
    plan: str
    entry: str
    replacement: PlanEntry
    reason: str
    by: str
    at: datetime


@fact("PlanClosed")
class PlanClosed:
    """`unused`: the entries that no visit has used."""

    plan: str
    unused: tuple[str, ...]
    by: str
    at: datetime


@fact("PlanEntryReserved")
class PlanEntryReserved:
    """`off_plan_reason`: why another trip than the planned one takes its place; older facts tell only which visit."""

    plan: str
    entry: str
    visit_id: UUID
    country: str | None = None
    people: int = 0
    off_plan_reason: str | None = None
    at: datetime | None = None


@fact("PlanEntryRefused")
class PlanEntryRefused:
    plan: str
    entry: str
    visit_id: UUID
    found: str


@fact("PlanEntryReleased")
class PlanEntryReleased:
    plan: str
    entry: str
    visit_id: UUID
    at: datetime | None = None


@fact("UnitStandingAnswered")
class UnitStandingAnswered:
    unit: str
    visit_id: UUID
    locked: bool


@fact("UnitLocked")
class UnitLocked:
    unit: str
    visit_id: UUID


@fact("UnitUnlocked")
class UnitUnlocked:
    """`waiting`: visits that were told that the unit is locked."""

    unit: str
    waiting: tuple[UUID, ...]


@fact("OverduePassportsCleared")
class OverduePassportsCleared:
    """Passports of one visit are back, others are still overdue."""

    unit: str
    visit_id: UUID
