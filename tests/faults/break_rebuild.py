"""A read store is rebuilt while the garden is watered."""

import threading
from contextlib import closing
from typing import Any

from shared import log
from shared.database import connect
from shared.ids import new_id
from shared.log import Origin
from shared.rebuild import rebuild
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.open_village import open_village, prove, settle
from tests.kernel.conftest import Village
from tests.kernel.garden import GARDEN, BedPlanted, BedWatered
from tests.waiting import until

EFFECTS = "SELECT count(*) FROM log.facts WHERE name = 'HarvestOffered'"
BEDS = 200


@fault("F15", "a read store rebuilt under writes")
def rebuild_under_writes(run: Run) -> Counts:
    """Queries never find it empty; what is swapped in is the fold; no command and no message is given again."""
    count = run.size(100_000, 500)
    with open_village(run) as village:
        fill(village, count)
        finished = threading.Event()
        seen: list[int] = []
        written: list[int] = []
        threads = [
            threading.Thread(target=look, args=(village, finished, seen)),
            threading.Thread(target=write, args=(village, finished, written)),
        ]
        for thread in threads:
            thread.start()
        try:
            until(lambda: seen and written)
            reached = rebuild_garden(village)
        finally:
            finished.set()
            for thread in threads:
                thread.join()
        settle(village, 300)
        hold("reads were never empty", min(seen) == BEDS, min(seen))
        hold("writes went on", len(written) > 1, len(written))
        told, acted = effects(village)
        hold("no effect fired again", told == acted, f"{told} waterings, {acted} offers")
        prove(village)
        return {"facts": count, "rebuilt to": reached, "reads meanwhile": len(seen), "writes meanwhile": len(written)}


def fill(village: Village, count: int) -> None:
    """So many facts in 200 streams, straight into the log, and in the read store."""
    beds = [new_id() for _ in range(BEDS)]
    origin = Origin("gardener-1", new_id(), None)
    with connect(village.office.databases["garden"].application_url) as db:
        for at, bed in enumerate(beds):
            waterings = count // BEDS - 1 + (at < count % BEDS)
            facts: list[Any] = [BedPlanted(bed_id=bed, plant="beans")]
            facts += [BedWatered(bed_id=bed, litres=1 + number % 9) for number in range(waterings)]
            for start in range(0, len(facts), 100):
                encoded = [GARDEN.facts.encode(fact, f"bed-{bed}") for fact in facts[start : start + 100]]
                log.append(db, f"bed-{bed}", start, encoded, origin, new_id(), "")
    settle(village, 600)


def look(village: Village, finished: threading.Event, seen: list[int]) -> None:
    """Count the beds, again and again, as a query does."""
    with connect(village.office.databases["garden"].application_url) as db:
        while not finished.is_set():
            seen.append(db.execute("SELECT count(*) FROM beds").fetchall()[0][0])
            finished.wait(0.005)


def write(village: Village, finished: threading.Event, written: list[int]) -> None:
    """Water, one command after the other."""
    with connect(village.office.databases["garden"].application_url) as db:
        streams = [row[0] for row in db.execute("SELECT DISTINCT stream FROM log.facts WHERE name = 'BedPlanted'")]
        while not finished.is_set():
            bed = streams[len(written) % len(streams)].removeprefix("bed-")
            written.append(village.water(bed, 1)["position"])


def rebuild_garden(village: Village) -> int:
    database = village.office.databases["garden"]
    with closing(village.office.keyring("garden")) as keyring:
        return rebuild(GARDEN.under(keyring), database.migrator_url, database.application_role)


def effects(village: Village) -> tuple[int, int]:
    """Waterings in the garden's log, and what the market did for them."""
    with connect(village.office.databases["garden"].application_url) as db:
        watered = db.execute("SELECT count(*) FROM log.facts WHERE name = 'BedWatered'").fetchall()[0][0]
    with connect(village.office.databases["market"].application_url) as db:
        return watered, db.execute(EFFECTS).fetchall()[0][0]
