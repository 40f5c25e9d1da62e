"""Real servers for every test that needs them: embedded ones, or those of DATABASE_URL and AMQP_URI."""

import base64
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from psycopg.rows import dict_row

from deploy.local import databases, postgres, rabbitmq
from deploy.local.databases import Database
from shared.database import connect
from shared.keys import Keyring
from shared.migrate import make_read_store, migrate, migrate_keys
from shared.project import run
from shared.service import Service

MASTER = base64.b64encode(bytes(32)).decode()


@pytest.fixture(scope="session")
def admin_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server, as its administrator sees it."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    server = postgres.start(tmp_path_factory.mktemp("postgres"))
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def amqp_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A RabbitMQ node."""
    if given := os.environ.get("AMQP_URI"):
        yield given
        return
    node = rabbitmq.start(tmp_path_factory.mktemp("rabbitmq"))
    yield node.uri
    node.stop()


@pytest.fixture
def new_database(admin_url: str) -> Iterator[Callable[[Service], Database]]:
    """Gives an empty, migrated database for a service; dropped after the test."""
    with ExitStack() as stack:

        def make(service: Service) -> Database:
            name = f"test_{service.name}_{uuid4().hex[:8]}"
            database = databases.prepare(admin_url, name)
            stack.callback(databases.drop, admin_url, name)
            migrate(database.migrator_url, service.home, database.application_role)
            return database

        yield make


@pytest.fixture
def new_keyring(admin_url: str) -> Iterator[Callable[..., Keyring]]:
    """Gives a keyring on an empty database, or once more on one's own; dropped after the test."""
    with ExitStack() as stack:

        def make(name: str = "", master: str = MASTER) -> Keyring:
            name = name or f"test_keys_{uuid4().hex[:8]}"
            database = databases.prepare(admin_url, name)
            stack.callback(databases.drop, admin_url, name)
            migrate_keys(database.migrator_url, database.application_role)
            keyring = Keyring(database.application_url, master)
            stack.callback(keyring.close)
            return keyring

        yield make


@pytest.fixture(scope="session")
def asked(admin_url: str) -> Any:
    """What every query of every service answers, as `deploy.reference.answers` finds it."""
    from deploy.reference.answers import answers

    return answers(admin_url)


class ReadStore:
    """A service's read tables, filled with the facts that a test names."""

    def __init__(self, connection: Any, service: Service) -> None:
        self._connection, self._service = connection, service

    def project(self, *facts: Any) -> None:
        run(self._connection, [statement for fact in facts for statement in self._service.project(fact)])

    def read(self, query: str, parameters: Any = None) -> list[dict[str, Any]]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows: list[dict[str, Any]] = cursor.execute(query, parameters or {}).fetchall()
            return rows


@pytest.fixture(scope="session")
def read_databases(admin_url: str) -> Iterator[Callable[[Service], str]]:
    """Gives a database with the service's read tables, the same one each time; dropped after the last test."""
    made: dict[str, str] = {}
    with ExitStack() as stack:

        def make(service: Service) -> str:
            if service.name not in made:
                name = f"test_read_{uuid4().hex[:8]}"
                databases.prepare(admin_url, name)
                stack.callback(databases.drop, admin_url, name)
                made[service.name] = admin_url.rsplit("/", 1)[0] + f"/{name}"
                make_read_store(made[service.name], service.home, "read")
            return made[service.name]

        yield make


@pytest.fixture
def read_store(read_databases: Callable[[Service], str]) -> Iterator[Callable[[Service], ReadStore]]:
    """Gives an empty read store for a service; what a test writes is rolled back."""
    with ExitStack() as stack:

        def make(service: Service) -> ReadStore:
            connection = stack.enter_context(connect(read_databases(service)))
            stack.enter_context(connection.transaction(force_rollback=True))
            return ReadStore(connection, service)

        yield make


@pytest.fixture(scope="session")
def office_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")
