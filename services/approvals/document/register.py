"""A register of numbers (发文登记), one a kind of paper and year, named by the head of its numbers: 筑外批〔2026〕.

Two kinds under one prefix share a register, so no number can stand on two papers. The next number is the last one
and 1, in the register's own stream: whatever is retried or dies, none is given twice and none is left out. The command
of a policy is given once (`shared/react.py`), so a case that asked once gets one; and each fact says all that the next
needs, so the thousandth number costs what the first did.
"""

from dataclasses import dataclass
from uuid import UUID

from services.approvals.commands import GiveNumber, OpenRegister, RegisterCommand
from services.approvals.document.office import KINDS, register_of
from services.approvals.events import NumberGiven, RegisterOpened
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse

ARTICLE = "one register a kind and year (GB/T 9704, 发文字号)"
RegisterFact = RegisterOpened | NumberGiven


@dataclass(frozen=True, kw_only=True)
class Register:
    """The last number, and the case and ask that got it; none of these if it was given by hand."""

    last: int
    case: UUID | None = None
    ask: int = 0


def decide(state: Register | None, command: RegisterCommand, occasion: Occasion) -> Decision:
    match command:
        case GiveNumber() if state is not None and (command.visit_id, command.ask) == (state.case, state.ask):
            return []
        case GiveNumber():
            serial = state.last + 1 if state else 1
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
        case OpenRegister() if state == Register(last=command.last):
            return []
        case OpenRegister():
            return _stands_against(state, command, occasion) or [
                RegisterOpened(
                    register=command.register, last=command.last, by=occasion.actor.signature, at=occasion.now
                )
            ]


def _stands_against(state: Register | None, command: OpenRegister, occasion: Occasion) -> Refusal | None:
    known = sorted(register_of(kind, occasion.today.year + year) for kind in KINDS for year in (0, 1))
    if command.register not in known:
        mend = "take one of these, or set the prefix in office.toml first"
        return refuse("register", ARTICLE, " or ".join(known), command.register, mend)
    if state is not None:
        mend = "go on from there: a number that was given can't be given again"
        return refuse("register", ARTICLE, "a register without numbers", f"its last number is {state.last}", mend)
    return None


def evolve(_: Register | None, fact: RegisterFact) -> Register:
    match fact:
        case RegisterOpened():
            return Register(last=fact.last)
        case NumberGiven():
            return Register(last=fact.serial, case=fact.visit_id, ask=fact.ask)


REGISTER: Aggregate[Register] = Aggregate(
    name="register",
    key="register",
    commands=RegisterCommand.__args__,
    opens=(OpenRegister, GiveNumber),
    decide=decide,
    evolve=evolve,
    last_is_all=True,
)
