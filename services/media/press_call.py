"""A press call around a delegation: opened when it arrives, closed when it leaves."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.media.commands import (
    AccreditJournalist,
    CheckInJournalist,
    ClosePressCall,
    OpenPressCall,
    PressCallCommand,
)
from services.media.events import (
    JournalistAccredited,
    JournalistCheckedIn,
    PressCallClosed,
    PressCallDescribed,
    PressCallOpened,
)
from services.media.rules import credential_violations
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse

PressCallFact = PressCallOpened | PressCallDescribed | JournalistAccredited | JournalistCheckedIn | PressCallClosed


@dataclass(frozen=True, kw_only=True)
class PressCall:
    closes_on: date | None = None
    closed: bool = False
    accredited: frozenset[UUID] = frozenset()
    checked_in: frozenset[UUID] = frozenset()


def decide(state: PressCall | None, command: PressCallCommand, occasion: Occasion) -> Decision:
    match state, command:
        case None, OpenPressCall():
            return open_call(command, occasion)
        case None, ClosePressCall():
            # the delegation left before its arrival was heard: closed it stays
            return [PressCallClosed(press_call_id=command.press_call_id, at=occasion.now)]
        case None, _:
            raise TypeError(command)
        case _, OpenPressCall():
            return []
        case PressCall(closed=True), ClosePressCall():
            return []
        case _, ClosePressCall():
            return [PressCallClosed(press_call_id=command.press_call_id, at=occasion.now)]
        case PressCall(closed=True), _:
            return refuse("state", "§5 state machine", "an open press call", "closed", "ask for an interview instead")
        case _, AccreditJournalist():
            return accredit(state, command, occasion)
        case _, CheckInJournalist():
            return check_in(state, command, occasion)


def open_call(command: OpenPressCall, occasion: Occasion) -> Decision:
    return [
        PressCallOpened(press_call_id=command.press_call_id, delegation_id=command.delegation_id, at=occasion.now),
        PressCallDescribed(
            press_call_id=command.press_call_id,
            organisation=command.organisation,
            country=command.country,
            opens_on=command.opens_on,
            closes_on=command.closes_on,
        ),
    ]


def accredit(state: PressCall, command: AccreditJournalist, occasion: Occasion) -> Decision:
    if command.journalist_id in state.accredited:
        return []
    violations = credential_violations(command.outlet, command.credential, state.closes_on or occasion.today)
    if violations:
        return Refusal(violations)
    return [
        JournalistAccredited(
            press_call_id=command.press_call_id,
            journalist_id=command.journalist_id,
            journalist=command.journalist,
            outlet=command.outlet,
            credential=command.credential,
            at=occasion.now,
        )
    ]


def check_in(state: PressCall, command: CheckInJournalist, occasion: Occasion) -> Decision:
    if command.journalist_id in state.checked_in:
        return []
    if command.journalist_id not in state.accredited:
        found, mend = "not accredited", "accredit the journalist first"
        return refuse("M2", "Decree 537 (17 Oct 2008) art 17", "an accredited journalist", found, mend)
    return [
        JournalistCheckedIn(press_call_id=command.press_call_id, journalist_id=command.journalist_id, at=occasion.now)
    ]


def evolve(state: PressCall | None, fact: PressCallFact) -> PressCall:
    call = state or PressCall()
    match fact:
        case PressCallOpened():
            return call
        case PressCallDescribed():
            return replace(call, closes_on=fact.closes_on)
        case JournalistAccredited():
            return replace(call, accredited=call.accredited | {fact.journalist_id})
        case JournalistCheckedIn():
            return replace(call, checked_in=call.checked_in | {fact.journalist_id})
        case PressCallClosed():
            return replace(call, closed=True)


PRESS_CALL: Aggregate[PressCall] = Aggregate(
    name="press_call",
    key="press_call_id",
    commands=PressCallCommand.__args__,
    opens=(OpenPressCall, ClosePressCall),
    decide=decide,
    evolve=evolve,
)
