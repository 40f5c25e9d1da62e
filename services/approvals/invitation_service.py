"""The counter for invitations to foreign guests."""

from services.approvals import queries, schemas
from services.approvals.commands import (
    CancelInvitation,
    CloseOutInvitation,
    DraftInvitation,
    RecordUpperInvitationDecision,
    RefuseInvitation,
    ReturnInvitation,
    ReviewInvitationAsClerk,
    ReviewInvitationAsSection,
    SignInvitation,
    StampInvitation,
    SubmitInvitation,
    WithdrawInvitation,
)
from services.approvals.queries import InvitationById, Invitations
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class InvitationCounter:
    """Invitations to foreign guests."""

    desk: AtDesk

    @command(schemas.draft_invitation)
    def draft_invitation(self, request: DraftInvitation) -> Receipt:
        """Draft an invitation to foreign guests."""
        return self.desk.decide(request)

    @command(schemas.stamp_invitation)
    def stamp_invitation(self, request: StampInvitation) -> Receipt:
        """The line department's stamp."""
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

    @command(schemas.record_upper_invitation_decision)
    def record_upper_invitation_decision(self, request: RecordUpperInvitationDecision) -> Receipt:
        """Record what was decided above, with its document number."""
        return self.desk.decide(request)

    @command(schemas.refuse_invitation)
    def refuse_invitation(self, request: RefuseInvitation) -> Receipt:
        """Refuse a submitted invitation, with its reason."""
        return self.desk.decide(request)

    @command(schemas.withdraw_invitation)
    def withdraw_invitation(self, request: WithdrawInvitation) -> Receipt:
        """Take it back before it is decided."""
        return self.desk.decide(request)

    @command(schemas.cancel_invitation)
    def cancel_invitation(self, request: CancelInvitation) -> Receipt:
        """Cancel an approved invitation."""
        return self.desk.decide(request)

    @command(schemas.close_out_invitation)
    def close_out_invitation(self, request: CloseOutInvitation) -> Receipt:
        """Report that the guests have left."""
        return self.desk.decide(request)

    @query(schemas.get_invitation)
    def get_invitation(self, question: InvitationById) -> Answer:
        """One invitation."""
        return self.desk.answer(queries.get_invitation, question)

    @query(schemas.list_invitations)
    def list_invitations(self, question: Invitations) -> Answer:
        """Invitations by state, unit or country."""
        return self.desk.answer(queries.list_invitations, question)
