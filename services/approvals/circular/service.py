"""The counter for circulars."""

from services.approvals import schemas
from services.approvals.circular import queries as circular_queries
from services.approvals.circular.queries import CircularById, Circulars, Inbox, Unread
from services.approvals.commands import (
    AcknowledgeCircular,
    DraftCircular,
    IssueCircular,
    ReviseCircular,
    WithdrawCircular,
)
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class CircularCounter:
    """Circulars to departments and organisations."""

    desk: AtDesk

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
