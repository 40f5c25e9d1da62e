"""What cases ask of the trips that a traveller or a sender has. All by policy."""

from datetime import date
from uuid import UUID

from services.approvals.values import Trip
from shared.values import value


@value
class AskTrips:
    """A case needs `trips` of this owner, and asks which others the owner has from `since` on."""

    owner: str
    visit_id: UUID
    trips: tuple[Trip, ...]
    since: date
    number: int


@value
class SettleTrip:
    """The case was approved, amended or moved, or its amendment dropped: this is its trip now, and no other."""

    owner: str
    visit_id: UUID
    countries: tuple[str, ...]
    departs_on: date
    returns_on: date
    people: int


@value
class ForgetTrips:
    """The case needs this owner no more."""

    owner: str
    visit_id: UUID


TripCommand = AskTrips | SettleTrip | ForgetTrips
