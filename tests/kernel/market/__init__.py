"""A second service with no business: it hears of the garden, and counts water by bed."""

import os
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from shared import schemas
from shared.aggregate import Aggregate, Decision, Occasion
from shared.facts import Facts, fact, heard_fact
from shared.personal import Holding
from shared.service import Read, Service
from shared.values import Check, value

POISON = 667
"""So many litres can't be heard, until the service runs with MENDED set."""


def is_digestible(litres: int) -> bool:
    return litres != POISON or bool(os.environ.get("MENDED"))


@heard_fact("garden", "BedWatered")
class BedWatered:
    bed_id: UUID
    litres: Annotated[int, Check(is_digestible, "Too much water.", "water less")]


@value
class OfferHarvest:
    stall_id: UUID
    litres: int


@fact("HarvestOffered")
class HarvestOffered:
    stall_id: UUID
    litres: int


facts = Facts("market", __name__, Holding("Garden Act art 2", "10 years"))


def decide(state: int | None, command: Any, occasion: Occasion) -> Decision:
    return [HarvestOffered(stall_id=command.stall_id, litres=command.litres)]


def evolve(state: int | None, fact: Any) -> int:
    return (state or 0) + 1


STALL: Aggregate[int] = Aggregate(
    name="stall", key="stall_id", commands=(OfferHarvest,), opens=(OfferHarvest,), decide=decide, evolve=evolve
)


def react(fact: Any) -> list[Any]:
    match fact:
        case BedWatered():
            return [OfferHarvest(stall_id=fact.bed_id, litres=fact.litres)]
        case _:
            return []


def project(fact: Any) -> list[Any]:
    match fact:
        case BedWatered():
            sql = """
                INSERT INTO heard (bed_id, litres, order_heard) VALUES (%(bed_id)s, %(litres)s, ARRAY[%(litres)s])
                ON CONFLICT (bed_id) DO UPDATE SET litres = heard.litres + excluded.litres,
                    order_heard = heard.order_heard || excluded.order_heard
            """
        case HarvestOffered():
            sql = """
                INSERT INTO offers (bed_id, offers) VALUES (%(bed_id)s, 1)
                ON CONFLICT (bed_id) DO UPDATE SET offers = offers.offers + 1
            """
            return [(sql, {"bed_id": fact.stall_id})]
        case _:
            return []
    return [(sql, {"bed_id": fact.bed_id, "litres": fact.litres})]


@value
class Everything:
    limit: int = 10_000


def list_heard(read: Read, question: Everything) -> dict[str, Any]:
    sql = """
        SELECT bed_id, litres, order_heard, coalesce(offers, 0) AS offers
        FROM heard LEFT JOIN offers USING (bed_id) ORDER BY bed_id LIMIT %(limit)s
    """
    return {"heard": read(sql, {"limit": question.limit})}


MARKET = Service(
    name="market",
    facts=facts,
    aggregates=(STALL,),
    react=react,
    project=project,
    told=schemas.told(facts),
    heard=schemas.heard(facts),
    home=Path(__file__).parent,
)
