"""What becomes of an approved invitation: amended, outgrown by a promoted guest, cancelled; and envoys passed on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.invitation.invitation import INVITATION
from shared.aggregate import DeadlineDue
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.approvals.test_invitation import ABOVE, REPORT, SIGN, SIGNED_UP, VOUCH
from tests.scenario import MOMENT, given

ID = i.ID
LONGER = i.plan(leaves_on=date(2026, 12, 5))
ASK = do.RequestInvitationAmendment(invitation_id=ID, invitation=LONGER, reason="the tea fair")
asked = fact.InvitationAmendmentRequested(
    invitation_id=ID, invitation=LONGER, stamp_kept=True, decides="office", reason="the tea fair", by="wang", at=MOMENT
)
AMEND = do.AmendInvitation(invitation_id=ID)
NOTE = do.NoteInvitationNumber(invitation_id=ID, ask=2, number=i.NEW)
ABOVE_ITS = replace(AMEND, document="国函 8")
CANCEL = do.CancelInvitation(invitation_id=ID, reason_code="guests_ill")


def post(rank: Any, title: str = "Minister of Agriculture", former: bool = False) -> do.ChangeGuestPost:
    return do.ChangeGuestPost(invitation_id=ID, person_id=i.NIKOS, post=title, rank=rank, former=former)


def changed(rank: Any, title: str = "Minister of Agriculture", head_rank: Any = None) -> fact.GuestPostChanged:
    return fact.GuestPostChanged(
        invitation_id=ID, person_id=i.NIKOS, post=title, rank=rank, former=False, head_rank=head_rank or rank,
        head_title=title, by="wang", at=MOMENT,
    )  # fmt: skip


def outgrown(decides: Any, document: str = i.NUMBER) -> fact.InvitationOutgrown:
    return fact.InvitationOutgrown(invitation_id=ID, kind="guests", decides=decides, document=document, at=MOMENT)


def then(history: tuple[Any, ...], command: Any, by: Any, now: datetime = MOMENT) -> tuple[Any, ...]:
    """The history with what follows from the command."""
    decision = given(INVITATION, *history).when(command, by=by, now=now).decision
    assert isinstance(decision, list), decision
    return (*history, *decision)


def test_an_amendment_supersedes_the_earlier_letter() -> None:
    """Asked for by the unit, vouched for anew, granted by a document of its own; the others are told."""
    given(INVITATION, *i.APPROVED).when(ASK, by=e.WANG).then(asked)
    given(INVITATION, *i.APPROVED, asked).when(ASK, by=e.WANG).then()
    given(INVITATION, *i.APPROVED, asked).when(AMEND, by=e.ZHOU).refused("truth")
    ready = (*i.APPROVED, asked, i.vouched)
    granted = then(ready, AMEND, e.ZHOU)
    assert [type(it) for it in granted[-2:]] == [fact.InvitationAmendmentGranted, fact.NumberAsked]
    given(INVITATION, *granted).when(AMEND, by=e.ZHOU).then()
    given(INVITATION, *granted).when(CANCEL, by=e.SUN).refused("number")
    amended, visit, letter, stay, ended, paper = given(INVITATION, *granted).when(NOTE).decision
    assert (amended.invitation, amended.supersedes, amended.decides) == (LONGER, i.NUMBER, "office")
    assert (amended.by, paper) == ("zhou", i.paper(i.NEW, LONGER, ask=2))
    assert (ended.number, ended.by_number) == (i.NUMBER, i.NEW)
    assert (visit.direction, visit.document, visit.supersedes) == ("inbound", i.NEW, i.NUMBER)
    assert (letter.document, letter.supersedes, letter.leaves_on) == (i.NEW, i.NUMBER, date(2026, 12, 5))
    assert date(2026, 12, 5) == stay.due_on
    done = (*granted, amended, visit, letter, stay, ended, paper)
    given(INVITATION, *done).when(AMEND, by=e.ZHOU).refused("amendment")
    given(INVITATION, *done).when(DeadlineDue(deadline=i.stay_due)).then()


def test_an_amendment_is_of_the_same_task() -> None:
    """Another task is another invitation; no change is none; nothing is amended that nobody asked for."""
    for other in (replace(LONGER, purpose="coffee"), i.PLAN):
        given(INVITATION, *i.APPROVED).when(replace(ASK, invitation=other), by=e.WANG).refused("amendment")
    given(INVITATION, *i.APPROVED).when(AMEND, by=e.ZHOU).refused("amendment")
    given(INVITATION, *i.REVIEWED).when(ASK, by=e.WANG).refused("state")
    same_number = replace(AMEND, document=i.NUMBER)
    given(INVITATION, *i.APPROVED, asked, i.vouched).when(same_number, by=e.ZHOU).refused("amendment")
    given(INVITATION, *i.APPROVED, asked, i.vouched).when(ABOVE_ITS, by=e.ZHOU).refused("number")


def test_another_guest_is_stamped_and_decided_on_anew() -> None:
    """By the level that decides on the guests as they shall be."""
    third = replace(i.SECOND, person_id=i.ID, post="Minister", rank="minister")
    more = replace(ASK, invitation=i.plan(guests=(*i.PLAN.guests, third)))
    history = then(i.APPROVED, more, e.WANG)
    assert (history[-1].stamp_kept, history[-1].decides) == (False, "state_council")
    given(INVITATION, *history).when(ABOVE_ITS, by=e.ZHENG).refused("stamp", "truth")
    given(INVITATION, *history, i.stamped, i.vouched).when(AMEND, by=e.ZHOU).refused("authority")
    given(INVITATION, *history, i.stamped, i.vouched).when(AMEND, by=e.ZHENG).refused("number")
    _, visit, letter, number = given(INVITATION, *history, i.stamped, i.vouched).when(ABOVE_ITS, by=e.ZHENG).decision
    assert (letter.document, number.kind) == ("国函 8", "invitation")
    assert (visit.head_rank, visit.party, letter.decided_by) == ("minister", 3, "state_council")


def test_a_dropped_amendment_leaves_what_was() -> None:
    """Stamp and statement of the approved invitation count again; a second one may be asked for."""
    drop = do.DropInvitationAmendment(invitation_id=ID)
    history = then((*i.APPROVED, asked), drop, e.ZHAO)
    given(INVITATION, *history).when(drop, by=e.ZHAO).then()
    given(INVITATION, *history).when(VOUCH, by=e.ZHAO).then()
    given(INVITATION, *history).when(ASK, by=e.WANG).then(asked)


def test_a_second_amendment_takes_the_place_of_the_first() -> None:
    """What was stamped of the approved invitation is still stamped, whatever was asked for in between."""
    alone = replace(ASK, invitation=i.plan(guests=(i.GUEST,)))
    history = then(then(i.APPROVED, alone, e.WANG), ASK, e.WANG)
    given(INVITATION, *history, i.vouched).when(AMEND, by=e.ZHOU).then_kinds(
        fact.InvitationAmendmentGranted, fact.NumberAsked
    )


def test_guests_who_are_here_may_be_granted_a_longer_stay() -> None:
    """They stay where they are; the day of leaving moves."""
    history = then(then((*i.ARRIVED, asked, i.vouched), AMEND, e.ZHOU), NOTE, e.ZHOU)
    state = INVITATION.fold(history)
    assert state is not None
    assert ("Arrived", date(2026, 12, 5), i.NEW) == (state.state, state.stay_due, state.document)


def test_guest_promoted_to_minister_before_arrival() -> None:
    """The office's approval no longer suffices, and its letter is revoked. The case goes up to the State Council, whose
    document supersedes the office's; a new letter follows."""
    given(INVITATION, *i.APPROVED).when(post("minister"), by=e.WANG).then(
        changed("minister"), outgrown("state_council"), i.revoked("promoted")
    )
    up = (*i.APPROVED, changed("minister"), outgrown("state_council"), i.revoked("promoted"))
    given(INVITATION, *up).when(post("minister"), by=e.WANG).then()
    given(INVITATION, *up).when(SIGN, by=e.ZHOU).then()
    reported = i.reported("state_council", ("state_council",), row="8")
    given(INVITATION, *up).when(REPORT, by=e.WU).then(reported, i.number_asked("request", 2, "wu"))
    recorded, visit, letter, number = given(INVITATION, *up, reported).when(ABOVE, by=e.ZHENG).decision
    assert recorded.approved
    assert (number.kind, number.ask) == ("invitation", 2)
    assert (visit.document, visit.supersedes, visit.head_rank) == ("黔外 3", i.NUMBER, "minister")
    assert (
        letter.decided_by, letter.supersedes, letter.head_title,
    ) == ("state_council", i.NUMBER, "Minister of Agriculture")  # fmt: skip


