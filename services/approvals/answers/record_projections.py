"""Facts into what is looked up over many cases: where teams are, what was decided when, what rules said no to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.values import RuleOutcome, Stop
from shared.times import local_date

Statement = tuple[str, dict[str, Any]]

NO_STOPS = "DELETE FROM visit_stops WHERE visit_id = %(visit_id)s"
STOP = """
INSERT INTO visit_stops (visit_id, country, city_zh, city_en, arrives_on, leaves_on)
VALUES (%(visit_id)s, %(country)s, %(city_zh)s, %(city_en)s, %(arrives_on)s, %(leaves_on)s)
"""
SUBMITTED = "UPDATE visits SET submitted_on = %(on)s, decided_on = NULL WHERE visit_id = %(visit_id)s"
DECIDED = "UPDATE visits SET decided_on = %(on)s WHERE visit_id = %(visit_id)s"
LONG_OVERDUE = "UPDATE visits SET long_overdue = %(so)s WHERE visit_id = %(visit_id)s"
FINDING = """
INSERT INTO rule_findings (rule, case_id, step, article, value, found, at)
VALUES (%(rule)s, %(case_id)s, %(step)s, %(article)s, %(value)s, %(found)s, coalesce(%(at)s, '-infinity'::timestamptz))
"""


def project(happened: Any) -> list[Statement]:
    return [*journeys(happened), *decisions(happened), *locks(happened), *findings(happened)]


def journeys(happened: Any) -> list[Statement]:
    match happened:
        case fact.VisitDrafted() | fact.VisitRevised():
            return stops(happened.visit_id, happened.visit.stops)
        case fact.VisitApproved(direction="outbound") | fact.VisitAmended(direction="outbound"):
            return stops(happened.visit_id, happened.stops)
        case _:
            return []


def stops(visit_id: UUID, where: tuple[Stop, ...]) -> list[Statement]:
    rows = [
        {
            "visit_id": visit_id,
            "country": stop.country,
            "city_zh": stop.city.zh,
            "city_en": stop.city.en,
            "arrives_on": stop.arrives_on,
            "leaves_on": stop.leaves_on,
        }
        for stop in where
    ]
    return [(NO_STOPS, {"visit_id": visit_id}), *((STOP, row) for row in rows)]


def decisions(happened: Any) -> list[Statement]:
    match happened:
        case fact.VisitSubmitted():
            return [(SUBMITTED, {"visit_id": happened.visit_id, "on": local_date(happened.at)})]
        case fact.VisitApproved(direction="outbound"):
            return [(DECIDED, {"visit_id": happened.visit_id, "on": local_date(happened.approved_at)})]
        case fact.VisitRefused():
            return [(DECIDED, {"visit_id": happened.visit_id, "on": local_date(happened.at)})]
        case _:
            return []


def locks(happened: Any) -> list[Statement]:
    match happened:
        case fact.PassportsLongOverdue():
            return [(LONG_OVERDUE, {"visit_id": happened.visit_id, "so": True})]
        case fact.OverdueCorrected():
            return [(LONG_OVERDUE, {"visit_id": happened.visit_id, "so": False})]
        case _:
            return []


def findings(happened: Any) -> list[Statement]:
    """What a rule said no to: in a recorded decision, by the answer of another file, or because its day has passed."""
    at = getattr(happened, "at", None)
    match happened:
        case fact.RefusalNoted():
            return [finding(happened.case_id, happened.step, outcome, at) for outcome in happened.outcomes]
        case fact.VisitSubmitted() | fact.VisitReviewedByClerk() | fact.VisitReviewedBySection() | fact.VisitSigned():
            failed = [outcome for outcome in happened.outcomes if not outcome.passed]
            return [finding(happened.visit_id, type(happened).__name__, outcome, at) for outcome in failed]
        case fact.PlanAnswered(reserved=False):
            return [said_no(happened, "A11", "annual plan [S-edu]", "a free entry of the annual plan", happened.found)]
        case fact.UnitStandingNoted(locked=True):
            return [said_no(happened, "A10", "[S19, S20]", "a unit that is not locked", "locked")]
        case fact.ObjectionSettled(upheld=True):
            return [said_no(happened, "A6", "publicity [S13]", "no upheld objection", "upheld")]
        case fact.OpinionGiven(favourable=False):
            found = f"{happened.body}: not favourable"
            return [said_no(happened, "A18", "Secrecy Law regulation art 52 [S7]", "a favourable opinion", found)]
        case fact.ConsentRecorded(given=False):
            found = f"{happened.authority}: refused"
            return [said_no(happened, "A23", "cross-region teams [S15, S18]", "the authority's consent", found)]
        case fact.PassportDeadlinePassed():
            return [said_no(happened, "A9", "[S18, S19]", f"back by {happened.due_on}", "still out")]
        case fact.PassportsLongOverdue():
            return [said_no(happened, "A10", "[S19, S20]", "back within 30 days more", "still out")]
        case fact.ReportDeadlinePassed():
            return [said_no(happened, "A8", "[S13, S14]", f"the report by {happened.due_on}", "not filed")]
        case fact.ResultDeadlinePassed():
            return [said_no(happened, "A8", "[S13, S14]", f"the result by {happened.due_on}", "not published")]
        case _:
            return []


def said_no(happened: Any, rule: str, article: str, value: str, found: str) -> Statement:
    outcome = RuleOutcome(rule=rule, article=article, value=value, found=found, passed=False, mend="")
    return finding(happened.visit_id, type(happened).__name__, outcome, happened.at)


def finding(case_id: UUID, step: str, outcome: RuleOutcome, at: datetime | None) -> Statement:
    return FINDING, {
        "rule": outcome.rule,
        "case_id": case_id,
        "step": step,
        "article": outcome.article,
        "value": outcome.value,
        "found": outcome.found,
        "at": at,
    }
