"""Processes die at the worst places, and racers meet on one stream."""

import os
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any
from uuid import UUID

from deploy.local import databases, postgres
from shared import errors
from shared.database import connect
from shared.ids import new_id
from shared.migrate import migrate
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.ledger import Ledger
from tests.faults.open_village import give, open_village, prove, settle
from tests.kernel.conftest import Village
from tests.kernel.garden import GARDEN, PlantBed, WaterBed
from tests.keys import OpenKeys
from tests.waiting import until

RACERS = 16
SEEDS = 20
PLACES = {
    "after_append": "garden",
    "before_publish": "garden",
    "after_publish": "garden",
    "before_checkpoint_tell": "garden",
    "before_checkpoint_project": "garden",
    "before_checkpoint_react": "market",
    "before_checkpoint_clock": "garden",
    "before_checkpoint_seal": "market",
    "after_receive": "market",
    "before_acknowledge": "market",
}
IN_REBUILD = ("in_rebuild", "before_swap", "after_swap")


@fault("F11", "16 racers on one stream")
def race(run: Run) -> Counts:
    """All decide upon the same version: each round has one winner, and the others are told so."""
    rounds = run.size(1000)
    server = postgres.start(run.home / "postgres")
    try:
        database = databases.prepare(server.url, "race")
        migrate(database.migrator_url, GARDEN.home, database.application_role)
        bed = new_id()
        with connect(database.application_url) as db:
            give(db, PlantBed(bed_id=bed, plant="beans", gardener="张三"), service=GARDEN.under(OpenKeys()))
        wins: list[int] = [0] * rounds
        start, lock = threading.Barrier(RACERS), threading.Lock()

        def racer() -> None:
            with connect(database.application_url) as db:
                for number in range(rounds):
                    start.wait()
                    with suppress(errors.Conflict):
                        give(db, WaterBed(bed_id=bed, litres=1), expected_version=2 + number)
                        with lock:
                            wins[number] += 1
                    start.wait()

        racers = [threading.Thread(target=racer) for _ in range(RACERS)]
        for thread in racers:
            thread.start()
        for thread in racers:
            thread.join()
        hold("each round has one winner", wins == [1] * rounds, [number for number in wins if number != 1][:5])
        return {"rounds": rounds, "racers": RACERS, "winners": sum(wins)}
    finally:
        server.stop()


@fault("F12", "kill at each named place")
def kill_at_places(run: Run) -> Counts:
    """The seed says at which visit of the place it dies; what was given before and after is there once."""
    everywhere = [place for place in (*PLACES, *IN_REBUILD) for _ in range(SEEDS)]
    trials = run.random.sample(everywhere, run.size(len(everywhere)))
    with open_village(run, timeout=1.5) as village:  # a dead process answers nothing: the call is given again
        ledger = Ledger(run.home / "ledger.jsonl")
        caller = Caller(village, ledger, [UUID(village.plant()) for _ in range(5)])
        for place in trials:
            if place in IN_REBUILD:
                die_in_rebuild(run, caller, place)
            else:
                die_at(run, caller, place, PLACES[place])
        settle(village)
        prove(village, ledger)
        return {"places": len(set(trials)), "deaths": len(trials), "commands": ledger.count}


class Caller:
    """Gives commands until each is answered, and keeps the book."""

    def __init__(self, village: Village, ledger: Ledger, beds: list[UUID]) -> None:
        self.village, self.ledger, self.beds = village, ledger, beds

    def give(self, run: Run) -> None:
        """One command, given again under the same id until there is an answer."""
        bed, key = str(run.random.choice(self.beds)), new_id()
        litres = run.random.randint(1, 9)
        receipt = until(lambda: self._try(bed, litres, key), 60)
        self.ledger.acknowledged("garden", key, receipt)

    def _try(self, bed: str, litres: int, key: UUID) -> Any:
        with suppress(errors.Unavailable):
            return self.village.water(bed, litres, command_id=key)
        return None


def die_at(run: Run, caller: Caller, place: str, name: str) -> None:
    """Have the service's only process die there, and give commands all the while."""
    office = caller.village.office
    for process in [*office.running[name]]:
        office.end_service(name, process, kill=True)
    doomed = office.start_service(name, {"FAILPOINT": f"{place}:{run.random.randint(1, 3)}"})
    heir = threading.Thread(target=succeed, args=(caller.village, name, doomed))
    heir.start()
    while heir.is_alive():
        caller.give(run)
    heir.join()


def succeed(village: Village, name: str, doomed: Any) -> None:
    """Start a process in place of the one that died."""
    until(lambda: not doomed.child.is_alive(), 60)
    village.office.end_service(name, doomed, kill=True)
    village.office.start_service(name)
    village.office.wait_until_ready()


def die_in_rebuild(run: Run, caller: Caller, place: str) -> None:
    """A rebuild dies there; the next one goes through, while commands come in."""
    for failpoint in (f"{place}:1", ""):
        rebuild = start_rebuild(caller.village, failpoint)
        while rebuild.poll() is None:
            caller.give(run)
        hold("a rebuild dies where it should, and the next goes through", (rebuild.returncode != 0) == bool(failpoint))


def start_rebuild(village: Village, failpoint: str) -> subprocess.Popen[bytes]:
    office = village.office
    environment = {
        **os.environ,
        "FAILPOINT": failpoint,
        "MIGRATOR_URL": office.databases["garden"].migrator_url,
        "APPLICATION_ROLE": office.databases["garden"].application_role,
        "KEYS_URL": office.keys["garden"].application_url,
        "MASTER_KEY": office.master_key,
    }
    command = [sys.executable, "-W", "ignore", "-m", "shared.rebuild", office.counters["garden"]]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
