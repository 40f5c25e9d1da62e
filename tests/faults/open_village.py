"""An office of two services without a business, on servers of its own, as the message faults need it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from deploy.local.office import Office
from deploy.verify import Site, verify
from shared.actors import Actor
from shared.aggregate import Occasion
from shared.client import Client
from shared.commands import Order, handle
from shared.ids import new_id
from shared.log import Origin, Receipt
from shared.service import Service
from shared.times import now
from tests.faults.fault import Run, hold
from tests.faults.ledger import Ledger
from tests.kernel.conftest import COUNTERS, Village
from tests.kernel.garden import GARDEN, WaterBed
from tests.waiting import until

GARDENER = Actor("gardener-1", frozenset({"gardener"}), "garden")
SETTLED_WITHIN_SECONDS = 120


@contextmanager
def open_village(run: Run, replicas: int = 1, timeout: float = 5) -> Iterator[Village]:
    """Open, with so many processes of each service, and a client that waits so many seconds for an answer."""
    with Office(run.home, counters=COUNTERS, prefix="village", admin_url="", amqp_uri="") as office:
        for _ in range(replicas - 1):
            for name in COUNTERS:
                office.start_service(name)
        office.wait_until_ready()
        yield Village(
            office, Client(office.uri_of("caller"), office.people.token("g", "gardener", "operator"), timeout=timeout)
        )


def give(db: Any, command: Any, key: UUID | None = None, service: Service = GARDEN, **more: Any) -> Receipt:
    """A command straight into the garden's log."""
    origin = Origin(GARDENER.id, new_id(), None)
    return handle(db, service, Order(command, Occasion(GARDENER, now()), origin, key or new_id(), **more))


def plant(village: Village, count: int) -> list[UUID]:
    """So many beds."""
    return [UUID(village.plant()) for _ in range(count)]


def water(db: Any, beds: Sequence[UUID], times: int, litres: int = 1) -> None:
    """So many facts, over these beds in turn."""
    for number in range(times):
        give(db, WaterBed(bed_id=beds[number % len(beds)], litres=litres))


def settle(village: Village, within: float = SETTLED_WITHIN_SECONDS) -> None:
    """Wait until every reader has read all, all is confirmed, and the market heard it."""

    def settled() -> bool:
        garden, market = (village.client.ask(name, "lag") for name in COUNTERS)
        still = all(position == lag["head"] for lag in (garden, market) for position in lag["readers"].values())
        return still and garden["told"] == garden["confirmed"] == market["heard"].get("garden", 0)

    until(settled, within)


def prove(village: Village, ledger: Ledger | None = None) -> None:
    """Nothing lost, doubled, changed or leaked."""
    report = verify(Site.of(village.office), ledger.path if ledger else None)
    hold("verify is green", report.ok, report.wrong)
