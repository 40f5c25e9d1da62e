"""All checkable rules of an official visit abroad (section 1.2), judged at once: `judge`.

What the file alone can't say is judged in `rules_neighbours`: a locked unit (A10), the annual plan's entry (A11),
opinions (A18), consents (A23), and what else a traveller does (A1, A14, A21). A7 is A6's consequence: without publicity
no approval. A8 is a deadline, after the return.
"""

from collections.abc import Mapping
from datetime import date

from services.approvals.rules.journey import countries_of as countries_of
from services.approvals.rules.journey import days_abroad as days_abroad
from services.approvals.rules.journey import judge_journey
from services.approvals.rules.journey import passports_due as passports_due
from services.approvals.rules.papers import judge_papers
from services.approvals.rules.rule_set import RULE_SETS as RULE_SETS
from services.approvals.rules.rule_set import RuleSet
from services.approvals.rules.rule_set import rule_set_on as rule_set_on
from services.approvals.rules.team import judge_team
from services.approvals.rules.verdict import outcome as outcome
from services.approvals.values import RuleOutcome, VisitPlan
from shared.aggregate import Refusal, Violation


def judge(
    visit: VisitPlan,
    notices: Mapping[str, date],
    sides: frozenset[str],
    on: date,
    rules: RuleSet,
) -> tuple[RuleOutcome, ...]:
    """The outcome of every rule for a visit as it stands on a day: its notices by unit, and who cleared the budget."""
    found = (
        *judge_journey(visit, on, rules),
        *judge_team(visit, rules),
        *judge_papers(visit, notices, sides, on, rules),
    )
    return in_order(found)


def in_order(outcomes: tuple[RuleOutcome, ...]) -> tuple[RuleOutcome, ...]:
    return tuple(sorted(outcomes, key=lambda item: _number(item.rule)))


def _number(rule: str) -> int:
    """Those without a number first, then as the rules are numbered."""
    return int(rule[1:]) if rule[1:].isdigit() else 0


def refusal_of(outcomes: tuple[RuleOutcome, ...]) -> Refusal | None:
    """All rules that say no, as one refusal."""
    failed = [outcome for outcome in outcomes if not outcome.passed]
    violations = (Violation(item.rule, item.article, item.value, item.found, item.mend) for item in failed)
    return Refusal(tuple(violations)) if failed else None
