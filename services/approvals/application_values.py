"""What the papers of an application say beside who goes where and when: inviter, itinerary, record, permits."""

from datetime import date
from typing import Annotated, Literal

import pycountry

from shared.values import POSITIVE, Check, value


def _is_country(code: str) -> bool:
    return pycountry.countries.get(alpha_2=code) is not None


Country = Annotated[str, Check(_is_country, "Not an ISO 3166 country code.", "give two letters, such as GR")]
HOUR = Check(lambda hour: 0 <= hour <= 23, "Not an hour of the day.", "give 0 to 23")


@value
class Label:
    """A name of an organisation or city in both scripts."""

    zh: str
    en: str


Task = Literal["work", "economic", "science", "teaching", "training", "study_tour"]
PassportKind = Literal["official", "ordinary"]
InviterKind = Literal["counterpart", "intermediary", "overseas_chinese_body", "foreign_body_in_china"]
Endorsement = Literal["90 days once", "90 days twice", "90 days multiple", "180 days", "365 days"]


@value
class Inviter:
    """Who invites (A13). `matches`: of the level or business of the team. `direct`: the unit states that the invitation
    was not obtained through an intermediary."""

    name: Label
    country: Country
    kind: InviterKind
    matches: bool
    profile: str
    invited_on: date
    direct: bool


@value
class Session:
    """A half-day of the itinerary, or a week of a stay beyond 30 days (A16)."""

    on: date
    part: Literal["morning", "afternoon", "week"]
    kind: Literal["official", "travel", "free"]
    what: str


@value
class RedEye:
    """An exit just before midnight (A5): the local hour of the flight, the e-ticket, and the note filed with
    the office."""

    hour: Annotated[int, HOUR]
    ticket: str
    note: str


@value
class PastTrip:
    """A trip of the past two years, as the member declares it (A14). Both days counted."""

    country: Country
    departed_on: date
    days: Annotated[int, POSITIVE]
    purpose: str


@value
class Permit:
    """The endorsement of a permit for Hong Kong or Macao that the team asks for, and the days it stays each time."""

    endorsement: Endorsement
    days: Annotated[int, POSITIVE]
