"""When that fact, then this command."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.consular.commands import (
    CancelOfficialStay,
    ChangeOfficialStay,
    NoteDeparture,
    NoteReturn,
    OpenOfficialStay,
)
from services.consular.events import VisitAmended, VisitApproved, VisitCancelled, VisitDeparted, VisitReturned
from services.consular.values import OfficialParty
from shared.ids import derived_id


def react(fact: Any) -> Iterable[Any]:
    match fact:
        case VisitApproved(direction="outbound"):
            return put_the_party_on_the_register(fact)
        case VisitAmended(direction="outbound"):
            return correct_the_party_on_the_register(fact)
        case VisitCancelled(direction="outbound"):
            return take_the_party_off_the_register(fact)
        case VisitDeparted(direction="outbound"):
            return note_that_the_party_has_left(fact)
        case VisitReturned():
            return note_that_the_party_is_home(fact)
        case _:
            return ()


def put_the_party_on_the_register(fact: VisitApproved) -> Iterable[Any]:
    yield OpenOfficialStay(stay_id=stay_of(fact.visit_id), party=_party(fact))


def correct_the_party_on_the_register(fact: VisitAmended) -> Iterable[Any]:
    yield ChangeOfficialStay(stay_id=stay_of(fact.visit_id), party=_party(fact))


def take_the_party_off_the_register(fact: VisitCancelled) -> Iterable[Any]:
    yield CancelOfficialStay(stay_id=stay_of(fact.visit_id))


def note_that_the_party_has_left(fact: VisitDeparted) -> Iterable[Any]:
    yield NoteDeparture(stay_id=stay_of(fact.visit_id), departed_on=fact.departed_on)


def note_that_the_party_is_home(fact: VisitReturned) -> Iterable[Any]:
    """The fact does not say in which direction: a visit of guests has no stay, and finds nothing to do."""
    yield NoteReturn(stay_id=stay_of(fact.visit_id), returned_on=fact.returned_on)


def stay_of(visit_id: UUID) -> UUID:
    """The stay that an official visit abroad opens."""
    return derived_id("stay", visit_id)


def _party(fact: VisitApproved | VisitAmended) -> OfficialParty:
    return OfficialParty(
        visit_id=fact.visit_id,
        unit=fact.unit,
        document=fact.document,
        party=fact.party,
        travellers=fact.travellers,
        stops=fact.stops,
        starts_on=fact.starts_on,
        ends_on=fact.ends_on,
    )
