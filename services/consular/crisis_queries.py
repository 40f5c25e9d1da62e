"""A crisis and its roster as answers, and what a check-in is compared with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.consular import names
from services.consular.crisis_commands import CheckIn, KeepEntryApart, MergeEntry
from services.consular.crisis_values import Around, CrisisStage, PersonState, Sighted, Sighting, Spelling
from services.consular.queries import Limit, SearchText
from shared.errors import NotFound
from shared.service import Read
from shared.values import value

MOST_SIGHTINGS = 100
KEYS_A_PERSON = 8
"""So many keys of one person may begin alike: those of a search are read in their order, and no more than needed."""


@value
class CrisisById:
    crisis_id: UUID


@value
class CrisesBy:
    stage: CrisisStage | None = None
    country: str | None = None
    limit: Limit = 100


@value
class RosterBy:
    """Entries in the order of their ids: `after` is the last one of the page before."""

    crisis_id: UUID
    state: PersonState | None = None
    after: UUID | None = None
    limit: Limit = 100


@value
class RosterByName:
    crisis_id: UUID
    name: SearchText
    limit: Limit = 20


@value
class EntryById:
    entry_id: UUID


@value
class DoublesOf:
    crisis_id: UUID
    after: UUID | None = None
    limit: Limit = 100


GET_CRISIS = "SELECT * FROM crises WHERE crisis_id = %(crisis_id)s"
LIST_CRISES = """
SELECT * FROM crises
WHERE (%(stage)s::text IS NULL OR stage = %(stage)s) AND (%(country)s::text IS NULL OR country = %(country)s)
ORDER BY watched_at DESC, crisis_id LIMIT %(limit)s
"""
COUNTS = """
SELECT state, in_doubt, people FROM roster_counts WHERE crisis_id = %(crisis_id)s
"""
ENTRY = """
entry_id, crisis_id, source, state, in_doubt, stay_id, person_id, name_zh, name_en, birth_date, document_number, phone,
whereabouts, check_ins, seen_at, changed_at
"""
LIST_ROSTER = f"""
SELECT {ENTRY} FROM roster
WHERE crisis_id = %(crisis_id)s AND merged_into IS NULL AND state = ANY(%(states)s)
    AND (%(after)s::uuid IS NULL OR entry_id > %(after)s)
ORDER BY entry_id LIMIT %(limit)s
"""  # noqa: S608 - both parts are constants
SEARCH_ROSTER = f"""
SELECT {ENTRY} FROM (
    SELECT entry_id, min(key) AS key FROM (
        SELECT entry_id, key FROM roster_keys
        WHERE crisis_id = %(crisis_id)s AND key >= %(first)s AND key < %(last)s
        ORDER BY key LIMIT %(keys)s
    ) begun
    GROUP BY entry_id ORDER BY 2, 1 LIMIT %(limit)s
) found
JOIN roster USING (entry_id) ORDER BY found.key, entry_id
"""  # noqa: S608 - both parts are constants
GET_ENTRY = f"SELECT {ENTRY}, alike, merged_into FROM roster WHERE entry_id = %(entry_id)s"  # noqa: S608 - as above
GET_CHECK_INS = "SELECT * FROM check_ins WHERE entry_id = %(entry_id)s ORDER BY seen_at, check_in_id"
DOUBLES = f"""
SELECT {ENTRY}, alike FROM roster
WHERE crisis_id = %(crisis_id)s AND in_doubt AND merged_into IS NULL
    AND (%(after)s::uuid IS NULL OR entry_id > %(after)s)