def test_what_is_refused_above_of_an_outgrown_approval_is_cancelled() -> None:
    """The approval falls with it; others are told, and it is closed out."""
    up = (
        *i.APPROVED,
        changed("minister"),
        outgrown("state_council"),
        i.revoked("promoted"),
        i.reported("state_council"),
    )
    given(INVITATION, *up).when(replace(ABOVE, approved=False), by=e.ZHENG).then_kinds(
        fact.UpperInvitationDecisionRecorded, fact.VisitCancelled, fact.CloseOutDeadlineSet,
        fact.InvitationReminderSet, fact.InvitationReminderSet,
    )  # fmt: skip
    refuse = do.RefuseInvitation(invitation_id=ID, reason="x")
    given(INVITATION, *up).when(refuse, by=e.SUN).refused("state")
    gone = then(up, replace(ABOVE, approved=False), e.ZHENG)
    given(INVITATION, *gone).when(ABOVE, by=e.ZHENG).then()
    given(INVITATION, *up).when(do.WithdrawInvitation(invitation_id=ID, reason="x"), by=e.WANG).refused("state")
    given(INVITATION, *up).when(CANCEL, by=e.SUN).then_kinds(
        fact.VisitCancelled, fact.CloseOutDeadlineSet, fact.InvitationReminderSet, fact.InvitationReminderSet
    )
    back = do.ReturnInvitationFromAbove(invitation_id=ID, document="国函 6", missing=("x",))
    given(INVITATION, *up).when(back, by=e.ZHENG).refused("state")


