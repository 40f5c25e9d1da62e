"""Foreign guests in the house, and the leaders' diaries.

Made from the code by `make reference`; not to be edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, Literal, TypedDict
from uuid import UUID

from waishi_client.caller import AtLeast, Caller, Receipt
from waishi_client.every_service import EveryService
from waishi_client.facts import Fact

MealKind = Literal["banquet", "buffet", "cocktail", "tea"]


Rank = Literal[
    "state_leader", "minister", "vice_minister", "bureau", "deputy_bureau", "division", "deputy_division", "staff"
]


@dataclass(frozen=True, kw_only=True)
class Meal:
    """A meal given for the guests. Money in CNY per head; `given_by` is the city or a county of it."""

    kind: MealKind
    on: date
    host_rank: Rank
    hosts: int  # Give a number above 0.
    guests: int  # Give a number above 0.
    per_head: Decimal  # Give 0 or a number above it.
    given_by: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The reception plan (接待方案): whom the host pays for, how long; `daily_meals` per head and day."""

    host_unit: str
    guests_hosted: int  # Give a number above 0.
    days_hosted: int  # Give a number above 0.
    scope: str
    funding: str
    daily_meals: Decimal  # Give 0 or a number above it.
    meals: Sequence[Meal] = ()


@dataclass(frozen=True, kw_only=True)
class DraftPlan:
    delegation_id: UUID
    plan: Plan


@dataclass(frozen=True, kw_only=True)
class SignPlan:
    delegation_id: UUID


@dataclass(frozen=True, kw_only=True)
class ProgrammeItem:
    begins_at: datetime
    ends_at: datetime
    place: str
    what: str


@dataclass(frozen=True, kw_only=True)
class SetProgramme:
    """The whole programme, in place of the one before."""

    delegation_id: UUID
    items: Sequence[ProgrammeItem]


@dataclass(frozen=True, kw_only=True)
class ConfirmDelegation:
    delegation_id: UUID


@dataclass(frozen=True, kw_only=True)
class RecordArrival:
    delegation_id: UUID
    arrived_on: date
    guests: int  # Give a number above 0.


@dataclass(frozen=True, kw_only=True)
class RecordDelegationDeparture:
    delegation_id: UUID
    departed_on: date


@dataclass(frozen=True, kw_only=True)
class CostLine:
    item: str
    amount: Decimal  # Give 0 or a number above it.


@dataclass(frozen=True, kw_only=True)
class SettleReception:
    """Actual costs, and the meals as they were given."""

    delegation_id: UUID
    lines: Sequence[CostLine]
    meals: Sequence[Meal]


@dataclass(frozen=True, kw_only=True)
class SummariseReception:
    delegation_id: UUID
    summary: str


@dataclass(frozen=True, kw_only=True)
class PostponeDelegation:
    delegation_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class CancelDelegation:
    delegation_id: UUID | None = None  # Left out, a new file gets a new id.
    reason: str


@dataclass(frozen=True, kw_only=True)
class OpenDiary:
    """A leader's diary; `leader_id` names the office, such as "mayor"."""

    leader_id: str
    rank: Rank


@dataclass(frozen=True, kw_only=True)
class RequestActivity:
    leader_id: str
    activity_id: UUID
    kind: Literal["meeting", "banquet", "signing", "visit"]
    begins_at: datetime
    ends_at: datetime
    place: str
    guest_rank: Rank
    delegation_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewActivity:
    """The office's review of a request."""

    leader_id: str
    activity_id: UUID


@dataclass(frozen=True, kw_only=True)
class AcceptActivity:
    """The leader's office decides."""

    leader_id: str
    activity_id: UUID


@dataclass(frozen=True, kw_only=True)
class DeclineActivity:
    leader_id: str
    activity_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class CancelActivity:
    leader_id: str
    activity_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class BriefLeader:
    """The briefing (会见参阅) is filed under its reference."""

    leader_id: str
    activity_id: UUID
    reference: str


@dataclass(frozen=True, kw_only=True)
class RecordActivityHeld:
    leader_id: str
    activity_id: UUID


@dataclass(frozen=True, kw_only=True)
class FileMinutes:
    leader_id: str
    activity_id: UUID
    reference: str
    follow_ups: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class DelegationById:
    delegation_id: UUID


class GetDelegationProgramme(TypedDict):
    number: int
    begins_at: str  # date-time
    ends_at: str  # date-time
    place: str
    what: str


class GetDelegationAnswer(TypedDict):
    delegation_id: str  # uuid
    visit_id: str  # uuid
    state: str
    unit: str
    organisation_zh: str
    organisation_en: str
    country: str
    city_zh: str
    city_en: str
    purpose: str
    head_rank: str
    head_title: str
    guests: int
    arrives_on: str  # date
    departs_on: str  # date
    document: str
    cost: str | None  # decimal
    summary: str | None
    programme: list[GetDelegationProgramme]


