"""The crisis, in short: `make crisis` plays all of it."""

from collections.abc import Sequence

from tests.benchmarks.crisis.__main__ import play_crisis
from tests.benchmarks.row import Figure, Run, row

PEOPLE = 1000
SEED = 7


@row("crisis")
def measure_crisis(run: Run) -> Sequence[Figure]:
    """Check-ins of people abroad, 30 % repeated by relatives, at full rate: is any lost, doubled or mistaken?"""
    people = run.count(PEOPLE, least=200)
    play, found = play_crisis(people, SEED, replicas=1)
    held = sum(finding.ok for finding in found) / len(found)
    check_ins, searches = play.figures["check-ins"], play.figures["searches"]["search ms"]
    return [
        Figure(f"proofs that hold: none of {people:,} lost, doubled or mistaken", "", held, {}, held, 1.0),
        Figure("check-ins of one process", "/s", check_ins["a second"], {f"lag ms {name}": value for name, value in
               check_ins["lag ms"].items()}),
        Figure("a search meanwhile, p99", "ms", searches["p99"], {"p50": searches["p50"]}),
    ]  # fmt: skip
