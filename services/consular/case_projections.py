"""The facts of a case into its read tables."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from services.consular import names
from services.consular.case_events import (
    CaseAccepted,
    CaseClosed,
    CaseFollowedUp,
    CaseMerged,
    CaseRedirected,
    CaseReleasedToMedia,
    CaseReopened,
    CaseResolved,
    CaseTriaged,
    CostNoted,
    DistressReceived,
    FamilyContacted,
    HandedOver,
    HandOffAcknowledged,
    HandOffAnswered,
    HandOffOverdue,
    HandOffWithdrawn,
    IdentityChecked,
    ProgressNoted,
    ReportedUp,
    ReportJoined,
    ReportUpDeadlinePassed,
    ReportUpDeadlineSet,
)
from services.consular.values import Reporter, Stage
from shared.values import encode

Statement = tuple[str, dict[str, Any]]

ADD_CASE = """
INSERT INTO cases (case_id, stage, kind, article, level, country, region, city_zh, city_en, people, dead, injured,
    stay_id, visit_id, person, what_happened, reported_at, changed_at)
VALUES (%(case_id)s, %(stage)s, %(kind)s, %(article)s, %(level)s, %(country)s, %(region)s, %(city_zh)s, %(city_en)s,
    %(people)s, %(dead)s, %(injured)s, %(stay_id)s, %(visit_id)s, %(person)s::jsonb, %(what_happened)s, %(at)s, %(at)s)
ON CONFLICT (case_id) DO NOTHING
"""
ADD_PERSON = """
INSERT INTO people (file_id, number, source, person_id, name_zh, name_en, phone, country, region, city_zh, city_en,
    status)
VALUES (%(file_id)s, 1, 'reported', %(person_id)s, %(name_zh)s, %(name_en)s, %(phone)s, %(country)s, %(region)s,
    %(city_zh)s, %(city_en)s, %(status)s)
ON CONFLICT (file_id, number) DO NOTHING
"""
ADD_KEY = """
INSERT INTO name_keys (file_id, number, key) VALUES (%(file_id)s, %(number)s, %(key)s) ON CONFLICT DO NOTHING
"""
ADD_REPORTER = """
INSERT INTO case_reporters (case_id, number, reporter, what_happened, at)
VALUES (%(case_id)s, %(number)s, %(reporter)s::jsonb, %(what_happened)s, %(at)s)
ON CONFLICT (case_id, number) DO NOTHING
"""
COUNT_REPORTS = "UPDATE cases SET reports = %(number)s, changed_at = %(at)s WHERE case_id = %(case_id)s"
NOTE = """
INSERT INTO case_notes (case_id, what, text, by, at) VALUES (%(case_id)s, %(what)s, %(text)s, %(by)s, %(at)s)
"""
MOVE = """
UPDATE cases SET stage = %(stage)s, changed_at = %(at)s WHERE case_id = %(case_id)s
"""
MOVE_FROM = """
UPDATE cases SET stage = %(stage)s, changed_at = %(at)s WHERE case_id = %(case_id)s AND stage = ANY(%(before)s)
"""
MOVE_PERSON = "UPDATE people SET status = %(status)s WHERE file_id = %(case_id)s"
CHECK_IDENTITY = "UPDATE cases SET identity_basis = %(basis)s WHERE case_id = %(case_id)s"
TRIAGE = """
UPDATE cases SET kind = %(kind)s, article = %(article)s, level = %(level)s, dead = %(dead)s, injured = %(injured)s
WHERE case_id = %(case_id)s
"""
SET_FAMILY = "UPDATE cases SET family = %(family)s WHERE case_id = %(case_id)s"
SET_REDIRECTED = """
UPDATE cases SET redirected_to = %(to)s, outcome = 'redirected', resolved_by = %(by)s WHERE case_id = %(case_id)s
"""
SET_RESOLVED = "UPDATE cases SET outcome = %(outcome)s, resolved_by = %(by)s WHERE case_id = %(case_id)s"
SET_CLOSED = "UPDATE cases SET outcome = %(outcome)s, closed_by = %(by)s WHERE case_id = %(case_id)s"
SET_MERGED = """
UPDATE cases SET outcome = 'merged', closed_by = %(by)s, merged_into = %(into)s WHERE case_id = %(case_id)s
"""
REOPEN = """
UPDATE cases SET stage = CASE WHEN outcome = 'redirected' THEN 'triaged' ELSE 'in_progress' END, outcome = NULL,
    resolved_by = NULL, closed_by = NULL, redirected_to = NULL, changed_at = %(at)s
