"""An interview: credentials, consent of the unit and of each person by itself, held, coverage logged."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.media.commands import (
    ApproveRadioEquipment,
    AskConsent,
    CancelInterview,
    CheckCredential,
    CloseInterview,
    Credential,
    HoldInterview,
    InterviewCommand,
    LogCoverage,
    Outlet,
    RecordConsent,
    RecordUnitConsent,
    ReleaseInterview,
    RequestInterview,
    ScheduleInterview,
    SuspendInterview,
    WithdrawConsent,
)
from services.media.events import (
    ConsentAsked,
    ConsentRecorded,
    ConsentWithdrawn,
    CoverageLogged,
    CredentialChecked,
    InterviewCancelled,
    InterviewClosed,
    InterviewHeld,
    InterviewReleased,
    InterviewRequested,
    InterviewScheduled,
    InterviewSuspended,
    RadioEquipmentApproved,
    UnitConsentRecorded,
)
from services.media.rules import DECREE_537, credential_violations
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, Violation, refuse
from shared.times import local_date

InterviewFact = (
    InterviewRequested
    | CredentialChecked
    | ConsentAsked
    | UnitConsentRecorded
    | ConsentRecorded
    | ConsentWithdrawn
    | RadioEquipmentApproved
    | InterviewSuspended
    | InterviewReleased
    | InterviewScheduled
    | InterviewHeld
    | CoverageLogged
    | InterviewClosed
    | InterviewCancelled
)
OVER = ("Closed", "Cancelled")
FILMED = ("Held", "CoverageLogged", "Closed")


@dataclass(frozen=True, kw_only=True)
class Interview:
    """State: Requested, CredentialChecked, ConsentAsked, Scheduled, Held, CoverageLogged, Closed, Cancelled."""

    state: str
    outlet: Outlet
    credential: Credential
    last_day: date
    interviewees: tuple[UUID, ...]
    about_case: bool
    radio_equipment: bool
    radio_approved: bool = False
    suspended: bool = False
    unit_consent: str | None = None
    consents: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def willing(self) -> tuple[UUID, ...]:
        """Those whose own consent stands."""
        return tuple(who for who in self.interviewees if self.consents.get(who) == "given")


def decide(state: Interview | None, command: InterviewCommand, occasion: Occasion) -> Decision:
    match state, command:
        case None, RequestInterview():
            return request(command, occasion)
        case None, _:
            raise TypeError(command)
        case _, RequestInterview():
            return []
        case _, SuspendInterview():
            return [] if state.suspended else [InterviewSuspended(interview_id=command.interview_id)]
        case _, ReleaseInterview():
            return [InterviewReleased(interview_id=command.interview_id)] if state.suspended else []
        case _, WithdrawConsent():
            return withdraw(state, command, occasion)
        case Interview(state="Cancelled"), CancelInterview():
            return []
        case Interview(state=now), _ if now in OVER:
            return wrong_state(state, "an interview that is not over")
        case _, CancelInterview():
            return [InterviewCancelled(interview_id=command.interview_id, reason=command.reason, at=occasion.now)]
        case _, CheckCredential():
            return check_credential(state, command, occasion)
        case _, AskConsent():
            return ask_consent(state, command, occasion)
        case _, RecordUnitConsent():
            return record_unit_consent(state, command, occasion)
        case _, RecordConsent():
            return record_consent(state, command, occasion)
        case _, ApproveRadioEquipment():
            return approve_radio(state, command)
        case _, ScheduleInterview():
            return schedule(state, command, occasion)
        case _, HoldInterview():
            return hold(state, command, occasion)
        case _, LogCoverage():
            return log_coverage(state, command, occasion)
        case _, CloseInterview():
            return close(state, command, occasion)


def request(command: RequestInterview, occasion: Occasion) -> Decision:
    if command.outlet.outlet_class == "taiwan":
        return Refusal(credential_violations(command.outlet, command.credential, local_date(command.ends_at)))
    if command.ends_at <= command.begins_at:
        return refuse("times", "§5", "an end after its beginning", command.ends_at.isoformat(), "mend the times")
    if not command.interviewees:
        return refuse("M2", f"{DECREE_537} art 17", "at least 1 interviewee", 0, "name whom they want to interview")
    return [
        InterviewRequested(
            interview_id=command.interview_id,
            outlet=command.outlet,
            journalist_id=command.journalist_id,
            journalist=command.journalist,
            credential=command.credential,
            topic=command.topic,
            place=command.place,
            begins_at=command.begins_at,
            ends_at=command.ends_at,
            unit=command.unit,
            interviewees=command.interviewees,
            delegation_id=command.delegation_id,
            case_id=command.case_id,
            radio_equipment=command.radio_equipment,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def check_credential(state: Interview, command: CheckCredential, occasion: Occasion) -> Decision:
    if state.state != "Requested":
        return []
    violations = credential_violations(state.outlet, state.credential, state.last_day)
    if violations:
        return Refusal(violations)
    return [CredentialChecked(interview_id=command.interview_id, by=occasion.actor.signature, at=occasion.now)]


def ask_consent(state: Interview, command: AskConsent, occasion: Occasion) -> Decision:
    if state.state == "ConsentAsked":
        return []
    if state.state != "CredentialChecked":
        return wrong_state(state, "CredentialChecked")
    return [ConsentAsked(interview_id=command.interview_id, by=occasion.actor.signature, at=occasion.now)]


def record_unit_consent(state: Interview, command: RecordUnitConsent, occasion: Occasion) -> Decision:
    if state.unit_consent == command.consent:
        return []
    if state.state != "ConsentAsked":
        return wrong_state(state, "ConsentAsked")
    return [UnitConsentRecorded(interview_id=command.interview_id, consent=command.consent, at=occasion.now)]


def record_consent(state: Interview, command: RecordConsent, occasion: Occasion) -> Decision:
    who = command.interviewee_id
    if who not in state.interviewees:
        return not_an_interviewee(who)
    if state.consents.get(who) == command.consent:
        return []
    if state.state != "ConsentAsked":
        return wrong_state(state, "ConsentAsked")
    return [
        ConsentRecorded(interview_id=command.interview_id, interviewee_id=who, consent=command.consent, at=occasion.now)
    ]


def withdraw(state: Interview, command: WithdrawConsent, occasion: Occasion) -> Decision:
    who = command.interviewee_id
    if who not in state.interviewees:
        return not_an_interviewee(who)
    if state.consents.get(who) != "given":
        return []
    filmed = state.state in FILMED
    return [
        ConsentWithdrawn(interview_id=command.interview_id, interviewee_id=who, after_filming=filmed, at=occasion.now)
    ]


def approve_radio(state: Interview, command: ApproveRadioEquipment) -> Decision:
    if state.radio_approved or not state.radio_equipment:
        return []
    return [RadioEquipmentApproved(interview_id=command.interview_id, approval_number=command.approval_number)]


def schedule(state: Interview, command: ScheduleInterview, occasion: Occasion) -> Decision:
    if state.state == "Scheduled":
        return []
    if state.state != "ConsentAsked":
        return wrong_state(state, "ConsentAsked")
    violations = schedule_violations(state)
    if violations:
        return Refusal(violations)
    return [
        InterviewScheduled(
            interview_id=command.interview_id, interviewees=state.willing, by=occasion.actor.signature, at=occasion.now
        )
    ]


def schedule_violations(state: Interview) -> tuple[Violation, ...]:
    """Art 17: consent of unit and person; art 19: radio equipment after approval; and no hold on the case."""
    found: list[Violation] = list(credential_violations(state.outlet, state.credential, state.last_day))
    article = f"{DECREE_537} art 17"
    if state.unit_consent != "given":
        said = state.unit_consent or "no answer yet"
        found.append(Violation("M2", article, "the unit's consent", said, "record the unit's consent, or cancel"))
    if not state.willing:
        mend = "record the consent of at least one person, or cancel"
        found.append(Violation("M2", article, "consent of at least 1 interviewee", "0", mend))
    if state.radio_equipment and not state.radio_approved:
        mend = "record the approval's number, or come without it"
        found.append(Violation("M9", f"{DECREE_537} art 19", "approved radio equipment", "not approved", mend))
    if state.suspended:
        mend = "wait until consular releases the case"
        found.append(Violation("case-hold", "§4, §5: a case under protection", "a released case", "held", mend))
    return tuple(found)


def hold(state: Interview, command: HoldInterview, occasion: Occasion) -> Decision:
    if state.state in FILMED:
        return []
    if state.state != "Scheduled":
        return wrong_state(state, "Scheduled")
    violations = schedule_violations(state)
    if violations:
        return Refusal(violations)
    return [
        InterviewHeld(
            interview_id=command.interview_id,
            outlet=state.outlet.name,
            country=state.outlet.place,
            held_on=command.held_on,
            at=occasion.now,
        )
    ]


def log_coverage(state: Interview, command: LogCoverage, occasion: Occasion) -> Decision:
    if state.state not in ("Held", "CoverageLogged"):
        return wrong_state(state, "Held")
    return [
        CoverageLogged(
            interview_id=command.interview_id,
            published_on=command.published_on,
            reference=command.reference,
            at=occasion.now,
        )
    ]


def close(state: Interview, command: CloseInterview, occasion: Occasion) -> Decision:
    if state.state != "CoverageLogged":
        return wrong_state(state, "CoverageLogged")
    return [InterviewClosed(interview_id=command.interview_id, at=occasion.now)]


def wrong_state(state: Interview, needed: str) -> Refusal:
    return refuse("state", "§5 state machine", needed, state.state, "take the steps in their order")


def not_an_interviewee(who: UUID) -> Refusal:
    return refuse("M2", f"{DECREE_537} art 17", "a person of this request", who, "look up the interviewees' ids")


def evolve(state: Interview | None, fact: InterviewFact) -> Interview:
    match state, fact:
        case _, InterviewRequested():
            return Interview(
                state="Requested",
                outlet=fact.outlet,
                credential=fact.credential,
                last_day=local_date(fact.ends_at),
                interviewees=tuple(person.interviewee_id for person in fact.interviewees),
                about_case=fact.case_id is not None,
                # an interview about a case waits for the answer whether it may go on
                suspended=fact.case_id is not None,
                radio_equipment=fact.radio_equipment,
            )
        case None, _:
            raise TypeError(fact)
        case _, CredentialChecked():
            return replace(state, state="CredentialChecked")
        case _, ConsentAsked():
            return replace(state, state="ConsentAsked")
        case _, UnitConsentRecorded():
            return replace(state, unit_consent=fact.consent)
        case _, ConsentRecorded():
            return replace(state, consents={**state.consents, fact.interviewee_id: fact.consent})
        case _, ConsentWithdrawn():
            return replace(state, consents={**state.consents, fact.interviewee_id: "withdrawn"})
        case _, RadioEquipmentApproved():
            return replace(state, radio_approved=True)
        case _, InterviewSuspended():
            return replace(state, suspended=True)
        case _, InterviewReleased():
            return replace(state, suspended=False)
        case _, InterviewScheduled():
            return replace(state, state="Scheduled")
        case _, InterviewHeld():
            return replace(state, state="Held")
        case _, CoverageLogged():
            return replace(state, state="CoverageLogged")
        case _, InterviewClosed():
            return replace(state, state="Closed")
        case _, InterviewCancelled():
            return replace(state, state="Cancelled")


INTERVIEW: Aggregate[Interview] = Aggregate(
    name="interview",
    key="interview_id",
    commands=InterviewCommand.__args__,
    opens=(RequestInterview,),
    decide=decide,
    evolve=evolve,
)
