"""`make demo`: opens an office, plays the case, shows what each service knows, and closes everything again."""

import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from rich.console import Console

from deploy.demo.case import BadCase, Case, read_case
from deploy.demo.play import Disappointed, Play
from deploy.demo.timeline import Timeline, show_table
from deploy.local import databases, topology
from deploy.local.office import SERVICES, Office

DAY = Path(__file__).with_name("day.yaml")


def main() -> int:
    """0 if the day went as the file says; 1 if not; 2 for a file that can't be played; 130 after Ctrl-C."""
    console = Console()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DAY
    try:
        case = read_case(path)
    except BadCase as error:
        console.print(f"[red]{path}: {error}[/]")
        return 2
    given = os.environ.get("AMQP_URI")
    if given and topology.occupied(given, list(SERVICES)):
        console.print("[red]an office is at work on the broker of AMQP_URI: give the demo a virtual host of its own[/]")
        return 1
    try:
        return run(case, console)
    except KeyboardInterrupt:
        console.print("stopped; nothing is left running")
        return 130


def run(case: Case, console: Console) -> int:
    """Play the case in an office of its own."""
    home = Path(tempfile.mkdtemp(prefix="waishi-demo-"))
    office = Office(home, prefix=f"waishi_demo_{uuid4().hex[:6]}", say=lambda line: console.print(f"[dim]{line}[/]"))
    started = time.monotonic()
    try:
        with office:
            console.print(
                f"[dim]the office is open after {time.monotonic() - started:.1f} s[/]\n\n[bold]{case.title}[/]"
            )
            return show(office, case, console)
    finally:
        clean_up(office, home)


def show(office: Office, case: Case, console: Console) -> int:
    with Timeline(console, office.databases) as timeline:
        play = Play(office, case, timeline)
        try:
            play.play()
        except Disappointed as error:
            console.print(f"[red]{error}[/]")
            return 1
    console.print("\n[bold]What each service knows now[/], from its own read store")
    for title, columns, rows in play.tables():
        show_table(console, title, rows, columns)
    console.print(
        f"\n{len(case.steps)} steps, {len(timeline.travels)} facts heard by other services, "
        f"median {timeline.median_travel() * 1000:.0f} ms from log to log\n"
        "Look next: `make up` keeps an office open, `./waishi --help` works with it, `make demo CASE=path` plays "
        "your own day;\n[bold]deploy/demo/day.yaml[/] is the file of this one, and README.md walks through one process."
    )
    return 0


def clean_up(office: Office, home: Path) -> None:
    """On servers that were given, remove what this run made; embedded ones go with their folder."""
    if os.environ.get("DATABASE_URL"):
        for name in office.counters:
            databases.drop(office.admin_url, f"{office.prefix}_{name}")
    if os.environ.get("AMQP_URI"):
        topology.remove(office.amqp_uri, list(office.counters))
    shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