def test_a_promotion_that_was_a_mistake_is_taken_back() -> None:
    """The office's approval suffices again, under its own number; the letter, which was revoked, gets a new one."""
    up = (*i.APPROVED, changed("minister"), outgrown("state_council"), i.revoked("promoted"))
    back, again, visit, number = given(INVITATION, *up).when(post("division", "Mayor of Tripoli"), by=e.WANG).decision
    assert (fact.GuestPostChanged, i.NUMBER) == (type(back), again.document)
    assert (visit.document, visit.supersedes, visit.head_rank) == (i.NUMBER, i.NUMBER, "division")
    numbered = then((*up, back, again, visit, number), NOTE, e.SUN)
    assert (numbered[-1].number, numbered[-1].kind) == (i.NEW, "invitation")
    anew = given(INVITATION, *numbered).when(post("vice_minister"), by=e.WANG).decision
    assert anew[1] == outgrown("province")
    given(INVITATION, *numbered).when(CANCEL, by=e.SUN).then_kinds(
        fact.VisitCancelled, fact.DocumentRevoked, fact.CloseOutDeadlineSet, fact.InvitationReminderSet,
        fact.InvitationReminderSet,
    )  # fmt: skip


def test_a_promotion_within_the_same_power_is_only_told() -> None:
    """The document stays in force; the letter names the new post in its next version."""
    known, visit, ended, paper = given(INVITATION, *i.APPROVED).when(post("bureau", "Governor"), by=e.SUN).decision
    assert known.head_rank == "bureau"
    assert (visit.document, visit.supersedes, visit.head_title) == (i.NUMBER, i.NUMBER, "Governor")
    assert (ended.version, ended.by_number) == (1, i.NUMBER)
    assert (paper.number, paper.version, paper.content.head_title) == (i.NUMBER, 2, "Governor")


def test_a_promotion_while_it_is_decided_is_looked_at_by_the_next_step() -> None:
    """The signature finds it; what was signed or reported to a lower level is reported anew."""
    promoted = (*i.REVIEWED, changed("minister"))
    (signature,) = given(INVITATION, *promoted).when(SIGN, by=e.ZHOU).decision
    assert signature.decides == "state_council"
    for history in (SIGNED_UP, (*SIGNED_UP, i.reported())):
        _, anew = given(INVITATION, *history).when(post("minister"), by=e.WANG).decision
        assert outgrown("state_council", "") == anew
        given(INVITATION, *history, changed("minister"), anew).when(ABOVE, by=e.ZHENG).refused("state")
    high = (*SIGNED_UP, i.reported(), changed("minister"), outgrown("state_council", ""))
    given(INVITATION, *high).when(post("bureau", "Governor"), by=e.WANG).then_kinds(fact.GuestPostChanged)


