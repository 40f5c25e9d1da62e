"""Read tables into answers."""

from typing import Annotated, Any
from uuid import UUID

from shared.errors import NotFound
from shared.service import Read
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]


@value
class InterviewById:
    interview_id: UUID


@value
class Interviews:
    """All, or those in a state, of an outlet class, about a delegation or a case."""

    state: str | None = None
    outlet_class: str | None = None
    delegation_id: UUID | None = None
    case_id: UUID | None = None
    limit: Limit = 100


@value
class PressCalls:
    state: str | None = None
    delegation_id: UUID | None = None
    limit: Limit = 100


@value
class HeldCases:
    limit: Limit = 100


INTERVIEW = "SELECT * FROM interviews WHERE interview_id = %(interview_id)s"
CONSENTS = """
SELECT interviewee_id, name_zh, name_en, consent, leave_out FROM consents
WHERE interview_id = %(interview_id)s ORDER BY name_en
"""
INTERVIEWS = """
SELECT * FROM interviews
WHERE (%(state)s::text IS NULL OR state = %(state)s)
  AND (%(outlet_class)s::text IS NULL OR outlet_class = %(outlet_class)s)
  AND (%(delegation_id)s::uuid IS NULL OR delegation_id = %(delegation_id)s)
  AND (%(case_id)s::uuid IS NULL OR case_id = %(case_id)s)
ORDER BY begins_at LIMIT %(limit)s
"""
PRESS_CALLS = """
SELECT * FROM press_calls
WHERE (%(state)s::text IS NULL OR state = %(state)s)
  AND (%(delegation_id)s::uuid IS NULL OR delegation_id = %(delegation_id)s)
ORDER BY opens_on DESC NULLS LAST LIMIT %(limit)s
"""
HELD_CASES = "SELECT case_id, country FROM held_cases WHERE restricted ORDER BY case_id LIMIT %(limit)s"


def get_interview(read: Read, question: InterviewById) -> dict[str, Any]:
    """One interview, with the consent of each person."""
    found = read(INTERVIEW, vars(question))
    if not found:
        raise NotFound.thing("interview", question.interview_id)
    return {**found[0], "consents": read(CONSENTS, vars(question))}


def list_interviews(read: Read, question: Interviews) -> dict[str, Any]:
    return {"interviews": read(INTERVIEWS, vars(question))}


def list_press_calls(read: Read, question: PressCalls) -> dict[str, Any]:
    return {"press_calls": read(PRESS_CALLS, vars(question))}


def list_held_cases(read: Read, question: HeldCases) -> dict[str, Any]:
    """Cases about which no interview may be held yet."""
    return {"held_cases": read(HELD_CASES, vars(question))}
