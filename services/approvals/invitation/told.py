"""What others are told of an invitation: nothing personal, whatever becomes of it."""

from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.authority.authority import Level
from services.approvals.commands import InvitationPlan
from services.approvals.document.document import revoked
from services.approvals.invitation.authority import head_of, standing
from services.approvals.invitation.deadlines import close_out_deadline, stay_deadline
from services.approvals.invitation.state import Invitation
from shared.aggregate import Occasion


def granted(state: Invitation, invitation_id: UUID, document: str, by: Level, occasion: Occasion) -> list[Any]:
    """Approved, so that the letter may be issued; or, if it was and its guests outgrew it, approved by a document that
    supersedes the first."""
    if state.document:
        return told_anew(state, state.invitation, invitation_id, document, by, occasion)
    visit = fact.VisitApproved(**_visit(state.invitation, invitation_id), document=document, approved_at=occasion.now)
    letter = issued(state.invitation, invitation_id, document, by, "", occasion)
    return [visit, letter, *stay_deadline(state, invitation_id, state.invitation.leaves_on, occasion)]


def told_anew(
    state: Invitation, plan: InvitationPlan, invitation_id: UUID, document: str, by: Level, occasion: Occasion
) -> list[Any]:
    """The visit as it now stands; and a letter, if the document is another."""
    visit = fact.VisitAmended(
        **_visit(plan, invitation_id), document=document, supersedes=state.document, amended_at=occasion.now
    )
    letter = issued(plan, invitation_id, document, by, state.document, occasion)
    letters = [letter] if document != state.document else []
    return [visit, *letters, *stay_deadline(state, invitation_id, plan.leaves_on, occasion)]


def cancelled(state: Invitation, invitation_id: UUID, reason_code: str, occasion: Occasion) -> list[Any]:
    """A cancelled one is closed out too [S25]."""
    visit = fact.VisitCancelled(
        visit_id=invitation_id,
        direction="inbound",
        unit=state.invitation.unit,
        country=state.invitation.country,
        reason_code=reason_code,
        cancelled_at=occasion.now,
    )
    ended = revoked(state.papers, "cancelled", occasion, but=frozenset({"request"}))
    return [visit, *ended, *close_out_deadline(state, invitation_id, occasion.today, occasion)]


def issued(
    plan: InvitationPlan, invitation_id: UUID, document: str, by: Level, supersedes: str, occasion: Occasion
) -> fact.InvitationIssued:
    head = head_of(plan)
    return fact.InvitationIssued(
        invitation_id=invitation_id,
        kind=plan.kind,
        unit=plan.unit,
        purpose=plan.purpose,
        organisation=plan.organisation,
        country=plan.country,
        city=plan.city,
        guests=len(plan.guests),
        head_rank=standing(head),
        head_title=head.post,
        arrives_on=plan.arrives_on,
        leaves_on=plan.leaves_on,
        decided_by=by,
        document=document,
        issued_at=occasion.now,
        supersedes=supersedes,
    )


def _visit(plan: InvitationPlan, invitation_id: UUID) -> dict[str, Any]:
    head = head_of(plan)
    return {
        "visit_id": invitation_id,
        "direction": "inbound",
        "unit": plan.unit,
        "purpose": plan.purpose,
        "organisation": plan.organisation,
        "country": plan.country,
        "city": plan.city,
        "stops": (),
        "party": len(plan.guests),
        "travellers": (),
        "head_rank": standing(head),
        "head_title": head.post,
        "starts_on": plan.arrives_on,
        "ends_on": plan.leaves_on,
        "reciprocal": plan.reciprocal,
    }
