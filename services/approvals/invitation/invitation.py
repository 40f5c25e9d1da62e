"""An invitation to foreign guests, or to envoys: which command leads where, and what each fact makes of it.

The steps stand in files of their own, by phase: preparation, approval, change, stay, deadlines. What each fact makes of
the state is in `invitation_course.py`. That nobody decides what the same person prepared is said in `apart` below.
"""

from collections.abc import Collection
from typing import Any, assert_never

from services.approvals import commands as do
from services.approvals.authority.book import OFFICE_AUTHORITY
from services.approvals.document.document import being_numbered
from services.approvals.invitation import approval, change, deadlines, numbering, preparation, stay
from services.approvals.invitation.course import evolve
from services.approvals.invitation.state import Invitation
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion

ANSWERS = (do.NoteInvitationNumber, do.NoteInviterStanding, do.NoteGuestsArrived, do.NoteGuestsLeft)
MEANWHILE = (do.SignInvitation, do.AmendInvitation, *ANSWERS, DeadlineDue)
"""What may come between a decision's signature and its number: the same once more, policies and the clock."""


def decide(state: Invitation | None, command: do.InvitationCommand | DeadlineDue, occasion: Occasion) -> Decision:
    if state is None:
        return preparation.draft(command, occasion)
    if not isinstance(command, MEANWHILE) and (refusal := being_numbered(state.papers)):
        return refusal
    match command:
        case do.DraftInvitation():
            return []
        case do.ReviseInvitation():
            return preparation.revise(state, command, occasion)
        case do.StampInvitation():
            return preparation.stamp(state, command, occasion)
        case do.VouchForInvitation():
            return preparation.vouch(state, command, occasion)
        case do.SubmitInvitation():
            return preparation.submit(state, command, occasion)
        case do.NoteInviterStanding():
            return approval.note_standing(state, command, occasion)
        case do.NoteInvitationNumber():
            return numbering.note_number(state, command, occasion)
        case do.ReturnInvitation():
            return approval.return_for_completion(state, command, occasion)
        case do.ReviewInvitationAsClerk():
            return approval.review_as_clerk(state, command, occasion)
        case do.ReviewInvitationAsSection():
            return approval.review_as_section(state, command, occasion)
        case do.SignInvitation():
            return approval.sign(state, command, occasion)
        case do.ReportInvitationUp():
            return approval.report_up(state, command, occasion)
        case do.RecordUpperInvitationDecision():
            return approval.record_upper_decision(state, command, occasion)
        case do.ReturnInvitationFromAbove():
            return approval.return_from_above(state, command, occasion)
        case do.RefuseInvitation():
            return approval.refuse_invitation(state, command, occasion)
        case do.ReconsiderInvitation():
            return approval.reconsider(state, command, occasion)
        case do.WithdrawInvitation():
            return approval.withdraw(state, command, occasion)
        case do.ResumeInvitation():
            return approval.resume(state, command, occasion)
        case do.RequestInvitationAmendment():
            return change.request_amendment(state, command, occasion)
        case do.DropInvitationAmendment():
            return change.drop_amendment(state, command, occasion)
        case do.AmendInvitation():
            return change.amend(state, command, occasion)
        case do.ChangeGuestPost():
            return change.change_guest_post(state, command, occasion)
        case do.CancelInvitation():
            return change.cancel(state, command, occasion)
        case do.NoteGuestsArrived():
            return stay.note_arrival(state, command, occasion)
        case do.RecordGuestsArrived():
            return stay.record_arrival(state, command, occasion)
        case do.NoteGuestsLeft():
            return stay.note_exit(state, command, occasion)
        case do.RecordGuestsLeft():
            return stay.record_exit(state, command, occasion)
        case do.RegisterLodging():
            return stay.register_lodging(state, command, occasion)
        case do.ReportOverstay():
            return stay.report_overstay(state, command, occasion)
        case do.CloseOutInvitation():
            return stay.close_out(state, command, occasion)
        case do.ArchiveInvitation():
            return stay.archive(state, command, occasion)
        case DeadlineDue():
            return deadlines.pass_deadline(state, command.deadline, occasion)
        case _:
            assert_never(command)


def looks_at(_: Invitation | None, command: Any, __: Occasion) -> Collection[str]:
    """What is in force at a submission."""
    return (OFFICE_AUTHORITY,) if isinstance(command, do.SubmitInvitation) else ()


DRAFTED = ("InvitationDrafted", "InvitationRevised", "InvitationAmendmentRequested")
PREPARED = (*DRAFTED, "InvitationSubmitted")
REVIEWED = (*PREPARED, "InvitationReviewedByClerk", "InvitationReviewedBySection")

INVITATION: Aggregate[Invitation] = Aggregate(
    name="invitation",
    key="invitation_id",
    commands=do.InvitationCommand.__args__,
    opens=(do.DraftInvitation,),
    decide=decide,
    evolve=evolve,
    unit=lambda invitation: invitation.invitation.unit,
    looks_at=looks_at,
    apart={
        "InvitationStamped": DRAFTED,
        "InvitationVouchedFor": DRAFTED,
        "InvitationSubmitted": DRAFTED,
        "InvitationReviewedByClerk": PREPARED,
        "InvitationReviewedBySection": (*PREPARED, "InvitationReviewedByClerk"),
        "InvitationSigned": REVIEWED,
        "InvitationReportedUp": PREPARED,
        "UpperInvitationDecisionRecorded": PREPARED,
        "InvitationReturnedFromAbove": PREPARED,
        "InvitationRefused": PREPARED,
        "InvitationReconsidered": (*PREPARED, "InvitationRefused"),
        "InvitationAmendmentGranted": PREPARED,
        "InvitationAmended": PREPARED,
    },
)
