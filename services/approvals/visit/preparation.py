"""From the draft to the submission: what the sending unit does, also with a case that is taken up again."""

from typing import Any

from services.approvals.authority.book import authority_in_force
from services.approvals.commands import (
    ClearBudget,
    DraftVisit,
    ReconsiderVisit,
    ResumeVisit,
    ReviseVisit,
    SubmitVisit,
)
from services.approvals.events import (
    BudgetCleared,
    VisitDrafted,
    VisitReconsidered,
    VisitResumed,
    VisitRevised,
    VisitSubmitted,
)
from services.approvals.regulation.rule_book import rules_in_force
from services.approvals.rules.trips import asking
from services.approvals.rules.visit import countries_of
from services.approvals.visit.obstacles import in_the_way
from services.approvals.visit.state import OPEN, Visit, four_eyes, kept, wrong_state
from shared.aggregate import Decision, Occasion, refuse


def draft(command: Any, occasion: Occasion) -> Decision:
    assert isinstance(command, DraftVisit)
    visit = command.visit
    if "TW" in countries_of(visit) | {visit.country}:
        found, mend = "Taiwan", "hand the case to the Taiwan Affairs Office"
        return refuse("taiwan", "section 1.2 [S14]", "not Taiwan", found, mend)
    return [VisitDrafted(visit_id=command.visit_id, visit=visit, by=occasion.actor.signature, at=occasion.now)]


def revise(state: Visit, command: ReviseVisit, occasion: Occasion) -> Decision:
    """The budget named the old content, so a changed visit needs it signed anew; and publicity too, in the units whose
    notice is no longer true (`visit_state.kept`)."""
    if command.visit == state.visit:
        return []
    if state.state not in OPEN:
        return wrong_state(state, "Drafted or Returned")
    still = kept(state, state.visit, command.visit)
    return [
        VisitRevised(
            visit_id=command.visit_id, visit=command.visit, by=occasion.actor.signature, at=occasion.now, **still
        )
    ]


def clear_budget(state: Visit, command: ClearBudget, occasion: Occasion) -> Decision:
    if command.side in state.sides:
        return []
    if state.state not in OPEN and state.proposed is None:
        return wrong_state(state, "Drafted or Returned, or an amendment asked for")
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
    judged = first_judged(state, occasion)
    outcomes = judged.outcomes(occasion.today)
    if refusal := in_the_way(state, occasion.today, outcomes):
        return refusal
    judged_on, rules = judged.judged_on or occasion.today, judged.rules_on(occasion.today)
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
            rules=rules,
            authority=judged.authority,
            asking=asking(command.visit_id, (state.visit,), state.trips, state.asked + 1, judged_on, rules),
        )
    ]


def first_judged(state: Visit, occasion: Occasion) -> Visit:
    """With the day, the set and the table of its first submission: a case that comes back completed keeps them."""
    if state.judged_on is not None:
        return state
    rules, authority = rules_in_force(occasion), authority_in_force(occasion)
    return state.but(judged_on=occasion.today, rules=rules, authority=authority)


def resume(state: Visit, command: ResumeVisit, occasion: Occasion) -> Decision:
    if state.state == "Drafted":
        return []
    if state.state != "Withdrawn":
        return wrong_state(state, "Withdrawn")
    return [VisitResumed(visit_id=command.visit_id, by=occasion.actor.signature, at=occasion.now)]


def reconsider(state: Visit, command: ReconsiderVisit, occasion: Occasion) -> Decision:
    """What the office refused itself; what was refused above is asked above, by a new case."""
    if state.state == "Returned":
        return []
    if state.state != "Refused":
        return wrong_state(state, "Refused")
    if state.refused_above:
        mend = "draft a new visit that mends what the authority above refused"
        return refuse("authority", "section 1.4 [S15]", "a refusal of the office", "refused above", mend)
    refusal = four_eyes(state, occasion, {})
    if refusal:
        return refusal
    return [
        VisitReconsidered(
            visit_id=command.visit_id, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        )
    ]
