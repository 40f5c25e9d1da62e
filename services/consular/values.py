"""What requests and facts are made of: names, places, people, and the words that a field may hold."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

import pycountry

from shared.personal import Holding, OfPerson, Personal
from shared.values import NOT_NEGATIVE, Check, value

HOME = frozenset({"CN", "HK", "MO", "TW"})


def is_country(code: str) -> bool:
    """A country by ISO 3166 alpha-2."""
    return pycountry.countries.get(alpha_2=code) is not None and code == code.upper()


def is_abroad(code: str) -> bool:
    """A foreign country: Hong Kong, Macao and Taiwan have offices of their own."""
    return is_country(code) and code not in HOME


Abroad = Annotated[
    str,
    Check(
        is_abroad,
        "Must be a foreign country by ISO 3166 alpha-2.",
        "give a code such as GR; Hong Kong and Macao, and Taiwan, have offices of their own",
    ),
]

Kind = Literal[
    "rights_violated",
    "detained",
    "court",
    "guardianship",
    "destitute",
    "missing",
    "injured_or_dead",
    "major_emergency",
    "dispute",
]
"""Types of a case by article of Decree 763: 8, 9, 10, 11, 12, 13, 14, 15 and 17."""

Level = Literal["I", "II", "III", "IV"]
Colour = Literal["red", "orange", "yellow", "blue"]
Receiver = Literal["city", "province"]
HandOffTo = Literal["mission", "province", "county"]
RedirectTo = Literal["12308", "police", "mission"]
IdentityBasis = Literal["passport", "id_card", "registration", "mission_confirmation", "police_record"]
FamilyOutcome = Literal["reached", "not_reached", "not_wanted"]
Expense = Literal["lodging", "transport", "medical", "other"]
Payer = Literal["person", "family", "insurer", "employer", "travel_agent", "office"]
Outcome = Literal[
    "returned_home", "safe_abroad", "released", "found", "settled", "assisted", "deceased", "no_longer_needed"
]


class Stage(StrEnum):
    """How far a case has come."""

    RECEIVED = "received"
    IDENTITY_CHECKED = "identity_checked"
    TRIAGED = "triaged"
    ACCEPTED = "accepted"
    REDIRECTED = "redirected"
    FAMILY_CONTACTED = "family_contacted"
    HANDED_OVER = "handed_over"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    FOLLOWED_UP = "followed_up"
    CLOSED = "closed"
    MERGED = "merged"


class Whereabouts(StrEnum):
    """How far a stay has come."""

    PLANNED = "planned"
    ABROAD = "abroad"
    HOME = "home"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


PROTECTION = Holding("PIPL art 13(3) and (4): Regulation on Consular Protection (Decree 763), art 7 to 17", "10 years")
PersonId = Annotated[UUID, OfPerson(PROTECTION)]


@value
class Name:
    """A person's name in both scripts."""

    zh: Personal[str]
    en: Personal[str]


@value
class Label:
    """A name in both scripts that is nobody's: of a city, an office, an institution."""

    zh: str
    en: str


@value
class Place:
    country: Abroad
    region: str
    city: Label


@value
class Stop:
    """One place of an official party's itinerary."""

    country: str
    region: str
    city: Label
    arrives_on: date
    leaves_on: date


@value
class Kin:
    """Whom to call when something happens."""

    name: Name
    phone: Personal[str]
    relation: str
    person_id: PersonId | None = None


@value
class Resident:
    """A person who registers."""

    name: Name
    phone: Personal[str | None] = None
    kin: Kin | None = None
    birth_date: Personal[date | None] = None
    document_number: Personal[str | None] = None
    person_id: PersonId | None = None


@value
class Person:
    """A person in distress, registered or not."""

    name: Name
    birth_date: Personal[date | None] = None
    document_number: Personal[str | None] = None
    phone: Personal[str | None] = None
    person_id: PersonId | None = None


@value
class Reporter:
    """Who tells us of a person in distress. A mission or unit reports under its own name."""

    kind: Literal["relative", "person", "mission", "unit", "police", "other"]
    name: Name | None = None
    phone: Personal[str | None] = None
    office: Label | None = None
    person_id: PersonId | None = None


@value
class Harm:
    """The figures that grade an emergency."""

    dead: Annotated[int, NOT_NEGATIVE] = 0
    injured: Annotated[int, NOT_NEGATIVE] = 0
    evacuation: bool = False
    labour_protesters: Annotated[int, NOT_NEGATIVE] = 0


@value
class OfficialParty:
    """A team abroad by an approved visit: opaque ids of its members, and where it goes."""

    visit_id: UUID
    unit: str
    document: str
    party: int
    travellers: tuple[UUID, ...]
    stops: tuple[Stop, ...]
    starts_on: date
    ends_on: date
