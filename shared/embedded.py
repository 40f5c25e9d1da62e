"""Secrets of the embedded default bear a mark, so that nobody takes them along to a server that others can reach."""

import base64
import ipaddress
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

import jwt
from psycopg.conninfo import conninfo_to_dict

MARK = "embedded"


def new_password() -> str:
    """A password that bears the mark."""
    return f"{MARK}-{secrets.token_urlsafe(24)}"


def new_master_key() -> str:
    """32 bytes in base64 that bear the mark: 26 of them are random."""
    return base64.b64encode(base64.b64decode(MARK) + secrets.token_bytes(26)).decode()


def is_marked(url: str) -> bool:
    """Whether the password in this address is one of the embedded default's."""
    return (urlsplit(url).password or "").startswith(MARK)


def misplaced(settings: Mapping[str, str]) -> list[str]:
    """The names of those settings that hold a marked secret for a server that isn't on loopback."""
    database, keys = (conninfo_to_dict(settings[name]) for name in ("DATABASE_URL", "KEYS_URL"))
    broker = urlsplit(settings["AMQP_URI"])
    marked = {
        "DATABASE_URL": (database.get("password"), _hosts(database)),
        "KEYS_URL": (keys.get("password"), _hosts(keys)),
        "MASTER_KEY": (settings["MASTER_KEY"], _hosts(keys)),
        "AMQP_URI": (broker.password, broker.hostname),
        "SERVICE_TOKEN": (_key_id(settings["SERVICE_TOKEN"]), broker.hostname),
    }
    return [name for name, (secret, hosts) in marked.items() if str(secret).startswith(MARK) and not _is_here(hosts)]


def _hosts(address: Mapping[str, object]) -> str:
    return ",".join(str(address[name]) for name in ("host", "hostaddr") if address.get(name))


def _is_here(hosts: str | None) -> bool:
    """No host, a socket's path and every name of this machine's own: here. What can't be read: not here."""
    return all(not host or host.startswith("/") or _is_loopback(host) for host in (hosts or "").split(","))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _key_id(token: str) -> object:
    try:
        return jwt.get_unverified_header(token).get("kid")
    except jwt.InvalidTokenError:
        return None
