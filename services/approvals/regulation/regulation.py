"""A policy, law or regulation that the office works by: adopted into its register, amended, repealed."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, assert_never

from services.approvals.regulation.commands import (
    AdoptRegulation,
    AmendRegulation,
    RegulationCommand,
    RepealRegulation,
)
from services.approvals.regulation.events import RegulationAdopted, RegulationAmended, RegulationRepealed
from shared.aggregate import Aggregate, Decision, Occasion, refuse
from shared.values import declared

RegulationFact = RegulationAdopted | RegulationAmended | RegulationRepealed
REGISTER = "register of regulations"


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """`amended_by`: numbers of the texts that changed it."""

    effective_on: date
    amended_by: frozenset[str] = frozenset()
    repealed_on: date | None = None


def decide(state: Regulation | None, command: RegulationCommand, occasion: Occasion) -> Decision:
    signed: dict[str, Any] = {"by": occasion.actor.signature, "at": occasion.now}
    match command:
        case AdoptRegulation() if state is not None:
            return []
        case AdoptRegulation() if command.effective_on < command.issued_on:
            mend = "give the day from which it holds"
            return refuse("dates", REGISTER, f"{command.issued_on} or later", command.effective_on, mend)
        case AdoptRegulation():
            return [RegulationAdopted(**_fields(command), **signed)]
        case _ if state is None:
            raise AssertionError("only an adopted regulation is amended or repealed")
        case AmendRegulation() if command.number in state.amended_by:
            return []
        case AmendRegulation() if state.repealed_on is not None:
            return refuse("state", REGISTER, "a regulation in force", "repealed", "adopt the text that replaced it")
        case AmendRegulation() if command.effective_on < state.effective_on:
            mend = "give the day from which the change holds"
            return refuse("dates", REGISTER, f"{state.effective_on} or later", command.effective_on, mend)
        case AmendRegulation():
            return [RegulationAmended(**_fields(command), **signed)]
        case RepealRegulation() if state.repealed_on == command.repealed_on:
            return []
        case RepealRegulation() if state.repealed_on is not None:
            mend = "adopt the text anew if it holds again"
            return refuse("state", REGISTER, "a regulation in force", f"repealed on {state.repealed_on}", mend)
        case RepealRegulation() if command.repealed_on < state.effective_on:
            mend = "give the day on which it ceased to hold"
            return refuse("dates", REGISTER, f"{state.effective_on} or later", command.repealed_on, mend)
        case RepealRegulation():
            return [RegulationRepealed(**_fields(command), **signed)]
        case _:
            assert_never(command)


def _fields(command: RegulationCommand) -> dict[str, Any]:
    kind: Any = type(command)
    return {name: getattr(command, name) for name in declared(kind)}


def evolve(state: Regulation | None, happened: RegulationFact) -> Regulation:
    match happened:
        case RegulationAdopted():
            return Regulation(effective_on=happened.effective_on)
        case _ if state is None:
            raise AssertionError("a register begins with an adoption")
        case RegulationAmended():
            return replace(state, amended_by=state.amended_by | {happened.number})
        case RegulationRepealed():
            return replace(state, repealed_on=happened.repealed_on)
        case _:
            assert_never(happened)


REGULATION: Aggregate[Regulation] = Aggregate(
    name="regulation",
    key="regulation_id",
    commands=RegulationCommand.__args__,
    opens=(AdoptRegulation,),
    decide=decide,
    evolve=evolve,
)
