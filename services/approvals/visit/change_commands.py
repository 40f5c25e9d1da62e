"""How a visit may be changed after it was refused, withdrawn or approved."""

from datetime import date
from uuid import UUID

from services.approvals.values import VisitPlan
from shared.values import value


@value
class ResumeVisit:
    """The undo of a withdrawal: it is a draft again."""

    visit_id: UUID


@value
class ReconsiderVisit:
    """What the office refused goes back to the unit, to be mended and submitted again."""

    visit_id: UUID
    reason: str


@value
class RequestAmendment:
    """The unit asks for other dates, stops or members (A17); asked again, it replaces the first request."""

    visit_id: UUID
    visit: VisitPlan
    reason: str


@value
class DropAmendment:
    """The approved visit stands as it was: the unit takes its request back, or the office does not grant it."""

    visit_id: UUID


@value
class AmendVisit:
    """Grant what was requested: a new document supersedes the old one. The register numbers what the office decides;
    `document` is that of the authority above, where it decides."""

    visit_id: UUID
    document: str | None = None


@value
class PostponeVisit:
    """The same trip on later days. Its document stays in force, in a new version; or with `new_number` the register
    numbers a new one that supersedes it. `document` is that of the authority above, where it decides."""

    visit_id: UUID
    departs_on: date
    reason: str
    new_number: bool = False
    document: str | None = None


@value
class CancelVisit:
    visit_id: UUID
    reason_code: str


@value
class ReturnDocuments:
    """The original of a recalled document is back."""

    visit_id: UUID
    document: str
    handed_in_on: date


@value
class ChangeDeparture:
    """The team leaves on another day than approved; every deadline moves with it."""

    visit_id: UUID
    departs_on: date
    reason: str


@value
class DelayReturn:
    """The team can't be back in time, by typhoon for example; every deadline moves with it."""

    visit_id: UUID
    returns_on: date
    reason: str


@value
class WarnVisit:
    """By policy: an alert holds for a place of this visit."""

    visit_id: UUID
    alert_id: UUID
    country: str
    region: str
    colour: str
    summary: str


@value
class EndWarning:
    """By policy: the alert holds no more, or not for this visit."""

    visit_id: UUID
    alert_id: UUID


@value
class AcknowledgeWarning:
    """The unit has told its team of the alert."""

    visit_id: UUID
    alert_id: UUID


ChangeCommand = (
    ResumeVisit
    | ReconsiderVisit
    | RequestAmendment
    | DropAmendment
    | AmendVisit
    | PostponeVisit
    | CancelVisit
    | ReturnDocuments
    | ChangeDeparture
    | DelayReturn
)
WarningCommand = WarnVisit | EndWarning | AcknowledgeWarning
