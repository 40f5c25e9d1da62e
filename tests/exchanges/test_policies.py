"""When that, then this."""

from dataclasses import replace

import pytest

from services.exchanges.commands import Label
from services.exchanges.policies import react
from tests.exchanges import examples as e


def test_put_the_visit_on_the_partners_record() -> None:
    """A delegation has arrived: its city's record gets the visit."""
    assert [e.visit] == list(react(e.arrived))


def test_another_file_is_not_disturbed() -> None:
    """A delegation from Athens leaves Tripoli's file alone."""
    (command,) = react(replace(e.arrived, city=Label(zh="雅典", en="Athens")))
    assert command.partner == "GR-athens"


@pytest.mark.parametrize("name", sorted({**e.PUBLIC, **e.PRIVATE}))
def test_our_own_facts_ask_for_nothing(name: str) -> None:
    """Only what is heard makes a policy act."""
    assert list(react({**e.PUBLIC, **e.PRIVATE}[name])) == []
