"""An invitation to foreign guests (section 1.3), from the inviter's draft to its close-out (销签)."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, assert_never
from uuid import UUID

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.authority import who_decides_invitation
from services.approvals.document import DocumentFact, Papers, ask_number, being_numbered, numbered, revoked
from services.approvals.document import evolve as evolve_papers
from services.approvals.invitation_content import content_of
from services.approvals.rules import outcome, refusal_of
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion, Refusal, Violation, refuse
from shared.times import end_of_local_day

InvitationFact = (
    fact.InvitationDrafted
    | fact.InvitationStamped
    | fact.InvitationSubmitted
    | fact.InvitationReturnedForCompletion
    | fact.InvitationReviewedByClerk
    | fact.InvitationReviewedBySection
    | fact.InvitationSigned
    | fact.UpperInvitationDecisionRecorded
    | fact.VisitApproved
    | fact.VisitCancelled
    | fact.InvitationRefused
    | fact.InvitationWithdrawn
    | fact.GuestsLeft
    | fact.CloseOutDeadlineSet
    | fact.CloseOutDeadlinePassed
    | fact.InvitationClosedOut
    | DocumentFact
)
CLOSE_OUT_DAYS = 30
"""Days after the guests' exit, or the cancellation, within which the inviter closes out [S25]."""
UNDECIDED = ("Submitted", "ClerkReviewed", "SectionReviewed", "Signed")
ARTICLE = "section 1.3"
ENDED: dict[str, do.RevocationReason] = {"Refused": "refused", "Withdrawn": "withdrawn", "Cancelled": "cancelled"}
MEANWHILE = (do.SignInvitation, do.NoteInvitationNumber, do.NoteGuestsLeft, DeadlineDue)
"""What may come between a decision's signature and its number: the same once more, policies and the clock."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """State: Drafted, Submitted, Returned, ClerkReviewed, SectionReviewed, Signed, Approved, ClosedOut; or Refused,
    Withdrawn, Cancelled."""

    draft: fact.InvitationDrafted
    state: str = "Drafted"
    department: str = ""
    judged_on: date | None = None
    submitted_by: str = ""
    returns: int = 0
    clerk: str = ""
    section_head: str = ""
    close_out_due: date | None = None
    papers: Papers = field(default_factory=Papers)


def decide(state: Invitation | None, command: do.InvitationCommand | DeadlineDue, occasion: Occasion) -> Decision:
    if state is None:
        assert isinstance(command, do.DraftInvitation)
        return draft(command, occasion)
    if not isinstance(command, MEANWHILE) and (refusal := being_numbered(state.papers)):
        return refusal
    match command:
        case do.DraftInvitation():
            return []
        case do.StampInvitation():
            return stamp(state, command, occasion)
        case do.SubmitInvitation():
            return submit(state, command, occasion)
        case do.ReturnInvitation():
            return return_for_completion(state, command, occasion)
        case do.ReviewInvitationAsClerk():
            return review_as_clerk(state, command, occasion)
        case do.ReviewInvitationAsSection():
            return review_as_section(state, command, occasion)
        case do.SignInvitation():
            return sign(state, command, occasion)
        case do.RecordUpperInvitationDecision():
            return record_upper_decision(state, command, occasion)
        case do.RefuseInvitation():
            return refuse_invitation(state, command, occasion)
        case do.WithdrawInvitation():
            return withdraw(state, command, occasion)
        case do.CancelInvitation():
            return cancel(state, command, occasion)
        case do.NoteInvitationNumber():
            return note_number(state, command, occasion)
        case do.NoteGuestsLeft():
            return guests_left(state, command)
        case do.CloseOutInvitation():
            return close_out(state, command, occasion)
        case DeadlineDue():
            return pass_deadline(state, command.deadline)
        case _:
            assert_never(command)


def draft(command: do.DraftInvitation, occasion: Occasion) -> Decision:
    if command.country == "TW":
        return refuse("taiwan", "section 1.2 [S14]", "not Taiwan", "Taiwan", "hand it to the Taiwan Affairs Office")
    fields = {name: getattr(command, name) for name in do.DraftInvitation.__dataclass_fields__}
    return [fact.InvitationDrafted(**fields, by=occasion.actor.signature, at=occasion.now)]


def stamp(state: Invitation, command: do.StampInvitation, occasion: Occasion) -> Decision:
    if state.department:
        return []
    if state.state not in ("Drafted", "Returned"):
        return wrong_state(state, "Drafted or Returned")
    refusal = four_eyes(occasion, {"the draft": state.draft.by})
    if refusal:
        return refusal
    return [
        fact.InvitationStamped(
            invitation_id=command.invitation_id, department=command.department, by=occasion.actor.signature
        )
    ]


def judge(state: Invitation) -> tuple[fact.RuleOutcome, ...]:
    """What can be checked before an officer looks: guests, dates, the line department's stamp [S26]."""
    drafted = state.draft
    days = (drafted.leaves_on - drafted.arrives_on).days + 1
    guests = len(drafted.guests)
    return (
        outcome("guests", f"{ARTICLE} [S26]", "at least 1 guest", guests, guests > 0, "name them"),
        outcome("dates", ARTICLE, "departure not before arrival", f"{days} days", days >= 1, "mend the dates"),
        outcome("stamp", f"{ARTICLE} [S26]", "the line department's stamp", state.department or "none",
                bool(state.department), "have the line department stamp it"),
    )  # fmt: skip


