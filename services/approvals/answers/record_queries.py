"""The record of units and of travellers, and the passports that are out."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from services.approvals.regulation.queries import rules_on
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class PassportsOut:
    """Of a unit; only those that are overdue on that day, today if none is named."""

    unit: str | None = None
    overdue: bool = False
    on: date | None = None
    limit: Limit = 100


@value
class UnitRecord:
    """In numbers, and case by case: of all years or of one. `after` is the last case of the page before."""

    unit: str
    year: int | None = None
    after: UUID | None = None
    limit: Limit = 100


@value
class MemberRecord:
    """A traveller's trips of the years before that day, today if none is named, and those to come."""

    person_id: UUID
    on: date | None = None
    limit: Limit = 100


PASSPORTS_OUT = """
SELECT visit_id, unit, country, party, departed_on, passports_due, passports_late, long_overdue,
       passports_due < %(today)s AS overdue, greatest(%(today)s - passports_due, 0) AS days_late,
       ARRAY(SELECT person_id FROM visit_passports p WHERE p.visit_id = v.visit_id AND handed_in_on IS NULL
             ORDER BY person_id) AS holders
FROM visits v
WHERE passports_due IS NOT NULL AND passports_back_on IS NULL AND (%(unit)s::text IS NULL OR unit = %(unit)s)
  AND (passports_due < %(today)s OR NOT %(overdue)s)
ORDER BY passports_due, visit_id LIMIT %(limit)s
"""
TRIPS = """
WITH trips AS (
  SELECT *, coalesce(departed_on, leaves_on, departs_on) AS left_on FROM visits WHERE unit = %(unit)s
), timed AS (
  SELECT *, coalesce(returned_on, returns_on + (left_on - departs_on)) AS back_on,
         extract(year FROM left_on)::int AS year FROM trips
)
"""
NUMBERS = """
count(*) AS visits, count(*) FILTER (WHERE document IS NOT NULL) AS approved,
count(*) FILTER (WHERE state = 'Refused') AS refused, count(*) FILTER (WHERE state = 'Withdrawn') AS withdrawn,
count(*) FILTER (WHERE state = 'Cancelled') AS cancelled, coalesce(sum(party), 0) AS travellers,
coalesce(sum(back_on - left_on + 1) FILTER (WHERE departed_on IS NOT NULL), 0) AS days_abroad,
coalesce(sum(budget), 0) AS budget, count(*) FILTER (WHERE passports_late) AS passports_late,
count(*) FILTER (WHERE long_overdue) AS long_overdue, count(*) FILTER (WHERE report_late) AS reports_late,
count(*) FILTER (WHERE result_late) AS results_late, count(*) FILTER (WHERE papers_late) AS papers_late
"""
TOTAL = f"""
{TRIPS} SELECT {NUMBERS} FROM timed WHERE %(year)s::int IS NULL OR year = %(year)s
"""  # noqa: S608 - both parts are constants
BY_YEAR = f"""
{TRIPS} SELECT year, {NUMBERS} FROM timed WHERE %(year)s::int IS NULL OR year = %(year)s
GROUP BY year ORDER BY year DESC
"""  # noqa: S608 - both parts are constants
CASES = f"""
{TRIPS}
SELECT visit_id, year, state, purpose, country, left_on, back_on, party, budget, document, decided_on,
       array_remove(ARRAY[CASE WHEN passports_late THEN 'passports' END, CASE WHEN long_overdue THEN 'long overdue' END,
           CASE WHEN report_late THEN 'report' END, CASE WHEN result_late THEN 'result' END,
           CASE WHEN papers_late THEN 'papers' END], NULL) AS late
FROM timed
WHERE (%(year)s::int IS NULL OR year = %(year)s) AND (%(after)s::uuid IS NULL
    OR (left_on, visit_id) < (SELECT left_on, visit_id FROM timed WHERE visit_id = %(after)s))
ORDER BY left_on DESC, visit_id DESC LIMIT %(limit)s
"""  # noqa: S608 - the first part is a constant
LOCKED_BY = "SELECT visit_id FROM unit_locks WHERE unit = %(unit)s ORDER BY visit_id"
# `unit` is the member's own: it sees the trips of its people, whoever sends the team
MEMBER = """
WITH trips AS (
  SELECT v.*, m.unit AS own_unit, m.post, m.rank, coalesce(departed_on, leaves_on, departs_on) AS left_on
  FROM visit_members m JOIN visits v USING (visit_id) WHERE person_id = %(person_id)s AND state <> 'Drafted'
), timed AS (
  SELECT *, coalesce(returned_on, returns_on + (left_on - departs_on)) AS back_on FROM trips
)
SELECT own_unit AS unit, visit_id, unit AS sending_unit, state, purpose, post, rank, country, left_on, back_on,
       back_on - left_on + 1 AS days, departed_on IS NOT NULL AS taken, document, decided_on, decides,
       ARRAY(SELECT DISTINCT s.country FROM visit_stops s WHERE s.visit_id = timed.visit_id) AS countries,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('step', step, 'at', at) ORDER BY at), '[]') FROM decisions d
        WHERE d.visit_id = timed.visit_id) AS decisions
FROM timed WHERE left_on >= %(since)s
ORDER BY left_on DESC, visit_id LIMIT %(limit)s
"""


def passports_out(read: Read, question: PassportsOut) -> dict[str, Any]:
    """Passports lent and not yet back, the earliest due first, with the ids of those who hold them."""
    return {"visits": read(PASSPORTS_OUT, {**vars(question), "today": question.on or local_date(now())})}


def unit_record(read: Read, question: UnitRecord) -> dict[str, Any]:
    """A unit's visits in numbers, in all and by year of departure, and each with what was late; zeros and empty lists
    for a unit that has none. `locked_by`: the visits whose passports lock it for new ones (A10)."""
    asked = vars(question)
    return {
        "unit": question.unit,
        **read(TOTAL, asked)[0],
        "locked_by": [row["visit_id"] for row in read(LOCKED_BY, asked)],
        "years": read(BY_YEAR, asked),
        "cases": read(CASES, asked),
    }


def member_record(read: Read, question: MemberRecord) -> dict[str, Any]:
    """A14: the trips that the office knows of, the latest first; days are counted by A4."""
    on = question.on or local_date(now())
    years = rules_on(read, on).record_years
    since = on.replace(year=on.year - years, day=min(on.day, 28) if on.month == 2 else on.day)
    return {"trips": read(MEMBER, {**vars(question), "since": since})}
