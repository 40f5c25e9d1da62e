"""Makes what an installation must keep secret, each in a file of its own: `python -m deploy.secrets FOLDER`.

Made once; run again, it keeps what is there and makes what is missing, for a service that is new. `--database` and
`--broker` say under which names the servers are found. Besides the settings of each service, named as
`shared/process.py` wants them, it writes what the servers are set up with: `databases.sql`, `definitions.json`; and
all of it as Kubernetes Secrets, in `kubernetes.yaml`.

The files may be read by whoever may enter the folder, which is the owner alone: a container's user is another one.
"""

import argparse
import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

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

    def password(self, name: str) -> str:
        return self.keep(name, secrets.token_urlsafe(24))


def make(path: Path, database: str = "postgres:5432", broker: str = "rabbitmq:5672") -> None:
    """Write all the files; what depends on a secret is written anew from it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Folder(path)
    private = folder.keep("token_private_key", new_private_key())
    folder.write("token_public_key", public_key_of(private))
    folder.password("postgres_password")
    folder.password("grafana_password")
    topology = topology_of([service_of(counter) for counter in SERVICES.values()])
    passwords = {user: folder.password(f"broker/{user}") for user in (ADMINISTRATOR, *topology.users)}
    folder.write("definitions.json", json.dumps(definitions(topology, ADMINISTRATOR, passwords), indent=1))
    for user in (CALLER, WATCH):
        folder.write(f"{user}/amqp_uri", f"amqp://{user}:{passwords[user]}@{broker}/")
    for service in SERVICES:
        _service(folder, service, private, database, f"amqp://{service}:{passwords[service]}@{broker}/")
    folder.write("databases.sql", "\n".join(_sql(folder, name) for name in _databases()))
    folder.write("kubernetes.yaml", _kubernetes(path))


def _service(folder: Folder, service: str, private: str, database: str, amqp_uri: str) -> None:
    token = sign_token(private, Actor(f"service:{service}", frozenset({"service"}), service), TOKEN_LIFETIME)
    folder.keep(f"{service}/master_key", base64.b64encode(secrets.token_bytes(32)).decode())
    folder.keep(f"{service}/service_token", token)
    for name in own_settings(service):
        folder.keep(f"{service}/{name}", new_private_key())
    folder.write(f"{service}/amqp_uri", amqp_uri)
    urls = {"": ("database_url", "migrator_url"), "_keys": ("keys_url", "keys_migrator_url")}
    for suffix, (application, migrator) in urls.items():
        for role, name in (("application", application), ("migrator", migrator)):
            user = f"{service}{suffix}_{role}"
            url = f"postgresql://{user}:{folder.password(f'databases/{user}')}@{database}/{service}{suffix}"
            folder.write(f"{service}/{name}", url)


def _databases() -> list[str]:
    return [name for service in SERVICES for name in (service, f"{service}_keys")]


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
        f"CREATE DATABASE {name} OWNER {name}_owner",
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


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Make an installation's secrets, each in a file of its own.")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--database", default="postgres:5432", help="host:port of PostgreSQL")
    arguments.add_argument("--broker", default="rabbitmq:5672", help="host:port of RabbitMQ")
    given = arguments.parse_args()
    make(given.folder, given.database, given.broker)
    print(f"the secrets are in {given.folder}: keep it, and keep it to yourself")
