"""Each role of a service's database can do its own work, and nothing else."""

from collections.abc import Callable
from urllib.parse import urlsplit

import psycopg
import pytest

from deploy.local.databases import Database
from shared import secrets
from shared.database import connect
from shared.service import Service
from tests.kernel.garden import GARDEN
from tests.kernel.test_log import planted

APPEND_ONLY = ("facts", "commands", "told", "seals", "witnessed", "identity")
NewDatabase = Callable[[Service], Database]


@pytest.fixture
def garden(new_database: NewDatabase) -> Database:
    database = new_database(GARDEN)
    with connect(database.application_url) as connection:
        planted(connection)
    return database


def test_the_owner_cannot_sign_in_and_owns_everything(garden: Database) -> None:
    """What the migrator makes belongs to a role that nobody can be."""
    with psycopg.connect(garden.migrator_url) as connection:
        owners = {
            row[0] for row in connection.execute("SELECT tableowner FROM pg_tables WHERE schemaname IN ('log', 'read')")
        }
        owner = connection.info.dbname + "_owner"
        assert owners == {owner}
        rows = connection.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", (owner,)).fetchall()
    assert rows == [(False,)]


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("statement", ["UPDATE log.{0} SET {1} = {1}", "DELETE FROM log.{0}", "TRUNCATE log.{0}"])
def test_not_even_the_owner_changes_the_log(garden: Database, table: str, statement: str) -> None:
    """A trigger refuses it, and says why."""
    column = {"facts": "name", "commands": "stream", "seals": "seal", "witnessed": "seal"}.get(table, "position")
    column = "id" if table == "identity" else column
    with psycopg.connect(garden.migrator_url) as connection, pytest.raises(psycopg.Error, match="append-only"):
        connection.execute(statement.format(table, column))


def test_the_reader_may_look_and_nothing_else(garden: Database) -> None:
    """For reports and auditors: every table can be read, none written."""
    with psycopg.connect(garden.reader_url, autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM log.facts").fetchall()[0][0] > 0
        connection.execute("SELECT * FROM read.beds")
        for statement in ("DELETE FROM read.beds", "INSERT INTO log.told VALUES (1, 1)", "CREATE TABLE log.mine ()"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_a_setting_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """As NAME_FILE; what is missing is named."""
    path = f"{tmp_path}/secret"
    with open(path, "w") as file:
        file.write("s3cret\n")
    monkeypatch.setenv("A_SETTING_FILE", path)
    assert secrets.require(["A_SETTING"]) == ["s3cret"]
    with pytest.raises(SystemExit, match="ANOTHER"):
        secrets.require(["A_SETTING", "ANOTHER"])


@pytest.mark.parametrize(
    ("host", "refused"), [("127.0.0.1", False), ("localhost", False), ("[::1]", False), ("db.example.org", True)]
)
def test_embedded_secrets_stay_on_this_machine(garden: Database, host: str, refused: bool) -> None:
    """A service does not start with the embedded password against a server elsewhere."""
    password = urlsplit(garden.application_url).password
    url = f"postgresql://user:{secrets.EMBEDDED}{password}@{host}:5432/db"
    if refused:
        with pytest.raises(SystemExit, match="password of its own"):
            secrets.refuse_embedded("DATABASE_URL", url)
    else:
        secrets.refuse_embedded("DATABASE_URL", url)
