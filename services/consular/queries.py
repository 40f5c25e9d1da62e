"""Read tables into answers."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from services.consular import names
from services.consular.values import Level, Stage, Whereabouts
from shared.errors import NotFound
from shared.service import Read
from shared.values import Check, value

Limit = Annotated[int, Check(lambda limit: 1 <= limit <= 1000, "Must be 1 to 1000.", "ask for 1 to 1000 rows")]
SearchText = Annotated[
    str, Check(lambda text: names.searchable(text) != "", "Must hold a letter.", "give the beginning of a name")
]


@value
class StayById:
    stay_id: UUID


@value
class StaysBy:
    country: str | None = None
    kind: Literal["official", "person", "institution"] | None = None
    status: Whereabouts | None = None
    limit: Limit = 100


@value
class PeopleByName:
    name: SearchText
    country: str | None = None
    limit: Limit = 100


@value
class AbroadIn:
    """`on` is today at the office if left out."""

    country: str
    region: str | None = None
    on: date | None = None
    limit: Limit = 100


@value
class CaseById:
    case_id: UUID


@value
class CasesBy:
    stage: Stage | None = None
    level: Level | None = None
    country: str | None = None
    limit: Limit = 100


@value
class HandOffsOverdue:
    country: str | None = None
    limit: Limit = 100


@value
class AlertsInForce:
    """`on` is today at the office if left out."""

    country: str | None = None
    region: str | None = None
    on: date | None = None
    limit: Limit = 100


@value
class StaysUnderAlert:
    alert_id: UUID
    limit: Limit = 100


GET_STAY = "SELECT * FROM stays WHERE stay_id = %(stay_id)s"
GET_PLACES = "SELECT * FROM stay_places WHERE stay_id = %(stay_id)s ORDER BY number"
GET_PEOPLE = """
SELECT number, person_id, name_zh, name_en, phone, kin, status FROM people WHERE file_id = %(stay_id)s ORDER BY number
"""
CASES_OF_STAY = "SELECT case_id, stage, kind, level FROM cases WHERE stay_id = %(stay_id)s ORDER BY reported_at"
LIST_STAYS = """
SELECT s.* FROM stays s
WHERE (%(kind)s::text IS NULL OR s.kind = %(kind)s) AND (%(status)s::text IS NULL OR s.status = %(status)s)
    AND (%(country)s::text IS NULL OR EXISTS (
        SELECT FROM stay_places p WHERE p.stay_id = s.stay_id AND p.country = %(country)s))
ORDER BY s.starts_on DESC, s.stay_id LIMIT %(limit)s
"""
SEARCH_PEOPLE = """
SELECT p.source, p.file_id, p.number, p.person_id, p.name_zh, p.name_en, p.phone, p.country, p.region, p.city_zh,
    p.city_en, p.status, c.kind, c.level, c.stage, c.reports
FROM people p LEFT JOIN cases c ON p.source = 'reported' AND c.case_id = p.file_id
WHERE (p.file_id, p.number) IN (
        SELECT k.file_id, k.number FROM name_keys k WHERE k.key >= %(first)s AND k.key < %(last)s)
    AND (%(country)s::text IS NULL OR p.country = %(country)s)
ORDER BY p.source DESC, p.name_en, p.file_id, p.number LIMIT %(limit)s
"""
# A party is where its last stop is until its return is noted; a day on which it moves inside a country counts once.
THERE = """
SELECT s.stay_id, s.kind, s.status, s.visit_id, s.unit, s.document, s.party, s.institution_zh, s.institution_en,
    s.may_share, s.starts_on, s.ends_on
FROM stays s
WHERE s.status IN ('planned', 'abroad', 'home') AND (s.home_on IS NULL OR s.home_on >= %(on)s)
    AND EXISTS (
        SELECT FROM stay_places p
        WHERE p.stay_id = s.stay_id AND p.country = %(country)s
            AND (%(region)s::text IS NULL OR lower(p.region) = lower(%(region)s))
            AND p.arrives_on <= %(on)s
            AND (p.leaves_on IS NULL OR p.leaves_on >= %(on)s
                OR (p.is_last AND s.kind = 'official' AND s.status = 'abroad')))
"""
COUNT_THERE = f"""
SELECT kind, status, count(*) AS stays, sum(party)::bigint AS people FROM ({THERE}) there
GROUP BY kind, status ORDER BY kind, status
"""  # noqa: S608 - both parts are constants
PARTIES_THERE = f"""
SELECT stay_id, status, visit_id, unit, document, party, starts_on, ends_on FROM ({THERE}) there
WHERE kind = 'official' ORDER BY starts_on, stay_id LIMIT %(limit)s
"""  # noqa: S608 - both parts are constants
STAYS_THERE = f"SELECT * FROM ({THERE}) there ORDER BY kind, starts_on, stay_id LIMIT %(limit)s"  # noqa: S608 - as above
TODAY = "SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today"
GET_CASE = "SELECT * FROM cases WHERE case_id = %(case_id)s"
GET_REPORTERS = "SELECT * FROM case_reporters WHERE case_id = %(case_id)s ORDER BY number"
GET_HAND_OFFS = "SELECT * FROM hand_offs WHERE case_id = %(case_id)s ORDER BY handed_over_at, hand_off_id"
GET_REPORTS_UP = "SELECT * FROM reports_up WHERE case_id = %(case_id)s ORDER BY receiver"
GET_NOTES = "SELECT what, text, by, at FROM case_notes WHERE case_id = %(case_id)s ORDER BY note_id"
LIST_CASES = """
SELECT case_id, stage, kind, article, level, country, region, city_zh, city_en, people, dead, injured, reports, stay_id,
    visit_id, family, redirected_to, outcome, released, reported_at, changed_at
