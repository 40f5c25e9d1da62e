"""The facts of a crisis, of its roster's pages, and of the roster's entries."""

from datetime import date, datetime
from uuid import UUID

from services.consular.crisis_values import Match, Sighted, Told
from services.consular.values import Harm, Level, Reporter
from shared.facts import fact, public_fact


@fact("CrisisWatched")
class CrisisWatched:
    crisis_id: UUID
    summary: str
    country: str
    region: str | None
    city: str | None
    began_on: date
    alert_id: UUID | None
    by: str
    at: datetime


@public_fact("CrisisDeclared")
class CrisisDeclared:
    """The crisis as it now stands: told when it is declared, and again when its grade changes."""

    crisis_id: UUID
    country: str
    region: str | None
    city: str | None
    began_on: date
    level: Level
    summary: str
    alert_id: UUID | None
    at: datetime


@fact("CrisisGraded")
class CrisisGraded:
    """The figures behind the grade."""

    crisis_id: UUID
    level: Level
    harm: Harm
    by: str
    at: datetime


@fact("RosterOpened")
class RosterOpened:
    """All who are believed to be in the place stand in the roster from here on."""

    crisis_id: UUID
    by: str
    at: datetime


@public_fact("CrisisStoodDown")
class CrisisStoodDown:
    """The crisis is over."""

    crisis_id: UUID
    country: str
    region: str | None
    city: str | None
    at: datetime


@fact("RosterClosed")
class RosterClosed:
    """No check-ins from here on; what the roster says stays."""

    crisis_id: UUID
    reason: str
    by: str
    at: datetime


@fact("CrisisReviewed")
class CrisisReviewed:
    crisis_id: UUID
    document: str
    by: str
    at: datetime


@fact("CheckedIn")
class CheckedIn:
    """What was told, and which entry of the roster it was found to be about: `entry_id` is an entry's that was there,
    or this check-in's own. `alike` are the entries that it may be a double of."""

    check_in_id: UUID
    crisis_id: UUID
    entry_id: UUID
    match: Match
    alike: tuple[UUID, ...]
    person: Sighted
    reporter: Reporter | None
    state: Told
    seen_at: datetime
    by: str
    at: datetime


@fact("EntryMerged")
class EntryMerged:
    entry_id: UUID
    crisis_id: UUID
    into: UUID
    by: str
    at: datetime


@fact("EntryKeptApart")
class EntryKeptApart:
    entry_id: UUID
    crisis_id: UUID
    by: str
    at: datetime
