"""All trips of one traveller, or of one sender: who asked first comes first.

A case that is submitted asks for its trip here, and is told which others stand before it: so of two cases that can't
both be, the later one knows. It is told again when that changes, until it is decided. An amendment asks for the changed
trip beside the one that stands, which keeps its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from services.approvals.trip.commands import AskTrips, ForgetTrips, SettleTrip, TripCommand
from services.approvals.trip.events import TripsAnswered, TripsAsked, TripSettled, TripsForgotten
from services.approvals.values import Trip
from shared.aggregate import Aggregate, Decision, Occasion

Known = TripsAsked | TripSettled | TripsForgotten
TripFact = Known | TripsAnswered


@dataclass(frozen=True, kw_only=True)
class Trips:
    """`trips` in the order in which they were asked for; `asked`: the open question of each undecided case, and
    `answered`: what it was told last."""

    trips: tuple[Trip, ...] = ()
    asked: Mapping[UUID, TripsAsked] = field(default_factory=dict)
    answered: Mapping[UUID, tuple[Trip, ...]] = field(default_factory=dict)

    def of(self, visit_id: UUID) -> tuple[Trip, ...]:
        return tuple(trip for trip in self.trips if trip.visit_id == visit_id)

    def beside(self, question: TripsAsked) -> tuple[Trip, ...]:
        """The other cases' trips that stand before the last one of this case, from the asked day on."""
        last = max(number for number, trip in enumerate(self.trips) if trip.visit_id == question.visit_id)
        before = self.trips[:last]
        return tuple(
            trip for trip in before if trip.visit_id != question.visit_id and trip.returns_on >= question.since
        )


def stream_of(owner: str) -> str:
    return f"{TRIPS.name}-{owner}"


def decide(state: Trips | None, command: TripCommand, _: Occasion) -> Decision:
    known = state or Trips()
    own = known.of(command.visit_id)
    match command:
        case AskTrips():
            return _with_answers(known, TripsAsked(**vars(command)))
        case SettleTrip() if not own:
            return []
        case SettleTrip():
            settled = TripSettled(owner=command.owner, visit_id=command.visit_id, trip=_settled(own, command))
            return [] if own == (settled.trip,) else _with_answers(known, settled)
        case ForgetTrips() if not own:
            return []
        case ForgetTrips():
            return _with_answers(known, TripsForgotten(owner=command.owner, visit_id=command.visit_id))


def _settled(own: tuple[Trip, ...], command: SettleTrip) -> Trip:
    now = {name: getattr(command, name) for name in ("countries", "departs_on", "returns_on", "people")}
    return replace(_nearest(own, replace(own[-1], **now)), **now, granted=True)


def _nearest(own: tuple[Trip, ...], trip: Trip) -> Trip:
    """Which of a case's trips that is: the same but for its being granted, or the last one, on other days."""
    return next((one for one in own if _what(one) == _what(trip)), own[-1])


def _what(trip: Trip) -> tuple[Any, ...]:
    return trip.countries, trip.departs_on, trip.returns_on, trip.people


def _with_answers(known: Trips, happened: Known) -> Decision:
    """What is known now, and the answer to every case for which it is another than before."""
    after = evolve(known, happened)
    answers = [
        TripsAnswered(owner=happened.owner, visit_id=visit_id, trips=beside, number=question.number)
        for visit_id, question in after.asked.items()
        if (beside := after.beside(question)) != after.answered.get(visit_id)
    ]
    return [happened, *answers]


def evolve(state: Trips | None, happened: TripFact) -> Trips:
    known = state or Trips()
    visit_id = happened.visit_id
    match happened:
        case TripsAnswered():
            return replace(known, answered={**known.answered, visit_id: happened.trips})
        case TripsAsked():
            asked = {**known.asked, visit_id: happened}
            return replace(known, trips=_asked_for(known, happened), asked=asked, answered=_without(known, visit_id))
        case TripSettled():
            stays = _nearest(known.of(visit_id), happened.trip)
            trips = tuple(
                happened.trip if trip is stays else trip
                for trip in known.trips
                if trip is stays or trip.visit_id != visit_id
            )
        case TripsForgotten():
            trips = tuple(trip for trip in known.trips if trip.visit_id != visit_id)
    asked = {other: question for other, question in known.asked.items() if other != visit_id}
    return Trips(trips=trips, asked=asked, answered=_without(known, visit_id))


def _asked_for(known: Trips, happened: TripsAsked) -> tuple[Trip, ...]:
    """What the case still asks for keeps its place; what is new goes to the end."""
    kept = tuple(
        trip
        for trip in known.trips
        if trip.visit_id != happened.visit_id or replace(trip, granted=False) in happened.trips
    )
    stands = {replace(trip, granted=False) for trip in kept}
    return (*kept, *(trip for trip in happened.trips if trip not in stands))


def _without(known: Trips, visit_id: UUID) -> dict[UUID, tuple[Trip, ...]]:
    return {other: trips for other, trips in known.answered.items() if other != visit_id}


TRIPS: Aggregate[Trips] = Aggregate(
    name="trips",
    key="owner",
    commands=TripCommand.__args__,
    opens=(AskTrips, SettleTrip, ForgetTrips),
    decide=decide,
    evolve=evolve,
)
