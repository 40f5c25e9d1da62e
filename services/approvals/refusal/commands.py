"""What may be asked of the record of refusals. By policy only."""

from uuid import UUID

from services.approvals.values import RuleOutcome
from shared.values import value


@value
class NoteRefusal:
    """By policy: rules said no to a request; `step` names it."""

    case_id: UUID
    step: str
    outcomes: tuple[RuleOutcome, ...]
