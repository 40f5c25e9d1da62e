"""The counter for questions about visits and desks."""

from services.approvals import schemas
from services.approvals.answers import calendar_queries, record_queries, statistics_queries, waiting_queries
from services.approvals.answers.calendar_queries import VisitCalendar
from services.approvals.answers.record_queries import MemberRecord, PassportsOut, UnitRecord
from services.approvals.answers.statistics_queries import CaseStatistics, DecisionsByRule
from services.approvals.answers.waiting_queries import CaseById, Tray
from services.approvals.visit import history as visit_history
from services.approvals.visit import queries as visit_queries
from services.approvals.visit.history import VisitAsOf
from services.approvals.visit.queries import (
    NoticesDue,
    OpinionsAsked,
    VisitById,
    VisitFile,
    Visits,
    WarningsInForce,
    WorkingDays,
)
from shared.counter import Answer, query
from shared.desk import AtDesk


class AnswersCounter:
    """What waits where, how a visit stands, and what became of it."""

    desk: AtDesk

    @query(schemas.get_visit)
    def get_visit(self, question: VisitById) -> Answer:
        """One visit, with its members."""
        return self.desk.answer(visit_queries.get_visit, question)

    @query(schemas.visit_decisions)
    def visit_decisions(self, question: VisitById) -> Answer:
        """Every decision on a visit, with the outcome of every rule."""
        return self.desk.answer(visit_queries.visit_decisions, question)

    @query(schemas.list_visits)
    def list_visits(self, question: Visits) -> Answer:
        """Visits by state, unit or country."""
        return self.desk.answer(visit_queries.list_visits, question)

    @query(schemas.tray)
    def tray(self, question: Tray) -> Answer:
        """What waits for a role, or at every desk, with the day by which it is due."""
        return self.desk.answer(waiting_queries.tray, question)

    @query(schemas.progress)
    def progress(self, question: CaseById) -> Answer:
        """Where a visit or an invitation stands: who has it, what comes next, what is missing."""
        return self.desk.answer(waiting_queries.progress, question)

    @query(schemas.passports_out)
    def passports_out(self, question: PassportsOut) -> Answer:
        """Passports lent and not yet back, and which of them are overdue."""
        return self.desk.answer(record_queries.passports_out, question)

    @query(schemas.unit_record)
    def unit_record(self, question: UnitRecord) -> Answer:
        """A unit's visits in numbers, by year and one by one, with what was late, and what locks it."""
        return self.desk.answer(record_queries.unit_record, question)

    @query(schemas.member_record)
    def member_record(self, question: MemberRecord) -> Answer:
        """A traveller's trips of the past two years, with days, countries and decisions."""
        return self.desk.answer(record_queries.member_record, question)

    @query(schemas.visit_calendar)
    def visit_calendar(self, question: VisitCalendar) -> Answer:
        """Who is away when, where, and with whom at the same time."""
        return self.desk.answer(calendar_queries.visit_calendar, question)

    @query(schemas.case_statistics)
    def case_statistics(self, question: CaseStatistics) -> Answer:
        """Cases, people, days and money, by direction, month, country, unit and outcome."""
        return self.desk.answer(statistics_queries.case_statistics, question)

    @query(schemas.decisions_by_rule)
    def decisions_by_rule(self, question: DecisionsByRule) -> Answer:
        """Which rules said no, how often, in which cases, and with what found."""
        return self.desk.answer(statistics_queries.decisions_by_rule, question)

    @query(schemas.visit_as_of)
    def visit_as_of(self, question: VisitAsOf) -> Answer:
        """A visit as its file stood at any moment, or at a step: what the director saw when signing."""
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
