"""Makes what an installation must keep secret, each in a file of its own: `python -m deploy.secrets FOLDER`.

Made once; run again, it keeps what is there and makes what is missing: for a service that is new, or for a secret whose
file was deleted, which so gets another. `--database` and `--broker` say where the servers are found; both are kept.
Besides the settings of each service, named as `shared/process.py` wants them, it writes what the servers are set up
with: `databases.sql`, `definitions.json`; and all of it as Kubernetes Secrets, in `kubernetes.yaml`.

The files may be read by whoever may enter the folder, which is the owner alone: a container's user is another one.
"""

import argparse
import base64
import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from deploy.local.definitions import definitions
from deploy.local.office import SERVICES
from deploy.local.people import new_private_key, public_key_of
from shared.actors import Actor
from shared.rebuild import service_of
from shared.rights import CALLER, WATCH, topology_of
from shared.tokens import sign_token

ADMINISTRATOR = "administrator"
TOKEN_LIFETIME = timedelta(days=365)
ROLES = ("migrator", "application", "reader")


@dataclass(frozen=True)
class Folder:
    """One secret a file; a secret once made stays."""

    path: Path

    def keep(self, name: str, made: str) -> str:
        """What stands in that file, or else what was made for it."""
        file = self.path / name
        if not file.exists():
            self.write(name, made)
        return file.read_text()

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def remember(self, name: str, given: str, default: str) -> str:
        """What is given, else what was given before."""
        if given:
            self.write(name, given)
        return self.keep(name, default)

    def password(self, name: str) -> str:
        return self.keep(name, secrets.token_urlsafe(24))


def make(path: Path, database: str = "", broker: str = "", new_token_key: bool = False) -> None:
    """Write all the files; what depends on a secret is written anew from it. A server is `host:port`, or a URL with its
    options, as `amqps://host:5671?cacertfile=/ca.pem`; left out, it is the one of before."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Folder(path)
    database = folder.remember("servers/database", database, "postgres:5432")
    broker = folder.remember("servers/broker", broker, "rabbitmq:5672")
    private = _token_key(folder, new_token_key)
    folder.password("postgres_password")
    folder.password("grafana_password")
    topology = topology_of([service_of(counter) for counter in SERVICES.values()])
    passwords = {user: folder.password(f"broker/{user}") for user in (ADMINISTRATOR, *topology.users)}
    folder.write("definitions.json", json.dumps(definitions(topology, ADMINISTRATOR, passwords), indent=1))
    for user in (CALLER, WATCH):
        folder.write(f"{user}/amqp_uri", _url(broker, "amqp", user, passwords[user]))
    for service in SERVICES:
        _service(folder, service, private, database, _url(broker, "amqp", service, passwords[service]))
        folder.write(f"{service}/databases.sql", "\n".join(_sql(folder, name) for name in _databases_of(service)))
    folder.write("databases.sql", "\n".join((path / service / "databases.sql").read_text() for service in SERVICES))
    folder.write("kubernetes.yaml", _kubernetes(path))


def _token_key(folder: Folder, new: bool) -> str:
    """The key with which tokens are signed; empty if it was moved to where people sign in. A new one stands beside the
    old one's public half, so that tokens of both are believed until that is taken out."""
    private, public = folder.path / "token_private_key", folder.path / "token_public_key"
    if new or not public.exists():
        believed = public.read_text() if public.exists() else ""
        folder.write(private.name, new_private_key())
        folder.write(public.name, public_key_of(private.read_text()) + believed)
        for token in folder.path.glob("*/service_token"):
            token.unlink()
    return private.read_text() if private.exists() else ""


def _service(folder: Folder, service: str, private: str, database: str, amqp_uri: str) -> None:
    folder.keep(f"{service}/master_key", base64.b64encode(secrets.token_bytes(32)).decode())
    if not (folder.path / service / "service_token").exists():
        folder.write(f"{service}/service_token", _service_token(private, service))
    for name in own_settings(service):
        folder.keep(f"{service}/{name}", new_private_key())
    folder.write(f"{service}/amqp_uri", amqp_uri)
    urls = {"": ("database_url", "migrator_url"), "_keys": ("keys_url", "keys_migrator_url")}
    for suffix, (application, migrator) in urls.items():
        for role, name in (("application", application), ("migrator", migrator)):
            user = f"{service}{suffix}_{role}"
            password = folder.password(f"databases/{user}")
            folder.write(f"{service}/{name}", _url(database, "postgresql", user, password, f"{service}{suffix}"))


def _service_token(private: str, service: str) -> str:
    if not private:
        who = f"the actor service:{service}, role service, unit {service}"
        raise SystemExit(f"{service}/service_token is missing, and the key to sign it isn't here: sign one for {who}")
    return sign_token(private, Actor(f"service:{service}", frozenset({"service"}), service), TOKEN_LIFETIME)


