"""An invitation to foreign guests from the draft to the decision, command by command."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.authority.authority import TABLES
from services.approvals.authority.book import OFFICE_AUTHORITY, AuthorityBook
from services.approvals.invitation.invitation import INVITATION
from shared.aggregate import Occasion
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.scenario import MOMENT, given

ID = i.ID
DRAFT = do.DraftInvitation(invitation_id=ID, invitation=i.PLAN)
STAMP = do.StampInvitation(invitation_id=ID, department=e.BUREAU)
VOUCH = do.VouchForInvitation(invitation_id=ID, signatory=i.SIGNATORY, post="deputy head")
SUBMIT = do.SubmitInvitation(invitation_id=ID)
CLERK = do.ReviewInvitationAsClerk(invitation_id=ID)
SECTION = do.ReviewInvitationAsSection(invitation_id=ID)
SIGN = do.SignInvitation(invitation_id=ID)
NOTE = do.NoteInvitationNumber(invitation_id=ID, ask=1, number=i.NUMBER)
REPORT = do.ReportInvitationUp(invitation_id=ID)
ABOVE = do.RecordUpperInvitationDecision(invitation_id=ID, approved=True, document="黔外 3", decided_on=e.TODAY)
VICE_MINISTER = i.with_guest(rank="vice_minister")
SIGNED_UP = (*i.reviewed(VICE_MINISTER), i.signed("province", VICE_MINISTER))


def revise(invitation: do.InvitationPlan) -> do.ReviseInvitation:
    return do.ReviseInvitation(invitation_id=ID, invitation=invitation)


def test_a_draft_is_kept_and_taiwan_redirected() -> None:
    """Nothing else is asked of a draft; a guest from Taiwan is redirected as well as a partner there."""
    given(INVITATION).when(DRAFT, by=e.WANG).then(i.drafted())
    for elsewhere in (i.plan(country="TW"), i.with_guest(nationality="TW")):
        given(INVITATION).when(replace(DRAFT, invitation=elsewhere), by=e.WANG).refused("taiwan")
        given(INVITATION, *i.DRAFT).when(revise(elsewhere), by=e.WANG).refused("taiwan")


def test_a_submission_is_told_all_that_is_missing_at_once() -> None:
    """One complete list [S26]."""
    given(INVITATION, *i.DRAFT).when(SUBMIT, by=e.ZHAO).refused("stamp", "truth")
    given(INVITATION, *i.PREPARED).when(SUBMIT, by=e.ZHAO).then(i.submitted())
    given(INVITATION, *i.PREPARED).when(SUBMIT, by=e.WANG).refused("four-eyes")
    bare = i.plan(guests=(), guarantor=None, leaves_on=date(2026, 11, 1))
    given(INVITATION, i.drafted(bare)).when(SUBMIT, by=e.ZHAO).refused("guests", "dates", "stamp", "truth", "guarantor")


def test_stamp_and_statement_are_not_the_drafters() -> None:
    """Another person of the line department, and a signatory of the unit."""
    given(INVITATION, *i.DRAFT).when(STAMP, by=e.ZHAO).then(i.stamped)
    given(INVITATION, *i.DRAFT).when(STAMP, by=e.WANG).refused("four-eyes")
    given(INVITATION, *i.DRAFT, i.stamped).when(VOUCH, by=e.ZHAO).then(i.vouched)
    given(INVITATION, *i.DRAFT).when(VOUCH, by=e.WANG).refused("four-eyes")
    given(INVITATION, *i.SUBMITTED).when(replace(VOUCH, post="x"), by=e.ZHAO).then()
    given(INVITATION, i.drafted(), i.stamped, i.submitted()).when(VOUCH, by=e.ZHAO).refused("state")


def test_a_revised_invitation_is_vouched_for_anew() -> None:
    """The statement was about what it said before; the stamp only about the task and who is invited."""
    longer = i.plan(leaves_on=date(2026, 12, 5))
    revised = fact.InvitationRevised(invitation_id=ID, invitation=longer, stamp_kept=True, by="wang", at=MOMENT)
    given(INVITATION, *i.PREPARED).when(revise(longer), by=e.WANG).then(revised)
    given(INVITATION, *i.PREPARED, revised).when(SUBMIT, by=e.ZHAO).refused("truth")
    given(INVITATION, *i.PREPARED, revised, i.vouched).when(SUBMIT, by=e.ZHAO).then_kinds(fact.InvitationSubmitted)
    alone = i.plan(guests=(i.GUEST,))
    other = replace(revised, invitation=alone, stamp_kept=False)
    given(INVITATION, *i.PREPARED).when(revise(alone), by=e.WANG).then(other)
    given(INVITATION, *i.PREPARED, other).when(SUBMIT, by=e.ZHAO).refused("stamp", "truth")
    given(INVITATION, *i.PREPARED).when(revise(i.PLAN), by=e.WANG).then()
    given(INVITATION, *i.SUBMITTED).when(revise(longer), by=e.WANG).refused("state")


def test_missing_papers_are_told_once() -> None:
    """One list a case; a completed case is judged by the set of its first submission."""
    ask = do.ReturnInvitation(invitation_id=ID, missing=("the contract",))
    given(INVITATION, *i.SUBMITTED).when(ask, by=e.SUN).then(i.returned)
    given(INVITATION, *i.SUBMITTED).when(replace(ask, missing=()), by=e.SUN).refused("one-list")
    again = given(INVITATION, *i.SUBMITTED, i.returned).when(SUBMIT, by=e.ZHAO, now=i.AFTER).decision
    assert isinstance(again, list)
    assert again[0].judged_on == e.TODAY
    given(INVITATION, *i.SUBMITTED, i.returned, *again).when(ask, by=e.SUN).refused("one-list")
    given(INVITATION, *i.DRAFT).when(ask, by=e.SUN).refused("state")


def test_whoever_reads_the_case_is_told_of_the_units_overdue_close_outs() -> None:
    """Once for each submission; nobody is kept from deciding."""
    note = do.NoteInviterStanding(invitation_id=ID, overdue=2)
    noted = fact.InviterStandingNoted(invitation_id=ID, overdue=2, at=MOMENT)
    given(INVITATION, *i.SUBMITTED).when(note).then(noted)
    given(INVITATION, *i.SUBMITTED, noted).when(note).then()
    given(INVITATION, *i.SUBMITTED, noted).when(CLERK, by=e.SUN).then(i.by_clerk)
    given(INVITATION, *i.SUBMITTED, noted, i.returned, i.submitted()).when(note).then(noted)


def test_the_chain_of_review_is_of_different_people() -> None:
    """Clerk, section head, director; none before the other."""
    given(INVITATION, *i.SUBMITTED).when(CLERK, by=e.SUN).then(i.by_clerk)
    given(INVITATION, *i.SUBMITTED, i.by_clerk).when(SECTION, by=e.LI).then(i.by_section)
    given(INVITATION, *i.SUBMITTED).when(SECTION, by=e.LI).refused("state")
    given(INVITATION, *i.SUBMITTED, i.by_clerk).when(SIGN, by=e.ZHOU).refused("state")
    given(INVITATION, *i.DRAFT).when(CLERK, by=e.SUN).refused("state")


def test_guests_of_low_rank_are_approved_here() -> None:
    """The signature asks for the letter's number; with it the letter is issued, and the others are told."""
    given(INVITATION, *i.REVIEWED).when(SIGN, by=e.ZHOU).then(i.signed(), i.number_asked())
    waiting = (*i.REVIEWED, i.signed(), i.number_asked())
    given(INVITATION, *waiting).when(NOTE).then(i.approved, i.issued, i.stay_due, i.paper())
    given(INVITATION, *waiting).when(SIGN, by=e.ZHOU).then()
    given(INVITATION, *waiting).when(do.WithdrawInvitation(invitation_id=ID, reason="x"), by=e.WANG).refused("number")
    given(INVITATION, *i.APPROVED).when(NOTE).then()


