"""The media counter."""

from pathlib import Path

from services.media import queries, schemas
from services.media.commands import (
    AccreditJournalist,
    ApproveRadioEquipment,
    AskConsent,
    CancelInterview,
    CheckCredential,
    CheckInJournalist,
    CloseInterview,
    HoldInterview,
    LogCoverage,
    RecordConsent,
    RecordUnitConsent,
    ReleaseCase,
    RequestInterview,
    ScheduleInterview,
    WithdrawConsent,
)
from services.media.events import facts
from services.media.hold import HOLD
from services.media.interview import INTERVIEW
from services.media.policies import react
from services.media.policy import POLICY
from services.media.press_call import PRESS_CALL
from services.media.projections import project
from services.media.queries import HeldCases, InterviewById, Interviews, PressCalls
from shared.counter import Answer, Counter, Desk, Receipt, command, query
from shared.service import Service

MEDIA = Service(
    name="media",
    facts=facts,
    aggregates=(
        HOLD,
        INTERVIEW,
        PRESS_CALL,
    ),
    react=react,
    project=project,
    told=schemas.TOLD,
    heard=schemas.HEARD,
    home=Path(__file__).parent,
)


class Media(Counter):
    name = "media"
    desk = Desk(MEDIA)
    policy = POLICY

    @command(schemas.request_interview)
    def request_interview(self, request: RequestInterview) -> Receipt:
        """Take in a request of a foreign, Hong Kong or Macao outlet."""
        return self.desk.decide(request)

    @command(schemas.check_credential)
    def check_credential(self, request: CheckCredential) -> Receipt:
        """Check the journalist's card or visa for the days of the interview."""
        return self.desk.decide(request)

    @command(schemas.ask_consent)
    def ask_consent(self, request: AskConsent) -> Receipt:
        """Ask the unit and each interviewee."""
        return self.desk.decide(request)

    @command(schemas.record_unit_consent)
    def record_unit_consent(self, request: RecordUnitConsent) -> Receipt:
        """Record the unit's answer."""
        return self.desk.decide(request)

    @command(schemas.record_consent)
    def record_consent(self, request: RecordConsent) -> Receipt:
        """Record one person's own answer."""
        return self.desk.decide(request)

    @command(schemas.withdraw_consent)
    def withdraw_consent(self, request: WithdrawConsent) -> Receipt:
        """Record that a person takes the consent back, at any time."""
        return self.desk.decide(request)

    @command(schemas.approve_radio_equipment)
    def approve_radio_equipment(self, request: ApproveRadioEquipment) -> Receipt:
        """Record the number of the approval of radio equipment."""
        return self.desk.decide(request)

    @command(schemas.schedule_interview)
    def schedule_interview(self, request: ScheduleInterview) -> Receipt:
        """Schedule it with those who consent."""
        return self.desk.decide(request)

    @command(schemas.hold_interview)
    def hold_interview(self, request: HoldInterview) -> Receipt:
        """Record that it took place."""
        return self.desk.decide(request)

    @command(schemas.log_coverage)
    def log_coverage(self, request: LogCoverage) -> Receipt:
        """Record what was published."""
        return self.desk.decide(request)

    @command(schemas.close_interview)
    def close_interview(self, request: CloseInterview) -> Receipt:
        """Close the file."""
        return self.desk.decide(request)

    @command(schemas.cancel_interview)
    def cancel_interview(self, request: CancelInterview) -> Receipt:
        """Cancel it, saying why."""
        return self.desk.decide(request)

    @command(schemas.release_case)
    def release_case(self, request: ReleaseCase) -> Receipt:
        """Let a case be spoken of, without waiting for consular."""
        return self.desk.decide(request)

    @command(schemas.accredit_journalist)
    def accredit_journalist(self, request: AccreditJournalist) -> Receipt:
        """Accredit a journalist to a press call."""
        return self.desk.decide(request)

    @command(schemas.check_in_journalist)
    def check_in_journalist(self, request: CheckInJournalist) -> Receipt:
        """Record that an accredited journalist came."""
        return self.desk.decide(request)

    @query(schemas.get_interview)
    def get_interview(self, question: InterviewById) -> Answer:
        """One interview, with the consent of each person."""
        return self.desk.answer(queries.get_interview, question)

    @query(schemas.list_interviews)
    def list_interviews(self, question: Interviews) -> Answer:
        """Interviews by state, outlet class, delegation or case."""
        return self.desk.answer(queries.list_interviews, question)

    @query(schemas.list_press_calls)
    def list_press_calls(self, question: PressCalls) -> Answer:
        """Press calls by state or delegation."""
        return self.desk.answer(queries.list_press_calls, question)

    @query(schemas.list_held_cases)
    def list_held_cases(self, question: HeldCases) -> Answer:
        """Cases about which no interview may be held yet."""
        return self.desk.answer(queries.list_held_cases, question)
