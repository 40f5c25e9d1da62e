"""Where to, when and how long: A2 to A5, A16, A20, and Hong Kong, Macao and Taiwan."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from services.approvals.application_values import Part
from services.approvals.rules.rule_set import RuleSet
from services.approvals.rules.verdict import not_given, outcome
from services.approvals.values import RuleOutcome, VisitPlan

HONG_KONG_MACAO = frozenset({"HK", "MO"})
# Latin America and Africa, where flights are poor (A3)
FAR_COUNTRIES = """
AR BO BR CL CO CR CU DO EC GT GY HN HT JM MX NI PA PE PY SR SV TT UY VE AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET
GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN SO SS ST SZ TD TG TN TZ UG ZA ZM ZW
"""
SCHENGEN_COUNTRIES = "AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
SLOW_COUNTRIES = "US AR BO BR CL CO EC GY PE PY SR UY VE"
FAR, SCHENGEN = frozenset(FAR_COUNTRIES.split()), frozenset(SCHENGEN_COUNTRIES.split())
SLOW_VISAS = frozenset(SLOW_COUNTRIES.split())
"""The USA and South America (A20)."""


def judge_journey(visit: VisitPlan, on: date, rules: RuleSet) -> Iterator[RuleOutcome]:
    yield _taiwan(visit, rules)
    yield _hong_kong_macao(visit, rules)
    yield _countries(visit, rules)
    yield _days(visit, rules)
    yield _dates(visit, rules)
    yield _red_eye(visit, rules)
    yield _itinerary(visit, rules)
    yield _lead_time(visit, on, rules)


def countries_of(visit: VisitPlan) -> frozenset[str]:
    """Countries and regions of the trip; a transit counts unless the travellers stay inside the airport (A2)."""
    return frozenset({stop.country for stop in visit.stops}) | {
        transit.country for transit in visit.transits if not transit.inside_airport
    }


def only_hong_kong_macao(visit: VisitPlan) -> bool:
    """A trip on permits, under rules of its own [S28]."""
    return bool(countries_of(visit)) and countries_of(visit) <= HONG_KONG_MACAO


def days_abroad(departs_on: date, returns_on: date) -> int:
    """A4: from exit stamp to entry stamp, both days counted [S21]."""
    return (returns_on - departs_on).days + 1


def allowed_days(visit: VisitPlan, rules: RuleSet) -> int:
    """By number of countries; a noted exit just before midnight adds a day (A5)."""
    if only_hong_kong_macao(visit):
        return visit.permit.days if visit.permit else rules.hong_kong_macao_days
    countries = countries_of(visit)
    limits = rules.far_days if countries & FAR else rules.days
    days = limits[min(max(len(countries), 1), len(limits)) - 1]
    return days + 1 if visit.red_eye and _is_red_eye(visit, rules) else days


def passports_due(departed_on: date, visit: VisitPlan, rules: RuleSet) -> date:
    """A9: departure + approved days + 7, calendar days [S18, S19]."""
    approved = days_abroad(visit.departs_on, visit.returns_on)
    return departed_on + timedelta(days=approved + rules.passport_days)


def _taiwan(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    passed = "TW" not in countries_of(visit) and visit.country != "TW"
    mend = "hand the case to the Taiwan Affairs Office"
    return outcome("taiwan", rules.cite("taiwan"), "not Taiwan", "Taiwan" if not passed else "none", passed, mend)


def _hong_kong_macao(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """Hong Kong and Macao: a permit with its endorsement; usually 7 days, at most 30 [S28]."""
    article = rules.cite("hong_kong_macao_most_days")
    value = f"an endorsed permit for at most {rules.hong_kong_macao_most_days} days"
    if not countries_of(visit) & HONG_KONG_MACAO:
        return outcome("hong-kong-macao", article, value, "not there", True, "none needed")
    if visit.permit is None:
        return not_given("hong-kong-macao", article, value, "the permit's endorsement and days")
    passed = visit.permit.days <= rules.hong_kong_macao_most_days
    found = f"{visit.permit.endorsement}, {visit.permit.days} days"
    return outcome("hong-kong-macao", article, value, found, passed, "ask for fewer days")


def _countries(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    countries = countries_of(visit)
    found = ", ".join(sorted(countries)) or "none"
    mend = "leave out a country, or stay inside the airport in transit"
    passed = 1 <= len(countries) <= rules.countries
    return outcome("A2", rules.cite("countries"), f"1 to {rules.countries} countries", found, passed, mend)


def _days(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    days, allowed = days_abroad(visit.departs_on, visit.returns_on), allowed_days(visit, rules)
    back = visit.departs_on + timedelta(days=allowed - 1)
    mend = f"be back by {back}: the day out and the day back both count (A4)"
    return outcome("A3", rules.cite(_days_by(visit)), f"1 to {allowed} days", days, 1 <= days <= allowed, mend)


def _days_by(visit: VisitPlan) -> str:
    """The value that limits the days."""
    if only_hong_kong_macao(visit):
        return "hong_kong_macao_days"
    return "far_days" if countries_of(visit) & FAR else "days"


def _dates(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """Beyond the date line one arrives on the day before one left, by that place's calendar."""
    earliest = visit.departs_on - timedelta(days=1)
    inside = all(earliest <= stop.arrives_on <= stop.leaves_on <= visit.returns_on for stop in visit.stops)
    found = f"{visit.departs_on} to {visit.returns_on}, {len(visit.stops)} stops"
    passed = inside and bool(visit.stops)
    return outcome("A4", rules.cite("A4"), "stops between exit and entry", found, passed, "mend the dates of the stops")


