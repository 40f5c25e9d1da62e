"""Partner cities, Hong Kong and Macao as a class of its own, and cooperation projects in eight fields.

Made from the code by `make reference`; not to be edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal, TypedDict
from uuid import UUID

from waishi_client.caller import AtLeast, Caller, Receipt
from waishi_client.every_service import EveryService
from waishi_client.facts import Fact


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name of an organisation or city in both scripts."""

    zh: str
    en: str


PartnerLevel = Literal["province", "city", "county"]


@dataclass(frozen=True, kw_only=True)
class ContactPartner:
    """First contact. `partner` is the city's key, such as GR-tripoli."""

    partner: str
    country: str  # Give two letters, such as GR.
    city: Label
    level: PartnerLevel
    contacted_on: date


Kind = Literal["agreement", "friendly_exchange", "intent"]


@dataclass(frozen=True, kw_only=True)
class RegisterPartnership:
    """A partnership from before this system: its kind, its date as far as it is known (2011-10-17, 2017 or
    nothing)."""

    partner: str
    country: str  # Give two letters, such as GR.
    city: Label
    kind: Kind
    source: str
    dated: str | None = None


Field = Literal["economy_trade", "science_technology", "culture", "education", "health", "tourism", "sport", "youth"]


@dataclass(frozen=True, kw_only=True)
class RecordExchange:
    """A real exchange, which a partnership needs before it goes on (E3)."""

    partner: str
    field: Field
    what: str
    took_place_on: date


@dataclass(frozen=True, kw_only=True)
class SignIntent:
    partner: str
    signed_on: date
    document: str


@dataclass(frozen=True, kw_only=True)
class RecordCityAgreement:
    """The city government agrees to become partners."""

    partner: str
    agreed_on: date
    document: str


@dataclass(frozen=True, kw_only=True)
class RecordProvinceReview:
    partner: str
    reviewed_on: date
    document: str


@dataclass(frozen=True, kw_only=True)
class RecordUpperApproval:
    """CPAFFC's decision on a foreign city; on Hong Kong and Macao that of the province's office for them."""

    partner: str
    approved: bool
    decided_on: date
    document: str


@dataclass(frozen=True, kw_only=True)
class SignAgreement:
    partner: str
    signed_on: date
    document: str


@dataclass(frozen=True, kw_only=True)
class FileAgreement:
    """备案"""

    partner: str
    filed_on: date


@dataclass(frozen=True, kw_only=True)
class MarkDormant:
    partner: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReactivatePartnership:
    partner: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TerminatePartnership:
    partner: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProposeProject:
    """A cooperation project. Money in CNY."""

    project_id: UUID | None = None  # Left out, a new file gets a new id.
    partner: str
    field: Field
    title: str
    proposer: str
    budget: Decimal  # Give 0 or a number above it.


@dataclass(frozen=True, kw_only=True)
class CoordinateProject:
    """The office finds the lead department."""

    project_id: UUID
    lead_department: str


@dataclass(frozen=True, kw_only=True)
class ApproveProject:
    project_id: UUID


@dataclass(frozen=True, kw_only=True)
class StartProject:
    project_id: UUID
    started_on: date


@dataclass(frozen=True, kw_only=True)
class ReportProject:
    project_id: UUID
    report: str


@dataclass(frozen=True, kw_only=True)
class EvaluateProject:
    project_id: UUID
    grade: Literal["good", "fair", "poor"]
    remarks: str


@dataclass(frozen=True, kw_only=True)
class CancelProject:
    project_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class PartnerByKey:
    """`partner` is the city's key, such as GR-tripoli."""

    partner: str


class GetPartnerAnswer(TypedDict):
    partner: str
    state: str
    partner_class: str
    country: str
    city_zh: str
    city_en: str
    dated: str | None  # date
    source: str | None
    agreement_signed_on: str | None  # date
    visits: int


class PartnerRecordRecord(TypedDict):
    on_day: str
    kind: str
    what: str


class PartnerRecordAnswer(TypedDict):
    record: list[PartnerRecordRecord]


@dataclass(frozen=True, kw_only=True)
class Partners:
    """All, or those in a state, of a class, in a country."""

    state: str | None = None
    partner_class: str | None = None
    country: str | None = None
    limit: int = 100  # Give a number above 0.


