"""A whole durable command by RPC against stock nameko's; and what more processes give."""

import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from deploy.local import databases
from deploy.local.office import Office
from shared.client import Client
from tests.benchmarks import raw
from tests.benchmarks.callers import Calls, call
from tests.benchmarks.raw import TEXT
from tests.benchmarks.row import Figure, Run, compared, interleave, row

GARDEN = {"garden": "tests.kernel.garden.service:Garden"}
BEDS = 400
CALLERS = 16
SECONDS = 2.5
FILL = {"text": TEXT}


@dataclass
class Bench:
    """An office of one service, and stock nameko beside it on the same servers."""

    office: Office
    water: Calls
    echo: Calls
    insert: Calls


@row(
    "calls",
    "A command sends two statements, an answer and an acknowledgement, an echo the last two: system calls are a third "
    "of the process's time. Its readers, on the same core, take a quarter. More processes are the way to more.",
)
def measure_calls(run: Run) -> Sequence[Figure]:
    """Token, marshmallow, load, decide, append, answer: against an RPC that does one INSERT, and one that does nothing.
    What else the process does meanwhile counts: it projects, tells, seals and watches the clock."""
    with open_bench(run) as bench:
        seconds = run.seconds(SECONDS)
        one = interleave(
            run.rounds,
            {
                "ours": lambda: statistics.median(call(bench.water, 1, seconds)) * 1000,
                "INSERT": lambda: statistics.median(call(bench.insert, 1, seconds)) * 1000,
                "echo": lambda: statistics.median(call(bench.echo, 1, seconds)) * 1000,
            },
        )
        many = interleave(
            run.rounds,
            {
                "ours": lambda: len(call(bench.water, CALLERS, seconds)) / seconds,
                "INSERT": lambda: len(call(bench.insert, CALLERS, seconds)) / seconds,
                "echo": lambda: len(call(bench.echo, CALLERS, seconds)) / seconds,
            },
        )
    return [
        compared("a command by RPC, one caller, p50", "ms", one, "INSERT", 1.3, at_most=True),
        compared(f"commands of one process, {CALLERS} callers", "/s", many, "echo", 1.0),
        compared("the same, beside the INSERT", "/s", many, "INSERT", None),
    ]


@row(
    "processes",
    "Callers, PostgreSQL, RabbitMQ and services share the cores: where one process leaves none idle, more of them add "
    "nothing. Count one core a process, and two for the servers.",
)
def measure_processes(run: Run) -> Sequence[Figure]:
    """The same callers against one process and against three; with as many cores as it has."""
    with open_bench(run) as bench:
        seconds = run.seconds(SECONDS)
        found: dict[str, list[float]] = {"1 process": [], "2 processes": [], "ours": []}
        for _ in range(run.rounds):
            for count, name in ((1, "1 process"), (2, "2 processes"), (3, "ours")):
                while len(bench.office.running["garden"]) < count:
                    bench.office.start_service("garden")
                while len(bench.office.running["garden"]) > count:
                    bench.office.end_service("garden", bench.office.running["garden"][-1])
                bench.office.wait_until_ready()
                found[name].append(len(call(bench.water, CALLERS, seconds)) / seconds)
    what = f"commands of three processes on {os.cpu_count()} cores"
    return [compared(what, "/s", found, "1 process", 2.4)]


@contextmanager
def open_bench(run: Run) -> Iterator[Bench]:
    with Office(run.home, counters=GARDEN, prefix="bench", admin_url="", amqp_uri="") as office:
        bare = databases.prepare(office.admin_url, "bare").migrator_url
        raw.prepare(bare)
        stock = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.stock"],
            env={**os.environ, "AMQP_URI": office.amqp_uri, "RAW_URL": bare},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
        )
        try:
            assert stock.stdout is not None
            stock.stdout.readline()
            yield calls_of(office)
        finally:
            stock.send_signal(signal.SIGTERM)
            stock.wait()


def calls_of(office: Office) -> Bench:
    token = office.people.token("gardener", "gardener")
    client = Client(office.amqp_uri, token, 30)
    beds = [client.command("garden", "plant_bed", {"plant": "beans", "gardener": "Mou"})["id"] for _ in range(BEDS)]
    client.close()
    water = Calls(office.amqp_uri, token, "garden", "water_bed", [{"bed_id": bed, "litres": 1} for bed in beds])
    echo = replace(water, service="stock", method="echo", payloads=[FILL])
    return Bench(office, water, echo, replace(echo, method="insert"))
