"""What becomes of an approved invitation before the guests have left: amended, outgrown, cancelled."""

from typing import Any
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import (
    AmendInvitation,
    CancelInvitation,
    ChangeGuestPost,
    DropInvitationAmendment,
    InvitationPlan,
    RequestInvitationAmendment,
)
from services.approvals.document.document import ask_number, next_version, revoked
from services.approvals.invitation.authority import head_of, is_below, standing
from services.approvals.invitation.content import content_of
from services.approvals.invitation.preparation import not_taiwan
from services.approvals.invitation.state import (
    OPEN,
    SAME_TASK,
    UNDECIDED,
    Invitation,
    stamp_kept,
    with_post,
    wrong_state,
)
from services.approvals.invitation.told import cancelled, told_anew
from services.approvals.rules.visit import refusal_of
from shared.aggregate import Decision, Occasion, Refusal, refuse

NUMBERING = "the number is that of whoever decides (section 1.3)"
ARTICLE = "no other days, guests or entries without a new approval (section 1.3)"


def request_amendment(state: Invitation, command: RequestInvitationAmendment, occasion: Occasion) -> Decision:
    """Other days, guests, posts or entries, also while the guests are here. Another task is another invitation."""
    if command.invitation == state.proposed:
        return []
    if state.state not in ("Approved", "Arrived"):
        return wrong_state(state, "Approved or Arrived")
    other = [name for name in SAME_TASK if getattr(command.invitation, name) != getattr(state.invitation, name)]
    if other:
        return refuse("amendment", ARTICLE, "the same task", f"another {', '.join(other)}", "draft a new invitation")
    if command.invitation == state.invitation:
        return refuse("amendment", ARTICLE, "a change", "none", "say what is to change")
    return not_taiwan(command.invitation) or [
        fact.InvitationAmendmentRequested(
            invitation_id=command.invitation_id,
            invitation=command.invitation,
            stamp_kept=stamp_kept(state.invitation, command.invitation),
            decides=state.deciding(command.invitation, occasion.today).decides,
            reason=command.reason,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def drop_amendment(state: Invitation, command: DropInvitationAmendment, occasion: Occasion) -> Decision:
    if state.proposed is None:
        return []
    return [
        fact.InvitationAmendmentDropped(
            invitation_id=command.invitation_id, by=occasion.actor.signature, at=occasion.now
        )
    ]


def amend(state: Invitation, command: AmendInvitation, occasion: Occasion) -> Decision:
    """Judged by the same rules, and decided on the level that decides on the guests as they now are. Its document
    supersedes the earlier one: as soon as the register has numbered it, or with the number of the level above."""
    if state.agreed is not None or (state.document == command.document and state.proposed is None):
        return []
    if state.state not in ("Approved", "Arrived"):
        return wrong_state(state, "Approved or Arrived")
    if state.proposed is None:
        return refuse("amendment", ARTICLE, "an amendment asked for by the unit", "none", "have the unit ask for it")
    if state.document == command.document:
        return refuse("amendment", ARTICLE, "a document of its own", command.document, "give the new document's number")
    row = state.deciding(state.proposed, occasion.today)
    needed = "director" if row.decides == "office" else "provincial_officer"
    if needed not in occasion.actor.roles:
        mend = "have whoever decides on these guests do this step, with the document of that decision"
        return refuse("authority", row.citation, f"decided by: {row.decides}", "another's decision", mend)
    outcomes = state.outcomes(occasion.today)
    refusal = not_its_number(row.decides, command.document) or refusal_of(outcomes)
    if refusal:
        return refusal
    if command.document is None:
        granted = fact.InvitationAmendmentGranted(
            invitation_id=command.invitation_id,
            decides=row.decides,
            outcomes=outcomes,
            by=occasion.actor.signature,
            at=occasion.now,
        )
        return [granted, ask_number(state.papers, command.invitation_id, "inbound", "invitation", occasion)]
    amended = fact.InvitationAmended(
        invitation_id=command.invitation_id,
        invitation=state.proposed,
        decides=row.decides,
        document=command.document,
        supersedes=state.document,
        outcomes=outcomes,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    told = told_anew(state, state.proposed, command.invitation_id, command.document, row.decides, occasion)
    return [amended, *told, ask_number(state.papers, command.invitation_id, "inbound", "invitation", occasion)]


def not_its_number(decides: str, document: str | None) -> Refusal | None:
    """The register numbers what the office decides; what is decided above bears the number of that decision."""
    if decides == "office" and document is not None:
        mend = "leave it out: the register numbers what the office decides"
        return refuse("number", NUMBERING, "no document", document, mend)
    if decides != "office" and document is None:
        mend = "give the number of that decision"
        return refuse("number", NUMBERING, f"the document of: {decides}", "none", mend)
    return None


def change_guest_post(state: Invitation, command: ChangeGuestPost, occasion: Occasion) -> Decision:
    """Before the arrival the authority is looked at anew: an approval, or a report, below the level that now decides no
    longer suffices, and the case goes up. A higher one than needed still does."""
    known = {guest.person_id: guest for guest in state.wanted.guests} | {
        guest.person_id: guest for guest in state.invitation.guests
    }
    guest = known.get(command.person_id)
    if guest is None:
        found, mend = "somebody else", "name a guest of this invitation by the id that get_invitation shows"
        return refuse("guests", ARTICLE, "a guest of this invitation", found, mend)
    if (guest.post, guest.rank, guest.former) == (command.post, command.rank, command.former):
        return []
    if state.state in OPEN:
        return refuse("state", ARTICLE, "a submitted case", state.state, "revise the draft")
    if state.state not in UNDECIDED and not state.unarrived:
        return wrong_state(state, "a case before the arrival")
    now = with_post(state.invitation, command.person_id, command.post, command.rank, command.former)
    head = head_of(now)
    changed = fact.GuestPostChanged(
        invitation_id=command.invitation_id,
        person_id=command.person_id,
        post=command.post,
        rank=command.rank,
        former=command.former,
        head_rank=standing(head),
        head_title=head.post,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    return [changed, *_looked_at_anew(state, now, command.invitation_id, occasion)]


def _looked_at_anew(state: Invitation, now: InvitationPlan, invitation_id: UUID, occasion: Occasion) -> list[Any]:
    if state.state in ("Submitted", "ClerkReviewed", "SectionReviewed"):
        return []  # the signature will look at it
    decides = state.deciding(now, occasion.today).decides
    about: dict[str, Any] = {"invitation_id": invitation_id, "document": state.document, "at": occasion.now}
    if is_below(state.decides, decides):
        ended = revoked(state.papers, "promoted", occasion, but=frozenset({"request"}))
        return [fact.InvitationOutgrown(**about, kind=now.kind, decides=decides), *ended]
    if state.decided_by is None or is_below(state.decided_by, decides):
        return []  # the level above has it already
    told = told_anew(state, now, invitation_id, state.document, state.decided_by, occasion)
    if state.outgrown:  # its letter was revoked
        letter = ask_number(state.papers, invitation_id, "inbound", "invitation", occasion)
        return [fact.ApprovalSufficesAgain(**about), *told, letter]
    return [*told, *next_version(state.papers, content_of(state, now, "invitation"), occasion)]


def cancel(state: Invitation, command: CancelInvitation, occasion: Occasion) -> Decision:
    """Before the guests arrive, also while it is with the level above again."""
    if state.state == "Cancelled":
        return []
    if not state.unarrived:
        return wrong_state(state, "an approved case before the arrival")
    return cancelled(state, command.invitation_id, command.reason_code, occasion)
