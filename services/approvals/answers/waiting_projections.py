"""Who has a case, since when, until when, and what comes next: each fact's effect on the trays, all in this one place.

A new state needs a line here: `waits` puts a matter of a case on a desk, `due` gives it its day, `settled` takes it
away. The matter "case" is the file itself, which lies on one desk at a time; others wait beside it.
"""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from services.approvals import events as fact
from services.approvals.values import VisitPlan

Statement = tuple[str, dict[str, Any]]

CASE = """
INSERT INTO cases (case_id, kind, unit, subject, country, starts_on, ends_on)
VALUES (%(case_id)s, %(kind)s, %(unit)s, %(subject)s, %(country)s, %(starts_on)s, %(ends_on)s)
ON CONFLICT (case_id) DO UPDATE SET unit = excluded.unit, subject = excluded.subject, country = excluded.country,
    starts_on = excluded.starts_on, ends_on = excluded.ends_on
"""
MOVED = "UPDATE cases SET starts_on = %(starts_on)s, ends_on = %(ends_on)s WHERE case_id = %(case_id)s"
WAITS = """
INSERT INTO waiting (case_id, matter, unit, desk, next, since, until)
SELECT case_id, %(matter)s, coalesce(%(unit)s::text, unit), %(desk)s, %(next)s, %(since)s, %(until)s
FROM cases WHERE case_id = %(case_id)s
ON CONFLICT (case_id, matter, unit) DO UPDATE SET desk = excluded.desk, next = excluded.next, since = excluded.since,
    until = excluded.until, due_on = NULL
"""
PASSED_ON = """
UPDATE waiting SET desk = %(desk)s, next = %(next)s, since = %(since)s WHERE case_id = %(case_id)s AND matter = 'case'
"""
DUE = "UPDATE waiting SET due_on = %(due_on)s WHERE case_id = %(case_id)s AND matter = %(matter)s"
SETTLED = """
DELETE FROM waiting
WHERE case_id = %(case_id)s AND matter = %(matter)s AND (%(unit)s::text IS NULL OR unit = %(unit)s)
"""
OVER_BUT_PASSPORTS = "DELETE FROM waiting WHERE case_id = %(case_id)s AND matter <> 'passports'"
OVER_AMENDMENT = """
DELETE FROM waiting WHERE case_id = %(case_id)s AND (
    matter IN ('amendment', 'notice', 'opinion') OR matter LIKE ANY(ARRAY['budget%%', 'objection%%', 'consent%%']))
"""
OPINIONS_WAIT = """
INSERT INTO waiting (case_id, matter, unit, desk, next, since, until)
SELECT visit_id, 'opinion', body, replace(body, '-', '_'), 'give_opinion', %(since)s, 'start'
FROM visit_opinions WHERE visit_id = %(case_id)s AND favourable IS NULL ON CONFLICT DO NOTHING
"""
RECALLS_DUE = """
UPDATE waiting SET due_on = %(due_on)s
WHERE case_id = %(case_id)s AND matter LIKE 'recalled %%' AND due_on IS NULL
"""
OVER = "DELETE FROM waiting WHERE case_id = %(case_id)s"


def project(happened: Any) -> list[Statement]:
    return [*(visit(happened) or journey(happened)), *branches(happened)]


def visit(happened: Any) -> list[Statement]:
    match happened:
        case fact.VisitDrafted():
            return drafted(happened.visit_id, happened.visit, happened.at)
        case fact.VisitRevised():
            return drafted(happened.visit_id, happened.visit, happened.at, happened.notices_kept)
        case fact.VisitPublicized():
            return [settled(happened.visit_id, "notice", happened.unit)]
        case fact.BudgetCleared():
            return [settled(happened.visit_id, f"budget: {happened.side}")]
        case fact.VisitSubmitted():
            return [over(happened.visit_id), on("clerk", "review_visit_as_clerk", happened)]
        case fact.VisitReturnedForCompletion() | fact.VisitReturnedFromAbove():
            return [on("unit_specialist", "revise_visit", happened)]
        case fact.VisitReviewedByClerk():
            return [on("section_head", "review_visit_as_section", happened)]
        case fact.VisitReviewedBySection():
            return [on("director", "sign_visit", happened)]
        case fact.VisitSigned(decides="office"):
            return [settled(happened.visit_id, "case")]
        case fact.VisitSigned():
            return [on("vice_mayor", "report_visit_up", happened)]
        case fact.VisitReportedUp():
            return [on("provincial_officer", "record_upper_decision", happened)]
        case fact.VisitApproved(direction="outbound"):
            return [waits(happened.visit_id, "case", "clerk", "issue_documents", happened.approved_at)]
        case fact.VisitAmended(direction="outbound"):
            return [moved(happened.visit_id, happened.starts_on, happened.ends_on)]
        case fact.VisitCancelled(direction="outbound"):
            return [(OVER_BUT_PASSPORTS, {"case_id": happened.visit_id})]
        case fact.VisitRefused() | fact.VisitWithdrawn():
            return [over(happened.visit_id)]
        case _:
            return []


