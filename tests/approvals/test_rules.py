"""Every rule of a visit: a case that passes, one that fails, and the boundary between them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.approvals.application_values import PastTrip, Permit, RedEye, Session
from services.approvals.commands import Transit
from services.approvals.rules.rule_set import Citation
from services.approvals.rules.visit import days_abroad, judge, passports_due, rule_set_on
from services.approvals.working_days import is_working_day, working_days_between
from tests.approvals.examples import BUREAU, INVITER, PLAN, POSTED_ON, TODAY, half_days, member, plan, stop

BOTH = frozenset({"foreign_affairs", "finance"})


def failing(
    visit: Any, notices: Any = None, sides: frozenset[str] = BOTH, on: date = TODAY, judged: date = TODAY
) -> set[str]:
    """The rules that say no."""
    found = judge(visit, notices or {BUREAU: POSTED_ON}, sides, on, rule_set_on(judged))
    return {outcome.rule for outcome in found if not outcome.passed}


def lasting(days: int, *countries: str, **more: Any) -> Any:
    """The visit, of so many days, to these countries."""
    first, last = date(2026, 12, 7), date(2026, 12, 6 + days)
    stops = tuple(stop(country, first, last) for country in countries or ("GR",))
    return plan(**{"returns_on": last, "stops": stops, "itinerary": half_days(first, days), **more})


def test_a_visit_within_every_limit_passes() -> None:
    """The example that all others are changed from."""
    assert set() == failing(PLAN)


@pytest.mark.parametrize(("size", "expected"), [(0, {"A1"}), (1, set()), (6, set()), (7, {"A1"})])
def test_a1_a_team_has_at_most_six(size: int, expected: set[str]) -> None:
    """A1 at its boundary; an empty team is no team."""
    found = failing(plan(members=tuple(member(number) for number in range(size))), {BUREAU: POSTED_ON})
    assert expected == found


@pytest.mark.parametrize(
    ("countries", "expected"), [(("GR",), set()), (("GR", "IT", "FR"), set()), (("GR", "IT", "FR", "DE"), {"A2"})]
)
def test_a2_at_most_three_countries(countries: tuple[str, ...], expected: set[str]) -> None:
    """A2 at its boundary."""
    assert expected == failing(lasting(5, *countries))


@pytest.mark.parametrize(("inside", "expected"), [(True, set()), (False, {"A2"})])
def test_a2_a_transit_that_left_the_airport_counts(inside: bool, expected: set[str]) -> None:
    """Three countries and a transit: who stays inside the airport was not there."""
    visit = lasting(5, "GR", "IT", "FR", transits=(Transit(country="AE", inside_airport=inside),))
    assert expected == failing(visit)


@pytest.mark.parametrize(
    ("days", "countries", "expected"),
    [
        (5, ("GR",), set()),
        (6, ("GR",), {"A3"}),
        (8, ("GR", "IT"), set()),
        (9, ("GR", "IT"), {"A3"}),
        (10, ("GR", "IT", "FR"), set()),
        (11, ("GR", "IT", "FR"), {"A3"}),
        (6, ("KE",), set()),
        (7, ("KE",), {"A3"}),
        (9, ("KE", "TZ"), set()),
        (10, ("KE", "TZ"), {"A3"}),
    ],
)
def test_a3_days_abroad(days: int, countries: tuple[str, ...], expected: set[str]) -> None:
    """By number of countries, longer where flights are poor, and Hong Kong and Macao's own."""
    assert expected == failing(lasting(days, *countries))


def test_a3_is_judged_by_the_set_in_force_at_submission() -> None:
    """Six days to one country were within the older limits, and are not within today's."""
    assert set() == failing(lasting(6), judged=date(2012, 5, 1))
    assert {"A3"} == failing(lasting(6), judged=date(2013, 5, 1))
    assert {"A3"} == failing(lasting(6), judged=date(2025, 5, 2))


def test_a4_both_days_count() -> None:
    """Out on the 1st, back on the 10th: ten days [S21]."""
    assert days_abroad(date(2026, 12, 1), date(2026, 12, 10)) == 10


def test_a4_stops_lie_between_exit_and_entry() -> None:
    """A stop that outlasts the trip can't be right."""
    assert {"A4"} == failing(plan(stops=(stop(last=date(2026, 12, 12)),)))


