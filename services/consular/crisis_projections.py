"""The facts of a crisis and its roster into their read tables."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from services.consular import names
from services.consular.crisis_events import (
    CheckedIn,
    CrisisGraded,
    CrisisReviewed,
    CrisisWatched,
    EntryKeptApart,
    EntryMerged,
    RosterClosed,
    RosterOpened,
)
from services.consular.crisis_values import PersonState
from shared.times import local_date
from shared.values import encode

Statement = tuple[str, dict[str, Any]]
PERSON = ("birth_date", "phone", "whereabouts", "words", "person_id")

ADD_CRISIS = """
INSERT INTO crises (crisis_id, stage, country, region, city, began_on, summary, alert_id, watched_at)
VALUES (%(crisis_id)s, 'watched', %(country)s, %(region)s, %(city)s, %(began_on)s, %(summary)s, %(alert_id)s, %(at)s)
ON CONFLICT (crisis_id) DO NOTHING
"""
GRADE = """
UPDATE crises SET level = %(level)s, stage = CASE WHEN stage = 'watched' THEN 'declared' ELSE stage END
WHERE crisis_id = %(crisis_id)s
"""
OPEN = "UPDATE crises SET stage = 'roster_open', opened_at = %(at)s WHERE crisis_id = %(crisis_id)s"
CLOSE = """
UPDATE crises SET stage = 'stood_down', stood_down_at = %(at)s, reason = %(reason)s WHERE crisis_id = %(crisis_id)s
"""
REVIEW = "UPDATE crises SET stage = 'reviewed', document = %(document)s WHERE crisis_id = %(crisis_id)s"
START_COUNT = """
INSERT INTO roster_counts (crisis_id, state, in_doubt, people)
VALUES (%(crisis_id)s, %(state)s, %(in_doubt)s, 0) ON CONFLICT DO NOTHING
"""
# Whom the register has in the place: people by name, and those of a party or an institution that it only counts. An
# entry's id follows from crisis and person, so that somebody in two stays stands in the roster once.
ENTER = """
INSERT INTO roster (entry_id, crisis_id, source, state, in_doubt, alike, stay_id, number, person_id, name_zh, name_en,
    birth_date, document_number, phone, whereabouts, check_ins, changed_at)
SELECT md5(c.crisis_id || coalesce(p.person_id::text, s.stay_id || ' ' || seat))::uuid, c.crisis_id, 'registered',
    'unaccounted', false, '{{}}', s.stay_id, seat, p.person_id, p.name_zh, p.name_en, p.birth_date, p.document_number,
    p.phone, place.city_zh, 0, %(at)s
FROM crises c
JOIN stay_places place ON place.country = c.country
    AND (c.region IS NULL OR lower(place.region) = lower(c.region))
    AND (c.city IS NULL OR lower(c.city) IN (lower(place.city_zh), lower(place.city_en)))
    AND place.arrives_on <= %(today)s
JOIN stays s ON s.stay_id = place.stay_id AND s.status IN ('planned', 'abroad')
    AND (place.leaves_on IS NULL OR place.leaves_on >= c.began_on
        OR (place.is_last AND s.kind = 'official' AND s.status = 'abroad'))
CROSS JOIN generate_series(1, s.party::integer) seat
LEFT JOIN people p ON p.file_id = s.stay_id AND p.number = seat
WHERE c.stage = 'roster_open' AND {whose}
ON CONFLICT (entry_id) DO NOTHING
"""
ENTER_KEYS = """
INSERT INTO roster_keys (crisis_id, key, entry_id)
SELECT r.crisis_id, k.key, r.entry_id FROM roster r JOIN name_keys k ON (k.file_id, k.number) = (r.stay_id, r.number)
WHERE {whose}
ON CONFLICT DO NOTHING
"""
ENTER_ALL = ENTER.format(whose="c.crisis_id = %(crisis_id)s")
ENTER_ALL_KEYS = ENTER_KEYS.format(whose="r.crisis_id = %(crisis_id)s")
ENTER_STAY = ENTER.format(whose="s.stay_id = %(stay_id)s")
ENTER_STAY_KEYS = ENTER_KEYS.format(whose="r.stay_id = %(stay_id)s")
# Looked up one by one, with limits: so the plan stays by index, even one that was made while the tables were empty.
DOUBT = """
UPDATE roster r SET in_doubt = true, alike = double.ids
FROM (
    SELECT mine.entry_id, array_agg(DISTINCT other.entry_id ORDER BY other.entry_id) AS ids
    FROM roster mine
    CROSS JOIN LATERAL (
        SELECT crisis_id, key FROM roster_keys
        WHERE entry_id = mine.entry_id AND key ~ '^[=#]' ORDER BY key LIMIT 20) sign
    CROSS JOIN LATERAL (
        SELECT entry_id FROM roster_keys
        WHERE crisis_id = sign.crisis_id AND key = sign.key AND entry_id <> mine.entry_id
        ORDER BY entry_id LIMIT 200) same
    CROSS JOIN LATERAL (
        SELECT entry_id FROM roster
        WHERE entry_id = same.entry_id AND merged_into IS NULL {which}
            AND coalesce(birth_date = mine.birth_date, true)
            AND coalesce(document_number = mine.document_number, true)
        LIMIT 1) other
    WHERE {whose}
    GROUP BY mine.entry_id
) double
WHERE r.entry_id = double.entry_id
"""
# Who registers only now may have been told of before.
DOUBT_STAY = DOUBT.format(whose="mine.stay_id = %(stay_id)s AND mine.check_ins = 0", which="AND source = 'reported'")
# Two tellings that were looked up before either stood here, on different pages since a character has several readings,
# meet here first: whoever was entered as unlike anybody is then in doubt after all.
DOUBT_ENTERED = DOUBT.format(
    whose="mine.entry_id = %(entry_id)s AND mine.source = 'reported' AND mine.check_ins = 1", which=""
)
COME_HOME = """
UPDATE roster SET state = 'home', seen_at = %(at)s, changed_at = %(at)s
WHERE stay_id = %(stay_id)s AND state <> 'deceased' AND coalesce(seen_at <= %(at)s, true)
"""
FORGET_KEYS = """
DELETE FROM roster_keys WHERE entry_id IN (SELECT entry_id FROM roster WHERE stay_id = %(stay_id)s AND check_ins = 0)
"""
FORGET = """
UPDATE roster SET person_id = NULL, name_zh = NULL, name_en = NULL, birth_date = NULL, document_number = NULL,
    phone = NULL WHERE stay_id = %(stay_id)s AND check_ins = 0
