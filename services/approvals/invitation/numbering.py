"""What happens when the number of an invitation's paper comes."""

from services.approvals import events as fact
from services.approvals.commands import NoteInvitationNumber, RevocationReason
from services.approvals.document.document import Papers, numbered, revoked
from services.approvals.invitation.content import content_of
from services.approvals.invitation.state import Invitation
from services.approvals.invitation.told import granted, told_anew
from shared.aggregate import Decision, Occasion

ENDED: dict[str, RevocationReason] = {"Refused": "refused", "Withdrawn": "withdrawn", "Cancelled": "cancelled"}


def note_number(state: Invitation, command: NoteInvitationNumber, occasion: Occasion) -> Decision:
    """The signature takes effect: the letter, the changed one, or the request to the level above, is issued under its
    number. A letter that follows a decision from above approves nothing more; a paper whose case has ended meanwhile is
    issued and revoked, since its number was given."""
    asked = state.papers.waiting.get(command.ask)
    if asked is None:
        return []
    invitation_id, number, agreed = command.invitation_id, command.number, state.agreed
    plan = state.proposed if agreed is not None and state.proposed is not None else state.invitation
    content = content_of(state, plan, asked.kind)
    paper = numbered(state.papers, asked, number, plan.unit, content, occasion)
    if asked.kind == "request":
        reason = ENDED.get(state.state)
        return [*paper, *(revoked(Papers(in_force=(paper[-1],)), reason, occasion) if reason else [])]
    if agreed is not None:
        amended = fact.InvitationAmended(
            invitation_id=invitation_id,
            invitation=plan,
            decides=agreed.decides,
            document=number,
            supersedes=state.document,
            outcomes=agreed.outcomes,
            by=agreed.by,
            at=occasion.now,
        )
        return [amended, *told_anew(state, plan, invitation_id, number, agreed.decides, occasion), *paper]
    if state.state == "DirectorSigned":
        return [*granted(state, invitation_id, number, state.decides, occasion), *paper]
    return paper
