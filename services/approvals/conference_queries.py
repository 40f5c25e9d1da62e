"""Conferences as answers; and what the rules say of one before it is submitted."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from services.approvals.authority import Level
from services.approvals.conference_rules import who_decides_conference
from services.approvals.conference_state import Conference
from services.approvals.conference_values import ConferencePlan
from shared.errors import Invalid, NotFound
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, decoder, value

Limit = Annotated[int, POSITIVE]


@value
class ConferenceById:
    conference_id: UUID


@value
class Conferences:
    """All, or those in a state, of a unit, decided by a level, going on in these days."""

    state: str | None = None
    unit: str | None = None
    decides: Level | None = None
    first: date | None = None
    last: date | None = None
    limit: Limit = 100


@value
class CheckConference:
    """A draft as it would be sent, or a conference by its id as it stands: one of the two."""

    conference: ConferencePlan | None = None
    conference_id: UUID | None = None


CONFERENCE = "SELECT * FROM conferences WHERE conference_id = %(conference_id)s"
PLAN = """
SELECT plan, judged_on, state FROM conference_plans JOIN conferences USING (conference_id)
WHERE conference_id = %(conference_id)s
"""
BESIDE = {
    "decisions": """
        SELECT step, by_actor, at, outcomes FROM conference_decisions
        WHERE conference_id = %(conference_id)s ORDER BY at
    """,
    "reminders": """
        SELECT due_on, days_before FROM conference_reminders
        WHERE conference_id = %(conference_id)s ORDER BY due_on, days_before DESC
    """,
    "papers": """
        SELECT kind, number, retention FROM conference_papers
        WHERE conference_id = %(conference_id)s ORDER BY kind, number
    """,
}
CONFERENCES = """
SELECT * FROM conferences
WHERE (%(state)s::text IS NULL OR state = %(state)s) AND (%(unit)s::text IS NULL OR unit = %(unit)s)
  AND (%(decides)s::text IS NULL OR decides = %(decides)s)
  AND (%(first)s::date IS NULL OR ends_on >= %(first)s) AND (%(last)s::date IS NULL OR starts_on <= %(last)s)
ORDER BY starts_on DESC, conference_id LIMIT %(limit)s
"""


def get_conference(read: Read, question: ConferenceById) -> dict[str, Any]:
    """One conference, with every decision on it, reminders and papers."""
    found = read(CONFERENCE, vars(question))
    if not found:
        raise NotFound.thing("conference", question.conference_id)
    return {**found[0], **{name: read(query, vars(question)) for name, query in BESIDE.items()}}


def list_conferences(read: Read, question: Conferences) -> dict[str, Any]:
    return {"conferences": read(CONFERENCES, vars(question))}


def check_conference(read: Read, question: CheckConference) -> dict[str, Any]:
    """Every rule's outcome as the next step would find it, and who decides."""
    state = asked_about(read, question)
    today = local_date(now())
    outcomes = state.outcomes(today)
    return {
        "unit": state.conference.unit,
        "state": state.state,
        "passed": all(outcome.passed for outcome in outcomes),
        "outcomes": outcomes,
        "decides": who_decides_conference(state.conference, state.rules(today)),
    }


def asked_about(read: Read, question: CheckConference) -> Conference:
    if question.conference is not None and question.conference_id is None:
        return Conference(conference=question.conference)
    if question.conference_id is None or question.conference is not None:
        raise Invalid.field("conference_id", "Either a draft or the id of a conference.", "give one of the two")
    found = read(PLAN, {"conference_id": question.conference_id})
    if not found:
        raise NotFound.thing("conference", question.conference_id)
    plan = decoder(ConferencePlan)(found[0]["plan"])
    return Conference(conference=plan, state=found[0]["state"], judged_on=found[0]["judged_on"])
