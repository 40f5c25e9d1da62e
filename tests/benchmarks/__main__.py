"""Runs the benchmark: `make bench`, or `make bench ROW=append,calls SIZE=0.2 ROUNDS=5`.

Prints a table of what was reached beside the targets, and keeps it under `.bench/` as JSON with every round, and as a
chart. No figure means anything but in its ratio to what was measured beside it.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import structlog
from rich.console import Console
from rich.table import Table

from shared.times import now
from tests.benchmarks.chart import draw
from tests.benchmarks.row import HOLDS_BACK, ROWS, Figure, Run, machine

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / ".bench"
TRIED = "shared/decisions/0011-what-a-command-costs.md"
COLUMNS = ("row", "what", "ours", "beside", "ratio", "target", "")
console = Console(width=None if sys.stdout.isatty() else 180)


def load() -> None:
    """Import every module of rows: those named after what they measure."""
    for path in sorted(HERE.glob("measure_*.py")):
        import_module(f"tests.benchmarks.{path.stem}")


def measure(name: str, size: float, rounds: int) -> Sequence[Figure]:
    """One row, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix=f"waishi-{name}-", ignore_cleanup_errors=True) as home:
        run = Run(Path(home), size, rounds, say=lambda line: console.print(f"  [dim]{line}[/]"))
        return ROWS[name](run)


def table_of(rows: dict[str, Sequence[Figure]], title: str) -> Table:
    """Each figure beside what it is measured by."""
    table = Table(*COLUMNS, title=title)
    for name, figures in rows.items():
        for number, figure in enumerate(figures):
            table.add_row(name if number == 0 else "", *cells_of(figure))
    return table


def cells_of(figure: Figure) -> tuple[str, ...]:
    beside = ", ".join(f"{name} {shown(value)}" for name, value in figure.beside.items())
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    target = "" if figure.target is None else f"{'at most' if figure.at_most else 'at least'} {figure.target:g}"
    verdict = {True: "[green]reached[/]", False: f"[red]{figure.short}[/]", None: ""}[figure.reached]
    return figure.what, f"{shown(figure.ours)} {figure.unit}", beside, ratio, target, verdict


def shown(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.2f}"


def keep(rows: dict[str, Sequence[Figure]], size: float, rounds: int) -> Path:
    """Write all of it down; gives the file's path without its ending."""
    KEPT.mkdir(exist_ok=True)
    at = now()
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    path = KEPT / f"{at:%Y%m%d-%H%M%S}-{commit}"
    head = {"commit": commit, "at": at.isoformat(), "size": size, "rounds": rounds, "machine": machine()}
    found = {name: [asdict(figure) for figure in figures] for name, figures in rows.items()}
    path.with_suffix(".json").write_text(json.dumps({**head, "rows": found}, indent=1) + "\n")
    draw(rows, f"commit {commit}, {os.cpu_count()} processors", path.with_suffix(".svg"))
    return path


def main() -> int:
    load()
    chosen = [name for name in os.environ.get("ROW", "").split(",") if name] or list(ROWS)
    if unknown := [name for name in chosen if name not in ROWS]:
        console.print(f"there is no row {', '.join(unknown)}; there are {', '.join(ROWS)}")
        return 2
    size, rounds = float(os.environ.get("SIZE") or 1.0), int(os.environ.get("ROUNDS") or 3)
    rows: dict[str, Sequence[Figure]] = {}
    for name in chosen:
        console.print(f"[bold]{name}[/]")
        begun = time.monotonic()
        rows[name] = measure(name, size, rounds)
        console.print(f"  [dim]{time.monotonic() - begun:.0f} s[/]")
    console.print(table_of(rows, f"size {size}, {rounds} rounds, medians"))
    for name, figures in rows.items():
        if any(figure.short for figure in figures):
            console.print(f"[bold]{name}[/] {HOLDS_BACK[name]}")
    console.print(f"what was tried, and what it brought: {TRIED}")
    console.print(f"kept in {keep(rows, size, rounds)}.json and .svg")
    return 0


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    sys.exit(main())
