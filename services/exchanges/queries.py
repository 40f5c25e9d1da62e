"""Read tables into answers."""

from typing import Annotated, Any

from shared.errors import NotFound
from shared.service import Read
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class PartnerByKey:
    """`partner` is the city's key, such as GR-tripoli."""

    partner: str


@value
class Partners:
    """All, or those in a state, of a class, in a country."""

    state: str | None = None
    partner_class: str | None = None
    country: str | None = None
    limit: Limit = 100


@value
class Projects:
    field: str | None = None
    state: str | None = None
    partner: str | None = None
    limit: Limit = 100


@value
class ProjectCounts:
    partner: str | None = None


@value
class Missions:
    """All, or those of a country; those that closed are among them, with the note."""

    country: str | None = None


MISSIONS = """
SELECT country, post, kind, covers_guizhou, note FROM missions
WHERE %(country)s::text IS NULL OR country = %(country)s ORDER BY post, country
"""
PARTNER = "SELECT * FROM partners WHERE partner = %(partner)s"
RECORD = "SELECT on_day, kind, what FROM partner_record WHERE partner = %(partner)s ORDER BY on_day, kind"
PARTNERS = """
SELECT * FROM partners
WHERE (%(state)s::text IS NULL OR state = %(state)s)
  AND (%(partner_class)s::text IS NULL OR partner_class = %(partner_class)s)
  AND (%(country)s::text IS NULL OR country = %(country)s)
ORDER BY country, city_en LIMIT %(limit)s
"""
PROJECTS = """
SELECT * FROM projects
WHERE (%(field)s::text IS NULL OR field = %(field)s) AND (%(state)s::text IS NULL OR state = %(state)s)
  AND (%(partner)s::text IS NULL OR partner = %(partner)s)
ORDER BY title, project_id LIMIT %(limit)s
"""
COUNTS = """
SELECT field, count(*) AS projects, count(*) FILTER (WHERE state = 'Running') AS running,
       sum(budget) AS budget FROM projects
WHERE %(partner)s::text IS NULL OR partner = %(partner)s GROUP BY field ORDER BY field
"""


def get_partner(read: Read, question: PartnerByKey) -> dict[str, Any]:
    found = read(PARTNER, vars(question))
    if not found:
        raise NotFound.thing("partner", question.partner)
    return found[0]


def partner_record(read: Read, question: PartnerByKey) -> dict[str, Any]:
    """Contacts, steps, visits and exchanges with a city, by date."""
    return {"record": read(RECORD, vars(question))}


def list_partners(read: Read, question: Partners) -> dict[str, Any]:
    return {"partners": read(PARTNERS, vars(question))}


def list_projects(read: Read, question: Projects) -> dict[str, Any]:
    return {"projects": read(PROJECTS, vars(question))}


def projects_by_field(read: Read, question: ProjectCounts) -> dict[str, Any]:
    return {"fields": read(COUNTS, vars(question))}


def list_missions(read: Read, question: Missions) -> dict[str, Any]:
    """Which mission in China is responsible here."""
    return {"missions": read(MISSIONS, vars(question))}