WHERE case_id = %(case_id)s
"""
RELEASE = "UPDATE cases SET released = true, changed_at = %(at)s WHERE case_id = %(case_id)s"
ADD_HAND_OFF = """
INSERT INTO hand_offs (case_id, hand_off_id, receiver, owner_zh, owner_en, due_at, handed_over_at)
VALUES (%(case_id)s, %(hand_off_id)s, %(to)s, %(owner_zh)s, %(owner_en)s, %(due_at)s, %(at)s)
ON CONFLICT (case_id, hand_off_id) DO NOTHING
"""
ACKNOWLEDGE = """
UPDATE hand_offs SET acknowledged_at = %(at)s, receipt = %(receipt)s
WHERE case_id = %(case_id)s AND hand_off_id = %(hand_off_id)s
"""
ANSWER = """
UPDATE hand_offs SET answered_at = %(at)s WHERE case_id = %(case_id)s AND hand_off_id = %(hand_off_id)s
"""
WITHDRAW = """
UPDATE hand_offs SET withdrawn_at = %(at)s WHERE case_id = %(case_id)s AND hand_off_id = %(hand_off_id)s
"""
OVERDUE = """
UPDATE hand_offs SET overdue_at = %(at)s WHERE case_id = %(case_id)s AND hand_off_id = %(hand_off_id)s
"""
TAKE_BACK = """
UPDATE cases SET stage = 'in_progress', changed_at = %(at)s
WHERE case_id = %(case_id)s AND stage = 'handed_over' AND NOT EXISTS (
    SELECT FROM hand_offs h
    WHERE h.case_id = %(case_id)s AND h.answered_at IS NULL AND h.withdrawn_at IS NULL)
