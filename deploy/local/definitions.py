"""A topology in RabbitMQ's own form, which a node loads each time it starts: a wiped one comes back the same."""

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Any

from kombu import Exchange, Queue

from shared.rights import CALLER, Rights, Topology

VHOST = "/"
UNUSED_MILLISECONDS = 7 * 24 * 3600 * 1000
MOST_WAITING = 100_000
_ALL = Rights(configure=".*", write=".*", read=".*", topics={})


def definitions(topology: Topology, administrator: str, passwords: Mapping[str, str]) -> dict[str, Any]:
    """What `load_definitions` takes; `passwords` of the administrator and of every user of the topology."""
    rights = {administrator: _ALL, **topology.users}
    return {
        "vhosts": [{"name": VHOST}],
        "users": [_user(name, passwords[name], "administrator" if name == administrator else "") for name in rights],
        "permissions": [
            {"user": name, "vhost": VHOST, "configure": its.configure, "write": its.write, "read": its.read}
            for name, its in rights.items()
        ],
        "topic_permissions": [
            {"user": name, "vhost": VHOST, "exchange": exchange, "write": keys.publish, "read": keys.bind}
            for name, its in rights.items()
            for exchange, keys in its.topics.items()
        ],
        "exchanges": [_exchange(exchange) for exchange in topology.exchanges],
        "queues": [_queue(queue) for queue in topology.queues],
        "bindings": [_binding(queue) for queue in topology.queues],
        "policies": policies(topology),
    }


def policies(topology: Topology) -> list[dict[str, Any]]:
    """What holds for the queues that integrators make: one who never comes back fills no disk. Nothing is lost by it,
    since whoever missed facts gets them from `facts_told`."""
    services = {exchange.name.partition(".")[0] for exchange in topology.exchanges}
    names = "|".join(re.escape(user) for user in topology.users if user not in services | {CALLER})
    if not names:
        return []
    bounds = {"expires": UNUSED_MILLISECONDS, "max-length": MOST_WAITING, "overflow": "drop-head"}
    pattern = rf"^(({names})\.|evt-\w+-\w+--({names})\.)"
    named = {"vhost": VHOST, "name": "integrators", "pattern": pattern, "apply-to": "queues", "priority": 0}
    return [{**named, "definition": bounds}]


def _user(name: str, password: str, tags: str) -> dict[str, str]:
    salt = secrets.token_bytes(4)
    digest = base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
    algorithm = "rabbit_password_hashing_sha256"
    return {"name": name, "password_hash": digest, "hashing_algorithm": algorithm, "tags": tags}


def _exchange(exchange: Exchange) -> dict[str, Any]:
    named = {"name": exchange.name, "vhost": VHOST, "type": exchange.type}
    return {**named, "durable": True, "auto_delete": False, "internal": False, "arguments": {}}


def _queue(queue: Queue) -> dict[str, Any]:
    arguments = queue.queue_arguments or {}
    return {"name": queue.name, "vhost": VHOST, "durable": True, "auto_delete": False, "arguments": arguments}


def _binding(queue: Queue) -> dict[str, Any]:
    ends = {"source": queue.exchange.name, "destination": queue.name, "destination_type": "queue"}
    return {**ends, "vhost": VHOST, "routing_key": queue.routing_key, "arguments": {}}
