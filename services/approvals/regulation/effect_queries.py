"""What would change if a value of the rules changed: past cases judged anew."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from services.approvals.regulation.queries import rules_on
from services.approvals.regulation.rule_book import senseless
from services.approvals.rules.rule_set import RuleSet, rule_set_on
from services.approvals.rules.trips import judge_trips
from services.approvals.rules.visit import judge
from services.approvals.values import RuleOutcome, Trip, VisitPlan
from shared.errors import Invalid
from shared.service import Read
from shared.times import local_date, now
from shared.values import POSITIVE, decoder, value

Limit = Annotated[int, POSITIVE]


@value
class RuleChanges:
    """Values as in a rule set; what is left out stays. `no_longer`: values that would not be in force."""

    team_size: int | None = None
    countries: int | None = None
    days: tuple[int, ...] | None = None
    far_days: tuple[int, ...] | None = None
    hong_kong_macao_days: int | None = None
    hong_kong_macao_most_days: int | None = None
    red_eye_from_hour: int | None = None
    publicity_working_days: int | None = None
    passport_months: int | None = None
    record_years: int | None = None
    official_share: str | None = None
    half_days_up_to: int | None = None
    lead_days: tuple[int, ...] | None = None
    bureau_years: int | None = None
    division_years: int | None = None
    no_longer: tuple[Literal["lead_days", "bureau_years", "division_years"], ...] = ()


@value
class EffectOfChange:
    """Of cases submitted from a day to a day; of a unit."""

    changes: RuleChanges
    submitted_from: date | None = None
    submitted_to: date | None = None
    unit: str | None = None
    limit: Limit = 1000


# the last submission of each decided case, its plan then, its notices, and what it was told of other trips
CASES = """
SELECT v.visit_id, v.unit, v.purpose, v.country, v.state, s.at AS submitted_at, s.content AS submitted,
    p.content -> 'visit' AS plan, n.notices, t.trips
FROM visits v
JOIN LATERAL (
    SELECT number, at, content FROM visit_history h WHERE h.visit_id = v.visit_id AND h.fact = 'VisitSubmitted'
    ORDER BY number DESC LIMIT 1
) s ON true
JOIN LATERAL (
    SELECT content FROM visit_history h
    WHERE h.visit_id = v.visit_id AND h.fact IN ('VisitDrafted', 'VisitRevised') AND h.number < s.number
    ORDER BY number DESC LIMIT 1
) p ON true
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(h.content ->> 'unit', h.content ->> 'posted_on' ORDER BY number) AS notices
    FROM visit_history h
    WHERE h.visit_id = v.visit_id AND h.fact = 'VisitPublicized' AND h.number < s.number
) n ON true
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(h.content ->> 'owner', h.content -> 'trips' ORDER BY number) AS trips
    FROM visit_history h
    WHERE h.visit_id = v.visit_id AND h.fact = 'TripsNoted' AND h.number > s.number
) t ON true
WHERE v.state = ANY(%(decided)s) AND (%(unit)s::text IS NULL OR v.unit = %(unit)s)
  AND (%(from)s::date IS NULL OR (s.at AT TIME ZONE 'Asia/Shanghai')::date >= %(from)s)
  AND (%(to)s::date IS NULL OR (s.at AT TIME ZONE 'Asia/Shanghai')::date <= %(to)s)
ORDER BY s.at DESC, v.visit_id LIMIT %(limit)s
"""
DECIDED = ["Approved", "Departed", "Returned home", "Closed", "Archived", "Cancelled", "Refused"]
BOTH_SIDES = frozenset({"foreign_affairs", "finance"})
decode_rules, decode_plan = decoder(RuleSet), decoder(VisitPlan)
decode_trips, decode_day = decoder(tuple[Trip, ...]), decoder(date)


def effect_of_rule_change(read: Read, question: EffectOfChange) -> dict[str, Any]:
    """Each decided case for which some rule would say something else, by the set that judged it with these values."""
    wrong = senseless(with_changes(rules_on(read, local_date(now())), question.changes))
    if wrong:
        mend = "give a value by which a case can be judged"
        raise Invalid.fields([{"field": f"changes.{name}", "rule": said, "mend": mend} for name, said in wrong])
    asked = {"from": question.submitted_from, "to": question.submitted_to, "decided": DECIDED}
    cases = read(CASES, {**asked, "unit": question.unit, "limit": question.limit})
    changed = [case for row in cases if (case := _changed(row, question.changes))]
    rules = Counter((item["rule"], item["would_pass"]) for case in changed for item in case["rules"])
    return {
        "judged": len(cases),
        "changed": len(changed),
        "by_rule": [
            {"rule": rule, "would_pass": passes, "cases": count} for (rule, passes), count in sorted(rules.items())
        ],
        "cases": changed,
    }


def with_changes(rules: RuleSet, changes: RuleChanges) -> RuleSet:
    new = {name: item for name, item in vars(changes).items() if item is not None and name != "no_longer"}
    return replace(rules, **(new | dict.fromkeys(changes.no_longer)))


def _changed(row: dict[str, Any], changes: RuleChanges) -> dict[str, Any] | None:
    was = list(_judged(row, None))
    then = list(_judged(row, changes))
    other = [
        {"rule": now.rule, "would_pass": now.passed, "value": now.value, "was": before.value, "found": now.found,
         "article": now.article, "mend": now.mend}
        for before, now in zip(was, then, strict=True)
        if before.passed != now.passed
    ]  # fmt: skip
    kept = ("visit_id", "unit", "purpose", "country", "state", "submitted_at")
    return {**{name: row[name] for name in kept}, "rules": other} if other else None


def _judged(row: dict[str, Any], changes: RuleChanges | None) -> Iterator[RuleOutcome]:
    """As on the day of its last submission."""
    on, submitted, plan = local_date(row["submitted_at"]), row["submitted"], decode_plan(row["plan"])
    judged_on = decode_day(submitted["judged_on"])
    rules = decode_rules(submitted["rules"]) if submitted["rules"] else rule_set_on(judged_on)
    if changes is not None:
        rules = with_changes(rules, changes)
    notices = {unit: decode_day(day) for unit, day in (row["notices"] or {}).items()}
    trips = {owner: decode_trips(trips) for owner, trips in (row["trips"] or {}).items()}
    yield from judge(plan, notices, BOTH_SIDES, on, rules)
    yield from judge_trips(plan, trips, judged_on, rules)
