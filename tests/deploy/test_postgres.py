"""The embedded PostgreSQL: it starts, survives what it must, and leaves nothing running."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.local import postgres, processes
from deploy.local.folder import FolderBusy
from deploy.local.postgres import Postgres


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Postgres]:
    running = postgres.start(tmp_path / "postgres")
    yield running
    running.stop()


def ask(server: Postgres, statement: str) -> object:
    with psycopg.connect(server.url, autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
        return row[0] if row else None


def test_it_is_set_up_for_real_use(server: Postgres) -> None:
    assert ask(server, "SHOW fsync") == "on"
    assert ask(server, "SHOW max_connections") == "300"
    assert ask(server, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(server, "SHOW server_encoding") == "UTF8"


def test_a_wrong_password_is_refused(server: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url.replace("admin:", "admin:not-"))


def test_what_was_committed_survives_a_kill_on_the_same_address(server: Postgres) -> None:
    before = server.url
    with psycopg.connect(before) as connection:
        connection.execute("CREATE TABLE visit (place text)")
        connection.execute("INSERT INTO visit VALUES ('Tripoli')")
        connection.commit()
        server.kill()
    server.start()
    assert server.url == before
    assert ask(server, "SELECT place FROM visit") == "Tripoli"


def test_a_kill_leaves_none_of_its_processes(server: Postgres) -> None:
    with psycopg.connect(server.url):
        family = [processes.running(server.pid), *processes.descendants(server.pid)]
        assert len(family) > 3
        server.kill()
    assert not [process for process in family if process and processes.is_alive(process)]


def test_another_run_in_the_same_folder_finds_data_and_address(tmp_path: Path) -> None:
    first = postgres.start(tmp_path)
    with psycopg.connect(first.url) as connection:
        connection.execute("CREATE TABLE visit (place text)")
    first.stop()
    second = postgres.start(tmp_path)
    try:
        assert second.url == first.url
        assert ask(second, "SELECT count(*) FROM visit") == 0
    finally:
        second.stop()


def test_a_folder_serves_one_starter_at_a_time(
    server: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.local.folder._WAIT_SECONDS", 0.2)
    with pytest.raises(FolderBusy):
        postgres.start(tmp_path / "postgres")
    assert ask(server, "SELECT 1") == 1


def test_stop_and_kill_do_nothing_when_it_does_not_run(server: Postgres) -> None:
    server.stop()
    server.stop()
    server.kill()
