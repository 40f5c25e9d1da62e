"""Rebuilds a read store from the log, beside the live one, and swaps it in. Nothing else needs to run.

    python -m shared.rebuild services.approvals.service:Approvals

Run by the migrator role (MIGRATOR_URL, APPLICATION_ROLE), with the keys (KEYS_URL, MASTER_KEY). Queries and the project
reader go on meanwhile: at the swap the reader finds its checkpoint moved, and goes on from the new store's.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

from psycopg import Connection, sql
from psycopg.errors import DeadlockDetected, LockNotAvailable

from shared import failpoint, log
from shared.database import connect
from shared.environment import settings
from shared.keys import Keyring
from shared.log import Recorded
from shared.migrate import grant, make_read_store
from shared.project import project_reader, statements_of
from shared.service import Service, Statement
from shared.tail import find_head

NEXT, LAST = "read_next", "read_last"
ROLE = "project:next"
Progress = Callable[[int, int], None]

SWAP = """
BEGIN;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'read') THEN
        ALTER SCHEMA read RENAME TO read_last;
    END IF;
END $$;
ALTER SCHEMA read_next RENAME TO read;
-- What was parked for the old store is settled by the new one, but for what failed there too.
DELETE FROM log.parked WHERE reader = 'project' AND state IN ('parked', 'behind', 'retry');
UPDATE log.parked SET reader = 'project' WHERE reader = 'project:next';
COMMIT;
"""


def rebuild(service: Service, migrator_url: str, application: str, progress: Progress = lambda *_: None) -> int:
    """Rebuild and swap in; gives the position reached. `progress` is told position and head after each batch."""
    with connect(migrator_url) as connection:
        drop(connection, NEXT)
        drop(connection, LAST)
        connection.execute("DELETE FROM log.parked WHERE reader = %s", (ROLE,))
    make_read_store(migrator_url, service.home, NEXT)
    grant(migrator_url, application, NEXT)
    with connect(migrator_url, NEXT) as connection:
        reached = fill(connection, service, progress)
        failpoint.reach("before_swap")
        connection.execute(SWAP)
        failpoint.reach("after_swap")
        drop(connection, LAST)
    return reached


def drop(connection: Connection[Any], schema: str) -> None:
    """Drop a store that nobody needs. A reader still in it may stand in the way for a moment: then once more."""
    statement = sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema))
    for _ in range(10):
        try:
            connection.execute(statement)
            return
        except (DeadlockDetected, LockNotAvailable):
            continue
    connection.execute(statement)


def fill(connection: Connection[Any], service: Service, progress: Progress) -> int:
    """Project the whole log into the schema that the connection looks in first."""
    skipped = _skipped(connection)

    def prepare(row: Recorded) -> list[Statement]:
        return [] if row.position in skipped else statements_of(service, row)

    reader = replace(project_reader(service, ROLE), prepare=prepare)
    position, head = reader.position(connection), find_head(connection)
    while rows := log.read(connection, position, head, 1000):
        reader.digest(connection, rows, position)
        failpoint.reach("in_rebuild")
        position = rows[-1].position
        progress(position, head)
        if position == head:
            head = find_head(connection)
    return position


def _skipped(connection: Connection[Any]) -> set[int]:
    rows = connection.execute(
        "SELECT position FROM log.parked WHERE reader = 'project' AND state = 'skipped'"
    ).fetchall()
    return {row[0] for row in rows}


def service_of(path: str) -> Service:
    """The service whose counter stands at module:class."""
    module, _, name = path.partition(":")
    service: Service = getattr(import_module(module), name).desk.service
    return service


if __name__ == "__main__":
    keys_url, master_key, url, role = settings("KEYS_URL", "MASTER_KEY", "MIGRATOR_URL", "APPLICATION_ROLE")
    rebuild(service_of(sys.argv[1]).under(Keyring(keys_url, master_key)), url, role)
