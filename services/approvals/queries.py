"""Read tables into answers."""

from typing import Annotated, Any
from uuid import UUID

from shared.errors import NotFound
from shared.service import Read
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class VisitById:
    visit_id: UUID


@value
class Visits:
    """All, or those in a state, of a unit, to a country."""

    state: str | None = None
    unit: str | None = None
    country: str | None = None
    limit: Limit = 100


@value
class PassportsOut:
    unit: str | None = None
    limit: Limit = 100


@value
class UnitRecord:
    unit: str


VISIT = "SELECT * FROM visits WHERE visit_id = %(visit_id)s"
MEMBERS = """
SELECT person_id, name_zh, name_en, unit, post, rank FROM visit_members WHERE visit_id = %(visit_id)s ORDER BY name_en
"""
DECISIONS = """
SELECT step, by_actor, at, outcomes FROM decisions WHERE visit_id = %(visit_id)s ORDER BY at
"""
VISITS = """
SELECT * FROM visits
WHERE (%(state)s::text IS NULL OR state = %(state)s) AND (%(unit)s::text IS NULL OR unit = %(unit)s)
  AND (%(country)s::text IS NULL OR country = %(country)s)
ORDER BY departs_on DESC, visit_id LIMIT %(limit)s
"""
PASSPORTS_OUT = """
SELECT visit_id, unit, country, party, departed_on, passports_due, passports_late FROM visits
WHERE passports_due IS NOT NULL AND passports_back_on IS NULL AND (%(unit)s::text IS NULL OR unit = %(unit)s)
ORDER BY passports_due, visit_id LIMIT %(limit)s
"""
UNIT_RECORD = """
SELECT unit, count(*) AS visits, count(*) FILTER (WHERE state = 'Refused') AS refused,
       coalesce(sum(party), 0) AS travellers, coalesce(sum(budget), 0) AS budget,
       count(*) FILTER (WHERE passports_late) AS passports_late, count(*) FILTER (WHERE report_late) AS reports_late
FROM visits WHERE unit = %(unit)s GROUP BY unit
"""


def get_visit(read: Read, question: VisitById) -> dict[str, Any]:
    """One visit, with its members."""
    found = read(VISIT, vars(question))
    if not found:
        raise NotFound.thing("visit", question.visit_id)
    return {**found[0], "members": read(MEMBERS, vars(question))}


def visit_decisions(read: Read, question: VisitById) -> dict[str, Any]:
    """Every decision on a visit with the outcome of every rule."""
    return {"unit": get_visit(read, question)["unit"], "decisions": read(DECISIONS, vars(question))}


def list_visits(read: Read, question: Visits) -> dict[str, Any]:
    return {"visits": read(VISITS, vars(question))}


def passports_out(read: Read, question: PassportsOut) -> dict[str, Any]:
    """Passports lent and not yet back, the earliest due first."""
    return {"visits": read(PASSPORTS_OUT, vars(question))}


def unit_record(read: Read, question: UnitRecord) -> dict[str, Any]:
    """A unit's visits in numbers; zeros for a unit that has none."""
    found = read(UNIT_RECORD, vars(question))
    nothing = {"visits": 0, "refused": 0, "travellers": 0, "budget": 0, "passports_late": 0, "reports_late": 0}
    return found[0] if found else {"unit": question.unit, **nothing}