"""
SET_REPORT_UP = """
INSERT INTO reports_up (case_id, receiver, due_at) VALUES (%(case_id)s, %(to)s, %(due_at)s)
ON CONFLICT (case_id, receiver) DO UPDATE SET due_at = excluded.due_at
"""
REPORT_UP = """
INSERT INTO reports_up (case_id, receiver, reported_at, document, late)
VALUES (%(case_id)s, %(to)s, %(at)s, %(document)s, %(late)s)
ON CONFLICT (case_id, receiver) DO UPDATE
SET reported_at = excluded.reported_at, document = excluded.document, late = excluded.late
"""
REPORT_UP_LATE = "UPDATE reports_up SET late = true WHERE case_id = %(case_id)s AND receiver = %(to)s"


def project_case(fact: Any) -> Iterable[Statement]:
    match fact:
        case DistressReceived():
            yield from _receive(fact)
        case ReportJoined():
            yield _reporter(fact.case_id, fact.number, fact.reporter, fact.what_happened, fact.at)
            yield COUNT_REPORTS, {"case_id": fact.case_id, "number": fact.number, "at": fact.at}
        case IdentityChecked():
            yield from _move(fact, Stage.IDENTITY_CHECKED, fact.basis)
            yield CHECK_IDENTITY, {"case_id": fact.case_id, "basis": fact.basis}
        case CaseTriaged():
            yield from _triage(fact)
        case ReportUpDeadlineSet():
            yield SET_REPORT_UP, {"case_id": fact.case_id, "to": fact.to, "due_at": fact.due_at}
        case ReportedUp():
            yield (
                REPORT_UP,
                {
                    "case_id": fact.case_id,
                    "to": fact.to,
                    "at": fact.at,
                    "document": fact.document,
                    "late": fact.late,
                },
            )
            yield _note(fact, f"{fact.to}: {fact.document}")
        case ReportUpDeadlinePassed():
            yield REPORT_UP_LATE, {"case_id": fact.case_id, "to": fact.to}
            yield _note(fact, fact.to)
        case CaseAccepted():
            yield from _move(fact, Stage.ACCEPTED, "")
        case CaseRedirected():
            yield from _move(fact, Stage.REDIRECTED, f"{fact.to}: {fact.reason}")
            yield SET_REDIRECTED, {"case_id": fact.case_id, "to": fact.to, "by": fact.by}
        case FamilyContacted():
            yield _move_from(fact, Stage.FAMILY_CONTACTED, [Stage.ACCEPTED])
            yield SET_FAMILY, {"case_id": fact.case_id, "family": fact.outcome}
            yield _note(fact, fact.told)
        case HandedOver() | HandOffAcknowledged() | HandOffAnswered() | HandOffWithdrawn() | HandOffOverdue():
            yield from _hand_off(fact)
        case ProgressNoted():
            yield _move_from(fact, Stage.IN_PROGRESS, [Stage.ACCEPTED, Stage.FAMILY_CONTACTED])
            yield _note(fact, fact.text)
        case CostNoted():
            yield _note(fact, f"{fact.item}: {fact.borne_by}")
        case CaseResolved():
            yield from _move(fact, Stage.RESOLVED, fact.text)
            yield SET_RESOLVED, {"case_id": fact.case_id, "outcome": fact.outcome, "by": fact.by}
        case CaseFollowedUp():
            yield from _move(fact, Stage.FOLLOWED_UP, fact.text)
        case CaseClosed():
            yield from _move(fact, Stage.CLOSED, fact.outcome)
            yield SET_CLOSED, {"case_id": fact.case_id, "outcome": fact.outcome, "by": fact.by}
            yield MOVE_PERSON, {"case_id": fact.case_id, "status": fact.outcome}
        case CaseMerged():
            yield from _move(fact, Stage.MERGED, str(fact.into))
            yield SET_MERGED, {"case_id": fact.case_id, "into": fact.into, "by": fact.by}
            yield MOVE_PERSON, {"case_id": fact.case_id, "status": "merged"}
        case CaseReopened():
            yield REOPEN, {"case_id": fact.case_id, "at": fact.at}
            yield MOVE_PERSON, {"case_id": fact.case_id, "status": "in_distress"}
            yield _note(fact, fact.reason)
        case CaseReleasedToMedia():
            yield RELEASE, {"case_id": fact.case_id, "at": fact.at}


def _receive(fact: DistressReceived) -> Iterable[Statement]:
    place = {
        "country": fact.place.country,
        "region": fact.place.region,
        "city_zh": fact.place.city.zh,
        "city_en": fact.place.city.en,
    }
    name = fact.person.name
    case = {
        "case_id": fact.case_id,
        "stage": Stage.RECEIVED.value,
        "kind": fact.kind,
        "article": fact.article,
        "level": fact.level,
        "people": fact.people,
        "dead": fact.harm.dead,
        "injured": fact.harm.injured,
        "stay_id": fact.stay_id,
        "visit_id": fact.visit_id,
        "person": json.dumps(encode(fact.person)),
        "what_happened": fact.what_happened,
        "at": fact.at,
        **place,
    }
    person = {
        "file_id": fact.case_id,
        "person_id": fact.person.person_id,
        "name_zh": name.zh,
        "name_en": name.en,
        "phone": fact.person.phone,
        "status": "in_distress",
        **place,
    }
    yield ADD_CASE, case
    yield ADD_PERSON, person
    for key in names.keys(name.zh, name.en, fact.person.document_number):
        yield ADD_KEY, {"file_id": fact.case_id, "number": 1, "key": key}
    yield _reporter(fact.case_id, 1, fact.reporter, fact.what_happened, fact.at)
    yield _note(fact, "")


def _reporter(case_id: UUID, number: int, reporter: Reporter, what_happened: str, at: datetime) -> Statement:
    told = json.dumps(encode(reporter))
    return (
        ADD_REPORTER,
        {"case_id": case_id, "number": number, "reporter": told, "what_happened": what_happened, "at": at},
    )


def _triage(fact: CaseTriaged) -> Iterable[Statement]:
    figures = {"dead": fact.harm.dead, "injured": fact.harm.injured}
    yield (
        TRIAGE,
        {"case_id": fact.case_id, "kind": fact.kind, "article": fact.article, "level": fact.level, **figures},
    )
    yield _move_from(fact, Stage.TRIAGED, [Stage.IDENTITY_CHECKED])
    yield _note(fact, f"{fact.kind}, {fact.level}")


def _hand_off(
    fact: HandedOver | HandOffAcknowledged | HandOffAnswered | HandOffWithdrawn | HandOffOverdue,
) -> Iterable[Statement]:
    which = {"case_id": fact.case_id, "hand_off_id": fact.hand_off_id, "at": fact.at}
    match fact:
        case HandedOver():
            owner = {"to": fact.to, "owner_zh": fact.owner.zh, "owner_en": fact.owner.en, "due_at": fact.due_at}
            yield ADD_HAND_OFF, {**which, **owner}
            yield from _move(fact, Stage.HANDED_OVER, f"{fact.owner.zh}: {fact.asked}")
        case HandOffAcknowledged():
            yield ACKNOWLEDGE, {**which, "receipt": fact.receipt}
            yield _note(fact, fact.receipt)
        case HandOffAnswered():
            yield ANSWER, which
            yield TAKE_BACK, {"case_id": fact.case_id, "at": fact.at}
            yield _note(fact, fact.reply)
        case HandOffWithdrawn():
            yield WITHDRAW, which
            yield TAKE_BACK, {"case_id": fact.case_id, "at": fact.at}
            yield _note(fact, fact.reason)
        case HandOffOverdue():
            yield OVERDUE, which
            yield _note(fact, fact.owner.zh)


def _move(fact: Any, stage: Stage, text: str) -> Iterable[Statement]:
    yield MOVE, {"case_id": fact.case_id, "stage": stage.value, "at": fact.at}
    yield _note(fact, text)


def _move_from(fact: Any, stage: Stage, before: list[Stage]) -> Statement:
    stages = [each.value for each in before]
    return MOVE_FROM, {"case_id": fact.case_id, "stage": stage.value, "at": fact.at, "before": stages}


def _note(fact: Any, text: str) -> Statement:
    """A line in the case's course; `by` is the clock where nobody asked."""
    what, by = type(fact).__fact__.name, getattr(fact, "by", "clock")
    return NOTE, {"case_id": fact.case_id, "what": what, "text": text, "by": by, "at": fact.at}
