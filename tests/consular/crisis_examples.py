"""The drawer of an earthquake: Tripoli in the Peloponnese, its roster, and what was told of an engineer there."""

from datetime import date, timedelta
from uuid import UUID

from services.consular import crisis_commands as ask
from services.consular import crisis_events as fact
from services.consular.crisis_values import Around, Sighted, Sighting, Spelling
from services.consular.values import Harm, Label, Name, Reporter
from tests.scenario import MOMENT, actor

NOW = MOMENT
HOUR = timedelta(hours=1)
OFFICER = actor("officer-2", "consular_officer")
CRISIS = UUID("0190a000-0000-7000-8000-0000000000c1")
ALERT = UUID("0190a000-0000-7000-8000-000000000006")


def key(number: int) -> UUID:
    """An id of the drawer's own: of a check-in, a person, an entry."""
    return UUID(int=CRISIS.int + number)


FIRST, SECOND, THIRD = key(0x11), key(0x12), key(0x13)
ENTRY = key(0x21)
PERSON, WIFE, STRANGER = key(0x31), key(0x32), key(0x33)

HARM = Harm(dead=12, injured=60)
ENGINEER = Sighted(
    name=Spelling(zh="张伟林", en="Zhang Weilin"),
    birth_date=date(1990, 3, 4),
    document_number="E11112222",
    phone="+86 138 0000 1111",
    person_id=PERSON,
)
BY_WIFE = Sighted(
    name=Spelling(en="Wěilín ZHANG"), birth_date=date(1990, 3, 4), phone="138 0000 111", person_id=STRANGER
)
CALLER = Reporter(kind="relative", name=Name(zh="李梅", en="Li Mei"), phone="+86 139 0000 2222", person_id=WIFE)
EMBASSY = Reporter(kind="mission", office=Label(zh="驻希腊使馆", en="Embassy in Greece"))
REGISTERED = Sighting(source_id=ENTRY, entry_id=ENTRY, person=ENGINEER)
NOBODY = Around(is_open=True)
HIM = Around(is_open=True, sightings=(REGISTERED,))

watch = ask.WatchCrisis(
    crisis_id=CRISIS,
    summary="特里波利斯地震",
    country="GR",
    region="Peloponnese",
    city="Tripoli",
    began_on=date(2026, 11, 23),
    alert_id=ALERT,
)
declare = ask.DeclareCrisis(crisis_id=CRISIS, level="II", harm=HARM)
open_roster = ask.OpenRoster(crisis_id=CRISIS)
stand_down = ask.StandDownCrisis(crisis_id=CRISIS, reason="全部人员已联系上")
review = ask.ReviewCrisis(crisis_id=CRISIS, document="筑外办报〔2026〕30号")
check_in = ask.CheckIn(check_in_id=FIRST, crisis_id=CRISIS, person=ENGINEER, state="safe", seen_at=NOW - HOUR)
merge = ask.MergeEntry(entry_id=SECOND, crisis_id=CRISIS, into=ENTRY)
keep_apart = ask.KeepEntryApart(entry_id=SECOND, crisis_id=CRISIS)

watched = fact.CrisisWatched(**vars(watch), by="officer-2", at=NOW)
graded = fact.CrisisGraded(crisis_id=CRISIS, level="II", harm=HARM, by="officer-2", at=NOW)
declared = fact.CrisisDeclared(
    crisis_id=CRISIS,
    country="GR",
    region="Peloponnese",
    city="Tripoli",
    began_on=date(2026, 11, 23),
    level="II",
    summary="特里波利斯地震",
    alert_id=ALERT,
    at=NOW,
)
opened = fact.RosterOpened(crisis_id=CRISIS, by="officer-2", at=NOW)
checked_in = fact.CheckedIn(
    check_in_id=FIRST,
    crisis_id=CRISIS,
    entry_id=ENTRY,
    match="found",
    alike=(),
    person=ENGINEER,
    reporter=None,
    state="safe",
    seen_at=NOW - HOUR,
    by="officer-2",
    at=NOW,
)
merged = fact.EntryMerged(entry_id=SECOND, crisis_id=CRISIS, into=ENTRY, by="officer-2", at=NOW)
kept_apart = fact.EntryKeptApart(entry_id=SECOND, crisis_id=CRISIS, by="officer-2", at=NOW)
closed = fact.RosterClosed(crisis_id=CRISIS, reason="全部人员已联系上", by="officer-2", at=NOW)
stood_down = fact.CrisisStoodDown(crisis_id=CRISIS, country="GR", region="Peloponnese", city="Tripoli", at=NOW)
reviewed = fact.CrisisReviewed(crisis_id=CRISIS, document="筑外办报〔2026〕30号", by="officer-2", at=NOW)

TOLD = (declared, stood_down)
KEPT = (watched, graded, opened, checked_in, merged, kept_apart, closed, reviewed)
RUNNING = (watched, graded, declared, opened)
