"""What may be asked of annual plans and sending units."""

from uuid import UUID

from services.approvals.values import PlanEntry
from shared.values import value


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


PlanCommand = AdoptPlan | ReservePlanEntry | ReleasePlanEntry


UnitCommand = AskUnitStanding | LockUnit | UnlockUnit