ORDER BY entry_id LIMIT %(limit)s
"""  # noqa: S608 - as above
ALIKE = f"""
SELECT {ENTRY} FROM roster
WHERE entry_id IN (SELECT coalesce(merged_into, entry_id) FROM roster WHERE entry_id = ANY(%(alike)s))
ORDER BY source, entry_id
"""  # noqa: S608 - as above
# The register's word comes first, then what was told, in the order of its telling. Each entry's rows are looked up by
# themselves, with a limit: so the plan stays by index, even one that was made while the tables were empty.
AROUND = """
WITH found AS (
    SELECT entry_id FROM roster_keys WHERE crisis_id = %(crisis_id)s AND key = ANY(%(keys)s)
    UNION SELECT coalesce(merged_into, entry_id) FROM roster
    WHERE entry_id = %(entry_id)s AND crisis_id = %(crisis_id)s
), sightings AS (
    SELECT 1 AS rank, found.entry_id AS final_id, r.* FROM found CROSS JOIN LATERAL (
        SELECT entry_id AS source_id, name_zh, name_en, birth_date, document_number, phone, person_id
        FROM roster WHERE entry_id = found.entry_id AND source = 'registered' LIMIT 1) r
    UNION ALL
    SELECT 2, found.entry_id, r.* FROM found CROSS JOIN LATERAL (
        SELECT entry_id, name_zh, name_en, birth_date, document_number, phone, person_id
        FROM roster WHERE merged_into = found.entry_id AND merged_into IS NOT NULL AND source = 'registered'
        LIMIT %(most)s) r
    UNION ALL
    SELECT 3, found.entry_id, c.* FROM found CROSS JOIN LATERAL (
        SELECT check_in_id, name_zh, name_en, birth_date, document_number, phone, person_id
        FROM check_ins WHERE entry_id = found.entry_id ORDER BY seen_at LIMIT %(most)s) c
)
SELECT crises.stage, sightings.* FROM crises LEFT JOIN sightings ON true WHERE crises.crisis_id = %(crisis_id)s
ORDER BY rank, source_id
"""
MISSING = """
SELECT id FROM unnest(%(ids)s::uuid[]) id
WHERE NOT EXISTS (SELECT FROM roster WHERE entry_id = id AND crisis_id = %(crisis_id)s)
"""


def around(read: Read, told: CheckIn) -> dict[str, Any]:
    """What the roster holds like the one who is told of, as `around`. Raises NotFound if there is no such crisis."""
    name = told.person.name
    alike = [key for key in names.keys(name.zh, name.en, told.person.document_number) if key[0] in "=#"]
    asked = {"crisis_id": told.crisis_id, "entry_id": told.entry_id, "keys": alike, "most": MOST_SIGHTINGS}
    rows = read(AROUND, asked)
    if not rows:
        raise NotFound.thing("crisis", told.crisis_id)
    is_open = rows[0]["stage"] == CrisisStage.ROSTER_OPEN
    return {"around": Around(is_open=is_open, sightings=tuple(_sighting(row) for row in rows if row["final_id"]))}


def _sighting(row: Mapping[str, Any]) -> Sighting:
    return Sighting(
        source_id=row["source_id"],
        entry_id=row["final_id"],
        person=Sighted(
            name=Spelling(zh=row["name_zh"], en=row["name_en"]),
            birth_date=row["birth_date"],
            document_number=row["document_number"],
            phone=row["phone"],
            person_id=row["person_id"],
        ),
    )


def require_entries(read: Read, command: MergeEntry | KeepEntryApart) -> dict[str, Any]:
    """Raises NotFound unless what the command names stands in the crisis's roster."""
    ids = [command.entry_id, *([command.into] if isinstance(command, MergeEntry) else [])]
    for row in read(MISSING, {"ids": ids, "crisis_id": command.crisis_id}):
        raise NotFound.thing("entry of this roster", row["id"])
    return {}


def get_crisis(read: Read, question: CrisisById) -> dict[str, Any]:
    """The crisis with its roster's `counts`: people by state, who resembles somebody else counted apart."""
    key = {"crisis_id": question.crisis_id}
    crises = read(GET_CRISIS, key)
    if not crises:
        raise NotFound.thing("crisis", question.crisis_id)
    counted = {(row["state"], row["in_doubt"]): row["people"] for row in read(COUNTS, key)}
    states = {state.value: counted.get((state.value, False), 0) for state in PersonState}
    doubtful = {state.value: counted.get((state.value, True), 0) for state in PersonState}
    return {
        **crises[0],
        "people": sum(states.values()),
        "counts": states,
        "in_doubt": sum(doubtful.values()),
        "counts_in_doubt": doubtful,
    }


def list_crises(read: Read, question: CrisesBy) -> dict[str, Any]:
    return {"crises": read(LIST_CRISES, {**vars(question), "stage": question.stage and question.stage.value})}


def list_roster(read: Read, question: RosterBy) -> dict[str, Any]:
    states = [question.state.value] if question.state else [state.value for state in PersonState]
    return {"entries": read(LIST_ROSTER, {**vars(question), "states": states})}


def search_roster(read: Read, question: RosterByName) -> dict[str, Any]:
    asked = {**vars(question), **names.bounds(question.name), "keys": question.limit * KEYS_A_PERSON}
    return {"entries": read(SEARCH_ROSTER, asked)}


def get_entry(read: Read, question: EntryById) -> dict[str, Any]:
    key = {"entry_id": question.entry_id}
    entries = read(GET_ENTRY, key)
    if not entries:
        raise NotFound.thing("entry", question.entry_id)
    alike = read(ALIKE, {"alike": entries[0]["alike"]})
    return {**entries[0], "alike": alike, "check_ins": read(GET_CHECK_INS, key)}


def list_doubles(read: Read, question: DoublesOf) -> dict[str, Any]:
    """Entries that resemble others, each with those."""
    doubles = read(DOUBLES, vars(question))
    everybody = sorted({entry for double in doubles for entry in double["alike"]})
    known = {entry["entry_id"]: entry for entry in read(ALIKE, {"alike": everybody})}
    return {"doubles": [{**each, "alike": [known[one] for one in each["alike"] if one in known]} for each in doubles]}
