"""An invitation to foreign guests, command by command."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.document import digest_of
from services.approvals.invitation import INVITATION
from services.approvals.invitation_content import content_of
from shared.aggregate import DeadlineDue
from shared.times import end_of_local_day
from tests.approvals import examples as e
from tests.scenario import MOMENT, given

ID = e.INVITATION_ID


def drafted(**changes: Any) -> fact.InvitationDrafted:
    command = replace(e.draft_invitation, **changes)
    return fact.InvitationDrafted(**vars(command), by="wang", at=MOMENT)


stamped = fact.InvitationStamped(invitation_id=ID, department=e.BUREAU, by="zhao")
submitted = fact.InvitationSubmitted(invitation_id=ID, judged_on=e.TODAY, outcomes=(), by="zhao", at=MOMENT)
by_clerk = fact.InvitationReviewedByClerk(invitation_id=ID, by="sun", at=MOMENT)
by_section = fact.InvitationReviewedBySection(invitation_id=ID, by="li", at=MOMENT)
NUMBER = "筑外邀〔2026〕1号"
signed = fact.InvitationSigned(invitation_id=ID, decides="office", by="zhou", at=MOMENT)
approved = replace(
    e.approved,
    visit_id=ID,
    direction="inbound",
    purpose="tea",
    stops=(),
    party=1,
    travellers=(),
    head_title="Mayor of Tripoli",
    starts_on=date(2026, 12, 1),
    ends_on=date(2026, 12, 3),
    document=NUMBER,
)


def asked(kind: Any = "invitation", ask: int = 1) -> fact.NumberAsked:
    return replace(e.asked(kind, ask=ask), visit_id=ID, direction="inbound")


content = content_of(drafted(), "invitation", e.TODAY)
letter = replace(
    e.paper(NUMBER),
    visit_id=ID,
    direction="inbound",
    kind="invitation",
    languages=("zh", "en"),
    content=content,
    digest=digest_of(content),
    valid_from=content.starts_on,
    valid_until=content.ends_on,
)
REVIEWED = (drafted(), stamped, submitted, by_clerk, by_section)
APPROVED = (*REVIEWED, signed, asked(), approved, letter)
left = fact.GuestsLeft(invitation_id=ID, left_on=date(2026, 12, 3))
close_out_due = fact.CloseOutDeadlineSet(
    invitation_id=ID, due_on=date(2027, 1, 2), due_at=end_of_local_day(date(2027, 1, 2))
)
sign = do.SignInvitation(invitation_id=ID)
close_out = do.CloseOutInvitation(invitation_id=ID, closed_on=date(2026, 12, 20))


def test_a_draft_is_kept_and_taiwan_redirected() -> None:
    """Nothing else is asked of a draft."""
    given(INVITATION).when(e.draft_invitation, by=e.WANG).then(drafted())
    given(INVITATION).when(replace(e.draft_invitation, country="TW"), by=e.WANG).refused("taiwan")


def test_a_submission_needs_guests_dates_and_the_stamp() -> None:
    """All told at once [S26]."""
    submit = do.SubmitInvitation(invitation_id=ID)
    given(INVITATION, drafted(), stamped).when(submit, by=e.ZHAO).then_kinds(fact.InvitationSubmitted)
    wrong = drafted(guests=(), leaves_on=date(2026, 11, 30))
    given(INVITATION, wrong).when(submit, by=e.ZHAO).refused("guests", "dates", "stamp")
    given(INVITATION, drafted(), stamped).when(submit, by=e.WANG).refused("four-eyes")


def test_the_stamp_is_not_the_drafters() -> None:
    """Another person of the line department."""
    stamp = do.StampInvitation(invitation_id=ID, department=e.BUREAU)
    given(INVITATION, drafted()).when(stamp, by=e.ZHAO).then(stamped)
    given(INVITATION, drafted()).when(stamp, by=e.WANG).refused("four-eyes")


def test_missing_papers_are_told_once() -> None:
    """One list a case."""
    ask = do.ReturnInvitation(invitation_id=ID, missing=("visas",))
    back = fact.InvitationReturnedForCompletion(invitation_id=ID, missing=("visas",), by="sun", at=MOMENT)
    given(INVITATION, *REVIEWED[:3]).when(ask, by=e.SUN).then(back)
    given(INVITATION, *REVIEWED[:3], back, submitted).when(ask, by=e.SUN).refused("one-list")


def test_the_chain_of_review_is_of_different_people() -> None:
    """Clerk, section head, director."""
    clerk = do.ReviewInvitationAsClerk(invitation_id=ID)
    section = do.ReviewInvitationAsSection(invitation_id=ID)
    given(INVITATION, *REVIEWED[:3]).when(clerk, by=e.SUN).then(by_clerk)
    given(INVITATION, *REVIEWED[:3]).when(clerk, by=e.ZHAO).refused("four-eyes")
    given(INVITATION, *REVIEWED[:4]).when(section, by=e.LI).then(by_section)
    given(INVITATION, *REVIEWED[:4]).when(section, by=e.SUN).refused("four-eyes")
    given(INVITATION, *REVIEWED).when(sign, by=e.SUN).refused("four-eyes")
    given(INVITATION, *REVIEWED[:4]).when(sign, by=e.ZHOU).refused("state")


def test_guests_of_low_rank_are_approved_here() -> None:
    """The signature asks for the letter's number; with it the invitation is approved, and told to the others."""
    given(INVITATION, *REVIEWED).when(sign, by=e.ZHOU).then(signed, asked())
    note = do.NoteInvitationNumber(invitation_id=ID, ask=1, number=NUMBER)
    given(INVITATION, *REVIEWED, signed, asked()).when(note).then(approved, letter)
    given(INVITATION, *APPROVED).when(note).then()
    given(INVITATION, *REVIEWED, signed, asked()).when(do.WithdrawInvitation(invitation_id=ID, reason="x")).refused(
        "number"
    )


