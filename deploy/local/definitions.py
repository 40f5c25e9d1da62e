"""RabbitMQ's definitions: an administrator, and users with their rights. The node reads them at every start, so that a
broker that lost its disk comes back with the same users."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from shared.rights import RPC, Rights

EVERYTHING = {"configure": ".*", "write": ".*", "read": ".*"}


def definitions(administrator: tuple[str, str], passwords: Mapping[str, str], rights: Mapping[str, Rights]) -> Any:
    """`administrator` is a name and a password; `passwords` and `rights` are by user."""
    name, password = administrator
    return {
        "vhosts": [{"name": "/"}],
        "users": [_user(name, password, ["administrator"]), *(_user(user, passwords[user], []) for user in rights)],
        "permissions": [
            {"user": name, "vhost": "/", **EVERYTHING},
            *(
                {"user": user, "vhost": "/", "configure": has.configure, "write": has.write, "read": has.read}
                for user, has in rights.items()
            ),
        ],
        "topic_permissions": [
            {"user": user, "vhost": "/", "exchange": topic.exchange, "write": topic.write, "read": topic.read}
            for user, has in rights.items()
            for topic in has.topics
        ],
        "exchanges": [_exchange(name) for name in (RPC, *(f"{user}.events" for user in rights))],
    }


def _exchange(name: str) -> Any:
    kind = {"type": "topic", "durable": True, "auto_delete": False, "internal": False}
    return {"name": name, "vhost": "/", **kind, "arguments": {}}


def _user(name: str, password: str, tags: list[str]) -> Any:
    salt = secrets.token_bytes(4)
    hashed = base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
    algorithm = "rabbit_password_hashing_sha256"
    return {"name": name, "password_hash": hashed, "hashing_algorithm": algorithm, "tags": tags, "limits": {}}
