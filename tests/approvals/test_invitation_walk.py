"""Random walks through an invitation's states: no path issues a letter without every step that the rules demand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.invitation.authority import is_below
from services.approvals.invitation.invitation import INVITATION
from shared.aggregate import DeadlineDue
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.approvals import test_invitation as step
from tests.approvals.test_invitation_change import AMEND, ASK, CANCEL, post
from tests.approvals.test_invitation_stay import ARRIVE, LEAVE, PAPERS
from tests.scenario import MOMENT, actor, given

ID = i.ID
# who may do anything, so that only the invitation's own rules stand in the way
PEOPLE = [actor(name, "vice_mayor", "director", "provincial_officer", unit=e.BUREAU) for name in "abcdefgh"]
REVIEWS = (fact.InvitationReviewedByClerk, fact.InvitationReviewedBySection, fact.InvitationSigned)
COMMANDS = [
    *[step.STAMP, step.VOUCH, step.SUBMIT, step.CLERK, step.SECTION, step.SIGN, step.REPORT, step.ABOVE] * 10,
    replace(step.ABOVE, approved=False),
    step.revise(i.plan(leaves_on=date(2026, 12, 4))),
    step.revise(step.VICE_MINISTER),
    do.ReturnInvitation(invitation_id=ID, missing=("x",)),
    do.RefuseInvitation(invitation_id=ID, reason="x"),
    do.ReconsiderInvitation(invitation_id=ID, reason="x"),
    do.WithdrawInvitation(invitation_id=ID, reason="x"),
    do.ResumeInvitation(invitation_id=ID),
    ASK,
    replace(ASK, invitation=i.plan(guests=(i.GUEST,))),
    do.DropInvitationAmendment(invitation_id=ID),
    AMEND,
    replace(AMEND, document="国函 3"),
    post("minister"),
    post("bureau"),
    CANCEL,
    ARRIVE,
    LEAVE,
    i.close_out,
    do.ArchiveInvitation(invitation_id=ID, papers=PAPERS),
]


def walk(random: Random, steps: int) -> list[Any]:
    """What is in the file after so many attempts of anybody at anything, over some weeks; deadlines pass in between."""
    history = list(random.choice([i.DRAFT, (i.drafted(step.VICE_MINISTER),), i.APPROVED]))
    now = MOMENT
    for _ in range(steps):
        now += timedelta(hours=random.choice([0, 0, 0, 5]))
        due = [it for it in history if hasattr(it, "due_at") and it.due_at <= now]
        command = DeadlineDue(random.choice(due)) if due and random.random() < 0.1 else random.choice(COMMANDS)
        if isinstance(command, do.RecordUpperInvitationDecision):
            command = replace(command, decided_on=now.date())
        decision = given(INVITATION, *history).when(command, by=random.choice(PEOPLE), now=now).decision
        history += decision if isinstance(decision, list) else []
        if random.random() < 0.9:
            history += numbers(history, now)
    return history


def numbers(history: list[Any], now: datetime) -> list[Any]:
    """What the registers answer, mostly before anybody does anything more."""
    state = INVITATION.fold(history)
    assert state is not None
    given_before = sum(isinstance(it, fact.DocumentNumbered) for it in history)
    found: list[Any] = []
    for number, asked in enumerate(state.papers.waiting.values(), given_before + 2):
        note = do.NoteInvitationNumber(invitation_id=ID, ask=asked.ask, number=f"{asked.register}{number}号")
        decision = given(INVITATION, *history, *found).when(note, now=now).decision
        assert isinstance(decision, list), decision
        found += decision
    return found


def last(history: list[Any], *kinds: type) -> int:
    """Where a fact of these kinds stands last; -1 if there is none."""
    return max((number for number, it in enumerate(history) if isinstance(it, kinds)), default=-1)


def demand_every_step(history: list[Any]) -> None:
    """Of a letter that the last fact issues."""
    letter, state = history[-1], INVITATION.fold(history)
    assert state is not None
    granted = state.before or state  # an amendment that is still asked for is vouched for by itself
    assert granted.department
    assert granted.voucher
    assert not is_below(letter.decided_by, state.deciding(state.invitation, e.TODAY).decides)
    taken = [last(history, kind) for kind in (fact.InvitationSubmitted, *REVIEWS)]
    assert taken == sorted(taken)
    assert min(taken) >= 0
    prepared = {it.by for it in history if isinstance(it, (fact.InvitationDrafted, fact.InvitationRevised))}
    assert len({history[number].by for number in taken[1:]} - prepared) == len(REVIEWS)
    if letter.decided_by != "office":
        above = [it for it in history if isinstance(it, fact.UpperInvitationDecisionRecorded) and it.approved]
        assert above or isinstance(history[last(history, fact.InvitationAmended)], fact.InvitationAmended)


@pytest.mark.parametrize("seed", range(4))
def test_no_path_issues_a_letter_without_every_step(seed: int) -> None:
    """Whoever tries whatever, in whichever order."""
    random, letters = Random(seed), 0
    for _ in range(20):
        history = walk(random, 200)
        for number, happened in enumerate(history, start=1):
            if isinstance(happened, fact.InvitationIssued):
                demand_every_step(history[:number])
                letters += 1
        if last(history, fact.InvitationClosedOut) >= 0:
            began = last(history, fact.GuestsLeft, fact.VisitCancelled, fact.StayDeadlineSet)
            assert 0 <= began < last(history, fact.InvitationClosedOut)
    assert letters > 10  # the walks come that far, and some further
