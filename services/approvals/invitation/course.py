"""The course of an invitation: what each fact makes of what is known of it."""

from typing import assert_never

from services.approvals import events as fact
from services.approvals.document import document
from services.approvals.document.document import DocumentFact
from services.approvals.invitation.deadlines import reminder
from services.approvals.invitation.state import Invitation, with_post
from shared.times import local_date

CaseFact = (
    fact.InvitationDrafted
    | fact.InvitationRevised
    | fact.InvitationStamped
    | fact.InvitationVouchedFor
    | fact.InvitationSubmitted
    | fact.InviterStandingNoted
    | fact.InvitationReturnedForCompletion
    | fact.InvitationReviewedByClerk
    | fact.InvitationReviewedBySection
    | fact.InvitationSigned
    | fact.InvitationReportedUp
    | fact.UpperInvitationDecisionRecorded
    | fact.InvitationReturnedFromAbove
    | fact.InvitationRefused
    | fact.InvitationReconsidered
    | fact.InvitationWithdrawn
    | fact.InvitationResumed
)
ChangeFact = (
    fact.VisitApproved
    | fact.VisitAmended
    | fact.VisitCancelled
    | fact.InvitationIssued
    | fact.InvitationAmendmentRequested
    | fact.InvitationAmendmentDropped
    | fact.InvitationAmendmentGranted
    | fact.InvitationAmended
    | fact.GuestPostChanged
    | fact.InvitationOutgrown
    | fact.ApprovalSufficesAgain
)
StayFact = (
    fact.GuestsArrived
    | fact.GuestsLeft
    | fact.GuestsOverstayed
    | fact.OverstayReported
    | fact.LodgingRegistered
    | fact.InvitationClosedOut
    | fact.InvitationArchived
)
DeadlineFact = (
    fact.StayDeadlineSet
    | fact.LodgingDeadlineSet
    | fact.LodgingDeadlinePassed
    | fact.PassOnDeadlineSet
    | fact.PassOnDeadlinePassed
    | fact.CloseOutDeadlineSet
    | fact.CloseOutDeadlinePassed
    | fact.LongOverdueDeadlineSet
    | fact.CloseOutLongOverdue
    | fact.CloseOutOverdueCorrected
    | fact.InvitationReminderSet
    | fact.InvitationReminded
)
InvitationFact = CaseFact | ChangeFact | StayFact | DeadlineFact | DocumentFact


def evolve(state: Invitation | None, happened: InvitationFact) -> Invitation:
    if state is None:
        assert isinstance(happened, fact.InvitationDrafted)
        return Invitation(invitation=happened.invitation)
    if isinstance(happened, CaseFact):
        return decided(state, happened)
    if isinstance(happened, ChangeFact):
        return changed(state, happened)
    if isinstance(happened, StayFact):
        return stayed(state, happened)
    if isinstance(happened, DocumentFact):
        return state.but(papers=document.evolve(state.papers, happened))
    return timed(state, happened)


def decided(state: Invitation, happened: CaseFact) -> Invitation:
    match happened:
        case fact.InvitationDrafted():
            return state
        case fact.InvitationRevised():
            kept = state.department if happened.stamp_kept else ""
            return state.but(invitation=happened.invitation, department=kept, voucher="")
        case fact.InvitationStamped():
            return state.but(department=happened.department)
        case fact.InvitationVouchedFor():
            return state.but(voucher=happened.by)
        case fact.InvitationSubmitted():
            return state.but(
                state="Submitted", judged_on=happened.judged_on, authority=happened.authority, overdue=None
            )
        case fact.InviterStandingNoted():
            return state.but(overdue=happened.overdue)
        case fact.InvitationReturnedForCompletion():
            return state.but(state="Returned", returns=state.returns + 1)
        case fact.InvitationReviewedByClerk():
            return state.but(state="ClerkReviewed")
        case fact.InvitationReviewedBySection():
            return state.but(state="SectionReviewed")
        case fact.InvitationSigned():
            return state.but(state="DirectorSigned", decides=happened.decides)
        case fact.InvitationReportedUp():
            return state.but(state="ReportedUp", reported_on=local_date(happened.at))
        case fact.UpperInvitationDecisionRecorded():
            return state.but(refused_above=not happened.approved)
        case fact.InvitationReturnedFromAbove():
            return state.but(state="Returned")
        case fact.InvitationRefused():
            return state.but(state="Refused")
        case fact.InvitationReconsidered():
            return state.but(state="Returned")
        case fact.InvitationWithdrawn():
            return state.but(state="Withdrawn")
        case fact.InvitationResumed():
            return state.but(state="Drafted")
        case _:
            assert_never(happened)


