"""A row of the benchmark: what is measured beside the limit, and beside what people would pick instead, in one run."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Run:
    """One run of one row: `size` 1.0 is sized so that the whole table ends in about five minutes on two cores."""

    home: Path
    size: float = 1.0
    rounds: int = 3
    say: Callable[[str], None] = print

    def count(self, full: int, least: int = 1) -> int:
        """So many, scaled."""
        return max(least, round(full * self.size))

    def seconds(self, full: float) -> float:
        """So long, scaled; never less than half a second."""
        return max(0.5, full * self.size)


@dataclass(frozen=True)
class Figure:
    """One line: what was reached, and beside what. `target` is what `ratio` is to be: at least, or at most."""

    what: str
    unit: str
    ours: float
    beside: Mapping[str, float]
    ratio: float | None = None
    target: float | None = None
    at_most: bool = False
    rounds: Mapping[str, Sequence[float]] | None = None

    @property
    def reached(self) -> bool | None:
        """None where nothing was aimed at."""
        if self.ratio is None or self.target is None:
            return None
        return self.ratio <= self.target if self.at_most else self.ratio >= self.target

    @property
    def short(self) -> str:
        """By how much the target was missed, as a part of it."""
        if self.reached in (True, None):
            return ""
        assert self.ratio is not None
        assert self.target is not None
        return f"{abs(self.ratio - self.target) / self.target:.0%} short"


ROWS: dict[str, Callable[[Run], Sequence[Figure]]] = {}
HOLDS_BACK: dict[str, str] = {}
"""By row: what keeps it from a target that it misses, as the profile says."""


def row(
    name: str, holds_back: str = ""
) -> Callable[[Callable[[Run], Sequence[Figure]]], Callable[[Run], Sequence[Figure]]]:
    """Enters a function in the table. It starts its own servers in `run.home` and ends them. `holds_back` is shown
    where a target is missed."""

    def enter(measure: Callable[[Run], Sequence[Figure]]) -> Callable[[Run], Sequence[Figure]]:
        ROWS[name], HOLDS_BACK[name] = measure, holds_back
        return measure

    return enter


Measure = Callable[[], float]


def interleave(rounds: int, measures: Mapping[str, Measure]) -> dict[str, list[float]]:
    """Each measured once a round, in turns, so that what the machine does besides falls on all of them; every second
    round goes backwards."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for number in range(rounds):
        for name, measure in [*measures.items()][:: -1 if number % 2 else 1]:
            found[name].append(measure())
    return found


def compared(
    what: str, unit: str, found: Mapping[str, Sequence[float]], limit: str, target: float | None, at_most: bool = False
) -> Figure:
    """Medians of what was found under `ours` and the others; the ratio is to `limit`, taken round by round."""
    ratio = statistics.median(ours / other for ours, other in zip(found["ours"], found[limit], strict=True))
    medians = {name: statistics.median(rounds) for name, rounds in found.items()}
    ours = medians.pop("ours")
    return Figure(what, unit, ours, medians, ratio, target, at_most, found)


def percentile(found: Sequence[float], part: float) -> float:
    """The value below which that part of them lies."""
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def machine() -> dict[str, Any]:
    """What it ran on, and with what."""
    import os
    import platform
    from importlib.metadata import version

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    libraries = ("psycopg", "nameko", "kombu", "eventlet", "marshmallow", "eventsourcing")
    return {
        "processors": os.cpu_count(),
        "memory MB": memory,
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        **{name: version(name) for name in libraries},
    }
