"""What was checked and what was found."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table

from shared.times import now


@dataclass(frozen=True)
class Row:
    """One check of one service. `found` counts what was looked at, or says the first thing that is wrong."""

    check: str
    service: str
    ok: bool
    found: str


@dataclass(frozen=True)
class Report:
    """All rows; ok if every one is."""

    rows: tuple[Row, ...]

    @property
    def ok(self) -> bool:
        return all(row.ok for row in self.rows)

    @property
    def wrong(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.ok)

    def table(self) -> Table:
        """For a terminal."""
        table = Table("check", "service", "outcome", "found", title="verify")
        for row in self.rows:
            table.add_row(row.check, row.service, "[green]holds[/]" if row.ok else "[bold red]BROKEN[/]", row.found)
        return table

    def write(self, path: Path) -> None:
        """As JSON."""
        whole = {"at": now().isoformat(), "ok": self.ok, "rows": [asdict(row) for row in self.rows]}
        path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n")