@dataclass(frozen=True, kw_only=True)
class Delegations:
    """All, or those in a state, of a country, of one approval."""

    state: str | None = None
    country: str | None = None
    visit_id: UUID | None = None
    limit: int = 100  # Give a number above 0.


class ListDelegationsDelegations(TypedDict):
    delegation_id: str  # uuid
    visit_id: str  # uuid
    state: str
    unit: str
    organisation_zh: str
    organisation_en: str
    country: str
    city_zh: str
    city_en: str
    purpose: str
    head_rank: str
    head_title: str
    guests: int
    arrives_on: str  # date
    departs_on: str  # date
    document: str
    cost: str | None  # decimal
    summary: str | None


class ListDelegationsAnswer(TypedDict):
    delegations: list[ListDelegationsDelegations]


@dataclass(frozen=True, kw_only=True)
class InTheHouse:
    """Delegations that are expected or here on any day from `first` to `last`."""

    first: date
    last: date
    limit: int = 100  # Give a number above 0.


class InTheHouseDelegations(TypedDict):
    delegation_id: str  # uuid
    visit_id: str  # uuid
    state: str
    unit: str
    organisation_zh: str
    organisation_en: str
    country: str
    city_zh: str
    city_en: str
    purpose: str
    head_rank: str
    head_title: str
    guests: int
    arrives_on: str  # date
    departs_on: str  # date
    document: str
    cost: str | None  # decimal
    summary: str | None


class InTheHouseAnswer(TypedDict):
    delegations: list[InTheHouseDelegations]


class SettlementLines(TypedDict):
    item: str
    amount: str  # decimal


class SettlementAnswer(TypedDict):
    lines: list[SettlementLines]


@dataclass(frozen=True, kw_only=True)
class DiaryOf:
    leader_id: str
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    limit: int = 100  # Give a number above 0.


class DiaryOfActivities(TypedDict):
    activity_id: str  # uuid
    state: str
    kind: str
    begins_at: str  # date-time
    ends_at: str  # date-time
    place: str
    delegation_id: str | None  # uuid
    follow_ups: str | None


class DiaryOfAnswer(TypedDict):
    activities: list[DiaryOfActivities]


@dataclass(frozen=True, kw_only=True)
class Label:
    """A name of an organisation or city in both scripts."""

    zh: str
    en: str


@dataclass(frozen=True, kw_only=True)
class DelegationArrived:
    """The guests are in the house. `guests`: how many came; `head_title` and `head_rank`: who leads them."""

    VERSION: ClassVar[int] = 1
    delegation_id: UUID
    visit_id: UUID
    unit: str
    organisation: Label
    country: str
    city: Label
    purpose: str
    head_rank: Rank
    head_title: str
    guests: int
    arrived_on: date
    departs_on: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DelegationCancelled:
    """The guests will not come."""

    VERSION: ClassVar[int] = 1
    delegation_id: UUID
    visit_id: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DelegationConfirmed:
    """The guests are told that they are expected; `visit_id` is the approval that invited them."""

    VERSION: ClassVar[int] = 1
    delegation_id: UUID
    visit_id: UUID
    country: str
    city: Label
    arrives_on: date
    departs_on: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class DelegationDeparted:
    """The guests have left."""

    VERSION: ClassVar[int] = 1
    delegation_id: UUID
    visit_id: UUID
    organisation: Label
    country: str
    city: Label
    guests: int
    departed_on: date
    at: datetime