@pytest.mark.parametrize(
    ("guest", "decides"),
    [
        ({"rank": "bureau"}, "office"),
        ({"rank": "vice_minister"}, "province"),
        ({"rank": "minister", "former": True}, "province"),
        ({"rank": "vice_minister", "former": True}, "office"),
        ({"rank": "staff", "parliament": True}, "province"),
        ({"rank": "minister"}, "state_council"),
        ({"rank": "state_leader", "former": True}, "state_council"),
        ({"rank": "minister", "parliament": True}, "state_council"),
    ],
)
def test_the_guests_standing_says_who_decides(guest: dict[str, Any], decides: str) -> None:
    """Section 1.3 [S15]: also former ministers and heads of state, and important members of parliament."""
    invitation = i.with_guest(**guest)
    first, *rest = given(INVITATION, *i.reviewed(invitation)).when(SIGN, by=e.ZHOU).decision
    assert decides == first.decides
    assert bool(rest) == (decides == "office")


def test_a_vice_minister_is_reported_up_and_decided_by_the_province() -> None:
    """By the vice-mayor, with a numbered request; the answer comes with its number and date, and the letter, which has
    one of the office's own, follows it."""
    given(INVITATION, *SIGNED_UP).when(REPORT, by=e.WU).then(i.reported(), i.number_asked("request", by="wu"))
    given(INVITATION, *SIGNED_UP).when(REPORT, by=e.ZHOU).refused("authority")
    up = (*SIGNED_UP, i.reported())
    answer = fact.UpperInvitationDecisionRecorded(
        invitation_id=ID, approved=True, document="黔外 3", decided_on=e.TODAY, reason=None, by="zheng", at=MOMENT
    )
    recorded, visit, letter, stay, asked = given(INVITATION, *up).when(ABOVE, by=e.ZHENG).decision
    assert (answer, i.stay_due) == (recorded, stay)
    done = (*up, recorded, visit, letter, stay, asked)
    (paper,) = given(INVITATION, *done).when(NOTE).decision
    assert (paper.kind, paper.number, paper.signed_by) == ("invitation", i.NUMBER, "zheng")
    assert (visit.document, visit.head_rank) == ("黔外 3", "vice_minister")
    assert (letter.document, letter.decided_by, letter.supersedes) == ("黔外 3", "province", "")


