"""What may be asked of a destination: a country, who goes there, and which alerts hold for it. All by policy."""

from datetime import date
from uuid import UUID

from services.approvals.values import Stop
from shared.values import value


@value
class ExpectVisit:
    """An approved visit goes there; again when it is amended."""

    country: str
    visit_id: UUID
    stops: tuple[Stop, ...]


@value
class ForgetVisit:
    """The visit does not go there any more, or is home."""

    country: str
    visit_id: UUID


@value
class NoteAlert:
    country: str
    alert_id: UUID
    region: str
    colour: str
    summary: str
    issued_on: date
    valid_until: date | None


@value
class DropAlert:
    country: str
    alert_id: UUID


DestinationCommand = ExpectVisit | ForgetVisit | NoteAlert | DropAlert
