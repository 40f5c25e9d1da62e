"""The network between the office and its servers breaks, in every way and without a word."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.local.office import Office
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.ledger import Ledger
from tests.faults.load import Load, prove
from tests.faults.wire import WAYS, Wire
from tests.waiting import until

BROKEN_SECONDS = 12.0
"""Longer than a caller waits, so that calls come again while nothing moves."""
HEALED_WITHIN_SECONDS = 60.0


@contextmanager
def behind_wires(run: Run) -> Iterator[tuple[Office, Wire, Wire]]:
    """The five services, which reach the database and the broker each over a wire; nothing else does."""
    office = Office(run.home / "office", prefix="faults", admin_url="", amqp_uri="")
    wires: list[Wire] = []
    try:
        office.start_servers()
        office.prepare_databases()
        assert office.database_server is not None
        assert office.broker is not None
        database, broker = Wire(office.database_server.port), Wire(office.broker.port)
        wires += [database, broker]
        for name in office.counters:
            office.start_service(
                name,
                {
                    "DATABASE_URL": database.through(office.databases[name].application_url),
                    "KEYS_URL": database.through(office.keys[name].application_url),
                    "AMQP_URI": broker.through(office.uri_of(name)),
                },
            )
        office.wait_until_ready()
        yield office, database, broker
    finally:
        for wire in wires:
            wire.mend()
        office.close()
        for wire in wires:
            wire.close()


@fault("F25", "the network to the broker or the database breaks in every way")
def break_network(run: Run) -> Counts:
    """No call hangs for more than 30 s, nothing acknowledged is lost, and all heals without hands."""
    with behind_wires(run) as (office, database, broker):
        ledger = Ledger(run.home / "ledger.jsonl")
        load = Load(office, ledger, run.seed, 10**9, pace=0.02, uri=broker.through(office.uri_of("caller"))).start()
        breaks = [(wire, way) for wire in (database, broker) for way in WAYS]
        run.random.shuffle(breaks)
        healed = []
        for wire, way in breaks:
            seconds = break_once(load, wire, way)
            run.say(f"{'database' if wire is database else 'broker'} {way}: healed in {seconds:.1f} s")
            healed.append(seconds)
        load.commands = ledger.count
        load.finish()
        prove(office, ledger)
        hold("heals in time", max(healed) < HEALED_WITHIN_SECONDS, f"{max(healed):.1f} s")
        return {
            "breaks": len(breaks),
            "commands": ledger.count,
            "retries": load.retries,
            "longest call": f"{load.longest_call:.1f} s",
            "slowest to heal": f"{max(healed):.1f} s",
        }


def break_once(load: Load, wire: Wire, way: str) -> float:
    """Gives the seconds from the mending until every caller has had an answer to a call given after it."""
    until(lambda: load.answered_at and time.monotonic() - load.answered_at[-1] < 1, 90)
    wire.break_it(way)
    time.sleep(BROKEN_SECONDS)
    wire.mend()
    mended = time.monotonic()
    until(lambda: load.failures or load.all_answered_since(mended), 90)
    return time.monotonic() - mended
