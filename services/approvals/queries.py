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
    """All, or those in a state, of a unit, to a country. `after` is the last one of the page before."""

    state: str | None = None
    unit: str | None = None
    country: str | None = None
    after: UUID | None = None
    limit: Limit = 100


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
  AND (%(country)s::text IS NULL OR country = %(country)s) AND (%(after)s::uuid IS NULL
    OR (departs_on, visit_id) < (SELECT departs_on, visit_id FROM visits WHERE visit_id = %(after)s))
ORDER BY departs_on DESC, visit_id DESC LIMIT %(limit)s
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
