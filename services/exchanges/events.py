"""What happened, as exchanges tells and remembers it, and what it hears from others."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from services.exchanges.commands import Country, Field, Kind, Label, PartnerClass, PartnerLevel
from shared.facts import Facts, fact, heard_fact, public_fact
from shared.personal import Holding


@heard_fact("reception", "DelegationArrived")
class DelegationArrived:
    delegation_id: UUID
    organisation: Label
    country: str
    city: Label
    purpose: str
    guests: int
    arrived_on: date


@fact("PartnerContacted")
class PartnerContacted:
    partner: str
    partner_class: PartnerClass
    country: Country
    city: Label
    level: PartnerLevel
    contacted_on: date
    by: str
    at: datetime


@fact("PartnershipRegistered")
class PartnershipRegistered:
    partner: str
    partner_class: PartnerClass
    country: Country
    city: Label
    kind: Kind
    source: str
    dated: str | None
    by: str
    at: datetime


@fact("VisitFromPartnerRecorded")
class VisitFromPartnerRecorded:
    partner: str
    country: str
    city: Label
    delegation_id: UUID
    organisation: Label
    purpose: str
    guests: int
    visited_on: date


@fact("ExchangeRecorded")
class ExchangeRecorded:
    partner: str
    field: Field
    what: str
    took_place_on: date
    by: str


@fact("IntentSigned")
class IntentSigned:
    partner: str
    signed_on: date
    document: str
    by: str


@fact("CityAgreed")
class CityAgreed:
    partner: str
    agreed_on: date
    document: str
    by: str


@fact("ProvinceReviewed")
class ProvinceReviewed:
    partner: str
    reviewed_on: date
    document: str
    by: str


@fact("UpperApprovalRecorded")
class UpperApprovalRecorded:
    partner: str
    authority: str
    approved: bool
    decided_on: date
    document: str
    by: str


@fact("AgreementSigned")
class AgreementSigned:
    partner: str
    signed_on: date
    document: str
    by: str


@fact("AgreementFiled")
class AgreementFiled:
    partner: str
    filed_on: date
    by: str


@public_fact("PartnershipActivated")
class PartnershipActivated:
    """A city abroad, or in Hong Kong or Macao, is a partner from now on: the agreement is signed."""

    partnership_id: UUID
    partner_class: PartnerClass
    country: str
    city: Label
    agreement_signed_on: date
    at: datetime


@fact("PartnershipDormant")
class PartnershipDormant:
    partner: str
    reason: str
    at: datetime


@fact("PartnershipReactivated")
class PartnershipReactivated:
    partner: str
    reason: str
    at: datetime


@public_fact("PartnershipTerminated")
class PartnershipTerminated:
    """The partnership has ended."""

    partnership_id: UUID
    country: str
    city: Label
    at: datetime


@fact("PartnershipEnded")
class PartnershipEnded:
    partner: str
    reason: str
    by: str
    at: datetime


@fact("ProjectProposed")
class ProjectProposed:
    project_id: UUID
    partner: str
    field: Field
    title: str
    proposer: str
    budget: Decimal
    by: str
    at: datetime


@fact("ProjectCoordinated")
class ProjectCoordinated:
    project_id: UUID
    lead_department: str
    by: str


@fact("ProjectApproved")
class ProjectApproved:
    project_id: UUID
    by: str
    at: datetime


@fact("ProjectStarted")
class ProjectStarted:
    project_id: UUID
    started_on: date


@fact("ProjectReported")
class ProjectReported:
    project_id: UUID
    report: str
    by: str


@fact("ProjectEvaluated")
class ProjectEvaluated:
    project_id: UUID
    grade: str
    remarks: str
    by: str


@fact("ProjectCancelled")
class ProjectCancelled:
    project_id: UUID
    reason: str


facts = Facts("exchanges", __name__, Holding("PIPL art 13(3): needed for official exchanges", "permanent"))
