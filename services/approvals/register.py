"""A register of numbers (发文登记), one a kind of paper and year, named by the head of its numbers: 筑外批〔2026〕.

Two kinds under one prefix share a register, so no number can stand on two papers. The next number is the last one
and 1, in the register's own stream: whatever is retried or dies, none is given twice and none is left out.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from services.approvals.commands import GiveNumber, OpenRegister, RegisterCommand
from services.approvals.events import NumberGiven, RegisterOpened
from services.approvals.office import KINDS, register_of
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse

ARTICLE = "one register a kind and year (GB/T 9704, 发文字号)"
RegisterFact = RegisterOpened | NumberGiven


@dataclass(frozen=True, kw_only=True)
class Register:
    """`answered`: what each case asked for, and got."""

    last: int = 0
    opened: bool = False
    answered: frozenset[tuple[UUID, int]] = frozenset()


def decide(state: Register | None, command: RegisterCommand, occasion: Occasion) -> Decision:
    register = state or Register()
    match command:
        case GiveNumber() if (command.visit_id, command.ask) in register.answered:
            return []
        case GiveNumber():
            serial = register.last + 1
            return [
                NumberGiven(
                    register=command.register,
                    serial=serial,
                    number=f"{command.register}{serial}号",
                    visit_id=command.visit_id,
                    direction=command.direction,
                    ask=command.ask,
                    at=occasion.now,
                )
            ]
        case OpenRegister() if register.opened and register.last == command.last:
            return []
        case OpenRegister():
            return _stands_against(register, command, occasion) or [
                RegisterOpened(
                    register=command.register, last=command.last, by=occasion.actor.signature, at=occasion.now
                )
            ]


def _stands_against(register: Register, command: OpenRegister, occasion: Occasion) -> Refusal | None:
    known = sorted(register_of(kind, occasion.today.year + year) for kind in KINDS for year in (0, 1))
    if command.register not in known:
        mend = "take one of these, or set the prefix in office.toml first"
        return refuse("register", ARTICLE, " or ".join(known), command.register, mend)
    if register.answered or register.opened:
        mend = "go on from there: a number that was given can't be given again"
        return refuse("register", ARTICLE, "a register without numbers", f"opened, last number {register.last}", mend)
    return None


def evolve(state: Register | None, fact: RegisterFact) -> Register:
    register = state or Register()
    match fact:
        case RegisterOpened():
            return replace(register, last=fact.last, opened=True)
        case NumberGiven():
            answered = register.answered | {(fact.visit_id, fact.ask)}
            return replace(register, last=fact.serial, answered=answered)


REGISTER: Aggregate[Register] = Aggregate(
    name="register",
    key="register",
    commands=RegisterCommand.__args__,
    opens=(OpenRegister, GiveNumber),
    decide=decide,
    evolve=evolve,
)