def submit(state: Invitation, command: do.SubmitInvitation, occasion: Occasion) -> Decision:
    if state.state not in ("Drafted", "Returned"):
        return [] if state.state == "Submitted" else wrong_state(state, "Drafted or Returned")
    outcomes = judge(state)
    refusal = four_eyes(occasion, {"the draft": state.draft.by}) or refusal_of(outcomes)
    if refusal:
        return refusal
    return [
        fact.InvitationSubmitted(
            invitation_id=command.invitation_id,
            judged_on=state.judged_on or occasion.today,
            outcomes=outcomes,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def return_for_completion(state: Invitation, command: do.ReturnInvitation, occasion: Occasion) -> Decision:
    if state.state == "Returned":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    if state.returns or not command.missing:
        mend = "judge the case as it is, or refuse it with its reason"
        return refuse("one-list", "told once, completely [S26]", "one list a case", "a second or empty list", mend)
    return [
        fact.InvitationReturnedForCompletion(
            invitation_id=command.invitation_id, missing=command.missing, by=occasion.actor.signature, at=occasion.now
        )
    ]


def review_as_clerk(state: Invitation, command: do.ReviewInvitationAsClerk, occasion: Occasion) -> Decision:
    if state.state == "ClerkReviewed":
        return []
    if state.state != "Submitted":
        return wrong_state(state, "Submitted")
    refusal = four_eyes(occasion, {"the draft": state.draft.by, "the submission": state.submitted_by})
    if refusal:
        return refusal
    return [
        fact.InvitationReviewedByClerk(
            invitation_id=command.invitation_id, by=occasion.actor.signature, at=occasion.now
        )
    ]


def review_as_section(state: Invitation, command: do.ReviewInvitationAsSection, occasion: Occasion) -> Decision:
    if state.state == "SectionReviewed":
        return []
    if state.state != "ClerkReviewed":
        return wrong_state(state, "ClerkReviewed")
    refusal = four_eyes(occasion, {"the draft": state.draft.by, "the clerk's review": state.clerk})
    if refusal:
        return refusal
    return [
        fact.InvitationReviewedBySection(
            invitation_id=command.invitation_id, by=occasion.actor.signature, at=occasion.now
        )
    ]


def sign(state: Invitation, command: do.SignInvitation, occasion: Occasion) -> Decision:
    """Within the office's power the signature approves, as soon as the register has numbered the letter; guests of
    higher rank are decided above, by the request that is numbered then (section 1.3)."""
    if state.state in ("Signed", "Approved"):
        return []
    if state.state != "SectionReviewed":
        return wrong_state(state, "SectionReviewed")
    earlier = {"the clerk's review": state.clerk, "the section's review": state.section_head}
    refusal = four_eyes(occasion, {"the draft": state.draft.by, **earlier}) or refusal_of(judge(state))
    if refusal:
        return refusal
    decides = who_decides_invitation(state.draft.head_rank, state.judged_on or occasion.today)
    signed = fact.InvitationSigned(
        invitation_id=command.invitation_id,
        decides=decides,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    kind: do.DocumentKind = "invitation" if decides == "office" else "request"
    return [signed, ask_number(state.papers, command.invitation_id, "inbound", kind, occasion)]


def note_number(state: Invitation, command: do.NoteInvitationNumber, occasion: Occasion) -> Decision:
    """The signature takes effect: the letter, or the request to the authority above, is issued under its number. A
    letter that follows a decision from above approves nothing more; one whose case has ended is revoked at once."""
    asked = state.papers.waiting.get(command.ask)
    if asked is None:
        return []
    content = content_of(state.draft, asked.kind, state.judged_on)
    paper = numbered(state.papers, asked, command.number, state.draft.unit, content, occasion)
    if asked.kind == "invitation" and state.state == "Signed":
        return [approved(state, command.number, occasion), *paper]
    reason = ENDED.get(state.state)
    return [*paper, *(revoked(Papers(in_force=(paper[-1],)), reason, occasion) if reason else [])]


def record_upper_decision(state: Invitation, command: do.RecordUpperInvitationDecision, occasion: Occasion) -> Decision:
    if state.state in ("Approved", "Refused"):
        return []
    if state.state != "Signed":
        return wrong_state(state, "Signed")
    recorded = fact.UpperInvitationDecisionRecorded(
        invitation_id=command.invitation_id,
        approved=command.approved,
        document=command.document,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    if command.approved:
        letter = ask_number(state.papers, command.invitation_id, "inbound", "invitation", occasion)
        return [recorded, approved(state, command.document, occasion), letter]
    return [recorded, refused(command.invitation_id, f"refused above by {command.document}", occasion)]


def refuse_invitation(state: Invitation, command: do.RefuseInvitation, occasion: Occasion) -> Decision:
    if state.state == "Refused":
        return []
    if state.state not in UNDECIDED:
        return wrong_state(state, "a submitted case that is not decided")
    return [refused(command.invitation_id, command.reason, occasion), *revoked(state.papers, "refused", occasion)]


def refused(invitation_id: UUID, reason: str, occasion: Occasion) -> fact.InvitationRefused:
    return fact.InvitationRefused(
        invitation_id=invitation_id, reason=reason, by=occasion.actor.signature, at=occasion.now
    )


def withdraw(state: Invitation, command: do.WithdrawInvitation, occasion: Occasion) -> Decision:
    if state.state == "Withdrawn":
        return []
    if state.state not in (*UNDECIDED, "Drafted", "Returned"):
        return wrong_state(state, "a case that is not decided")
    return [
        fact.InvitationWithdrawn(
            invitation_id=command.invitation_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        ),
        *revoked(state.papers, "withdrawn", occasion),
    ]


def cancel(state: Invitation, command: do.CancelInvitation, occasion: Occasion) -> Decision:
    if state.state == "Cancelled":
        return []
    if state.state != "Approved":
        return wrong_state(state, "Approved")
    return [
        fact.VisitCancelled(
            visit_id=command.invitation_id,
            direction="inbound",
            unit=state.draft.unit,
            country=state.draft.country,
            reason_code=command.reason_code,
            cancelled_at=occasion.now,
        ),
        *revoked(state.papers, "cancelled", occasion),
        close_out_deadline(command.invitation_id, occasion.today),
    ]


def guests_left(state: Invitation, command: do.NoteGuestsLeft) -> Decision:
    if state.close_out_due is not None or state.state == "ClosedOut":
        return []
    return [
        fact.GuestsLeft(invitation_id=command.invitation_id, left_on=command.left_on),
        close_out_deadline(command.invitation_id, command.left_on),
    ]


def close_out_deadline(invitation_id: UUID, from_day: date) -> fact.CloseOutDeadlineSet:
    due = from_day + timedelta(days=CLOSE_OUT_DAYS)
    return fact.CloseOutDeadlineSet(invitation_id=invitation_id, due_on=due, due_at=end_of_local_day(due))


def close_out(state: Invitation, command: do.CloseOutInvitation, occasion: Occasion) -> Decision:
    if state.state == "ClosedOut":
        return []
    if state.close_out_due is None:
        found, mend = state.state, "close out after the guests have left, or after a cancellation"
        return refuse("close-out", f"{ARTICLE} [S25]", "guests who have left", found, mend)
    return [
        fact.InvitationClosedOut(
            invitation_id=command.invitation_id, closed_on=command.closed_on, by=occasion.actor.signature
        )
    ]


def pass_deadline(state: Invitation, deadline: Any) -> Decision:
    if state.state == "ClosedOut" or deadline.due_on != state.close_out_due:
        return []
    return [fact.CloseOutDeadlinePassed(invitation_id=deadline.invitation_id, due_on=deadline.due_on)]


def approved(state: Invitation, document: str, occasion: Occasion) -> fact.VisitApproved:
    drafted = state.draft
    return fact.VisitApproved(
        visit_id=drafted.invitation_id,
        direction="inbound",
        unit=drafted.unit,
        purpose=drafted.purpose,
        organisation=drafted.organisation,
        country=drafted.country,
        city=drafted.city,
        stops=(),
        party=len(drafted.guests),
        travellers=(),
        head_rank=drafted.head_rank,
        head_title=drafted.head_title,
        starts_on=drafted.arrives_on,
        ends_on=drafted.leaves_on,
        reciprocal=drafted.reciprocal,
        document=document,
        approved_at=occasion.now,
    )


def four_eyes(occasion: Occasion, earlier: dict[str, str]) -> Refusal | None:
    found = [
        Violation("four-eyes", "section 6, separation of duties", f"another person than in {step}", "the same",
                  "have a colleague do this step")
        for step, who in earlier.items()
        if occasion.actor.shares(who)
    ]  # fmt: skip
    return Refusal(tuple(found)) if found else None


def wrong_state(state: Invitation, needed: str) -> Refusal:
    return refuse("state", f"{ARTICLE}, state machine", needed, state.state, "take the steps in their order")


def evolve(state: Invitation | None, happened: InvitationFact) -> Invitation:
    if state is None:
        assert isinstance(happened, fact.InvitationDrafted)
        return Invitation(draft=happened)
    match happened:
        case fact.NumberAsked() | fact.DocumentNumbered() | fact.DocumentSuperseded() | fact.DocumentRevoked():
            return replace(state, papers=evolve_papers(state.papers, happened))
        case fact.InvitationDrafted():
            return state
        case fact.InvitationStamped():
            return replace(state, department=happened.department)
        case fact.InvitationSubmitted():
            return replace(state, state="Submitted", judged_on=happened.judged_on, submitted_by=happened.by)
        case fact.InvitationReturnedForCompletion():
            return replace(state, state="Returned", returns=state.returns + 1)
        case fact.InvitationReviewedByClerk():
            return replace(state, state="ClerkReviewed", clerk=happened.by)
        case fact.InvitationReviewedBySection():
            return replace(state, state="SectionReviewed", section_head=happened.by)
        case fact.InvitationSigned():
            return replace(state, state="Signed")
        case fact.VisitApproved():
            return replace(state, state="Approved")
        case fact.VisitCancelled():
            return replace(state, state="Cancelled")
        case fact.InvitationRefused():
            return replace(state, state="Refused")
        case fact.InvitationWithdrawn():
            return replace(state, state="Withdrawn")
        case fact.CloseOutDeadlineSet():
            return replace(state, close_out_due=happened.due_on)
        case fact.InvitationClosedOut():
            return replace(state, state="ClosedOut")
        case fact.UpperInvitationDecisionRecorded() | fact.GuestsLeft() | fact.CloseOutDeadlinePassed():
            return state
        case _:
            assert_never(happened)


PREPARED = ("InvitationDrafted", "InvitationSubmitted")

INVITATION: Aggregate[Invitation] = Aggregate(
    name="invitation",
    key="invitation_id",
    commands=do.InvitationCommand.__args__,
    opens=(do.DraftInvitation,),
    decide=decide,
    evolve=evolve,
    unit=lambda invitation: invitation.draft.unit,
    apart={
        "InvitationStamped": ("InvitationDrafted",),
        "InvitationSubmitted": ("InvitationDrafted",),
        "InvitationReviewedByClerk": PREPARED,
        "InvitationReviewedBySection": (*PREPARED, "InvitationReviewedByClerk"),
        "InvitationSigned": (*PREPARED, "InvitationReviewedByClerk", "InvitationReviewedBySection"),
        "UpperInvitationDecisionRecorded": PREPARED,
        "InvitationRefused": PREPARED,
    },
)