def drafted(visit_id: UUID, plan: VisitPlan, at: datetime, notices: tuple[str, ...] = ()) -> list[Statement]:
    """The unit's people each have their part."""
    return [
        case_of(visit_id, "visit", plan.unit, plan.purpose, plan.country, plan.departs_on, plan.returns_on),
        over(visit_id),
        waits(visit_id, "case", "unit_signatory", "submit_visit", at),
        *budget_of(visit_id, at),
        *notices_of(visit_id, plan, at, notices),
    ]


def budget_of(visit_id: UUID, at: datetime) -> list[Statement]:
    return [
        waits(visit_id, "budget: foreign_affairs", "unit_signatory", "clear_budget", at),
        waits(visit_id, "budget: finance", "finance", "clear_budget", at),
    ]


def notices_of(visit_id: UUID, plan: VisitPlan, at: datetime, kept: tuple[str, ...]) -> list[Statement]:
    """A member's own unit, which may be another, posts its notice (A6), unless the one it posted is still true."""
    units = [unit for unit in units_to_tell(plan) if unit not in kept]
    return [waits(visit_id, "notice", "unit_signatory", "publicize_visit", at, unit) for unit in units]


def units_to_tell(plan: VisitPlan) -> list[str]:
    """Where the notice is posted: in each member's own unit, of a secret item in none (A6)."""
    return [] if plan.secret else sorted({member.unit for member in plan.members})


def journey(happened: Any) -> list[Statement]:
    match happened:
        case fact.DocumentsIssued():
            return [on("passport_keeper", "lend_passports", happened)]
        case fact.PassportsLent():
            back = waits(
                happened.visit_id, "passports", "passport_keeper", "return_passports", happened.at, until="end"
            )
            return [on("passport_keeper", "record_departure", happened), back]
        case fact.VisitDeparted(direction="outbound"):
            return [waits(happened.visit_id, "case", "passport_keeper", "record_return", happened.at, until="end")]
        case fact.PassportDeadlineSet():
            return [due(happened.visit_id, "passports", happened.due_on)]
        case fact.PassportsReturned():
            return [settled(happened.visit_id, "passports")]
        case fact.VisitReturned():
            return [
                (OVER_AMENDMENT, {"case_id": happened.visit_id}),
                waits(happened.visit_id, "case", "clerk", "close_visit", happened.at, until=None),
                waits(happened.visit_id, "report", "unit_specialist", "file_report", happened.at),
                waits(happened.visit_id, "result", "unit_signatory", "publicize_result", happened.at),
            ]
        case fact.ReportDeadlineSet():
            return [
                due(happened.visit_id, "report", happened.due_on),
                due(happened.visit_id, "result", happened.due_on),
            ]
        case fact.ReportFiled():
            return [settled(happened.visit_id, "report")]
        case fact.ResultPublicized():
            return [settled(happened.visit_id, "result")]
        case fact.VisitClosed():
            return [over(happened.visit_id), waits(happened.visit_id, "case", "clerk", "archive_visit", happened.at,
                                                   until=None)]  # fmt: skip
        case fact.VisitArchived():
            return [over(happened.visit_id)]
        case _:
            return []