def test_a4_a_return_over_the_date_line_is_counted_by_the_stamps() -> None:
    """Out of Honolulu on the 10th, over the date line, in on the 11th; in Honolulu on the day before one left."""
    honolulu = stop("US", date(2026, 12, 6), date(2026, 12, 10))
    assert set() == failing(plan(stops=(honolulu,)))
    assert {"A3", "A16"} == failing(plan(stops=(honolulu,), returns_on=date(2026, 12, 12)))
    assert {"A4"} == failing(plan(stops=(stop("US", date(2026, 12, 5), date(2026, 12, 10)),)))


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (RedEye(hour=22, ticket="784-1", note="筑外函 3"), set()),
        (RedEye(hour=21, ticket="784-1", note="筑外函 3"), {"A3", "A5"}),
        (RedEye(hour=23, ticket="784-1", note=" "), {"A3", "A5"}),
        (None, {"A3"}),
    ],
)
def test_a5_a_red_eye_exit_adds_a_day(note: RedEye | None, expected: set[str]) -> None:
    """Six days to one country, out just before midnight: with e-ticket and filed note, from 22:00 on."""
    assert expected == failing(lasting(6, red_eye=note))


@pytest.mark.parametrize(
    ("posted_on", "expected"), [(date(2026, 11, 16), set()), (date(2026, 11, 17), {"A6"}), (date(2026, 11, 23), {"A6"})]
)
def test_a6_the_notice_stood_five_working_days(posted_on: date, expected: set[str]) -> None:
    """A6 at its boundary, a weekend between."""
    assert expected == failing(PLAN, {BUREAU: posted_on})


def test_a6_across_make_up_working_days() -> None:
    """The National Day week of 2025 is off; Sunday 28 September and Saturday 11 October are worked in its place."""
    assert is_working_day(date(2025, 9, 28))
    assert is_working_day(date(2025, 10, 11))
    assert working_days_between(date(2025, 10, 1), date(2025, 10, 8)) == 0
    assert {"A6"} == failing(PLAN, {BUREAU: date(2025, 9, 28)}, on=date(2025, 10, 10))
    assert set() == failing(PLAN, {BUREAU: date(2025, 9, 28)}, on=date(2025, 10, 11))


def test_a6_in_each_members_own_unit() -> None:
    """A member from another unit needs a notice there too."""
    visit = plan(members=(member(1), member(2, unit="tea-institute")))
    assert {"A6"} == failing(visit)
    assert set() == failing(visit, {BUREAU: POSTED_ON, "tea-institute": POSTED_ON})


def test_a9_passports_are_due_seven_days_after_the_approved_days() -> None:
    """Departure, the approved days and seven calendar days [S18, S19]; a later departure moves it."""
    rules = rule_set_on(TODAY)
    assert date(2026, 12, 19) == passports_due(date(2026, 12, 7), PLAN, rules)
    assert date(2026, 12, 22) == passports_due(date(2026, 12, 10), PLAN, rules)


def test_a11_names_an_entry_of_the_plan() -> None:
    """A trip without an entry is no planned one."""
    assert {"A11"} == failing(replace(PLAN, plan_entry=""))


@pytest.mark.parametrize(
    ("sides", "expected"), [(BOTH, set()), (frozenset({"finance"}), {"A12"}), (frozenset(), {"A12"})]
)
def test_a12_both_sides_sign_the_budget(sides: frozenset[str], expected: set[str]) -> None:
    """No budget, no trip."""
    assert expected == failing(PLAN, sides=sides)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"kind": "intermediary"}, {"A13"}),
        ({"kind": "overseas_chinese_body"}, {"A13"}),
        ({"kind": "foreign_body_in_china"}, {"A13"}),
        ({"country": "CN"}, {"A13"}),
        ({"matches": False}, {"A13"}),
        ({"profile": " "}, {"A13"}),
        ({"direct": False}, {"A13"}),
    ],
)
def test_a13_a_counterpart_invites(changes: dict[str, Any], expected: set[str]) -> None:
    """By itself, of matching level or business, and it is stated that nobody stood between."""
    assert expected == failing(plan(inviter=replace(INVITER, **changes)))


def test_a13_an_inviter_is_named() -> None:
    """Without one the rule can't be judged, and says so."""
    assert {"A13"} == failing(plan(inviter=None))


