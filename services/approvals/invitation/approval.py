"""From the submission to the approval: what the office and the authority above do."""

from datetime import timedelta
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import (
    NoteInviterStanding,
    ReconsiderInvitation,
    RecordUpperInvitationDecision,
    RefuseInvitation,
    ReportInvitationUp,
    ResumeInvitation,
    ReturnInvitation,
    ReturnInvitationFromAbove,
    ReviewInvitationAsClerk,
    ReviewInvitationAsSection,
    SignInvitation,
    WithdrawInvitation,
)
from services.approvals.document.document import ask_number, revoked
from services.approvals.invitation.rules import ENVOYS
from services.approvals.invitation.state import AUTHORITY, OPEN, UNDECIDED, Invitation, wrong_state
from services.approvals.invitation.told import cancelled, granted
from services.approvals.one_list import empty_list, not_the_one_list
from services.approvals.rules.visit import refusal_of
from services.approvals.working_days import doubt, working_days_between
from shared.aggregate import Decision, Occasion, Refusal, refuse


def note_standing(state: Invitation, command: NoteInviterStanding, occasion: Occasion) -> Decision:
    """Told to whoever reads the case; it keeps nobody from deciding it."""
    if state.overdue == command.overdue:
        return []
    return [fact.InviterStandingNoted(invitation_id=command.invitation_id, overdue=command.overdue, at=occasion.now)]


def return_for_completion(state: Invitation, command: ReturnInvitation, occasion: Occasion) -> Decision:
    """Missing papers are told once, completely [S26]: a second list is not allowed."""
    if state.state == "Returned":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    if refusal := not_the_one_list(command.missing, state.returns):
        return refusal
    return [
        fact.InvitationReturnedForCompletion(
            invitation_id=command.invitation_id, missing=command.missing, by=occasion.actor.signature, at=occasion.now
        )
    ]


def review_as_clerk(state: Invitation, command: ReviewInvitationAsClerk, occasion: Occasion) -> Decision:
    if state.state == "ClerkReviewed":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    outcomes = state.outcomes(occasion.today)
    return refusal_of(outcomes) or [
        fact.InvitationReviewedByClerk(
            invitation_id=command.invitation_id, outcomes=outcomes, by=occasion.actor.signature, at=occasion.now
        )
    ]


def review_as_section(state: Invitation, command: ReviewInvitationAsSection, occasion: Occasion) -> Decision:
    if state.state == "SectionReviewed":
        return []
    if state.state != "ClerkReviewed":
        return wrong_state(state, "ClerkReviewed")
    outcomes = state.outcomes(occasion.today)
    return refusal_of(outcomes) or [
        fact.InvitationReviewedBySection(
            invitation_id=command.invitation_id, outcomes=outcomes, by=occasion.actor.signature, at=occasion.now
        )
    ]


