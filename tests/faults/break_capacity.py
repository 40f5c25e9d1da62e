"""Restarts under load, more load than there is room for, one slow listener, and a long steady day."""

import os
import threading
import time
from statistics import median, quantiles
from typing import Any

import psycopg

from deploy.local.office import Office, is_ready
from shared import errors
from shared.client import Client
from shared.database import connect
from shared.ids import new_id
from tests.faults.break_services import open_office
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.ledger import Ledger
from tests.faults.load import Load, prove
from tests.waiting import until

DRAINED_WITHIN_SECONDS = 10.0


@fault("F14", "rolling restart by SIGTERM under load, two replicas")
def roll(run: Run) -> Counts:
    """No call fails after one retry; each process has drained and ended in time."""
    rounds, slowest = run.size(3), 0.0
    office = open_office(run, replicas=2)
    try:
        ledger = Ledger(run.home / "ledger.jsonl")
        load = Load(office, ledger, run.seed, 10**9, pace=0.01).start()
        for _ in range(rounds):
            for name in sorted(office.counters):
                for process in [*office.running[name]]:
                    heir = office.start_service(name)
                    until(lambda heir=heir: is_ready(heir.http), 60)
                    begun = time.monotonic()
                    office.end_service(name, process)
                    slowest = max(slowest, time.monotonic() - begun)
        load.commands = ledger.count
        load.finish()
        prove(office, ledger)
        hold("drained in time", slowest < DRAINED_WITHIN_SECONDS, f"{slowest:.1f} s")
        hold("no call fails after one retry", load.most_tries <= 2, load.most_tries)
        restarts = rounds * 2 * len(office.counters)
        return {"restarts": restarts, "commands": ledger.count, "retries": load.retries,
                "most tries of a call": load.most_tries, "slowest to drain": f"{slowest:.1f} s"}  # fmt: skip
    finally:
        office.close()


@fault("F20", "five times the load it can take")
def overload(run: Run) -> Counts:
    """Typed refusals, most of the throughput kept, and back to normal soon after."""
    seconds = run.size(60, least=10)
    office = open_office(run)
    try:
        peak, calm = hammer(office, callers=8, seconds=seconds / 3)
        kept, pressed = hammer(office, callers=40, seconds=seconds)
        after, again = hammer(office, callers=8, seconds=10)
        strange = {name for found in (calm, pressed, again) for name in found.outcomes} - {
            "done",
            "unavailable",
            "late",
        }
        hold("refusals are typed", not strange, strange)
        hold("80 % of the peak is kept", kept >= 0.8 * peak, f"{kept:.0f} of {peak:.0f} calls/s")
        hold("normal soon after", after >= 0.8 * peak, f"{after:.0f} of {peak:.0f} calls/s")
        hold("no call hangs for more than 30 s", max(pressed.seconds) < 30, f"{max(pressed.seconds):.1f} s")
        refused = pressed.outcomes.get("unavailable", 0)
        rates = {"calls/s at peak": round(peak), "at five times": round(kept), "after": round(after)}
        return {**rates, "refused": refused, "p99": f"{p99(pressed.seconds):.2f} s"}
    finally:
        office.close()


class Found:
    """Outcomes by name, and the seconds of each call."""

    def __init__(self) -> None:
        self.outcomes: dict[str, int] = {}
        self.seconds: list[float] = []