def test_a14_every_member_tells_the_trips_of_two_years() -> None:
    """None is an answer; silence is not."""
    silent = replace(member(2), past_trips=None)
    assert {"A14"} == failing(plan(members=(member(1, "division"), silent)))
    trip = PastTrip(country="FR", departed_on=date(2025, 5, 1), days=5, purpose="talks")
    assert set() == failing(plan(members=(replace(member(1), past_trips=(trip,)),)))


@pytest.mark.parametrize(
    ("leaders", "expected"),
    [((BUREAU,), set()), ((BUREAU, "tea-institute"), set()), ((BUREAU, BUREAU), {"A15"})],
)
def test_a15_one_leader_of_a_unit(leaders: tuple[str, ...], expected: set[str]) -> None:
    """Leaders of two units may travel together, two of one may not."""
    members = tuple(replace(member(number, unit=unit), leads_unit=True) for number, unit in enumerate(leaders))
    assert expected == failing(plan(members=members), {BUREAU: POSTED_ON, "tea-institute": POSTED_ON})


def test_a15_no_family_and_no_study_tour() -> None:
    """Neither spouse nor child of a member."""
    assert {"A15"} == failing(plan(members=(member(1), replace(member(2), relative=True))))
    assert {"A15"} == failing(plan(task="study_tour"))
    assert set() == failing(plan(task="training"))


@pytest.mark.parametrize(("free", "expected"), [(2, set()), (3, {"A16"})])
def test_a16_two_thirds_are_official(free: int, expected: set[str]) -> None:
    """Of eight half-days two may be free, three may not; the ways there and back count on neither side."""
    told = PLAN.itinerary
    changed = tuple(replace(s, kind="free") if 0 < n <= free else s for n, s in enumerate(told))
    assert expected == failing(plan(itinerary=changed))


def test_a16_at_two_thirds_exactly() -> None:
    """Four of six."""
    free = tuple(
        replace(s, kind="free" if n in (1, 2) else s.kind) for n, s in enumerate(half_days(date(2026, 12, 7), 4))
    )
    assert set() == failing(lasting(4, itinerary=free))


def test_a16_every_half_day_is_told() -> None:
    """One left out is found."""
    assert {"A16"} == failing(plan(itinerary=PLAN.itinerary[:-1]))
    assert {"A16"} == failing(plan(itinerary=()))


@pytest.mark.parametrize(("days", "weekly", "expected"), [(30, True, {"A16"}), (31, True, set()), (31, False, {"A16"})])
def test_a16_beyond_thirty_days_weeks_are_told(days: int, weekly: bool, expected: set[str]) -> None:
    """Up to thirty days by half-day, beyond by week."""
    first = date(2026, 12, 7)
    weeks = tuple(
        Session(on=first + timedelta(days=number), part="week", kind="official", what="research")
        for number in range(0, days if weekly else 20, 7)
    )
    last = first + timedelta(days=days - 1)
    found = failing(plan(task="science", returns_on=last, stops=(stop("GR", first, last),), itinerary=weeks))
    assert expected == found - {"A3", "A19"}


def test_a17_no_ordinary_passport() -> None:
    """For official travel."""
    assert {"A17"} == failing(plan(members=(replace(member(1), passport_kind="ordinary"),)))


@pytest.mark.parametrize(
    ("expires_on", "expected"), [(date(2027, 6, 7), set()), (date(2027, 6, 6), {"A19"}), (None, {"A19"})]
)
def test_a19_six_months_are_left_on_the_passport(expires_on: date | None, expected: set[str]) -> None:
    """On the day of departure, 7 December."""
    assert expected == failing(plan(members=(replace(member(1), passport_expires_on=expires_on),)))


@pytest.mark.parametrize(
    ("countries", "days", "expected"),
    [
        (("JP",), 45, set()),
        (("JP",), 44, {"A20"}),
        (("GR",), 60, set()),
        (("GR",), 59, {"A20"}),
        (("US",), 90, set()),
        (("US",), 89, {"A20"}),
        (("JP", "KR"), 90, set()),
        (("JP", "KR"), 89, {"A20"}),
    ],
)
def test_a20_time_ahead(countries: tuple[str, ...], days: int, expected: set[str]) -> None:
    """Where the office's own set has such a value; without one nothing is asked."""
    local = replace(rule_set_on(TODAY), lead_days=(45, 60, 90))
    posted = {BUREAU: date(2026, 8, 3)}
    on = date(2026, 12, 7) - timedelta(days=days)
    found = judge(lasting(5, *countries), posted, BOTH, on, local)
    assert expected == {outcome.rule for outcome in found if not outcome.passed}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"secrecy": "general", "trained_on": date(2026, 12, 7)}, set()),
        ({"secrecy": "general", "trained_on": date(2026, 12, 8)}, {"A18"}),
        ({"secrecy": "core"}, {"A18"}),
    ],
)
def test_a18_who_bears_secrets_is_trained_before_the_exit(changes: dict[str, Any], expected: set[str]) -> None:
    """Up to the day of departure; others need none."""
    assert expected == failing(plan(members=(replace(member(1), **changes),)))


