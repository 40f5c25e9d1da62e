"""What one rule says of a case."""

from services.approvals.values import RuleOutcome


def outcome(rule: str, article: str, value: object, found: object, passed: bool, mend: str) -> RuleOutcome:
    """`value`: what the rule asks; `mend`: what to do if it did not pass."""
    return RuleOutcome(rule=rule, article=article, value=str(value), found=str(found), passed=passed, mend=mend)


def not_given(rule: str, article: str, value: object, what: str) -> RuleOutcome:
    """The rule can't be judged: the application doesn't say."""
    return outcome(rule, article, value, f"{what}: not given", False, f"give {what}")
