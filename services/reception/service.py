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
from services.reception.projections import project
from services.reception.queries import DelegationById, Delegations, DiaryOf, InTheHouse
from shared.counter import Answer, Counter, Desk, Receipt, command, query
from shared.service import Service

PROTOCOL = frozenset({"protocol_officer"})
DIRECTOR = frozenset({"director"})
LEADER_OFFICE = frozenset({"leader_office"})
FINANCE = frozenset({"finance", "protocol_officer"})
REVIEWERS = frozenset({"section_head", "director"})
READERS = frozenset(
    {
        "protocol_officer",
        "director",
        "section_head",
        "leader_office",
        "finance",
        "auditor",
        "exchange_officer",
        "media_officer",
        "clerk",
    }
)

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

    @command(schemas.draft_plan, roles=PROTOCOL)
    def draft_plan(self, request: DraftPlan) -> Receipt:
        """Draft the reception plan: every hosting rule is judged."""
        return self.desk.decide(request)

    @command(schemas.sign_plan, roles=DIRECTOR)
    def sign_plan(self, request: SignPlan) -> Receipt:
        """Sign the plan; not who drafted it."""
        return self.desk.decide(request)

    @command(schemas.set_programme, roles=PROTOCOL)
    def set_programme(self, request: SetProgramme) -> Receipt:
        """Set the whole programme."""
        return self.desk.decide(request)

    @command(schemas.confirm_delegation, roles=PROTOCOL)
    def confirm_delegation(self, request: ConfirmDelegation) -> Receipt:
        """Confirm to the guests."""
        return self.desk.decide(request)

    @command(schemas.record_arrival, roles=PROTOCOL)
    def record_arrival(self, request: RecordArrival) -> Receipt:
        """Record that the guests have arrived."""
        return self.desk.decide(request)

    @command(schemas.record_delegation_departure, roles=PROTOCOL)
    def record_delegation_departure(self, request: RecordDelegationDeparture) -> Receipt:
        """Record that the guests have left."""
        return self.desk.decide(request)

    @command(schemas.settle_reception, roles=FINANCE)
    def settle_reception(self, request: SettleReception) -> Receipt:
        """Settle the costs as they were."""
        return self.desk.decide(request)

    @command(schemas.summarise_reception, roles=PROTOCOL)
    def summarise_reception(self, request: SummariseReception) -> Receipt:
        """File the summary."""
        return self.desk.decide(request)

    @command(schemas.postpone_delegation, roles=PROTOCOL)
    def postpone_delegation(self, request: PostponeDelegation) -> Receipt:
        """Postpone, with the reason."""
        return self.desk.decide(request)

    @command(schemas.cancel_delegation, roles=DIRECTOR)
    def cancel_delegation(self, request: CancelDelegation) -> Receipt:
        """Cancel before arrival, with the reason."""
        return self.desk.decide(request)

    @command(schemas.open_diary, roles=LEADER_OFFICE)
    def open_diary(self, request: OpenDiary) -> Receipt:
        """Open a leader's diary."""
        return self.desk.decide(request)

    @command(schemas.request_activity, roles=PROTOCOL)
    def request_activity(self, request: RequestActivity) -> Receipt:
        """Ask for a leader's time."""
        return self.desk.decide(request)

    @command(schemas.review_activity, roles=REVIEWERS)
    def review_activity(self, request: ReviewActivity) -> Receipt:
        """The office's review of a request."""
        return self.desk.decide(request)

    @command(schemas.accept_activity, roles=LEADER_OFFICE)
    def accept_activity(self, request: AcceptActivity) -> Receipt:
        """The leader accepts."""
        return self.desk.decide(request)

    @command(schemas.decline_activity, roles=LEADER_OFFICE)
    def decline_activity(self, request: DeclineActivity) -> Receipt:
        """The leader declines, with the reason."""
        return self.desk.decide(request)

    @command(schemas.cancel_activity, roles=PROTOCOL)
    def cancel_activity(self, request: CancelActivity) -> Receipt:
        """Give the time back."""
        return self.desk.decide(request)

    @command(schemas.brief_leader, roles=PROTOCOL)
    def brief_leader(self, request: BriefLeader) -> Receipt:
        """File the briefing."""
        return self.desk.decide(request)

    @command(schemas.record_activity_held, roles=PROTOCOL)
    def record_activity_held(self, request: RecordActivityHeld) -> Receipt:
        """Record that it took place."""
        return self.desk.decide(request)

    @command(schemas.file_minutes, roles=PROTOCOL)
    def file_minutes(self, request: FileMinutes) -> Receipt:
        """File the minutes and what is to follow."""
        return self.desk.decide(request)

    @query(schemas.get_delegation, roles=READERS)
    def get_delegation(self, question: DelegationById) -> Answer:
        """One delegation, with its programme."""
        return self.desk.answer(queries.get_delegation, question)

    @query(schemas.list_delegations, roles=READERS)
    def list_delegations(self, question: Delegations) -> Answer:
        """Delegations by state, country or approval."""
        return self.desk.answer(queries.list_delegations, question)

    @query(schemas.in_the_house, roles=READERS)
    def in_the_house(self, question: InTheHouse) -> Answer:
        """Who is expected or here on these days."""
        return self.desk.answer(queries.in_the_house, question)

    @query(schemas.settlement, roles=READERS)
    def settlement(self, question: DelegationById) -> Answer:
        """What a reception cost."""
        return self.desk.answer(queries.settlement, question)

    @query(schemas.diary_of, roles=READERS)
    def diary_of(self, question: DiaryOf) -> Answer:
        """A leader's activities."""
        return self.desk.answer(queries.diary_of, question)
