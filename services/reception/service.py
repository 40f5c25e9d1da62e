"""The reception counter."""

from pathlib import Path

from services.reception import queries, schemas
from services.reception.commands import (
    AcceptActivity,
    BriefLeader,
    CancelActivity,
    CancelDelegation,
    ConfirmDelegation,
    DeclineActivity,
    DraftPlan,
    FileMinutes,
    OpenDiary,
    PostponeDelegation,
    RecordActivityHeld,
    RecordArrival,
    RecordDelegationDeparture,
    RequestActivity,
    ReviewActivity,
    SetProgramme,
    SettleReception,
    SignPlan,
    SummariseReception,
)
from services.reception.delegation import DELEGATION
from services.reception.diary import DIARY
from services.reception.events import facts
from services.reception.policies import react
from services.reception.policy import POLICY
from services.reception.projections import project
from services.reception.queries import DelegationById, Delegations, DiaryOf, InTheHouse
from shared.counter import Answer, Counter, Desk, Receipt, command, query
from shared.service import Service

RECEPTION = Service(
    name="reception",
    facts=facts,
    aggregates=(
        DELEGATION,
        DIARY,
    ),
    react=react,
    project=project,
    told=schemas.TOLD,
    heard=schemas.HEARD,
    home=Path(__file__).parent,
)


class Reception(Counter):
    name = "reception"
    desk = Desk(RECEPTION)
    policy = POLICY

    @command(schemas.draft_plan)
    def draft_plan(self, request: DraftPlan) -> Receipt:
        """Draft the reception plan: every hosting rule is judged."""
        return self.desk.decide(request)

    @command(schemas.sign_plan)
    def sign_plan(self, request: SignPlan) -> Receipt:
        """Sign the plan; not who drafted it."""
        return self.desk.decide(request)

    @command(schemas.set_programme)
    def set_programme(self, request: SetProgramme) -> Receipt:
        """Set the whole programme."""
        return self.desk.decide(request)

    @command(schemas.confirm_delegation)
    def confirm_delegation(self, request: ConfirmDelegation) -> Receipt:
        """Confirm to the guests."""
        return self.desk.decide(request)

    @command(schemas.record_arrival)
    def record_arrival(self, request: RecordArrival) -> Receipt:
        """Record that the guests have arrived."""
        return self.desk.decide(request)

    @command(schemas.record_delegation_departure)
    def record_delegation_departure(self, request: RecordDelegationDeparture) -> Receipt:
        """Record that the guests have left."""
        return self.desk.decide(request)

    @command(schemas.settle_reception)
    def settle_reception(self, request: SettleReception) -> Receipt:
        """Settle the costs as they were."""
        return self.desk.decide(request)

    @command(schemas.summarise_reception)
    def summarise_reception(self, request: SummariseReception) -> Receipt:
        """File the summary."""
        return self.desk.decide(request)

    @command(schemas.postpone_delegation)
    def postpone_delegation(self, request: PostponeDelegation) -> Receipt:
        """Postpone, with the reason."""
        return self.desk.decide(request)

    @command(schemas.cancel_delegation)
    def cancel_delegation(self, request: CancelDelegation) -> Receipt:
        """Cancel before arrival, with the reason."""
        return self.desk.decide(request)

    @command(schemas.open_diary)
    def open_diary(self, request: OpenDiary) -> Receipt:
        """Open a leader's diary."""
        return self.desk.decide(request)

    @command(schemas.request_activity)
    def request_activity(self, request: RequestActivity) -> Receipt:
        """Ask for a leader's time."""
        return self.desk.decide(request)

    @command(schemas.review_activity)
    def review_activity(self, request: ReviewActivity) -> Receipt:
        """The office's review of a request."""
        return self.desk.decide(request)

    @command(schemas.accept_activity)
    def accept_activity(self, request: AcceptActivity) -> Receipt:
        """The leader accepts."""
        return self.desk.decide(request)

    @command(schemas.decline_activity)
    def decline_activity(self, request: DeclineActivity) -> Receipt:
        """The leader declines, with the reason."""
        return self.desk.decide(request)

    @command(schemas.cancel_activity)
    def cancel_activity(self, request: CancelActivity) -> Receipt:
        """Give the time back."""
        return self.desk.decide(request)

    @command(schemas.brief_leader)
    def brief_leader(self, request: BriefLeader) -> Receipt:
        """File the briefing."""
        return self.desk.decide(request)

    @command(schemas.record_activity_held)
    def record_activity_held(self, request: RecordActivityHeld) -> Receipt:
        """Record that it took place."""
        return self.desk.decide(request)

    @command(schemas.file_minutes)
    def file_minutes(self, request: FileMinutes) -> Receipt:
        """File the minutes and what is to follow."""
        return self.desk.decide(request)

    @query(schemas.get_delegation)
    def get_delegation(self, question: DelegationById) -> Answer:
        """One delegation, with its programme."""
        return self.desk.answer(queries.get_delegation, question)

    @query(schemas.list_delegations)
    def list_delegations(self, question: Delegations) -> Answer:
        """Delegations by state, country or approval."""
        return self.desk.answer(queries.list_delegations, question)

    @query(schemas.in_the_house)
    def in_the_house(self, question: InTheHouse) -> Answer:
        """Who is expected or here on these days."""
        return self.desk.answer(queries.in_the_house, question)

    @query(schemas.settlement)
    def settlement(self, question: DelegationById) -> Answer:
        """What a reception cost."""
        return self.desk.answer(queries.settlement, question)

    @query(schemas.diary_of)
    def diary_of(self, question: DiaryOf) -> Answer:
        """A leader's activities."""
        return self.desk.answer(queries.diary_of, question)
