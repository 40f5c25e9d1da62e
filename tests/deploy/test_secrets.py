"""What `deploy.secrets` makes is enough to run an installation, and stays when it is run again."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
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
from deploy.terminal import office
from shared.actors import Actor
from shared.migrate import home_of, migrate, migrate_keys
from shared.rebuild import service_of
from shared.rights import topology_of
from shared.tokens import read_token, sign_token
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


def test_a_service_gets_ready_with_its_files(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the terminal works on the installation, knowing no more than their folder."""
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
        (files / "settings").write_text(f"SERVICE=services.media\nHTTP_ADDRESS={address}\n")
        monkeypatch.setenv("WAISHI_SECRETS", str(servers.secrets))
        here = office.find()
        assert here.client("operator").ask("media", "lag")["parked"] == 0
        assert here.site().http["media"] == [address]
        assert here.migrator("media") == ((files / "migrator_url").read_text(), "media_application")
        with closing(here.keyring("media")) as keyring:
            assert keyring.past_retention(1) == []
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


def test_a_server_elsewhere_is_remembered_with_its_options(tmp_path: Path) -> None:
    """As TLS needs them; run again without a word, nothing changes."""
    secrets.make(tmp_path, "postgresql://db:5432?sslmode=verify-full", "amqps://mq:5671?cacertfile=/ca.pem")
    secrets.make(tmp_path)
    password = (tmp_path / "databases" / "media_migrator").read_text()
    wanted = f"postgresql://media_migrator:{password}@db:5432/media?sslmode=verify-full"
    assert (tmp_path / "media" / "migrator_url").read_text() == wanted
    password = (tmp_path / "broker" / "caller").read_text()
    assert (tmp_path / "caller" / "amqp_uri").read_text() == f"amqps://caller:{password}@mq:5671/?cacertfile=/ca.pem"


def test_a_new_token_key_stands_beside_the_old_one(tmp_path: Path) -> None:
    """Tokens of both are believed; the services' own are signed anew."""
    secrets.make(tmp_path)
    old, actor = (tmp_path / "token_private_key").read_text(), Actor("sun", frozenset({"clerk"}), "fao")
    secrets.make(tmp_path, new_token_key=True)
    new, believed = (tmp_path / "token_private_key").read_text(), (tmp_path / "token_public_key").read_text()
    assert [read_token(believed, sign_token(key, actor)) for key in (old, new)] == [actor, actor]
    newest = believed[: believed.index("END PUBLIC KEY")] + "END PUBLIC KEY-----"
    assert read_token(newest, (tmp_path / "media" / "service_token").read_text()).id == "service:media"


def test_a_key_that_was_moved_away_stays_believed(tmp_path: Path) -> None:
    """No other is made in its place, unbelieved by whoever signed in with it; what it must sign is asked for."""
    secrets.make(tmp_path)
    believed = (tmp_path / "token_public_key").read_text()
    (tmp_path / "token_private_key").unlink()
    secrets.make(tmp_path)
    assert (tmp_path / "token_public_key").read_text() == believed
    (tmp_path / "media" / "service_token").unlink()
    with pytest.raises(SystemExit, match="media/service_token is missing"):
        secrets.make(tmp_path)


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
