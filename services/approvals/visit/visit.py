"""An official visit abroad: what it is, which command leads where, and what each fact makes of it.

The steps stand in files of their own, by phase: preparation, publicity, consult, approval, change, days,
cancellation, journey, deadlines, warnings; what stands in their way, in `visit_obstacles.py`. What each fact makes of
the state is in `visit_course.py`.
"""

from collections.abc import Collection
from typing import Any, assert_never

from services.approvals import commands as do
from services.approvals.authority.book import OFFICE_AUTHORITY
from services.approvals.document.document import being_numbered
from services.approvals.regulation.rule_book import OFFICE_RULES
from services.approvals.rules.trips import owners_of
from services.approvals.trip.trip import stream_of
from services.approvals.visit import (
    approval,
    cancellation,
    change,
    consult,
    days,
    deadlines,
    journey,
    numbering,
    preparation,
    publicity,
    warnings,
)
from services.approvals.visit.course import evolve
from services.approvals.visit.state import Visit
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion

ANSWERS = (do.NoteVisitNumber, do.NotePlanAnswer, do.NoteUnitStanding, do.NoteTrips, do.WarnVisit, do.EndWarning)
MEANWHILE = (do.SignVisit, do.AmendVisit, do.PostponeVisit, *ANSWERS, DeadlineDue)
"""What may come between a decision's signature and its number: the same once more, policies and the clock."""


def decide(state: Visit | None, command: do.VisitCommand | DeadlineDue, occasion: Occasion) -> Decision:
    if state is None:
        return preparation.draft(command, occasion)
    if not isinstance(command, MEANWHILE) and (refusal := being_numbered(state.papers)):
        return refusal
    match command:
        case do.DraftVisit():
            return []
        case do.ReviseVisit():
            return preparation.revise(state, command, occasion)
        case do.PublicizeVisit():
            return publicity.publicize(state, command, occasion)
        case do.ClearBudget():
            return preparation.clear_budget(state, command, occasion)
        case do.SubmitVisit():
            return preparation.submit(state, command, occasion)
        case do.ReturnVisit():
            return approval.return_for_completion(state, command, occasion)
        case do.NotePlanAnswer():
            return approval.note_plan_answer(state, command, occasion)
        case do.NoteUnitStanding():
            return approval.note_unit_standing(state, command, occasion)
        case do.NoteVisitNumber():
            return numbering.note_number(state, command, occasion)
        case do.NoteTrips():
            return approval.note_trips(state, command, occasion)
        case do.ReviewVisitAsClerk():
            return approval.review_as_clerk(state, command, occasion)
        case do.ReviewVisitAsSection():
            return approval.review_as_section(state, command, occasion)
        case do.SignVisit():
            return approval.sign(state, command, occasion)
        case do.ReportVisitUp():
            return approval.report_up(state, command, occasion)
        case do.RecordUpperDecision():
            return approval.record_upper_decision(state, command, occasion)
        case do.ReturnVisitFromAbove():
            return approval.return_from_above(state, command, occasion)
        case do.RefuseVisit():
            return approval.refuse_visit(state, command, occasion)
        case do.WithdrawVisit():
            return approval.withdraw(state, command, occasion)
        case do.RaiseObjection():
            return publicity.raise_objection(state, command, occasion)
        case do.SettleObjection():
            return publicity.settle_objection(state, command, occasion)
        case do.GiveOpinion():
            return consult.give_opinion(state, command, occasion)
        case do.RequestConsent():
            return consult.request_consent(state, command, occasion)
        case do.RecordConsent():
            return consult.record_consent(state, command, occasion)
        case do.ResumeVisit():
            return preparation.resume(state, command, occasion)
        case do.ReconsiderVisit():
            return preparation.reconsider(state, command, occasion)
        case do.RequestAmendment():
            return change.request_amendment(state, command, occasion)
        case do.DropAmendment():
            return change.drop_amendment(state, command, occasion)
        case do.AmendVisit():
            return change.amend(state, command, occasion)
        case do.PostponeVisit():
            return change.postpone(state, command, occasion)
        case do.ChangeDeparture():
            return days.change_departure(state, command, occasion)
        case do.DelayReturn():
            return days.delay_return(state, command, occasion)
        case do.CancelVisit():
            return cancellation.cancel(state, command, occasion)
        case do.ReturnDocuments():
            return cancellation.return_documents(state, command, occasion)
        case do.IssueDocuments():
            return journey.issue_documents(state, command, occasion)
        case do.LendPassports():
            return journey.lend_passports(state, command, occasion)
        case do.RecordDeparture():
            return journey.record_departure(state, command, occasion)
        case do.RecordReturn():
            return journey.record_return(state, command, occasion)
        case do.ReturnPassports():
            return journey.return_passports(state, command, occasion)
        case do.FileReport():
            return journey.file_report(state, command, occasion)
        case do.PublicizeResult():
            return journey.publicize_result(state, command, occasion)
        case do.CloseVisit():
            return journey.close(state, command, occasion)
        case do.ArchiveVisit():
            return journey.archive(state, command, occasion)
        case do.WarnVisit():
            return warnings.warn(state, command, occasion)
        case do.EndWarning():
            return warnings.end_warning(state, command, occasion)
        case do.AcknowledgeWarning():
            return warnings.acknowledge(state, command, occasion)
        case DeadlineDue():
            return deadlines.pass_deadline(state, command.deadline, occasion)
        case _:
            assert_never(command)


def looks_at(state: Visit | None, command: Any, _: Occasion) -> Collection[str]:
    """What is in force at a submission; and, when a visit is moved at once, what its travellers have elsewhere."""
    match command:
        case do.SubmitVisit():
            return OFFICE_RULES, OFFICE_AUTHORITY
        case do.PostponeVisit() if state is not None:
            return [stream_of(owner) for owner in owners_of(state.visit)]
        case _:
            return ()


DRAFTED = ("VisitDrafted", "VisitRevised", "AmendmentRequested")
PREPARED = (*DRAFTED, "VisitSubmitted")
REVIEWED = (*PREPARED, "VisitReviewedByClerk", "VisitReviewedBySection")
SIGNED = (*REVIEWED, "VisitSigned")

VISIT: Aggregate[Visit] = Aggregate(
    name="visit",
    key="visit_id",
    commands=do.VisitCommand.__args__,
    opens=(do.DraftVisit,),
    decide=decide,
    evolve=evolve,
    unit=lambda visit: visit.visit.unit,
    looks_at=looks_at,
    apart={
        "VisitPublicized": DRAFTED,
        "BudgetCleared": DRAFTED,
        "VisitSubmitted": DRAFTED,
        "VisitReviewedByClerk": PREPARED,
        "VisitReviewedBySection": (*PREPARED, "VisitReviewedByClerk"),
        "VisitSigned": REVIEWED,
        "VisitReportedUp": SIGNED,
        "UpperDecisionRecorded": (*SIGNED, "VisitReportedUp"),
        "VisitReturnedFromAbove": (*SIGNED, "VisitReportedUp"),
        "VisitRefused": PREPARED,
        "VisitReconsidered": (*PREPARED, "VisitRefused"),
        "AmendmentGranted": PREPARED,
        "VisitPostponed": PREPARED,
        "ObjectionSettled": (*PREPARED, "ObjectionRaised"),
        "OpinionGiven": PREPARED,
        "ConsentRecorded": DRAFTED,
    },
)
