"""Ours: the kernel's own append, and a whole command on an existing aggregate."""

from collections.abc import Callable
from itertools import count

from shared import log
from shared.actors import Actor
from shared.aggregate import Occasion
from shared.commands import Order, handle
from shared.database import connect
from shared.facts import Encoded
from shared.ids import new_id
from shared.log import Origin
from shared.times import now
from tests.benchmarks.raw import STREAMS, TEXT
from tests.kernel.garden import GARDEN, PlantBed, WaterBed
from tests.keys import OpenKeys

GARDENER = Actor("gardener-1", frozenset({"gardener"}), "garden")


def append(url: str, _: int) -> Callable[[], None]:
    """One fact to a new stream, in the log's order, with its idempotency key."""
    db = connect(url)
    data = {"bed_id": str(new_id()), "text": TEXT}

    def once() -> None:
        stream = f"bed-{new_id()}"
        fact = Encoded(stream, "BedPlanted", 2, data, {})
        log.append(db, stream, 0, [fact], Origin("gardener-1", new_id(), None), new_id(), "fingerprint")

    return once


def command(url: str, _: int) -> Callable[[], None]:
    """Load, decide, append, over streams of the writer's own in turn."""
    db = connect(url)
    garden = GARDEN.under(OpenKeys())
    beds = [new_id() for _ in range(STREAMS)]
    turn = count()

    def once() -> None:
        number = next(turn)
        bed = beds[number % STREAMS]
        plants = number < STREAMS
        given = PlantBed(bed_id=bed, plant=TEXT, gardener="张三") if plants else WaterBed(bed_id=bed, litres=1)
        origin = Origin(GARDENER.id, new_id(), None)
        handle(db, garden, Order(given, Occasion(GARDENER, now()), origin, new_id()))

    return once