class ListPartnersPartners(TypedDict):
    partner: str
    state: str
    partner_class: str
    country: str
    city_zh: str
    city_en: str
    dated: str | None  # date
    source: str | None
    agreement_signed_on: str | None  # date
    visits: int


class ListPartnersAnswer(TypedDict):
    partners: list[ListPartnersPartners]


@dataclass(frozen=True, kw_only=True)
class Projects:
    field: str | None = None
    state: str | None = None
    partner: str | None = None
    limit: int = 100  # Give a number above 0.


class ListProjectsProjects(TypedDict):
    project_id: str  # uuid
    state: str
    partner: str
    field: str
    title: str
    proposer: str
    budget: str  # decimal
    lead_department: str | None
    grade: str | None


class ListProjectsAnswer(TypedDict):
    projects: list[ListProjectsProjects]


@dataclass(frozen=True, kw_only=True)
class ProjectCounts:
    partner: str | None = None


class ProjectsByFieldFields(TypedDict):
    field: str
    projects: int | None
    running: int | None
    budget: str | None  # decimal


class ProjectsByFieldAnswer(TypedDict):
    fields: list[ProjectsByFieldFields]


@dataclass(frozen=True, kw_only=True)
class Missions:
    """All, or those of a country; those that closed are among them, with the note."""

    country: str | None = None


class ListMissionsMissions(TypedDict):
    country: str
    post: str
    kind: str
    covers_guizhou: str
    note: str


class ListMissionsAnswer(TypedDict):
    missions: list[ListMissionsMissions]


PartnerClass = Literal["foreign", "hong_kong_macao"]


@dataclass(frozen=True, kw_only=True)
class PartnershipActivated:
    """A city abroad, or in Hong Kong or Macao, is a partner from now on: the agreement is signed."""

    VERSION: ClassVar[int] = 1
    partnership_id: UUID
    partner_class: PartnerClass
    country: str
    city: Label
    agreement_signed_on: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PartnershipTerminated:
    """The partnership has ended."""

    VERSION: ClassVar[int] = 1
    partnership_id: UUID
    country: str
    city: Label
    at: datetime