"""
# The latest sighting says how a person fares, in whatever order sightings are told; of two of one moment, the later id.
PUT_CHECK_IN = """
WITH final AS (
    SELECT coalesce((SELECT merged_into FROM roster WHERE entry_id = %(entry_id)s), %(entry_id)s::uuid) AS entry_id
), told AS (
    INSERT INTO check_ins (check_in_id, crisis_id, entry_id, match, state, seen_at, name_zh, name_en,
        birth_date, document_number, phone, whereabouts, words, person_id, reporter, by, at)
    SELECT %(check_in_id)s, %(crisis_id)s, entry_id, %(match)s, %(state)s, %(seen_at)s, %(name_zh)s,
        %(name_en)s, %(birth_date)s, %(document_number)s, %(phone)s, %(whereabouts)s, %(words)s, %(person_id)s,
        %(reporter)s::jsonb, %(by)s, %(at)s
    FROM final
    ON CONFLICT (check_in_id) DO NOTHING
    RETURNING entry_id
), found_by AS (
    INSERT INTO roster_keys (crisis_id, key, entry_id)
    SELECT %(crisis_id)s, key, entry_id FROM told, jsonb_array_elements_text(%(keys)s::jsonb) key
    ON CONFLICT DO NOTHING
)
INSERT INTO roster (entry_id, crisis_id, source, state, in_doubt, alike, person_id, name_zh, name_en, birth_date,
    document_number, phone, whereabouts, check_ins, seen_at, seen_by, changed_at)
SELECT entry_id, %(crisis_id)s, 'reported', %(state)s, %(match)s = 'in_doubt', %(alike)s::uuid[], %(person_id)s,
    %(name_zh)s, %(name_en)s, %(birth_date)s, %(document_number)s, %(phone)s, %(whereabouts)s, 1, %(seen_at)s,
    %(check_in_id)s, %(at)s
FROM told
ON CONFLICT (entry_id) DO UPDATE
SET (state, whereabouts, seen_at, seen_by) = (
        SELECT latest.state, coalesce(latest.whereabouts, roster.whereabouts), latest.seen_at, latest.seen_by
        FROM (VALUES (roster.state, roster.whereabouts, roster.seen_at, roster.seen_by),
            (excluded.state, excluded.whereabouts, excluded.seen_at, excluded.seen_by))
            latest (state, whereabouts, seen_at, seen_by)
        ORDER BY latest.seen_at DESC NULLS LAST, latest.seen_by DESC NULLS LAST LIMIT 1),
    name_zh = coalesce(roster.name_zh, excluded.name_zh), name_en = coalesce(roster.name_en, excluded.name_en),
    birth_date = coalesce(roster.birth_date, excluded.birth_date),
    document_number = coalesce(roster.document_number, excluded.document_number),
    phone = coalesce(roster.phone, excluded.phone), person_id = coalesce(roster.person_id, excluded.person_id),
    check_ins = roster.check_ins + 1, changed_at = excluded.changed_at
