"""What is known of the trips of a traveller or a sender, and what each case was told of them."""

from datetime import date, datetime
from uuid import UUID

from services.approvals.values import Trip
from shared.facts import fact


@fact("TripsAsked")
class TripsAsked:
    owner: str
    visit_id: UUID
    trips: tuple[Trip, ...]
    since: date
    number: int


@fact("TripSettled")
class TripSettled:
    owner: str
    visit_id: UUID
    trip: Trip


@fact("TripsForgotten")
class TripsForgotten:
    owner: str
    visit_id: UUID


@fact("TripsAnswered")
class TripsAnswered:
    """The trips of other cases that stand before this one's; told again whenever they change, until it is settled."""

    owner: str
    visit_id: UUID
    trips: tuple[Trip, ...]
    number: int


@fact("TripsNoted")
class TripsNoted:
    """The visit knows what that owner has beside it."""

    visit_id: UUID
    owner: str
    trips: tuple[Trip, ...]
    at: datetime


@fact("TripsFreed")
class TripsFreed:
    """The visit needs these owners no more."""

    visit_id: UUID
    owners: tuple[str, ...]
