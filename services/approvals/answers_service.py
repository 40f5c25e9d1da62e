"""The counter for questions about visits and desks."""

from services.approvals import queries, schemas, visit_history, visit_queries, waiting_queries
from services.approvals.queries import PassportsOut, UnitRecord, VisitById, Visits
from services.approvals.visit_history import VisitAsOf
from services.approvals.visit_queries import NoticesDue, OpinionsAsked, VisitFile, WarningsInForce, WorkingDays
from services.approvals.waiting_queries import CaseById, Tray
from shared.counter import Answer, query
from shared.desk import AtDesk


class AnswersCounter:
    """What waits where, how a visit stands, and what became of it."""

    desk: AtDesk

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
