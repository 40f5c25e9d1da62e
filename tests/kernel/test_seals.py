"""The log is sealed behind its writers; what is changed is found, by us, by a neighbour, by an auditor."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deploy.local.databases import Database
from shared import seal
from shared.database import connect
from shared.seal import Flaw
from shared.service import Service
from tests.faults.break_seals import fill
from tests.kernel.conftest import Village
from tests.kernel.garden import GARDEN
from tests.waiting import until

AUDIT = Path(seal.__file__).with_name("audit.py")


@pytest.fixture
def sealed(new_database: Callable[[Service], Database]) -> Iterator[Any]:
    database = new_database(GARDEN)
    with connect(database.migrator_url) as db:
        fill(db, 30)
        yield db


def audit(folder: Path, lines: list[str], *noted: str) -> tuple[int, str]:
    """What the auditor's program says, run alone in a folder of its own."""
    (folder / "extract.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "audit.py").write_bytes(AUDIT.read_bytes())
    command = [sys.executable, "-I", "audit.py", "extract.jsonl", *noted]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout.strip()


def test_a_fact_that_was_changed_is_found(sealed: Any) -> None:
    """An untouched log has no flaw; a changed one has it where it was changed."""
    assert seal.find_flaw(sealed) is None
    sealed.execute("ALTER TABLE log.facts DISABLE TRIGGER append_only")
    sealed.execute("UPDATE log.facts SET actor = actor || '.' WHERE position = 2")
    assert seal.find_flaw(sealed) == Flaw(2, "the fact is not what was sealed")


def test_an_auditor_checks_an_extract_alone(sealed: Any, tmp_path: Path) -> None:
    """Whole, from any position on; a changed row, a missing row and a cut end are named."""
    lines, head = list(seal.extract_lines(sealed, "garden", 0)), seal.head(sealed)
    assert audit(tmp_path, lines, f"{head.position}:{head.seal}")[0] == 0
    assert audit(tmp_path, list(seal.extract_lines(sealed, "garden", 12)))[0] == 0
    changed = [*lines[:7], lines[7].replace("gardener-1", "gardener-2"), *lines[8:]]
    assert "line 8" in audit(tmp_path, changed)[1]
    assert "line 8" in audit(tmp_path, [*lines[:7], *lines[8:]])[1]
    code, words = audit(tmp_path, lines[:-3], f"{head.position}:{head.seal}")
    assert (code, "cut" in words) == (1, True)


def test_an_extract_is_the_rows_as_they_stand(sealed: Any) -> None:
    """One line a fact, after a line that says where it begins."""
    lines = [json.loads(line) for line in seal.extract_lines(sealed, "garden", 0)]
    count = sealed.execute("SELECT count(*) FROM log.facts").fetchall()[0][0]
    assert len(lines) == count + 1
    assert lines[1]["row"][4] == "BedPlanted"


def test_neighbours_witness_each_others_heads(village: Village) -> None:
    """The listener keeps the teller's, and the teller the listener's."""
    village.water(village.plant(), 1)

    def witnessed(name: str, other: str) -> Any:
        with connect(village.office.databases[name].application_url) as db:
            return db.execute("SELECT position FROM log.witnessed WHERE service = %s", (other,)).fetchall()

    until(lambda: witnessed("market", "garden") and witnessed("garden", "market"), within=40)
