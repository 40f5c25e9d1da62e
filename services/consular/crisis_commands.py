"""What can be asked of a crisis and its roster."""

from datetime import date, datetime
from uuid import UUID

from services.consular.crisis_values import Around, Sighted, Told
from services.consular.values import Abroad, Harm, Level, Reporter
from shared.values import value


@value
class WatchCrisis:
    """Something happened abroad, to be watched. Without `region` and `city` it concerns the whole country; whoever was
    there on `began_on` or came later is concerned."""

    crisis_id: UUID
    summary: str
    country: Abroad
    began_on: date
    region: str | None = None
    city: str | None = None
    alert_id: UUID | None = None


@value
class DeclareCrisis:
    """The grade, and the figures behind it; again whenever they change."""

    crisis_id: UUID
    level: Level
    harm: Harm | None = None


@value
class OpenRoster:
    crisis_id: UUID


@value
class StandDownCrisis:
    crisis_id: UUID
    reason: str


@value
class ReviewCrisis:
    """`document`: number of the paper that says what was learned."""

    crisis_id: UUID
    document: str


@value
class CheckIn:
    """What somebody tells of a person in the place. No `reporter`: the person's own words. `seen_at`: when they were
    last seen or heard. `entry_id`: of the entry that was found by search; left out, it is found by who it is."""

    check_in_id: UUID
    crisis_id: UUID
    person: Sighted
    state: Told
    seen_at: datetime
    reporter: Reporter | None = None
    entry_id: UUID | None = None


@value
class PlaceCheckIn:
    """A check-in together with what was looked up for it."""

    check_in_id: UUID
    told: CheckIn
    around: Around


@value
class MergeEntry:
    """This entry and the entry `into`, which goes on, are one person."""

    entry_id: UUID
    crisis_id: UUID
    into: UUID


@value
class KeepEntryApart:
    """This entry is a person of its own, whoever it resembles."""

    entry_id: UUID
    crisis_id: UUID
