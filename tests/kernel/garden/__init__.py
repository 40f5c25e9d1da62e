"""A service with no business, on which the kernel is tried: beds in a garden are planted, watered and harvested."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from shared import schemas
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion, refuse
from shared.facts import Facts, deadline_fact, fact, public_fact, upcast
from shared.personal import Holding, Personal
from shared.service import Read, Service
from shared.values import value


@value
class PlantBed:
    bed_id: UUID
    plant: str
    gardener: Personal[str]


@value
class WaterBed:
    bed_id: UUID
    litres: int


@value
class PlanHarvest:
    bed_id: UUID
    due_at: datetime


@public_fact("BedPlanted", version=2)
class BedPlanted:
    bed_id: UUID
    plant: str
    beds: int = 1


@fact("GardenerNoted")
class GardenerNoted:
    bed_id: UUID
    gardener: Personal[str]


@public_fact("BedWatered")
class BedWatered:
    bed_id: UUID
    litres: int


@deadline_fact("HarvestDeadlineSet")
class HarvestDeadlineSet:
    bed_id: UUID
    due_at: datetime


@public_fact("HarvestDeadlinePassed")
class HarvestDeadlinePassed:
    bed_id: UUID


@upcast("BedPlanted", 1)
def count_the_bed(data: Any) -> Any:
    return {**data, "beds": 1}


facts = Facts("garden", __name__, Holding("Garden Act art 2", "10 years"))

POISON = 666
"""So many litres make the projection fail, until `mended` is set."""
mended = [bool(os.environ.get("MENDED"))]


def decide(state: int | None, command: Any, occasion: Occasion) -> Decision:
    match command:
        case PlantBed() if state is None:
            return [
                BedPlanted(bed_id=command.bed_id, plant=command.plant),
                GardenerNoted(bed_id=command.bed_id, gardener=command.gardener),
            ]
        case PlantBed():
            return []
        case WaterBed(litres=litres) if litres <= 0:
            return refuse("G1", "Garden Act art 1", "more than 0 litres", litres, "water with at least 1 litre")
        case WaterBed():
            return [BedWatered(bed_id=command.bed_id, litres=command.litres)]
        case PlanHarvest():
            return [HarvestDeadlineSet(bed_id=command.bed_id, due_at=command.due_at)]
        case DeadlineDue(deadline=HarvestDeadlineSet() as deadline):
            assert occasion.now >= deadline.due_at
            return [HarvestDeadlinePassed(bed_id=deadline.bed_id)]
        case _:
            raise TypeError(command)


def evolve(state: int | None, fact: Any) -> int:
    match fact:
        case BedWatered():
            return (state or 0) + fact.litres
        case _:
            return state or 0


BED: Aggregate[int] = Aggregate(
    name="bed",
    key="bed_id",
    commands=(PlantBed, WaterBed, PlanHarvest),
    opens=(PlantBed,),
    decide=decide,
    evolve=evolve,
)


def react(fact: Any) -> list[Any]:
    match fact:
        case BedPlanted(plant="rice"):
            return [WaterBed(bed_id=fact.bed_id, litres=100)]
        case _:
            return []


def project(fact: Any) -> list[Any]:
    match fact:
        case BedPlanted():
            sql = "INSERT INTO beds (bed_id, plant) VALUES (%(bed_id)s, %(plant)s)"
            return [(sql, {"bed_id": fact.bed_id, "plant": fact.plant})]
        case BedWatered(litres=litres) if litres == POISON and not mended[0]:
            raise ValueError(f"too much water: {litres}")
        case BedWatered():
            sql = "UPDATE beds SET litres = litres + %(litres)s, waterings = waterings + 1 WHERE bed_id = %(bed_id)s"
            return [(sql, {"bed_id": fact.bed_id, "litres": fact.litres})]
        case HarvestDeadlinePassed():
            return [("UPDATE beds SET late = late + 1 WHERE bed_id = %(bed_id)s", {"bed_id": fact.bed_id})]
        case _:
            return []


@value
class BedById:
    bed_id: UUID


@value
class AllBeds:
    limit: int = 1000


def get_bed(read: Read, question: BedById) -> dict[str, Any]:
    return read("SELECT * FROM beds WHERE bed_id = %(bed_id)s", {"bed_id": question.bed_id})[0]


def list_beds(read: Read, question: AllBeds) -> dict[str, Any]:
    return {"beds": read("SELECT * FROM beds ORDER BY bed_id LIMIT %(limit)s", {"limit": question.limit})}


GARDEN = Service(
    name="garden",
    facts=facts,
    aggregates=(BED,),
    react=react,
    project=project,
    told=schemas.told(facts),
    heard=schemas.heard(facts),
    home=Path(__file__).parent,
)
