"""Interviews by foreign, Hong Kong and Macao media, and press calls around delegations.

Made from the code by `make reference`; not to be edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal, TypedDict
from uuid import UUID

from waishi_client.caller import AtLeast, Caller, Receipt
from waishi_client.every_service import EveryService
from waishi_client.facts import Fact

OutletClass = Literal["foreign", "hong_kong_macao", "taiwan"]


@dataclass(frozen=True, kw_only=True)
class Outlet:
    name: str
    place: str
    outlet_class: OutletClass


@dataclass(frozen=True, kw_only=True)
class Name:
    """A person's name in both scripts."""

    zh: str
    en: str


CredentialKind = Literal["resident_card", "j2_visa", "hong_kong_macao_card"]


@dataclass(frozen=True, kw_only=True)
class Credential:
    """What the journalist shows: kind, number and the last day on which it is valid."""

    kind: CredentialKind
    number: str
    valid_until: date


@dataclass(frozen=True, kw_only=True)
class Interviewee:
    interviewee_id: UUID | None = None
    name: Name


@dataclass(frozen=True, kw_only=True)
class RequestInterview:
    interview_id: UUID | None = None  # Left out, a new file gets a new id.
    outlet: Outlet
    journalist: Name
    credential: Credential
    topic: str
    place: str
    begins_at: datetime
    ends_at: datetime
    unit: str
    interviewees: Sequence[Interviewee]
    delegation_id: UUID | None = None
    case_id: UUID | None = None
    radio_equipment: bool = False
    journalist_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CheckCredential:
    interview_id: UUID


@dataclass(frozen=True, kw_only=True)
class AskConsent:
    """Ask the unit and each interviewee."""

    interview_id: UUID


Consent = Literal["given", "declined"]


@dataclass(frozen=True, kw_only=True)
class RecordUnitConsent:
    interview_id: UUID
    consent: Consent


@dataclass(frozen=True, kw_only=True)
class RecordConsent:
    """One interviewee's own answer; another's is not touched by it."""

    interview_id: UUID
    interviewee_id: UUID
    consent: Consent


@dataclass(frozen=True, kw_only=True)
class WithdrawConsent:
    """At any time, also after filming: the coverage must then leave the person out."""

    interview_id: UUID
    interviewee_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApproveRadioEquipment:
    interview_id: UUID
    approval_number: str


@dataclass(frozen=True, kw_only=True)
class ScheduleInterview:
    interview_id: UUID


@dataclass(frozen=True, kw_only=True)
class HoldInterview:
    """The interview took place."""

    interview_id: UUID
    held_on: date


@dataclass(frozen=True, kw_only=True)
class LogCoverage:
    interview_id: UUID
    published_on: date
    reference: str


@dataclass(frozen=True, kw_only=True)
class CloseInterview:
    interview_id: UUID


@dataclass(frozen=True, kw_only=True)
class CancelInterview:
    interview_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReleaseCase:
    case_id: UUID | None = None  # Left out, a new file gets a new id.


@dataclass(frozen=True, kw_only=True)
class AccreditJournalist:
    press_call_id: UUID
    journalist_id: UUID | None = None
    journalist: Name
    outlet: Outlet
    credential: Credential


@dataclass(frozen=True, kw_only=True)
class CheckInJournalist:
    press_call_id: UUID
    journalist_id: UUID


@dataclass(frozen=True, kw_only=True)
class InterviewById:
    interview_id: UUID


class GetInterviewConsents(TypedDict):
    interviewee_id: str  # uuid
    name_zh: str
    name_en: str
    consent: str | None
    leave_out: bool


class GetInterviewAnswer(TypedDict):
    interview_id: str  # uuid
    state: str
    outlet: str
    outlet_class: str
    topic: str
    place: str
    unit: str
    begins_at: str  # date-time
    ends_at: str  # date-time
    unit_consent: str | None
    suspended: bool
    delegation_id: str | None  # uuid
    case_id: str | None  # uuid
    coverage: str | None
    consents: list[GetInterviewConsents]


@dataclass(frozen=True, kw_only=True)
class Interviews:
    """All, or those in a state, of an outlet class, about a delegation or a case."""

    state: str | None = None
    outlet_class: str | None = None
    delegation_id: UUID | None = None
    case_id: UUID | None = None
    limit: int = 100  # Give a number above 0.


class ListInterviewsInterviews(TypedDict):
    interview_id: str  # uuid
    state: str
    outlet: str
    outlet_class: str
    topic: str
    place: str
    unit: str
    begins_at: str  # date-time
    ends_at: str  # date-time
    unit_consent: str | None
    suspended: bool
    delegation_id: str | None  # uuid
    case_id: str | None  # uuid
    coverage: str | None


class ListInterviewsAnswer(TypedDict):
    interviews: list[ListInterviewsInterviews]


@dataclass(frozen=True, kw_only=True)
class PressCalls:
    state: str | None = None
    delegation_id: UUID | None = None
    limit: int = 100  # Give a number above 0.


class ListPressCallsPressCalls(TypedDict):
    press_call_id: str  # uuid
    delegation_id: str | None  # uuid
    organisation: str | None
    country: str | None
    opens_on: str | None  # date
    closes_on: str | None  # date
    state: str
    accredited: int
    checked_in: int


class ListPressCallsAnswer(TypedDict):
    press_calls: list[ListPressCallsPressCalls]


@dataclass(frozen=True, kw_only=True)
class HeldCases:
    limit: int = 100  # Give a number above 0.


