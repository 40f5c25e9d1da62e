"""A hand-off carries an owner, a clock and a receipt; unanswered by its time it is overdue."""

from uuid import UUID

from services.consular.case_events import (
    HandedOver,
    HandOffAcknowledged,
    HandOffAnswered,
    HandOffDeadlineSet,
    HandOffOverdue,
    HandOffWithdrawn,
)
from services.consular.case_state import IN_HAND, Case, HandOff, out_of_turn
from services.consular.commands import AcknowledgeHandOff, AnswerHandOff, HandOver, WithdrawHandOff
from services.consular.rules import nobody_promises_payment, rule_set_on
from services.consular.values import Stage
from shared.aggregate import Decision, Occasion, Refusal, Violation, refuse

ARTICLE = "§4 state machine: HandedOver ⇄ AwaitingReply, with owner, clock and receipt"


def hand_over(case: Case, command: HandOver, occasion: Occasion) -> Decision:
    if case.hand_off(command.hand_off_id) is not None:
        return []
    if case.stage not in IN_HAND:
        return out_of_turn(case, "a case in hand", "accept the case first, or reopen it")
    wrong: list[Violation] = []
    if command.due_at <= occasion.now:
        found, mend = command.due_at.isoformat(), "give a moment that is still to come"
        wrong.append(Violation("hand-off", ARTICLE, "an answer due after now", found, mend))
    if promise := nobody_promises_payment(rule_set_on(occasion.today), command.asked):
        wrong.append(promise)
    if wrong:
        return Refusal(tuple(wrong))
    return [
        HandedOver(
            case_id=command.case_id,
            hand_off_id=command.hand_off_id,
            to=command.to,
            owner=command.owner,
            due_at=command.due_at,
            asked=command.asked,
            by=occasion.actor.signature,
            at=occasion.now,
        ),
        HandOffDeadlineSet(case_id=command.case_id, hand_off_id=command.hand_off_id, due_at=command.due_at),
    ]


def acknowledge(case: Case, command: AcknowledgeHandOff, occasion: Occasion) -> Decision:
    hand_off = case.hand_off(command.hand_off_id)
    if hand_off is None or hand_off.withdrawn:
        return _not_open(hand_off, command.hand_off_id)
    if hand_off.acknowledged or hand_off.answered:
        return []
    return [
        HandOffAcknowledged(
            case_id=command.case_id,
            hand_off_id=command.hand_off_id,
            receipt=command.receipt,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def answer(case: Case, command: AnswerHandOff, occasion: Occasion) -> Decision:
    hand_off = case.hand_off(command.hand_off_id)
    if hand_off is None or hand_off.withdrawn:
        return _not_open(hand_off, command.hand_off_id)
    if hand_off.answered:
        return []
    return [
        HandOffAnswered(
            case_id=command.case_id,
            hand_off_id=command.hand_off_id,
            reply=command.reply,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def withdraw(case: Case, command: WithdrawHandOff, occasion: Occasion) -> Decision:
    hand_off = case.hand_off(command.hand_off_id)
    if hand_off is None or hand_off.answered:
        return _not_open(hand_off, command.hand_off_id)
    if hand_off.withdrawn:
        return []
    return [
        HandOffWithdrawn(
            case_id=command.case_id,
            hand_off_id=command.hand_off_id,
            reason=command.reason,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def pass_hand_off(case: Case, deadline: HandOffDeadlineSet, occasion: Occasion) -> Decision:
    hand_off = case.hand_off(deadline.hand_off_id)
    if hand_off is None or not hand_off.is_open or case.stage == Stage.MERGED:
        return []
    return [
        HandOffOverdue(
            case_id=deadline.case_id,
            hand_off_id=deadline.hand_off_id,
            owner=hand_off.owner,
            acknowledged=hand_off.acknowledged,
            due_at=deadline.due_at,
            at=occasion.now,
        )
    ]


def _not_open(hand_off: HandOff | None, hand_off_id: UUID) -> Refusal:
    found = "no such hand-off" if hand_off is None else "answered" if hand_off.answered else "withdrawn"
    value = "a hand-off that awaits its reply"
    return refuse("hand-off", ARTICLE, value, f"{hand_off_id}: {found}", "look up the case's open hand-offs")
