"""What is known of a destination: who goes there, which alerts hold, and whom they concern."""

from datetime import date
from uuid import UUID

from services.approvals.values import Stop
from shared.facts import fact, heard_fact


@heard_fact("consular", "AlertRaised")
class AlertRaised:
    """As the alert now stands."""

    alert_id: UUID
    country: str
    region: str
    colour: str
    summary: str
    issued_on: date
    valid_until: date | None


@heard_fact("consular", "AlertLifted")
class AlertLifted:
    alert_id: UUID
    country: str


@fact("VisitExpected")
class VisitExpected:
    country: str
    visit_id: UUID
    stops: tuple[Stop, ...]


@fact("VisitNotExpected")
class VisitNotExpected:
    country: str
    visit_id: UUID


@fact("AlertNoted")
class AlertNoted:
    country: str
    alert_id: UUID
    region: str
    colour: str
    summary: str
    issued_on: date
    valid_until: date | None


@fact("AlertDropped")
class AlertDropped:
    country: str
    alert_id: UUID


@fact("VisitUnderAlert")
class VisitUnderAlert:
    """This alert, in this colour, concerns this visit."""

    country: str
    alert_id: UUID
    visit_id: UUID
    region: str
    colour: str
    summary: str


@fact("VisitOutOfAlert")
class VisitOutOfAlert:
    country: str
    alert_id: UUID
    visit_id: UUID