def test_a_post_is_changed_of_a_guest_and_before_the_arrival() -> None:
    """A draft is revised instead; afterwards it changes nothing."""
    given(INVITATION, *i.DRAFT).when(post("minister"), by=e.WANG).refused("state")
    given(INVITATION, *i.ARRIVED).when(post("minister"), by=e.WANG).refused("state")
    stranger = replace(post("minister"), person_id=ID)
    given(INVITATION, *i.APPROVED).when(stranger, by=e.WANG).refused("guests")
    given(INVITATION, *i.APPROVED).when(post("division", "Mayor of Tripoli"), by=e.WANG).then()
    given(INVITATION, *i.APPROVED, asked).when(post("bureau", "Governor"), by=e.WANG).then_kinds(
        fact.GuestPostChanged, fact.VisitAmended, fact.DocumentSuperseded, fact.DocumentNumbered
    )


def test_guests_who_outgrew_their_approval_and_came_are_closed_out_all_the_same() -> None:
    """What happened is recorded; the file shows that the approval did not suffice."""
    came = (*i.APPROVED, changed("minister"), outgrown("state_council"), i.arrived)
    state = INVITATION.fold(came)
    assert state is not None
    assert (state.state, state.outgrown) == ("Arrived", True)
    given(INVITATION, *came).when(do.NoteGuestsLeft(invitation_id=ID, left_on=i.LEFT_ON), now=i.AFTER).then(
        i.left, *i.closing()
    )


def test_a_cancelled_invitation_is_closed_out_too() -> None:
    """Within 30 days of the cancellation [S25]; guests who are here are not cancelled."""
    told, ended, *closing = given(INVITATION, *i.APPROVED).when(CANCEL, by=e.SUN).decision
    assert i.revoked("cancelled") == ended
    assert (told.direction, told.reason_code) == ("inbound", "guests_ill")
    assert list(i.closing(date(2026, 12, 23), MOMENT)) == closing
    given(INVITATION, *i.APPROVED, told, *closing).when(CANCEL, by=e.SUN).then()
    given(INVITATION, *i.REVIEWED).when(CANCEL, by=e.SUN).refused("state")
    for history in (i.ARRIVED, SIGNED_UP, i.LEFT):
        given(INVITATION, *history).when(CANCEL, by=e.SUN).refused("state")


# Envoys who come on Monday 1 February 2027: the province and the ministry have it by 28 December.
PASS_ON = date(2026, 12, 28)


def envoys_signed() -> tuple[Any, ...]:
    draft = (i.drafted(i.ENVOYS), i.stamped, i.vouched)
    sent = then(draft, do.SubmitInvitation(invitation_id=ID), e.ZHAO)
    return then((*sent, i.by_clerk, i.by_section), SIGN, e.ZHOU)


def test_an_envoys_invitation_has_a_day_to_be_passed_on() -> None:
    """25 working days ahead [S17], with reminders for the office."""
    draft = (i.drafted(i.ENVOYS), i.stamped, i.vouched)
    _, deadline, *reminded = given(INVITATION, *draft).when(do.SubmitInvitation(invitation_id=ID), by=e.ZHAO).decision
    assert deadline.due_on == PASS_ON
    assert list(i.reminders("pass-on", PASS_ON, MOMENT)) == reminded


@pytest.mark.parametrize(("day", "passes"), [(28, True), (29, False)])
def test_envoys_are_passed_on_twenty_five_working_days_ahead(day: int, passes: bool) -> None:
    """By the office itself, to the province and the ministry, on the last day but not after it."""
    now = datetime(2026, 12, day, 1, 0, tzinfo=UTC)
    outcome = given(INVITATION, *envoys_signed()).when(REPORT, by=e.ZHOU, now=now)
    if not passes:
        outcome.refused("pass-on")
        return
    passed_on, _ = outcome.decision
    assert (passed_on.decides, passed_on.to) == ("province", ("province", "mfa"))


def test_an_envoys_invitation_that_waits_too_long_is_late_once() -> None:
    """The reminder before, the lateness after; none once it is passed on."""
    signed = envoys_signed()
    deadline = next(it for it in signed if isinstance(it, fact.PassOnDeadlineSet))
    reminder = next(it for it in signed if isinstance(it, fact.InvitationReminderSet))
    given(INVITATION, *signed).when(DeadlineDue(deadline=reminder)).then_kinds(fact.InvitationReminded)
    late = then(signed, DeadlineDue(deadline=deadline), e.SUN)
    assert isinstance(late[-1], fact.PassOnDeadlinePassed)
    given(INVITATION, *late).when(DeadlineDue(deadline=deadline)).then()
    done = then(signed, REPORT, e.ZHOU)
    given(INVITATION, *done).when(DeadlineDue(deadline=reminder)).then()
    given(INVITATION, *done).when(DeadlineDue(deadline=deadline)).then()