def sign(state: Invitation, command: SignInvitation, occasion: Occasion) -> Decision:
    """Within the office's power the signature approves, as soon as the register has numbered the letter; guests of
    higher rank, and envoys, are decided above."""
    if state.state in ("DirectorSigned", "ReportedUp", "Approved"):
        return []
    if state.state != "SectionReviewed":
        return wrong_state(state, "SectionReviewed")
    outcomes = state.outcomes(occasion.today)
    refusal = refusal_of(outcomes)
    if refusal:
        return refusal
    row = state.deciding(state.invitation, occasion.today)
    signed = fact.InvitationSigned(
        invitation_id=command.invitation_id,
        kind=state.invitation.kind,
        decides=row.decides,
        row=row.row,
        article=row.citation,
        outcomes=outcomes,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    if row.decides != "office":
        return [signed]
    return [signed, ask_number(state.papers, command.invitation_id, "inbound", "invitation", occasion)]


def report_up(state: Invitation, command: ReportInvitationUp, occasion: Occasion) -> Decision:
    """To the level that decides; envoys to the ministry as well, in time [S17]."""
    if state.state == "ReportedUp":
        return []
    if state.state != "DirectorSigned":
        return wrong_state(state, "DirectorSigned")
    envoys = state.invitation.kind == "envoys"
    asked_first = envoys and not state.document
    refusal = _may_report(state, occasion) or (_in_time(state, occasion) if asked_first else None)
    if refusal:
        return refusal
    return [
        fact.InvitationReportedUp(
            invitation_id=command.invitation_id,
            decides=state.decides,
            row=state.deciding(state.invitation, occasion.today).row,
            to=(state.decides, "mfa") if envoys else (state.decides,),
            by=occasion.actor.signature,
            at=occasion.now,
        ),
        ask_number(state.papers, command.invitation_id, "inbound", "request", occasion),
    ]


def _may_report(state: Invitation, occasion: Occasion) -> Refusal | None:
    """The city reports upward by its vice-mayor; envoys the office passes on itself."""
    if "vice_mayor" in occasion.actor.roles or state.invitation.kind == "envoys":
        return None
    mend = "have the vice-mayor sign the report"
    return refuse("authority", AUTHORITY, "the vice-mayor's report", "another's", mend)


def _in_time(state: Invitation, occasion: Occasion) -> Refusal | None:
    arrives_on, needed = state.invitation.arrives_on, state.rules(occasion.today).pass_on_working_days
    ahead = working_days_between(occasion.today + timedelta(days=1), arrives_on)
    if ahead >= needed:
        return None
    found = f"{ahead} working days{doubt(occasion.today, arrives_on)}"
    mend = "have the unit withdraw it, and resume it for a later day"
    return refuse("pass-on", ENVOYS, f"at least {needed} working days ahead", found, mend)


def record_upper_decision(state: Invitation, command: RecordUpperInvitationDecision, occasion: Occasion) -> Decision:
    """Approved, the letter is issued under the register's next number; refused, an approval that the guests outgrew
    falls with it."""
    if state.state in ("Approved", "Refused", "Cancelled"):
        return []
    refusal = _from_above(state, command, occasion)
    if refusal:
        return refusal
    recorded = fact.UpperInvitationDecisionRecorded(
        invitation_id=command.invitation_id,
        approved=command.approved,
        document=command.document,
        decided_on=command.decided_on or occasion.today,
        reason=command.reason,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    if command.approved:
        letter = ask_number(state.papers, command.invitation_id, "inbound", "invitation", occasion)
        return [recorded, *granted(state, command.invitation_id, command.document, state.decides, occasion), letter]
    if state.document:
        return [recorded, *cancelled(state, command.invitation_id, "refused_above", occasion)]
    reason = f"refused above by {command.document}" + (f": {command.reason}" if command.reason else "")
    return [recorded, refused(command.invitation_id, reason, occasion)]


def return_from_above(state: Invitation, command: ReturnInvitationFromAbove, occasion: Occasion) -> Decision:
    """The unit mends it; clerk, section head, director and vice-mayor see it anew. An approval that the guests outgrew
    is not sent back: the unit asks for an amendment, once the level above has decided."""
    if state.state == "Returned":
        return []
    refusal = _from_above(state, command, occasion)
    if refusal:
        return refusal
    if state.document:
        return refuse("state", AUTHORITY, "a case that is not approved yet", "approved", "record approval or refusal")
    if refusal := empty_list(command.missing, "say what is to be mended"):
        return refusal
    return [
        fact.InvitationReturnedFromAbove(
            invitation_id=command.invitation_id,
            document=command.document,
            missing=command.missing,
            decided_on=command.decided_on or occasion.today,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def _from_above(
    state: Invitation, command: RecordUpperInvitationDecision | ReturnInvitationFromAbove, occasion: Occasion
) -> Refusal | None:
    """An answer comes to a report, on a day after it."""
    if state.state != "ReportedUp" or state.reported_on is None:
        return wrong_state(state, "ReportedUp")
    decided_on = command.decided_on or occasion.today
    if not state.reported_on <= decided_on <= occasion.today:
        allowed = f"a day from {state.reported_on} to {occasion.today}"
        return refuse("dates", AUTHORITY, allowed, decided_on, "give the day of the answer")
    return None


def refuse_invitation(state: Invitation, command: RefuseInvitation, occasion: Occasion) -> Decision:
    if state.state == "Refused":
        return []
    if state.state not in UNDECIDED or state.document:
        return wrong_state(state, "a submitted case that is not decided")
    return [refused(command.invitation_id, command.reason, occasion), *revoked(state.papers, "refused", occasion)]


def refused(invitation_id: UUID, reason: str, occasion: Occasion) -> fact.InvitationRefused:
    return fact.InvitationRefused(
        invitation_id=invitation_id, reason=reason, by=occasion.actor.signature, at=occasion.now
    )


def reconsider(state: Invitation, command: ReconsiderInvitation, occasion: Occasion) -> Decision:
    """What the office refused itself; what was refused above is asked above, by a new case."""
    if state.state == "Returned":
        return []
    if state.state != "Refused":
        return wrong_state(state, "Refused")
    if state.refused_above:
        mend = "draft a new invitation that mends what the authority above refused"
        return refuse("authority", AUTHORITY, "a refusal of the office", "refused above", mend)
    return [
        fact.InvitationReconsidered(
            invitation_id=command.invitation_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        )
    ]


def withdraw(state: Invitation, command: WithdrawInvitation, occasion: Occasion) -> Decision:
    if state.state == "Withdrawn":
        return []
    if state.state not in (*UNDECIDED, *OPEN) or state.document:
        return wrong_state(state, "a case that is not decided")
    return [
        fact.InvitationWithdrawn(
            invitation_id=command.invitation_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        ),
        *revoked(state.papers, "withdrawn", occasion),
    ]


def resume(state: Invitation, command: ResumeInvitation, occasion: Occasion) -> Decision:
    """Stamp and statement still hold for what it says; every review is done anew."""
    if state.state == "Drafted":
        return []
    if state.state != "Withdrawn":
        return wrong_state(state, "Withdrawn")
    return [fact.InvitationResumed(invitation_id=command.invitation_id, by=occasion.actor.signature, at=occasion.now)]
