"""Runs the fault matrix: `make faults`, or `make faults ONLY=F1,F4 SEED=7 SCALE=0.1`.

Prints the table and keeps it under `.faults/`, as JSON and Markdown, each row with seed, commit, seconds and counts.
Exit code 1 if a promise did not hold.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import traceback
from datetime import datetime
from importlib import import_module
from pathlib import Path
from secrets import randbelow
from typing import Any

import structlog
from rich.console import Console
from rich.table import Table

from shared.times import now
from tests.faults.fault import MATRIX, Broken, Fault, Run

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / ".faults"
COLUMNS = ("fault", "what", "outcome", "seed", "seconds", "counts")
console = Console()


def load() -> None:
    """Import every module of faults: those named after what they break."""
    for path in sorted(HERE.glob("break_*.py")):
        import_module(f"tests.faults.{path.stem}")


def run_one(fault: Fault, seed: int, scale: float) -> dict[str, Any]:
    """Run one fault in a folder of its own; gives its row."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"waishi-{fault.id}-", ignore_cleanup_errors=True) as folder:
        run = Run(seed, Path(folder), scale, say=lambda line: console.print(f"  [dim]{line}[/]"))
        try:
            counts, outcome = dict(fault.run(run)), "held"
        except Broken as broken:
            counts, outcome = {"broken": str(broken)}, "BROKEN"
        except Exception as error:
            traceback.print_exc()
            counts, outcome = {"error": f"{type(error).__name__}: {error}"}, "FAILED"
    seconds = round(time.monotonic() - started, 1)
    return {"fault": fault.id, "what": fault.what, "outcome": outcome, "seed": seed, "seconds": seconds,
            "counts": counts}  # fmt: skip


def keep(rows: list[dict[str, Any]], commit: str, scale: float, at: datetime) -> Path:
    """Write the table down; gives the file's path without its ending."""
    KEPT.mkdir(exist_ok=True)
    path = KEPT / f"{at:%Y%m%d-%H%M%S}-{commit}"
    head = {"commit": commit, "at": at.isoformat(), "scale": scale, "processors": os.cpu_count()}
    path.with_suffix(".json").write_text(json.dumps({**head, "rows": rows}, indent=1, ensure_ascii=False) + "\n")
    lines = [f"Commit {commit}, {at:%Y-%m-%d %H:%M} UTC, scale {scale}, {os.cpu_count()} processors", ""]
    lines += ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    lines += ["| " + " | ".join(_cell(row[column]) for column in COLUMNS) + " |" for row in rows]
    path.with_suffix(".md").write_text("\n".join(lines) + "\n")
    return path


def _cell(item: Any) -> str:
    if isinstance(item, dict):
        return ", ".join(f"{name} {value}" for name, value in item.items())
    return str(item)


def main() -> int:
    load()
    only = [name for name in os.environ.get("ONLY", "").split(",") if name]
    if unknown := [name for name in only if name not in MATRIX]:
        console.print(f"there is no fault {', '.join(unknown)}; there are {', '.join(sorted(MATRIX))}")
        return 2
    scale = float(os.environ.get("SCALE") or 1.0)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    at, rows = now(), []
    for name in only or sorted(MATRIX, key=lambda name: int(name[1:])):
        seed = int(os.environ.get("SEED") or randbelow(10**6))
        console.print(f"[bold]{name}[/] {MATRIX[name].what} [dim](seed {seed})[/]")
        rows.append(run_one(MATRIX[name], seed, scale))
        console.print(f"  {rows[-1]['outcome']} in {rows[-1]['seconds']} s: {_cell(rows[-1]['counts'])}")
        keep(rows, commit, scale, at)
    table = Table(*COLUMNS, title=f"commit {commit}, scale {scale}")
    for row in rows:
        table.add_row(*(_cell(row[column]) for column in COLUMNS))
    console.print(table)
    console.print(f"kept in {keep(rows, commit, scale, at)}.md and .json")
    return 0 if all(row["outcome"] == "held" for row in rows) else 1


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    sys.exit(main())
