"""A unit's annual plan (A11): drafted by the unit, adopted by the director within the quota, closed at the year's end.

An entry is used by one visit. The total can't grow: what was not planned takes the place of what was, with its reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.plan.quota import ARTICLE, Amount
from services.approvals.values import PlanEntry
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse

PlanFact = (
    fact.PlanDrafted
    | fact.PlanAdopted
    | fact.PlanEntryReplaced
    | fact.PlanClosed
    | fact.QuotaNoted
    | fact.PlanEntryReserved
    | fact.PlanEntryRefused
    | fact.PlanEntryReleased
)


@dataclass(frozen=True, kw_only=True)
class Use:
    visit_id: UUID
    people: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """State: Drafted, Adopted, Closed. `quota` is None while the unit has none; `people` is the total adopted;
    `used`: which visit has which entry; `numbers`: all that an entry ever had."""

    unit: str
    state: str = "Drafted"
    draft: tuple[PlanEntry, ...] = ()
    quota: Amount | None = None
    people: int = 0
    entries: Mapping[str, PlanEntry] = field(default_factory=dict)
    used: Mapping[str, Use] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()

    def room(self, number: str) -> int:
        """How many people may go in the place of that entry, so that the total does not grow."""
        return self.people - sum(self.claim(other) for other in self.entries.values() if other.number != number)

    def claim(self, entry: PlanEntry) -> int:
        """The people that an entry stands for: those planned, or more if the visit that uses it sends more."""
        use = self.used.get(entry.number)
        return max(entry.people, use.people) if use else entry.people

    def user_of(self, number: str) -> UUID | None:
        use = self.used.get(number)
        return use.visit_id if use else None


def unit_of(plan: str) -> str:
    """Whose plan that is: `<unit>/<year>`."""
    return plan.rpartition("/")[0]


def year_of(plan: str) -> int:
    return int(plan.rpartition("/")[2])


def sum_of(entries: Iterable[PlanEntry]) -> Amount:
    people = [entry.people for entry in entries]
    return Amount(visits=len(people), people=sum(people))


def decide(state: Plan | None, command: do.PlanCommand, occasion: Occasion) -> Decision:
    plan = state or Plan(unit=unit_of(command.plan))
    match command:
        case do.DraftPlan():
            return draft(plan, command, occasion)
        case do.AdoptPlan():
            return adopt(plan, command, occasion)
        case do.ReplacePlanEntry():
            return replace_entry(plan, command, occasion)
        case do.ClosePlan():
            return close(plan, command, occasion)
        case do.NoteQuota() if plan.quota == Amount(visits=command.visits, people=command.people):
            return []
        case do.NoteQuota():
            return [fact.QuotaNoted(plan=command.plan, visits=command.visits, people=command.people)]
        case do.ReservePlanEntry():
            return reserve(plan, command, occasion)
        case do.ReleasePlanEntry() if plan.user_of(command.entry) == command.visit_id:
            return [
                fact.PlanEntryReleased(
                    plan=command.plan, entry=command.entry, visit_id=command.visit_id, at=occasion.now
                )
            ]
        case do.ReleasePlanEntry():
            return []


def draft(plan: Plan, command: do.DraftPlan, occasion: Occasion) -> Decision:
    if plan.state == "Drafted" and plan.draft == command.entries and plan.draft:
        return []
    if plan.state != "Drafted":
        mend = "ask the director to replace an entry, or submit an off-plan visit with its reason"
        return refuse("state", ARTICLE, "a plan that is not adopted yet", plan.state, mend)
    if refusal := against(plan, command.entries):
        return refusal
    return [fact.PlanDrafted(plan=command.plan, entries=command.entries, by=occasion.actor.signature, at=occasion.now)]


def adopt(plan: Plan, command: do.AdoptPlan, occasion: Occasion) -> Decision:
    entries = command.entries or plan.draft
    if plan.state == "Adopted":
        return []
    if plan.state == "Closed":
        return refuse("state", ARTICLE, "a plan that is not adopted yet", plan.state, "adopt the next year's plan")
    if refusal := against(plan, entries):
        return refusal
    return [fact.PlanAdopted(plan=command.plan, entries=entries, by=occasion.actor.signature, at=occasion.now)]


def against(plan: Plan, entries: tuple[PlanEntry, ...]) -> Refusal | None:
    """What stands against these entries: none, one number twice, more than the quota."""
    numbers = [entry.number for entry in entries]
    if not entries:
        return refuse("A11", ARTICLE, "at least 1 entry", 0, "list the planned trips")
    if twice := sorted({number for number in numbers if numbers.count(number) > 1}):
        return refuse("A11", ARTICLE, "each number once", f"{', '.join(twice)} twice", "give each entry its own")
    if plan.quota is not None and not (planned := sum_of(entries)).fits(plan.quota):
        return refuse("A11", ARTICLE, f"up to {plan.quota}", planned, "leave out a trip, or send fewer people")
    return None


def replace_entry(plan: Plan, command: do.ReplacePlanEntry, occasion: Occasion) -> Decision:
    entry, new = plan.entries.get(command.entry), command.replacement
    if entry is None and plan.entries.get(new.number) == new:
        return []
    if plan.state != "Adopted":
        return refuse("state", ARTICLE, "an adopted plan", plan.state, "adopt the plan first, or the next year's")
    if entry is None:
        return refuse("A11", ARTICLE, "an entry of the plan", f"no entry {command.entry}", "name one that it has")
    if command.entry in plan.used:
        mend = "replace one that no visit uses, or withdraw that visit first"
        return refuse("A11", ARTICLE, "an entry that is free", f"{command.entry} is used by a visit", mend)
    if new.number in plan.numbers:
        return refuse("A11", ARTICLE, "a new number", f"{new.number} was given before", "give the next free number")
    if new.people > (room := plan.room(command.entry)):
        mend = f"send at most {room} people: the total may not grow"
        return refuse("A11", ARTICLE, f"up to {room} people", new.people, mend)
    return [
        fact.PlanEntryReplaced(
            plan=command.plan, entry=command.entry, replacement=new, reason=command.reason,
            by=occasion.actor.signature, at=occasion.now,
        )
    ]  # fmt: skip


def close(plan: Plan, command: do.ClosePlan, occasion: Occasion) -> Decision:
    if plan.state == "Closed":
        return []
    if plan.state != "Adopted":
        return refuse("state", ARTICLE, "an adopted plan", plan.state, "there is nothing to close")
    last = date(year_of(command.plan), 12, 31)
    if occasion.today < last:
        return refuse("year-end", ARTICLE, f"from {last} on", occasion.today, "wait for the year's end")
    unused = tuple(sorted(set(plan.entries) - set(plan.used)))
    return [fact.PlanClosed(plan=command.plan, unused=unused, by=occasion.actor.signature, at=occasion.now)]


def reserve(plan: Plan, command: do.ReservePlanEntry, occasion: Occasion) -> Decision:
    """The answer to a submission, whatever it is: a visit must never wait for one that doesn't come."""
    plan_name, entry, visit_id = command.plan, command.entry, command.visit_id
    if found := stands_against(plan, command):
        return [fact.PlanEntryRefused(plan=plan_name, entry=entry, visit_id=visit_id, found=found)]
    return [
        fact.PlanEntryReserved(
            plan=plan_name,
            entry=entry,
            visit_id=visit_id,
            country=command.country,
            people=command.people,
            off_plan_reason=command.off_plan_reason,
            at=occasion.now,
        )
    ]


