"""Service processes are killed, or ended in order, while the office works."""

import time

from deploy.local.office import Office, is_ready
from tests.faults.fault import Counts, Run, fault
from tests.faults.ledger import Ledger
from tests.faults.load import Load, prove
from tests.waiting import until

EVERY_SECONDS = 2
READY_WITHIN_SECONDS = 8.0


def open_office(run: Run, replicas: int = 1) -> Office:
    """The five services on servers of their own; to be entered."""
    office = Office(run.home / "office", prefix="faults", admin_url="", amqp_uri="")
    office.open()
    for name in office.counters:
        for _ in range(replicas - 1):
            office.start_service(name)
    office.wait_until_ready()
    return office


@fault("F1", "kill -9 of a random service every 2 s, two replicas of each")
def kill_services(run: Run) -> Counts:
    """Nothing is lost, doubled or out of order; each is ready again in seconds."""
    kills, slowest = run.size(60, least=2), 0.0
    office = open_office(run, replicas=2)
    try:
        ledger = Ledger(run.home / "ledger.jsonl")
        load = Load(office, ledger, run.seed, run.size(20_000)).start()
        done = 0
        while done < kills or not load.is_done():
            begun = time.monotonic()
            slowest = max(slowest, kill_one(run, office))
            done += 1
            time.sleep(max(0.0, begun + EVERY_SECONDS - time.monotonic()))
            if load.is_done() and done >= kills:
                break
        load.finish()
        prove(office, ledger)
        run.hold_speed("ready again in time", slowest < READY_WITHIN_SECONDS, f"{slowest:.1f} s")
        return {
            "commands": ledger.count,
            "kills": done,
            "retries": load.retries,
            "slowest to be ready": f"{slowest:.1f} s",
            "longest silence": f"{load.longest_silence():.1f} s",
        }
    finally:
        office.close()


def kill_one(run: Run, office: Office) -> float:
    """Kill a process, start another; gives the seconds until that one is ready."""
    name = run.random.choice(sorted(office.running))
    office.end_service(name, run.random.choice(office.running[name]), kill=True)
    begun = time.monotonic()
    heir = office.start_service(name)
    until(lambda: is_ready(heir.http), 60)
    return time.monotonic() - begun
