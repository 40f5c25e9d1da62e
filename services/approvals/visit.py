"""An official visit abroad: what it is, which command leads where, and what each fact makes of it.

The steps themselves stand in three files, by phase: preparation, approval, journey.
"""

from typing import assert_never

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals import visit_approval as approval
from services.approvals import visit_journey as journey
from services.approvals import visit_preparation as preparation
from services.approvals.visit_state import Visit
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion

VisitFact = (
    fact.VisitDrafted
    | fact.VisitRevised
    | fact.VisitPublicized
    | fact.BudgetCleared
    | fact.VisitSubmitted
    | fact.VisitReturnedForCompletion
    | fact.PlanAnswered
    | fact.PlanEntryFreed
    | fact.UnitStandingNoted
    | fact.VisitReviewedByClerk
    | fact.VisitReviewedBySection
    | fact.VisitSigned
    | fact.VisitReportedUp
    | fact.UpperDecisionRecorded
    | fact.VisitApproved
    | fact.VisitAmended
    | fact.VisitCancelled
    | fact.VisitRefused
    | fact.VisitWithdrawn
    | fact.VisitDeparted
    | fact.VisitReturned
    | fact.PassportDeadlineSet
    | fact.PassportDeadlinePassed
    | fact.LockDeadlineSet
    | fact.PassportsLongOverdue
    | fact.PassportsReturned
    | fact.ReportDeadlineSet
    | fact.ReportDeadlinePassed
    | fact.ReportFiled
    | fact.VisitClosed
)


def decide(state: Visit | None, command: do.VisitCommand | DeadlineDue, occasion: Occasion) -> Decision:
    if state is None:
        return preparation.draft(command, occasion)
    match command:
        case do.DraftVisit():
            return []
        case do.ReviseVisit():
            return preparation.revise(state, command, occasion)
        case do.PublicizeVisit():
            return preparation.publicize(state, command, occasion)
        case do.ClearBudget():
            return preparation.clear_budget(state, command, occasion)
        case do.SubmitVisit():
            return preparation.submit(state, command, occasion)
        case do.ReturnVisit():
            return approval.return_for_completion(state, command, occasion)
        case do.NotePlanAnswer():
            return approval.note_plan_answer(state, command)
        case do.NoteUnitStanding():
            return approval.note_unit_standing(state, command)
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
        case do.RefuseVisit():
            return approval.refuse_visit(state, command, occasion)
        case do.WithdrawVisit():
            return approval.withdraw(state, command, occasion)
        case do.AmendVisit():
            return journey.amend(state, command, occasion)
        case do.CancelVisit():
            return journey.cancel(state, command, occasion)
        case do.RecordDeparture():
            return journey.record_departure(state, command, occasion)
        case do.RecordReturn():
            return journey.record_return(state, command, occasion)
        case do.ReturnPassports():
            return journey.return_passports(state, command, occasion)
        case do.FileReport():
            return journey.file_report(state, command, occasion)
        case do.CloseVisit():
            return journey.close(state, command, occasion)
        case DeadlineDue():
            return journey.pass_deadline(state, command.deadline)
        case _:
            assert_never(command)


def evolve(state: Visit | None, happened: VisitFact) -> Visit:
    if state is None:
        assert isinstance(happened, fact.VisitDrafted)
        return Visit(visit=happened.visit, drafted_by=happened.by)
    match happened:
        case fact.VisitDrafted():
            return state
        case fact.VisitRevised():
            return state.but(visit=happened.visit, notices={}, sides={})
        case fact.VisitPublicized():
            return state.but(notices={**state.notices, happened.unit: happened.posted_on})
        case fact.BudgetCleared():
            return state.but(sides={**state.sides, happened.side: happened.by})
        case fact.VisitSubmitted():
            return state.but(
                state="Submitted", judged_on=happened.judged_on, submitted_by=happened.by, plan=None, locked=None
            )
        case fact.VisitReturnedForCompletion():
            return state.but(state="Returned", returns=state.returns + 1)
        case fact.PlanAnswered():
            return state.but(plan=happened.reserved)
        case fact.PlanEntryFreed():
            return state.but(plan=None)
        case fact.UnitStandingNoted():
            return state.but(locked=happened.locked)
        case fact.VisitReviewedByClerk():
            return state.but(state="ClerkReviewed", clerk=happened.by)
        case fact.VisitReviewedBySection():
            return state.but(state="SectionReviewed", section_head=happened.by)
        case fact.VisitSigned():
            return state.but(state="DirectorSigned", director=happened.by)
        case fact.VisitReportedUp():
            return state.but(state="ReportedUp")
        case fact.UpperDecisionRecorded():
            return state.but(state="UpperDecided")
        case fact.VisitApproved():
            return state.but(state="Approved", document=happened.document)
        case fact.VisitAmended():
            moved = state.amended(happened.stops, happened.starts_on, happened.ends_on)
            return moved.but(document=happened.document)
        case fact.VisitCancelled():
            return state.but(state="Cancelled")
        case fact.VisitRefused():
            return state.but(state="Refused")
        case fact.VisitWithdrawn():
            return state.but(state="Withdrawn")
        case fact.VisitDeparted():
            return state.but(state="Departed", departed_on=happened.departed_on)
        case fact.VisitReturned():
            return state.but(state="Returned home", returned_on=happened.returned_on)
        case fact.PassportDeadlineSet():
            return state.but(passports_due=happened.due_on)
        case fact.LockDeadlineSet():
            return state.but(lock_due=happened.due_on)
        case fact.PassportsReturned():
            return state.but(passports_back=True)
        case fact.ReportDeadlineSet():
            return state.but(report_due=happened.due_on)
        case fact.ReportFiled():
            return state.but(report_filed=True)
        case fact.VisitClosed():
            return state.but(state="Closed")
        case fact.PassportDeadlinePassed() | fact.PassportsLongOverdue() | fact.ReportDeadlinePassed():
            return state
        case _:
            assert_never(happened)


DRAFTED = ("VisitDrafted", "VisitRevised")
PREPARED = (*DRAFTED, "VisitSubmitted")
REVIEWED = (*PREPARED, "VisitReviewedByClerk", "VisitReviewedBySection")

VISIT: Aggregate[Visit] = Aggregate(
    name="visit",
    key="visit_id",
    commands=do.VisitCommand.__args__,
    opens=(do.DraftVisit,),
    decide=decide,
    evolve=evolve,
    unit=lambda visit: visit.visit.unit,
    apart={
        "VisitPublicized": DRAFTED,
        "BudgetCleared": DRAFTED,
        "VisitSubmitted": DRAFTED,
        "VisitReviewedByClerk": PREPARED,
        "VisitReviewedBySection": (*PREPARED, "VisitReviewedByClerk"),
        "VisitSigned": REVIEWED,
        "VisitReportedUp": PREPARED,
        "UpperDecisionRecorded": PREPARED,
        "VisitRefused": PREPARED,
        "VisitAmended": PREPARED,
    },
)
