"""From the draft to the submission: what the inviting unit and its line department do."""

from typing import Any

from services.approvals import events as fact
from services.approvals.authority.book import authority_in_force
from services.approvals.commands import (
    DraftInvitation,
    InvitationPlan,
    ReviseInvitation,
    StampInvitation,
    SubmitInvitation,
    VouchForInvitation,
)
from services.approvals.invitation.deadlines import pass_on_deadline
from services.approvals.invitation.state import OPEN, Invitation, stamp_kept, wrong_state
from services.approvals.rules.visit import refusal_of
from services.approvals.working_days import working_day_after
from shared.aggregate import Decision, Occasion, Refusal, refuse


def draft(command: Any, occasion: Occasion) -> Decision:
    assert isinstance(command, DraftInvitation)
    refusal = not_taiwan(command.invitation)
    if refusal:
        return refusal
    return [
        fact.InvitationDrafted(
            invitation_id=command.invitation_id,
            invitation=command.invitation,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def not_taiwan(invitation: InvitationPlan) -> Refusal | None:
    """Redirected at once, before anybody works on it."""
    if "TW" in {invitation.country, *(guest.nationality for guest in invitation.guests)}:
        return refuse("taiwan", "section 1.2 [S14]", "not Taiwan", "Taiwan", "hand it to the Taiwan Affairs Office")
    return None


def revise(state: Invitation, command: ReviseInvitation, occasion: Occasion) -> Decision:
    """Whoever vouched did so for what it said before, so a changed one is vouched for anew; and stamped anew, if the
    task or the guests are others."""
    if command.invitation == state.invitation:
        return []
    if state.state not in OPEN:
        return wrong_state(state, "Drafted or Returned")
    refusal = not_taiwan(command.invitation)
    if refusal:
        return refusal
    return [
        fact.InvitationRevised(
            invitation_id=command.invitation_id,
            invitation=command.invitation,
            stamp_kept=stamp_kept(state.invitation, command.invitation),
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def stamp(state: Invitation, command: StampInvitation, occasion: Occasion) -> Decision:
    """For a draft, or for an amendment that was asked for."""
    if state.department:
        return []
    if state.state not in OPEN and state.proposed is None:
        return wrong_state(state, "Drafted or Returned, or an amendment asked for")
    return [
        fact.InvitationStamped(
            invitation_id=command.invitation_id,
            department=command.department,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def vouch(state: Invitation, command: VouchForInvitation, occasion: Occasion) -> Decision:
    """For a draft, or for an amendment that was asked for (Exit-Entry Law art 19)."""
    if state.voucher:
        return []
    if state.state not in OPEN and state.proposed is None:
        return wrong_state(state, "Drafted or Returned, or an amendment asked for")
    return [
        fact.InvitationVouchedFor(
            invitation_id=command.invitation_id,
            signatory=command.signatory,
            post=command.post,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def submit(state: Invitation, command: SubmitInvitation, occasion: Occasion) -> Decision:
    if state.state not in OPEN:
        return [] if state.state == "Submitted" else wrong_state(state, "Drafted or Returned")
    judged = first_judged(state, occasion)
    outcomes = judged.outcomes(occasion.today)
    refusal = refusal_of(outcomes)
    if refusal:
        return refusal
    submitted = fact.InvitationSubmitted(
        invitation_id=command.invitation_id,
        unit=state.invitation.unit,
        party=len(state.invitation.guests),
        judged_on=judged.judged_on or occasion.today,
        authority=judged.authority or authority_in_force(occasion),
        answer_due=working_day_after(occasion.today, judged.rules(occasion.today).answer_working_days),
        outcomes=outcomes,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    return [submitted, *pass_on_deadline(state, command.invitation_id, occasion)]


def first_judged(state: Invitation, occasion: Occasion) -> Invitation:
    """With the day and the table of its first submission: a case that comes back completed keeps them."""
    if state.judged_on is not None:
        return state
    return state.but(judged_on=occasion.today, authority=authority_in_force(occasion))
