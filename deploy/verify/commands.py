"""Every acknowledged command is in the log, once, with the answer that its caller was given."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deploy.verify.report import Row
from deploy.verify.site import Opened

NO_FACT = """
SELECT key FROM log.commands c WHERE version > 0 AND NOT EXISTS (
    SELECT FROM log.all_facts f WHERE f.stream = c.stream AND f.version = c.version AND f.position = c.position)
LIMIT 1
"""
# by stream at once, and all: asked of each fact alone, or only for the first, a hundred thousand took many minutes
UNEXPLAINED = """
WITH answered AS (SELECT stream, max(version) AS version FROM log.commands GROUP BY stream)
SELECT min(f.stream) FROM log.all_facts f LEFT JOIN answered a USING (stream)
WHERE f.source IS NULL AND (a.version IS NULL OR a.version < f.version)
HAVING count(*) > 0
"""


def check(services: dict[str, Opened], ledger: Path | None) -> Iterable[Row]:
    """Answers point at their facts, facts follow from commands, and the caller's book agrees."""
    book = _read(ledger) if ledger is not None else {}
    for name, opened in services.items():
        lost = opened.db.execute(NO_FACT).fetchone() or opened.db.execute(UNEXPLAINED).fetchone()
        count = opened.db.execute("SELECT count(*) FROM log.commands").fetchall()[0][0]
        yield Row("commands have their facts", name, lost is None, f"{count} commands" if lost is None else f"{lost}")
        if ledger is not None:
            yield _against(name, opened, book.get(name, []))


def _read(ledger: Path) -> dict[str, list[Mapping[str, Any]]]:
    book: dict[str, list[Mapping[str, Any]]] = {}
    for line in ledger.read_text().splitlines() if ledger.exists() else []:
        entry = json.loads(line)
        book.setdefault(entry["service"], []).append(entry)
    return book


def _against(name: str, opened: Opened, entries: list[Mapping[str, Any]]) -> Row:
    answers = {
        str(key): (version, position, stream)
        for key, version, position, stream in opened.db.execute(
            "SELECT key, version, position, stream FROM log.commands"
        ).fetchall()
    }
    for entry in entries:
        found = answers.get(entry["command_id"])
        if found is None:
            return Row("acknowledged commands", name, False, f"{entry['command_id']} is lost")
        if found[:2] != (entry["version"], entry["position"]) or not found[2].endswith(entry["id"]):
            return Row("acknowledged commands", name, False, f"{entry['command_id']} was answered otherwise: {found}")
    return Row("acknowledged commands", name, True, f"{len(entries)} in the caller's book, each in the log once")
