"""`verify` is content with an office at work, and names what is wrong with one that was tampered with."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from deploy.verify import Report, Site, verify
from deploy.verify.personal import pattern_of
from shared.ids import new_id
from tests.faults.ledger import Ledger
from tests.kernel.conftest import Village, village
from tests.waiting import until

__all__ = ["village"]


@pytest.fixture(scope="module")
def worked(village: Village, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A village in which something happened, and the caller's book of it."""
    ledger = Ledger(tmp_path_factory.mktemp("book") / "ledger.jsonl")
    for litres in range(1, 6):
        bed, key = village.plant("rice" if litres % 2 else "beans"), new_id()
        ledger.acknowledged("garden", key, village.water(bed, litres, command_id=key))
        village.market_heard(bed, litres + 100 * (litres % 2))
    until(lambda: all(_drained(village, name) for name in ("garden", "market")))
    return ledger


def _drained(village: Village, name: str) -> bool:
    lag = village.client.ask(name, "lag")
    return all(position == lag["head"] for position in lag["readers"].values()) and lag["told"] == lag["confirmed"]


def look(village: Village, ledger: Ledger) -> Report:
    return verify(Site.of(village.office), ledger.path)


def test_an_office_at_work_passes_every_check(village: Village, worked: Ledger, tmp_path: Path) -> None:
    """Every row holds, and the report is written."""
    report = look(village, worked)
    assert report.wrong == ()
    assert {"seals", "witnesses", "heard from garden", "acknowledged commands"} <= {row.check for row in report.rows}
    report.write(tmp_path / "report.json")
    assert '"ok": true' in (tmp_path / "report.json").read_text()


TAMPERED = {
    "acknowledged commands": ("garden", "log.commands", "DELETE FROM {} WHERE substr(key::text, 15, 1) = '7'"),
    "commands have their facts": ("garden", "log.commands", "UPDATE {} SET position = position + 1000"),
    "versions of each stream": (
        "garden",
        "log.facts",
        "UPDATE {} SET version = 70 + version WHERE version > 2",
    ),
    "sequences told": ("garden", "log.told", "DELETE FROM {} WHERE sequence = 3"),
    "heard from garden": ("market", "log.facts", "DELETE FROM {} WHERE sequence = (SELECT min(sequence) FROM {})"),
    "policies acted once": ("garden", "log.commands", "DELETE FROM {} WHERE substr(key::text, 15, 1) = '5'"),
    "read store equals the log": ("garden", "read.beds", "UPDATE {} SET litres = litres + 1"),
    "seals": ("garden", "log.facts", "UPDATE {} SET actor = 'somebody' WHERE version = 1"),
    "personal data in the log": (
        "garden",
        "log.facts",
        """UPDATE {} SET data = jsonb_set(data, '{{gardener}}', '"张三"') WHERE name = 'GardenerNoted'""",
    ),
}


@contextmanager
def tampered(village: Village, name: str, table: str, statement: str) -> Iterator[None]:
    """Change a table as its server's administrator; put it back afterwards."""
    office = village.office
    url = f"{office.admin_url.rpartition('/')[0]}/{office.prefix}_{name}"
    where = sql.Identifier(*table.split("."))
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(sql.SQL("CREATE TEMP TABLE kept AS TABLE {}").format(where))
        admin.execute(sql.SQL(statement).format(*[where] * statement.count("{}")))
        try:
            yield
        finally:
            admin.execute(sql.SQL("DELETE FROM {}").format(where))
            admin.execute(sql.SQL("INSERT INTO {} SELECT * FROM kept").format(where))


@pytest.mark.parametrize("check", TAMPERED)
def test_what_is_wrong_is_named(village: Village, worked: Ledger, check: str) -> None:
    """Each tampering turns its own row; put back, all holds again."""
    with tampered(village, *TAMPERED[check]):
        assert check in {row.check for row in look(village, worked).wrong}
    assert look(village, worked).wrong == ()


def test_facts_that_no_command_gave_are_named(village: Village, worked: Ledger) -> None:
    """Not only in a caller's book: the log itself says so."""
    with tampered(village, *TAMPERED["acknowledged commands"]):
        assert "commands have their facts" in {row.check for row in look(village, worked).wrong}


def test_values_are_looked_for_together_as_each_by_itself() -> None:
    """What begins alike is looked for once, and none is missed for it."""
    values = ["张三丰", "张三", "Zhang San", "Zhang Si", "+86 (1) 2", "a|b", "Zh"]
    pattern = re.compile(pattern_of(values))
    assert [value for value in values if not pattern.search(f'{{"x": "{value}"}}')] == []
    assert [text for text in ("张四", "Zang San", "+86 112", "a", "b", "") if pattern.search(text)] == []
