"""Facts of conferences into read tables."""

import json
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import ConferencePlan
from shared.values import encode

Statement = tuple[str, dict[str, Any]]

CONFERENCE = """
INSERT INTO conferences (conference_id, state, unit, title_zh, title_en, theme, place_zh, place_en, countries,
                         foreigners, people, starts_on, ends_on, natural_sciences, sensitive, highest_rank, budget,
                         funding)
VALUES (%(conference_id)s, %(state)s, %(unit)s, %(title_zh)s, %(title_en)s, %(theme)s, %(place_zh)s, %(place_en)s,
        %(countries)s, %(foreigners)s, %(people)s, %(starts_on)s, %(ends_on)s, %(natural_sciences)s, %(sensitive)s,
        %(highest_rank)s, %(budget)s, %(funding)s)
ON CONFLICT (conference_id) DO UPDATE SET unit = excluded.unit, title_zh = excluded.title_zh,
    title_en = excluded.title_en, theme = excluded.theme, place_zh = excluded.place_zh, place_en = excluded.place_en,
    countries = excluded.countries, foreigners = excluded.foreigners, people = excluded.people,
    starts_on = excluded.starts_on, ends_on = excluded.ends_on, natural_sciences = excluded.natural_sciences,
    sensitive = excluded.sensitive, highest_rank = excluded.highest_rank, budget = excluded.budget,
    funding = excluded.funding
"""
PLAN = """
INSERT INTO conference_plans (conference_id, plan) VALUES (%(conference_id)s, %(plan)s::jsonb)
ON CONFLICT (conference_id) DO UPDATE SET plan = excluded.plan
"""
STATE = "UPDATE conferences SET state = %(state)s WHERE conference_id = %(conference_id)s"
# what was approved and is changed needs a new approval; what was returned stays returned until it is submitted
REVISED = """
UPDATE conferences
SET state = CASE WHEN %(approved)s THEN 'Approved' WHEN state = 'Approved' THEN 'Drafted' ELSE state END
WHERE conference_id = %(conference_id)s
"""
SUBMITTED = """
UPDATE conferences SET state = 'Submitted', judged_on = %(judged_on)s WHERE conference_id = %(conference_id)s
"""
MISSING = """
UPDATE conferences SET state = 'Returned', missing = %(missing)s WHERE conference_id = %(conference_id)s
"""
SIGNED = """
UPDATE conferences SET state = 'DirectorSigned', decides = %(decides)s WHERE conference_id = %(conference_id)s
"""
REPORTED_UP = """
UPDATE conferences SET state = 'ReportedUp', report_number = %(report_number)s WHERE conference_id = %(conference_id)s
"""
APPROVED = """
UPDATE conferences SET state = 'Approved', document = %(document)s, decided_on = %(decided_on)s,
    supersedes = nullif(%(supersedes)s, '')
WHERE conference_id = %(conference_id)s
"""
REFUSED = """
UPDATE conferences SET state = %(state)s, refused_because = %(reason)s WHERE conference_id = %(conference_id)s
"""
REPORT_DUE = """
UPDATE conferences SET report_due = %(due_on)s, report_late = false WHERE conference_id = %(conference_id)s
"""
REPORT_LATE = "UPDATE conferences SET report_late = true WHERE conference_id = %(conference_id)s"
REPORTED = """
UPDATE conferences SET state = 'Reported', report_document = %(document)s, came_foreigners = %(foreigners)s,
    came_people = %(people)s, cost = %(cost)s, summary = %(summary)s, exceeded = %(exceeded)s,
    report_late = report_late OR %(late)s
WHERE conference_id = %(conference_id)s
"""
DECISION = """
INSERT INTO conference_decisions (conference_id, step, by_actor, at, outcomes)
VALUES (%(conference_id)s, %(step)s, %(by)s, %(at)s, %(outcomes)s::jsonb)
"""
REMINDER = """
INSERT INTO conference_reminders (conference_id, due_on, days_before)
VALUES (%(conference_id)s, %(due_on)s, %(days_before)s) ON CONFLICT DO NOTHING
"""
PAPER = """
INSERT INTO conference_papers (conference_id, kind, number, retention)
VALUES (%(conference_id)s, %(kind)s, %(number)s, %(retention)s) ON CONFLICT DO NOTHING
"""
STEPS = {
    fact.ConferenceSubmitted: "submitted",
    fact.ConferenceReviewedByClerk: "clerk's review",
    fact.ConferenceReviewedBySection: "section's review",
    fact.ConferenceSigned: "director's signature",
}


