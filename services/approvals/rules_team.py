"""Who travels: A1, A14, A15, A17, A19, A22."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from services.approvals.rule_set import RuleSet
from services.approvals.rules_journey import only_hong_kong_macao
from services.approvals.values import Member, RuleOutcome, VisitPlan
from services.approvals.verdict import not_given, outcome


def judge_team(visit: VisitPlan, rules: RuleSet) -> Iterator[RuleOutcome]:
    yield _size(visit, rules)
    yield _record(visit, rules)
    yield _leaders_and_family(visit)
    yield _passport_kind(visit)
    yield _passport_validity(visit, rules)
    yield _retired(visit)


def numbers_of(members: Sequence[Member], visit: VisitPlan) -> str:
    """Members by their place in the list, since an outcome names nobody."""
    return ", ".join(f"member {visit.members.index(member) + 1}" for member in members)


def _size(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    size = len(visit.members)
    mend = f"send at most {rules.team_size}; a second team may not travel beside it"
    return outcome("A1", rules.source, f"1 to {rules.team_size} persons", size, 1 <= size <= rules.team_size, mend)


def _record(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A14: the application lists every member's trips of the past two years [S24]. None is an answer too."""
    value = f"every member's trips of the past {rules.record_years} years"
    silent = [member for member in visit.members if member.past_trips is None]
    if silent:
        return not_given("A14", "[S24]", value, f"the past trips of {numbers_of(silent, visit)}")
    trips = sum(len(member.past_trips or ()) for member in visit.members)
    return outcome("A14", "[S24]", value, f"{trips} trips", True, "none needed")


def _leaders_and_family(visit: VisitPlan) -> RuleOutcome:
    """A15: leaders of one unit not in one team, no spouse or child, no study tour [S-edu]."""
    leaders = Counter(member.unit for member in visit.members if member.leads_unit)
    wrong = [f"{count} leaders of {unit}" for unit, count in sorted(leaders.items()) if count > 1]
    wrong += ["a spouse or child"] if any(member.relative for member in visit.members) else []
    wrong += ["a study tour"] if visit.task == "study_tour" else []
    value = "one leader of a unit, no spouse or child, no study tour"
    mend = "leave out the second leader, the family, or the tour"
    return outcome("A15", "[S-edu]", value, "; ".join(wrong) or "none of these", not wrong, mend)


def _passport_kind(visit: VisitPlan) -> RuleOutcome:
    """A17: no ordinary passport for official travel [S22, S-list]."""
    ordinary = [member for member in visit.members if member.passport_kind == "ordinary"]
    found = f"ordinary: {numbers_of(ordinary, visit)}" if ordinary else "official passports"
    mend = "travel on an official passport or permit"
    return outcome("A17", "[S22, S-list]", "official passports", found, not ordinary, mend)


def _passport_validity(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A19: six months left on the day of departure, or it is renewed first, in 5 working days [S18]."""
    last = months_after(visit.departs_on, rules.passport_months)
    value = f"valid until {last} or longer"
    what = "permit" if only_hong_kong_macao(visit) else "passport"
    silent = [member for member in visit.members if member.passport_expires_on is None]
    if silent:
        return not_given("A19", "[S18]", value, f"the {what}'s last day of {numbers_of(silent, visit)}")
    short = [member for member in visit.members if member.passport_expires_on and member.passport_expires_on < last]
    found = f"too short: {numbers_of(short, visit)}" if short else "long enough"
    return outcome("A19", "[S18]", value, found, not short, f"renew the {what}; the issuer takes 5 working days")


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _retired(visit: VisitPlan) -> RuleOutcome:
    """A22: retired staff are normally not sent (GK)."""
    retired = [member for member in visit.members if member.retired]
    found = numbers_of(retired, visit) or "none"
    return outcome("A22", "general practice (GK)", "nobody retired", found, not retired, "send somebody in office")
