"""What may be asked around a visit before it is decided: objections, opinions, and consents of other authorities."""

from datetime import date
from uuid import UUID

from services.approvals.values import Body
from shared.personal import Personal
from shared.values import value


@value
class RaiseObjection:
    """Somebody objects to what a unit's notice says; nothing is decided until it is investigated."""

    visit_id: UUID
    objection: str
    unit: str
    raised_on: date
    ground: Personal[str]


@value
class SettleObjection:
    """What the investigation found."""

    visit_id: UUID
    objection: str
    upheld: bool
    finding: Personal[str]


@value
class GiveOpinion:
    """The organization department's or the secrecy bureau's; given again, it replaces the one before (A18)."""

    visit_id: UUID
    body: Body
    favourable: bool
    opinion: str
    document: str


@value
class RequestConsent:
    """The office writes to a member's own authority (A23), under the register's next number; after a refusal it may
    ask anew."""

    visit_id: UUID
    authority: str


@value
class RecordConsent:
    """What that authority answered, with its document's number."""

    visit_id: UUID
    authority: str
    given: bool
    document: str


ConsultCommand = RaiseObjection | SettleObjection | GiveOpinion | RequestConsent | RecordConsent
