"""What stands against a step besides the rules: objections, and a day that is past."""

from datetime import date

from services.approvals.rules.visit import refusal_of
from services.approvals.values import RuleOutcome
from services.approvals.visit.publicity import objections_in_the_way
from services.approvals.visit.state import OPEN, Visit
from shared.aggregate import Refusal, Violation

BEFORE = "section 1.5, a trip is approved before it begins"


def obstacles(state: Visit, on: date) -> list[Violation]:
    return [*objections_in_the_way(state), *begun(state, on)]


def begun(state: Visit, on: date) -> list[Violation]:
    """Nothing is approved afterwards: on `on`, the day of the step, the team has not left by the plan that is wanted.
    Who left with an approval may have it amended."""
    if state.departed_on is not None or state.wanted.departs_on >= on:
        return []
    if state.proposed is not None:
        mend = "record the departure first, if the team has left; else ask for a day to come"
    elif state.state in OPEN:
        mend = "give a day to come (revise_visit)"
    else:
        mend = "withdraw the case, take it up again (resume_visit), and give a day to come"
    return [Violation("dates", BEFORE, f"a departure on {on} or later", f"{state.wanted.departs_on}", mend)]


def in_the_way(state: Visit, on: date, outcomes: tuple[RuleOutcome, ...] = ()) -> Refusal | None:
    """These, and each of these rules that says no: all that stands against a step on that day, told at once."""
    refusal = refusal_of(outcomes)
    found = (*obstacles(state, on), *(refusal.violations if refusal else ()))
    return Refusal(found) if found else None
