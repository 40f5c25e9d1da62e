"""Facts of visits into read tables: publicity and consultation, changes, journeys, deadlines, warnings."""

from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.answers.waiting_projections import units_to_tell
from services.approvals.commands import VisitPlan
from services.approvals.rules.neighbours import opinions_needed
from services.approvals.visit import amendment_projections as amendment

Statement = tuple[str, dict[str, Any]]

DEPARTED = """
UPDATE visits SET state = 'Departed', departed_on = %(day)s, leaves_on = NULL WHERE visit_id = %(visit_id)s
"""
RETURNED = "UPDATE visits SET state = 'Returned home', returned_on = %(day)s WHERE visit_id = %(visit_id)s"
PASSPORTS_DUE = "UPDATE visits SET passports_due = %(day)s, passports_late = false WHERE visit_id = %(visit_id)s"
PASSPORTS_LATE = "UPDATE visits SET passports_late = true WHERE visit_id = %(visit_id)s"
PASSPORTS_BACK = "UPDATE visits SET passports_back_on = %(day)s WHERE visit_id = %(visit_id)s"
REPORT_DUE = """
UPDATE visits SET report_due = %(day)s, report_late = false, result_late = false WHERE visit_id = %(visit_id)s
"""
REPORT_LATE = "UPDATE visits SET report_late = true WHERE visit_id = %(visit_id)s"
RESULT_LATE = "UPDATE visits SET result_late = true WHERE visit_id = %(visit_id)s"
REPORT_FILED = "UPDATE visits SET report_filed_on = %(day)s WHERE visit_id = %(visit_id)s"
RESULT_POSTED = "UPDATE visits SET result_posted_on = %(day)s WHERE visit_id = %(visit_id)s"
PAPERS_DUE = "UPDATE visits SET papers_due = %(day)s, papers_late = false WHERE visit_id = %(visit_id)s"
PAPERS_LATE = "UPDATE visits SET papers_late = true WHERE visit_id = %(visit_id)s"
ISSUED = "UPDATE visits SET issued_on = %(day)s WHERE visit_id = %(visit_id)s"
LEAVES = "UPDATE visits SET leaves_on = %(day)s, moved_because = %(reason)s WHERE visit_id = %(visit_id)s"
STATE = "UPDATE visits SET state = %(state)s WHERE visit_id = %(visit_id)s"
NO_NOTICES = "DELETE FROM visit_notices WHERE visit_id = %(visit_id)s AND unit <> ALL(%(kept)s)"
NO_CONSENTS = "DELETE FROM visit_consents WHERE visit_id = %(visit_id)s AND authority <> ALL(%(kept)s)"
NOTICE_DUE = """
INSERT INTO visit_notices (visit_id, unit) VALUES (%(visit_id)s, %(unit)s) ON CONFLICT DO NOTHING
"""
NOTICE = """
INSERT INTO visit_notices (visit_id, unit, posted_on) VALUES (%(visit_id)s, %(unit)s, %(day)s)
ON CONFLICT (visit_id, unit) DO UPDATE SET posted_on = excluded.posted_on
"""
OBJECTION = """
INSERT INTO visit_objections (visit_id, objection, unit, raised_on, ground)
VALUES (%(visit_id)s, %(objection)s, %(unit)s, %(raised_on)s, %(ground)s) ON CONFLICT DO NOTHING
"""
SETTLED = """
UPDATE visit_objections SET upheld = %(upheld)s, finding = %(finding)s
WHERE visit_id = %(visit_id)s AND objection = %(objection)s
"""
HELD_BACK = """
UPDATE visits SET state = 'Returned', missing = 'an objection was upheld' WHERE visit_id = %(visit_id)s
"""
NO_OPINIONS = "DELETE FROM visit_opinions WHERE visit_id = %(visit_id)s"
OPINION_NEEDED = """
INSERT INTO visit_opinions (visit_id, body) VALUES (%(visit_id)s, %(body)s) ON CONFLICT DO NOTHING
"""
OPINION = """
INSERT INTO visit_opinions (visit_id, body, favourable, opinion, document, given_at)
VALUES (%(visit_id)s, %(body)s, %(favourable)s, %(opinion)s, %(document)s, %(at)s)
ON CONFLICT (visit_id, body) DO UPDATE SET favourable = excluded.favourable, opinion = excluded.opinion,
    document = excluded.document, given_at = excluded.given_at
"""
CONSENT_ASKED = """
INSERT INTO visit_consents (visit_id, authority) VALUES (%(visit_id)s, %(authority)s)
ON CONFLICT (visit_id, authority) DO UPDATE SET letter = NULL, given = NULL, document = NULL
"""
CONSENT = """
UPDATE visit_consents SET given = %(given)s, document = %(document)s
WHERE visit_id = %(visit_id)s AND authority = %(authority)s
"""
RECALL = """
INSERT INTO visit_recalls (visit_id, document) VALUES (%(visit_id)s, %(document)s) ON CONFLICT DO NOTHING
"""
RECALL_MET = """
UPDATE visit_recalls SET handed_in_on = %(day)s WHERE visit_id = %(visit_id)s AND document = %(document)s
"""
LENT = """
INSERT INTO visit_passports (visit_id, person_id, lent_on) VALUES (%(visit_id)s, %(person_id)s, %(day)s)
ON CONFLICT (visit_id, person_id) DO UPDATE SET lent_on = excluded.lent_on, handed_in_on = NULL
"""
OUT_AGAIN = "UPDATE visits SET passports_back_on = NULL WHERE visit_id = %(visit_id)s"
HANDED_IN = """
UPDATE visit_passports SET handed_in_on = %(day)s WHERE visit_id = %(visit_id)s AND person_id = %(person_id)s
"""
REMINDER = """
INSERT INTO visit_reminders (visit_id, unit, matter, due_on, days_before)
VALUES (%(visit_id)s, %(unit)s, %(matter)s, %(due_on)s, %(days_before)s) ON CONFLICT DO NOTHING
"""
WARNED = """
INSERT INTO visit_warnings (visit_id, alert_id, unit, country, region, colour, summary, warned_at)
VALUES (%(visit_id)s, %(alert_id)s, %(unit)s, %(country)s, %(region)s, %(colour)s, %(summary)s, %(at)s)
ON CONFLICT (visit_id, alert_id) DO UPDATE SET colour = excluded.colour, summary = excluded.summary,
    warned_at = excluded.warned_at, acknowledged_at = NULL, ended_at = NULL
"""
ACKNOWLEDGED = """
UPDATE visit_warnings SET acknowledged_at = %(at)s WHERE visit_id = %(visit_id)s AND alert_id = %(alert_id)s
"""
WARNING_ENDED = """
UPDATE visit_warnings SET ended_at = %(at)s WHERE visit_id = %(visit_id)s AND alert_id = %(alert_id)s
"""
PAPER = """
INSERT INTO visit_papers (visit_id, kind, number, retention)
VALUES (%(visit_id)s, %(kind)s, %(number)s, %(retention)s) ON CONFLICT DO NOTHING
"""


