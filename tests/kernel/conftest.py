"""An office of two services without a business, the garden and the market, for the kernel's own tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from deploy.local import databases
from deploy.local.office import Office
from shared.client import Client
from shared.rights import CALLER
from tests.waiting import until

COUNTERS = {"garden": "tests.kernel.garden.service:Garden", "market": "tests.kernel.market.service:Market"}
INTEGRATORS = {"listener": {"garden": ("BedWatered",)}}


@dataclass
class Village:
    """The office and a client for a gardener who is also an operator."""

    office: Office
    client: Client

    def plant(self, plant: str = "beans") -> str:
        receipt = self.client.command("garden", "plant_bed", {"plant": plant, "gardener": "张三"})
        return str(receipt["id"])

    def water(self, bed: str, litres: int, **named: Any) -> Any:
        return self.client.command("garden", "water_bed", {"bed_id": bed, "litres": litres}, **named)

    def heard(self, bed: str) -> Any:
        """What the market heard of a bed, or None."""
        beds = self.client.ask("market", "list_heard")["heard"]
        return next((item for item in beds if item["bed_id"] == bed), None)

    def market_heard(self, bed: str, litres: int) -> Any:
        """Wait until the market has heard of so many litres, and taken its own step on each."""

        def settled() -> Any:
            found = self.heard(bed)
            return (
                found if found and found["litres"] >= litres and found["offers"] == len(found["order_heard"]) else None
            )

        return until(settled)

    def restart(self, name: str) -> None:
        """A process in place of those that ended."""
        for process in [*self.office.running[name]]:
            self.office.end_service(name, process, kill=True)
        self.office.start_service(name)
        self.office.wait_until_ready()

    def ended(self, name: str) -> None:
        """Wait until the first process of that service has died."""
        child = self.office.running[name][0].child
        until(lambda: not child.is_alive())


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """Open for a whole module, with servers of its own: its tests may end them."""
    prefix = f"village_{uuid4().hex[:6]}"
    home: Path = tmp_path_factory.mktemp("village")
    chosen = {"integrators": INTEGRATORS, "streams": ["listener"]}
    with Office(home, counters=COUNTERS, prefix=prefix, **chosen, admin_url="", amqp_uri="") as office:
        token = office.people.token("gardener-1", "gardener", "operator")
        yield Village(office, Client(office.uri_of(CALLER), token, timeout=5))
        for name in COUNTERS:
            for process in [*office.running[name]]:
                office.end_service(name, process)
            databases.drop(office.admin_url, f"{prefix}_{name}")
