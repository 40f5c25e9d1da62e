"""What readers did: every policy's command and every deadline once, and each read store equal to a fold of the log."""

from collections.abc import Iterable, Iterator
from typing import Any

import psycopg

from deploy.verify.report import Row
from deploy.verify.site import Opened
from shared import log
from shared.database import connect
from shared.facts import KERNEL
from shared.fold import Digest, differences, digest, fold
from shared.ids import derived_id
from shared.log import Recorded
from shared.migrate import make_read_store
from shared.rebuild import drop

AT_ONCE = 1000
SCHEMA = "read_verify"


def check_applied(services: dict[str, Opened]) -> Iterable[Row]:
    """What a policy answers a fact with was given as a command; a deadline that passed has its answer."""
    for name, opened in services.items():
        answered = {row[0] for row in opened.db.execute("SELECT key FROM log.commands").fetchall()}
        missing, count = None, 0
        for row in _read(opened, _checkpoint(opened, "react"), _aside(opened, "react")):
            for key in _keys_that_follow(opened, row):
                count += 1
                missing = missing or (key not in answered and row.position) or None
        found = f"{count} commands of policies" if missing is None else f"none was given for position {missing}"
        yield Row("policies acted once", name, missing is None, found)
        yield _deadlines(name, opened, answered)


def _keys_that_follow(opened: Opened, row: Recorded) -> Iterator[Any]:
    if row.name not in KERNEL:
        fact = opened.service.facts.decode(row.source, row.encoded)
        for number, _ in enumerate(opened.service.react(fact)):
            yield derived_id("react", row.id, number)


def _deadlines(name: str, opened: Opened, answered: set[Any]) -> Row:
    names = list(opened.service.facts.deadlines)
    rows = opened.db.execute(
        """
        SELECT f.position, f.id, d.position IS NOT NULL, d.passed_at IS NOT NULL FROM log.all_facts f
        LEFT JOIN log.deadlines d USING (position) WHERE f.source IS NULL AND f.name = ANY(%s) AND f.position <= %s
        """,
        (names, _checkpoint(opened, "clock")),
    ).fetchall()
    for position, id_, noted, passed in rows:
        if not noted:
            return Row("deadlines", name, False, f"position {position} was passed over")
        if passed and derived_id("deadline", id_) not in answered:
            return Row("deadlines", name, False, f"position {position} is marked as passed, and has no answer")
    return Row("deadlines", name, True, f"{len(rows)} noted, {sum(row[3] for row in rows)} passed")


def check_read_stores(services: dict[str, Opened]) -> Iterable[Row]:
    """The live tables equal those that a fold of the log gives, up to the same position."""
    for name, opened in services.items():
        with psycopg.connect(opened.url, options="-c timezone=UTC -c search_path=read") as snapshot:
            snapshot.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            position = snapshot.execute("SELECT position FROM checkpoint").fetchall()[0][0]
            live = digest(snapshot, "read")
        folded = _fold(opened, position)
        differ = differences(live, folded)
        found = f"tables differ: {', '.join(differ)}" if differ else f"{len(live)} tables at position {position}"
        yield Row("read store equals the log", name, not differ, found)


def _fold(opened: Opened, up_to: int) -> Digest:
    """Project the log once more, beside the live store, as far as that has come; then drop it again."""
    make_read_store(opened.url, opened.service.home, SCHEMA)
    try:
        with connect(opened.url, SCHEMA) as db:
            fold(db, opened.service, up_to, _aside(opened, "project"))
            return digest(db, SCHEMA)
    finally:
        drop(opened.db, SCHEMA)


def _read(opened: Opened, up_to: int, without: set[int]) -> Iterator[Recorded]:
    position = 0
    while rows := log.read(opened.db, position, up_to, AT_ONCE):
        opened.service.facts.warm(row.encoded for row in rows)
        yield from (row for row in rows if row.position not in without)
        position = rows[-1].position


def _checkpoint(opened: Opened, reader: str) -> int:
    row = opened.db.execute("SELECT position FROM log.checkpoints WHERE reader = %s", (reader,)).fetchone()
    return row[0] if row else 0


def _aside(opened: Opened, reader: str) -> set[int]:
    rows = opened.db.execute(
        "SELECT position FROM log.parked WHERE reader = %s AND state <> 'done'", (reader,)
    ).fetchall()
    return {row[0] for row in rows}