def branches(happened: Any) -> list[Statement]:
    """What stands beside the file: objections, opinions, consents, amendments, recalls and warnings."""
    match happened:
        case fact.VisitResumed() | fact.VisitReconsidered() | fact.ObjectionSettled(held_back=True):
            return [over(happened.visit_id), on("unit_specialist", "revise_visit", happened)]
        case fact.ObjectionRaised():
            name = f"objection {happened.objection}"
            return [waits(happened.visit_id, name, "section_head", "settle_objection", happened.at)]
        case fact.ObjectionSettled():
            return [settled(happened.visit_id, f"objection {happened.objection}")]
        case fact.VisitSubmitted():
            return [(OPINIONS_WAIT, {"case_id": happened.visit_id, "since": happened.at})]
        case fact.OpinionGiven():
            return [settled(happened.visit_id, "opinion", happened.body)]
        case fact.ConsentRequested():
            name = f"consent of {happened.authority}"
            return [waits(happened.visit_id, name, "clerk", "record_consent", happened.at)]
        case fact.ConsentRecorded():
            return [settled(happened.visit_id, f"consent of {happened.authority}")]
        case fact.AmendmentRequested():
            return amendment(happened)
        case fact.AmendmentGranted() | fact.AmendmentDropped():
            return [(OVER_AMENDMENT, {"case_id": happened.visit_id})]
        case fact.DocumentsRecalled():
            name = f"recalled {happened.document}"
            return [waits(happened.visit_id, name, "clerk", "return_documents", happened.at, until=None)]
        case fact.PaperDeadlineSet():
            return [(RECALLS_DUE, {"case_id": happened.visit_id, "due_on": happened.due_on})]
        case fact.DocumentsReturned():
            return [settled(happened.visit_id, f"recalled {happened.document}")]
        case fact.VisitWarned():
            name = f"alert {happened.alert_id}"
            return [waits(happened.visit_id, name, "unit_specialist", "acknowledge_warning", happened.at)]
        case fact.WarningAcknowledged() | fact.WarningEnded():
            return [settled(happened.visit_id, f"alert {happened.alert_id}")]
        case _:
            return []


def amendment(happened: fact.AmendmentRequested) -> list[Statement]:
    """What is to be said anew waits as it did for the draft; the file itself stays where it lies."""
    visit_id, at = happened.visit_id, happened.at
    return [
        (OVER_AMENDMENT, {"case_id": visit_id}),
        waits(visit_id, "amendment", "director", "amend_visit", at),
        *notices_of(visit_id, happened.visit, at, happened.notices_kept),
        *([] if happened.budget_kept else budget_of(visit_id, at)),
        (OPINIONS_WAIT, {"case_id": visit_id, "since": at}),
    ]


def case_of(
    case_id: UUID, kind: str, unit: str, subject: str, country: str | None, starts_on: date, ends_on: date
) -> Statement:
    return CASE, {
        "case_id": case_id, "kind": kind, "unit": unit, "subject": subject, "country": country,
        "starts_on": starts_on, "ends_on": ends_on,
    }  # fmt: skip


def moved(case_id: UUID, starts_on: date, ends_on: date) -> Statement:
    return MOVED, {"case_id": case_id, "starts_on": starts_on, "ends_on": ends_on}


def on(desk: str, method: str, happened: Any) -> Statement:
    """The file lies on that desk from that fact on."""
    return waits(case_id_of(happened), "case", desk, method, happened.at)


def case_id_of(happened: Any) -> UUID:
    """Of a visit, an invitation or a conference."""
    keys = ("visit_id", "invitation_id", "conference_id")
    case_id: UUID = next(getattr(happened, key) for key in keys if hasattr(happened, key))
    return case_id


def waits(
    case_id: UUID,
    matter: str,
    desk: str,
    method: str,
    since: datetime,
    unit: str | None = None,
    until: Literal["start", "end"] | None = "start",
) -> Statement:
    """That matter of the case waits for that desk, of another unit if one is named, to call that method. Unless `due`
    gives it a day it has time until the trip starts, or ends."""
    return WAITS, {
        "case_id": case_id, "matter": matter, "unit": unit, "desk": desk, "next": method, "since": since,
        "until": until,
    }  # fmt: skip


def passed_on(desk: str, method: str, happened: Any) -> Statement:
    """The file goes to the next desk; the day by which it is due stays."""
    return PASSED_ON, {"case_id": case_id_of(happened), "desk": desk, "next": method, "since": happened.at}


def due(case_id: UUID, matter: str, day: date) -> Statement:
    return DUE, {"case_id": case_id, "matter": matter, "due_on": day}


def settled(case_id: UUID, matter: str, unit: str | None = None) -> Statement:
    return SETTLED, {"case_id": case_id, "matter": matter, "unit": unit}


def over(case_id: UUID) -> Statement:
    return OVER, {"case_id": case_id}
