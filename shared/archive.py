"""Moves old facts to cold partitions, so many at once: whoever reads meanwhile finds every fact once.

    python -m shared.archive <days> [<tablespace>]

Run by the migrator role (MIGRATOR_URL), as often as you like; killed half-way, what it moved has moved whole. Writers
don't wait for it. A command that loaded a stream before the move and appends after it would not meet a cold fact's
version; so only facts older than a day may be moved, and no command lives for more than some seconds.
"""

import sys
from datetime import timedelta
from typing import Any

from psycopg import Connection, sql
from psycopg.errors import LockNotAvailable

from shared import failpoint, secrets
from shared.database import connect

AT_ONCE = 100_000
"""A partition holds so many positions."""
YOUNGEST = timedelta(days=1)
BARRIER_TRIES = 60

LAST = """
SELECT least(
    (SELECT coalesce(max(position), 0) FROM log.facts WHERE recorded_at < now() - %(age)s),
    (SELECT coalesce(max(position), 0) FROM log.seals),
    (SELECT position FROM read.checkpoint),
    (SELECT min(position) FROM log.checkpoints WHERE reader <> 'tell:published'),
    (SELECT min(t.position) - 1 FROM log.told t
     WHERE t.sequence > (SELECT position FROM log.checkpoints WHERE reader = 'tell:published')))
"""
"""The last position that may move: old enough, and behind every reader. What isn't there doesn't count in `least`."""

MAKE = """
CREATE TABLE {cold} (LIKE log.facts) {place};
ALTER TABLE log.cold ATTACH PARTITION {cold} FOR VALUES FROM ({first}) TO ({end});
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {cold}
FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
"""


def archive(connection: Connection[Any], older_than: timedelta, tablespace: str | None = None) -> int:
    """Move what is older, and read by every reader; gives how many facts moved. Raises ValueError below a day."""
    if older_than < YOUNGEST:
        raise ValueError("older_than: a fact stays where it is for a day at least: give a longer time")
    (last,) = connection.execute(LAST, {"age": older_than}).fetchall()[0]
    moved = 0
    while (first := _first(connection)) is not None and first <= last:
        number = first // AT_ONCE
        _make_partition(connection, number, tablespace)
        _await_older_plans(connection)
        moved += _move(connection, min(last, (number + 1) * AT_ONCE - 1))
    return moved


def _first(connection: Connection[Any]) -> int | None:
    found: int | None = connection.execute("SELECT min(position) FROM log.facts").fetchall()[0][0]
    return found


def _make_partition(connection: Connection[Any], number: int, tablespace: str | None) -> None:
    name = f"cold_{number}"
    if connection.execute("SELECT to_regclass(%s)", (f"log.{name}",)).fetchall()[0][0] is not None:
        return
    place = sql.SQL("TABLESPACE {}").format(sql.Identifier(tablespace)) if tablespace else sql.SQL("")
    bounds = {"first": sql.Literal(number * AT_ONCE), "end": sql.Literal((number + 1) * AT_ONCE)}
    with connection.transaction():
        connection.execute(sql.SQL(MAKE).format(cold=sql.Identifier("log", name), place=place, **bounds))


def _await_older_plans(connection: Connection[Any]) -> None:
    """Until no statement runs that was planned before the partition was there: it would find facts in neither place.
    Those hold a lock on what they read; we ask for it alone, and let it go. Raises LockNotAvailable if they don't end
    within a minute."""
    for tries_left in reversed(range(BARRIER_TRIES)):
        try:
            with connection.transaction():
                connection.execute("SET LOCAL lock_timeout = '1s'")  # nobody shall wait behind us for long
                connection.execute("LOCK TABLE log.cold IN ACCESS EXCLUSIVE MODE")
            return
        except LockNotAvailable:
            if not tries_left:
                raise


def _move(connection: Connection[Any], last: int) -> int:
    with connection.transaction():
        connection.execute("INSERT INTO log.cold SELECT * FROM log.facts WHERE position <= %s", (last,))
        failpoint.reach("in_archive")
        return connection.execute("DELETE FROM log.facts WHERE position <= %s", (last,)).rowcount


if __name__ == "__main__":
    (url,) = secrets.require(["MIGRATOR_URL"])
    with connect(url) as link:
        print(f"{archive(link, timedelta(days=float(sys.argv[1])), *sys.argv[2:3])} facts moved")
        link.execute("VACUUM ANALYZE log.facts")
