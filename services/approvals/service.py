"""The approvals counter."""

from pathlib import Path

from services.approvals import (
    circular_queries,
    plan_queries,
    queries,
    regulation_queries,
    schemas,
    visit_history,
    visit_queries,
    waiting_queries,
)
from services.approvals.circular import CIRCULAR
from services.approvals.circular_queries import CircularById, Circulars, Inbox, Unread
from services.approvals.commands import (
    AcknowledgeCircular,
    AcknowledgeWarning,
    AdoptPlan,
    AdoptRegulation,
    AdoptRuleSet,
    AllotQuota,
    AmendRegulation,
    AmendVisit,
    ArchiveVisit,
    CancelInvitation,
    CancelVisit,
    ChangeDeparture,
    ClearBudget,
    CloseOutInvitation,
    ClosePlan,
    CloseVisit,
    DelayReturn,
    DraftCircular,
    DraftInvitation,
    DraftPlan,
    DraftVisit,
    DropAmendment,
    FileReport,
    GiveOpinion,
    IssueCircular,
    IssueDocuments,
    LendPassports,
    PostponeVisit,
    PublicizeResult,
    PublicizeVisit,
    RaiseObjection,
    ReconsiderVisit,
    RecordConsent,
    RecordDeparture,
    RecordReturn,
    RecordUpperDecision,
    RecordUpperInvitationDecision,
    RefuseInvitation,
    RefuseVisit,
    RepealRegulation,
    RepealRuleSet,
    ReplacePlanEntry,
    ReportVisitUp,
    RequestAmendment,
    RequestConsent,
    ResumeVisit,
    ReturnDocuments,
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
    SettleObjection,
    SignInvitation,
    SignVisit,
    StampInvitation,
    SubmitInvitation,
    SubmitVisit,
    WithdrawCircular,
    WithdrawInvitation,
    WithdrawVisit,
)
from services.approvals.destination import DESTINATION
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
from services.approvals.regulation import REGULATION
from services.approvals.regulation_queries import RegulationById, Regulations, RuleSets
from services.approvals.rule_book import RULE_BOOK
from services.approvals.unit import UNIT
from services.approvals.visit import VISIT
from services.approvals.visit_history import VisitAsOf
from services.approvals.visit_queries import NoticesDue, OpinionsAsked, VisitFile, WarningsInForce, WorkingDays
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
        REGULATION,
        RULE_BOOK,
        CIRCULAR,
        DESTINATION,
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
        """Grant the amendment asked for; the new document supersedes the old one."""
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
        """Take passports back, all or those of some travellers."""
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

    @command(schemas.raise_objection)
    def raise_objection(self, request: RaiseObjection) -> Receipt:
        """Record an objection to a notice; nothing is decided until it is settled."""
        return self.desk.decide(request)

    @command(schemas.settle_objection)
    def settle_objection(self, request: SettleObjection) -> Receipt:
        """Record what the investigation of an objection found."""
        return self.desk.decide(request)

    @command(schemas.give_opinion)
    def give_opinion(self, request: GiveOpinion) -> Receipt:
        """Give a body's opinion on a team (A18)."""
        return self.desk.decide(request)

    @command(schemas.request_consent)
    def request_consent(self, request: RequestConsent) -> Receipt:
        """Record the letter to the authority of a member from elsewhere (A23)."""
        return self.desk.decide(request)

    @command(schemas.record_consent)
    def record_consent(self, request: RecordConsent) -> Receipt:
        """Record what that authority answered."""
        return self.desk.decide(request)

    @command(schemas.resume_visit)
    def resume_visit(self, request: ResumeVisit) -> Receipt:
        """Take up again what was withdrawn."""
        return self.desk.decide(request)

    @command(schemas.reconsider_visit)
    def reconsider_visit(self, request: ReconsiderVisit) -> Receipt:
        """Give what the office refused back to the unit, to be mended."""
        return self.desk.decide(request)

    @command(schemas.request_amendment)
    def request_amendment(self, request: RequestAmendment) -> Receipt:
        """Ask for other dates, stops or members of an approved visit."""
        return self.desk.decide(request)

    @command(schemas.drop_amendment)
    def drop_amendment(self, request: DropAmendment) -> Receipt:
        """Drop what was asked for: the approved visit stands as it was."""
        return self.desk.decide(request)

    @command(schemas.postpone_visit)
    def postpone_visit(self, request: PostponeVisit) -> Receipt:
        """Approve the same trip on later days."""
        return self.desk.decide(request)

    @command(schemas.change_departure)
    def change_departure(self, request: ChangeDeparture) -> Receipt:
        """File that the team leaves on another day; every deadline moves."""
        return self.desk.decide(request)

    @command(schemas.delay_return)
    def delay_return(self, request: DelayReturn) -> Receipt:
        """File that the team can't be back in time; every deadline moves."""
        return self.desk.decide(request)

    @command(schemas.return_documents)
    def return_documents(self, request: ReturnDocuments) -> Receipt:
        """Take back the original of a recalled document."""
        return self.desk.decide(request)

    @command(schemas.issue_documents)
    def issue_documents(self, request: IssueDocuments) -> Receipt:
        """Hand the original of the approval to the unit."""
        return self.desk.decide(request)

    @command(schemas.lend_passports)
    def lend_passports(self, request: LendPassports) -> Receipt:
        """Lend the passports, all or those of some travellers."""
        return self.desk.decide(request)

    @command(schemas.publicize_result)
    def publicize_result(self, request: PublicizeResult) -> Receipt:
        """Certify that the unit posted what was actually done (A8)."""
        return self.desk.decide(request)

    @command(schemas.archive_visit)
    def archive_visit(self, request: ArchiveVisit) -> Receipt:
        """Archive a closed file, with its papers and how long each is kept."""
        return self.desk.decide(request)

    @command(schemas.acknowledge_warning)
    def acknowledge_warning(self, request: AcknowledgeWarning) -> Receipt:
        """Say that the team has been told of an alert."""
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

    @command(schemas.adopt_regulation)
    def adopt_regulation(self, request: AdoptRegulation) -> Receipt:
        """Enter a policy, law or regulation into the register."""
        return self.desk.decide(request)

    @command(schemas.amend_regulation)
    def amend_regulation(self, request: AmendRegulation) -> Receipt:
        """Note that another text changes it."""
        return self.desk.decide(request)

    @command(schemas.repeal_regulation)
    def repeal_regulation(self, request: RepealRegulation) -> Receipt:
        """Note that it holds no more."""
        return self.desk.decide(request)

    @command(schemas.adopt_rule_set)
    def adopt_rule_set(self, request: AdoptRuleSet) -> Receipt:
        """Adopt values that hold from a later day on, each citing its text."""
        return self.desk.decide(request)

    @command(schemas.repeal_rule_set)
    def repeal_rule_set(self, request: RepealRuleSet) -> Receipt:
        """Take back a set that does not hold yet."""
        return self.desk.decide(request)

    @query(schemas.list_regulations)
    def list_regulations(self, question: Regulations) -> Answer:
        """Policies, laws and regulations in force on a day."""
        return self.desk.answer(regulation_queries.list_regulations, question)

    @query(schemas.get_regulation)
    def get_regulation(self, question: RegulationById) -> Answer:
        """A text with its changes, and the values that cite it."""
        return self.desk.answer(regulation_queries.get_regulation, question)

    @query(schemas.list_rule_sets)
    def list_rule_sets(self, question: RuleSets) -> Answer:
        """Every rule set with its values and their sources."""
        return self.desk.answer(regulation_queries.list_rule_sets, question)

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

    @query(schemas.visit_as_of)
    def visit_as_of(self, question: VisitAsOf) -> Answer:
        """A visit as its file stood at any moment, such as the director's signature."""
        return self.desk.answer(visit_history.visit_as_of, question)

    @query(schemas.visit_file)
    def visit_file(self, question: VisitFile) -> Answer:
        """Notices, objections, opinions, consents, passports, reminders and warnings of a visit."""
        return self.desk.answer(visit_queries.visit_file, question)

    @query(schemas.notices_due)
    def notices_due(self, question: NoticesDue) -> Answer:
        """Notices that members' units have not posted yet."""
        return self.desk.answer(visit_queries.notices_due, question)

    @query(schemas.opinions_asked)
    def opinions_asked(self, question: OpinionsAsked) -> Answer:
        """Cases that need the opinion of this body, and no other."""
        return self.desk.answer(visit_queries.opinions_asked, question)

    @query(schemas.warnings_in_force)
    def warnings_in_force(self, question: WarningsInForce) -> Answer:
        """Visits under way or due where an alert holds."""
        return self.desk.answer(visit_queries.warnings_in_force, question)

    @query(schemas.working_days)
    def working_days(self, question: WorkingDays) -> Answer:
        """A year's public holidays and make-up days, and whether they are announced."""
        return self.desk.answer(visit_queries.working_days, question)
