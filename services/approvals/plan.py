"""A unit's annual plan (A11): an entry is used by one visit; the total can't grow."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from services.approvals.commands import AdoptPlan, PlanCommand, ReleasePlanEntry, ReservePlanEntry
from services.approvals.events import PlanAdopted, PlanEntryRefused, PlanEntryReleased, PlanEntryReserved
from shared.aggregate import Aggregate, Decision, Occasion, refuse

PlanFact = PlanAdopted | PlanEntryReserved | PlanEntryRefused | PlanEntryReleased


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`entries`: each entry's number and the visit that uses it, None while it is free."""

    adopted: bool = False
    entries: Mapping[str, UUID | None] = field(default_factory=dict)


def unit_of(plan: str) -> str:
    """Whose plan that is: `<unit>/<year>`."""
    return plan.rpartition("/")[0]


def decide(state: Plan | None, command: PlanCommand, occasion: Occasion) -> Decision:
    plan = state or Plan()
    match command:
        case AdoptPlan() if plan.adopted:
            return []
        case AdoptPlan() if not command.entries:
            return refuse("A11", "annual plan [S-edu]", "at least 1 entry", 0, "list the planned trips")
        case AdoptPlan():
            return [
                PlanAdopted(plan=command.plan, entries=command.entries, by=occasion.actor.signature, at=occasion.now)
            ]
        case ReservePlanEntry():
            return reserve(plan, command)
        case ReleasePlanEntry() if plan.entries.get(command.entry) == command.visit_id:
            return [PlanEntryReleased(plan=command.plan, entry=command.entry, visit_id=command.visit_id)]
        case ReleasePlanEntry():
            return []


def reserve(plan: Plan, command: ReservePlanEntry) -> Decision:
    """The answer to a submission, whatever it is: a visit must never wait for one that doesn't come."""
    used_by = plan.entries.get(command.entry)
    if command.entry in plan.entries and used_by in (None, command.visit_id):
        return [PlanEntryReserved(plan=command.plan, entry=command.entry, visit_id=command.visit_id)]
    found = f"{command.entry} is used by another visit" if used_by else f"{command.plan} has no entry {command.entry}"
    return [PlanEntryRefused(plan=command.plan, entry=command.entry, visit_id=command.visit_id, found=found)]


def evolve(state: Plan | None, fact: PlanFact) -> Plan:
    plan = state or Plan()
    match fact:
        case PlanAdopted():
            return Plan(adopted=True, entries={entry.number: None for entry in fact.entries})
        case PlanEntryReserved():
            return replace(plan, entries={**plan.entries, fact.entry: fact.visit_id})
        case PlanEntryReleased():
            return replace(plan, entries={**plan.entries, fact.entry: None})
        case PlanEntryRefused():
            return plan


PLAN: Aggregate[Plan] = Aggregate(
    name="plan",
    key="plan",
    commands=PlanCommand.__args__,
    opens=(AdoptPlan, ReservePlanEntry, ReleasePlanEntry),
    decide=decide,
    evolve=evolve,
)
