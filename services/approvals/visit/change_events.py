"""How visits were changed, moved, taken up again, and warned of."""

from datetime import date, datetime
from uuid import UUID

from services.approvals.values import Asking, VisitPlan
from shared.facts import deadline_fact, fact


@fact("VisitResumed")
class VisitResumed:
    visit_id: UUID
    by: str
    at: datetime


@fact("VisitReconsidered")
class VisitReconsidered:
    visit_id: UUID
    reason: str
    by: str
    at: datetime


@fact("AmendmentRequested")
class AmendmentRequested:
    """`notices_kept` and `consents_kept`: the units and authorities for whom what was said is still true; and whether
    the signatures for the budget, and the bodies' opinions, are still about what is asked for. `asking`: for the trip
    as it stands and as it is to be."""

    visit_id: UUID
    visit: VisitPlan
    reason: str
    by: str
    at: datetime
    notices_kept: tuple[str, ...] = ()
    consents_kept: tuple[str, ...] = ()
    budget_kept: bool = False
    opinions_kept: bool = False
    asking: Asking | None = None


@fact("AmendmentGranted")
class AmendmentGranted:
    """`VisitAmended` follows, as soon as the new document has its number."""

    visit_id: UUID
    by: str
    at: datetime


@fact("AmendmentDropped")
class AmendmentDropped:
    """The approved visit stands as it was; `asking` says again for whom, and who is left out."""

    visit_id: UUID
    by: str
    at: datetime
    asking: Asking | None = None


@fact("VisitPostponed")
class VisitPostponed:
    visit_id: UUID
    was: date
    departs_on: date
    reason: str
    by: str
    at: datetime


@fact("DepartureChanged")
class DepartureChanged:
    """Filed by the unit: the team leaves, or has left, on another day than approved."""

    visit_id: UUID
    departs_on: date
    reason: str
    by: str
    at: datetime


@fact("ReturnDelayed")
class ReturnDelayed:
    visit_id: UUID
    was: date
    returns_on: date
    reason: str
    by: str
    at: datetime


@fact("DocumentsRecalled")
class DocumentsRecalled:
    """The original of this document has to come back."""

    visit_id: UUID
    document: str
    by: str
    at: datetime


@deadline_fact("PaperDeadlineSet")
class PaperDeadlineSet:
    visit_id: UUID
    due_on: date
    due_at: datetime


@fact("PaperDeadlinePassed")
class PaperDeadlinePassed:
    visit_id: UUID
    due_on: date
    at: datetime


@fact("DocumentsReturned")
class DocumentsReturned:
    visit_id: UUID
    document: str
    handed_in_on: date
    by: str
    at: datetime


@fact("VisitWarned")
class VisitWarned:
    """An alert holds for a place of this visit."""

    visit_id: UUID
    unit: str
    alert_id: UUID
    country: str
    region: str
    colour: str
    summary: str
    at: datetime


@fact("WarningAcknowledged")
class WarningAcknowledged:
    """The unit has told its team."""

    visit_id: UUID
    alert_id: UUID
    by: str
    at: datetime


@fact("WarningEnded")
class WarningEnded:
    visit_id: UUID
    alert_id: UUID
    at: datetime