def test_an_answer_has_a_day_between_the_report_and_today() -> None:
    """A day to come, or before the report, is a slip."""
    up = (*SIGNED_UP, i.reported())
    for day in (date(2026, 11, 22), date(2026, 11, 24)):
        given(INVITATION, *up).when(replace(ABOVE, decided_on=day), by=e.ZHENG).refused("dates")
    given(INVITATION, *SIGNED_UP).when(ABOVE, by=e.ZHENG).refused("state")
    given(INVITATION, *i.REVIEWED).when(REPORT, by=e.WU).refused("state")


def test_a_table_that_the_office_adopted_decides() -> None:
    """The one in force at the first submission, whatever is adopted until the signature."""
    first = replace(TABLES[0].rows[-1], row="G1", decides="province", number="黔府发 1", article="art 6")
    table = replace(TABLES[0], effective_from=e.TODAY, rows=(first, *TABLES[0].rows))
    beside = {OFFICE_AUTHORITY: AuthorityBook({e.TODAY: table})}
    submission = INVITATION.decide(INVITATION.fold(i.PREPARED), SUBMIT, Occasion(e.ZHAO, MOMENT, beside))
    assert isinstance(submission, list)
    assert list(INVITATION.looks_at(None, SUBMIT, Occasion(e.ZHAO, MOMENT))) == [OFFICE_AUTHORITY]
    history = (*i.PREPARED, *submission, i.by_clerk, i.by_section)
    (signature,) = given(INVITATION, *history).when(SIGN, by=e.ZHOU).decision
    assert (signature.decides, signature.row, signature.article) == ("province", "G1", "黔府发 1, art 6")


def test_the_level_above_may_want_it_mended() -> None:
    """It goes back to the unit, and through every review anew."""
    back = do.ReturnInvitationFromAbove(invitation_id=ID, document="黔外 2", missing=("the contract",))
    up = (*SIGNED_UP, i.reported())
    returned = fact.InvitationReturnedFromAbove(
        invitation_id=ID, document="黔外 2", missing=("the contract",), decided_on=e.TODAY, by="zheng", at=MOMENT
    )
    given(INVITATION, *up).when(back, by=e.ZHENG).then(returned)
    given(INVITATION, *up, returned).when(back, by=e.ZHENG).then()
    given(INVITATION, *up).when(replace(back, missing=()), by=e.ZHENG).refused("one-list")
    given(INVITATION, *up).when(replace(back, decided_on=date(2026, 11, 24)), by=e.ZHENG).refused("dates")
    given(INVITATION, *SIGNED_UP).when(back, by=e.ZHENG).refused("state")
    given(INVITATION, *up, returned).when(SUBMIT, by=e.ZHAO).then_kinds(fact.InvitationSubmitted)
    given(INVITATION, *up, returned).when(SIGN, by=e.ZHOU).refused("state")


