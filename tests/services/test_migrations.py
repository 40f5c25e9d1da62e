"""Each service's database is made by its numbered migrations, once, and the application may not change its shape."""

from collections.abc import Callable

import psycopg
import pytest

from deploy.local.databases import Database
from shared.database import connect
from shared.migrate import migrate
from shared.service import Service
from tests.services.offices import SERVICES

NewDatabase = Callable[[Service], Database]
SHAPE = """
SELECT table_schema, table_name, column_name, data_type, is_nullable FROM information_schema.columns
WHERE table_schema IN ('log', 'read') AND table_name !~ 'yoyo' ORDER BY 1, 2, 3
"""


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_migrations_are_safe_to_run_again(service: Service, new_database: NewDatabase) -> None:
    """A second run changes nothing, and every file is numbered in order."""
    database = new_database(service)
    with connect(database.migrator_url) as connection:
        before = connection.execute(SHAPE).fetchall()
        migrate(database.migrator_url, service.home, database.application_role)
        assert before == connection.execute(SHAPE).fetchall()
        applied = connection.execute("SELECT migration_id FROM read._yoyo_migration ORDER BY migration_id").fetchall()
    names = sorted(path.stem for path in (service.home / "migrations").glob("*.sql"))
    assert ["0000.checkpoint", *names] == [row[0] for row in applied]
    numbers = [name.split(".")[0] for name in names]
    assert all(len(number) == 4 for number in numbers)
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE mine (id int)", "ALTER TABLE checkpoint ADD extra int", "DROP TABLE checkpoint"]
)
def test_the_application_cannot_change_the_shape(statement: str, new_database: NewDatabase) -> None:
    """Only the migrator owns tables."""
    database = new_database(SERVICES[0])
    with connect(database.application_url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)
