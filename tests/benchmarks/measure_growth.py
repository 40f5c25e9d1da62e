"""What grows with the log: two offices side by side, alike but for the length of their logs."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random

import psycopg

from deploy.local.office import Office
from shared.client import Client
from tests.benchmarks.callers import Calls, call
from tests.benchmarks.filled import bed, fill
from tests.benchmarks.row import Figure, Run, compared, interleave, row
from tests.waiting import until

GARDEN = {"garden": "tests.kernel.garden.service:Garden"}
SHORT, LONG = 10_000, 100_000
BEDS = 500
SECONDS = 2.5
SAME = 1.1
DISK = """
SELECT pg_total_relation_size('log.facts') + pg_total_relation_size('log.commands') + pg_total_relation_size('log.told')
    + pg_total_relation_size('log.seals')
"""
turn = count()


@row("growth")
def measure_growth(run: Run) -> Sequence[Figure]:
    """Commands, queries, start-up, memory and disk at 10,000 facts and at 100,000, or at 1,000,000 with SIZE=10."""
    sizes = {"short": SHORT, "ours": run.count(LONG, least=2 * SHORT)}
    with ExitStack() as stack:
        offices = {name: open_filled(stack, run.home / name, facts) for name, facts in sizes.items()}
        seconds = run.seconds(SECONDS) if run.size < 1 else SECONDS
        waters = {name: calls_of(office, "water_bed", {"litres": 1}, sizes[name]) for name, office in offices.items()}

        def each(measure: Callable[[str], float]) -> Mapping[str, Callable[[], float]]:
            return {name: lambda name=name: measure(name) for name in offices}  # type: ignore[misc]

        commands = interleave(run.rounds, each(lambda name: p50(waters[name], seconds)))
        queries = interleave(run.rounds, each(lambda name: query_p50(offices[name], sizes[name])))
        for office in offices.values():
            wait_until_read(office)
        memory = interleave(1, each(lambda name: memory_of(offices[name])))
        starts = interleave(run.rounds, each(lambda name: restart(offices[name])))
        fresh = interleave(1, each(lambda name: memory_of(offices[name])))
        disk = interleave(1, each(lambda name: disk_of(offices[name])))
    what = f"at {sizes['ours']:,} facts, beside {sizes['short']:,}"
    return [
        compared(f"a command {what}", "ms", commands, "short", SAME, at_most=True),
        compared(f"a query {what}", "ms", queries, "short", SAME, at_most=True),
        compared(f"start-up until ready {what}", "s", starts, "short", None),
        compared(f"memory of a process that has read all {what}", "MB", memory, "short", SAME, at_most=True),
        compared(f"memory of a process just started {what}", "MB", fresh, "short", SAME, at_most=True),
        compared(f"disk a fact, indexes, seals and all {what}", "bytes", disk, "short", None),
    ]


def open_filled(stack: ExitStack, home: Path, facts: int) -> Office:
    """An office whose readers have read all of a log of so many facts."""
    office = Office(home, counters=GARDEN, prefix="bench", admin_url="", amqp_uri="")
    stack.callback(office.close)
    office.start_servers()
    office.prepare_databases()
    fill(office.databases["garden"].migrator_url, facts)
    office.start_service("garden")
    office.wait_until_ready()
    wait_until_read(office)
    return office


def wait_until_read(office: Office) -> None:
    client = Client(office.amqp_uri, office.people.token("operator", "operator"), 30)

    def read() -> bool:
        lag = client.ask("garden", "lag")
        return all(position == lag["head"] for position in lag["readers"].values()) and lag["told"] == lag["confirmed"]

    until(read, 1800, every=0.5)  # a question each 20 ms would cost the readers a third of their core
    client.close()


def calls_of(office: Office, method: str, payload: dict[str, object], facts: int) -> Calls:
    """Over beds from all ages of the log."""
    chosen = Random(7).sample(range(facts // 10), min(BEDS, facts // 10))
    payloads = [{"bed_id": bed(number), **payload} for number in chosen]
    return Calls(office.amqp_uri, office.people.token("gardener", "gardener"), "garden", method, payloads)


def p50(calls: Calls, seconds: float) -> float:
    """With beds that were not watered before in this measurement, so that no stream grows."""
    begin = next(turn) * 100 % len(calls.payloads)
    fresh = [*calls.payloads[begin:], *calls.payloads[:begin]]
    return statistics.median(call(replace(calls, payloads=fresh), 1, seconds)) * 1000


def query_p50(office: Office, facts: int) -> float:
    client = Client(office.amqp_uri, office.people.token("gardener", "gardener"), 30)
    taken = []
    for number in Random(next(turn)).sample(range(facts // 10), 200):
        begun = time.perf_counter()
        client.ask("garden", "get_bed", {"bed_id": bed(number)})
        taken.append((time.perf_counter() - begun) * 1000)
    client.close()
    return statistics.median(taken)


def restart(office: Office) -> float:
    """Seconds from the start of a process until it is ready."""
    office.end_service("garden", office.running["garden"][-1])
    begun = time.perf_counter()
    office.start_service("garden")
    office.wait_until_ready()
    return time.perf_counter() - begun


def memory_of(office: Office) -> float:
    status = Path(f"/proc/{office.running['garden'][-1].child.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def disk_of(office: Office) -> float:
    with psycopg.connect(office.databases["garden"].migrator_url) as db:
        size, facts = db.execute(f"SELECT ({DISK}), count(*) FROM log.facts").fetchall()[0]
        return float(size / facts)
