"""What waits where: each desk's tray, and where a case stands."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from services.approvals.regulation.queries import rules_on
from services.approvals.working_days import working_day_after
from shared.errors import NotFound
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class Tray:
    """What waits for a role, such as clerk or unit_specialist, or at every desk; of a unit; only what is late on that
    day, today if none is named."""

    role: str | None = None
    unit: str | None = None
    late: bool = False
    on: date | None = None
    limit: Limit = 100


@value
class CaseById:
    """The id of a visit, an invitation or a conference."""

    case_id: UUID


TRAY = """
WITH dated AS (
  SELECT waiting.*, coalesce(due_on, CASE until WHEN 'start' THEN starts_on WHEN 'end' THEN ends_on END) AS by_day,
         kind, subject, country
  FROM waiting JOIN cases USING (case_id)
)
SELECT desk, kind, matter, next, unit, subject, country, since, by_day AS due_on,
       coalesce(by_day < %(today)s, false) AS late, case_id
FROM dated
WHERE (%(role)s::text IS NULL OR desk = %(role)s) AND (%(unit)s::text IS NULL OR unit = %(unit)s)
  AND (by_day < %(today)s OR NOT %(late)s)
ORDER BY due_on, since, case_id, matter, unit LIMIT %(limit)s
"""
CASE = """
SELECT cases.case_id, cases.kind, coalesce(visits.state, invitations.state, conferences.state) AS state, cases.unit,
       cases.subject, cases.country, cases.starts_on, cases.ends_on,
       coalesce(visits.document, invitations.document, conferences.document) AS document,
       coalesce(visits.missing, invitations.missing, conferences.missing) AS missing, visits.plan_reserved,
       visits.unit_locked, invitations.close_outs_overdue,
       (SELECT count(*) FROM visit_answers WHERE visit_id = case_id AND trips IS NULL) AS unanswered
FROM cases LEFT JOIN visits ON visit_id = case_id LEFT JOIN invitations ON invitation_id = case_id
    LEFT JOIN conferences ON conference_id = case_id
WHERE case_id = %(case_id)s
"""
WAITING = """
WITH dated AS (
  SELECT waiting.*, coalesce(due_on, CASE until WHEN 'start' THEN starts_on WHEN 'end' THEN ends_on END) AS by_day
  FROM waiting JOIN cases USING (case_id) WHERE case_id = %(case_id)s
)
SELECT desk, matter, next, unit, since, by_day AS due_on, coalesce(by_day < %(today)s, false) AS late
FROM dated ORDER BY matter <> 'case', due_on, matter, unit
"""
POSTED = """
SELECT unit, posted_on FROM visit_notices WHERE visit_id = %(case_id)s AND posted_on IS NOT NULL ORDER BY unit
"""


def tray(read: Read, question: Tray) -> dict[str, Any]:
    """What waits, the earliest due first."""
    return {"waiting": read(TRAY, {**vars(question), "today": question.on or local_date(now())})}


def progress(read: Read, question: CaseById) -> dict[str, Any]:
    """Where a case stands: who has it, what comes next and by when, and all that is missing."""
    found = read(CASE, vars(question))
    if not found:
        raise NotFound.thing("case", question.case_id)
    case = found[0]
    today = local_date(now())
    waiting = read(WAITING, {**vars(question), "today": today})
    reserved, locked, unanswered = case.pop("plan_reserved"), case.pop("unit_locked"), case.pop("unanswered")
    overdue = case.pop("close_outs_overdue")
    told = [*missing(case, waiting, reserved, locked, unanswered), *owed(case, overdue), *windows(read, case, today)]
    return {**case, "missing": told, "waiting": waiting}


def windows(read: Read, case: dict[str, Any], today: date) -> list[str]:
    """The notices that have not stood long enough yet (A6), each with the first day on which it has."""
    if case["kind"] != "visit" or case["state"] not in ("Drafted", "Returned"):
        return []
    needed = rules_on(read, today).publicity_working_days
    days = {row["unit"]: working_day_after(row["posted_on"], needed) for row in read(POSTED, case)}
    return [f"the notice in {unit} stands long enough on {day} (A6)" for unit, day in days.items() if day > today]


def owed(case: dict[str, Any], overdue: int | None) -> list[str]:
    """What the unit of an invitation that is not decided owes for earlier ones."""
    undecided = case["state"] in ("Submitted", "ClerkReviewed", "SectionReviewed")
    return [f"{overdue} close-outs of earlier invitations, long overdue [S25]"] if undecided and overdue else []


def missing(
    case: dict[str, Any], waiting: list[dict[str, Any]], reserved: bool | None, locked: bool | None, unanswered: int
) -> list[str]:
    """What keeps a case from going on, in the words of who is asked for it."""
    told = [case["missing"]] if case["state"] == "Returned" and case["missing"] else []
    beside = [f"{row['matter']} of {row['unit']}" for row in waiting if row["matter"] != "case"]
    trips = ["what other trips the travellers and senders have"] if unanswered else []
    if case["kind"] != "visit" or case["state"] != "Submitted":
        return told + beside + trips
    plan = {None: ["the plan's answer"], False: ["a free entry of the annual plan (A11)"], True: []}[reserved]
    unit = {None: ["the unit's standing"], True: ["long overdue passports of the unit (A10)"], False: []}[locked]
    return told + beside + plan + unit + trips
