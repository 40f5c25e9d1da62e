"""The exchanges counter."""

from pathlib import Path

from services.exchanges import queries, schemas
from services.exchanges.commands import (
    ApproveProject,
    CancelProject,
    ContactPartner,
    CoordinateProject,
    EvaluateProject,
    FileAgreement,
    MarkDormant,
    ProposeProject,
    ReactivatePartnership,
    RecordCityAgreement,
    RecordExchange,
    RecordProvinceReview,
    RecordUpperApproval,
    RegisterPartnership,
    ReportProject,
    SignAgreement,
    SignIntent,
    StartProject,
    TerminatePartnership,
)
from services.exchanges.events import facts
from services.exchanges.partnership import PARTNERSHIP
from services.exchanges.policies import react
from services.exchanges.policy import POLICY
from services.exchanges.project import PROJECT
from services.exchanges.projections import project
from services.exchanges.queries import Missions, PartnerByKey, Partners, ProjectCounts, Projects
from shared.counter import Answer, Counter, Desk, Receipt, command, query
from shared.service import Service

EXCHANGES = Service(
    name="exchanges",
    facts=facts,
    aggregates=(
        PARTNERSHIP,
        PROJECT,
    ),
    react=react,
    project=project,
    told=schemas.TOLD,
    heard=schemas.HEARD,
    home=Path(__file__).parent,
)


class Exchanges(Counter):
    name = "exchanges"
    desk = Desk(EXCHANGES)
    policy = POLICY

    @command(schemas.contact_partner)
    def contact_partner(self, request: ContactPartner) -> Receipt:
        """Note the first contact with a city."""
        return self.desk.decide(request)

    @command(schemas.register_partnership)
    def register_partnership(self, request: RegisterPartnership) -> Receipt:
        """Register a partnership from before this system."""
        return self.desk.decide(request)

    @command(schemas.record_exchange)
    def record_exchange(self, request: RecordExchange) -> Receipt:
        """Record an exchange that took place."""
        return self.desk.decide(request)

    @command(schemas.sign_intent)
    def sign_intent(self, request: SignIntent) -> Receipt:
        """Record the letter of intent."""
        return self.desk.decide(request)

    @command(schemas.record_city_agreement)
    def record_city_agreement(self, request: RecordCityAgreement) -> Receipt:
        """Record that the city government agrees."""
        return self.desk.decide(request)

    @command(schemas.record_province_review)
    def record_province_review(self, request: RecordProvinceReview) -> Receipt:
        """Record the province's review."""
        return self.desk.decide(request)

    @command(schemas.record_upper_approval)
    def record_upper_approval(self, request: RecordUpperApproval) -> Receipt:
        """Record the decision above the province, with its document number."""
        return self.desk.decide(request)

    @command(schemas.sign_agreement)
    def sign_agreement(self, request: SignAgreement) -> Receipt:
        """Record the signed agreement."""
        return self.desk.decide(request)

    @command(schemas.file_agreement)
    def file_agreement(self, request: FileAgreement) -> Receipt:
        """File the agreement: the partnership is active."""
        return self.desk.decide(request)

    @command(schemas.mark_dormant)
    def mark_dormant(self, request: MarkDormant) -> Receipt:
        """Note that nothing happens any more, and why."""
        return self.desk.decide(request)

    @command(schemas.reactivate_partnership)
    def reactivate_partnership(self, request: ReactivatePartnership) -> Receipt:
        """Take a dormant partnership up again."""
        return self.desk.decide(request)

    @command(schemas.terminate_partnership)
    def terminate_partnership(self, request: TerminatePartnership) -> Receipt:
        """End a partnership, with the reason."""
        return self.desk.decide(request)

    @command(schemas.propose_project)
    def propose_project(self, request: ProposeProject) -> Receipt:
        """Propose a cooperation project."""
        return self.desk.decide(request)

    @command(schemas.coordinate_project)
    def coordinate_project(self, request: CoordinateProject) -> Receipt:
        """Name the lead department."""
        return self.desk.decide(request)

    @command(schemas.approve_project)
    def approve_project(self, request: ApproveProject) -> Receipt:
        """Approve it; not who proposed it."""
        return self.desk.decide(request)

    @command(schemas.start_project)
    def start_project(self, request: StartProject) -> Receipt:
        """Record that it runs."""
        return self.desk.decide(request)

    @command(schemas.report_project)
    def report_project(self, request: ReportProject) -> Receipt:
        """File its report."""
        return self.desk.decide(request)

    @command(schemas.evaluate_project)
    def evaluate_project(self, request: EvaluateProject) -> Receipt:
        """Evaluate it."""
        return self.desk.decide(request)

    @command(schemas.cancel_project)
    def cancel_project(self, request: CancelProject) -> Receipt:
        """Cancel it, with the reason."""
        return self.desk.decide(request)

    @query(schemas.get_partner)
    def get_partner(self, question: PartnerByKey) -> Answer:
        """One partner."""
        return self.desk.answer(queries.get_partner, question)

    @query(schemas.partner_record)
    def partner_record(self, question: PartnerByKey) -> Answer:
        """Contacts, steps, visits and exchanges with a city."""
        return self.desk.answer(queries.partner_record, question)

    @query(schemas.list_partners)
    def list_partners(self, question: Partners) -> Answer:
        """Partners by state, class or country."""
        return self.desk.answer(queries.list_partners, question)

    @query(schemas.list_projects)
    def list_projects(self, question: Projects) -> Answer:
        """Projects by field, state or partner."""
        return self.desk.answer(queries.list_projects, question)

    @query(schemas.projects_by_field)
    def projects_by_field(self, question: ProjectCounts) -> Answer:
        """Projects in numbers, by field."""
        return self.desk.answer(queries.projects_by_field, question)

    @query(schemas.list_missions)
    def list_missions(self, question: Missions) -> Answer:
        """Which mission in China is responsible here."""
        return self.desk.answer(queries.list_missions, question)
