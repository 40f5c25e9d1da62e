"""The counter for invitations to foreign guests and envoys."""

from services.approvals import schemas
from services.approvals.commands import (
    AmendInvitation,
    ArchiveInvitation,
    CancelInvitation,
    ChangeGuestPost,
    CloseOutInvitation,
    DraftInvitation,
    DropInvitationAmendment,
    ReconsiderInvitation,
    RecordGuestsArrived,
    RecordGuestsLeft,
    RecordUpperInvitationDecision,
    RefuseInvitation,
    RegisterLodging,
    ReportInvitationUp,
    ReportOverstay,
    RequestInvitationAmendment,
    ResumeInvitation,
    ReturnInvitation,
    ReturnInvitationFromAbove,
    ReviewInvitationAsClerk,
    ReviewInvitationAsSection,
    ReviseInvitation,
    SignInvitation,
    StampInvitation,
    SubmitInvitation,
    VouchForInvitation,
    WithdrawInvitation,
)
from services.approvals.invitation import history as invitation_history
from services.approvals.invitation import queries as invitation_queries
from services.approvals.invitation.history import InvitationAsOf
from services.approvals.invitation.queries import (
    CheckInvitation,
    CloseOuts,
    InvitationById,
    Invitations,
    InviterRecord,
)
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class InvitationCounter:
    """Invitations to foreign guests and envoys, to their close-out."""

    desk: AtDesk

    @command(schemas.draft_invitation)
    def draft_invitation(self, request: DraftInvitation) -> Receipt:
        """Draft an invitation to foreign guests, or to envoys in China."""
        return self.desk.decide(request)

    @command(schemas.revise_invitation)
    def revise_invitation(self, request: ReviseInvitation) -> Receipt:
        """Change a draft, or what was returned: vouched for anew, and stamped anew if guests or task are others."""
        return self.desk.decide(request)

    @command(schemas.stamp_invitation)
    def stamp_invitation(self, request: StampInvitation) -> Receipt:
        """The line department's stamp."""
        return self.desk.decide(request)

    @command(schemas.vouch_for_invitation)
    def vouch_for_invitation(self, request: VouchForInvitation) -> Receipt:
        """The statement of a named signatory that it is true (Exit-Entry Law art 19)."""
        return self.desk.decide(request)

    @command(schemas.submit_invitation)
    def submit_invitation(self, request: SubmitInvitation) -> Receipt:
        """Submit for the inviting unit."""
        return self.desk.decide(request)

    @command(schemas.return_invitation)
    def return_invitation(self, request: ReturnInvitation) -> Receipt:
        """Return for completion, with one complete list."""
        return self.desk.decide(request)

    @command(schemas.review_invitation_as_clerk)
    def review_invitation_as_clerk(self, request: ReviewInvitationAsClerk) -> Receipt:
        """The clerk's review."""
        return self.desk.decide(request)

    @command(schemas.review_invitation_as_section)
    def review_invitation_as_section(self, request: ReviewInvitationAsSection) -> Receipt:
        """The section head's review."""
        return self.desk.decide(request)

    @command(schemas.sign_invitation)
    def sign_invitation(self, request: SignInvitation) -> Receipt:
        """The director's signature: approves, or sends the case up."""
        return self.desk.decide(request)

    @command(schemas.report_invitation_up)
    def report_invitation_up(self, request: ReportInvitationUp) -> Receipt:
        """Report to the level that decides; envoys to the province and the ministry, 25 working days ahead."""
        return self.desk.decide(request)

    @command(schemas.record_upper_invitation_decision)
    def record_upper_invitation_decision(self, request: RecordUpperInvitationDecision) -> Receipt:
        """Record what was decided above, with its document's number and date."""
        return self.desk.decide(request)

    @command(schemas.return_invitation_from_above)
    def return_invitation_from_above(self, request: ReturnInvitationFromAbove) -> Receipt:
        """The level above wants it mended, with one complete list."""
        return self.desk.decide(request)

    @command(schemas.refuse_invitation)
    def refuse_invitation(self, request: RefuseInvitation) -> Receipt:
        """Refuse a submitted invitation, with its reason."""
        return self.desk.decide(request)

    @command(schemas.reconsider_invitation)
    def reconsider_invitation(self, request: ReconsiderInvitation) -> Receipt:
        """Take up again what the office itself refused."""
        return self.desk.decide(request)

    @command(schemas.withdraw_invitation)
    def withdraw_invitation(self, request: WithdrawInvitation) -> Receipt:
        """Take it back before it is decided."""
        return self.desk.decide(request)

    @command(schemas.resume_invitation)
    def resume_invitation(self, request: ResumeInvitation) -> Receipt:
        """Take up again what was withdrawn."""
        return self.desk.decide(request)

    @command(schemas.request_invitation_amendment)
    def request_invitation_amendment(self, request: RequestInvitationAmendment) -> Receipt:
        """Ask for other days, guests, posts or entries of an approved invitation."""
        return self.desk.decide(request)

    @command(schemas.drop_invitation_amendment)
    def drop_invitation_amendment(self, request: DropInvitationAmendment) -> Receipt:
        """Drop the amendment that was asked for."""
        return self.desk.decide(request)

    @command(schemas.amend_invitation)
    def amend_invitation(self, request: AmendInvitation) -> Receipt:
        """Grant the amendment, by a document that supersedes the earlier one."""
        return self.desk.decide(request)

    @command(schemas.change_guest_post)
    def change_guest_post(self, request: ChangeGuestPost) -> Receipt:
        """A guest holds another post before the arrival: the level that decides is looked at anew."""
        return self.desk.decide(request)

    @command(schemas.cancel_invitation)
    def cancel_invitation(self, request: CancelInvitation) -> Receipt:
        """Cancel an approved invitation before the arrival; its close-out begins."""
        return self.desk.decide(request)

    @command(schemas.record_guests_arrived)
    def record_guests_arrived(self, request: RecordGuestsArrived) -> Receipt:
        """Record the arrival of guests whom reception doesn't receive."""
        return self.desk.decide(request)

    @command(schemas.record_guests_left)
    def record_guests_left(self, request: RecordGuestsLeft) -> Receipt:
        """Record the exit, also of another day than was recorded; the close-out runs from it."""
        return self.desk.decide(request)

    @command(schemas.register_lodging)
    def register_lodging(self, request: RegisterLodging) -> Receipt:
        """Guests outside hotels are registered with the police (art 39)."""
        return self.desk.decide(request)

    @command(schemas.report_overstay)
    def report_overstay(self, request: ReportOverstay) -> Receipt:
        """Guests who have overstayed were reported to the police (art 45)."""
        return self.desk.decide(request)

    @command(schemas.close_out_invitation)
    def close_out_invitation(self, request: CloseOutInvitation) -> Receipt:
        """Report what became of each guest; again, if something of it was wrong."""
        return self.desk.decide(request)

    @command(schemas.archive_invitation)
    def archive_invitation(self, request: ArchiveInvitation) -> Receipt:
        """Archive a closed file, each paper with its retention."""
        return self.desk.decide(request)

    @query(schemas.get_invitation)
    def get_invitation(self, question: InvitationById) -> Answer:
        """One invitation, with its guests, the amendment asked for, reminders and papers."""
        return self.desk.answer(invitation_queries.get_invitation, question)

    @query(schemas.list_invitations)
    def list_invitations(self, question: Invitations) -> Answer:
        """Invitations with their guests, by state, unit, country or kind."""
        return self.desk.answer(invitation_queries.list_invitations, question)

    @query(schemas.check_invitation)
    def check_invitation(self, question: CheckInvitation) -> Answer:
        """What every rule says of a draft, or of an invitation as it stands, and who decides."""
        return self.desk.answer(invitation_queries.check_invitation, question)

    @query(schemas.invitation_decisions)
    def invitation_decisions(self, question: InvitationById) -> Answer:
        """Every decision on an invitation, with the outcome of every rule."""
        return self.desk.answer(invitation_queries.invitation_decisions, question)

    @query(schemas.invitation_as_of)
    def invitation_as_of(self, question: InvitationAsOf) -> Answer:
        """An invitation as its file stood at any moment, such as the director's signature."""
        return self.desk.answer(invitation_history.invitation_as_of, question)

    @query(schemas.close_outs)
    def close_outs(self, question: CloseOuts) -> Answer:
        """Close-outs to be done, the earliest due first; or only those that are late."""
        return self.desk.answer(invitation_queries.close_outs, question)

    @query(schemas.inviter_record)
    def inviter_record(self, question: InviterRecord) -> Answer:
        """A unit's invitations in numbers: late close-outs, guests who did not come, overstays."""
        return self.desk.answer(invitation_queries.inviter_record, question)
