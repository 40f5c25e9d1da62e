"""The checkable rules of hosting (section 2), each value with the day from which it holds.

财行〔2013〕533号 and its local copies [S30]; R10 from 秦政外字〔2003〕52号 [S31]. Money in CNY.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.reception.commands import Meal, Plan, Rank
from services.reception.events import RuleOutcome
from shared.aggregate import Refusal, Violation

DOCUMENT_533 = "财行〔2013〕533号 [S30]"
RANKS: tuple[Rank, ...] = (
    "state_leader",
    "minister",
    "vice_minister",
    "bureau",
    "deputy_bureau",
    "division",
    "deputy_division",
    "staff",
)


@dataclass(frozen=True)
class RuleSet:
    """`per_head` by kind of meal; a banquet whose host is vice-minister or above may cost `high_banquet`."""

    effective_from: date
    hosted_days: int
    banquets: int
    per_head: Mapping[str, Decimal]
    high_banquet: Decimal
    daily_meals: Decimal
    high_daily_meals: Decimal
    days_ahead: int
    rank_steps: int


RULE_SETS = (
    RuleSet(
        effective_from=date(2014, 1, 1),
        hosted_days=5,
        banquets=2,
        per_head={"banquet": Decimal(300), "buffet": Decimal(150), "cocktail": Decimal(100), "tea": Decimal(60)},
        high_banquet=Decimal(400),
        daily_meals=Decimal(300),
        high_daily_meals=Decimal(500),
        days_ahead=3,
        rank_steps=1,
    ),
)


def rule_set_on(day: date) -> RuleSet:
    """The set in force on that day."""
    return ([rules for rules in RULE_SETS if rules.effective_from <= day] or [RULE_SETS[0]])[-1]


def judge_plan(plan: Plan, guests: int, head_rank: Rank, reciprocal: bool, rules: RuleSet) -> tuple[RuleOutcome, ...]:
    """Every rule's outcome for a reception plan."""
    return (
        _hosted_guests(plan, guests),
        _hosted_days(plan, reciprocal, rules),
        *judge_meals(plan.meals, rules),
        _daily_meals(plan, head_rank, rules),
    )


def judge_meals(meals: Sequence[Meal], rules: RuleSet) -> tuple[RuleOutcome, ...]:
    """R3, R4 and R6 for meals planned or given."""
    return (_banquets(meals, rules), _per_head(meals, rules), _hosts(meals))


def refusal_of(outcomes: Sequence[RuleOutcome]) -> Refusal | None:
    """All rules that say no, as one refusal."""
    violations = tuple(
        Violation(item.rule, item.article, item.value, item.found, item.mend) for item in outcomes if not item.passed
    )
    return Refusal(violations) if violations else None


def hosts_allowed(guests: int) -> int:
    """R6: one host a guest for the first 5 guests, one for every two above."""
    return guests if guests <= 5 else 5 + (guests - 5) // 2


def rank_distance(one: Rank, other: Rank) -> int:
    return abs(RANKS.index(one) - RANKS.index(other))


def outcome(rule: str, article: str, value: object, found: object, passed: bool, mend: str) -> RuleOutcome:
    return RuleOutcome(rule=rule, article=article, value=str(value), found=str(found), passed=passed, mend=mend)


def _hosted_guests(plan: Plan, guests: int) -> RuleOutcome:
    """R1: the plan states the guests hosted; more than were approved pay for themselves (R2)."""
    mend = f"host at most the {guests} approved guests; others pay for themselves"
    return outcome(
        "R1", DOCUMENT_533, f"at most {guests} guests", plan.guests_hosted, plan.guests_hosted <= guests, mend
    )


def _hosted_days(plan: Plan, reciprocal: bool, rules: RuleSet) -> RuleOutcome:
    """R2: at most 5 days, arrival and departure included, unless an agreement or reciprocity says otherwise."""
    allowed = "any, by reciprocity" if reciprocal else f"at most {rules.hosted_days} days"
    passed = reciprocal or plan.days_hosted <= rules.hosted_days
    return outcome("R2", DOCUMENT_533, allowed, plan.days_hosted, passed, "have further days paid by the guests")


def _banquets(meals: Sequence[Meal], rules: RuleSet) -> RuleOutcome:
    """R3: at most 2 a visit, those given by a county included."""
    banquets = [meal for meal in meals if meal.kind == "banquet"]
    found = f"{len(banquets)} by {', '.join(sorted({meal.given_by for meal in banquets})) or 'nobody'}"
    mend = "give a working meal in place of a banquet"
    return outcome("R3", DOCUMENT_533, f"at most {rules.banquets}", found, len(banquets) <= rules.banquets, mend)


def _per_head(meals: Sequence[Meal], rules: RuleSet) -> RuleOutcome:
    """R4: by kind of meal, and for a banquet by the host's rank."""
    dear = [meal for meal in meals if meal.per_head > price_limit(meal, rules)]
    found = "; ".join(f"{meal.kind} {meal.per_head} of {price_limit(meal, rules)}" for meal in dear)
    limits = ", ".join(f"{kind} {price}" for kind, price in rules.per_head.items())
    value = f"{limits}; banquet of a vice-minister {rules.high_banquet}"
    return outcome("R4", DOCUMENT_533, value, found or "within", not dear, "order a simpler meal")


def price_limit(meal: Meal, rules: RuleSet) -> Decimal:
    high = RANKS.index(meal.host_rank) <= RANKS.index("vice_minister")
    return rules.high_banquet if meal.kind == "banquet" and high else rules.per_head[meal.kind]


def _daily_meals(plan: Plan, head_rank: Rank, rules: RuleSet) -> RuleOutcome:
    """R5: per head and day, by the head guest's rank."""
    high = RANKS.index(head_rank) <= RANKS.index("minister")
    limit = rules.high_daily_meals if high else rules.daily_meals
    passed = plan.daily_meals <= limit
    return outcome("R5", DOCUMENT_533, f"at most {limit}", plan.daily_meals, passed, "plan simpler meals")


def _hosts(meals: Sequence[Meal]) -> RuleOutcome:
    """R6: hosts to guests at most 1:1 for the first 5 guests, 1:2 above."""
    crowded = [meal for meal in meals if meal.hosts > hosts_allowed(meal.guests)]
    found = "; ".join(f"{meal.hosts} hosts for {meal.guests} guests" for meal in crowded)
    allowed = "; ".join(f"{hosts_allowed(meal.guests)} for {meal.guests}" for meal in crowded) or "1:1 to 5, then 1:2"
    return outcome("R6", DOCUMENT_533, allowed, found or "within", not crowded, "let fewer hosts take part")
