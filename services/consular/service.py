"""The consular counter."""

from pathlib import Path

from services.consular import queries, schemas
from services.consular.alert import ALERT
from services.consular.case_service import CaseCounter
from services.consular.commands import (
    ChangeAlert,
    ConfirmAbroad,
    EndStay,
    LiftAlert,
    RaiseAlert,
    RegisterStay,
    UpdateStay,
    WithdrawRegistration,
)
from services.consular.crisis import CRISIS
from services.consular.crisis_service import CrisisCounter
from services.consular.distress import CASE
from services.consular.entry import ENTRY
from services.consular.events import facts
from services.consular.policies import react
from services.consular.policy import POLICY
from services.consular.projections import project
from services.consular.queries import (
    AbroadIn,
    AlertsInForce,
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


class Consular(CaseCounter, CrisisCounter, Counter):
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

    @query(schemas.alerts_in_force)
    def alerts_in_force(self, question: AlertsInForce) -> Answer:
        """Alerts in force in a country or region on a day."""
        return self.desk.answer(queries.list_alerts_in_force, question)

    @query(schemas.stays_under_alert)
    def stays_under_alert(self, question: StaysUnderAlert) -> Answer:
        """Who is in an alert's region today, and how to reach those who agreed to that."""
        return self.desk.answer(queries.list_stays_under_alert, question)
