"""The rule sets that the office adopted, in one stream: which holds from which day, and where each value comes from."""

from fractions import Fraction
from typing import assert_never

from services.approvals.regulation.book import Book, holds_already, untimely
from services.approvals.regulation.commands import AdoptRuleSet, RepealRuleSet, RuleSetCommand
from services.approvals.regulation.events import RuleSetAdopted, RuleSetRepealed
from services.approvals.rules.rule_set import RULE_SETS, SHIPPED, VALUES, RuleSet
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, Violation

RuleSetFact = RuleSetAdopted | RuleSetRepealed
RuleBook = Book[RuleSet]
ARTICLE = "section 0, rules are versioned"
OFFICE_RULES = "rule_set-office"
"""The stream that holds them."""


def rules_in_force(occasion: Occasion) -> RuleSet:
    """The set that judges what is submitted today; the rule book stands beside the occasion."""
    book: RuleBook = occasion.beside.get(OFFICE_RULES) or RuleBook()
    return book.on(occasion.today, RULE_SETS)


def decide(state: RuleBook | None, command: RuleSetCommand, occasion: Occasion) -> Decision:
    book = state or RuleBook()
    match command:
        case AdoptRuleSet() if book.adopted.get(command.rules.effective_from) == command.rules:
            return []
        case AdoptRuleSet():
            return _wrong(command.rules, book, occasion) or [
                RuleSetAdopted(
                    rule_set=command.rule_set, rules=command.rules, by=occasion.actor.signature, at=occasion.now
                )
            ]
        case RepealRuleSet() if command.effective_from not in book.adopted:
            return []
        case RepealRuleSet():
            return holds_already(command.effective_from, ARTICLE, occasion) or [
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


def _wrong(rules: RuleSet, book: RuleBook, occasion: Occasion) -> Refusal | None:
    """All that is wrong with a set: its day, what it doesn't cite, and values that make no sense."""
    found = untimely(rules, book, ARTICLE, occasion)
    cited = {citation.field for citation in rules.citations}
    uncited = [name for name in VALUES if name not in cited and getattr(rules, name) is not None]
    if uncited:
        none = f"none for {', '.join(uncited)}"
        found.append(Violation("citation", ARTICLE, "each value cites its text", none, "cite them"))
    unknown = sorted(cited - set(SHIPPED))
    if unknown:
        mend = f"name one of {', '.join(sorted(SHIPPED))}"
        found.append(Violation("citation", ARTICLE, "values and rules of a set", ", ".join(unknown), mend))
    found += [Violation(name, ARTICLE, "sense", said, "mend the value") for name, said in senseless(rules)]
    return Refusal(tuple(found)) if found else None


def senseless(rules: RuleSet) -> list[tuple[str, str]]:
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
            return book.with_one(happened.rules)
        case RuleSetRepealed():
            return book.without(happened.effective_from)
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
