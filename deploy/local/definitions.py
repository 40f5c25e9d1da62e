"""A topology in RabbitMQ's own form, which a node loads each time it starts: a wiped one comes back the same."""

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from kombu import Exchange, Queue

from shared.broker import RPC_EXCHANGE
from shared.rights import HISTORY_BYTES, Chosen, Rights, Topology, bindings_of, stream_of, users_of

VHOST = "/"
CALLS = RPC_EXCHANGE.name
UNUSED_MILLISECONDS = 7 * 24 * 3600 * 1000
MOST_WAITING = 100_000
_ALL = Rights(configure=".*", write=".*", read=".*", topics={})


def definitions(topology: Topology, administrator: str, passwords: Mapping[str, str]) -> dict[str, Any]:
    """What `load_definitions` takes; `passwords` of the administrator and of every user of the topology."""
    everybody = {administrator: _ALL, **topology.users}
    return {
        "vhosts": [{"name": VHOST}],
        "users": [_user(name, passwords[name], "administrator" if name == administrator else "") for name in everybody],
        **_rights(everybody),
        "exchanges": [_exchange(exchange) for exchange in topology.exchanges],
        **_queues(topology.queues),
        "policies": policies(topology),
    }


def admission(name: str, chosen: Chosen, passwords: Mapping[str, str], stream: bool) -> dict[str, Any]:
    """The same for one integrator who comes to a broker that runs: `rabbitmqctl import_definitions` takes it too.

    Raises ValueError for a name that an integrator can't have.
    """
    users = users_of(name, chosen)
    return {
        "users": [_user(user, passwords[user], "") for user in users],
        **_rights(users),
        **_queues([stream_of(name, chosen)] if stream else []),
        "policies": _bounds([name], f"integrator-{name}"),
    }


def policies(topology: Topology) -> list[dict[str, Any]]:
    """What holds for the queues that integrators make: one who never comes back fills no disk. Nothing is lost by it,
    since whoever missed facts gets them from `facts_told`."""
    services = {exchange.name.partition(".")[0] for exchange in topology.exchanges}
    readers = [name for name, its in topology.users.items() if name not in services and its.topics.keys() - {CALLS}]
    return _bounds(readers, "integrators") if readers else []


def _bounds(readers: Sequence[str], name: str) -> list[dict[str, Any]]:
    """A stream takes no policy but one of its own."""
    names = "|".join(map(re.escape, readers))
    queues = {"expires": UNUSED_MILLISECONDS, "max-length": MOST_WAITING, "overflow": "drop-head"}
    bounds = [(name, rf"^(({names})\.|evt-\w+-\w+--({names})\.)", 0, queues)]
    bounds += [(f"{name}-streams", rf"^({names})\.", -1, {"max-length-bytes": HISTORY_BYTES})]
    return [
        {"vhost": VHOST, "name": each, "pattern": pattern, "apply-to": "queues", "priority": priority, "definition": it}
        for each, pattern, priority, it in bounds
    ]


def _rights(users: Mapping[str, Rights]) -> dict[str, Any]:
    return {
        "permissions": [
            {"user": name, "vhost": VHOST, "configure": its.configure, "write": its.write, "read": its.read}
            for name, its in users.items()
        ],
        "topic_permissions": [
            {"user": name, "vhost": VHOST, "exchange": exchange, "write": keys.publish, "read": keys.bind}
            for name, its in users.items()
            for exchange, keys in its.topics.items()
        ],
    }


def _queues(queues: Sequence[Queue]) -> dict[str, Any]:
    return {
        "queues": [_queue(queue) for queue in queues],
        "bindings": [one for queue in queues for one in _bindings(queue)],
    }


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


def _bindings(queue: Queue) -> list[dict[str, Any]]:
    to = {"destination": queue.name, "destination_type": "queue", "vhost": VHOST, "arguments": {}}
    return [{"source": exchange, "routing_key": key, **to} for exchange, key in bindings_of(queue)]
