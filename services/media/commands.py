"""What media may be asked to do."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from shared.personal import Holding, OfPerson, Personal
from shared.values import value

OutletClass = Literal["foreign", "hong_kong_macao", "taiwan"]
CredentialKind = Literal["resident_card", "j2_visa", "hong_kong_macao_card"]
Consent = Literal["given", "declined"]


INTERVIEWS = Holding("PIPL art 13(2) and (3): Decree 537 on foreign journalists", "10 years")
PersonId = Annotated[UUID, OfPerson(INTERVIEWS)]


@value
class Name:
    """A person's name in both scripts."""

    zh: Personal[str]
    en: Personal[str]


@value
class Outlet:
    name: str
    place: str
    outlet_class: OutletClass


@value
class Credential:
    """What the journalist shows: kind, number and the last day on which it is valid."""

    kind: CredentialKind
    number: Personal[str]
    valid_until: date


@value
class Interviewee:
    interviewee_id: PersonId
    name: Name


@value
class RequestInterview:
    interview_id: UUID
    outlet: Outlet
    journalist: Name
    credential: Credential
    topic: str
    place: str
    begins_at: datetime
    ends_at: datetime
    unit: str
    interviewees: tuple[Interviewee, ...]
    delegation_id: UUID | None = None
    case_id: UUID | None = None
    radio_equipment: bool = False
    journalist_id: PersonId | None = None


@value
class CheckCredential:
    interview_id: UUID


@value
class AskConsent:
    """Ask the unit and each interviewee."""

    interview_id: UUID


@value
class RecordUnitConsent:
    interview_id: UUID
    consent: Consent


@value
class RecordConsent:
    """One interviewee's own answer; another's is not touched by it."""

    interview_id: UUID
    interviewee_id: UUID
    consent: Consent


@value
class WithdrawConsent:
    """At any time, also after filming: the coverage must then leave the person out."""

    interview_id: UUID
    interviewee_id: UUID


@value
class ApproveRadioEquipment:
    interview_id: UUID
    approval_number: str


@value
class ScheduleInterview:
    interview_id: UUID


@value
class HoldInterview:
    """The interview took place."""

    interview_id: UUID
    held_on: date


@value
class LogCoverage:
    interview_id: UUID
    published_on: date
    reference: str


@value
class CloseInterview:
    interview_id: UUID


@value
class CancelInterview:
    interview_id: UUID
    reason: str


@value
class SuspendInterview:
    """By policy: the case that it is about may not be spoken of yet."""

    interview_id: UUID


@value
class ReleaseInterview:
    """By policy: it may be spoken of."""

    interview_id: UUID


@value
class AskAboutCase:
    """By policy: may this interview about a case go on?"""

    case_id: UUID
    interview_id: UUID


@value
class RestrictCase:
    """By policy, on a citizen's distress: no interviews about it until released."""

    case_id: UUID
    country: str


@value
class ReleaseCase:
    case_id: UUID


@value
class OpenPressCall:
    press_call_id: UUID
    delegation_id: UUID
    organisation: str
    country: str
    opens_on: date
    closes_on: date


@value
class AccreditJournalist:
    press_call_id: UUID
    journalist_id: PersonId
    journalist: Name
    outlet: Outlet
    credential: Credential


@value
class CheckInJournalist:
    press_call_id: UUID
    journalist_id: UUID


@value
class ClosePressCall:
    press_call_id: UUID


InterviewCommand = (
    RequestInterview
    | CheckCredential
    | AskConsent
    | RecordUnitConsent
    | RecordConsent
    | WithdrawConsent
    | ApproveRadioEquipment
    | ScheduleInterview
    | HoldInterview
    | LogCoverage
    | CloseInterview
    | CancelInterview
    | SuspendInterview
    | ReleaseInterview
)
HoldCommand = AskAboutCase | RestrictCase | ReleaseCase
PressCallCommand = OpenPressCall | AccreditJournalist | CheckInJournalist | ClosePressCall