def project(happened: Any) -> list[Statement]:
    return [*consulted(happened), *changed(happened), *travelled(happened), *timed(happened), *warned(happened)]


def consulted(happened: Any) -> list[Statement]:
    match happened:
        case fact.VisitDrafted():
            return due_for(happened.visit_id, happened.visit, (), ())
        case fact.VisitRevised():
            return due_for(happened.visit_id, happened.visit, happened.notices_kept, happened.consents_kept)
        case fact.AmendmentRequested():
            kept = happened.notices_kept, happened.consents_kept, happened.opinions_kept
            return [amendment.said_before(happened.visit_id), *due_for(happened.visit_id, happened.visit, *kept)]
        case fact.VisitPublicized():
            return [(NOTICE, {"visit_id": happened.visit_id, "unit": happened.unit, "day": happened.posted_on})]
        case fact.ObjectionRaised():
            return [(OBJECTION, vars(happened))]
        case fact.ObjectionSettled():
            held_back = [(HELD_BACK, {"visit_id": happened.visit_id})] if happened.held_back else []
            return [(SETTLED, vars(happened)), *held_back]
        case fact.OpinionGiven():
            return [(OPINION, vars(happened))]
        case fact.ConsentRequested():
            return [(CONSENT_ASKED, {**vars(happened), "travellers": None})]
        case fact.ConsentRecorded():
            return [(CONSENT, vars(happened))]
        case _:
            return []


def due_for(
    visit_id: UUID, plan: VisitPlan, notices: tuple[str, ...], consents: tuple[str, ...], opinions: bool = False
) -> list[Statement]:
    """Whom this plan needs to hear, but for those notices, consents and opinions that are still true."""
    key = {"visit_id": visit_id}
    return [
        (NO_NOTICES, {**key, "kept": list(notices)}),
        (NO_CONSENTS, {**key, "kept": list(consents)}),
        *([] if opinions else [(NO_OPINIONS, key)]),
        *((NOTICE_DUE, {**key, "unit": unit}) for unit in units_to_tell(plan)),
        *((OPINION_NEEDED, {**key, "body": body}) for body in opinions_needed(plan)),
    ]


