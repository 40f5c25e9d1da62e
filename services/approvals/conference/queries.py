"""Conferences as answers; and what the rules say of one before it is submitted."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from services.approvals.authority.authority import Level
from services.approvals.conference.rules import CONFERENCES as CITED
from services.approvals.conference.rules import reasons, who_decides_conference
from services.approvals.conference.state import Conference
from services.approvals.conference.values import ConferencePlan
from shared.errors import Invalid, NotFound
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, decoder, encode, value

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
    """A draft as it would be sent; a conference by its id as it stands; or both: the conference as it would stand if it
    were revised so. A draft is judged as if it were submitted on that day, today if none is named."""

    conference: ConferencePlan | None = None
    conference_id: UUID | None = None
    on: date | None = None


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
    """Every rule with article, value, what was found, verdict and mend; and who decides, for what reasons."""
    today = question.on or local_date(now())
    unit, state = asked_about(read, question)
    outcomes, rules = state.outcomes(today), state.rules(today)
    missing = [item.rule for item in outcomes if not item.passed]
    return {
        "unit": unit,
        "conference_id": question.conference_id,
        "state": state.state,
        "on": today,
        "rule_set": {"effective_from": rules.effective_from, "source": rules.source},
        "may_submit": state.state in ("Drafted", "Returned") and not missing,
        "missing": {"submit_conference": missing},
        "rules": [{**encode(item), "before": "submit_conference"} for item in outcomes],
        "decided_by": {
            "decides": who_decides_conference(state.conference, rules),
            "cites": CITED,
            "why": reasons(state.conference, rules),
        },
    }


def asked_about(read: Read, question: CheckConference) -> tuple[str, Conference]:
    """Whose file it is, and the conference as it is to be judged."""
    draft = question.conference
    if question.conference_id is None:
        if draft is None:
            mend = "give a conference, or the conference_id of a case"
            raise Invalid.field("conference", "Nothing to judge.", mend)
        return draft.unit, Conference(conference=draft)
    found = read(PLAN, {"conference_id": question.conference_id})
    if not found:
        raise NotFound.thing("conference", question.conference_id)
    plan = decoder(ConferencePlan)(found[0]["plan"])
    stands = Conference(conference=draft or plan, state=found[0]["state"], judged_on=found[0]["judged_on"])
    return plan.unit, stands
