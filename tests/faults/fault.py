"""A fault: what is broken on purpose, under which load, and what must hold all the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

Counts = Mapping[str, object]
"""What a run counted and measured, by name: shown in the table and kept in the file."""


class Broken(AssertionError):
    """A promise did not hold. The text says which, and what was found."""


@dataclass
class Run:
    """One run of one fault. The same seed gives the same choices; `scale` 1.0 is the matrix's own load. Where speed is
    not judged, as in the tests, figures of time are told and hold nothing up."""

    seed: int
    home: Path
    scale: float = 1.0
    say: Callable[[str], None] = print
    judges_speed: bool = True
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)

    def size(self, full: int, least: int = 1) -> int:
        """The matrix's figure, scaled; never below `least`."""
        return max(least, round(full * self.scale))

    def hold_speed(self, promise: str, holds: bool, found: Any = "") -> None:
        """As `hold`, for a promise about time."""
        hold(promise, holds or not self.judges_speed, found)


@dataclass(frozen=True)
class Fault:
    """A row of the matrix."""

    id: str
    what: str
    run: Callable[[Run], Counts]


MATRIX: dict[str, Fault] = {}


def fault(id: str, what: str) -> Callable[[Callable[[Run], Counts]], Callable[[Run], Counts]]:
    """Enters a function in the matrix. It starts its own servers and services in `run.home`, ends them, returns what
    it counted, and raises Broken where a promise did not hold."""

    def enter(run: Callable[[Run], Counts]) -> Callable[[Run], Counts]:
        MATRIX[id] = Fault(id, what, run)
        return run

    return enter


def hold(promise: str, holds: bool, found: Any = "") -> None:
    """Raises Broken unless it holds."""
    if not holds:
        raise Broken(f"{promise}; found {found}" if found != "" else promise)
