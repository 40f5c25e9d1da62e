"""A sending unit (A10): while passports of one of its visits are long overdue, it is locked for new ones."""

from dataclasses import dataclass, replace
from uuid import UUID

from services.approvals.commands import AskUnitStanding, LockUnit, UnitCommand, UnlockUnit
from services.approvals.events import OverduePassportsCleared, UnitLocked, UnitStandingAnswered, UnitUnlocked
from shared.aggregate import Aggregate, Decision, Occasion

UnitFact = UnitStandingAnswered | UnitLocked | UnitUnlocked | OverduePassportsCleared


@dataclass(frozen=True, kw_only=True)
class Unit:
    """`overdue`: visits whose passports are out too long; `waiting`: visits that were told that the unit is locked."""

    overdue: frozenset[UUID] = frozenset()
    waiting: tuple[UUID, ...] = ()


def decide(state: Unit | None, command: UnitCommand, _: Occasion) -> Decision:
    unit = state or Unit()
    match command:
        case AskUnitStanding():
            locked = bool(unit.overdue)
            return [UnitStandingAnswered(unit=command.unit, visit_id=command.visit_id, locked=locked)]
        case LockUnit() if command.visit_id in unit.overdue:
            return []
        case LockUnit():
            return [UnitLocked(unit=command.unit, visit_id=command.visit_id)]
        case UnlockUnit() if command.visit_id not in unit.overdue:
            return []
        case UnlockUnit():
            cleared = OverduePassportsCleared(unit=command.unit, visit_id=command.visit_id)
            last = unit.overdue == {command.visit_id}
            return [cleared, UnitUnlocked(unit=command.unit, waiting=unit.waiting)] if last else [cleared]


def evolve(state: Unit | None, fact: UnitFact) -> Unit:
    unit = state or Unit()
    match fact:
        case UnitStandingAnswered(locked=True):
            return replace(unit, waiting=(*unit.waiting, fact.visit_id))
        case UnitStandingAnswered():
            return unit
        case UnitLocked():
            return replace(unit, overdue=unit.overdue | {fact.visit_id})
        case OverduePassportsCleared():
            return replace(unit, overdue=unit.overdue - {fact.visit_id})
        case UnitUnlocked():
            return replace(unit, waiting=())


UNIT: Aggregate[Unit] = Aggregate(
    name="unit",
    key="unit",
    commands=UnitCommand.__args__,
    opens=(AskUnitStanding, LockUnit, UnlockUnit),
    decide=decide,
    evolve=evolve,
)
