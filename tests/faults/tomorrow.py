"""The village after a change: the garden's fact has a new version with one field more, and the market may read it."""

from dataclasses import replace
from typing import Any

from shared import schemas
from shared.aggregate import Occasion
from shared.counter import Desk
from shared.facts import Facts, heard_fact, public_fact, upcast
from tests.kernel import garden, market
from tests.kernel.garden import BedPlanted, GardenerNoted, HarvestDeadlinePassed, HarvestDeadlineSet, count_the_bed
from tests.kernel.garden.service import Garden as GardenToday
from tests.kernel.market import HarvestOffered
from tests.kernel.market.service import Market as MarketToday

__all__ = [
    "BedPlanted",
    "GardenerNoted",
    "HarvestDeadlinePassed",
    "HarvestDeadlineSet",
    "HarvestOffered",
    "count_the_bed",
]


@public_fact("BedWatered", version=2)
class WateredTomorrow(garden.BedWatered):
    whence: str


@heard_fact("garden", "BedWatered")
class HeardTomorrow(market.BedWatered):
    whence: str | None = None


@upcast("BedWatered", 1)
def from_the_can(data: Any) -> Any:
    return {**data, "whence": "can"}


def decide(state: int | None, command: Any, occasion: Occasion) -> Any:
    """As today, and each watering says whence it came."""
    decision = garden.decide(state, command, occasion)
    if not isinstance(decision, list):
        return decision
    return [
        WateredTomorrow(bed_id=fact.bed_id, litres=fact.litres, whence="rain")
        if isinstance(fact, garden.BedWatered)
        else fact
        for fact in decision
    ]


facts = Facts("garden", __name__, garden.facts.holding)
garden_facts, market_facts = facts, Facts("market", __name__, market.facts.holding)
for one, of_garden in ((garden_facts, True), (market_facts, False)):
    one.classes = {
        (source, name): cls
        for (source, name), cls in one.classes.items()
        if (source is None and cls is not HarvestOffered) == of_garden
    }

GARDEN = replace(
    garden.GARDEN,
    facts=garden_facts,
    aggregates=(replace(garden.BED, decide=decide),),
    told=schemas.told(garden_facts),
    heard={},
)
MARKET = replace(market.MARKET, facts=market_facts, told={}, heard=schemas.heard(market_facts))


class Garden(GardenToday):
    desk = Desk(GARDEN)


class Market(MarketToday):
    desk = Desk(MARKET)
