"""What `deploy.secrets` makes is enough to run an installation, and stays when it is run again."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from ruamel.yaml import YAML

from deploy import secrets
from deploy.local import folder as place
from deploy.local import postgres, rabbitmq
from deploy.local.office import SERVICES, is_ready
from deploy.local.ports import free_port
from deploy.local.postgres import Postgres
from deploy.local.rabbitmq import RabbitMQ
from shared.migrate import home_of, migrate, migrate_keys
from shared.rebuild import service_of
from shared.rights import topology_of
from tests.waiting import until


@dataclass
class Servers:
    database: Postgres
    broker: RabbitMQ
    secrets: Path


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Servers set up with the files alone."""
    home = tmp_path_factory.mktemp("installation")
    database = postgres.start(home / "postgres")
    secrets.make(home / "secrets", f"127.0.0.1:{database.port}")
    users = {path.name: path.read_text() for path in (home / "secrets" / "broker").iterdir()}
    (home / "rabbitmq").mkdir()
    place.remember(home / "rabbitmq", {"passwords": users})
    broker = rabbitmq.start(home / "rabbitmq", topology_of([service_of(path) for path in SERVICES.values()]))
    secrets.make(home / "secrets", f"127.0.0.1:{database.port}", f"127.0.0.1:{broker.port}")
    with psycopg.connect(database.url, autocommit=True) as admin:
        for line in (home / "secrets" / "databases.sql").read_text().split(";\n"):
            if line.strip():
                admin.execute(line.encode())
    yield Servers(database, broker, home / "secrets")
    broker.stop()
    database.stop()


def test_a_service_gets_ready_with_its_files(servers: Servers, tmp_path: Path) -> None:
    files = servers.secrets / "media"
    migrate((files / "migrator_url").read_text(), home_of("services.media"), "media_application")
    migrate_keys((files / "keys_migrator_url").read_text(), "media_keys_application")
    address = f"127.0.0.1:{free_port()}"
    settings = {f"{name.upper()}_FILE": str(files / name) for name in secrets.SERVICE_SETTINGS}
    settings |= {"TOKEN_PUBLIC_KEY_FILE": str(servers.secrets / "token_public_key"), "HTTP_ADDRESS": address}
    environment = {**os.environ, **settings, "SERVICE": "services.media"}
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "shared.run"], env=environment)
    try:
        assert until(lambda: is_ready(address))
    finally:
        process.terminate()
        assert process.wait(30) == 0


def test_made_again_everything_stays(tmp_path: Path) -> None:
    secrets.make(tmp_path)
    before = {path: path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    (tmp_path / "media" / "master_key").unlink()
    secrets.make(tmp_path)
    changed = {path.name for path, text in before.items() if path.read_text() != text}
    assert changed == {"master_key", "kubernetes.yaml", "definitions.json"}, "the broker's hashes are salted anew"


def test_only_the_owner_enters_the_folder(tmp_path: Path) -> None:
    secrets.make(tmp_path / "secrets")
    assert (tmp_path / "secrets").stat().st_mode & 0o077 == 0


def test_the_secrets_for_kubernetes_hold_the_same(tmp_path: Path) -> None:
    secrets.make(tmp_path)
    found = {item["metadata"]["name"]: item for item in YAML(typ="safe").load_all(tmp_path / "kubernetes.yaml")}
    assert set(found) == {"token", "postgres", "rabbitmq", *SERVICES, *(f"{name}-migrator" for name in SERVICES)}
    assert found["media"]["stringData"]["master_key"] == (tmp_path / "media" / "master_key").read_text()
    users = json.loads(found["rabbitmq"]["stringData"]["definitions.json"])["users"]
    assert {user["name"] for user in users} >= {*SERVICES, "administrator", "caller"}
