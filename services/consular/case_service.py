"""The counter for cases of distress."""

from services.consular import queries, schemas
from services.consular.commands import (
    AcceptCase,
    AcknowledgeHandOff,
    AnswerHandOff,
    CheckIdentity,
    CloseCase,
    ContactFamily,
    FollowUpCase,
    HandOver,
    JoinReport,
    MergeCase,
    NoteCost,
    NoteProgress,
    RedirectCase,
    ReleaseCaseToMedia,
    ReopenCase,
    ReportDistress,
    ReportUp,
    ResolveCase,
    TriageCase,
    WithdrawHandOff,
)
from services.consular.queries import CaseById, CasesBy, HandOffsOverdue
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class CaseCounter:
    """Cases of distress abroad."""

    desk: AtDesk

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
