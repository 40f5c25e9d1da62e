"""From the draft to the submission: what the sending unit does."""

from typing import Any

from services.approvals.commands import ClearBudget, DraftVisit, PublicizeVisit, ReviseVisit, SubmitVisit
from services.approvals.events import BudgetCleared, VisitDrafted, VisitPublicized, VisitRevised, VisitSubmitted
from services.approvals.rules import countries_of, judge, refusal_of, rule_set_on
from services.approvals.visit_state import Visit, four_eyes, wrong_state
from shared.aggregate import Decision, Occasion, refuse

OPEN = ("Drafted", "Returned")


def draft(command: Any, occasion: Occasion) -> Decision:
    assert isinstance(command, DraftVisit)
    visit = command.visit
    if "TW" in countries_of(visit) | {visit.country}:
        found, mend = "Taiwan", "hand the case to the Taiwan Affairs Office"
        return refuse("taiwan", "section 1.2 [S14]", "not Taiwan", found, mend)
    return [VisitDrafted(visit_id=command.visit_id, visit=visit, by=occasion.actor.signature, at=occasion.now)]


def revise(state: Visit, command: ReviseVisit, occasion: Occasion) -> Decision:
    """The notice and the budget named the old content, so a changed visit needs them anew."""
    if command.visit == state.visit:
        return []
    if state.state not in OPEN:
        return wrong_state(state, "Drafted or Returned")
    return [VisitRevised(visit_id=command.visit_id, visit=command.visit, by=occasion.actor.signature, at=occasion.now)]


def publicize(state: Visit, command: PublicizeVisit, occasion: Occasion) -> Decision:
    if state.notices.get(command.unit) == command.posted_on:
        return []
    if state.state not in OPEN:
        return wrong_state(state, "Drafted or Returned")
    if command.posted_on > occasion.today:
        found, mend = command.posted_on, "record the notice when it is posted"
        return refuse("A6", "publicity [S13, S24]", f"a date up to {occasion.today}", found, mend)
    units = {member.unit for member in state.visit.members}
    if command.unit not in units:
        return refuse(
            "A6", "publicity [S13, S24]", " or ".join(sorted(units)), command.unit, "name a member's own unit"
        )
    return [
        VisitPublicized(
            visit_id=command.visit_id, unit=command.unit, posted_on=command.posted_on, by=occasion.actor.signature
        )
    ]


def clear_budget(state: Visit, command: ClearBudget, occasion: Occasion) -> Decision:
    if command.side in state.sides:
        return []
    if state.state not in OPEN:
        return wrong_state(state, "Drafted or Returned")
    refusal = four_eyes(state, occasion, {f"the signature of {side}": who for side, who in state.sides.items()})
    if refusal:
        return refusal
    return [BudgetCleared(visit_id=command.visit_id, side=command.side, by=occasion.actor.signature, at=occasion.now)]


def submit(state: Visit, command: SubmitVisit, occasion: Occasion) -> Decision:
    if state.state not in OPEN:
        return [] if state.state == "Submitted" else wrong_state(state, "Drafted or Returned")
    refusal = four_eyes(state, occasion, {"the draft": state.drafted_by})
    if refusal:
        return refusal
    # a case that comes back completed is judged by the set of its first submission
    judged_on = state.judged_on or occasion.today
    outcomes = judge(state.visit, state.notices, frozenset(state.sides), occasion.today, rule_set_on(judged_on))
    refusal = refusal_of(outcomes)
    if refusal:
        return refusal
    return [
        VisitSubmitted(
            visit_id=command.visit_id,
            unit=state.visit.unit,
            plan=f"{state.visit.unit}/{state.visit.plan_year}",
            plan_entry=state.visit.plan_entry,
            judged_on=judged_on,
            outcomes=outcomes,
            by=occasion.actor.signature,
            at=occasion.now,
            country=state.visit.country,
            party=len(state.visit.members),
            off_plan_reason=state.visit.off_plan_reason,
        )
    ]
