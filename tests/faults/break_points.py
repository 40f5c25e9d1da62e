"""A process dies at a named place, as a power cut would have it die there."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from deploy.local.office import is_ready
from shared import failpoint
from shared.errors import Declined
from shared.ids import new_id
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.village import database_of, number, open_village
from tests.kernel.conftest import Village
from tests.waiting import until

PLACES = {
    "after_append": "garden",
    "before_answer": "garden",
    "before_publish": "garden",
    "after_publish": "garden",
    "before_checkpoint_project": "garden",
    "before_checkpoint_react": "garden",
    "before_checkpoint_tell": "garden",
    "before_checkpoint_clock": "garden",
    "before_checkpoint_seal": "garden",
    "after_receive": "market",
    "before_acknowledge": "market",
    "in_rebuild": "rebuild",
    "before_swap": "rebuild",
    "after_swap": "rebuild",
}
REBUILD = """
import sys
from contextlib import closing
from shared.keys import Keyring
from shared.rebuild import rebuild
from tests.kernel.garden import GARDEN
migrator, application, keys, master = sys.argv[1:]
with closing(Keyring(keys, master)) as keyring:
    rebuild(GARDEN.under(keyring), migrator, application)
"""
LONG_AGO = "2026-01-01T00:00:00+08:00"


@dataclass
class Load:
    """What was acknowledged in one trial, by bed: litres in order, and how many harvests were planned."""

    village: Village
    litres: dict[str, list[int]]
    planned: dict[str, int]

    def plant(self, plant: str) -> str:
        bed = str(new_id())
        self.give("plant_bed", {"bed_id": bed, "plant": plant, "gardener": "张三"})
        self.litres[bed] = []
        self.planned[bed] = 0
        return bed

    def water(self, bed: str, litres: int) -> None:
        self.give("water_bed", {"bed_id": bed, "litres": litres})
        self.litres[bed].append(litres)

    def harvest(self, bed: str) -> None:
        self.give("plan_harvest", {"bed_id": bed, "due_at": LONG_AGO})
        self.planned[bed] += 1

    def give(self, method: str, payload: dict[str, Any]) -> None:
        """Until it is acknowledged, always under the same id: the process may be dead, and is then restarted."""
        key = new_id()

        def tried() -> bool:
            revive(self.village)
            with suppress(Declined):
                return bool(self.village.client.command("garden", method, payload, key))
            return False

        until(tried, within=60)


@fault("F12", "killed at every named place, at a visit that the seed chooses")
def kill_everywhere(run: Run) -> Counts:
    """Whatever died where: every acknowledged command has its one effect, in order, here and at the listener."""
    seeds = run.size(20, 1)
    return kill_at(run, list(PLACES), seeds)


def kill_at(run: Run, places: list[str], seeds: int) -> Counts:
    """So many trials at each of these places."""
    hold("every place is known", set(places) <= set(failpoint.PLACES))
    died = 0
    with open_village(run) as village:
        for place in places:
            for seed in range(seeds):
                random = Random(f"{run.seed} {place} {seed}")
                died += trial(village, place, random)
            run.say(f"{place}: {seeds} trials held")
    hold("the process died in each trial", died == len(places) * seeds, died)
    return {"places": len(places), "seeds": seeds, "deaths": died}


def trial(village: Village, place: str, random: Random) -> bool:
    """One death, and what must hold after it; says whether the process died at all."""
    name = PLACES[place]
    load = Load(village, {}, {})
    if name == "rebuild":
        some_load(load, random)
        died = rebuild(village, {"FAILPOINT": place}) < 0
        some_load(load, random)
        hold("a rebuild after the death succeeds", rebuild(village, {}) == 0)
    else:
        kill = f"{place}:{random.randint(1, 4)}"
        replace(village, name, {"FAILPOINT": kill})
        child = village.office.running[name][0].child
        until(lambda: dies_under(load, random, child.is_alive), within=60)
        died = True
        revive(village)
    some_load(load, random)
    settled(village, load)
    return died


def dies_under(load: Load, random: Random, is_alive: Callable[[], bool]) -> bool:
    if is_alive():
        some_load(load, random)
    return not is_alive()


def some_load(load: Load, random: Random) -> None:
    """A bed of beans and one of rice, watered in turn, with harvests planned in between."""
    beds = [load.plant("beans"), load.plant("rice")]
    for _ in range(random.randint(1, 5)):
        bed = random.choice(beds)
        load.water(bed, len(load.litres[bed]) + 1)
        if random.random() < 0.4:
            load.harvest(bed)
    load.harvest(beds[0])


def replace(village: Village, name: str, extra: dict[str, str]) -> None:
    """Another process in place of the one that runs; it may die before it is ready."""
    for process in [*village.office.running[name]]:
        village.office.end_service(name, process, kill=True)
    process = village.office.start_service(name, extra)
    until(lambda: is_ready(process.http) or not process.child.is_alive(), within=60)


def revive(village: Village) -> None:
    """A process in place of any that died."""
    for name in ("garden", "market"):
        if not village.office.running[name][0].child.is_alive():
            replace(village, name, {})


def rebuild(village: Village, extra: dict[str, str]) -> int:
    """Rebuild the garden's read store in a process of its own; gives its exit code."""
    database, office = village.office.databases["garden"], village.office
    arguments = [database.migrator_url, database.application_role, office.keys["garden"].application_url]
    command = [sys.executable, "-W", "ignore", "-c", REBUILD, *arguments, office.master_key]
    return subprocess.run(command, env={**os.environ, **extra}, stderr=subprocess.DEVNULL).returncode


def settled(village: Village, load: Load) -> None:
    """Wait until all came through, then hold what came against what was acknowledged."""
    ids = [UUID(bed) for bed in load.litres]
    with database_of(village, "garden") as garden, database_of(village, "market") as market:
        rice = {
            row[0]
            for row in garden.execute("SELECT bed_id FROM beds WHERE plant = 'rice' AND bed_id = ANY(%s)", (ids,))
        }
        waterings = sum(map(len, load.litres.values())) + len(rice)

        def came_through() -> bool:
            counted = "SELECT coalesce(sum({}), 0) FROM {} WHERE bed_id = ANY(%s)"
            return (
                number(garden, counted.format("waterings", "beds"), ids) >= waterings
                and number(garden, counted.format("late", "beds"), ids) >= sum(load.planned.values())
                and number(market, counted.format("offers", "offers"), ids) >= waterings
            )

        until(came_through, within=60)
        rows = garden.execute(
            "SELECT bed_id, litres, waterings, late FROM beds WHERE bed_id = ANY(%s)", (ids,)
        ).fetchall()
        heard = dict(market.execute("SELECT bed_id, order_heard FROM heard WHERE bed_id = ANY(%s)", (ids,)).fetchall())
        acted = dict(market.execute("SELECT bed_id, offers FROM offers WHERE bed_id = ANY(%s)", (ids,)).fetchall())
    for bed, litres, count, late in rows:
        given, own = load.litres[str(bed)], int(bed in rice)
        hold(
            "each watering once", (litres, count) == (sum(given) + 100 * own, len(given) + own), (litres, count, given)
        )
        hold("each harvest once", late == load.planned[str(bed)], late)
        order = heard.get(bed, [])
        hold("heard in order, once", [item for item in order if item != 100] == given, order)
        hold("acted on once", acted.get(bed, 0) == len(order), acted)
