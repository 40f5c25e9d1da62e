"""The live display: a table that is drawn anew in a terminal, a line now and then elsewhere."""

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table

LINE_SECONDS = 5.0


class Display:
    """Shows the latest figures: `show` as often as one likes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, refresh_per_second=4, transient=True) if console.is_terminal else None
        self._last = 0.0

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if self._live:
            self._live.stop()

    def show(self, title: str, figures: Mapping[str, object]) -> None:
        if self._live:
            self._live.update(_table(title, figures))
        elif time.monotonic() > self._last + LINE_SECONDS:
            self._last = time.monotonic()
            self._console.print(f"  {title}: " + ", ".join(f"{name} {_shown(item)}" for name, item in figures.items()))


def _table(title: str, figures: Mapping[str, object]) -> Table:
    table = Table(title=title, show_header=False)
    for name, item in figures.items():
        table.add_row(name, _shown(item))
    return table


def _shown(item: object) -> str:
    return f"{item:,.0f}" if isinstance(item, (int, float)) else str(item)
