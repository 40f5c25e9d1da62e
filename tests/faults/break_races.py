"""Many write to the same stream at the same moment."""

import threading
from collections import Counter
from typing import Any

from shared.client import Client
from shared.errors import Declined
from shared.ids import new_id
from tests.faults.fault import Counts, Run, fault, hold
from tests.faults.parallel import in_threads
from tests.faults.village import database_of, number, open_village

RACERS = 16
WATERED = "SELECT count(*) FROM log.facts WHERE stream = %s AND name = 'BedWatered'"


@fault("F11", "16 racers on one stream, all from the same version")
def race(run: Run) -> Counts:
    """In each round exactly one wins, and the others are told which version they met."""
    rounds = run.size(1000, 5)
    with open_village(run, garden=2) as village:
        bed = village.plant()
        winners: list[int] = [0] * rounds
        losers: Counter[str] = Counter()
        moment = threading.Barrier(RACERS)
        versions = [2]  # after the planting: two facts

        def racer() -> None:
            client = Client(village.office.amqp_uri, village.office.people.token("racer", "gardener"), timeout=30)
            for at in range(rounds):
                moment.wait(60)
                version = versions[0]
                moment.wait(60)
                receipt = once(client, bed, version, losers)
                if receipt is not None:
                    winners[at] += 1
                    versions[0] = receipt["version"]
            client.close()

        in_threads([racer] * RACERS)
        hold("exactly one winner in each round", winners == [1] * rounds, Counter(winners))
        hold("each loser was told of a conflict", dict(losers) == {"conflict": rounds * (RACERS - 1)}, dict(losers))
        with database_of(village, "garden") as garden:
            found = number(garden, WATERED, f"bed-{bed}")
        hold("one fact a round", found == rounds, found)
    return {"rounds": rounds, "racers": RACERS, "winners": sum(winners), "conflicts": losers["conflict"]}


def once(client: Client, bed: str, version: int, losers: Counter[str]) -> Any:
    """One try from that version; the receipt, or None."""
    try:
        return client.command("garden", "water_bed", {"bed_id": bed, "litres": 1}, new_id(), version)
    except Declined as error:
        losers[error.name] += 1
        return None
