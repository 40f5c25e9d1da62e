"""What happened to annual plans and sending units."""

from datetime import datetime
from uuid import UUID

from services.approvals.values import PlanEntry
from shared.facts import fact


@fact("PlanAdopted")
class PlanAdopted:
    plan: str
    entries: tuple[PlanEntry, ...]
    by: str
    at: datetime


@fact("PlanEntryReserved")
class PlanEntryReserved:
    plan: str
    entry: str
    visit_id: UUID


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
