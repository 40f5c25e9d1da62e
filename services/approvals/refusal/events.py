"""What rules said no to."""

from datetime import datetime
from uuid import UUID

from services.approvals.values import RuleOutcome
from shared.facts import fact


@fact("RefusalNoted")
class RefusalNoted:
    """A request was refused, and its case stays as it was. `outcomes`: of the rules that said no."""

    case_id: UUID
    step: str
    outcomes: tuple[RuleOutcome, ...]
    by: str
    at: datetime
