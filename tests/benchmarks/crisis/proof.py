"""The roster held against the truth: the world knows who each check-in is about, the product had to find out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg.rows import dict_row

from shared.database import connect
from tests.benchmarks.crisis.world import Telling, World, person_id

IN_THE_LOG = "SELECT data ->> 'check_in_id' AS check_in_id FROM log.facts WHERE name = 'CheckedIn'"
PLACED = "SELECT check_in_id, entry_id, match FROM check_ins"
ENTRIES = "SELECT entry_id, person_id, source, state, in_doubt FROM roster WHERE merged_into IS NULL"
COUNTED = """
SELECT (SELECT jsonb_object_agg(state || in_doubt, people) FROM roster_counts WHERE people <> 0) AS counted,
    (SELECT jsonb_object_agg(key, people) FROM (
        SELECT state || in_doubt AS key, count(*) AS people FROM roster WHERE merged_into IS NULL GROUP BY 1) walked
    ) AS walked
"""


@dataclass(frozen=True)
class Finding:
    """One line of the proof."""

    what: str
    ok: bool
    found: str


@dataclass(frozen=True)
class Roster:
    """What the product made of it: entries by id, and where each check-in went."""

    entries: Mapping[UUID, Mapping[str, Any]]
    placed: Mapping[UUID, UUID]
    matches: Counter[str]
    logged: Counter[str]

    @classmethod
    def read(cls, url: str) -> "Roster":
        with connect(url) as connection, connection.cursor(row_factory=dict_row) as cursor:
            entries = {row["entry_id"]: row for row in cursor.execute(ENTRIES)}
            placed = cursor.execute(PLACED).fetchall()
            logged = Counter(row["check_in_id"] for row in cursor.execute(IN_THE_LOG))
        where = {row["check_in_id"]: row["entry_id"] for row in placed}
        return cls(entries, where, Counter(row["match"] for row in placed), logged)

    def counts(self) -> Counter[str]:
        return Counter(entry["state"] for entry in self.entries.values() if not entry["in_doubt"])


@dataclass(frozen=True)
class Truth:
    """The world's check-ins by their ids, and the entry that the register gave to each person."""

    world: World
    tellings: Mapping[UUID, Telling]

    @classmethod
    def of(cls, world: World) -> "Truth":
        return cls(world, {UUID(telling.fields["check_in_id"]): telling for telling in world.tellings()})

    def people_of(self, roster: Roster) -> dict[UUID, set[int]]:
        """Whom each entry is about: by the register, and by what was told under it."""
        numbers = {person_id(number): number for number in range(self.world.people)}
        people: dict[UUID, set[int]] = {entry: set() for entry in roster.entries}
        for entry, row in roster.entries.items():
            if row["source"] == "registered":
                people[entry].add(numbers[row["person_id"]])
        for check_in, entry in roster.placed.items():
            people[entry].add(self.tellings[check_in].about)
        return people

    def states(self) -> Counter[str]:
        """How many fare how, each person once: by the latest sighting, of two at one moment by the later id."""
        latest: dict[int, tuple[str, UUID, str]] = {}
        for check_in, telling in self.tellings.items():
            seen = (telling.fields["seen_at"], check_in, telling.fields["state"])
            latest[telling.about] = max(seen, latest.get(telling.about, seen))
        silent = self.world.people - sum(number < self.world.people for number in latest)
        states = Counter(state for _, _, state in latest.values())
        return states + Counter({"unaccounted": silent})


def nothing_lost(truth: Truth, roster: Roster) -> Iterator[Finding]:
    sent = {str(check_in) for check_in in truth.tellings}
    lost, doubled = sent - roster.logged.keys(), [each for each, times in roster.logged.items() if times > 1]
    made_up = roster.logged.keys() - sent
    found = f"{len(roster.logged)} in the log, {len(lost)} lost, {len(doubled)} doubled, {len(made_up)} from repeats"
    yield Finding("each check-in is in the log once", not (lost or doubled or made_up), found)
    ok = {str(check_in) for check_in in roster.placed} == sent
    yield Finding("each check-in stands in the roster", ok, f"{len(roster.placed)} placed")


def nobody_mistaken(truth: Truth, roster: Roster) -> Iterator[Finding]:
    people = truth.people_of(roster)
    mixed = [entry for entry, about in people.items() if len(about) > 1]
    yield Finding("no entry holds two people", not mixed, f"{len(mixed)} of {len(people)} entries do {mixed[:3]}")
    certain = Counter(
        number for entry, about in people.items() if not roster.entries[entry]["in_doubt"] for number in about
    )
    twice = [number for number, entries in certain.items() if entries > 1]
    yield Finding("nobody stands twice without a doubt", not twice, f"{len(twice)} do {twice[:3]}")
    doubted = _doubtful(roster)
    signs = Counter((telling.certain, roster.placed[at] in doubted) for at, telling in truth.tellings.items())
    met, doubtful = signs[True, False], signs[True, True]
    vague = f"without a sure sign: {signs[False, True]} to an officer, {signs[False, False]} on their own"
    yield Finding("told with a sure sign", met > 10 * doubtful, f"{met} met their person, {doubtful} in doubt; {vague}")


def _doubtful(roster: Roster) -> set[UUID]:
    return {entry for entry, row in roster.entries.items() if row["in_doubt"]}


def counts_are_right(truth: Truth, roster: Roster, counted: Mapping[str, int]) -> Finding:
    """The counts that the service answers, against the truth; to be asked once officers have settled every doubt."""
    wanted = truth.states()
    asked = Counter({state: people for state, people in counted.items() if people})
    ok = wanted == asked == roster.counts()
    return Finding("the counts are the truth's", ok, f"{dict(asked)}" if ok else f"{dict(asked)}, truth {dict(wanted)}")


def settlements(truth: Truth, roster: Roster) -> list[tuple[UUID, UUID | None]]:
    """What officers must say of the entries in doubt: into which other entry each goes, or that it goes into none."""
    best: dict[int, UUID] = {}
    people = truth.people_of(roster)
    for entry, about in sorted(people.items(), key=lambda item: (roster.entries[item[0]]["in_doubt"], item[0])):
        for number in about:
            best.setdefault(number, entry)
    doubtful = ((entry, next(iter(people[entry]))) for entry in sorted(_doubtful(roster)))
    return [(entry, None if best[number] == entry else best[number]) for entry, number in doubtful]
