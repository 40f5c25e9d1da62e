"""The course of a case in hand and its end: family, progress, costs, resolved, followed up, closed, reopened."""

from services.consular.case_events import (
    CaseClosed,
    CaseFollowedUp,
    CaseReleasedToMedia,
    CaseReopened,
    CaseResolved,
    CitizenDistressClosed,
    CostNoted,
    FamilyContacted,
    ProgressNoted,
)
from services.consular.case_intake import FOUR_EYES
from services.consular.case_state import ENDING, IN_HAND, OVER, STATES, Case, out_of_turn
from services.consular.commands import (
    CloseCase,
    ContactFamily,
    FollowUpCase,
    NoteCost,
    NoteProgress,
    ReleaseCaseToMedia,
    ReopenCase,
    ResolveCase,
)
from services.consular.rules import (
    ARTICLES,
    costs_are_the_persons_own,
    nobody_promises_payment,
    report_up_deadlines,
    rule_set_on,
)
from services.consular.values import Stage
from shared.aggregate import Decision, Occasion, Refusal, Violation


def contact_family(case: Case, command: ContactFamily, occasion: Occasion) -> Decision:
    if case.family in ("reached", command.outcome):
        return []
    if case.stage not in IN_HAND:
        return out_of_turn(case, "a case in hand", "accept the case first, or reopen it")
    wrong = _promises(command.told, occasion)
    if command.outcome == "reached" and not command.costs_explained:
        wrong.append(costs_are_the_persons_own("a family that was not told so"))
    if wrong:
        return Refusal(tuple(wrong))
    return [
        FamilyContacted(
            case_id=command.case_id,
            outcome=command.outcome,
            costs_explained=command.costs_explained,
            told=command.told,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def note_progress(case: Case, command: NoteProgress, occasion: Occasion) -> Decision:
    if command.text == case.last_note:
        return []
    if case.stage in OVER:
        return out_of_turn(case, "an open case", "reopen the case first")
    if wrong := _promises(command.text, occasion):
        return Refusal(tuple(wrong))
    return [ProgressNoted(case_id=command.case_id, text=command.text, by=occasion.actor.signature, at=occasion.now)]


def note_cost(case: Case, command: NoteCost, occasion: Occasion) -> Decision:
    if case.costs.get(command.item) == command.borne_by:
        return []
    if case.stage in OVER:
        return out_of_turn(case, "an open case", "reopen the case first")
    if command.borne_by == "office":
        return Refusal((costs_are_the_persons_own(f"{command.item} borne by the office"),))
    return [
        CostNoted(
            case_id=command.case_id,
            item=command.item,
            borne_by=command.borne_by,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def resolve(case: Case, command: ResolveCase, occasion: Occasion) -> Decision:
    if case.stage in ENDING and case.outcome == command.outcome:
        return []
    if case.stage not in IN_HAND:
        return out_of_turn(case, "a case in hand", "accept the case first, or reopen it")
    wrong = [*_open_hand_offs(case), *_family(case), *_guardianship(case), *_promises(command.text, occasion)]
    if wrong:
        return Refusal(tuple(wrong))
    return [
        CaseResolved(
            case_id=command.case_id,
            outcome=command.outcome,
            text=command.text,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def follow_up(case: Case, command: FollowUpCase, occasion: Occasion) -> Decision:
    if case.stage == Stage.FOLLOWED_UP:
        return []
    if case.stage != Stage.RESOLVED:
        return out_of_turn(case, Stage.RESOLVED, "resolve the case first")
    if wrong := _promises(command.text, occasion):
        return Refusal(tuple(wrong))
    return [CaseFollowedUp(case_id=command.case_id, text=command.text, by=occasion.actor.signature, at=occasion.now)]


def close(case: Case, command: CloseCase, occasion: Occasion) -> Decision:
    if case.stage in (Stage.CLOSED, Stage.MERGED):
        return []
    if case.stage not in (Stage.FOLLOWED_UP, Stage.REDIRECTED):
        return out_of_turn(case, "followed up, or redirected", "resolve and follow up the case first")
    if wrong := [*_four_eyes(case, occasion), *_reported_up(case, occasion)]:
        return Refusal(tuple(wrong))
    return [
        CaseClosed(case_id=command.case_id, outcome=case.outcome, by=occasion.actor.signature, at=occasion.now),
        CitizenDistressClosed(case_id=command.case_id, country=case.country, outcome=case.outcome, at=occasion.now),
    ]


def reopen(case: Case, command: ReopenCase, occasion: Occasion) -> Decision:
    if case.stage == Stage.MERGED:
        return out_of_turn(case, "a file that goes on", f"go on with file {case.merged_into}")
    if case.stage not in OVER and case.stage not in ENDING:
        return []
    return [CaseReopened(case_id=command.case_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now)]


def release(case: Case, command: ReleaseCaseToMedia, occasion: Occasion) -> Decision:
    if case.released:
        return []
    if case.family is None and case.stage not in OVER:
        return out_of_turn(case, "a family that knows", "contact the family: they hear it before the press")
    return [CaseReleasedToMedia(case_id=command.case_id, at=occasion.now)]


def _promises(text: str, occasion: Occasion) -> list[Violation]:
    promise = nobody_promises_payment(rule_set_on(occasion.today), text)
    return [] if promise is None else [promise]


def _open_hand_offs(case: Case) -> list[Violation]:
    if not case.open_hand_offs:
        return []
    article = "§4 state machine: HandedOver ⇄ AwaitingReply"
    found = ", ".join(hand_off.owner.en for hand_off in case.open_hand_offs)
    return [Violation("hand-off", article, "no reply awaited", found, "note each reply, or withdraw the hand-off")]


def _family(case: Case) -> list[Violation]:
    if case.family is not None:
        return []
    mend = "note the contact; not reached, or not wanted, is an outcome too"
    return [Violation("state", STATES, "family contacted", "not contacted", mend)]


def _guardianship(case: Case) -> list[Violation]:
    received = any(each.to == "county" and (each.acknowledged or each.answered) for each in case.hand_offs)
    if case.kind != "guardianship" or received:
        return []
    value = "handed down to the residents' committee or civil affairs, with a receipt"
    mend = "hand it over to the county and note its receipt"
    return [Violation("C3", ARTICLES["guardianship"], value, "no receipt of a county", mend)]


def _four_eyes(case: Case, occasion: Occasion) -> list[Violation]:
    if not case.is_grave or not occasion.actor.shares(case.ended_by):
        return []
    value = f"level {case.level} closed by somebody else than {case.ended_by}"
    return [Violation("four-eyes", FOUR_EYES, value, occasion.actor.id, "ask a second person to close it")]


def _reported_up(case: Case, occasion: Occasion) -> list[Violation]:
    due = [to for to, _ in report_up_deadlines(rule_set_on(occasion.today), case.level, occasion.now)]
    missing = [to for to in due if to not in case.reported_up]
    if not missing:
        return []
    article = "突发事件应对法 第六十一条 [S-em]"
    value = f"level {case.level} reported to {' and '.join(due)}"
    return [Violation("C11", article, value, f"not reported to {' and '.join(missing)}", "report it up, late as it is")]