def test_what_is_refused_above_stays_refused() -> None:
    """What the office refused itself it may reconsider; the reviews are done anew."""
    no = replace(ABOVE, approved=False, reason="too many", decided_on=None)
    above = given(INVITATION, *SIGNED_UP, i.reported()).when(no, by=e.ZHENG).decision
    assert [fact.UpperInvitationDecisionRecorded, fact.InvitationRefused] == [type(it) for it in above]
    assert (above[0].decided_on, above[1].reason) == (e.TODAY, "refused above by 黔外 3: too many")
    again = do.ReconsiderInvitation(invitation_id=ID, reason="new papers")
    given(INVITATION, *SIGNED_UP, i.reported(), *above).when(again, by=e.SUN).refused("authority")
    refused = fact.InvitationRefused(invitation_id=ID, reason="x", by="sun", at=MOMENT)
    given(INVITATION, *i.REVIEWED).when(do.RefuseInvitation(invitation_id=ID, reason="x"), by=e.SUN).then(refused)
    given(INVITATION, *i.REVIEWED, refused).when(again, by=e.LI).then_kinds(fact.InvitationReconsidered)
    given(INVITATION, *i.REVIEWED, refused).when(again, by=e.SUN).refused("four-eyes")
    given(INVITATION, *i.REVIEWED).when(again, by=e.LI).refused("state")
    given(INVITATION, *i.DRAFT).when(do.RefuseInvitation(invitation_id=ID, reason="x"), by=e.SUN).refused("state")


def test_withdrawn_and_resumed() -> None:
    """Until it is decided; then it may be submitted as it was, and is reviewed anew."""
    withdraw = do.WithdrawInvitation(invitation_id=ID, reason="x")
    withdrawn = fact.InvitationWithdrawn(invitation_id=ID, reason="x", by="wang", at=MOMENT)
    resume = do.ResumeInvitation(invitation_id=ID)
    resumed = fact.InvitationResumed(invitation_id=ID, by="wang", at=MOMENT)
    given(INVITATION, *i.REVIEWED).when(withdraw, by=e.WANG).then(withdrawn)
    given(INVITATION, *i.APPROVED).when(withdraw, by=e.WANG).refused("state")
    given(INVITATION, *i.REVIEWED, withdrawn).when(resume, by=e.WANG).then(resumed)
    given(INVITATION, *i.REVIEWED, withdrawn, resumed).when(SUBMIT, by=e.ZHAO).then(i.submitted())
    given(INVITATION, *i.REVIEWED, withdrawn, resumed).when(SIGN, by=e.ZHOU).refused("state")
    given(INVITATION, *i.REVIEWED).when(resume, by=e.WANG).refused("state")
    given(INVITATION, *i.DRAFT, withdrawn).when(STAMP, by=e.ZHAO).refused("state")


@pytest.mark.parametrize(
    ("history", "command"),
    [
        (i.DRAFT, DRAFT),
        (i.PREPARED, STAMP),
        (i.PREPARED, VOUCH),
        (i.SUBMITTED, SUBMIT),
        ((*i.SUBMITTED, i.returned), do.ReturnInvitation(invitation_id=ID, missing=("x",))),
        ((*i.SUBMITTED, i.by_clerk), CLERK),
        (i.REVIEWED, SECTION),
        (i.APPROVED, SIGN),
        ((*SIGNED_UP, i.reported()), REPORT),
        (i.APPROVED, ABOVE),
        (
            (*i.REVIEWED, fact.InvitationRefused(invitation_id=ID, reason="x", by="sun", at=MOMENT)),
            do.RefuseInvitation(invitation_id=ID, reason="x"),
        ),
        (
            (*i.DRAFT, fact.InvitationWithdrawn(invitation_id=ID, reason="x", by="wang", at=MOMENT)),
            do.WithdrawInvitation(invitation_id=ID, reason="x"),
        ),
        (i.DRAFT, do.ResumeInvitation(invitation_id=ID)),
        ((*i.SUBMITTED, i.returned), do.ReconsiderInvitation(invitation_id=ID, reason="x")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_repeated_command_yields_nothing(history: tuple[Any, ...], command: Any) -> None:
    """Already done is no error and no second fact."""
    given(INVITATION, *history).when(command, by=e.ZHAO).then()
