"""What must be there before: A6, A9, A11 to A13, A23."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from services.approvals.rules.journey import passports_due
from services.approvals.rules.rule_set import RuleSet
from services.approvals.rules.verdict import not_given, outcome
from services.approvals.values import RuleOutcome, VisitPlan
from services.approvals.working_days import doubt, working_days_between


def judge_papers(
    visit: VisitPlan, notices: Mapping[str, date], sides: frozenset[str], on: date, rules: RuleSet
) -> Iterator[RuleOutcome]:
    yield _publicity(visit, notices, on, rules)
    yield _passports(visit, rules)
    yield _plan(visit, rules)
    yield _budget(visit, sides, rules)
    yield _invitation(visit, rules)
    yield _profit(visit, rules)


def _publicity(visit: VisitPlan, notices: Mapping[str, date], on: date, rules: RuleSet) -> RuleOutcome:
    """A6: at least 5 working days before, in each member's own unit [S13, S24]. The day of posting does not count."""
    needed, article = rules.publicity_working_days, rules.cite("publicity_working_days")
    value = f"{needed} working days in each unit"
    if visit.secret:
        return outcome("A6", article, value, "a secret item: not published", True, "none needed")
    short = []
    for unit in sorted({member.unit for member in visit.members}):
        posted = notices.get(unit)
        days = working_days_between(posted + timedelta(days=1), on) if posted else 0
        if days < needed:
            short.append(f"{unit}: {days} working days{doubt(posted, on)}" if posted else f"{unit}: no notice")
    mend = "post the notice in each member's own unit, and wait out the window"
    return outcome("A6", article, value, "; ".join(short) or "done", not short, mend)


def _passports(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    due = passports_due(visit.departs_on, visit, rules)
    value, article = f"back within {rules.passport_days} days", rules.cite("passport_days")
    return outcome("A9", article, value, f"due on {due}", True, "none needed")


def _plan(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    named = bool(visit.plan_entry)
    found = f"{visit.plan_entry} of {visit.plan_year}"
    return outcome("A11", rules.cite("A11"), "an entry of the annual plan", found, named, "name the entry")


def _budget(visit: VisitPlan, sides: frozenset[str], rules: RuleSet) -> RuleOutcome:
    """A12: no budget, no trip; it is reviewed first, by both sides of the unit."""
    missing = sorted({"foreign_affairs", "finance"} - sides)
    wrong = [] if visit.budget else ["no line of money"]
    wrong += [f"not signed by {', '.join(missing)}"] if missing else []
    mend = "have the budget signed by the unit's foreign-affairs and finance sides"
    found = "; ".join(wrong) or "signed by both"
    return outcome("A12", rules.cite("A12"), "a budget signed by both sides", found, not wrong, mend)


def _invitation(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A13: from a counterpart abroad, of matching level or business, not obtained through an intermediary."""
    article, value = rules.cite("A13"), "a counterpart's own invitation, of matching level or business"
    if visit.inviter is None:
        return not_given("A13", article, value, "the inviter")
    inviter = visit.inviter
    wrong = {
        f"invited by {inviter.kind}": inviter.kind != "counterpart" or inviter.country == "CN",
        "neither level nor business matches": not inviter.matches,
        "no profile of the inviter": not inviter.profile.strip(),
        "not stated: not obtained through an intermediary": not inviter.direct,
    }
    found = "; ".join(what for what, holds in wrong.items() if holds)
    mend = "get the counterpart's own invitation, with profile and statement"
    return outcome("A13", article, value, found or "as asked", not found, mend)


def _profit(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A23: no team for profit; consents of other authorities are recorded in the file [S15, S18]."""
    found, mend = "for profit" if visit.for_profit else "not for profit", "send no team for profit"
    return outcome("A23", rules.cite("A23"), "not for profit", found, not visit.for_profit, mend)
