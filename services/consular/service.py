"""The consular counter."""

from pathlib import Path

from services.consular import crisis_queries, queries, schemas
from services.consular.alert import ALERT
from services.consular.commands import (
    AcceptCase,
    AcknowledgeHandOff,
    AnswerHandOff,
    ChangeAlert,
    CheckIdentity,
    CloseCase,
    ConfirmAbroad,
    ContactFamily,
    EndStay,
    FollowUpCase,
    HandOver,
    JoinReport,
    LiftAlert,
    MergeCase,
    NoteCost,
    NoteProgress,
    RaiseAlert,
    RedirectCase,
    RegisterStay,
    ReleaseCaseToMedia,
    ReopenCase,
    ReportDistress,
    ReportUp,
    ResolveCase,
    TriageCase,
    UpdateStay,
    WithdrawHandOff,
    WithdrawRegistration,
)
from services.consular.crisis import CRISIS
from services.consular.crisis_commands import (
    CheckIn,
    DeclareCrisis,
    KeepEntryApart,
    MergeEntry,
    OpenRoster,
    PlaceCheckIn,
    ReviewCrisis,
    StandDownCrisis,
    WatchCrisis,
)
from services.consular.crisis_queries import (
    CrisesBy,
    CrisisById,
    DoublesOf,
    EntryById,
    RosterBy,
    RosterByName,
)
from services.consular.distress import CASE
from services.consular.entry import ENTRY
from services.consular.events import facts
from services.consular.policies import react
from services.consular.policy import POLICY
from services.consular.projections import project
from services.consular.queries import (
    AbroadIn,
    AlertsInForce,
    CaseById,
    CasesBy,
    HandOffsOverdue,
    PeopleByName,
    StayById,
    StaysBy,
    StaysUnderAlert,
)
from services.consular.roster import PAGE
from services.consular.stay import STAY
from shared.counter import Answer, Counter, Desk, Receipt, command, query
from shared.service import Service

CONSULAR = Service(
    name="consular",
    facts=facts,
    aggregates=(STAY, CASE, ALERT, CRISIS, PAGE, ENTRY),
    react=react,
    project=project,
    told=schemas.TOLD,
    heard=schemas.HEARD,
    home=Path(__file__).parent,
)


