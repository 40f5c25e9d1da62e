"""What a crisis and its roster are made of."""

from datetime import date
from enum import StrEnum
from typing import Literal
from uuid import UUID

from services.consular.values import PersonId
from shared.personal import Personal
from shared.values import value


class CrisisStage(StrEnum):
    """How far a crisis has come."""

    WATCHED = "watched"
    DECLARED = "declared"
    ROSTER_OPEN = "roster_open"
    STOOD_DOWN = "stood_down"
    REVIEWED = "reviewed"


class PersonState(StrEnum):
    """How a person of the roster fares."""

    UNACCOUNTED = "unaccounted"
    SAFE = "safe"
    INJURED = "injured"
    NEEDS_HELP = "needs_help"
    MISSING = "missing"
    DECEASED = "deceased"
    MOVED = "moved"
    HOME = "home"


Told = Literal["safe", "injured", "needs_help", "missing", "deceased", "moved", "home"]
"""What a check-in may say."""

Match = Literal["found", "entered", "in_doubt"]
"""`found`: the person stands in the roster for certain; `entered`: nobody there is like this person; `in_doubt`:
somebody is, and an officer must say whether it is the same person."""


@value
class Spelling:
    """A name in at least one script, as somebody spelled it."""

    zh: Personal[str | None] = None
    en: Personal[str | None] = None


@value
class Sighted:
    """A person in the place, as somebody tells of them: whatever the caller knows."""

    name: Spelling
    birth_date: Personal[date | None] = None
    document_number: Personal[str | None] = None
    phone: Personal[str | None] = None
    whereabouts: Personal[str | None] = None
    words: Personal[str | None] = None
    person_id: PersonId | None = None


@value
class Sighting:
    """What one source says of a person of the roster: the register (`source_id` is then the entry's), or a check-in."""

    source_id: UUID
    entry_id: UUID
    person: Sighted


@value
class Around:
    """What the roster holds of people who may be the one sighted, looked up a moment before."""

    is_open: bool
    sightings: tuple[Sighting, ...] = ()