@pytest.mark.parametrize(("carries", "expected"), [("nothing", set()), ("secret", set()), ("top_secret", {"A18"})])
def test_a18_nothing_top_secret_leaves_the_country(carries: Any, expected: set[str]) -> None:
    """Article 29 of the regulation [S7]."""
    assert expected == failing(plan(carries=carries))


@pytest.mark.parametrize(
    ("rank", "departed_on", "expected"),
    [
        ("bureau", date(2025, 12, 7), set()),
        ("deputy_bureau", date(2025, 12, 8), {"A21"}),
        ("division", date(2024, 12, 7), set()),
        ("deputy_division", date(2024, 12, 8), {"A21"}),
        ("staff", date(2026, 11, 1), set()),
    ],
)
def test_a21_years_between_two_trips_by_rank(rank: Any, departed_on: date, expected: set[str]) -> None:
    """Bureau level once a year, division level once in two, where the office's own set has it so."""
    local = replace(rule_set_on(TODAY), bureau_years=1, division_years=2)
    trip = PastTrip(country="FR", departed_on=departed_on, days=5, purpose="talks")
    visit = plan(members=(replace(member(1, rank), past_trips=(trip,)),))
    found = judge(visit, {BUREAU: POSTED_ON}, BOTH, TODAY, local)
    assert expected == {outcome.rule for outcome in found if not outcome.passed}
    assert set() == failing(visit)


def test_a12_no_budget_no_trip() -> None:
    """Signatures under nothing are none."""
    assert {"A12"} == failing(plan(budget=()))


def test_every_rule_cites_a_text_and_its_article() -> None:
    """The one that the set cites, else the one that comes with the service."""
    found = judge(PLAN, {}, frozenset(), TODAY, rule_set_on(TODAY))
    assert all(", " in outcome.article for outcome in found)
    own = replace(rule_set_on(TODAY), citations=(Citation(field="team_size", number="筑外规 1", article="art 3"),))
    articles = {outcome.rule: outcome.article for outcome in judge(PLAN, {}, frozenset(), TODAY, own)}
    assert articles["A1"] == "筑外规 1, art 3"
    assert articles["A2"] == "中办发〔2013〕16号, [S14]"


def test_a22_retired_staff_are_not_sent() -> None:
    """Somebody in office is."""
    assert {"A22"} == failing(plan(members=(member(1), replace(member(2), retired=True))))


def test_a23_no_team_for_profit() -> None:
    """Consents of other authorities are recorded in the file."""
    assert {"A23"} == failing(plan(for_profit=True))


@pytest.mark.parametrize(
    ("permit", "days", "expected"),
    [
        (Permit(endorsement="90 days once", days=7), 7, set()),
        (Permit(endorsement="90 days once", days=7), 8, {"A3"}),
        (Permit(endorsement="365 days", days=24), 24, set()),
        (Permit(endorsement="365 days", days=31), 7, {"hong-kong-macao"}),
        (None, 7, {"hong-kong-macao"}),
    ],
)
def test_hong_kong_and_macao_on_a_permit(permit: Permit | None, days: int, expected: set[str]) -> None:
    """Usually seven days, at most thirty, by the endorsement [S28]."""
    assert expected == failing(lasting(days, "HK", permit=permit))


def test_a6_a_secret_item_is_not_published() -> None:
    """The only exception."""
    assert set() == failing(plan(secret=True), {"other": POSTED_ON})


def test_taiwan_is_not_decided_here() -> None:
    """Redirected to the Taiwan Affairs Office."""
    assert {"taiwan"} == failing(lasting(5, "TW"))


def test_years_without_an_announced_calendar_count_monday_to_friday() -> None:
    """The calendar library knows years as they are announced."""
    assert is_working_day(date(2031, 1, 6))
    assert not is_working_day(date(2031, 1, 5))
