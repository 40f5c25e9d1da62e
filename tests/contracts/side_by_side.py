"""The garden while a fact changes so that its readers can't read on: the new one, under a name of its own, is told
beside the old one for a time, then alone. The old one stays declared: the log holds it, and its history is told.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from shared import schemas
from shared.aggregate import Occasion
from shared.counter import Desk
from shared.facts import Facts, public_fact
from tests.kernel import garden
from tests.kernel.garden import (
    BedPlanted,
    BedWatered,
    GardenerNoted,
    HarvestDeadlinePassed,
    HarvestDeadlineSet,
    count_the_bed,
)
from tests.kernel.garden.service import Garden as GardenToday

__all__ = [
    "BedPlanted",
    "BedWatered",
    "GardenerNoted",
    "HarvestDeadlinePassed",
    "HarvestDeadlineSet",
    "count_the_bed",
]


@public_fact("BedIrrigated")
class BedIrrigated:
    """A bed was given water. In the place of BedWatered, which counts whole litres."""

    bed_id: UUID
    millilitres: int


facts = Facts("garden", __name__, garden.facts.holding)


def decide_both(state: int | None, command: Any, occasion: Occasion) -> Any:
    """The old fact, and the new one right behind it, in one append."""
    decision = garden.decide(state, command, occasion)
    if not isinstance(decision, list):
        return decision
    return [told for fact in decision for told in (fact, *_new(fact))]


def decide_new(state: int | None, command: Any, occasion: Occasion) -> Any:
    """The new fact alone."""
    decision = garden.decide(state, command, occasion)
    return [told for fact in decision for told in _new(fact) or [fact]] if isinstance(decision, list) else decision


def _new(fact: Any) -> list[Any]:
    match fact:
        case garden.BedWatered():
            return [BedIrrigated(bed_id=fact.bed_id, millilitres=fact.litres * 1000)]
        case _:
            return []


BOTH = replace(
    garden.GARDEN,
    facts=facts,
    aggregates=(replace(garden.BED, decide=decide_both),),
    told=schemas.told(facts),
    heard={},
)
AFTER = replace(BOTH, aggregates=(replace(garden.BED, decide=decide_new),))


class Both(GardenToday):
    desk = Desk(BOTH)


class After(GardenToday):
    desk = Desk(AFTER)