"""
MERGE = """
UPDATE roster r SET merged_into = final.entry_id, changed_at = %(at)s
FROM (SELECT coalesce(merged_into, entry_id) AS entry_id FROM roster WHERE entry_id = %(into)s) final
WHERE (r.entry_id = %(entry_id)s OR r.merged_into = %(entry_id)s) AND final.entry_id <> %(entry_id)s
"""
MOVE_CHECK_INS = """
UPDATE check_ins c SET entry_id = r.merged_into FROM roster r
WHERE r.entry_id = %(entry_id)s AND r.merged_into IS NOT NULL AND c.entry_id = r.entry_id
"""
MOVE_KEYS = """
INSERT INTO roster_keys (crisis_id, key, entry_id)
SELECT k.crisis_id, k.key, r.merged_into FROM roster_keys k JOIN roster r USING (entry_id)
WHERE r.entry_id = %(entry_id)s AND r.merged_into IS NOT NULL
ON CONFLICT DO NOTHING
"""
DROP_KEYS = """
DELETE FROM roster_keys k USING roster r
WHERE r.entry_id = %(entry_id)s AND r.merged_into IS NOT NULL AND k.entry_id = r.entry_id
"""
SETTLE = """
UPDATE roster r
SET (state, whereabouts, seen_at, seen_by) = (
        SELECT latest.state, coalesce(latest.whereabouts, r.whereabouts), latest.seen_at, latest.seen_by
        FROM (VALUES (r.state, r.whereabouts, r.seen_at, r.seen_by),
            (gone.state, gone.whereabouts, gone.seen_at, gone.seen_by)) latest (state, whereabouts, seen_at, seen_by)
        ORDER BY latest.seen_at DESC NULLS LAST, latest.seen_by DESC NULLS LAST LIMIT 1),
    name_zh = coalesce(r.name_zh, gone.name_zh), name_en = coalesce(r.name_en, gone.name_en),
    birth_date = coalesce(r.birth_date, gone.birth_date),
    document_number = coalesce(r.document_number, gone.document_number), phone = coalesce(r.phone, gone.phone),
    person_id = coalesce(r.person_id, gone.person_id), check_ins = r.check_ins + gone.check_ins,
    alike = left_over.ids, in_doubt = r.in_doubt AND left_over.ids <> '{}', changed_at = %(at)s
FROM roster gone, LATERAL (
    SELECT ARRAY(
        SELECT other.entry_id FROM roster into_which, unnest(into_which.alike) alike (id)
        JOIN roster other ON other.entry_id = id
        WHERE into_which.entry_id = gone.merged_into
            AND coalesce(other.merged_into, other.entry_id) <> gone.merged_into
    ) AS ids
) left_over
WHERE gone.entry_id = %(entry_id)s AND r.entry_id = gone.merged_into
"""
KEEP_APART = """
UPDATE roster SET in_doubt = false, alike = '{}', changed_at = %(at)s WHERE entry_id = %(entry_id)s
"""


def project_crisis(fact: Any) -> Iterable[Statement]:
    match fact:
        case CrisisWatched():
            return [(ADD_CRISIS, vars(fact))]
        case CrisisGraded():
            return [(GRADE, {"crisis_id": fact.crisis_id, "level": fact.level})]
        case RosterOpened():
            return _open(fact)
        case RosterClosed():
            return [(CLOSE, vars(fact))]
        case CrisisReviewed():
            return [(REVIEW, vars(fact))]
        case CheckedIn():
            return _check_in(fact)
        case EntryMerged():
            merged = (MERGE, MOVE_CHECK_INS, MOVE_KEYS, DROP_KEYS, SETTLE)
            return [(sql, vars(fact)) for sql in merged]
        case EntryKeptApart():
            return [(KEEP_APART, vars(fact))]
        case _:
            return ()


def enter_stay(stay_id: UUID, at: datetime) -> Iterable[Statement]:
    """Who registers in a place while its roster is open stands in that too."""
    stay = {"stay_id": stay_id, "at": at, "today": local_date(at)}
    return [(ENTER_STAY, stay), (ENTER_STAY_KEYS, stay), (DOUBT_STAY, stay)]


def bring_home(stay_id: UUID, at: datetime) -> Iterable[Statement]:
    """A stay that is over is over for its people in every roster."""
    return [(COME_HOME, {"stay_id": stay_id, "at": at})]


def forget_stay(stay_id: UUID) -> Iterable[Statement]:
    """Whoever leaves the register stays counted, without a trace of who it was, unless somebody told of them since."""
    return [(FORGET_KEYS, {"stay_id": stay_id}), (FORGET, {"stay_id": stay_id})]


def _open(fact: RosterOpened) -> Iterable[Statement]:
    crisis = {"crisis_id": fact.crisis_id, "at": fact.at, "today": local_date(fact.at)}
    yield OPEN, crisis
    for state in PersonState:
        for in_doubt in (False, True):
            yield START_COUNT, {"crisis_id": fact.crisis_id, "state": state.value, "in_doubt": in_doubt}
    yield ENTER_ALL, crisis
    yield ENTER_ALL_KEYS, crisis


def _check_in(fact: CheckedIn) -> Iterable[Statement]:
    person = fact.person
    told = {
        **vars(fact),
        **{name: vars(person)[name] for name in PERSON},
        "name_zh": person.name.zh,
        "name_en": person.name.en,
        "document_number": names.document_key(person.document_number),
        "alike": list(fact.alike),
        "keys": json.dumps(names.keys(person.name.zh, person.name.en, person.document_number)),
        "reporter": None if fact.reporter is None else json.dumps(encode(fact.reporter)),
    }
    yield PUT_CHECK_IN, told
    if fact.match == "entered":
        yield DOUBT_ENTERED, {"entry_id": fact.entry_id}
