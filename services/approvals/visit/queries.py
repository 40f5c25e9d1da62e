"""Visits and their files, and what waits for units and for bodies that give opinions."""

from typing import Annotated, Any
from uuid import UUID

from services.approvals.values import Body
from services.approvals.working_days import calendar_of
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


@value
class VisitFile:
    visit_id: UUID


@value
class NoticesDue:
    """Of members' units that have not posted the notice yet."""

    unit: str | None = None
    limit: Limit = 100


@value
class OpinionsAsked:
    body: Body
    limit: Limit = 100


@value
class WarningsInForce:
    unit: str | None = None
    limit: Limit = 100


@value
class WorkingDays:
    year: int


FILE = {
    "notices": "SELECT unit, posted_on FROM visit_notices WHERE visit_id = %(visit_id)s ORDER BY unit",
    "objections": """
        SELECT objection, unit, raised_on, ground, upheld, finding FROM visit_objections
        WHERE visit_id = %(visit_id)s ORDER BY raised_on, objection
    """,
    "opinions": """
        SELECT body, favourable, opinion, document, given_at FROM visit_opinions
        WHERE visit_id = %(visit_id)s ORDER BY body
    """,
    "consents": """
        SELECT authority, letter, given, document FROM visit_consents
        WHERE visit_id = %(visit_id)s ORDER BY authority
    """,
    "amendments": """
        SELECT departs_on, returns_on, reason, requested_at FROM visit_amendments WHERE visit_id = %(visit_id)s
    """,
    "passports": """
        SELECT person_id, lent_on, handed_in_on FROM visit_passports
        WHERE visit_id = %(visit_id)s ORDER BY person_id
    """,
    "recalls": "SELECT document, handed_in_on FROM visit_recalls WHERE visit_id = %(visit_id)s ORDER BY document",
    "reminders": """
        SELECT matter, due_on, days_before FROM visit_reminders
        WHERE visit_id = %(visit_id)s ORDER BY due_on, days_before DESC
    """,
    "warnings": """
        SELECT alert_id, country, region, colour, summary, warned_at, acknowledged_at, ended_at FROM visit_warnings
        WHERE visit_id = %(visit_id)s ORDER BY warned_at, alert_id
    """,
    "papers": "SELECT kind, number, retention FROM visit_papers WHERE visit_id = %(visit_id)s ORDER BY kind, number",
}
WHOSE = "SELECT visit_id, unit, state, moved_because FROM visits WHERE visit_id = %(visit_id)s"
NOTICES_DUE = """
SELECT n.unit, n.visit_id, v.unit AS sending_unit, v.state, v.purpose, v.country, v.departs_on
FROM visit_notices n JOIN visits v USING (visit_id)
WHERE n.posted_on IS NULL AND v.state IN ('Drafted', 'Returned', 'Approved', 'Departed')
  AND (%(unit)s::text IS NULL OR n.unit = %(unit)s)
ORDER BY v.departs_on, n.visit_id, n.unit LIMIT %(limit)s
"""
# `unit` is the body's: it sees these cases and no other
OPINIONS_ASKED = """
SELECT o.body AS unit, o.visit_id, v.unit AS sending_unit, v.state, v.purpose, v.country, v.departs_on, v.returns_on,
    o.favourable, (SELECT jsonb_agg(jsonb_build_object('person_id', m.person_id, 'name_zh', m.name_zh,
        'name_en', m.name_en, 'unit', m.unit, 'post', m.post, 'rank', m.rank) ORDER BY m.person_id)
        FROM visit_members m WHERE m.visit_id = o.visit_id) AS members
FROM visit_opinions o JOIN visits v USING (visit_id)
WHERE o.body = %(body)s AND v.state IN ('Submitted', 'ClerkReviewed', 'SectionReviewed', 'DirectorSigned', 'ReportedUp')
ORDER BY o.favourable IS NOT NULL, v.departs_on, o.visit_id LIMIT %(limit)s
"""
WARNINGS = """
SELECT w.unit, w.visit_id, w.alert_id, w.country, w.region, w.colour, w.summary, w.warned_at, w.acknowledged_at,
    v.state, v.departs_on, v.returns_on
FROM visit_warnings w JOIN visits v USING (visit_id)
WHERE w.ended_at IS NULL AND (%(unit)s::text IS NULL OR w.unit = %(unit)s)
ORDER BY w.acknowledged_at IS NOT NULL, array_position(ARRAY['red', 'orange', 'yellow'], w.colour), w.warned_at,
    w.visit_id LIMIT %(limit)s
"""


def visit_file(read: Read, question: VisitFile) -> dict[str, Any]:
    found = read(WHOSE, vars(question))
    if not found:
        raise NotFound.thing("visit", question.visit_id)
    return {**found[0], **{name: read(query, vars(question)) for name, query in FILE.items()}}


def notices_due(read: Read, question: NoticesDue) -> dict[str, Any]:
    return {"notices": read(NOTICES_DUE, vars(question))}


def opinions_asked(read: Read, question: OpinionsAsked) -> dict[str, Any]:
    """Cases that need this body's opinion and are not decided; those that wait for it first."""
    return {"cases": read(OPINIONS_ASKED, vars(question))}


def warnings_in_force(read: Read, question: WarningsInForce) -> dict[str, Any]:
    """Visits for which an alert holds; those whose unit has not told its team first."""
    return {"warnings": read(WARNINGS, vars(question))}


def working_days(_: Read, question: WorkingDays) -> dict[str, Any]:
    """The year's public holidays and make-up days; none, and `announced` false, while nobody knows them."""
    return calendar_of(question.year)


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
