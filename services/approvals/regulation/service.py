"""The counter for regulations and rule sets."""

from services.approvals import schemas
from services.approvals.commands import AdoptRegulation, AdoptRuleSet, AmendRegulation, RepealRegulation, RepealRuleSet
from services.approvals.regulation import queries as regulation_queries
from services.approvals.regulation.queries import RegulationById, Regulations, RuleSets
from shared.counter import Answer, Receipt, command, query
from shared.desk import AtDesk


class RegulationCounter:
    """The texts that the office works by, and the rule sets that cite them."""

    desk: AtDesk

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