def hammer(office: Office, callers: int, seconds: float) -> tuple[float, Found]:
    """So many callers raise alerts as fast as they can; gives calls done a second, and what was answered."""
    found, lock, stop_at = Found(), threading.Lock(), time.monotonic() + seconds

    def call() -> None:
        client = Client(office.uri_of("caller"), office.people.token("he", "consular_officer"), 10)
        while time.monotonic() < stop_at:
            begun, outcome = time.monotonic(), "done"
            try:
                client.command("consular", "raise_alert", alert())
            except errors.Declined as error:
                outcome = error.name
            with lock:
                found.outcomes[outcome] = found.outcomes.get(outcome, 0) + 1
                found.seconds.append(time.monotonic() - begun)
        client.close()

    threads = [threading.Thread(target=call) for _ in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found.outcomes.get("done", 0) / seconds, found


def alert() -> dict[str, Any]:
    return {"alert_id": str(new_id()), "country": "GR", "region": "Attica", "colour": "blue", "summary": "heat",
            "issued_on": "2026-11-23", "source": "cs.mfa.gov.cn"}  # fmt: skip


def p99(seconds: list[float]) -> float:
    return quantiles(seconds, n=100)[98]


@fault("F9", "one listener takes 500 ms a message")
def slow_listener(run: Run) -> Counts:
    """The others don't notice, its queue stays bounded, and its lag is told."""
    seconds = run.size(60, least=10)
    office = open_office(run)
    try:
        ledger = Ledger(run.home / "ledger.jsonl")
        calm = travels(office, ledger, run, seconds)
        for process in [*office.running["consular"]]:
            office.end_service("consular", process)
        office.start_service("consular", {"FAILPOINT": "before_hearing~0.5"})
        office.wait_until_ready()
        pressed = travels(office, ledger, run, seconds)
        behind = told(office) - heard(office, "consular")
        hold("the others' p99 is at most 1.2 times", p99(pressed) <= 1.2 * p99(calm), f"{p99(pressed)} of {p99(calm)}")
        hold("its lag is told", behind > 0, behind)
        for process in [*office.running["consular"]]:
            office.end_service("consular", process)
        office.start_service("consular")
        office.wait_until_ready()
        prove(office, ledger)
        return {"p99 before": f"{p99(calm):.3f} s", "p99 beside it": f"{p99(pressed):.3f} s",
                "median beside it": f"{median(pressed):.3f} s", "behind at the end": behind}  # fmt: skip
    finally:
        office.close()


def lag(office: Office, name: str) -> Any:
    return Client(office.uri_of("caller"), office.people.token("o", "operator"), 5).ask(name, "lag")


def told(office: Office) -> int:
    return int(lag(office, "approvals")["told"])


def heard(office: Office, name: str) -> int:
    return int(lag(office, name)["heard"].get("approvals", 0))


def travels(office: Office, ledger: Ledger, run: Run, seconds: int) -> list[float]:
    """Seconds that approvals' facts took to reception's log, while the office works for so long."""
    before = heard(office, "reception")
    load = Load(office, ledger, run.random.randrange(10**6), 10**9, callers=2, pace=0.02).start()
    time.sleep(seconds)
    load.commands = ledger.count
    load.finish()
    until(lambda: heard(office, "reception") == told(office), 60)
    with connect(office.databases["reception"].reader_url) as db:
        at = dict(
            db.execute(
                "SELECT id, recorded_at FROM log.facts WHERE source = 'approvals' AND sequence > %s", (before,)
            ).fetchall()
        )
    with connect(office.databases["approvals"].reader_url) as db:
        begun = dict(db.execute("SELECT id, recorded_at FROM log.facts WHERE id = ANY(%s)", (list(at),)).fetchall())
    return [(at[key] - begun[key]).total_seconds() for key in at]


@fault("F19", "soak at a steady load")
def soak(run: Run) -> Counts:
    """Memory, descriptors and connections stay as they were once everything is warm."""
    seconds = run.size(900, least=60)
    office = open_office(run)
    try:
        ledger = Ledger(run.home / "ledger.jsonl")
        load = Load(office, ledger, run.seed, 10**9, callers=2, pace=0.05).start()
        samples: list[dict[str, float]] = []
        begun = time.monotonic()
        while time.monotonic() < begun + seconds:
            time.sleep(seconds / 30)
            samples.append(measure(office))
        load.commands = ledger.count
        load.finish()
        prove(office, ledger)
        early, late = samples[10:15], samples[-5:]
        growth = {
            name: median(s[name] for s in late) / max(median(s[name] for s in early), 1) - 1 for name in samples[0]
        }
        hold("flat within 5 %", all(value <= 0.05 for value in growth.values()), growth)
        return {
            "seconds": seconds,
            "commands": ledger.count,
            **{name: f"{value:+.1%}" for name, value in growth.items()},
        }
    finally:
        office.close()


def measure(office: Office) -> dict[str, float]:
    """Of all service processes together: resident memory in MB, descriptors, and connections to the database."""
    pids = [process.child.pid for found in office.running.values() for process in found]
    with psycopg.connect(office.admin_url) as db:
        row = db.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'waishi'").fetchone()
    return {
        "memory": sum(resident(pid) for pid in pids),
        "descriptors": float(sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in pids)),
        "connections": float(row[0] if row else 0),
    }


def resident(pid: int) -> float:
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
