"""What was refused of a case, and by which rules: beside its own file, which a refusal leaves as it was.

Noted once for each step and finding: who tries again without mending anything is not counted twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.approvals.commands import NoteRefusal
from services.approvals.events import RefusalNoted
from services.approvals.values import RuleOutcome
from shared.aggregate import Aggregate, Decision, Occasion


@dataclass(frozen=True, kw_only=True)
class Refusals:
    """What each step was refused for last."""

    steps: Mapping[str, tuple[RuleOutcome, ...]] = field(default_factory=dict)


def decide(state: Refusals | None, command: NoteRefusal, occasion: Occasion) -> Decision:
    if state is not None and state.steps.get(command.step) == command.outcomes:
        return []
    return [
        RefusalNoted(
            case_id=command.case_id,
            step=command.step,
            outcomes=command.outcomes,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def evolve(state: Refusals | None, happened: RefusalNoted) -> Refusals:
    before = state or Refusals()
    return replace(before, steps={**before.steps, happened.step: happened.outcomes})


REFUSALS: Aggregate[Refusals] = Aggregate(
    name="refusals",
    key="case_id",
    commands=(NoteRefusal,),
    opens=(NoteRefusal,),
    decide=decide,
    evolve=evolve,
)
