"""A cooperation project, step by step."""

from dataclasses import replace
from typing import Any

import pytest

from services.exchanges.project import PROJECT
from tests.exchanges import examples as e
from tests.scenario import actor, given

PATH = [
    (e.propose, e.proposed, e.LIU),
    (e.coordinate, e.coordinated, e.LIU),
    (e.approve_project, e.project_approved, e.ZHOU),
    (e.start, e.started, e.LIU),
    (e.report, e.reported, e.LIU),
    (e.evaluate, e.evaluated, e.LIU),
]
FACTS = [happened for _, happened, _ in PATH]


@pytest.mark.parametrize("at", range(len(PATH)))
def test_each_step_follows_the_one_before(at: int) -> None:
    """From proposal to evaluation; the same step again gives nothing."""
    command, happened, who = PATH[at]
    given(PROJECT, *FACTS[:at]).when(command, by=who).then(happened)
    given(PROJECT, *FACTS[: at + 1]).when(command, by=who).then()


@pytest.mark.parametrize("command", [e.approve_project, e.start, e.report, e.evaluate])
def test_a_step_out_of_order_is_refused(command: Any) -> None:
    """A proposal alone is not approved, run, reported or evaluated."""
    given(PROJECT, e.proposed).when(command, by=e.ZHOU).refused("state")


def test_nobody_approves_what_they_proposed() -> None:
    """Four eyes."""
    given(PROJECT, e.proposed, e.coordinated).when(e.approve_project, by=e.LIU).refused("four-eyes")
    deputy = actor("zhou", "director", acting_for="liu")
    given(PROJECT, e.proposed, e.coordinated).when(e.approve_project, by=deputy).refused("four-eyes")
    by_deputy = replace(e.proposed, by="chen for zhou")
    given(PROJECT, by_deputy, e.coordinated).when(e.approve_project, by=e.ZHOU).refused("four-eyes")


@pytest.mark.parametrize("length", range(1, 6))
def test_a_project_may_be_cancelled_until_it_is_over(length: int) -> None:
    """At any step before the evaluation; again gives nothing."""
    given(PROJECT, *FACTS[:length]).when(e.cancel).then(e.cancelled)
    given(PROJECT, *FACTS[:length], e.cancelled).when(e.cancel).then()


def test_what_is_over_is_not_cancelled() -> None:
    """An evaluated project stays; a cancelled one goes no further."""
    given(PROJECT, *FACTS).when(e.cancel).refused("state")
    given(PROJECT, e.proposed, e.cancelled).when(e.coordinate).refused("state")
