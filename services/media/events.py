"""What happened, as media tells and remembers it, and what it hears from others."""

from datetime import date, datetime
from uuid import UUID

from services.media.commands import INTERVIEWS, Consent, Credential, Interviewee, Name, Outlet, PersonId
from shared.facts import Facts, fact, heard_fact, public_fact
from shared.values import value


@value
class Label:
    """A name of an organisation or city in both scripts."""

    zh: str
    en: str


@heard_fact("reception", "DelegationArrived")
class DelegationArrived:
    delegation_id: UUID
    organisation: Label
    country: str
    arrived_on: date
    departs_on: date


@heard_fact("reception", "DelegationDeparted")
class DelegationDeparted:
    delegation_id: UUID


@heard_fact("consular", "CitizenDistressReported")
class CitizenDistressReported:
    case_id: UUID
    country: str


@heard_fact("consular", "CaseReleasedToMedia")
class CaseReleasedToMedia:
    case_id: UUID


@heard_fact("consular", "CitizenDistressClosed")
class CitizenDistressClosed:
    case_id: UUID


@fact("InterviewRequested")
class InterviewRequested:
    interview_id: UUID
    outlet: Outlet
    journalist_id: PersonId | None
    journalist: Name
    credential: Credential
    topic: str
    place: str
    begins_at: datetime
    ends_at: datetime
    unit: str
    interviewees: tuple[Interviewee, ...]
    delegation_id: UUID | None
    case_id: UUID | None
    radio_equipment: bool
    by: str
    at: datetime


@fact("CredentialChecked")
class CredentialChecked:
    interview_id: UUID
    by: str
    at: datetime


@fact("ConsentAsked")
class ConsentAsked:
    interview_id: UUID
    by: str
    at: datetime


@fact("UnitConsentRecorded")
class UnitConsentRecorded:
    interview_id: UUID
    consent: Consent
    at: datetime


@fact("ConsentRecorded")
class ConsentRecorded:
    interview_id: UUID
    interviewee_id: UUID
    consent: Consent
    at: datetime


@fact("ConsentWithdrawn")
class ConsentWithdrawn:
    """`after_filming`: the coverage must leave this person out."""

    interview_id: UUID
    interviewee_id: UUID
    after_filming: bool
    at: datetime


@fact("RadioEquipmentApproved")
class RadioEquipmentApproved:
    interview_id: UUID
    approval_number: str


@fact("InterviewSuspended")
class InterviewSuspended:
    interview_id: UUID


@fact("InterviewReleased")
class InterviewReleased:
    interview_id: UUID


@fact("InterviewScheduled")
class InterviewScheduled:
    interview_id: UUID
    interviewees: tuple[UUID, ...]
    by: str
    at: datetime


@public_fact("InterviewHeld")
class InterviewHeld:
    """An interview has taken place. `country`: where the outlet is from."""

    interview_id: UUID
    outlet: str
    country: str
    held_on: date
    at: datetime


@fact("CoverageLogged")
class CoverageLogged:
    interview_id: UUID
    published_on: date
    reference: str
    at: datetime


@fact("InterviewClosed")
class InterviewClosed:
    interview_id: UUID
    at: datetime


@fact("InterviewCancelled")
class InterviewCancelled:
    interview_id: UUID
    reason: str
    at: datetime


@fact("CaseRestricted")
class CaseRestricted:
    """`interviews`: those that had asked before, and must wait from now on."""

    case_id: UUID
    country: str
    interviews: tuple[UUID, ...]
    at: datetime


@fact("CaseReleased")
class CaseReleased:
    case_id: UUID
    interviews: tuple[UUID, ...]
    at: datetime


@fact("CaseAskedAbout")
class CaseAskedAbout:
    """`restricted`: what the answer was when the interview asked."""

    case_id: UUID
    interview_id: UUID
    restricted: bool


@public_fact("PressCallOpened")
class PressCallOpened:
    """Journalists may ask to be accredited around this delegation."""

    press_call_id: UUID
    delegation_id: UUID
    at: datetime


@fact("PressCallDescribed")
class PressCallDescribed:
    press_call_id: UUID
    organisation: str
    country: str
    opens_on: date
    closes_on: date


@fact("JournalistAccredited")
class JournalistAccredited:
    press_call_id: UUID
    journalist_id: PersonId
    journalist: Name
    outlet: Outlet
    credential: Credential
    at: datetime


@fact("JournalistCheckedIn")
class JournalistCheckedIn:
    press_call_id: UUID
    journalist_id: UUID
    at: datetime


@fact("PressCallClosed")
class PressCallClosed:
    press_call_id: UUID
    at: datetime


facts = Facts("media", __name__, INTERVIEWS)
