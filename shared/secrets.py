"""Settings and secrets: from the environment, or from files that it names; never the embedded ones in production."""

import os
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

EMBEDDED = "embedded-"
"""What the passwords of the embedded servers begin with."""


def read(name: str) -> str | None:
    """The setting NAME, or what stands in the file that NAME_FILE names; None if neither is set."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text().strip()
    return os.environ.get(name) or None


def require(names: list[str]) -> list[str]:
    """All of these settings. Ends the program with the names that are missing."""
    found = {name: read(name) for name in names}
    missing = [name for name, value in found.items() if value is None]
    if missing:
        raise SystemExit(f"set {', '.join(missing)} in the environment, or name files by {missing[0]}_FILE and so on")
    for name, value in found.items():
        refuse_embedded(name, value or "")
    return [value or "" for value in found.values()]


def refuse_embedded(name: str, url: str) -> None:
    """Ends the program if an embedded server's password is used for a server that is not on this machine."""
    parts = urlsplit(url) if "://" in url else None
    if parts and unquote(parts.password or "").startswith(EMBEDDED) and not _is_loopback(parts.hostname or ""):
        raise SystemExit(f"{name} has the embedded default's password, and {parts.hostname} is not this machine: "
                         "give that server a password of its own")  # fmt: skip


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")