class Consular(Counter):
    """Who is abroad, who is in distress there, and what is dangerous where."""

    name = "consular"
    desk = Desk(CONSULAR)
    policy = POLICY

    @command(schemas.register_stay)
    def register_stay(self, request: RegisterStay) -> Receipt:
        """Register persons or an institution abroad that want to be registered."""
        return self.desk.decide(request)

    @command(schemas.update_stay)
    def update_stay(self, request: UpdateStay) -> Receipt:
        """Correct a registered stay: place, dates, people."""
        return self.desk.decide(request)

    @command(schemas.confirm_abroad)
    def confirm_abroad(self, request: ConfirmAbroad) -> Receipt:
        """Note that they have arrived there."""
        return self.desk.decide(request)

    @command(schemas.end_stay)
    def end_stay(self, request: EndStay) -> Receipt:
        """Note that they are home."""
        return self.desk.decide(request)

    @command(schemas.withdraw_registration)
    def withdraw_registration(self, request: WithdrawRegistration) -> Receipt:
        """Take a voluntary registration off the register, with its personal data."""
        return self.desk.decide(request)

    @command(schemas.report_distress)
    def report_distress(self, request: ReportDistress) -> Receipt:
        """Open a case for a person in distress abroad, registered or not. Search the name first."""
        return self.desk.decide(request)

    @command(schemas.join_report)
    def join_report(self, request: JoinReport) -> Receipt:
        """Add a further reporter of the same person to the case."""
        return self.desk.decide(request)

    @command(schemas.check_identity)
    def check_identity(self, request: CheckIdentity) -> Receipt:
        """Note by what the person's identity was established."""
        return self.desk.decide(request)

    @command(schemas.triage_case)
    def triage_case(self, request: TriageCase) -> Receipt:
        """Say of which type and level the case is; the figures of harm set the lowest level."""
        return self.desk.decide(request)

    @command(schemas.accept_case)
    def accept_case(self, request: AcceptCase) -> Receipt:
        """Take the case on."""
        return self.desk.decide(request)

    @command(schemas.redirect_case)
    def redirect_case(self, request: RedirectCase) -> Receipt:
        """Point the reporters to whoever is in charge."""
        return self.desk.decide(request)

    @command(schemas.contact_family)
    def contact_family(self, request: ContactFamily) -> Receipt:
        """Note what the family was told; who bears costs is part of it."""
        return self.desk.decide(request)

    @command(schemas.hand_over)
    def hand_over(self, request: HandOver) -> Receipt:
        """Hand the case to a mission, the province or a county, by a moment."""
        return self.desk.decide(request)

    @command(schemas.acknowledge_hand_off)
    def acknowledge_hand_off(self, request: AcknowledgeHandOff) -> Receipt:
        """Note the new owner's receipt."""
        return self.desk.decide(request)

    @command(schemas.answer_hand_off)
    def answer_hand_off(self, request: AnswerHandOff) -> Receipt:
        """Note the new owner's reply: the case is ours again."""
        return self.desk.decide(request)

    @command(schemas.withdraw_hand_off)
    def withdraw_hand_off(self, request: WithdrawHandOff) -> Receipt:
        """Take a hand-off back."""
        return self.desk.decide(request)

    @command(schemas.report_up)
    def report_up(self, request: ReportUp) -> Receipt:
        """Note the report to the city or the province."""
        return self.desk.decide(request)

    @command(schemas.note_progress)
    def note_progress(self, request: NoteProgress) -> Receipt:
        """Note what happened in the case."""
        return self.desk.decide(request)

    @command(schemas.note_cost)
    def note_cost(self, request: NoteCost) -> Receipt:
        """Note who bears a cost: never the office."""
        return self.desk.decide(request)

    @command(schemas.resolve_case)
    def resolve_case(self, request: ResolveCase) -> Receipt:
        """Note how the distress ended."""
        return self.desk.decide(request)

    @command(schemas.follow_up_case)
    def follow_up_case(self, request: FollowUpCase) -> Receipt:
        """Note the talk with the person or the family afterwards."""
        return self.desk.decide(request)

    @command(schemas.close_case)
    def close_case(self, request: CloseCase) -> Receipt:
        """Close the case; at level I and II somebody else than who resolved it."""
        return self.desk.decide(request)

    @command(schemas.reopen_case)
    def reopen_case(self, request: ReopenCase) -> Receipt:
        """Take a closed or redirected case up again."""
        return self.desk.decide(request)

    @command(schemas.merge_case)
    def merge_case(self, request: MergeCase) -> Receipt:
        """Close a file that tells of the same person as another."""
        return self.desk.decide(request)

    @command(schemas.release_case_to_media)
    def release_case_to_media(self, request: ReleaseCaseToMedia) -> Receipt:
        """Let interviews about the case go on, once the family knows."""
        return self.desk.decide(request)

    @command(schemas.raise_alert)
    def raise_alert(self, request: RaiseAlert) -> Receipt:
        """Relay an alert for a region inside a country."""
        return self.desk.decide(request)

    @command(schemas.change_alert)
    def change_alert(self, request: ChangeAlert) -> Receipt:
        """Say how the alert now stands."""
        return self.desk.decide(request)

    @command(schemas.lift_alert)
    def lift_alert(self, request: LiftAlert) -> Receipt:
        """Lift an alert."""
        return self.desk.decide(request)

    @command(schemas.watch_crisis)
    def watch_crisis(self, request: WatchCrisis) -> Receipt:
        """Watch something that happened abroad."""
        return self.desk.decide(request)

    @command(schemas.declare_crisis)
    def declare_crisis(self, request: DeclareCrisis) -> Receipt:
        """Declare a crisis of that level; again when its figures change."""
        return self.desk.decide(request)

    @command(schemas.open_roster)
    def open_roster(self, request: OpenRoster) -> Receipt:
        """Enter all whom the register has in the place, as unaccounted, and take check-ins."""
        return self.desk.decide(request)

    @command(schemas.stand_down_crisis)
    def stand_down_crisis(self, request: StandDownCrisis) -> Receipt:
        """End a crisis and close its roster."""
        return self.desk.decide(request)

    @command(schemas.review_crisis)
    def review_crisis(self, request: ReviewCrisis) -> Receipt:
        """Note the review of a crisis that is over."""
        return self.desk.decide(request)

    @command(schemas.check_in)
    def check_in(self, request: CheckIn) -> Receipt:
        """Tell how a person in the place fares, whoever tells it and however the name is spelled."""
        around = self.desk.answer(crisis_queries.around, request)
        return self.desk.decide(PlaceCheckIn(check_in_id=request.check_in_id, told=request, **around))

    @command(schemas.merge_entry)
    def merge_entry(self, request: MergeEntry) -> Receipt:
        """Say that an entry of a roster is the same person as another."""
        self.desk.answer(crisis_queries.require_entries, request)
        return self.desk.decide(request)

    @command(schemas.keep_entry_apart)
    def keep_entry_apart(self, request: KeepEntryApart) -> Receipt:
        """Say that an entry of a roster is nobody else."""
        self.desk.answer(crisis_queries.require_entries, request)
        return self.desk.decide(request)

    @query(schemas.stay_by_id)
    def get_stay(self, question: StayById) -> Answer:
        """A stay with its places and people."""
        return self.desk.answer(queries.get_stay, question)

    @query(schemas.stays_by)
    def list_stays(self, question: StaysBy) -> Answer:
        """Stays by country, kind and state."""
        return self.desk.answer(queries.list_stays, question)

    @query(schemas.people_by_name)
    def search_people(self, question: PeopleByName) -> Answer:
        """Persons by the beginning of a name in either script: registered, and reported in a case."""
        return self.desk.answer(queries.search_people, question)

    @query(schemas.abroad_in)
    def abroad_in(self, question: AbroadIn) -> Answer:
        """How many are in a country or region on a day, official and voluntary, and which parties."""
        return self.desk.answer(queries.count_abroad, question)

    @query(schemas.case_by_id)
    def get_case(self, question: CaseById) -> Answer:
        """A case with its reporters, hand-offs, reports up and notes."""
        return self.desk.answer(queries.get_case, question)

    @query(schemas.cases_by)
    def list_cases(self, question: CasesBy) -> Answer:
        """Cases by state, level and country, without personal data."""
        return self.desk.answer(queries.list_cases, question)

    @query(schemas.hand_offs_overdue)
    def overdue_hand_offs(self, question: HandOffsOverdue) -> Answer:
        """Hand-offs that nobody answered in time."""
        return self.desk.answer(queries.list_overdue_hand_offs, question)

    @query(schemas.alerts_in_force)
    def alerts_in_force(self, question: AlertsInForce) -> Answer:
        """Alerts in force in a country or region on a day."""
        return self.desk.answer(queries.list_alerts_in_force, question)

    @query(schemas.stays_under_alert)
    def stays_under_alert(self, question: StaysUnderAlert) -> Answer:
        """Who is in an alert's region today, and how to reach those who agreed to that."""
        return self.desk.answer(queries.list_stays_under_alert, question)

    @query(schemas.crisis_by_id)
    def get_crisis(self, question: CrisisById) -> Answer:
        """A crisis, and how many of its roster are in which state."""
        return self.desk.answer(crisis_queries.get_crisis, question)

    @query(schemas.crises_by)
    def list_crises(self, question: CrisesBy) -> Answer:
        """Crises by state and country."""
        return self.desk.answer(crisis_queries.list_crises, question)

    @query(schemas.roster_by)
    def list_roster(self, question: RosterBy) -> Answer:
        """People of a roster by state."""
        return self.desk.answer(crisis_queries.list_roster, question)

    @query(schemas.roster_by_name)
    def search_roster(self, question: RosterByName) -> Answer:
        """People of a roster by the beginning of a name, in either script."""
        return self.desk.answer(crisis_queries.search_roster, question)

    @query(schemas.entry_by_id)
    def get_entry(self, question: EntryById) -> Answer:
        """A person of a roster with all check-ins, and whom they resemble."""
        return self.desk.answer(crisis_queries.get_entry, question)

    @query(schemas.doubles_of)
    def list_doubles(self, question: DoublesOf) -> Answer:
        """People of a roster who may be the same as others, each with those."""
        return self.desk.answer(crisis_queries.list_doubles, question)
