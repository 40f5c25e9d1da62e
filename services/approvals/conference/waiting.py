"""Who has a conference, until when, and what comes next: its facts' effect on the trays."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.answers.waiting_projections import Statement, case_of, due, on, over, passed_on, waits
from services.approvals.commands import ConferencePlan

REPORT_DUE_AGAIN = """
UPDATE waiting SET due_on = (SELECT report_due FROM conferences WHERE conference_id = %(case_id)s)
WHERE case_id = %(case_id)s AND matter = 'report'
"""


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.ConferenceDrafted():
            return drafted(happened)
        case fact.ConferenceRevised(approved=True):
            return approved(happened.conference_id, happened.conference, happened.at)
        case fact.ConferenceRevised():
            return [over(happened.conference_id), *drafted(happened)]
        case fact.ConferenceSubmitted():
            return [
                on("clerk", "review_conference_as_clerk", happened),
                due(happened.conference_id, "case", happened.answer_due),
            ]
        case fact.ConferenceReturnedForCompletion() | fact.ConferenceResumed():
            return [on("unit_specialist", "revise_conference", happened)]
        case fact.ConferenceReviewedByClerk():
            return [passed_on("section_head", "review_conference_as_section", happened)]
        case fact.ConferenceReviewedBySection():
            return [passed_on("director", "sign_conference", happened)]
        case fact.ConferenceSigned():
            return [on("vice_mayor", "report_conference_up", happened)]
        case fact.ConferenceReportedUp():
            return [on("provincial_officer", "record_conference_decision", happened)]
        case fact.ConferenceRefused(approved=ConferencePlan() as before):
            return approved(happened.conference_id, before, happened.at)
        case fact.ConferenceApproved():
            return report(happened.conference_id, happened.at)
        case fact.ConferenceReportDeadlineSet():
            return [due(happened.conference_id, "report", happened.due_on)]
        case fact.ConferenceReportFiled():
            return [
                over(happened.conference_id),
                waits(happened.conference_id, "case", "clerk", "archive_conference", happened.at, until=None),
            ]
        case (
            fact.ConferenceRefused()
            | fact.ConferenceWithdrawn()
            | fact.ConferenceCancelled()
            | fact.ConferenceArchived()
        ):
            return [over(happened.conference_id)]
        case _:
            return []


def drafted(happened: fact.ConferenceDrafted | fact.ConferenceRevised) -> list[Statement]:
    return [case(happened.conference_id, happened.conference), on("unit_signatory", "submit_conference", happened)]


def case(conference_id: UUID, plan: ConferencePlan) -> Statement:
    return case_of(conference_id, "conference", plan.unit, plan.title.zh, None, plan.starts_on, plan.ends_on)


def approved(conference_id: UUID, plan: ConferencePlan, at: datetime) -> list[Statement]:
    """As it was before a change was asked for."""
    day = (REPORT_DUE_AGAIN, {"case_id": conference_id})
    return [case(conference_id, plan), *report(conference_id, at), day]


def report(conference_id: UUID, at: datetime) -> list[Statement]:
    """The unit reports after its end."""
    reports = waits(conference_id, "report", "unit_specialist", "file_conference_report", at, until="end")
    return [over(conference_id), reports]
