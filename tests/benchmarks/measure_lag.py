"""From a command's answer to another service's read store, through a quorum queue; calm, and at saturation."""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from deploy.local import databases
from deploy.local.office import Office
from shared.client import Client
from tests.benchmarks.callers import Calls, call
from tests.benchmarks.chain import running
from tests.benchmarks.row import Figure, Run, compared, percentile, row
from tests.kernel.conftest import COUNTERS
from tests.waiting import until

A_SECOND = 20
COMMANDS = 60
CALLERS = 16
SECONDS = 6.0
HEARD = "SELECT coalesce(max(cardinality(order_heard)), 0) FROM read.heard WHERE bed_id = %s"
ALL_HEARD = "SELECT coalesce(sum(cardinality(order_heard)), 0) FROM read.heard"
APPENDED = "SELECT count(*) FROM log.facts WHERE name = 'BedWatered'"
NORMAL_WITHIN_SECONDS = 5.0
LOST_AFTER_SECONDS = 20.0
KEPT_UP = 0.95
"""So much of what was appended is projected at the end of the load: the rest is under way."""


@row(
    "lag",
    "About twenty statements lie between the two, where the bare chain has three: numbers without a gap, once-only in "
    "the other log, a checkpoint with each effect; ten readers share the cores with both servers.",
)
def measure_lag(run: Run) -> Sequence[Figure]:
    """At 20 commands a second, beside the bare chain of psycopg, kombu and a batching consumer."""
    with open_village(run) as (office, market), chain_beside(office) as bare:
        count = run.count(COMMANDS, least=20)
        found: dict[str, list[list[float]]] = {"ours": [], "raw": []}
        measures = {"ours": lambda: lags_of(office, market, count), "raw": lambda: bare(count)}
        for number in range(run.rounds):
            for name in [*measures][:: -1 if number % 2 else 1]:
                found[name].append(measures[name]())
    p50 = {name: [percentile(lags, 0.5) for lags in rounds] for name, rounds in found.items()}
    p99 = {name: [percentile(lags, 0.99) for lags in rounds] for name, rounds in found.items()}
    return [
        compared(f"lag across services at {A_SECOND}/s, p50", "ms", p50, "raw", 3, at_most=True),
        compared(f"lag across services at {A_SECOND}/s, p99", "ms", p99, "raw", 3, at_most=True),
    ]


@row("saturation")
def measure_saturation(run: Run) -> Sequence[Figure]:
    """As many commands as two processes take: what was projected next door by the end, and how soon all was."""
    with open_village(run) as (office, market):
        garden = psycopg.connect(office.databases["garden"].reader_url, autocommit=True)
        token = office.people.token("gardener", "gardener")
        client = Client(office.amqp_uri, token, 30)
        beds = [client.command("garden", "plant_bed", {"plant": "beans", "gardener": "M"})["id"] for _ in range(200)]
        water = Calls(office.amqp_uri, token, "garden", "water_bed", [{"bed_id": bed, "litres": 1} for bed in beds])
        rates, parts, seconds = [], [], []
        for _ in range(run.rounds):
            before, heard_before = number_of(garden, APPENDED), number_of(market, ALL_HEARD)
            taken = call(water, CALLERS, run.seconds(SECONDS))
            ended = time.monotonic()
            heard, appended = number_of(market, ALL_HEARD), number_of(garden, APPENDED)
            rates.append(len(taken) / run.seconds(SECONDS))
            parts.append((heard - heard_before) / (appended - before))
            until(lambda: number_of(market, ALL_HEARD) == number_of(garden, APPENDED), 120)
            seconds.append(time.monotonic() - ended)
        garden.close()
    part, normal = statistics.median(parts), statistics.median(seconds)
    return [
        Figure("projected next door by the end of the load, of what was appended", "", part,
               {"commands/s": statistics.median(rates)}, part, KEPT_UP, rounds={"ours": parts}),
        Figure("seconds until lag is normal again", "s", normal, {}, normal / NORMAL_WITHIN_SECONDS, 1.0, at_most=True,
               rounds={"ours": seconds}),
    ]  # fmt: skip


def number_of(db: Any, query: str) -> int:
    return int(db.execute(query).fetchone()[0])


def lags_of(office: Office, market: Any, count: int) -> list[float]:
    """Milliseconds from each answer until the market's read store has it."""
    client = Client(office.amqp_uri, office.people.token("gardener", "gardener"), 30)
    bed = client.command("garden", "plant_bed", {"plant": "beans", "gardener": "Mou"})["id"]

    def once(number: int) -> Callable[[], bool]:
        client.command("garden", "water_bed", {"bed_id": bed, "litres": 1})
        return lambda: market.execute(HEARD, (bed,)).fetchone()[0] >= number

    try:
        return watch(once, count)
    finally:
        client.close()


def watch(once: Callable[[int], Callable[[], bool]], count: int) -> list[float]:
    lags = []
    for number in range(1, count + 1):
        begun = time.perf_counter()
        visible = once(number)
        answered = time.perf_counter()
        while not visible():
            if time.perf_counter() - answered > LOST_AFTER_SECONDS:
                raise TimeoutError("it never arrived")
            time.sleep(0.0002)
        lags.append((time.perf_counter() - answered) * 1000)
        time.sleep(max(0.0, 1 / A_SECOND - (time.perf_counter() - begun)))
    return lags


@contextmanager
def chain_beside(office: Office) -> Iterator[Callable[[int], list[float]]]:
    """The bare chain on the same servers: gives its lags for so many commands."""
    bare = databases.prepare(office.admin_url, "chain").migrator_url
    watching = psycopg.connect(bare, autocommit=True)
    with running(bare, office.amqp_uri) as chain:

        def once(_: int) -> Callable[[], bool]:
            number = chain.append({"litres": 1})
            return lambda: watching.execute("SELECT 1 FROM heard WHERE number = %s", (number,)).fetchone() is not None

        yield lambda count: watch(once, count)
    watching.close()


@contextmanager
def open_village(run: Run) -> Iterator[tuple[Office, Any]]:
    with Office(run.home, counters=COUNTERS, prefix="bench", admin_url="", amqp_uri="") as office:
        market = psycopg.connect(office.databases["market"].reader_url, autocommit=True)
        yield office, market
        market.close()