def changed(happened: Any) -> list[Statement]:
    match happened:
        case fact.VisitResumed():
            return [(STATE, {"visit_id": happened.visit_id, "state": "Drafted"})]
        case fact.VisitReconsidered():
            return [(STATE, {"visit_id": happened.visit_id, "state": "Returned"})]
        case fact.AmendmentRequested():
            return amendment.requested(happened)
        case fact.AmendmentDropped():
            return amendment.dropped(happened.visit_id)
        case fact.VisitAmended() if happened.document != happened.supersedes:
            return amendment.granted(happened.visit_id)
        case fact.VisitCancelled(direction="outbound"):
            return amendment.over(happened.visit_id)
        case fact.VisitPostponed() | fact.ReturnDelayed():
            return [(LEAVES, {"visit_id": happened.visit_id, "day": None, "reason": happened.reason})]
        case fact.DepartureChanged():
            return [(LEAVES, {"visit_id": happened.visit_id, "day": happened.departs_on, "reason": happened.reason})]
        case fact.DocumentsRecalled():
            key = {"visit_id": happened.visit_id}
            return [(RECALL, {**key, "document": happened.document}), (ISSUED, {**key, "day": None})]
        case fact.DocumentsReturned():
            values = {"document": happened.document, "day": happened.handed_in_on}
            return [(RECALL_MET, {"visit_id": happened.visit_id, **values})]
        case _:
            return []


def travelled(happened: Any) -> list[Statement]:
    match happened:
        case fact.DocumentsIssued():
            return [day(ISSUED, happened, happened.issued_on)]
        case fact.PassportsLent():
            lent = [passport(LENT, happened.visit_id, person, happened.lent_on) for person in happened.travellers]
            return [*lent, (OUT_AGAIN, {"visit_id": happened.visit_id})]
        case fact.VisitDeparted():
            return [day(DEPARTED, happened, happened.departed_on)]
        case fact.VisitReturned():
            return [day(RETURNED, happened, happened.returned_on), *amendment.over(happened.visit_id)]
        case fact.PassportsHandedIn():
            back = happened.handed_in_on
            return [passport(HANDED_IN, happened.visit_id, person, back) for person in happened.travellers]
        case fact.PassportsReturned():
            return [day(PASSPORTS_BACK, happened, happened.handed_in_on)]
        case fact.ReportFiled():
            return [day(REPORT_FILED, happened, happened.filed_on)]
        case fact.ResultPublicized():
            return [day(RESULT_POSTED, happened, happened.posted_on)]
        case fact.VisitArchived():
            papers = [(PAPER, {"visit_id": happened.visit_id, **vars(paper)}) for paper in happened.papers]
            return [(STATE, {"visit_id": happened.visit_id, "state": "Archived"}), *papers]
        case _:
            return []


def timed(happened: Any) -> list[Statement]:
    match happened:
        case fact.PassportDeadlineSet():
            return [day(PASSPORTS_DUE, happened, happened.due_on)]
        case fact.PassportDeadlinePassed():
            return [day(PASSPORTS_LATE, happened, None)]
        case fact.ReportDeadlineSet():
            return [day(REPORT_DUE, happened, happened.due_on)]
        case fact.ReportDeadlinePassed():
            return [day(REPORT_LATE, happened, None)]
        case fact.ResultDeadlinePassed():
            return [day(RESULT_LATE, happened, None)]
        case fact.PaperDeadlineSet():
            return [day(PAPERS_DUE, happened, happened.due_on)]
        case fact.PaperDeadlinePassed():
            return [day(PAPERS_LATE, happened, None)]
        case fact.VisitReminded():
            return [(REMINDER, vars(happened))]
        case _:
            return []


def warned(happened: Any) -> list[Statement]:
    match happened:
        case fact.VisitWarned():
            return [(WARNED, vars(happened))]
        case fact.WarningAcknowledged():
            return [(ACKNOWLEDGED, vars(happened))]
        case fact.WarningEnded():
            return [(WARNING_ENDED, vars(happened))]
        case _:
            return []


def day(statement: str, happened: Any, on: Any) -> Statement:
    return statement, {"visit_id": happened.visit_id, "day": on}


def passport(statement: str, visit_id: UUID, person: UUID, on: Any) -> Statement:
    return statement, {"visit_id": visit_id, "person_id": person, "day": on}