class ListHeldCasesHeldCases(TypedDict):
    case_id: str  # uuid
    country: str | None


class ListHeldCasesAnswer(TypedDict):
    held_cases: list[ListHeldCasesHeldCases]


@dataclass(frozen=True, kw_only=True)
class InterviewHeld:
    """An interview has taken place. `country`: where the outlet is from."""

    VERSION: ClassVar[int] = 1
    interview_id: UUID
    outlet: str
    country: str
    held_on: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PressCallOpened:
    """Journalists may ask to be accredited around this delegation."""

    VERSION: ClassVar[int] = 1
    press_call_id: UUID
    delegation_id: UUID
    at: datetime


class Media(EveryService):
    """Interviews by foreign, Hong Kong and Macao media, and press calls around delegations."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller, "media")

    def request_interview(
        self, request: RequestInterview, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Take in a request of a foreign, Hong Kong or Macao outlet. For media_officer."""
        return self._caller.command(self._service, "request_interview", request, command_id, expected_version)

    def check_credential(
        self, request: CheckCredential, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Check the journalist's card or visa for the days of the interview. For media_officer."""
        return self._caller.command(self._service, "check_credential", request, command_id, expected_version)

    def ask_consent(
        self, request: AskConsent, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Ask the unit and each interviewee. For media_officer."""
        return self._caller.command(self._service, "ask_consent", request, command_id, expected_version)

    def record_unit_consent(
        self, request: RecordUnitConsent, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the unit's answer. For media_officer."""
        return self._caller.command(self._service, "record_unit_consent", request, command_id, expected_version)

    def record_consent(
        self, request: RecordConsent, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record one person's own answer. For media_officer."""
        return self._caller.command(self._service, "record_consent", request, command_id, expected_version)

    def withdraw_consent(
        self, request: WithdrawConsent, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that a person takes the consent back, at any time. For media_officer."""
        return self._caller.command(self._service, "withdraw_consent", request, command_id, expected_version)

    def approve_radio_equipment(
        self, request: ApproveRadioEquipment, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record the number of the approval of radio equipment. For media_officer."""
        return self._caller.command(self._service, "approve_radio_equipment", request, command_id, expected_version)

    def schedule_interview(
        self, request: ScheduleInterview, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Schedule it with those who consent. For media_officer."""
        return self._caller.command(self._service, "schedule_interview", request, command_id, expected_version)

    def hold_interview(
        self, request: HoldInterview, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that it took place. For media_officer."""
        return self._caller.command(self._service, "hold_interview", request, command_id, expected_version)

    def log_coverage(
        self, request: LogCoverage, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record what was published. For media_officer."""
        return self._caller.command(self._service, "log_coverage", request, command_id, expected_version)

    def close_interview(
        self, request: CloseInterview, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Close the file. For media_officer."""
        return self._caller.command(self._service, "close_interview", request, command_id, expected_version)

    def cancel_interview(
        self, request: CancelInterview, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Cancel it, saying why. For media_officer."""
        return self._caller.command(self._service, "cancel_interview", request, command_id, expected_version)

    def release_case(
        self, request: ReleaseCase, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Let a case be spoken of, without waiting for consular. For director."""
        return self._caller.command(self._service, "release_case", request, command_id, expected_version)

    def accredit_journalist(
        self, request: AccreditJournalist, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Accredit a journalist to a press call. For media_officer."""
        return self._caller.command(self._service, "accredit_journalist", request, command_id, expected_version)

    def check_in_journalist(
        self, request: CheckInJournalist, *, command_id: UUID | None = None, expected_version: int | None = None
    ) -> Receipt:
        """Record that an accredited journalist came. For media_officer."""
        return self._caller.command(self._service, "check_in_journalist", request, command_id, expected_version)

    def get_interview(self, question: InterviewById, *, at_least: AtLeast = 0) -> GetInterviewAnswer:
        """One interview, with the consent of each person. For auditor, consular_officer, director,
        media_officer, protocol_officer."""
        answer: GetInterviewAnswer = self._caller.ask(self._service, "get_interview", question, at_least)
        return answer

    def list_interviews(self, question: Interviews | None = None, *, at_least: AtLeast = 0) -> ListInterviewsAnswer:
        """Interviews by state, outlet class, delegation or case. For auditor, consular_officer, director,
        media_officer, protocol_officer."""
        answer: ListInterviewsAnswer = self._caller.ask(self._service, "list_interviews", question, at_least)
        return answer

    def list_press_calls(self, question: PressCalls | None = None, *, at_least: AtLeast = 0) -> ListPressCallsAnswer:
        """Press calls by state or delegation. For auditor, consular_officer, director, media_officer,
        protocol_officer."""
        answer: ListPressCallsAnswer = self._caller.ask(self._service, "list_press_calls", question, at_least)
        return answer

    def list_held_cases(self, question: HeldCases | None = None, *, at_least: AtLeast = 0) -> ListHeldCasesAnswer:
        """Cases about which no interview may be held yet. For auditor, consular_officer, director,
        media_officer, protocol_officer."""
        answer: ListHeldCasesAnswer = self._caller.ask(self._service, "list_held_cases", question, at_least)
        return answer


PublicFact = InterviewHeld | PressCallOpened
FACTS: Mapping[str, type[PublicFact]] = {"InterviewHeld": InterviewHeld, "PressCallOpened": PressCallOpened}


def read(fact: Fact) -> PublicFact | None:
    """The fact as its class, None for one that this client doesn't know. Raises Unreadable."""
    kind = FACTS.get(fact.name)
    return fact.read(kind) if kind else None
