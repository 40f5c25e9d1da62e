"""A hand-off carries an owner, a clock and a receipt."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.consular import case_events as case
from services.consular import commands as ask
from services.consular.distress import CASE
from services.consular.values import Stage
from shared.aggregate import DeadlineDue
from tests.consular import examples as e
from tests.scenario import given

HAND_OVER = ask.HandOver(
    case_id=e.CASE,
    hand_off_id=e.HAND_OFF,
    to="mission",
    owner=e.MISSION,
    due_at=e.handed.due_at,
    asked="请联系当地警方寻人",
)
ACKNOWLEDGE = ask.AcknowledgeHandOff(case_id=e.CASE, hand_off_id=e.HAND_OFF, receipt="希领〔2026〕88号")
ANSWER = ask.AnswerHandOff(case_id=e.CASE, hand_off_id=e.HAND_OFF, reply="警方已找到")
WITHDRAW = ask.WithdrawHandOff(case_id=e.CASE, hand_off_id=e.HAND_OFF, reason="改由省外办办理")
DUE = DeadlineDue(deadline=e.handed_due)


def test_a_case_in_hand_is_handed_over_with_a_clock() -> None:
    """Before or after the family is contacted."""
    given(CASE, *e.IN_HAND).when(HAND_OVER, by=e.DUTY).then(e.handed, e.handed_due)
    given(CASE, *e.IN_HAND, e.family).when(HAND_OVER, by=e.DUTY).then(e.handed, e.handed_due)
    given(CASE, e.received).when(HAND_OVER).refused("state")


def test_a_hand_off_is_due_after_now_and_promises_nothing() -> None:
    """Both wrongs are told at once; this very moment is too early."""
    given(CASE, *e.IN_HAND).when(replace(HAND_OVER, due_at=e.NOW)).refused("hand-off")
    wrong = replace(HAND_OVER, due_at=e.NOW, asked="费用由我办支付")
    given(CASE, *e.IN_HAND).when(wrong).refused("hand-off", "C7")


def test_the_new_owner_gives_a_receipt_and_a_reply() -> None:
    """A reply without a receipt is one."""
    given(CASE, *e.HANDED).when(ACKNOWLEDGE, by=e.DUTY).then(e.acknowledged)
    given(CASE, *e.HANDED, e.acknowledged).when(ANSWER, by=e.DUTY).then(e.answered)
    given(CASE, *e.HANDED).when(ANSWER, by=e.DUTY).then(e.answered)


def test_an_answered_case_is_in_our_hands_again() -> None:
    """Once no other reply is awaited."""
    other = replace(e.handed, hand_off_id=UUID(int=9))
    stages = [
        CASE.fold((*e.HANDED, e.answered)),
        CASE.fold((*e.HANDED, other, e.answered)),
        CASE.fold((*e.HANDED, e.taken_back)),
    ]
    expected = [Stage.IN_PROGRESS, Stage.HANDED_OVER, Stage.IN_PROGRESS]
    assert expected == [state.stage for state in stages if state]


def test_a_hand_off_is_withdrawn() -> None:
    """Unless it was answered."""
    given(CASE, *e.HANDED).when(WITHDRAW, by=e.DUTY).then(e.taken_back)
    given(CASE, *e.HANDED, e.answered).when(WITHDRAW).refused("hand-off")


@pytest.mark.parametrize("command", [ACKNOWLEDGE, ANSWER, WITHDRAW])
def test_an_unknown_hand_off_is_refused(command: object) -> None:
    """There is none of that id on this case."""
    given(CASE, *e.IN_HAND).when(command).refused("hand-off")


@pytest.mark.parametrize("command", [ACKNOWLEDGE, ANSWER])
def test_a_withdrawn_hand_off_is_not_answered(command: object) -> None:
    """It awaits nothing any more."""
    given(CASE, *e.HANDED, e.taken_back).when(command).refused("hand-off")


def test_an_unanswered_hand_off_is_overdue() -> None:
    """Also when its receipt came."""
    now = e.overdue.at
    given(CASE, *e.HANDED).when(DUE, now=now).then(e.overdue)
    given(CASE, *e.HANDED, e.acknowledged).when(DUE, now=now).then(replace(e.overdue, acknowledged=True))
    given(CASE, *e.HANDED, e.overdue).when(ANSWER, by=e.DUTY).then(e.answered)


def test_a_clock_that_was_met_or_superseded_passes_nothing() -> None:
    """Answered, withdrawn, or the file merged."""
    for fact in (e.answered, e.taken_back, e.merged):
        given(CASE, *e.HANDED, fact).when(DUE, now=e.overdue.at).then()


@pytest.mark.parametrize(
    ("facts", "command"),
    [
        ((), HAND_OVER),
        ((e.acknowledged,), ACKNOWLEDGE),
        ((e.answered,), ACKNOWLEDGE),
        ((e.answered,), ANSWER),
        ((e.taken_back,), WITHDRAW),
    ],
)
def test_a_repeated_command_yields_nothing(facts: tuple[object, ...], command: object) -> None:
    """Each may be sent twice."""
    given(CASE, *e.HANDED, *facts).when(command).then()


def test_an_answer_to_no_hand_off_is_a_broken_log() -> None:
    """A case remembers its hand-offs."""
    with pytest.raises(ValueError, match="no hand-off"):
        CASE.fold((e.received, case.HandOffAnswered(**vars(e.answered))))
