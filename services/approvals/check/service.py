"""The counter for questions about rules: a draft before its submission, past cases by other values."""

from services.approvals import schemas
from services.approvals.check import queries as check_queries
from services.approvals.check.queries import CheckVisit
from services.approvals.regulation import effect_queries
from services.approvals.regulation.effect_queries import EffectOfChange
from shared.counter import Answer, query
from shared.desk import AtDesk


class CheckCounter:
    """What the rules say, and would say."""

    desk: AtDesk

    @query(schemas.check_visit)
    def check_visit(self, question: CheckVisit) -> Answer:
        """Judge a draft before it is submitted: every rule, and all that is missing."""
        return self.desk.answer(check_queries.check_visit, question)

    @query(schemas.effect_of_rule_change)
    def effect_of_rule_change(self, question: EffectOfChange) -> Answer:
        """Which past cases would have been judged otherwise by other values, and by which rule."""
        return self.desk.answer(effect_queries.effect_of_rule_change, question)
