"""Who travels: A1, A14, A15, A17 to A19, A21, A22."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from services.approvals.authority.authority import Rank
from services.approvals.rules.journey import only_hong_kong_macao
from services.approvals.rules.rule_set import RuleSet
from services.approvals.rules.verdict import not_given, outcome
from services.approvals.values import Member, RuleOutcome, VisitPlan


def judge_team(visit: VisitPlan, rules: RuleSet) -> Iterator[RuleOutcome]:
    yield _size(visit, rules)
    yield _record(visit, rules)
    yield _leaders_and_family(visit, rules)
    yield _passport_kind(visit, rules)
    yield _secrets(visit, rules)
    yield _passport_validity(visit, rules)
    yield _frequency(visit, rules)
    yield _retired(visit, rules)


def numbers_of(members: Sequence[Member], visit: VisitPlan) -> str:
    """Members by their place in the list, since an outcome names nobody."""
    return ", ".join(f"member {visit.members.index(member) + 1}" for member in members)


def _size(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    size = len(visit.members)
    mend = f"send at most {rules.team_size}; a second team may not travel beside it"
    value, passed = f"1 to {rules.team_size} persons", 1 <= size <= rules.team_size
    return outcome("A1", rules.cite("team_size"), value, size, passed, mend)


def _record(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A14: the application lists every member's trips of the past two years [S24]. None is an answer too."""
    article, value = rules.cite("record_years"), f"every member's trips of the past {rules.record_years} years"
    silent = [member for member in visit.members if member.past_trips is None]
    if silent:
        return not_given("A14", article, value, f"the past trips of {numbers_of(silent, visit)}")
    trips = sum(len(member.past_trips or ()) for member in visit.members)
    return outcome("A14", article, value, f"{trips} trips", True, "none needed")


def _leaders_and_family(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A15: leaders of one unit not in one team, no spouse or child, no study tour [S-edu]."""
    leaders = Counter(member.unit for member in visit.members if member.leads_unit)
    wrong = [f"{count} leaders of {unit}" for unit, count in sorted(leaders.items()) if count > 1]
    wrong += ["a spouse or child"] if any(member.relative for member in visit.members) else []
    wrong += ["a study tour"] if visit.task == "study_tour" else []
    value = "one leader of a unit, no spouse or child, no study tour"
    mend = "leave out the second leader, the family, or the tour"
    return outcome("A15", rules.cite("A15"), value, "; ".join(wrong) or "none of these", not wrong, mend)


def _passport_kind(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A17: no ordinary passport for official travel [S22, S-list]."""
    ordinary = [member for member in visit.members if member.passport_kind == "ordinary"]
    found = f"ordinary: {numbers_of(ordinary, visit)}" if ordinary else "official passports"
    mend = "travel on an official passport or permit"
    return outcome("A17", rules.cite("A17"), "official passports", found, not ordinary, mend)


def _secrets(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A18: who bears secrets is trained before the exit; nothing top secret leaves the country [S7]. Whose opinions are
    needed: `rules_neighbours`."""
    bearers = [member for member in visit.members if member.secrecy != "none"]
    untrained = [member for member in bearers if member.trained_on is None or member.trained_on > visit.departs_on]
    wrong = [f"no training before the exit: {numbers_of(untrained, visit)}"] if untrained else []
    wrong += ["something top secret taken along"] if visit.carries == "top_secret" else []
    value = "training before the exit for who bears secrets, nothing top secret taken along"
    mend = "give the day of the training, and leave at home what is top secret"
    return outcome("A18", rules.cite("A18"), value, "; ".join(wrong) or "as asked", not wrong, mend)


def _passport_validity(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A19: six months left on the day of departure, or it is renewed first, in 5 working days [S18]."""
    last, article = months_after(visit.departs_on, rules.passport_months), rules.cite("passport_months")
    value = f"valid until {last} or longer"
    what = "permit" if only_hong_kong_macao(visit) else "passport"
    silent = [member for member in visit.members if member.passport_expires_on is None]
    if silent:
        return not_given("A19", article, value, f"the {what}'s last day of {numbers_of(silent, visit)}")
    short = [member for member in visit.members if member.passport_expires_on and member.passport_expires_on < last]
    found = f"too short: {numbers_of(short, visit)}" if short else "long enough"
    return outcome("A19", article, value, found, not short, f"renew the {what}; the issuer takes 5 working days")


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier if they are negative, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _frequency(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A21, by the trips that the members declare; those known here are judged with the other cases."""
    declared = {member.person_id: [trip.departed_on for trip in member.past_trips or ()] for member in visit.members}
    return judge_frequency(visit, declared, "trips declared", rules)


def judge_frequency(
    visit: VisitPlan, departures: Mapping[UUID, Iterable[date]], source: str, rules: RuleSet
) -> RuleOutcome:
    """A21: so many years between two departures of somebody of bureau or division level [S-alt]; a local value."""
    article = rules.cite("bureau_years")
    if rules.bureau_years is None and rules.division_years is None:
        return outcome("A21", article, "no limit in force here", "none needed", True, "none needed")
    soon = [
        f"{numbers_of([member], visit)}: {other}"
        for member in visit.members
        for other in sorted(departures.get(member.person_id, ()))
        if too_soon(visit.departs_on, other, years_between(member.rank, rules))
    ]
    years = {"bureau": rules.bureau_years, "division": rules.division_years}
    limits = ", ".join(f"{number} at {level} level" for level, number in years.items() if number is not None)
    value = f"years between two departures: {limits}"
    mend = "send somebody else, or go later"
    return outcome("A21", article, f"{value}; {source}", "; ".join(soon) or "far enough apart", not soon, mend)


def years_between(rank: Rank, rules: RuleSet) -> int | None:
    match rank:
        case "bureau" | "deputy_bureau":
            return rules.bureau_years
        case "division" | "deputy_division":
            return rules.division_years
        case _:
            return None


def too_soon(departs_on: date, other: date, years: int | None) -> bool:
    """The same day so many years later is far enough."""
    first, second = sorted((departs_on, other))
    return years is not None and second < months_after(first, 12 * years)


def _retired(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A22: retired staff are normally not sent (GK)."""
    retired = [member for member in visit.members if member.retired]
    found = numbers_of(retired, visit) or "none"
    return outcome("A22", rules.cite("A22"), "nobody retired", found, not retired, "send somebody in office")