def test_a_vice_minister_is_decided_by_the_province() -> None:
    """Signed, then decided above with its document number."""
    history = (drafted(head_rank="vice_minister"), *REVIEWED[1:])
    given(INVITATION, *history).when(sign, by=e.ZHOU).then_kinds(fact.InvitationSigned, fact.NumberAsked)
    up = replace(signed, decides="province")
    yes = do.RecordUpperInvitationDecision(invitation_id=ID, approved=True, document="黔外 3")
    given(INVITATION, *history, up).when(yes, by=e.ZHENG).then_kinds(
        fact.UpperInvitationDecisionRecorded, fact.VisitApproved, fact.NumberAsked
    )
    no = replace(yes, approved=False)
    given(INVITATION, *history, up).when(no, by=e.ZHENG).then_kinds(
        fact.UpperInvitationDecisionRecorded, fact.InvitationRefused
    )


def test_refused_withdrawn_cancelled() -> None:
    """Before the decision it is taken back or refused, after it cancelled; a cancelled one is closed out too."""
    given(INVITATION, *REVIEWED).when(do.RefuseInvitation(invitation_id=ID, reason="x"), by=e.SUN).then_kinds(
        fact.InvitationRefused
    )
    withdraw = do.WithdrawInvitation(invitation_id=ID, reason="x")
    given(INVITATION, drafted()).when(withdraw, by=e.WANG).then_kinds(fact.InvitationWithdrawn)
    given(INVITATION, *APPROVED).when(withdraw, by=e.WANG).refused("state")
    cancel = do.CancelInvitation(invitation_id=ID, reason_code="guests_ill")
    given(INVITATION, *APPROVED).when(cancel, by=e.SUN).then_kinds(
        fact.VisitCancelled, fact.DocumentRevoked, fact.CloseOutDeadlineSet
    )
    given(INVITATION, *REVIEWED).when(cancel, by=e.SUN).refused("state")


def test_the_close_out_begins_when_the_guests_have_left() -> None:
    """Thirty days [S25]; late is noted once, in time is not."""
    note = do.NoteGuestsLeft(invitation_id=ID, left_on=date(2026, 12, 3))
    given(INVITATION, *APPROVED).when(note).then(left, close_out_due)
    given(INVITATION, *APPROVED, left, close_out_due).when(note).then()
    given(INVITATION, *APPROVED).when(close_out, by=e.WANG).refused("close-out")
    closed = fact.InvitationClosedOut(invitation_id=ID, closed_on=date(2026, 12, 20), by="wang")
    given(INVITATION, *APPROVED, left, close_out_due).when(close_out, by=e.WANG).then(closed)
    due = DeadlineDue(deadline=close_out_due)
    late = fact.CloseOutDeadlinePassed(invitation_id=ID, due_on=date(2027, 1, 2))
    given(INVITATION, *APPROVED, left, close_out_due).when(due).then(late)
    given(INVITATION, *APPROVED, left, close_out_due, closed).when(due).then()


@pytest.mark.parametrize(
    ("history", "command"),
    [
        (REVIEWED[:1], e.draft_invitation),
        (REVIEWED[:2], do.StampInvitation(invitation_id=ID, department="x")),
        (REVIEWED[:3], do.SubmitInvitation(invitation_id=ID)),
        (REVIEWED[:4], do.ReviewInvitationAsClerk(invitation_id=ID)),
        (REVIEWED, do.ReviewInvitationAsSection(invitation_id=ID)),
        (APPROVED, sign),
        (APPROVED, do.RecordUpperInvitationDecision(invitation_id=ID, approved=True, document="x")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_repeated_command_yields_nothing(history: tuple[Any, ...], command: Any) -> None:
    """Already done is no error and no second fact."""
    given(INVITATION, *history).when(command, by=e.ZHAO).then()
