"""Lag from a command's answer to the other service's read store, through RabbitMQ: `python -m tests.benchmarks.lag`."""

import statistics
import tempfile
import time
from pathlib import Path

from deploy.local.office import Office
from shared.client import Client
from shared.database import connect

COUNTERS = {"garden": "tests.kernel.garden.service:Garden", "market": "tests.kernel.market.service:Market"}
COMMANDS = 300
A_SECOND = 20
HEARD = "SELECT coalesce(max(cardinality(order_heard)), 0) FROM heard WHERE bed_id = %s"


def main() -> None:
    with tempfile.TemporaryDirectory() as home, Office(Path(home), counters=COUNTERS, prefix="bench") as office:
        client = Client(office.amqp_uri, office.people.token("gardener", "gardener"))
        with connect(office.databases["market"].application_url) as market:
            lags = measure(client, market)
    lags.sort()
    print(f"{len(lags)} commands at {A_SECOND}/s: answered to visible in the other service's read store, in ms:")
    print(f"median {statistics.median(lags):.1f}, p99 {lags[int(len(lags) * 0.99)]:.1f}, most {lags[-1]:.1f}")


def measure(client: Client, market: object) -> list[float]:
    bed = client.command("garden", "plant_bed", {"plant": "beans", "gardener": "Mou"})["id"]
    lags = []
    for number in range(1, COMMANDS + 1):
        begun = time.perf_counter()
        client.command("garden", "water_bed", {"bed_id": bed, "litres": 1})
        answered = time.perf_counter()
        while market.execute(HEARD, (bed,)).fetchone()[0] < number:  # type: ignore[attr-defined]
            time.sleep(0.0005)
        lags.append((time.perf_counter() - answered) * 1000)
        time.sleep(max(0.0, 1 / A_SECOND - (time.perf_counter() - begun)))
    return lags


if __name__ == "__main__":
    main()
