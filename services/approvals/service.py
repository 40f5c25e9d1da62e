"""The approvals counter."""

from pathlib import Path

from services.approvals import circular_queries, plan_queries, queries, schemas, waiting_queries
from services.approvals.circular import CIRCULAR
from services.approvals.circular_queries import CircularById, Circulars, Inbox, Unread
from services.approvals.commands import (
    AcknowledgeCircular,
    AdoptPlan,
    AllotQuota,
    AmendVisit,
    CancelInvitation,
    CancelVisit,
    ClearBudget,
    CloseOutInvitation,
    ClosePlan,
    CloseVisit,
    DraftCircular,
    DraftInvitation,
    DraftPlan,
    DraftVisit,
    FileReport,
    IssueCircular,
    PublicizeVisit,
    RecordDeparture,
    RecordReturn,
    RecordUpperDecision,
    RecordUpperInvitationDecision,
    RefuseInvitation,
    RefuseVisit,
    ReplacePlanEntry,
    ReportVisitUp,
    ReturnInvitation,
    ReturnPassports,
    ReturnVisit,
    ReviewInvitationAsClerk,
    ReviewInvitationAsSection,
    ReviewVisitAsClerk,
    ReviewVisitAsSection,
    ReviseCircular,
    ReviseVisit,
    SetCityQuota,
    SignInvitation,
    SignVisit,
    StampInvitation,
    SubmitInvitation,
    SubmitVisit,
    WithdrawCircular,
    WithdrawInvitation,
    WithdrawVisit,
)
from services.approvals.events import facts
from services.approvals.invitation import INVITATION
from services.approvals.plan import PLAN
from services.approvals.plan_queries import Plans, PlanUse
from services.approvals.policies import react
from services.approvals.policy import POLICY
from services.approvals.projections import project
from services.approvals.queries import (
    InvitationById,
    Invitations,
    PassportsOut,
    UnitRecord,
    VisitById,
    Visits,
)
from services.approvals.quota import QUOTA
from services.approvals.unit import UNIT
from services.approvals.visit import VISIT
from services.approvals.waiting_queries import CaseById, Tray
from shared.counter import Answer, Counter, Desk, Receipt, command, query
from shared.service import Service

APPROVALS = Service(
    name="approvals",
    facts=facts,
    aggregates=(
        VISIT,
        PLAN,
        QUOTA,
        UNIT,
        INVITATION,
        CIRCULAR,
    ),
    react=react,
    project=project,
    told=schemas.TOLD,
    heard=schemas.HEARD,
    home=Path(__file__).parent,
)


