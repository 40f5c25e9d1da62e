"""A stay: a party, a person or an institution abroad, from plan to home."""

from dataclasses import dataclass, replace
from datetime import date

from services.consular.commands import (
    CancelOfficialStay,
    ChangeOfficialStay,
    ConfirmAbroad,
    EndStay,
    NoteDeparture,
    NoteReturn,
    OpenOfficialStay,
    RegisterStay,
    UpdateStay,
    WithdrawRegistration,
)
from services.consular.events import (
    CameHome,
    OfficialStayCancelled,
    OfficialStayChanged,
    OfficialStayOpened,
    RegistrationWithdrawn,
    StayRegistered,
    StayUpdated,
    WentAbroad,
)
from services.consular.rules import DECREE
from services.consular.values import Label, OfficialParty, Place, Resident, Whereabouts
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, Violation, refuse

OfficialCommand = OpenOfficialStay | ChangeOfficialStay | CancelOfficialStay | NoteDeparture | NoteReturn
VoluntaryCommand = RegisterStay | UpdateStay | ConfirmAbroad | EndStay | WithdrawRegistration
StayCommand = OfficialCommand | VoluntaryCommand
StayFact = (
    OfficialStayOpened
    | OfficialStayChanged
    | OfficialStayCancelled
    | StayRegistered
    | StayUpdated
    | WentAbroad
    | CameHome
    | RegistrationWithdrawn
)


@dataclass(frozen=True, kw_only=True)
class Stay:
    """`party` is set for an official party only; the fields after it for those who registered by own will."""

    whereabouts: Whereabouts
    unit: str
    starts_on: date
    went_on: date | None = None
    party: OfficialParty | None = None
    kind: str = "official"
    place: Place | None = None
    ends_on: date | None = None
    people: tuple[Resident, ...] = ()
    institution: Label | None = None
    headcount: int = 0


def decide(state: Stay | None, command: StayCommand, occasion: Occasion) -> Decision:
    match command:
        case OpenOfficialStay():
            return _open(command, occasion) if state is None else []
        case ChangeOfficialStay():
            return _open(command, occasion) if state is None else _change(state, command, occasion)
        case RegisterStay():
            return _register(command, occasion) if state is None else []
        case _ if state is None or state.whereabouts in OFF_THE_REGISTER:
            # A visit that never was on the register, or no longer is, has nobody to follow.
            return [] if isinstance(command, REPEATABLE) or state is None else _over(state)
        case CancelOfficialStay():
            return _cancel(state, command, occasion)
        case NoteDeparture():
            return _depart(state, command, occasion)
        case NoteReturn():
            return _return(state, command, occasion)
        case _ if state.party is not None:
            return refuse("state", STATES, "a voluntary registration", "an official party", FOLLOWS_THE_VISIT)
        case UpdateStay():
            return _update(state, command, occasion)
        case ConfirmAbroad():
            return _confirm(state, command, occasion)
        case EndStay():
            return _end(state, command, occasion)
        case WithdrawRegistration():
            return [RegistrationWithdrawn(stay_id=command.stay_id, by=occasion.actor.signature, at=occasion.now)]


STATES = "§4 state machine: Planned → Abroad → Home / Cancelled"
FOLLOWS_THE_VISIT = "an official party's stay follows its visit: change the visit"
OFF_THE_REGISTER = frozenset({Whereabouts.CANCELLED, Whereabouts.WITHDRAWN})
REPEATABLE = (CancelOfficialStay, NoteDeparture, NoteReturn, WithdrawRegistration)


def _over(state: Stay) -> Refusal:
    return refuse("state", STATES, "a stay on the register", state.whereabouts, "register a new stay")


def _open(command: OpenOfficialStay | ChangeOfficialStay, occasion: Occasion) -> Decision:
    return [OfficialStayOpened(stay_id=command.stay_id, party=command.party, at=occasion.now)]


def _change(state: Stay, command: ChangeOfficialStay, occasion: Occasion) -> Decision:
    """An amended visit may have been cancelled before: then the new paper puts the party on the register again."""
    if state.party is None or (state.party == command.party and state.whereabouts != Whereabouts.CANCELLED):
        return []
    return [
        OfficialStayChanged(
            stay_id=command.stay_id, party=command.party, supersedes=state.party.document, at=occasion.now
        )
    ]


def _cancel(state: Stay, command: CancelOfficialStay, occasion: Occasion) -> Decision:
    """A party that is abroad is there, whatever becomes of its paper."""
    if state.whereabouts != Whereabouts.PLANNED:
        return []
    return [OfficialStayCancelled(stay_id=command.stay_id, at=occasion.now)]


def _depart(state: Stay, command: NoteDeparture, occasion: Occasion) -> Decision:
    if state.whereabouts != Whereabouts.PLANNED:
        return []
    return [WentAbroad(stay_id=command.stay_id, went_on=command.departed_on, at=occasion.now)]


def _return(state: Stay, command: NoteReturn, occasion: Occasion) -> Decision:
    if state.whereabouts == Whereabouts.HOME:
        return []
    return [CameHome(stay_id=command.stay_id, came_on=command.returned_on, at=occasion.now)]


