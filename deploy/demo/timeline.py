"""The day as it happens: who did what, which fact travelled to which service, and how long it took."""

import statistics
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from rich.console import Console
from rich.table import Table

from deploy.demo.case import Person, Step
from deploy.local.databases import Database
from shared.times import OFFICE_ZONE, now

MOST_ROWS = 14
HEARD = """
SELECT position, id, name, source, recorded_at FROM log.all_facts
WHERE source IS NOT NULL AND position > %s ORDER BY position
"""
TOLD_AT = "SELECT recorded_at FROM log.all_facts WHERE id = %s"


class Timeline:
    """Prints lines from the player and from a thread that watches the five logs."""

    def __init__(self, console: Console, databases: Mapping[str, Database]) -> None:
        self._console, self._databases = console, databases
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.travels: list[float] = []

    def __enter__(self) -> "Timeline":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        time.sleep(0.3)  # the last facts are still on their way
        self._stopping.set()
        self._thread.join()

    def done(self, person: Person, step: Step, seconds: float) -> None:
        self._line(
            f"[bold]{person.id}[/] [green]{step.service}.{step.method}[/] {step.say} [dim]{seconds * 1000:.0f} ms[/]"
        )

    def seen(self, person: Person, step: Step, seconds: float) -> None:
        self._line(
            f"[bold]{person.id}[/] [blue]{step.service}.{step.method}[/] {step.say} "
            f"[dim]after {seconds * 1000:.0f} ms[/]"
        )

    def refused(self, person: Person, step: Step, violations: Sequence[Mapping[str, Any]]) -> None:
        self._line(f"[bold]{person.id}[/] [red]{step.service}.{step.method} refused[/] {step.say}")
        for item in violations:
            self._console.print(
                f"           [red]{item['rule']}[/] {item['article']}: allowed {item['value']}, found {item['found']}; "
                f"[yellow]{item['mend']}[/]",
                highlight=False,
            )

    def travelled(self, name: str, source: str, listener: str, seconds: float) -> None:
        self.travels.append(seconds)
        self._console.print(
            f"           [cyan]{name}[/] [dim]{source} → {listener}, in its log after {seconds * 1000:.0f} ms[/]",
            highlight=False,
        )

    def median_travel(self) -> float:
        """Seconds from a fact's place in the teller's log to its place in the listener's; 0 if none travelled."""
        return statistics.median(self.travels) if self.travels else 0.0

    def _line(self, text: str) -> None:
        self._console.print(f"[dim]{now().astimezone(OFFICE_ZONE):%H:%M:%S}[/]  {text}", highlight=False)

    def _watch(self) -> None:
        links = {
            name: psycopg.connect(database.migrator_url, autocommit=True) for name, database in self._databases.items()
        }
        seen = dict.fromkeys(links, 0)
        while not self._stopping.wait(0.02):
            for listener, link in links.items():
                for position, id_, name, source, heard_at in link.execute(HEARD, (seen[listener],)).fetchall():
                    seen[listener] = position
                    told_at = self._told_at(links[source], id_)
                    self.travelled(name, source, listener, (heard_at - told_at).total_seconds())
        for link in links.values():
            link.close()

    @staticmethod
    def _told_at(link: psycopg.Connection[Any], id_: UUID) -> datetime:
        row = link.execute(TOLD_AT, (id_,)).fetchone()
        assert row is not None
        told: datetime = row[0]
        return told


def show_table(console: Console, title: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> None:
    """The first rows as a table; of the columns those named, else the first few that hold anything."""
    if not rows:
        console.print(f"[bold]{title}[/]: nothing yet")
        return
    filled = [name for name in rows[0] if any(row.get(name) not in (None, [], {}) for row in rows)]
    names = list(columns) or filled[:7]
    table = Table(*names, title=title, title_justify="left", show_lines=False)
    for row in rows[:MOST_ROWS]:
        table.add_row(*(_short(row.get(name)) for name in names))
    if len(rows) > MOST_ROWS:
        table.caption = f"and {len(rows) - MOST_ROWS} more"
    console.print(table)


def _short(value: Any) -> str:
    match value:
        case {"zh": zh, "en": en}:
            return f"{zh} {en}"
        case dict() | list():
            return f"{len(value)} items"
        case None:
            return ""
        case _:
            return str(value)[:40]
