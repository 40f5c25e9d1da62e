"""The checkable rules: passing, failing, and at their boundaries."""

from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest

from services.consular.rules import (
    ARTICLES,
    level_fits_the_figures,
    lowest_level,
    nobody_promises_payment,
    report_up_deadlines,
    rule_set_on,
)
from services.consular.values import Harm, Kind
from tests.consular import examples as e

RULES = rule_set_on(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("harm", "level"),
    [
        (Harm(dead=30), "I"),
        (Harm(dead=29), "II"),
        (Harm(dead=29, injured=71), "I"),
        (Harm(dead=29, injured=70), "II"),
        (Harm(injured=100), "I"),
        (Harm(injured=99), "II"),
        (Harm(dead=10), "II"),
        (Harm(dead=9), "III"),
        (Harm(injured=50), "II"),
        (Harm(injured=49), "III"),
        (Harm(dead=3), "III"),
        (Harm(dead=2, injured=7), "IV"),
        (Harm(injured=10), "III"),
        (Harm(), "IV"),
        (Harm(evacuation=True), "I"),
        (Harm(labour_protesters=100), "I"),
        (Harm(labour_protesters=99), "IV"),
    ],
)
def test_figures_grade_an_emergency(harm: Harm, level: str) -> None:
    """C10, at each boundary."""
    assert level == lowest_level(RULES, harm)


@pytest.mark.parametrize(("level", "fits"), [("I", True), ("II", True), ("III", False), ("IV", False)])
def test_a_level_is_never_milder_than_the_figures(level: Any, fits: bool) -> None:
    """C10: ten dead are level II or graver."""
    assert fits is (level_fits_the_figures(RULES, level, Harm(dead=10)) is None)


def test_only_grave_cases_are_reported_up_by_the_hour() -> None:
    """C11: one hour to the city, two to the province."""
    hour = timedelta(hours=1)
    expected = (("city", e.NOW + hour), ("province", e.NOW + 2 * hour))
    assert expected == report_up_deadlines(RULES, "I", e.NOW) == report_up_deadlines(RULES, "II", e.NOW)
    assert () == report_up_deadlines(RULES, "III", e.NOW) == report_up_deadlines(RULES, "IV", e.NOW)


@pytest.mark.parametrize("text", ["医疗费由我办承担", "We will pay the hospital", "此项费用全免"])
def test_a_promise_of_payment_is_found(text: str) -> None:
    """C7, in either script."""
    found = nobody_promises_payment(RULES, text)
    assert found is not None
    assert found.rule == "C7"


@pytest.mark.parametrize("text", ["费用由本人承担", "The person will pay the hospital", "已付清"])
def test_other_words_about_money_pass(text: str) -> None:
    """C7 forbids promises of the office, not the subject."""
    assert nobody_promises_payment(RULES, text) is None


def test_each_type_of_case_has_its_article() -> None:
    """C4."""
    assert set(get_args(Kind)) == set(ARTICLES)


def test_a_day_before_the_first_rule_set_is_judged_by_the_first() -> None:
    """Old cases entered late have rules too."""
    assert rule_set_on(date(2020, 1, 1)) is rule_set_on(datetime(2023, 9, 1).date())