class Approvals(Counter):
    name = "approvals"
    desk = Desk(APPROVALS)
    policy = POLICY

    @command(schemas.draft_visit)
    def draft_visit(self, request: DraftVisit) -> Receipt:
        """Draft an official visit abroad."""
        return self.desk.decide(request)

    @command(schemas.revise_visit)
    def revise_visit(self, request: ReviseVisit) -> Receipt:
        """Change a draft, or what was returned for completion; notice and budget are needed anew."""
        return self.desk.decide(request)

    @command(schemas.publicize_visit)
    def publicize_visit(self, request: PublicizeVisit) -> Receipt:
        """Certify that a member's unit posted the notice."""
        return self.desk.decide(request)

    @command(schemas.clear_budget)
    def clear_budget(self, request: ClearBudget) -> Receipt:
        """Sign the budget for one side of the unit."""
        return self.desk.decide(request)

    @command(schemas.submit_visit)
    def submit_visit(self, request: SubmitVisit) -> Receipt:
        """Submit for the unit: every rule is judged, and each that fails is told."""
        return self.desk.decide(request)

    @command(schemas.withdraw_visit)
    def withdraw_visit(self, request: WithdrawVisit) -> Receipt:
        """Take the case back before it is decided."""
        return self.desk.decide(request)

    @command(schemas.return_visit)
    def return_visit(self, request: ReturnVisit) -> Receipt:
        """Return for completion, with one complete list."""
        return self.desk.decide(request)

    @command(schemas.review_visit_as_clerk)
    def review_visit_as_clerk(self, request: ReviewVisitAsClerk) -> Receipt:
        """The clerk's review."""
        return self.desk.decide(request)

    @command(schemas.review_visit_as_section)
    def review_visit_as_section(self, request: ReviewVisitAsSection) -> Receipt:
        """The section head's review."""
        return self.desk.decide(request)

    @command(schemas.sign_visit)
    def sign_visit(self, request: SignVisit) -> Receipt:
        """The director's signature: approves, or sends the case up."""
        return self.desk.decide(request)

    @command(schemas.report_visit_up)
    def report_visit_up(self, request: ReportVisitUp) -> Receipt:
        """Sign the report to the authority above."""
        return self.desk.decide(request)

    @command(schemas.record_upper_decision)
    def record_upper_decision(self, request: RecordUpperDecision) -> Receipt:
        """Record what was decided above, with its document number."""
        return self.desk.decide(request)

    @command(schemas.refuse_visit)
    def refuse_visit(self, request: RefuseVisit) -> Receipt:
        """Refuse a submitted case, with its reason."""
        return self.desk.decide(request)

    @command(schemas.amend_visit)
    def amend_visit(self, request: AmendVisit) -> Receipt:
        """Approve other dates; the new document supersedes the old one."""
        return self.desk.decide(request)

    @command(schemas.cancel_visit)
    def cancel_visit(self, request: CancelVisit) -> Receipt:
        """Cancel an approved visit; its papers are recalled."""
        return self.desk.decide(request)

    @command(schemas.record_departure)
    def record_departure(self, request: RecordDeparture) -> Receipt:
        """Record the exit stamp; every deadline runs from it."""
        return self.desk.decide(request)

    @command(schemas.record_return)
    def record_return(self, request: RecordReturn) -> Receipt:
        """Record the entry stamp."""
        return self.desk.decide(request)

    @command(schemas.return_passports)
    def return_passports(self, request: ReturnPassports) -> Receipt:
        """Take the passports back."""
        return self.desk.decide(request)

    @command(schemas.file_report)
    def file_report(self, request: FileReport) -> Receipt:
        """File the report of the visit."""
        return self.desk.decide(request)

    @command(schemas.close_visit)
    def close_visit(self, request: CloseVisit) -> Receipt:
        """Close the file."""
        return self.desk.decide(request)

    @command(schemas.set_city_quota)
    def set_city_quota(self, request: SetCityQuota) -> Receipt:
        """Set how many visits and people all units together may send in a year."""
        return self.desk.decide(request)

    @command(schemas.allot_quota)
    def allot_quota(self, request: AllotQuota) -> Receipt:
        """Allot a unit its part of the year's total."""
        return self.desk.decide(request)

    @command(schemas.draft_plan)
    def draft_plan(self, request: DraftPlan) -> Receipt:
        """Draft the unit's annual plan, or draft it anew."""
        return self.desk.decide(request)

    @command(schemas.adopt_plan)
    def adopt_plan(self, request: AdoptPlan) -> Receipt:
        """Adopt a unit's annual plan, as drafted or with the entries given."""
        return self.desk.decide(request)

    @command(schemas.replace_plan_entry)
    def replace_plan_entry(self, request: ReplacePlanEntry) -> Receipt:
        """Put another entry in the place of one that no visit uses, with the reason."""
        return self.desk.decide(request)

    @command(schemas.close_plan)
    def close_plan(self, request: ClosePlan) -> Receipt:
        """Close the plan at the year's end; what was not used lapses."""
        return self.desk.decide(request)

    @command(schemas.draft_circular)
    def draft_circular(self, request: DraftCircular) -> Receipt:
        """Draft a circular to departments and organisations."""
        self.desk.answer(circular_queries.require_superseded, request)
        return self.desk.decide(request)

    @command(schemas.revise_circular)
    def revise_circular(self, request: ReviseCircular) -> Receipt:
        """Change a draft."""
        self.desk.answer(circular_queries.require_superseded, request)
        return self.desk.decide(request)

    @command(schemas.issue_circular)
    def issue_circular(self, request: IssueCircular) -> Receipt:
        """Issue a circular to its addressees, under its number."""
        self.desk.answer(circular_queries.require_free_number, request)
        return self.desk.decide(request)

    @command(schemas.acknowledge_circular)
    def acknowledge_circular(self, request: AcknowledgeCircular) -> Receipt:
        """Say that the unit has read it."""
        return self.desk.decide(request)

    @command(schemas.withdraw_circular)
    def withdraw_circular(self, request: WithdrawCircular) -> Receipt:
        """Withdraw a circular, with the reason."""
        return self.desk.decide(request)

    @command(schemas.draft_invitation)
    def draft_invitation(self, request: DraftInvitation) -> Receipt:
        """Draft an invitation to foreign guests."""
        return self.desk.decide(request)

    @command(schemas.stamp_invitation)
    def stamp_invitation(self, request: StampInvitation) -> Receipt:
        """The line department's stamp."""
        return self.desk.decide(request)

    @command(schemas.submit_invitation)
    def submit_invitation(self, request: SubmitInvitation) -> Receipt:
        """Submit for the inviting unit."""
        return self.desk.decide(request)

    @command(schemas.return_invitation)
    def return_invitation(self, request: ReturnInvitation) -> Receipt:
        """Return for completion, with one complete list."""
        return self.desk.decide(request)

    @command(schemas.review_invitation_as_clerk)
    def review_invitation_as_clerk(self, request: ReviewInvitationAsClerk) -> Receipt:
        """The clerk's review."""
        return self.desk.decide(request)

    @command(schemas.review_invitation_as_section)
    def review_invitation_as_section(self, request: ReviewInvitationAsSection) -> Receipt:
        """The section head's review."""
        return self.desk.decide(request)

    @command(schemas.sign_invitation)
    def sign_invitation(self, request: SignInvitation) -> Receipt:
        """The director's signature: approves, or sends the case up."""
        return self.desk.decide(request)

    @command(schemas.record_upper_invitation_decision)
    def record_upper_invitation_decision(self, request: RecordUpperInvitationDecision) -> Receipt:
        """Record what was decided above, with its document number."""
        return self.desk.decide(request)

    @command(schemas.refuse_invitation)
    def refuse_invitation(self, request: RefuseInvitation) -> Receipt:
        """Refuse a submitted invitation, with its reason."""
        return self.desk.decide(request)

    @command(schemas.withdraw_invitation)
    def withdraw_invitation(self, request: WithdrawInvitation) -> Receipt:
        """Take it back before it is decided."""
        return self.desk.decide(request)

    @command(schemas.cancel_invitation)
    def cancel_invitation(self, request: CancelInvitation) -> Receipt:
        """Cancel an approved invitation."""
        return self.desk.decide(request)

    @command(schemas.close_out_invitation)
    def close_out_invitation(self, request: CloseOutInvitation) -> Receipt:
        """Report that the guests have left."""
        return self.desk.decide(request)

    @query(schemas.get_visit)
    def get_visit(self, question: VisitById) -> Answer:
        """One visit, with its members."""
        return self.desk.answer(queries.get_visit, question)

    @query(schemas.visit_decisions)
    def visit_decisions(self, question: VisitById) -> Answer:
        """Every decision on a visit, with the outcome of every rule."""
        return self.desk.answer(queries.visit_decisions, question)

    @query(schemas.list_visits)
    def list_visits(self, question: Visits) -> Answer:
        """Visits by state, unit or country."""
        return self.desk.answer(queries.list_visits, question)

    @query(schemas.tray)
    def tray(self, question: Tray) -> Answer:
        """What waits for a role, or at every desk, with the day by which it is due."""
        return self.desk.answer(waiting_queries.tray, question)

    @query(schemas.progress)
    def progress(self, question: CaseById) -> Answer:
        """Where a visit or an invitation stands: who has it, what comes next, what is missing."""
        return self.desk.answer(waiting_queries.progress, question)

    @query(schemas.get_invitation)
    def get_invitation(self, question: InvitationById) -> Answer:
        """One invitation."""
        return self.desk.answer(queries.get_invitation, question)

    @query(schemas.list_invitations)
    def list_invitations(self, question: Invitations) -> Answer:
        """Invitations by state, unit or country."""
        return self.desk.answer(queries.list_invitations, question)

    @query(schemas.plan_use)
    def plan_use(self, question: PlanUse) -> Answer:
        """A unit's annual plan and the visits that use it, on any date."""
        return self.desk.answer(plan_queries.plan_use, question)

    @query(schemas.list_plans)
    def list_plans(self, question: Plans) -> Answer:
        """Quota, plan and use of each unit in a year."""
        return self.desk.answer(plan_queries.list_plans, question)

    @query(schemas.get_circular)
    def get_circular(self, question: CircularById) -> Answer:
        """One circular, and who of its addressees has read it."""
        return self.desk.answer(circular_queries.get_circular, question)

    @query(schemas.list_circulars)
    def list_circulars(self, question: Circulars) -> Answer:
        """Circulars, each with how many have read it."""
        return self.desk.answer(circular_queries.list_circulars, question)

    @query(schemas.circular_inbox)
    def circular_inbox(self, question: Inbox) -> Answer:
        """What a unit has to read, and what it has read."""
        return self.desk.answer(circular_queries.inbox, question)

    @query(schemas.circulars_unread)
    def circulars_unread(self, question: Unread) -> Answer:
        """Who has not read, by circular and by unit."""
        return self.desk.answer(circular_queries.unread, question)

    @query(schemas.passports_out)
    def passports_out(self, question: PassportsOut) -> Answer:
        """Passports lent and not yet back."""
        return self.desk.answer(queries.passports_out, question)

    @query(schemas.unit_record)
    def unit_record(self, question: UnitRecord) -> Answer:
        """A unit's visits in numbers."""
        return self.desk.answer(queries.unit_record, question)