def _is_red_eye(visit: VisitPlan, rules: RuleSet) -> bool:
    note = visit.red_eye
    return bool(note and note.hour >= rules.red_eye_from_hour and note.ticket.strip() and note.note.strip())


def _red_eye(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A5: such an exit adds a day, with the e-ticket and a note filed with the office [S22]."""
    article = rules.cite("red_eye_from_hour")
    value = f"an exit from {rules.red_eye_from_hour}:00 on, with e-ticket and filed note"
    if visit.red_eye is None:
        return outcome("A5", article, value, "no exit before midnight", True, "none needed")
    found = f"{visit.red_eye.hour}:00, ticket {visit.red_eye.ticket or 'none'}, note {visit.red_eye.note or 'none'}"
    mend = "file the note with the e-ticket, or count the day"
    return outcome("A5", article, value, found, _is_red_eye(visit, rules), mend)


def _itinerary(visit: VisitPlan, rules: RuleSet) -> RuleOutcome:
    """A16: by half-day up to 30 days, weekly beyond; at least 2/3 of it official [S24, S-list, S-alt]. Half-days of
    travel count on neither side."""
    article, value = rules.cite("official_share"), f"each half-day told, at least {rules.official_share} official"
    if not visit.itinerary:
        return not_given("A16", article, value, "the itinerary by half-day")
    gaps = _untold(visit, rules)
    stays = [session for session in visit.itinerary if session.kind != "travel"]
    official = sum(1 for session in stays if session.kind == "official")
    enough = bool(stays) and Fraction(official, len(stays)) >= Fraction(rules.official_share)
    found = f"{official} of {len(stays)} official" + (f"; not told: {', '.join(gaps)}" if gaps else "")
    return outcome("A16", article, value, found, enough and not gaps, "tell every half-day, and have fewer free ones")


def _untold(visit: VisitPlan, rules: RuleSet) -> list[str]:
    """The half-days, or weeks of a long stay, of which the itinerary says nothing."""
    told = {(session.on, session.part) for session in visit.itinerary}
    days_told = {session.on for session in visit.itinerary}
    length = days_abroad(visit.departs_on, visit.returns_on)
    days = [visit.departs_on + timedelta(days=number) for number in range(max(length, 0))]
    if length > rules.half_days_up_to:
        weeks = [days[first : first + 7] for first in range(0, length, 7)]
        return [f"week of {week[0]}" for week in weeks if days_told.isdisjoint(week)]
    parts: tuple[Part, ...] = ("morning", "afternoon")
    return [f"{day} {part}" for day in days for part in parts if (day, part) not in told]


def _lead_time(visit: VisitPlan, on: date, rules: RuleSet) -> RuleOutcome:
    """A20: a local value [S22]; not in force where the set has none."""
    article = rules.cite("lead_days")
    if rules.lead_days is None:
        return outcome("A20", article, "no lead time in force here", "none needed", True, "none needed")
    one, schengen, many = rules.lead_days
    countries = countries_of(visit)
    slow = len(countries) > 1 or countries & SLOW_VISAS
    needed = many if slow else schengen if countries & SCHENGEN else one
    days = (visit.departs_on - on).days
    mend = f"leave no earlier than {on + timedelta(days=needed)}"
    return outcome("A20", article, f"at least {needed} days ahead", days, days >= needed, mend)
