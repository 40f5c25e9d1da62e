"""A circular: the office's guidance to departments and organisations, which each of them has to read.

No source was found for its terms: they are the office's own."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, assert_never

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.working_days import working_days_between
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion, Refusal, refuse
from shared.times import end_of_local_day

ARTICLE = "the office's own rule on circulars"
REMIND_BEFORE = 3
"""Working days before the day by which it is to be read."""

CircularFact = (
    fact.CircularDrafted
    | fact.CircularRevised
    | fact.CircularIssued
    | fact.CircularAcknowledged
    | fact.CircularReminderSet
    | fact.UnitsReminded
    | fact.CircularDeadlineSet
    | fact.CircularDeadlinePassed
    | fact.CircularSuperseded
    | fact.CircularWithdrawn
)


@dataclass(frozen=True, kw_only=True)
class State:
    """State: Drafted, Issued, Superseded, Withdrawn. `read`: the units that have acknowledged."""

    circular: do.Circular
    state: str = "Drafted"
    number: str = ""
    read: frozenset[str] = frozenset()

    @property
    def unread(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.circular.addressees if unit not in self.read)


def decide(state: State | None, command: do.CircularCommand | DeadlineDue, occasion: Occasion) -> Decision:
    if state is None:
        assert isinstance(command, do.DraftCircular)
        return [
            fact.CircularDrafted(
                circular_id=command.circular_id, circular=command.circular, by=occasion.actor.signature, at=occasion.now
            )
        ]
    match command:
        case do.DraftCircular():
            return []
        case do.ReviseCircular():
            return revise(state, command, occasion)
        case do.IssueCircular():
            return issue(state, command, occasion)
        case do.AcknowledgeCircular():
            return acknowledge(state, command, occasion)
        case do.WithdrawCircular():
            return withdraw(state, command, occasion)
        case do.SupersedeCircular() if state.state != "Issued":
            return []
        case do.SupersedeCircular():
            return [
                fact.CircularSuperseded(
                    circular_id=command.circular_id, by_circular=command.by_circular, at=occasion.now
                )
            ]
        case DeadlineDue():
            return pass_deadline(state, command.deadline, occasion)
        case _:
            assert_never(command)


def revise(state: State, command: do.ReviseCircular, occasion: Occasion) -> Decision:
    if state.circular == command.circular:
        return []
    if state.state != "Drafted":
        return wrong_state(state, "Drafted", "issue another one that supersedes it")
    return [
        fact.CircularRevised(
            circular_id=command.circular_id, circular=command.circular, by=occasion.actor.signature, at=occasion.now
        )
    ]


def issue(state: State, command: do.IssueCircular, occasion: Occasion) -> Decision:
    circular = state.circular
    if state.state == "Issued" and state.number == command.number:
        return []
    if state.state != "Drafted":
        return wrong_state(state, "Drafted", "draft another one")
    if not circular.addressees:
        return refuse("addressees", ARTICLE, "at least 1 unit", 0, "name who has to read it")
    if len(set(circular.addressees)) < len(circular.addressees):
        return refuse("addressees", ARTICLE, "each unit once", "a unit twice", "name each unit once")
    if circular.due_on < occasion.today:
        return refuse("due", ARTICLE, f"{occasion.today} or later", circular.due_on, "give a day to come")
    issued = fact.CircularIssued(
        circular_id=command.circular_id,
        number=command.number,
        addressees=circular.addressees,
        read_by=circular.read_by,
        due_on=circular.due_on,
        supersedes=circular.supersedes,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    return [issued, *deadlines(command, circular.due_on, occasion.today)]


def deadlines(command: do.IssueCircular, due_on: date, today: date) -> list[Any]:
    """A reminder some working days before the day, if there is time for one, and the day itself."""
    remind_on = due_on - timedelta(days=1)
    while working_days_between(remind_on + timedelta(days=1), due_on) < REMIND_BEFORE:
        remind_on -= timedelta(days=1)
    reminder = fact.CircularReminderSet(
        circular_id=command.circular_id, due_on=due_on, due_at=end_of_local_day(remind_on - timedelta(days=1))
    )
    day = fact.CircularDeadlineSet(circular_id=command.circular_id, due_on=due_on, due_at=end_of_local_day(due_on))
    return [reminder, day] if remind_on > today else [day]


def acknowledge(state: State, command: do.AcknowledgeCircular, occasion: Occasion) -> Decision:
    role = state.circular.read_by
    if command.unit in state.read:
        return []
    if state.state != "Issued":
        return wrong_state(state, "Issued", "read the one that replaces it, if there is one")
    if command.unit not in state.circular.addressees:
        found = f"{command.unit} is not addressed"
        return refuse("addressees", ARTICLE, "a unit that it is addressed to", found, "nothing is asked of this unit")
    if role not in occasion.actor.roles:
        found = ", ".join(sorted(occasion.actor.roles))
        return refuse("role", ARTICLE, f"the unit's {role}", found, f"have the unit's {role} read it")
    return [
        fact.CircularAcknowledged(
            circular_id=command.circular_id, unit=command.unit, by=occasion.actor.signature, at=occasion.now
        )
    ]


def withdraw(state: State, command: do.WithdrawCircular, occasion: Occasion) -> Decision:
    if state.state == "Withdrawn":
        return []
    if state.state == "Superseded":
        return wrong_state(state, "Drafted or Issued", "withdraw the one that replaced it")
    return [
        fact.CircularWithdrawn(
            circular_id=command.circular_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        )
    ]


def pass_deadline(state: State, deadline: Any, occasion: Occasion) -> Decision:
    """Who has not read it is reminded before the day, and named after it; nobody, if all have or it is gone."""
    if state.state != "Issued" or not state.unread:
        return []
    match deadline:
        case fact.CircularReminderSet():
            return [fact.UnitsReminded(circular_id=deadline.circular_id, units=state.unread, at=occasion.now)]
        case _:
            return [fact.CircularDeadlinePassed(circular_id=deadline.circular_id, units=state.unread, at=occasion.now)]


def wrong_state(state: State, needed: str, mend: str) -> Refusal:
    return refuse("state", ARTICLE, needed, state.state, mend)


def evolve(state: State | None, happened: CircularFact) -> State:
    if state is None:
        assert isinstance(happened, fact.CircularDrafted)
        return State(circular=happened.circular)
    match happened:
        case fact.CircularRevised():
            return replace(state, circular=happened.circular)
        case fact.CircularIssued():
            return replace(state, state="Issued", number=happened.number)
        case fact.CircularAcknowledged():
            return replace(state, read=state.read | {happened.unit})
        case fact.CircularSuperseded():
            return replace(state, state="Superseded")
        case fact.CircularWithdrawn():
            return replace(state, state="Withdrawn")
        case (
            fact.CircularDrafted()
            | fact.CircularReminderSet()
            | fact.UnitsReminded()
            | fact.CircularDeadlineSet()
            | fact.CircularDeadlinePassed()
        ):
            return state
        case _:
            assert_never(happened)


CIRCULAR: Aggregate[State] = Aggregate(
    name="circular",
    key="circular_id",
    commands=do.CircularCommand.__args__,
    opens=(do.DraftCircular,),
    decide=decide,
    evolve=evolve,
    apart={"CircularIssued": ("CircularDrafted", "CircularRevised")},
)
