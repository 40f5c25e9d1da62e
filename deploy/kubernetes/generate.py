"""Writes what follows from the code: a service's manifests, its database's roles, and the rights at the broker.

    python -m deploy.kubernetes.generate

The files are kept in the repository, under `base/` and `production/`; a test says when they are no longer what the code
says. What is the same for each service stands in `templates/`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any

from deploy.local.definitions import policies
from deploy.local.office import SERVICES
from deploy.secrets import own_settings, statements
from shared.rebuild import service_of
from shared.rights import Rights, Topology, topology_of

HERE = Path(__file__).parent
SCALER = "scaler"
"""KEDA's user: it sees how long a queue is, for which the broker asks no right."""
NOTHING = Rights(configure="^$", write="^$", read="^$", topics={})
ROLES = ("migrator", "application", "reader")
KEPT, KEYS_KEPT = "30d", "7d"
"""How long backups are kept: those of the keys shortly, since an erased person's key is in the older ones."""
MARK = "# made by deploy/kubernetes/generate.py: change what it is made from, and make it again\n"


def files() -> dict[Path, str]:
    """Each file and what it should hold."""
    found = {
        HERE / "base" / f"{name}.yaml": _filled("service", service=name, settings=_environment(name))
        for name in SERVICES
    }
    found |= {HERE / "production" / f"{service}.yaml": _joined(_production(service)) for service in SERVICES}
    found[HERE / "production" / "keys.yaml"] = _database(
        "keys", [f"{name}_keys" for name in SERVICES], KEYS_KEPT, "5Gi"
    )
    found[HERE / "production" / "topology.yaml"] = _joined(_broker(_topology()))
    return {path: MARK + text for path, text in found.items()}


def _environment(service: str) -> str:
    """What this service alone needs."""
    names = ((name.upper(), name) for name in own_settings(service))
    return "".join(
        f"            - {{name: {setting}_FILE, value: /run/secrets/waishi/{name}}}\n" for setting, name in names
    )


def _production(service: str) -> Iterator[str]:
    yield _database(service, [service], KEPT, "50Gi")
    credentials = "".join(f'        {name}: "{{{{ .{name} }}}}"\n' for name in own_settings(service))
    yield _filled("credentials", service=service, settings=credentials)
    for suffix in ("", "_keys"):
        for role in ROLES:
            named = f"{suffix}_{role}".lstrip("_")
            yield _filled(
                "role",
                service=service,
                role=named.replace("_", "-") + "-role",
                user=f"{service}{suffix}_{role}",
                property=f"{named}_password",
            )
    yield _filled("scaling", service=service)
    yield _filled("network", service=service)


def _database(name: str, databases: list[str], retention: str, size: str) -> str:
    made = [statement for database in databases for statement in statements(database)]
    roles = [role for database in databases for role in _roles(database)]
    return _filled(
        "databases",
        name=name,
        size=size,
        retention=retention,
        statements="\n".join(f"        - {json.dumps(statement)}" for statement in made),
        roles="\n".join(f"      - {json.dumps(role)}" for role in roles),
    )


def _roles(database: str) -> Iterator[Mapping[str, Any]]:
    service, _, keys = database.partition("_")
    for role in ROLES:
        secret = "-".join(filter(None, (service, keys, role, "role")))
        member = {"inRoles": [f"{database}_owner"]} if role == "migrator" else {}
        login = {"name": f"{database}_{role}", "ensure": "present", "login": True, "inherit": True}
        yield {**login, **member, "passwordSecret": {"name": secret}}


def _topology() -> Topology:
    """The office's, with KEDA's user beside."""
    topology = topology_of([service_of(counter) for counter in SERVICES.values()])
    return Topology(topology.exchanges, topology.queues, {**topology.users, SCALER: NOTHING})


def _broker(topology: Topology) -> Iterator[str]:
    for exchange in topology.exchanges:
        yield _resource("Exchange", exchange.name, {"name": exchange.name, "type": exchange.type, "durable": True})
    for queue in topology.queues:
        yield _queue(queue)
        ends = {"source": queue.exchange.name, "destination": queue.name, "destinationType": "queue"}
        yield _resource("Binding", queue.name, {**ends, "routingKey": queue.routing_key})
    for policy in policies(topology):
        kept = {name: policy[name] for name in ("name", "pattern", "priority", "definition")}
        yield _resource("Policy", policy["name"], {**kept, "applyTo": policy["apply-to"]})
    for user, rights in topology.users.items():
        yield from _user(user, rights)


def _queue(queue: Any) -> str:
    """Calls, too, wait in a queue with a copy on each node: one that is lost stops nothing."""
    arguments = {**(queue.queue_arguments or {})}
    kind = arguments.pop("x-queue-type", "quorum")
    spec = {"name": queue.name, "type": kind, "durable": True, "autoDelete": False}
    return _resource("Queue", queue.name, {**spec, "arguments": arguments} if arguments else spec)


def _user(user: str, rights: Rights) -> Iterator[str]:
    name = _named(user)
    yield _filled("broker-user", resource=name, user=user)
    yield _resource("User", user, {"importCredentialsSecret": {"name": f"{name}-broker"}}, vhost=False)
    allowed = {"configure": rights.configure, "write": rights.write, "read": rights.read}
    of_user = {"userReference": {"name": name}}
    yield _resource("Permission", user, {**of_user, "permissions": allowed})
    for exchange, keys in rights.topics.items():
        narrowed = {"exchange": exchange, "write": keys.publish, "read": keys.bind}
        yield _resource("TopicPermission", f"{user}.{exchange}", {**of_user, "permissions": narrowed})


def _resource(kind: str, name: str, spec: Mapping[str, Any], vhost: bool = True) -> str:
    """One of the topology operator's. As JSON, line by line, which is YAML too: patterns keep their backslashes."""
    labels = {"app.kubernetes.io/name": "rabbitmq", "app.kubernetes.io/component": "rights"}
    whole = {
        "apiVersion": "rabbitmq.com/v1beta1",
        "kind": kind,
        "metadata": {"name": _named(name), "labels": labels},
        "spec": {**({"vhost": "/"} if vhost else {}), **spec, "rabbitmqClusterReference": {"name": "rabbitmq"}},
    }
    return "".join(f"{key}: {json.dumps(part)}\n" for key, part in whole.items())


def _named(name: str) -> str:
    """A name that Kubernetes takes."""
    return re.sub("[^a-z0-9.-]", "-", name.lower())


def _filled(template: str, **words: str) -> str:
    return Template((HERE / "templates" / f"{template}.yaml").read_text()).substitute(words)


def _joined(documents: Iterator[str]) -> str:
    return "---\n".join(documents)


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text)