def changed(state: Invitation, happened: ChangeFact) -> Invitation:
    match happened:
        case fact.VisitApproved() | fact.VisitAmended():
            where = state.state if state.state == "Arrived" else "Approved"
            return state.but(state=where, document=happened.document, decided_by=state.decides, outgrown=False)
        case fact.VisitCancelled():
            return state.but(state="Cancelled", proposed=None, before=None)
        case fact.InvitationIssued():
            return state
        case fact.InvitationAmendmentRequested():
            before = state.before or state
            kept = before.department if happened.stamp_kept else ""
            return state.but(proposed=happened.invitation, before=before, department=kept, voucher="")
        case fact.InvitationAmendmentDropped():
            before = state.before or state
            return state.but(proposed=None, before=None, department=before.department, voucher=before.voucher)
        case fact.InvitationAmendmentGranted():
            return state.but(agreed=happened)
        case fact.InvitationAmended():
            return state.but(
                invitation=happened.invitation, decides=happened.decides, proposed=None, before=None, agreed=None
            )
        case fact.GuestPostChanged():
            post = (happened.person_id, happened.post, happened.rank, happened.former)
            proposed = state.proposed and with_post(state.proposed, *post)
            return state.but(invitation=with_post(state.invitation, *post), proposed=proposed)
        case fact.InvitationOutgrown():
            return state.but(state="DirectorSigned", decides=happened.decides, outgrown=bool(state.document))
        case fact.ApprovalSufficesAgain():
            return state.but(state="Approved", decides=state.decided_by or state.decides, outgrown=False)
        case _:
            assert_never(happened)


def stayed(state: Invitation, happened: StayFact) -> Invitation:
    match happened:
        case fact.GuestsArrived():
            return state.but(state="Arrived", arrived_on=happened.arrived_on)
        case fact.GuestsLeft():
            return state.but(state="Left", left_on=happened.left_on, proposed=None, before=None)
        case fact.GuestsOverstayed():
            return state.but(overstayed=True)
        case fact.OverstayReported():
            return state.but(overstay_reported=True)
        case fact.LodgingRegistered():
            return state.but(lodging_registered=True)
        case fact.InvitationClosedOut():
            return state.but(state="ClosedOut", closed=happened.guests)
        case fact.InvitationArchived():
            return state.but(state="Archived")
        case _:
            assert_never(happened)


def timed(state: Invitation, happened: DeadlineFact) -> Invitation:
    match happened:
        case fact.StayDeadlineSet():
            return state.but(stay_due=happened.due_on, overstay_reported=False)
        case fact.LodgingDeadlineSet():
            return state.but(lodging_due=happened.due_on)
        case fact.PassOnDeadlineSet():
            return state.but(pass_on_due=happened.due_on)
        case fact.CloseOutDeadlineSet():
            return state.but(close_out_due=happened.due_on, long_overdue_due=None)
        case fact.CloseOutLongOverdue():
            return state.but(long_overdue=True)
        case fact.CloseOutOverdueCorrected():
            return state.but(long_overdue=False)
        case fact.LongOverdueDeadlineSet():
            return state.but(long_overdue_due=happened.due_on)
        case fact.PassOnDeadlinePassed():
            return state.but(passed=state.passed | {("pass-on", happened.due_on)})
        case fact.CloseOutDeadlinePassed():
            return state.but(passed=state.passed | {("close-out", happened.due_on)})
        case fact.InvitationReminded():
            return state.but(passed=state.passed | {(reminder(happened), happened.due_on)})
        case fact.InvitationReminderSet() | fact.LodgingDeadlinePassed():
            return state
        case _:
            assert_never(happened)
