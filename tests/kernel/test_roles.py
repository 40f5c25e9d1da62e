"""Four roles at a service's database: each can do its work, and no more."""

from collections.abc import Callable
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from deploy.local import databases
from deploy.local.databases import Database
from shared.database import connect
from shared.migrate import migrate, migrate_keys
from shared.rebuild import rebuild
from shared.service import Service
from tests.faults.break_seals import fill
from tests.kernel.garden import GARDEN
from tests.keys import OpenKeys

APPEND_ONLY = {"facts": "actor", "commands": "fingerprint", "told": "position", "seals": "seal", "witnessed": "seal"}


@pytest.fixture
def garden(new_database: Callable[[Service], Database]) -> Database:
    """A database in which the application has done its work: facts, answers and seals are in it."""
    database = new_database(GARDEN)
    with connect(database.application_url) as db:
        fill(db, 4)
    return database


@pytest.mark.parametrize("change", ["UPDATE log.{0} SET {1} = {1}", "DELETE FROM log.{0}", "TRUNCATE log.{0}"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_nobody_changes_what_was_appended(garden: Database, admin_url: str, table: str, change: str) -> None:
    """Not the migrator, who acts as the owner, and not the administrator by mistake."""
    name = garden.migrator_url.rpartition("/")[2]
    for url in (garden.migrator_url, f"{admin_url.rpartition('/')[0]}/{name}"):
        with connect(url) as db, pytest.raises(RestrictViolation, match="append-only"):
            db.execute(change.format(table, APPEND_ONLY[table]))


def test_everything_belongs_to_a_role_that_can_not_sign_in(garden: Database) -> None:
    """What the migrator makes is the owner's, from the first schema to the last table."""
    with connect(garden.migrator_url) as db:
        owners = db.execute(
            """
            SELECT pg_get_userbyid(relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
            WHERE nspname IN ('log', 'read')
            UNION SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname IN ('log', 'read')
            UNION SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()
            """
        ).fetchall()
        (owner,) = {row[0] for row in owners}
        assert owner.endswith("_owner")
        assert db.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", (owner,)).fetchone() == (False,)


def test_a_rebuilt_read_store_is_the_owners_and_readable(garden: Database) -> None:
    """The migrator builds it; application and reader go on in it as before."""
    reached = rebuild(GARDEN.under(OpenKeys()), garden.migrator_url, garden.application_role)
    assert reached >= 4
    for url in (garden.application_url, garden.reader_url):
        with connect(url) as db:
            assert db.execute("SELECT position FROM checkpoint").fetchone() == (reached,)


def test_the_reader_sees_the_log_and_the_read_store(garden: Database) -> None:
    """For reports and auditors."""
    with connect(garden.reader_url) as db:
        for table in (*(f"log.{name}" for name in APPEND_ONLY), "log.parked", "log.checkpoints", "read.checkpoint"):
            db.execute(f"SELECT * FROM {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO log.told (sequence, position) VALUES (99, 99)",
        "UPDATE log.checkpoints SET position = 0",
        "DELETE FROM read.checkpoint",
        "UPDATE read.checkpoint SET position = 0",
        "SELECT nextval('log.position')",
        "CREATE TABLE read.mine (a int)",
        "CREATE SCHEMA mine",
        "CREATE TEMP TABLE mine (a int)",
        "SET ROLE {owner}",
    ],
)
def test_the_reader_changes_nothing(garden: Database, statement: str) -> None:
    """No table, no sequence, no schema, and nobody else's role."""
    owner = garden.reader_role.replace("_reader", "_owner")
    with connect(garden.reader_url) as db, pytest.raises(InsufficientPrivilege):
        db.execute(statement.format(owner=owner))


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE read.mine (a int)", "DROP TABLE log.facts", "ALTER TABLE log.facts DISABLE TRIGGER append_only",
     "CREATE SCHEMA mine", "SET ROLE {owner}", "UPDATE log.identity SET id = id", "DELETE FROM log.checkpoints"],
)  # fmt: skip
def test_the_application_changes_no_table_and_takes_no_other_role(garden: Database, statement: str) -> None:
    """It adds to the log and keeps its readers' state; the rest is the migrator's."""
    owner = garden.reader_role.replace("_reader", "_owner")
    with connect(garden.application_url) as db, pytest.raises(InsufficientPrivilege):
        db.execute(statement.format(owner=owner))


def test_no_role_of_one_service_signs_in_at_anothers(garden: Database, admin_url: str) -> None:
    """Each database lets in its own three."""
    name = f"test_other_{uuid4().hex[:8]}"
    databases.prepare(admin_url, name)
    try:
        for url in (garden.migrator_url, garden.application_url, garden.reader_url):
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(f"{url.rpartition('/')[0]}/{name}")
    finally:
        databases.drop(admin_url, name)


def test_the_keys_of_people_are_not_for_the_reader(admin_url: str) -> None:
    """Whoever reads reports must not be able to read what was erased or sealed."""
    name = f"test_keys_{uuid4().hex[:8]}"
    database = databases.prepare(admin_url, name)
    try:
        migrate_keys(database.migrator_url, database.application_role)
        with connect(database.reader_url) as db, pytest.raises(InsufficientPrivilege):
            db.execute("SELECT * FROM keys.people")
    finally:
        databases.drop(admin_url, name)


def test_a_database_of_before_there_was_an_owner_is_handed_over(admin_url: str) -> None:
    """What the migrator owned itself is the owner's after the next preparation, and migrations go on."""
    name = f"test_old_{uuid4().hex[:8]}"
    database = databases.prepare(admin_url, name)
    try:
        with psycopg.connect(f"{admin_url.rpartition('/')[0]}/{name}", autocommit=True) as admin:
            admin.execute(f"ALTER ROLE {name}_migrator IN DATABASE {name} RESET role")
            admin.execute(f"ALTER DATABASE {name} OWNER TO {name}_migrator")
        migrate(database.migrator_url, GARDEN.home, database.application_role)
        database = databases.prepare(admin_url, name)
        migrate(database.migrator_url, GARDEN.home, database.application_role, database.reader_role)
        with connect(database.reader_url) as db:
            found = db.execute("SELECT tableowner FROM pg_tables WHERE schemaname = 'log' AND tablename = 'facts'")
            assert found.fetchone() == (f"{name}_owner",)
            assert db.execute("SELECT count(*) FROM log.facts").fetchone() == (0,)
    finally:
        databases.drop(admin_url, name)
