"""The rule sets that the office adopted, in one stream: which holds from which day, and where each value comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

from services.approvals.regulation_commands import AdoptRuleSet, RepealRuleSet, RuleSetCommand
from services.approvals.regulation_events import RuleSetAdopted, RuleSetRepealed
from services.approvals.rule_set import RuleSet
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, Violation, refuse
from shared.values import declared

RuleSetFact = RuleSetAdopted | RuleSetRepealed
ARTICLE = "section 0, rules are versioned"
VALUES = tuple(name for name in declared(RuleSet) if name not in ("effective_from", "source"))


@dataclass(frozen=True, kw_only=True)
class RuleBook:
    """The adopted sets by the day from which each holds."""

    sets: Mapping[date, RuleSet] = field(default_factory=dict)


def decide(state: RuleBook | None, command: RuleSetCommand, occasion: Occasion) -> Decision:
    book = state or RuleBook()
    match command:
        case AdoptRuleSet() if book.sets.get(command.rules.effective_from) == command.rules:
            return []
        case AdoptRuleSet():
            return _wrong(command, book, occasion) or [
                RuleSetAdopted(
                    rule_set=command.rule_set,
                    rules=command.rules,
                    citations=command.citations,
                    by=occasion.actor.signature,
                    at=occasion.now,
                )
            ]
        case RepealRuleSet() if command.effective_from not in book.sets:
            return []
        case RepealRuleSet() if command.effective_from <= occasion.today:
            mend = "adopt another set from a later day on: cases were judged by this one"
            return refuse("in-force", ARTICLE, "a set that does not hold yet", f"since {command.effective_from}", mend)
        case RepealRuleSet():
            return [
                RuleSetRepealed(
                    rule_set=command.rule_set,
                    effective_from=command.effective_from,
                    reason=command.reason,
                    by=occasion.actor.signature,
                    at=occasion.now,
                )
            ]
        case _:
            assert_never(command)


def _wrong(command: AdoptRuleSet, book: RuleBook, occasion: Occasion) -> Refusal | None:
    """A set holds from a later day on, so that whoever judges today has it; and each value cites its text."""
    rules, found = command.rules, []
    if rules.effective_from <= occasion.today:
        found.append(("in-force", f"a day after {occasion.today}", str(rules.effective_from), "give a later day"))
    if rules.effective_from in book.sets:
        mend = "repeal that one first, or take another day"
        found.append(("one-a-day", "one set a day", f"another from {rules.effective_from}", mend))
    cited = {citation.field for citation in command.citations}
    uncited = [name for name in VALUES if name not in cited and getattr(rules, name) is not None]
    if uncited:
        found.append(("citation", "each value cites its text", f"none for {', '.join(uncited)}", "cite them"))
    unknown = sorted(cited - set(VALUES))
    if unknown:
        found.append(("citation", "values of the set", ", ".join(unknown), f"name one of {', '.join(VALUES)}"))
    found += [(name, "sense", said, "mend the value") for name, said in _senseless(rules)]
    violations = tuple(Violation(rule, ARTICLE, value, said, mend) for rule, value, said, mend in found)
    return Refusal(violations) if violations else None


def _senseless(rules: RuleSet) -> list[tuple[str, str]]:
    """Values by which no case could be judged."""
    numbers = {name: getattr(rules, name) for name in VALUES if isinstance(getattr(rules, name), int)}
    wrong = [(name, f"{number} is less than 1") for name, number in numbers.items() if number < 1]
    for name in ("days", "far_days"):
        limits = getattr(rules, name)
        if len(limits) != rules.countries or any(limit < 1 for limit in limits) or list(limits) != sorted(limits):
            wrong.append((name, f"{limits} are not {rules.countries} rising limits"))
    if rules.lead_days is not None and (len(rules.lead_days) != 3 or min(rules.lead_days) < 0):
        wrong.append(("lead_days", f"{rules.lead_days} are not three numbers of days"))
    if not _is_share(rules.official_share):
        wrong.append(("official_share", f"{rules.official_share} is not a fraction up to 1"))
    if not 0 <= rules.red_eye_from_hour <= 23:
        wrong.append(("red_eye_from_hour", f"{rules.red_eye_from_hour} is not an hour"))
    return wrong


def _is_share(text: str) -> bool:
    try:
        return 0 <= Fraction(text) <= 1
    except (ValueError, ZeroDivisionError):
        return False


def evolve(state: RuleBook | None, happened: RuleSetFact) -> RuleBook:
    book = state or RuleBook()
    match happened:
        case RuleSetAdopted():
            return replace(book, sets={**book.sets, happened.rules.effective_from: happened.rules})
        case RuleSetRepealed():
            left: dict[date, Any] = {day: rules for day, rules in book.sets.items() if day != happened.effective_from}
            return replace(book, sets=left)
        case _:
            assert_never(happened)


RULE_BOOK: Aggregate[RuleBook] = Aggregate(
    name="rule_set",
    key="rule_set",
    commands=RuleSetCommand.__args__,
    opens=(AdoptRuleSet, RepealRuleSet),
    decide=decide,
    evolve=evolve,
)
