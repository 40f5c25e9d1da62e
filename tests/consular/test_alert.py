"""An alert: one for each region inside a country, from raised to lifted."""

from dataclasses import replace
from datetime import date

import pytest

from services.consular import commands as ask
from services.consular.alert import ALERT
from shared.aggregate import DeadlineDue
from tests.consular import examples as e
from tests.scenario import given

CHANGE = ask.ChangeAlert(
    alert_id=e.ALERT,
    colour="red",
    summary=e.alerted.summary,
    issued_on=e.alerted.issued_on,
    source=e.alerted.source,
    valid_until=e.alerted.valid_until,
)
LIFT = ask.LiftAlert(alert_id=e.ALERT)
RED = replace(e.alerted, colour="red")


def test_an_alert_is_raised_with_its_expiry() -> None:
    """It expires at the end of its last day at the office."""
    given(ALERT).when(e.raise_alert).then(e.alerted, e.alert_expiry)
    given(ALERT).when(replace(e.raise_alert, valid_until=None)).then(replace(e.alerted, valid_until=None))


@pytest.mark.parametrize("region", ["all", "全国", "Whole Country", "*"])
def test_an_alert_names_its_region(region: str) -> None:
    """C8: colours are per region inside a country."""
    given(ALERT).when(replace(e.raise_alert, region=region)).refused("C8")


def test_an_alert_tells_all_that_is_wrong_at_once() -> None:
    """No region, issued tomorrow, and over before it begins."""
    wrong = replace(e.raise_alert, region="all", issued_on=date(2026, 11, 24), valid_until=date(2026, 11, 23))
    given(ALERT).when(wrong).refused("C8", "C6", "C6")


def test_an_alert_may_end_today() -> None:
    """The boundary: today is still valid, yesterday is not."""
    today = replace(e.raise_alert, valid_until=date(2026, 11, 23))
    given(ALERT).when(today).then_kinds(type(e.alerted), type(e.alert_expiry))
    given(ALERT).when(replace(e.raise_alert, issued_on=date(2026, 11, 1), valid_until=date(2026, 11, 22))).refused("C6")


def test_a_change_is_told_as_the_alert_now_stands() -> None:
    """The expiry is set anew only if it moved."""
    given(ALERT, e.alerted).when(CHANGE, by=e.OFFICER).then(e.alert_changed, RED)
    longer = replace(CHANGE, valid_until=date(2026, 12, 31))
    given(ALERT, e.alerted).when(longer).then_kinds(type(e.alert_changed), type(RED), type(e.alert_expiry))
    given(ALERT, e.alerted).when(replace(CHANGE, issued_on=date(2026, 11, 24))).refused("C6")


def test_an_alert_is_lifted() -> None:
    """A lifted alert is not changed."""
    given(ALERT, e.alerted).when(LIFT).then(e.lifted)
    given(ALERT, e.alerted, e.lifted).when(CHANGE).refused("state")


def test_an_alert_lifts_itself_when_it_expires() -> None:
    """Unless it was lifted, or its last day moved."""
    due = DeadlineDue(deadline=e.alert_expiry)
    moved = replace(e.alerted, valid_until=date(2026, 12, 31))
    given(ALERT, e.alerted, e.alert_expiry).when(due).then(e.lifted)
    given(ALERT, e.alerted, e.alert_expiry, e.lifted).when(due).then()
    given(ALERT, e.alerted, e.alert_expiry, moved).when(due).then()


def test_repeated_alert_commands_yield_nothing() -> None:
    """Each may be sent twice."""
    given(ALERT, e.alerted).when(e.raise_alert).then()
    given(ALERT, e.alerted, e.alert_changed, RED).when(CHANGE).then()
    given(ALERT, e.alerted, e.lifted).when(LIFT).then()


def test_an_alert_begins_with_its_first_fact() -> None:
    """Anything else first is a broken log."""
    with pytest.raises(ValueError, match="does not begin"):
        ALERT.evolve(None, e.lifted)
    with pytest.raises(ValueError, match="begins with"):
        given(ALERT).when(LIFT)