def _url(server: str, scheme: str, user: str, password: str, database: str = "") -> str:
    parts = urlsplit(server if "://" in server else f"{scheme}://{server}")
    return urlunsplit(parts._replace(netloc=f"{user}:{password}@{parts.netloc}", path=f"/{database}"))


def _databases_of(service: str) -> tuple[str, str]:
    return service, f"{service}_keys"


def _sql(folder: Folder, name: str) -> str:
    passwords = {role: folder.password(f"databases/{name}_{role}") for role in ROLES}
    given = [f"ALTER ROLE {name}_{role} PASSWORD '{word}'" for role, word in passwords.items()]
    return "".join(f"{statement};\n" for statement in [*statements(name), *given])


def statements(name: str) -> list[str]:
    """What makes a database and its roles, as `deploy/local/databases.py` does, for a server that is new. The roles
    have no password yet."""
    return [
        f"CREATE ROLE {name}_owner NOLOGIN",
        *(f"CREATE ROLE {name}_{role} LOGIN" for role in ROLES),
        # whatever a server was made with: everywhere the same text, in the same order
        f"CREATE DATABASE {name} OWNER {name}_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO {', '.join(f'{name}_{role}' for role in ROLES)}",
        f"GRANT {name}_owner TO {name}_migrator",
        f"ALTER ROLE {name}_migrator IN DATABASE {name} SET role = {name}_owner",
    ]


SERVICE_SETTINGS = ("database_url", "keys_url", "amqp_uri", "master_key", "service_token")
MIGRATOR_SETTINGS = ("migrator_url", "keys_migrator_url")


def own_settings(service: str) -> tuple[str, ...]:
    """What that service alone needs: private keys, such as the one that signs papers."""
    return tuple(name.lower() for name in service_of(SERVICES[service]).settings)


def _kubernetes(path: Path) -> str:
    """The Secrets that the manifests under `deploy/kubernetes` mount, as JSON documents, which are YAML too."""

    def secret(name: str, files: Mapping[str, str]) -> str:
        found = {key: (path / file).read_text() for key, file in files.items()}
        metadata = {"name": name, "namespace": "waishi", "labels": {"app.kubernetes.io/part-of": "waishi"}}
        return json.dumps({"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "stringData": found})

    documents = [
        secret("token", {"public_key": "token_public_key"}),
        secret("postgres", {"password": "postgres_password", "databases.sql": "databases.sql"}),
        secret("rabbitmq", {"definitions.json": "definitions.json"}),
    ]
    for service in SERVICES:
        names = (*SERVICE_SETTINGS, *own_settings(service))
        documents.append(secret(service, {name: f"{service}/{name}" for name in names}))
        documents.append(secret(f"{service}-migrator", {name: f"{service}/{name}" for name in MIGRATOR_SETTINGS}))
    return "---\n".join(f"{document}\n" for document in documents)


def state_of(path: Path) -> dict[str, Any]:
    """An installation as the terminal needs it, out of the folder of its secrets."""

    def read(name: str) -> str:
        return (path / name).read_text().strip() if (path / name).exists() else ""

    def database(service: str, application: str, migrator: str, suffix: str = "") -> dict[str, str]:
        urls = {"application_url": read(f"{service}/{application}"), "migrator_url": read(f"{service}/{migrator}")}
        return {**urls, "application_role": f"{service}{suffix}_application"}

    keys = {
        name: {**database(name, "keys_url", "keys_migrator_url", "_keys"), "master_key": read(f"{name}/master_key")}
        for name in SERVICES
    }
    return {
        "amqp_uri": read(f"{CALLER}/amqp_uri"),
        "watch_uri": read(f"{WATCH}/amqp_uri"),
        "private_key": read("token_private_key"),
        "counters": dict(SERVICES),
        "databases": {name: database(name, "database_url", "migrator_url") for name in SERVICES},
        "keys": keys,
        "http": {name: sorted(_addresses(path, name)) for name in SERVICES},
    }


def _addresses(path: Path, service: str) -> Iterator[str]:
    """Where processes of that service show their metrics, by the `settings` that stand beside their secrets."""
    for settings in path.glob(f"{service}*/settings"):
        yield from re.findall("^HTTP_ADDRESS=(.+)$", settings.read_text(), re.MULTILINE)


def main() -> None:
    arguments = argparse.ArgumentParser(description="Make an installation's secrets, each in a file of its own.")
    arguments.add_argument("folder", type=Path)
    server = "{}: host:port, or a URL with options; {} if none was ever given"
    arguments.add_argument("--database", default="", help=server.format("PostgreSQL", "postgres:5432"))
    arguments.add_argument("--broker", default="", help=server.format("RabbitMQ", "rabbitmq:5672"))
    arguments.add_argument("--new-token-key", action="store_true", help="sign with a new key, believe the old one too")
    given = arguments.parse_args()
    make(given.folder, given.database, given.broker, given.new_token_key)
    print(f"the secrets are in {given.folder}: keep it, and keep it to yourself")


if __name__ == "__main__":
    main()
