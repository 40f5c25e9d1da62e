"""The first steps of a case: reported, identity checked, triaged, taken on or redirected, reported up."""

from datetime import datetime
from uuid import UUID

from services.consular.case_events import (
    CaseAccepted,
    CaseMerged,
    CaseRedirected,
    CaseTriaged,
    CitizenDistressClosed,
    CitizenDistressReported,
    DistressReceived,
    IdentityChecked,
    ReportedUp,
    ReportJoined,
    ReportUpDeadlinePassed,
    ReportUpDeadlineSet,
)
from services.consular.case_state import ENDING, IN_HAND, OVER, Case, out_of_turn
from services.consular.commands import (
    AcceptCase,
    CheckIdentity,
    JoinReport,
    MergeCase,
    RedirectCase,
    ReportDistress,
    ReportUp,
    TriageCase,
)
from services.consular.rules import (
    ARTICLES,
    DECREE,
    level_fits_the_figures,
    lowest_level,
    report_up_deadlines,
    rule_set_on,
)
from services.consular.values import Harm, Level, Receiver, Reporter, Stage
from shared.aggregate import Decision, Occasion, Refusal, refuse
from shared.ids import derived_id

FOUR_EYES = "§6 separation of duties: a duty officer must not close level I–II alone"


def receive(command: ReportDistress, occasion: Occasion) -> Decision:
    harm = command.harm or Harm()
    level = lowest_level(rule_set_on(occasion.today), harm)
    received = DistressReceived(
        case_id=command.case_id,
        reporter=command.reporter,
        person=command.person,
        place=command.place,
        kind=command.kind,
        article=ARTICLES[command.kind],
        level=level,
        harm=harm,
        what_happened=command.what_happened,
        people=command.people,
        stay_id=command.stay_id or _stay_of(command.visit_id),
        visit_id=command.visit_id,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    reported = CitizenDistressReported(
        case_id=command.case_id,
        country=command.place.country,
        region=command.place.region,
        city=command.place.city,
        kind=command.kind,
        level=level,
        people=command.people,
        visit_id=command.visit_id,
        reported_at=occasion.now,
    )
    return [received, reported, *_deadlines(command.case_id, level, (), occasion)]


def join(case: Case, command: JoinReport, occasion: Occasion) -> Decision:
    if case.stage == Stage.MERGED:
        return out_of_turn(case, "a file that goes on", f"join file {case.merged_into}")
    if _caller(command.reporter) in {_caller(reporter) for reporter in case.reporters}:
        return []
    return [
        ReportJoined(
            case_id=command.case_id,
            number=len(case.reporters) + 1,
            reporter=command.reporter,
            what_happened=command.what_happened,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def check_identity(case: Case, command: CheckIdentity, occasion: Occasion) -> Decision:
    if case.stage != Stage.RECEIVED:
        return []
    article = f"{DECREE} 第五条 [S1]"
    no_number = command.document_number is None and not case.has_document
    if command.basis in ("passport", "id_card") and no_number:
        return refuse("C2", article, "the document's number", "none", "give document_number, or another basis")
    if command.basis == "registration" and not case.registered:
        return refuse("C2", article, "a registered stay", "none on this case", "give another basis")
    return [
        IdentityChecked(
            case_id=command.case_id,
            basis=command.basis,
            document_number=command.document_number,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def triage(case: Case, command: TriageCase, occasion: Occasion) -> Decision:
    """Again whenever the figures change, as long as the case is open."""
    harm = command.harm or case.harm
    same = (command.kind, command.level, harm) == (case.kind, case.level, case.harm)
    if same and case.stage not in (Stage.RECEIVED, Stage.IDENTITY_CHECKED):
        return []
    if case.stage == Stage.RECEIVED or case.stage in OVER:
        return out_of_turn(case, "identity checked, and not over", "check the identity first, or reopen the case")
    if wrong := level_fits_the_figures(rule_set_on(occasion.today), command.level, harm):
        return Refusal((wrong,))
    triaged = CaseTriaged(
        case_id=command.case_id,
        kind=command.kind,
        article=ARTICLES[command.kind],
        level=command.level,
        harm=harm,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    return [triaged, *_deadlines(command.case_id, command.level, case.report_up_due, occasion)]


def accept(case: Case, command: AcceptCase, occasion: Occasion) -> Decision:
    if case.stage in IN_HAND or case.stage in ENDING:
        return []
    if case.stage != Stage.TRIAGED:
        return out_of_turn(case, Stage.TRIAGED, "triage the case first, or reopen it")
    return [CaseAccepted(case_id=command.case_id, by=occasion.actor.signature, at=occasion.now)]


def redirect(case: Case, command: RedirectCase, occasion: Occasion) -> Decision:
    if case.stage == Stage.REDIRECTED:
        return []
    if case.stage != Stage.TRIAGED:
        return out_of_turn(case, Stage.TRIAGED, "triage the case first; a case in hand is handed over")
    if case.kind == "major_emergency":
        value = "the local government acts in its own remit"
        return refuse("C5", ARTICLES[case.kind], value, f"redirected to {command.to}", "accept it and hand over parts")
    return [
        CaseRedirected(
            case_id=command.case_id, to=command.to, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        )
    ]


def report_up(case: Case, command: ReportUp, occasion: Occasion) -> Decision:
    if command.to in case.reported_up:
        return []
    due_at = dict(case.report_up_due).get(command.to)
    return [
        ReportedUp(
            case_id=command.case_id,
            to=command.to,
            document=command.document,
            late=due_at is not None and occasion.now > due_at,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def pass_report_up(case: Case, deadline: ReportUpDeadlineSet, occasion: Occasion) -> Decision:
    if deadline.to in case.reported_up or not case.is_grave or case.stage == Stage.MERGED:
        return []
    return [ReportUpDeadlinePassed(case_id=deadline.case_id, to=deadline.to, due_at=deadline.due_at, at=occasion.now)]


def merge(case: Case, command: MergeCase, occasion: Occasion) -> Decision:
    if case.stage == Stage.MERGED:
        return []
    if case.stage == Stage.CLOSED:
        return out_of_turn(case, "an open file", "reopen the case, or leave it closed")
    if command.into == command.case_id:
        return out_of_turn(case, "another file to go on with", "name the other file of the same person")
    if case.is_grave and not occasion.actor.roles & {"section_head", "director"}:
        found = f"level {case.level} merged by {occasion.actor.id} alone"
        return refuse("four-eyes", FOUR_EYES, "a section head or director", found, "ask a section head to merge it")
    return [
        CaseMerged(case_id=command.case_id, into=command.into, by=occasion.actor.signature, at=occasion.now),
        CitizenDistressClosed(case_id=command.case_id, country=case.country, outcome="merged", at=occasion.now),
    ]


def _stay_of(visit_id: UUID | None) -> UUID | None:
    return None if visit_id is None else derived_id("stay", visit_id)


def _caller(reporter: Reporter) -> tuple[object, ...]:
    """Who calls: by name or office, and only when neither is known, by phone."""
    unnamed = reporter.name is None and reporter.office is None
    return reporter.kind, reporter.name, reporter.office, reporter.phone if unnamed else None


def _deadlines(
    case_id: UUID, level: Level, already: tuple[tuple[Receiver, datetime], ...], occasion: Occasion
) -> list[ReportUpDeadlineSet]:
    return [
        ReportUpDeadlineSet(case_id=case_id, to=to, due_at=due_at)
        for to, due_at in report_up_deadlines(rule_set_on(occasion.today), level, occasion.now)
        if to not in dict(already)
    ]
