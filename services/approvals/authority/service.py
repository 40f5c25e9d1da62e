"""The counter for who decides, and who acts for whom."""

from services.approvals import schemas
from services.approvals.authority import queries as authority_queries
from services.approvals.authority.queries import AuthorityTables, DeputiesOn, WhoDecides
from services.approvals.commands import AdoptAuthorityTable, AppointDeputy, EndDeputy, RepealAuthorityTable
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class AuthorityCounter:
    """The table of who decides, and acting deputies."""

    desk: AtDesk

    @command(schemas.adopt_authority_table)
    def adopt_authority_table(self, request: AdoptAuthorityTable) -> Receipt:
        """Adopt a table of who decides that holds from a later day on, each row citing its text."""
        return self.desk.decide(request)

    @command(schemas.repeal_authority_table)
    def repeal_authority_table(self, request: RepealAuthorityTable) -> Receipt:
        """Take back a table that does not hold yet."""
        return self.desk.decide(request)

    @command(schemas.appoint_deputy)
    def appoint_deputy(self, request: AppointDeputy) -> Receipt:
        """Appoint somebody to act for somebody else in a role, from a day to a day."""
        return self.desk.decide(request)

    @command(schemas.end_deputy)
    def end_deputy(self, request: EndDeputy) -> Receipt:
        """End an acting period before its last day."""
        return self.desk.decide(request)

    @query(schemas.list_authority_tables)
    def list_authority_tables(self, question: AuthorityTables) -> Answer:
        """Every table of who decides, with its rows and their sources."""
        return self.desk.answer(authority_queries.list_authority_tables, question)

    @query(schemas.who_decides)
    def who_decides(self, question: WhoDecides) -> Answer:
        """Who decides a draft or a case, and by which row of the table."""
        return self.desk.answer(authority_queries.who_decides, question)

    @query(schemas.deputies_on)
    def deputies_on(self, question: DeputiesOn) -> Answer:
        """Who acts for whom on a day."""
        return self.desk.answer(authority_queries.deputies_on, question)
