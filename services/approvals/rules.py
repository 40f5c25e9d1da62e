"""The checkable rules of an official visit abroad, each value with the day from which it holds (section 1.2).

A case is judged by the set in force on the day it was submitted. The limits come from 中办发〔2013〕16号, re-based by
the Frugality Regulation of 2 May 2025 [S63]; the older local limits of 6, 10 and 12 days stay for older cases [S-alt].
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.approvals.commands import VisitPlan
from services.approvals.events import RuleOutcome
from services.approvals.working_days import doubt, working_days_between
from shared.aggregate import Refusal, Violation

DOCUMENT_16 = "中办发〔2013〕16号"
DOCUMENT_516 = "财行〔2013〕516号"
HONG_KONG_MACAO = ("HK", "MO")
# Latin America and Africa, where flights are poor (A3)
FAR_COUNTRIES = """
AR BO BR CL CO CR CU DO EC GT GY HN HT JM MX NI PA PE PY SR SV TT UY VE AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET
GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW
"""
FAR = frozenset(FAR_COUNTRIES.split())


@dataclass(frozen=True)
class RuleSet:
    """Limits in force from a day on. Days by number of countries, both the day out and the day back counted."""

    effective_from: date
    source: str
    team_size: int
    countries: int
    days: Mapping[int, int]
    far_days: Mapping[int, int]
    hong_kong_macao_days: int
    publicity_working_days: int
    passport_days: int
    lock_after_days: int


IN_2013 = RuleSet(
    effective_from=date(2013, 1, 1),
    source=f"{DOCUMENT_16} [S14]",
    team_size=6,
    countries=3,
    days={1: 5, 2: 8, 3: 10},
    far_days={1: 6, 2: 9, 3: 11},
    hong_kong_macao_days=7,
    publicity_working_days=5,
    passport_days=7,
    lock_after_days=30,
)
OLDER_DAYS = {1: 6, 2: 10, 3: 12}
RULE_SETS = (
    replace(
        IN_2013,
        effective_from=date(2009, 1, 1),
        source="local limits before 2013 [S-alt]",
        days=OLDER_DAYS,
        far_days=OLDER_DAYS,
    ),
    IN_2013,
    replace(
        IN_2013,
        effective_from=date(2025, 5, 2),
        source=f"Frugality Regulation of 2 May 2025 [S63], {DOCUMENT_16}",
    ),
)


def rule_set_on(day: date) -> RuleSet:
    """The set in force on that day."""
    return ([rules for rules in RULE_SETS if rules.effective_from <= day] or [RULE_SETS[0]])[-1]


def judge(
    visit: VisitPlan, notices: Mapping[str, date], sides: frozenset[str], on: date, rules: RuleSet
) -> tuple[RuleOutcome, ...]:
    """The outcome of every rule for a visit as it stands on a day: its notices by unit, and who cleared the budget."""
    return (
        _taiwan(visit),
        _team(visit, rules),
        _countries(visit, rules),
        _days(visit, rules),
        _dates(visit),
        _publicity(visit, notices, on, rules),
        _passports(visit, rules),
        _plan(visit),
        _budget(sides),
    )


def refusal_of(outcomes: tuple[RuleOutcome, ...]) -> Refusal | None:
    """All rules that say no, as one refusal."""
    failed = [outcome for outcome in outcomes if not outcome.passed]
    violations = (Violation(item.rule, item.article, item.value, item.found, item.mend) for item in failed)
    return Refusal(tuple(violations)) if failed else None


def outcome(rule: str, article: str, value: object, found: object, passed: bool, mend: str) -> RuleOutcome:
    return RuleOutcome(rule=rule, article=article, value=str(value), found=str(found), passed=passed, mend=mend)


def countries_of(visit: VisitPlan) -> frozenset[str]:
    """Countries and regions of the trip; a transit counts unless the travellers stay inside the airport (A2)."""
    return frozenset({stop.country for stop in visit.stops}) | {
        transit.country for transit in visit.transits if not transit.inside_airport
    }


def days_abroad(departs_on: date, returns_on: date) -> int:
    """A4: from exit stamp to entry stamp, both days counted [S21]."""
    return (returns_on - departs_on).days + 1


def allowed_days(visit: VisitPlan, rules: RuleSet) -> int:
    countries = countries_of(visit)
    if countries <= set(HONG_KONG_MACAO):
        return rules.hong_kong_macao_days
    limits = rules.far_days if countries & FAR else rules.days
    return limits.get(len(countries), max(limits.values()))


def passports_due(departed_on: date, visit: VisitPlan, rules: RuleSet) -> date:
    """A9: departure + approved days + 7, calendar days [S18, S19]."""
    approved = days_abroad(visit.departs_on, visit.returns_on)
    return departed_on + timedelta(days=approved + rules.passport_days)


def _taiwan(visit: VisitPlan) -> RuleOutcome:
    passed = "TW" not in countries_of(visit) and visit.country != "TW"
    mend = "hand the case to the Taiwan Affairs Office"
    return outcome("taiwan", "section 1.2 [S14]", "not Taiwan", "Taiwan" if not passed else "none", passed, mend)


def _team(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    size = len(visit.members)
    mend = f"send at most {rules.team_size}; a second team may not travel beside it"
    return outcome("A1", rules.source, f"1 to {rules.team_size} persons", size, 1 <= size <= rules.team_size, mend)


def _countries(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    countries = countries_of(visit)
    found = ", ".join(sorted(countries)) or "none"
    mend = "leave out a country, or stay inside the airport in transit"
    passed = 1 <= len(countries) <= rules.countries
    return outcome("A2", rules.source, f"1 to {rules.countries} countries", found, passed, mend)


def _days(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    days, allowed = days_abroad(visit.departs_on, visit.returns_on), allowed_days(visit, rules)
    back = visit.departs_on + timedelta(days=allowed - 1)
    mend = f"be back by {back}: the day out and the day back both count (A4)"
    return outcome("A3", f"{rules.source}; A4 [S21]", f"1 to {allowed} days", days, 1 <= days <= allowed, mend)


def _dates(visit: VisitPlan) -> RuleOutcome:
    inside = all(
        visit.departs_on <= stop.arrives_on <= stop.leaves_on <= visit.returns_on for stop in visit.stops
    ) and bool(visit.stops)
    found = f"{visit.departs_on} to {visit.returns_on}, {len(visit.stops)} stops"
    return outcome("A4", "[S21]", "stops between exit and entry", found, inside, "mend the dates of the stops")


def _publicity(visit: VisitPlan, notices: Mapping[str, date], on: date, rules: RuleSet) -> RuleOutcome:
    """A6: at least 5 working days before, in each member's own unit [S13, S24]. The day of posting does not count."""
    needed = rules.publicity_working_days
    short = []
    for unit in sorted({member.unit for member in visit.members}):
        posted = notices.get(unit)
        days = working_days_between(posted + timedelta(days=1), on) if posted else 0
        if days < needed:
            short.append(f"{unit}: {days} working days{doubt(posted, on)}" if posted else f"{unit}: no notice")
    mend = "post the notice in each member's own unit, and wait out the window"
    return outcome("A6", "publicity [S13, S24]", f"{needed} working days in each unit", "; ".join(short) or "done",
                   not short, mend)  # fmt: skip


def _passports(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    due = passports_due(visit.departs_on, visit, rules)
    return outcome("A9", "[S18, S19]", f"back within {rules.passport_days} days", f"due on {due}", True, "none needed")


def _plan(visit: VisitPlan) -> RuleOutcome:
    named = bool(visit.plan_entry)
    found = f"{visit.plan_entry} of {visit.plan_year}"
    return outcome("A11", "annual plan [S-edu]", "an entry of the annual plan", found, named, "name the entry")


def _budget(sides: frozenset[str]) -> RuleOutcome:
    missing = sorted({"foreign_affairs", "finance"} - sides)
    found = f"not signed by {', '.join(missing)}" if missing else "signed by both"
    mend = "have the budget signed by the unit's foreign-affairs and finance sides"
    return outcome("A12", f"{DOCUMENT_516} [S29]", "budget signed by both sides", found, not missing, mend)
