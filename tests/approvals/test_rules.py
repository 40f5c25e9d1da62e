"""Every rule of a visit: a case that passes, one that fails, and the boundary between them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.approvals.authority import who_decides_invitation, who_decides_visit
from services.approvals.commands import Transit
from services.approvals.rules import days_abroad, judge, passports_due, rule_set_on
from services.approvals.working_days import is_working_day, working_days_between
from tests.approvals.examples import BUREAU, PLAN, POSTED_ON, TODAY, member, plan, stop

BOTH = frozenset({"foreign_affairs", "finance"})


def failing(
    visit: Any, notices: Any = None, sides: frozenset[str] = BOTH, on: date = TODAY, judged: date = TODAY
) -> set[str]:
    """The rules that say no."""
    found = judge(visit, notices or {BUREAU: POSTED_ON}, sides, on, rule_set_on(judged))
    return {outcome.rule for outcome in found if not outcome.passed}


def lasting(days: int, *countries: str, **more: Any) -> Any:
    """The visit, of so many days, to these countries."""
    last = date(2026, 12, 6 + days)
    stops = tuple(stop(country, date(2026, 12, 7), last) for country in countries or ("GR",))
    return plan(returns_on=last, stops=stops, **more)


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
        (7, ("HK",), set()),
        (8, ("HK",), {"A3"}),
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


def test_taiwan_is_not_decided_here() -> None:
    """Redirected to the Taiwan Affairs Office."""
    assert {"taiwan"} == failing(lasting(5, "TW"))


def test_years_without_an_announced_calendar_count_monday_to_friday() -> None:
    """The calendar library knows years as they are announced."""
    assert is_working_day(date(2031, 1, 6))
    assert not is_working_day(date(2031, 1, 5))


@pytest.mark.parametrize(
    ("rank", "expected"),
    [("minister", "centre"), ("vice_minister", "centre"), ("bureau", "province"), ("deputy_bureau", "province"),
     ("division", "office"), ("staff", "office")],
)  # fmt: skip
def test_who_decides_a_visit(rank: Any, expected: str) -> None:
    """The table of section 1.4."""
    assert expected == who_decides_visit(rank, TODAY)


@pytest.mark.parametrize(
    ("rank", "expected"),
    [("minister", "state_council"), ("vice_minister", "province"), ("bureau", "office"), ("staff", "office")],
)
def test_who_decides_an_invitation(rank: Any, expected: str) -> None:
    """The table of section 1.3."""
    assert expected == who_decides_invitation(rank, TODAY)
