"""The counter for international conferences."""

from services.approvals import schemas
from services.approvals.commands import (
    ArchiveConference,
    CancelConference,
    DraftConference,
    FileConferenceReport,
    RecordConferenceDecision,
    RefuseConference,
    ReportConferenceUp,
    ResumeConference,
    ReturnConference,
    ReviewConferenceAsClerk,
    ReviewConferenceAsSection,
    ReviseConference,
    SignConference,
    SubmitConference,
    WithdrawConference,
)
from services.approvals.conference import queries as conference_queries
from services.approvals.conference.queries import CheckConference, ConferenceById, Conferences
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class ConferenceCounter:
    """International conferences, from the application to the report."""

    desk: AtDesk

    @command(schemas.draft_conference)
    def draft_conference(self, request: DraftConference) -> Receipt:
        """Draft the application for an international conference."""
        return self.desk.decide(request)

    @command(schemas.revise_conference)
    def revise_conference(self, request: ReviseConference) -> Receipt:
        """Change a draft, what was returned, or what was approved: that needs a new approval."""
        return self.desk.decide(request)

    @command(schemas.submit_conference)
    def submit_conference(self, request: SubmitConference) -> Receipt:
        """Apply for the organising unit, three months ahead."""
        return self.desk.decide(request)

    @command(schemas.return_conference)
    def return_conference(self, request: ReturnConference) -> Receipt:
        """Return for completion, with one complete list."""
        return self.desk.decide(request)

    @command(schemas.review_conference_as_clerk)
    def review_conference_as_clerk(self, request: ReviewConferenceAsClerk) -> Receipt:
        """The clerk's review."""
        return self.desk.decide(request)

    @command(schemas.review_conference_as_section)
    def review_conference_as_section(self, request: ReviewConferenceAsSection) -> Receipt:
        """The section head's review."""
        return self.desk.decide(request)

    @command(schemas.sign_conference)
    def sign_conference(self, request: SignConference) -> Receipt:
        """The director's signature, for the city's request."""
        return self.desk.decide(request)

    @command(schemas.report_conference_up)
    def report_conference_up(self, request: ReportConferenceUp) -> Receipt:
        """The vice-mayor reports it to the level that decides."""
        return self.desk.decide(request)

    @command(schemas.record_conference_decision)
    def record_conference_decision(self, request: RecordConferenceDecision) -> Receipt:
        """Record what was decided above, with its document's number and date."""
        return self.desk.decide(request)

    @command(schemas.refuse_conference)
    def refuse_conference(self, request: RefuseConference) -> Receipt:
        """Refuse an application, or a change of what is approved, with its reason."""
        return self.desk.decide(request)

    @command(schemas.withdraw_conference)
    def withdraw_conference(self, request: WithdrawConference) -> Receipt:
        """Take it back before it is decided; a change only, if it was approved before."""
        return self.desk.decide(request)

    @command(schemas.resume_conference)
    def resume_conference(self, request: ResumeConference) -> Receipt:
        """Take up again what was withdrawn."""
        return self.desk.decide(request)

    @command(schemas.cancel_conference)
    def cancel_conference(self, request: CancelConference) -> Receipt:
        """Cancel an approved conference before it begins."""
        return self.desk.decide(request)

    @command(schemas.file_conference_report)
    def file_conference_report(self, request: FileConferenceReport) -> Receipt:
        """Report what came of it, after its end."""
        return self.desk.decide(request)

    @command(schemas.archive_conference)
    def archive_conference(self, request: ArchiveConference) -> Receipt:
        """Archive a reported file, each paper with its retention."""
        return self.desk.decide(request)

    @query(schemas.get_conference)
    def get_conference(self, question: ConferenceById) -> Answer:
        """One conference, with every decision on it, reminders and papers."""
        return self.desk.answer(conference_queries.get_conference, question)

    @query(schemas.list_conferences)
    def list_conferences(self, question: Conferences) -> Answer:
        """Conferences by state, unit, level or days."""
        return self.desk.answer(conference_queries.list_conferences, question)

    @query(schemas.check_conference)
    def check_conference(self, question: CheckConference) -> Answer:
        """What every rule says of a draft, or of a conference as it stands, and who decides."""
        return self.desk.answer(conference_queries.check_conference, question)