def stands_against(plan: Plan, command: do.ReservePlanEntry) -> str:
    """Why this visit can't have that entry; nothing if it can."""
    entry = plan.entries.get(command.entry)
    if plan.state == "Closed":
        return f"{command.plan} is closed"
    if entry is None:
        return f"{command.plan} has no entry {command.entry}"
    if plan.user_of(command.entry) not in (None, command.visit_id):
        return f"{command.entry} is used by another visit"
    if command.people > (room := plan.room(command.entry)):
        return f"{command.people} people, and {command.entry} has room for {room}: the total may not grow"
    if command.country not in (None, entry.country) and not command.off_plan_reason:
        return f"{command.entry} is planned for {entry.country}, not {command.country}, and no off_plan_reason is given"
    return ""


def evolve(state: Plan | None, happened: PlanFact) -> Plan:
    plan = state or Plan(unit=unit_of(happened.plan))
    match happened:
        case fact.PlanDrafted():
            return replace(plan, draft=happened.entries)
        case fact.PlanAdopted():
            entries = {entry.number: entry for entry in happened.entries}
            people = sum_of(happened.entries).people
            return replace(plan, state="Adopted", entries=entries, numbers=frozenset(entries), people=people)
        case fact.PlanEntryReplaced():
            kept = {number: entry for number, entry in plan.entries.items() if number != happened.entry}
            new = happened.replacement
            return replace(plan, entries={**kept, new.number: new}, numbers=plan.numbers | {new.number})
        case fact.PlanClosed():
            return replace(plan, state="Closed")
        case fact.QuotaNoted():
            return replace(plan, quota=Amount(visits=happened.visits, people=happened.people))
        case fact.PlanEntryReserved():
            use = Use(visit_id=happened.visit_id, people=happened.people)
            return replace(plan, used={**plan.used, happened.entry: use})
        case fact.PlanEntryReleased():
            used = {entry: visit for entry, visit in plan.used.items() if entry != happened.entry}
            return replace(plan, used=used)
        case fact.PlanEntryRefused():
            return plan


PLAN: Aggregate[Plan] = Aggregate(
    name="plan",
    key="plan",
    commands=do.PlanCommand.__args__,
    opens=(do.DraftPlan, do.AdoptPlan, do.NoteQuota, do.ReservePlanEntry, do.ReleasePlanEntry),
    decide=decide,
    evolve=evolve,
    unit=lambda plan: plan.unit,
    apart={"PlanAdopted": ("PlanDrafted",)},
)
