"""What exchanges may be asked to do."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

import pycountry

from shared.values import NOT_NEGATIVE, Check, value

PartnerClass = Literal["foreign", "hong_kong_macao"]
PartnerLevel = Literal["province", "city", "county"]
Kind = Literal["agreement", "friendly_exchange", "intent"]
Field = Literal["economy_trade", "science_technology", "culture", "education", "health", "tourism", "sport", "youth"]


def _is_country(code: str) -> bool:
    return pycountry.countries.get(alpha_2=code) is not None


Country = Annotated[str, Check(_is_country, "Not an ISO 3166 country code.", "give two letters, such as GR")]


@value
class Label:
    """A name of an organisation or city in both scripts."""

    zh: str
    en: str


def partner_key(country: str, city_en: str) -> str:
    """The key of a partner's file: one a city, however often it is named. "GR-tripoli" """
    return f"{country}-{'-'.join(city_en.casefold().split())}"


@value
class ContactPartner:
    """First contact. `partner` is the city's key, such as GR-tripoli."""

    partner: str
    country: Country
    city: Label
    level: PartnerLevel
    contacted_on: date


@value
class RegisterPartnership:
    """A partnership from before this system: its kind, its date as far as it is known (2011-10-17, 2017 or nothing)."""

    partner: str
    country: Country
    city: Label
    kind: Kind
    source: str
    dated: str | None = None


@value
class RecordVisitFromPartner:
    """By policy: a delegation from that city is here. Opens a record for a city that is no partner."""

    partner: str
    country: str
    city: Label
    delegation_id: UUID
    organisation: Label
    purpose: str
    guests: int
    visited_on: date


@value
class RecordExchange:
    """A real exchange, which a partnership needs before it goes on (E3)."""

    partner: str
    field: Field
    what: str
    took_place_on: date


@value
class SignIntent:
    partner: str
    signed_on: date
    document: str


@value
class RecordCityAgreement:
    """The city government agrees to become partners."""

    partner: str
    agreed_on: date
    document: str


@value
class RecordProvinceReview:
    partner: str
    reviewed_on: date
    document: str


@value
class RecordUpperApproval:
    """CPAFFC's decision on a foreign city; on Hong Kong and Macao that of the province's office for them."""

    partner: str
    approved: bool
    decided_on: date
    document: str


@value
class SignAgreement:
    partner: str
    signed_on: date
    document: str


@value
class FileAgreement:
    """备案"""

    partner: str
    filed_on: date


@value
class MarkDormant:
    partner: str
    reason: str


@value
class ReactivatePartnership:
    partner: str
    reason: str


@value
class TerminatePartnership:
    partner: str
    reason: str


@value
class ProposeProject:
    """A cooperation project. Money in CNY."""

    project_id: UUID
    partner: str
    field: Field
    title: str
    proposer: str
    budget: Annotated[Decimal, NOT_NEGATIVE]


@value
class CoordinateProject:
    """The office finds the lead department."""

    project_id: UUID
    lead_department: str


@value
class ApproveProject:
    project_id: UUID


@value
class StartProject:
    project_id: UUID
    started_on: date


@value
class ReportProject:
    project_id: UUID
    report: str


@value
class EvaluateProject:
    project_id: UUID
    grade: Literal["good", "fair", "poor"]
    remarks: str


@value
class CancelProject:
    project_id: UUID
    reason: str


PartnershipCommand = (
    ContactPartner
    | RegisterPartnership
    | RecordVisitFromPartner
    | RecordExchange
    | SignIntent
    | RecordCityAgreement
    | RecordProvinceReview
    | RecordUpperApproval
    | SignAgreement
    | FileAgreement
    | MarkDormant
    | ReactivatePartnership
    | TerminatePartnership
)
ProjectCommand = (
    ProposeProject | CoordinateProject | ApproveProject | StartProject | ReportProject | EvaluateProject | CancelProject
)