FROM cases
WHERE (%(stage)s::text IS NULL OR stage = %(stage)s) AND (%(level)s::text IS NULL OR level = %(level)s)
    AND (%(country)s::text IS NULL OR country = %(country)s)
ORDER BY reported_at DESC, case_id LIMIT %(limit)s
"""
OVERDUE = """
SELECT h.case_id, h.hand_off_id, h.receiver, h.owner_zh, h.owner_en, h.due_at, h.handed_over_at, h.acknowledged_at,
    c.country, c.kind, c.level
FROM hand_offs h JOIN cases c USING (case_id)
WHERE h.overdue_at IS NOT NULL AND h.answered_at IS NULL AND h.withdrawn_at IS NULL
    AND c.stage <> 'merged' AND (%(country)s::text IS NULL OR c.country = %(country)s)
ORDER BY h.due_at, h.hand_off_id LIMIT %(limit)s
"""
ALERTS = """
SELECT * FROM alerts
WHERE lifted_at IS NULL AND issued_on <= %(on)s AND (valid_until IS NULL OR valid_until >= %(on)s)
    AND (%(country)s::text IS NULL OR country = %(country)s)
    AND (%(region)s::text IS NULL OR lower(region) = lower(%(region)s))
ORDER BY array_position(ARRAY['red', 'orange', 'yellow', 'blue'], colour), country, region, alert_id
LIMIT %(limit)s
"""
GET_ALERT = "SELECT * FROM alerts WHERE alert_id = %(alert_id)s"
CONTACTS = """
SELECT file_id AS stay_id, number, person_id, name_zh, name_en, phone, kin FROM people
WHERE source = 'registered' AND file_id = ANY(%(stays)s) ORDER BY file_id, number
"""


def get_stay(read: Read, question: StayById) -> dict[str, Any]:
    key = {"stay_id": question.stay_id}
    stay = _one(read(GET_STAY, key), "stay", question.stay_id)
    return {
        **stay,
        "places": read(GET_PLACES, key),
        "people": read(GET_PEOPLE, key),
        "cases": read(CASES_OF_STAY, key),
    }


def list_stays(read: Read, question: StaysBy) -> dict[str, Any]:
    return {"stays": read(LIST_STAYS, {**vars(question), "status": question.status and question.status.value})}


def search_people(read: Read, question: PeopleByName) -> dict[str, Any]:
    return {"people": read(SEARCH_PEOPLE, {**vars(question), **names.bounds(question.name)})}


def count_abroad(read: Read, question: AbroadIn) -> dict[str, Any]:
    where = {**vars(question), "on": question.on or _today(read)}
    counts = read(COUNT_THERE, where)
    official = [row for row in counts if row["kind"] == "official"]
    voluntary = [row for row in counts if row["kind"] != "official"]
    return {
        "country": question.country,
        "region": question.region,
        "on": where["on"],
        "official": _sum(official),
        "voluntary": _sum(voluntary),
        "counts": counts,
        "parties": read(PARTIES_THERE, where),
    }


def get_case(read: Read, question: CaseById) -> dict[str, Any]:
    key = {"case_id": question.case_id}
    case = _one(read(GET_CASE, key), "case", question.case_id)
    return {
        **case,
        "reporters": read(GET_REPORTERS, key),
        "hand_offs": read(GET_HAND_OFFS, key),
        "reports_up": read(GET_REPORTS_UP, key),
        "notes": read(GET_NOTES, key),
    }


def list_cases(read: Read, question: CasesBy) -> dict[str, Any]:
    return {"cases": read(LIST_CASES, {**vars(question), "stage": question.stage and question.stage.value})}


def list_overdue_hand_offs(read: Read, question: HandOffsOverdue) -> dict[str, Any]:
    return {"hand_offs": read(OVERDUE, vars(question))}


def list_alerts_in_force(read: Read, question: AlertsInForce) -> dict[str, Any]:
    return {"alerts": read(ALERTS, {**vars(question), "on": question.on or _today(read)})}


def list_stays_under_alert(read: Read, question: StaysUnderAlert) -> dict[str, Any]:
    alert = _one(read(GET_ALERT, {"alert_id": question.alert_id}), "alert", question.alert_id)
    where = {"country": alert["country"], "region": alert["region"], "on": _today(read), "limit": question.limit}
    stays = read(STAYS_THERE, where)
    shared = [stay["stay_id"] for stay in stays if stay["may_share"]]
    return {"alert": alert, "stays": stays, "contacts": read(CONTACTS, {"stays": shared})}


def _one(rows: list[dict[str, Any]], kind: str, key: UUID) -> dict[str, Any]:
    if not rows:
        raise NotFound.thing(kind, key)
    return rows[0]


def _today(read: Read) -> date:
    today: date = read(TODAY, {})[0]["today"]
    return today


def _sum(rows: list[dict[str, Any]]) -> dict[str, int]:
    return {"stays": sum(row["stays"] for row in rows), "people": sum(row["people"] for row in rows)}