class Exchanges(EveryService):
    """Partner cities, Hong Kong and Macao as a class of its own, and cooperation projects in eight fields."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "exchanges")

    def contact_partner(
        self, request: ContactPartner, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note the first contact with a city. For exchange_officer."""
        return self._caller.command(self._service, "contact_partner", request, command_id, expected_version)

    def register_partnership(
        self, request: RegisterPartnership, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Register a partnership from before this system. For exchange_officer."""
        return self._caller.command(self._service, "register_partnership", request, command_id, expected_version)

    def record_exchange(
        self, request: RecordExchange, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record an exchange that took place. For exchange_officer."""
        return self._caller.command(self._service, "record_exchange", request, command_id, expected_version)

    def sign_intent(
        self, request: SignIntent, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the letter of intent. For exchange_officer."""
        return self._caller.command(self._service, "sign_intent", request, command_id, expected_version)

    def record_city_agreement(
        self, request: RecordCityAgreement, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that the city government agrees. For exchange_officer."""
        return self._caller.command(self._service, "record_city_agreement", request, command_id, expected_version)

    def record_province_review(
        self, request: RecordProvinceReview, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the province's review. For provincial_officer."""
        return self._caller.command(self._service, "record_province_review", request, command_id, expected_version)

    def record_upper_approval(
        self, request: RecordUpperApproval, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the decision above the province, with its document number. For provincial_officer."""
        return self._caller.command(self._service, "record_upper_approval", request, command_id, expected_version)

    def sign_agreement(
        self, request: SignAgreement, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the signed agreement. For exchange_officer."""
        return self._caller.command(self._service, "sign_agreement", request, command_id, expected_version)

    def file_agreement(
        self, request: FileAgreement, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """File the agreement: the partnership is active. For exchange_officer."""
        return self._caller.command(self._service, "file_agreement", request, command_id, expected_version)

    def mark_dormant(
        self, request: MarkDormant, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Note that nothing happens any more, and why. For exchange_officer."""
        return self._caller.command(self._service, "mark_dormant", request, command_id, expected_version)

    def reactivate_partnership(
        self, request: ReactivatePartnership, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take a dormant partnership up again. For exchange_officer."""
        return self._caller.command(self._service, "reactivate_partnership", request, command_id, expected_version)

    def terminate_partnership(
        self, request: TerminatePartnership, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """End a partnership, with the reason. For director."""
        return self._caller.command(self._service, "terminate_partnership", request, command_id, expected_version)

    def propose_project(
        self, request: ProposeProject, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Propose a cooperation project. For exchange_officer."""
        return self._caller.command(self._service, "propose_project", request, command_id, expected_version)

    def coordinate_project(
        self, request: CoordinateProject, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Name the lead department. For exchange_officer."""
        return self._caller.command(self._service, "coordinate_project", request, command_id, expected_version)

    def approve_project(
        self, request: ApproveProject, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Approve it; not who proposed it. For director."""
        return self._caller.command(self._service, "approve_project", request, command_id, expected_version)

    def start_project(
        self, request: StartProject, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that it runs. For exchange_officer."""
        return self._caller.command(self._service, "start_project", request, command_id, expected_version)

    def report_project(
        self, request: ReportProject, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """File its report. For exchange_officer."""
        return self._caller.command(self._service, "report_project", request, command_id, expected_version)

    def evaluate_project(
        self, request: EvaluateProject, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Evaluate it. For exchange_officer."""
        return self._caller.command(self._service, "evaluate_project", request, command_id, expected_version)

    def cancel_project(
        self, request: CancelProject, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Cancel it, with the reason. For exchange_officer."""
        return self._caller.command(self._service, "cancel_project", request, command_id, expected_version)

    def get_partner(self, question: PartnerByKey, *, at_least: AtLeast = 0) -> GetPartnerAnswer:
        """One partner. For auditor, director, exchange_officer, media_officer, protocol_officer,
        provincial_officer."""
        answer: GetPartnerAnswer = self._caller.ask(self._service, "get_partner", question, at_least)
        return answer

    def partner_record(self, question: PartnerByKey, *, at_least: AtLeast = 0) -> PartnerRecordAnswer:
        """Contacts, steps, visits and exchanges with a city. For auditor, director, exchange_officer,
        media_officer, protocol_officer, provincial_officer."""
        answer: PartnerRecordAnswer = self._caller.ask(self._service, "partner_record", question, at_least)
        return answer

    def list_partners(self, question: Partners | None = None, *, at_least: AtLeast = 0) -> ListPartnersAnswer:
        """Partners by state, class or country. For auditor, director, exchange_officer, media_officer,
        protocol_officer, provincial_officer."""
        answer: ListPartnersAnswer = self._caller.ask(self._service, "list_partners", question, at_least)
        return answer

    def list_projects(self, question: Projects | None = None, *, at_least: AtLeast = 0) -> ListProjectsAnswer:
        """Projects by field, state or partner. For auditor, director, exchange_officer, media_officer,
        protocol_officer, provincial_officer."""
        answer: ListProjectsAnswer = self._caller.ask(self._service, "list_projects", question, at_least)
        return answer

    def projects_by_field(
        self, question: ProjectCounts | None = None, *, at_least: AtLeast = 0
    ) -> ProjectsByFieldAnswer:
        """Projects in numbers, by field. For auditor, director, exchange_officer, media_officer,
        protocol_officer, provincial_officer."""
        answer: ProjectsByFieldAnswer = self._caller.ask(self._service, "projects_by_field", question, at_least)
        return answer

    def list_missions(self, question: Missions | None = None, *, at_least: AtLeast = 0) -> ListMissionsAnswer:
        """Which mission in China is responsible here. For auditor, director, exchange_officer, media_officer,
        protocol_officer, provincial_officer."""
        answer: ListMissionsAnswer = self._caller.ask(self._service, "list_missions", question, at_least)
        return answer


PublicFact = PartnershipActivated | PartnershipTerminated
FACTS: Mapping[str, type[PublicFact]] = {
    "PartnershipActivated": PartnershipActivated,
    "PartnershipTerminated": PartnershipTerminated,
}


def read(fact: Fact) -> PublicFact | None:
    """The fact as its class, None for one that this client doesn't know. Raises Unreadable."""
    kind = FACTS.get(fact.name)
    return fact.read(kind) if kind else None
