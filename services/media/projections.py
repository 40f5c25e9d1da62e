"""Facts into read tables."""

from typing import Any
from uuid import UUID

from services.media import events

Statement = tuple[str, dict[str, Any]]

NEW_INTERVIEW = """
INSERT INTO interviews (interview_id, state, outlet, outlet_class, topic, place, unit, begins_at, ends_at, suspended,
                        delegation_id, case_id)
VALUES (%(interview_id)s, 'Requested', %(outlet)s, %(outlet_class)s, %(topic)s, %(place)s, %(unit)s, %(begins_at)s,
        %(ends_at)s, %(suspended)s, %(delegation_id)s, %(case_id)s)
"""
NEW_INTERVIEWEE = """
INSERT INTO consents (interview_id, interviewee_id, name_zh, name_en)
VALUES (%(interview_id)s, %(interviewee_id)s, %(zh)s, %(en)s) ON CONFLICT DO NOTHING
"""
STATE = "UPDATE interviews SET state = %(state)s WHERE interview_id = %(interview_id)s"
UNIT_CONSENT = "UPDATE interviews SET unit_consent = %(consent)s WHERE interview_id = %(interview_id)s"
SUSPENDED = "UPDATE interviews SET suspended = %(suspended)s WHERE interview_id = %(interview_id)s"
COVERAGE = (
    "UPDATE interviews SET state = 'CoverageLogged', coverage = %(coverage)s WHERE interview_id = %(interview_id)s"
)
CONSENT = """
UPDATE consents SET consent = %(consent)s, leave_out = %(leave_out)s
WHERE interview_id = %(interview_id)s AND interviewee_id = %(interviewee_id)s
"""
CASE = """
INSERT INTO held_cases (case_id, country, restricted) VALUES (%(case_id)s, %(country)s, %(restricted)s)
ON CONFLICT (case_id) DO UPDATE SET restricted = excluded.restricted,
    country = coalesce(excluded.country, held_cases.country)
"""
PRESS_CALL = """
INSERT INTO press_calls (press_call_id, delegation_id, state) VALUES (%(press_call_id)s, %(delegation_id)s, 'open')
ON CONFLICT (press_call_id) DO UPDATE SET delegation_id = excluded.delegation_id
"""
PRESS_CALL_ABOUT = """
UPDATE press_calls SET organisation = %(organisation)s, country = %(country)s, opens_on = %(opens_on)s,
    closes_on = %(closes_on)s WHERE press_call_id = %(press_call_id)s
"""
ACCREDITED = "UPDATE press_calls SET accredited = accredited + 1 WHERE press_call_id = %(press_call_id)s"
CHECKED_IN = "UPDATE press_calls SET checked_in = checked_in + 1 WHERE press_call_id = %(press_call_id)s"
CLOSED = """
INSERT INTO press_calls (press_call_id, state) VALUES (%(press_call_id)s, 'closed')
ON CONFLICT (press_call_id) DO UPDATE SET state = 'closed'
"""


def project(fact: Any) -> list[Statement]:
    match fact:
        case events.InterviewRequested():
            return new_interview(fact)
        case events.CredentialChecked():
            return [state(fact.interview_id, "CredentialChecked")]
        case events.ConsentAsked():
            return [state(fact.interview_id, "ConsentAsked")]
        case events.UnitConsentRecorded():
            return [(UNIT_CONSENT, {"interview_id": fact.interview_id, "consent": fact.consent})]
        case events.ConsentRecorded():
            return [consent(fact.interview_id, fact.interviewee_id, fact.consent, leave_out=False)]
        case events.ConsentWithdrawn():
            return [consent(fact.interview_id, fact.interviewee_id, "withdrawn", leave_out=fact.after_filming)]
        case events.InterviewSuspended():
            return [(SUSPENDED, {"interview_id": fact.interview_id, "suspended": True})]
        case events.InterviewReleased():
            return [(SUSPENDED, {"interview_id": fact.interview_id, "suspended": False})]
        case events.InterviewScheduled():
            return [state(fact.interview_id, "Scheduled")]
        case events.InterviewHeld():
            return [state(fact.interview_id, "Held")]
        case events.CoverageLogged():
            return [(COVERAGE, {"interview_id": fact.interview_id, "coverage": fact.reference})]
        case events.InterviewClosed():
            return [state(fact.interview_id, "Closed")]
        case events.InterviewCancelled():
            return [state(fact.interview_id, "Cancelled")]
        case events.CaseRestricted():
            return [(CASE, {"case_id": fact.case_id, "country": fact.country, "restricted": True})]
        case events.CaseReleased():
            return [(CASE, {"case_id": fact.case_id, "country": None, "restricted": False})]
        case events.PressCallOpened():
            return [(PRESS_CALL, {"press_call_id": fact.press_call_id, "delegation_id": fact.delegation_id})]
        case events.PressCallDescribed():
            return [(PRESS_CALL_ABOUT, vars(fact))]
        case events.JournalistAccredited():
            return [(ACCREDITED, {"press_call_id": fact.press_call_id})]
        case events.JournalistCheckedIn():
            return [(CHECKED_IN, {"press_call_id": fact.press_call_id})]
        case events.PressCallClosed():
            return [(CLOSED, {"press_call_id": fact.press_call_id})]
        case _:
            return []


def new_interview(fact: events.InterviewRequested) -> list[Statement]:
    interview = {
        "interview_id": fact.interview_id,
        "outlet": fact.outlet.name,
        "outlet_class": fact.outlet.outlet_class,
        "topic": fact.topic,
        "place": fact.place,
        "unit": fact.unit,
        "begins_at": fact.begins_at,
        "ends_at": fact.ends_at,
        "suspended": fact.case_id is not None,
        "delegation_id": fact.delegation_id,
        "case_id": fact.case_id,
    }
    people = [
        (
            NEW_INTERVIEWEE,
            {
                "interview_id": fact.interview_id,
                "interviewee_id": person.interviewee_id,
                "zh": person.name.zh,
                "en": person.name.en,
            },
        )
        for person in fact.interviewees
    ]
    return [(NEW_INTERVIEW, interview), *people]


def state(interview_id: UUID, name: str) -> Statement:
    return STATE, {"interview_id": interview_id, "state": name}


def consent(interview_id: UUID, interviewee_id: UUID, said: str, *, leave_out: bool) -> Statement:
    return CONSENT, {
        "interview_id": interview_id,
        "interviewee_id": interviewee_id,
        "consent": said,
        "leave_out": leave_out,
    }
