"""What may be asked of annual plans, the quotas that they keep within, and sending units."""

from typing import Annotated
from uuid import UUID

from services.approvals.values import Country, PlanEntry
from shared.values import NOT_NEGATIVE, Check, value


def _is_plan(name: str) -> bool:
    unit, _, year = name.rpartition("/")
    return bool(unit) and len(year) == 4 and year.isdecimal()


PlanName = Annotated[str, Check(_is_plan, "Not <unit>/<year>.", "such as commerce-bureau/2027")]
Number = Annotated[int, NOT_NEGATIVE]


@value
class SetCityQuota:
    """How many visits, and people, all units together may send in a year."""

    year: int
    visits: Number
    people: Number


@value
class AllotQuota:
    """How many visits, and people, a unit may send in a year; all allotments together stay within the city's total."""

    year: int
    unit: str
    visits: Number
    people: Number


@value
class DraftPlan:
    """A unit drafts its annual plan, and drafts it anew until it is adopted; `plan` is `<unit>/<year>`."""

    plan: PlanName
    entries: tuple[PlanEntry, ...]


@value
class AdoptPlan:
    """Adopt a unit's annual plan: as it was drafted, or with these entries."""

    plan: PlanName
    entries: tuple[PlanEntry, ...] = ()


@value
class ReplacePlanEntry:
    """Put another entry in the place of one that no visit uses, with the reason (A11); its number is a new one."""

    plan: PlanName
    entry: str
    replacement: PlanEntry
    reason: str


@value
class ClosePlan:
    """At the year's end: what was not used lapses."""

    plan: PlanName


@value
class NoteQuota:
    """By policy: what the unit may send in that year."""

    plan: str
    visits: int
    people: int


@value
class ReservePlanEntry:
    """By policy: a submitted visit takes its entry, once; another trip than the planned one needs its reason (A11).
    Submissions from before countries and people were told of are not held against the entry."""

    plan: str
    entry: str
    visit_id: UUID
    country: Country | None = None
    people: int = 0
    off_plan_reason: str | None = None


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


QuotaCommand = SetCityQuota | AllotQuota

PlanCommand = DraftPlan | AdoptPlan | ReplacePlanEntry | ClosePlan | NoteQuota | ReservePlanEntry | ReleasePlanEntry


UnitCommand = AskUnitStanding | LockUnit | UnlockUnit
