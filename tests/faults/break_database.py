"""PostgreSQL is killed, and its backends end at random, while the office works."""

import random
import time
from contextlib import suppress

import psycopg

from deploy.local.office import Office
from tests.faults.break_services import open_office
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.ledger import Ledger
from tests.faults.load import Load, prove
from tests.waiting import until

HEALED_WITHIN_SECONDS = 5.0


@fault("F3", "kill -9 of PostgreSQL, and backends ended at random")
def break_database(run: Run) -> Counts:
    """No acknowledged command is lost; commands are answered again seconds after the server is back."""
    kills, seconds = run.size(5), run.size(180, least=5)
    office = open_office(run)
    try:
        ledger = Ledger(run.home / "ledger.jsonl")
        load = Load(office, ledger, run.seed, 10**9, pace=0.005).start()
        healed = [lose_database(office, load) for _ in range(kills)]
        ended = end_backends(office, run.random, seconds)
        load.commands = max(run.size(10_000), ledger.count)
        load.finish()
        prove(office, ledger)
        hold("heals in time", max(healed) < HEALED_WITHIN_SECONDS, f"{max(healed):.1f} s")
        return {
            "commands": ledger.count,
            "kills": kills,
            "backends ended": ended,
            "retries": load.retries,
            "slowest to heal": f"{max(healed):.1f} s",
        }
    finally:
        office.close()


def lose_database(office: Office, load: Load) -> float:
    """Gives the seconds from the server's return until the next command is answered."""
    assert office.database_server is not None
    until(lambda: load.answered_at and time.monotonic() - load.answered_at[-1] < 1, 60)
    time.sleep(1)
    office.database_server.kill()
    office.database_server.start()
    begun = time.monotonic()
    until(lambda: load.answered_at[-1] > begun or load.failures, 60)
    return load.answered_at[-1] - begun


def end_backends(office: Office, choice: random.Random, seconds: int) -> int:
    """End one of the services' backends every fifth of a second; gives how many."""
    ended, until_then = 0, time.monotonic() + seconds
    with psycopg.connect(office.admin_url, autocommit=True) as admin:
        while time.monotonic() < until_then:
            with suppress(psycopg.Error):
                pids = admin.execute(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = 'waishi' AND pid <> pg_backend_pid()"
                ).fetchall()
                if pids:
                    admin.execute("SELECT pg_terminate_backend(%s)", choice.choice(pids))
                    ended += 1
            time.sleep(0.2)
    return ended
