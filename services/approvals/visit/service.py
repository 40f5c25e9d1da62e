"""The counter for official visits abroad: their commands."""

from services.approvals import schemas
from services.approvals.commands import (
    AcknowledgeWarning,
    AmendVisit,
    ArchiveVisit,
    CancelVisit,
    ChangeDeparture,
    ClearBudget,
    CloseVisit,
    DelayReturn,
    DraftVisit,
    DropAmendment,
    FileReport,
    GiveOpinion,
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
    RefuseVisit,
    ReportVisitUp,
    RequestAmendment,
    RequestConsent,
    ResumeVisit,
    ReturnDocuments,
    ReturnPassports,
    ReturnVisit,
    ReturnVisitFromAbove,
    ReviewVisitAsClerk,
    ReviewVisitAsSection,
    ReviseVisit,
    SettleObjection,
    SignVisit,
    SubmitVisit,
    WithdrawVisit,
)
from shared.counter import Receipt, command
from shared.desk import AtDesk


class VisitCounter:
    """What units and the office do with official visits abroad."""

    desk: AtDesk

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

    @command(schemas.submit_visit)
    def submit_visit(self, request: SubmitVisit) -> Receipt:
        """Submit for the unit: every rule is judged, and each that fails is told."""
        return self.desk.decide(request)

    @command(schemas.withdraw_visit)
    def withdraw_visit(self, request: WithdrawVisit) -> Receipt:
        """Take the case back before it is decided."""
        return self.desk.decide(request)

    @command(schemas.resume_visit)
    def resume_visit(self, request: ResumeVisit) -> Receipt:
        """Take up again what was withdrawn."""
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

    @command(schemas.return_visit_from_above)
    def return_visit_from_above(self, request: ReturnVisitFromAbove) -> Receipt:
        """Record that the case came back from above, to be mended."""
        return self.desk.decide(request)

    @command(schemas.refuse_visit)
    def refuse_visit(self, request: RefuseVisit) -> Receipt:
        """Refuse a submitted case, with its reason."""
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

    @command(schemas.amend_visit)
    def amend_visit(self, request: AmendVisit) -> Receipt:
        """Grant the amendment asked for; the new document supersedes the old one."""
        return self.desk.decide(request)

    @command(schemas.postpone_visit)
    def postpone_visit(self, request: PostponeVisit) -> Receipt:
        """Approve the same trip on later days."""
        return self.desk.decide(request)

    @command(schemas.cancel_visit)
    def cancel_visit(self, request: CancelVisit) -> Receipt:
        """Cancel an approved visit; its papers are recalled."""
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

    @command(schemas.publicize_result)
    def publicize_result(self, request: PublicizeResult) -> Receipt:
        """Certify that the unit posted what was actually done (A8)."""
        return self.desk.decide(request)

    @command(schemas.close_visit)
    def close_visit(self, request: CloseVisit) -> Receipt:
        """Close the file."""
        return self.desk.decide(request)

    @command(schemas.archive_visit)
    def archive_visit(self, request: ArchiveVisit) -> Receipt:
        """Archive a closed file, with its papers and how long each is kept."""
        return self.desk.decide(request)

    @command(schemas.acknowledge_warning)
    def acknowledge_warning(self, request: AcknowledgeWarning) -> Receipt:
        """Say that the team has been told of an alert."""
        return self.desk.decide(request)
