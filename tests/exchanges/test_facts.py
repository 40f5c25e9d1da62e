"""Every fact survives the log, and what is public says nothing personal."""

import pytest

from services.exchanges.events import facts
from services.exchanges.schemas import HEARD, TOLD
from shared.values import encode
from tests.exchanges import examples as e
from tests.keys import OpenKeys

OWN = {**e.PUBLIC, **e.PRIVATE}


def test_every_fact_has_an_example() -> None:
    """The drawer holds each fact of the page, its own and heard."""
    assert {name for source, name in facts.classes if source is None} == set(OWN)
    assert {name for source, name in facts.classes if source} == set(e.HEARD)
    assert set(facts.public) == set(e.PUBLIC)


@pytest.mark.parametrize("name", sorted(OWN))
def test_own_fact_survives_the_log(name: str) -> None:
    """Encoded and decoded, a fact is the same."""
    held = facts.under(OpenKeys())
    assert OWN[name] == held.decode(None, held.encode(OWN[name], "file-1"))


def test_heard_fact_survives_the_wire() -> None:
    """A message with more fields than we read gives our small view."""
    message = {**encode(e.arrived), "visit_id": str(e.PROJECT_ID), "head_rank": "bureau"}
    assert e.arrived == HEARD["reception", "DelegationArrived"].load(message)


@pytest.mark.parametrize("name", sorted(e.PUBLIC))
def test_public_fact_fits_its_told_schema(name: str) -> None:
    """What we tell is what the schema says."""
    assert e.PUBLIC[name] == TOLD[name].load(encode(e.PUBLIC[name]))