class Reception(EveryService):
    """Foreign guests in the house, and the leaders' diaries."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "reception")

    def draft_plan(
        self, request: DraftPlan, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Draft the reception plan: every hosting rule is judged. For protocol_officer."""
        return self._caller.command(self._service, "draft_plan", request, command_id, expected_version)

    def sign_plan(
        self, request: SignPlan, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Sign the plan; not who drafted it. For director."""
        return self._caller.command(self._service, "sign_plan", request, command_id, expected_version)

    def set_programme(
        self, request: SetProgramme, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Set the whole programme. For protocol_officer."""
        return self._caller.command(self._service, "set_programme", request, command_id, expected_version)

    def confirm_delegation(
        self, request: ConfirmDelegation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Confirm to the guests. For protocol_officer."""
        return self._caller.command(self._service, "confirm_delegation", request, command_id, expected_version)

    def record_arrival(
        self, request: RecordArrival, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that the guests have arrived. For protocol_officer."""
        return self._caller.command(self._service, "record_arrival", request, command_id, expected_version)

    def record_delegation_departure(
        self, request: RecordDelegationDeparture, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that the guests have left. For protocol_officer."""
        return self._caller.command(self._service, "record_delegation_departure", request, command_id, expected_version)

    def settle_reception(
        self, request: SettleReception, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Settle the costs as they were. For finance, protocol_officer."""
        return self._caller.command(self._service, "settle_reception", request, command_id, expected_version)

    def summarise_reception(
        self, request: SummariseReception, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """File the summary. For protocol_officer."""
        return self._caller.command(self._service, "summarise_reception", request, command_id, expected_version)

    def postpone_delegation(
        self, request: PostponeDelegation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Postpone, with the reason. For protocol_officer."""
        return self._caller.command(self._service, "postpone_delegation", request, command_id, expected_version)

    def cancel_delegation(
        self, request: CancelDelegation, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Cancel before arrival, with the reason. For director."""
        return self._caller.command(self._service, "cancel_delegation", request, command_id, expected_version)

    def open_diary(
        self, request: OpenDiary, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Open a leader's diary. For leader_office."""
        return self._caller.command(self._service, "open_diary", request, command_id, expected_version)

    def request_activity(
        self, request: RequestActivity, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Ask for a leader's time. For protocol_officer."""
        return self._caller.command(self._service, "request_activity", request, command_id, expected_version)

    def review_activity(
        self, request: ReviewActivity, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The office's review of a request. For director, section_head."""
        return self._caller.command(self._service, "review_activity", request, command_id, expected_version)

    def accept_activity(
        self, request: AcceptActivity, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The leader accepts. For leader_office."""
        return self._caller.command(self._service, "accept_activity", request, command_id, expected_version)

    def decline_activity(
        self, request: DeclineActivity, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """The leader declines, with the reason. For leader_office."""
        return self._caller.command(self._service, "decline_activity", request, command_id, expected_version)

    def cancel_activity(
        self, request: CancelActivity, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Give the time back. For protocol_officer."""
        return self._caller.command(self._service, "cancel_activity", request, command_id, expected_version)

    def brief_leader(
        self, request: BriefLeader, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """File the briefing. For protocol_officer."""
        return self._caller.command(self._service, "brief_leader", request, command_id, expected_version)

    def record_activity_held(
        self, request: RecordActivityHeld, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that it took place. For protocol_officer."""
        return self._caller.command(self._service, "record_activity_held", request, command_id, expected_version)

    def file_minutes(
        self, request: FileMinutes, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """File the minutes and what is to follow. For protocol_officer."""
        return self._caller.command(self._service, "file_minutes", request, command_id, expected_version)

    def get_delegation(self, question: DelegationById, *, at_least: AtLeast = 0) -> GetDelegationAnswer:
        """One delegation, with its programme. For auditor, clerk, director, exchange_officer, finance,
        leader_office, media_officer, protocol_officer, section_head."""
        answer: GetDelegationAnswer = self._caller.ask(self._service, "get_delegation", question, at_least)
        return answer

    def list_delegations(self, question: Delegations | None = None, *, at_least: AtLeast = 0) -> ListDelegationsAnswer:
        """Delegations by state, country or approval. For auditor, clerk, director, exchange_officer, finance,
        leader_office, media_officer, protocol_officer, section_head."""
        answer: ListDelegationsAnswer = self._caller.ask(self._service, "list_delegations", question, at_least)
        return answer

    def in_the_house(self, question: InTheHouse, *, at_least: AtLeast = 0) -> InTheHouseAnswer:
        """Who is expected or here on these days. For auditor, clerk, director, exchange_officer, finance,
        leader_office, media_officer, protocol_officer, section_head."""
        answer: InTheHouseAnswer = self._caller.ask(self._service, "in_the_house", question, at_least)
        return answer

    def settlement(self, question: DelegationById, *, at_least: AtLeast = 0) -> SettlementAnswer:
        """What a reception cost. For auditor, clerk, director, exchange_officer, finance, leader_office,
        media_officer, protocol_officer, section_head."""
        answer: SettlementAnswer = self._caller.ask(self._service, "settlement", question, at_least)
        return answer

    def diary_of(self, question: DiaryOf, *, at_least: AtLeast = 0) -> DiaryOfAnswer:
        """A leader's activities. For auditor, clerk, director, exchange_officer, finance, leader_office,
        media_officer, protocol_officer, section_head."""
        answer: DiaryOfAnswer = self._caller.ask(self._service, "diary_of", question, at_least)
        return answer


PublicFact = DelegationArrived | DelegationCancelled | DelegationConfirmed | DelegationDeparted
FACTS: Mapping[str, type[PublicFact]] = {
    "DelegationArrived": DelegationArrived,
    "DelegationCancelled": DelegationCancelled,
    "DelegationConfirmed": DelegationConfirmed,
    "DelegationDeparted": DelegationDeparted,
}


def read(fact: Fact) -> PublicFact | None:
    """The fact as its class, None for one that this client doesn't know. Raises Unreadable."""
    kind = FACTS.get(fact.name)
    return fact.read(kind) if kind else None