def project(happened: Any) -> list[Statement]:
    return [*decided(happened), *reported(happened), *judged(happened)]


def decided(happened: Any) -> list[Statement]:
    match happened:
        case fact.ConferenceDrafted():
            return written(happened.conference_id, happened.conference)
        case fact.ConferenceRevised():
            return [*written(happened.conference_id, happened.conference), (REVISED, of(happened, "approved"))]
        case fact.ConferenceSubmitted():
            return [(SUBMITTED, of(happened, "judged_on"))]
        case fact.ConferenceReturnedForCompletion():
            return [(MISSING, {**of(happened), "missing": "; ".join(happened.missing)})]
        case fact.ConferenceReviewedByClerk():
            return [state(happened, "ClerkReviewed")]
        case fact.ConferenceReviewedBySection():
            return [state(happened, "SectionReviewed")]
        case fact.ConferenceSigned():
            return [(SIGNED, of(happened, "decides"))]
        case fact.ConferenceReportedUp():
            return [(REPORTED_UP, of(happened, "report_number"))]
        case fact.ConferenceApproved():
            return [(APPROVED, of(happened, "document", "decided_on", "supersedes"))]
        case fact.ConferenceRefused(approved=ConferencePlan() as before):
            still = (REFUSED, {**of(happened, "reason"), "state": "Approved"})
            return [*written(happened.conference_id, before), still]
        case fact.ConferenceRefused():
            return [(REFUSED, {**of(happened, "reason"), "state": "Refused"})]
        case fact.ConferenceWithdrawn():
            return [state(happened, "Withdrawn")]
        case fact.ConferenceResumed():
            return [state(happened, "Drafted")]
        case _:
            return []


def reported(happened: Any) -> list[Statement]:
    match happened:
        case fact.ConferenceCancelled():
            return [state(happened, "Cancelled")]
        case fact.ConferenceReportDeadlineSet():
            return [(REPORT_DUE, of(happened, "due_on"))]
        case fact.ConferenceReportDeadlinePassed():
            return [(REPORT_LATE, of(happened))]
        case fact.ConferenceReminded():
            return [(REMINDER, of(happened, "due_on", "days_before"))]
        case fact.ConferenceReportFiled():
            return [(REPORTED, {**of(happened, "exceeded", "late"), **vars(happened.report)})]
        case fact.ConferenceArchived():
            papers = [(PAPER, {**of(happened), **vars(paper)}) for paper in happened.papers]
            return [state(happened, "Archived"), *papers]
        case _:
            return []


def judged(happened: Any) -> list[Statement]:
    """What each rule said at each step."""
    if type(happened) not in STEPS:
        return []
    outcomes = json.dumps(encode(happened.outcomes), ensure_ascii=False)
    return [(DECISION, {**of(happened, "by", "at"), "step": STEPS[type(happened)], "outcomes": outcomes})]


def written(conference_id: UUID, plan: ConferencePlan) -> list[Statement]:
    row = {
        "conference_id": conference_id,
        "state": "Drafted",
        "unit": plan.unit,
        "title_zh": plan.title.zh,
        "title_en": plan.title.en,
        "theme": plan.theme,
        "place_zh": plan.place.zh,
        "place_en": plan.place.en,
        "countries": list(plan.countries),
        "foreigners": plan.foreigners,
        "people": plan.people,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "natural_sciences": plan.natural_sciences,
        "sensitive": plan.sensitive,
        "highest_rank": plan.highest_rank,
        "budget": sum(line.amount for line in plan.budget),
        "funding": plan.funding,
    }
    whole = {"conference_id": conference_id, "plan": json.dumps(encode(plan), ensure_ascii=False)}
    return [(CONFERENCE, row), (PLAN, whole)]


def of(happened: Any, *fields: str) -> dict[str, Any]:
    """The conference's id, and these fields of the fact."""
    return {"conference_id": happened.conference_id, **{name: getattr(happened, name) for name in fields}}


def state(happened: Any, name: str) -> Statement:
    return STATE, {"conference_id": happened.conference_id, "state": name}
