"""A public fact changes while others read it: see docs/compatibility.md."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from deploy.reference.compatibility import breaks, contract_of, unread
from deploy.reference.survey import survey
from shared.facts import public_fact
from tests.contracts.side_by_side import After, Both
from tests.faults import tomorrow
from tests.kernel.conftest import COUNTERS, Village, village
from tests.kernel.garden.service import Garden
from tests.kernel.market.service import Market
from tests.waiting import until

__all__ = ["village"]  # the fixture
TODAY = survey(counters=(Garden, Market))


@public_fact("BedWatered", version=2)
class WateredInMillilitres:
    """The change, under the same name."""

    bed_id: UUID
    millilitres: int


def test_another_form_under_the_same_name_is_a_break() -> None:
    """Even with a new version: whoever reads the old one can't read on."""
    changed = tuple(
        replace(fact, kind=WateredInMillilitres, version=2) if fact.name == "BedWatered" else fact
        for fact in TODAY[0].facts
    )
    found = breaks(replace(TODAY[0], facts=changed), contract_of(TODAY[0]))
    assert list(map(str, found)) == ["garden.BedWatered.litres is gone: market, integrators read it"]


@pytest.mark.parametrize("counters", [(Both, Market), (After, Market), (tomorrow.Garden, tomorrow.Market)])
def test_a_new_fact_beside_the_old_one_and_a_new_version_with_more_are_no_break(counters: Any) -> None:
    """The old one stays declared; and a version that only has more fields is read by all."""
    changed = survey(counters=counters)
    assert breaks(changed[0], contract_of(TODAY[0])) == []
    assert unread(changed) == []


def test_old_and_new_readers_read_on_through_the_change(village: Village) -> None:
    """The garden tells the old fact, then both, then the new one. Who reads the old one misses nothing until it ends;
    who reads the new one has all from the first."""
    bed = village.plant()
    for counter in (COUNTERS["garden"], *(f"{each.__module__}:{each.__name__}" for each in (Both, After))):
        village.office.counters = {**village.office.counters, "garden": counter}
        village.restart("garden")
        village.water(bed, 1)
        village.water(bed, 2)
    told = until(lambda: facts_of(village, bed) if len(facts_of(village, bed)) == 8 else None)
    assert litres_by_the_old_one(told) == [1, 2, 1, 2]
    assert litres_by_the_new_one(told) == [1, 2, 1, 2, 1, 2]
    assert until(lambda: village.heard(bed)["litres"] == 6)


def facts_of(village: Village, bed: str) -> Any:
    """What was told of the bed, but its planting."""
    told = village.client.ask("garden", "facts_told")["facts"]
    return [fact for fact in told if bed in fact["body"] and fact["headers"]["cloudEvents_type"] != "BedPlanted"]


def litres_by_the_old_one(told: Any) -> list[int]:
    return [body(fact)["litres"] for fact in told if "litres" in body(fact)]


def litres_by_the_new_one(told: Any) -> list[int]:
    """Both are read, and a new one takes the place of the old one of the same correlation."""
    found: dict[str, int] = {}
    for fact in told:
        read = body(fact)
        litres = read["litres"] if "litres" in read else read["millilitres"] // 1000
        found[fact["headers"]["cloudEvents_correlation"]] = litres
    return list(found.values())


def body(fact: Any) -> Any:
    return json.loads(fact["body"])