def _register(command: RegisterStay, occasion: Occasion) -> Decision:
    wrong = [
        *_agreement(command),
        *_who(command.kind, command.people, command.institution),
        *_dates(command.starts_on, command.ends_on),
    ]
    if wrong:
        return Refusal(tuple(wrong))
    return [
        StayRegistered(
            stay_id=command.stay_id,
            unit=occasion.actor.unit,
            kind=command.kind,
            place=command.place,
            starts_on=command.starts_on,
            ends_on=command.ends_on,
            people=command.people,
            institution=command.institution,
            headcount=_count(command.kind, command.people, command.headcount),
            may_share=command.may_share,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def _update(state: Stay, command: UpdateStay, occasion: Occasion) -> Decision:
    if state.whereabouts == Whereabouts.HOME:
        return _over(state)
    if wrong := _dates(command.starts_on, command.ends_on):
        return Refusal(tuple(wrong))
    people = command.people or state.people
    headcount = _count(state.kind, people, command.headcount)
    now = (command.place, command.starts_on, command.ends_on, people, headcount)
    if now == (state.place, state.starts_on, state.ends_on, state.people, state.headcount):
        return []
    return [
        StayUpdated(
            stay_id=command.stay_id,
            place=command.place,
            starts_on=command.starts_on,
            ends_on=command.ends_on,
            people=people,
            headcount=headcount,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def _confirm(state: Stay, command: ConfirmAbroad, occasion: Occasion) -> Decision:
    if state.whereabouts != Whereabouts.PLANNED:
        return []
    if command.arrived_on > occasion.today:
        return Refusal((_date("arrival by today", command.arrived_on, "confirm it once they have arrived"),))
    return [WentAbroad(stay_id=command.stay_id, went_on=command.arrived_on, at=occasion.now)]


def _end(state: Stay, command: EndStay, occasion: Occasion) -> Decision:
    if state.whereabouts == Whereabouts.HOME:
        return []
    earliest = state.went_on or state.starts_on
    if command.ended_on < earliest:
        return Refusal((_date(f"an end from {earliest} on", command.ended_on, "give the day of the return"),))
    return [CameHome(stay_id=command.stay_id, came_on=command.ended_on, at=occasion.now)]


def _count(kind: str, people: tuple[Resident, ...], headcount: int) -> int:
    return len(people) if kind == "person" else headcount


def _agreement(command: RegisterStay) -> list[Violation]:
    if command.agreed:
        return []
    value, found = "registration is voluntary", "not agreed"
    return [Violation("C2", f"{DECREE} 第六条 [S1]", value, found, "ask them first, or leave them off the register")]


def _who(kind: str, people: tuple[Resident, ...], institution: Label | None) -> list[Violation]:
    article = f"{DECREE} 第六条 [S1]"
    if kind == "person" and not people:
        return [Violation("C2", article, "at least one person", "none", "name the persons who register")]
    if kind == "institution" and institution is None:
        return [Violation("C2", article, "the institution's name", "none", "name the institution in both scripts")]
    return []


def _dates(starts_on: date, ends_on: date | None) -> list[Violation]:
    if ends_on is None or ends_on >= starts_on:
        return []
    return [_date(f"an end from {starts_on} on", ends_on, "give an end that is not before the start")]


def _date(value: str, found: date, mend: str) -> Violation:
    return Violation("dates", "§4 register: a stay's dates follow each other", value, str(found), mend)


def evolve(state: Stay | None, fact: StayFact) -> Stay:
    match fact:
        case OfficialStayOpened():
            return Stay(
                whereabouts=Whereabouts.PLANNED,
                unit=fact.party.unit,
                party=fact.party,
                starts_on=fact.party.starts_on,
            )
        case StayRegistered():
            return Stay(
                whereabouts=Whereabouts.PLANNED,
                unit=fact.unit,
                kind=fact.kind,
                place=fact.place,
                starts_on=fact.starts_on,
                ends_on=fact.ends_on,
                people=fact.people,
                institution=fact.institution,
                headcount=fact.headcount,
            )
        case _ if state is None:
            raise ValueError(f"a stay does not begin with {type(fact).__name__}")
        case OfficialStayChanged():
            again = state.whereabouts == Whereabouts.CANCELLED
            where = Whereabouts.PLANNED if again else state.whereabouts
            return replace(
                state, whereabouts=where, unit=fact.party.unit, party=fact.party, starts_on=fact.party.starts_on
            )
        case StayUpdated():
            return replace(
                state,
                place=fact.place,
                starts_on=fact.starts_on,
                ends_on=fact.ends_on,
                people=fact.people,
                headcount=fact.headcount,
            )
        case WentAbroad():
            return replace(state, whereabouts=Whereabouts.ABROAD, went_on=fact.went_on)
        case CameHome():
            return replace(state, whereabouts=Whereabouts.HOME)
        case OfficialStayCancelled():
            return replace(state, whereabouts=Whereabouts.CANCELLED)
        case RegistrationWithdrawn():
            return replace(state, whereabouts=Whereabouts.WITHDRAWN, people=(), institution=None)


STAY = Aggregate(
    name="stay",
    key="stay_id",
    commands=(
        OpenOfficialStay,
        ChangeOfficialStay,
        CancelOfficialStay,
        NoteDeparture,
        NoteReturn,
        RegisterStay,
        UpdateStay,
        ConfirmAbroad,
        EndStay,
        WithdrawRegistration,
    ),
    # Facts of a visit reach us whether we ever opened a stay for it or not: those find nothing to do.
    opens=(OpenOfficialStay, ChangeOfficialStay, CancelOfficialStay, NoteDeparture, NoteReturn, RegisterStay),
    decide=decide,
    evolve=evolve,
    unit=lambda stay: stay.unit,
)
