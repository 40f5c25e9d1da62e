"""Where RabbitMQ's programs are: the system's if it is installed, else Debian's packages in a folder of our own."""

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from deploy.local import debian

_OWN = Path(__file__).resolve().parents[2] / ".local" / "rabbitmq"


@dataclass(frozen=True)
class Installation:
    """The server's start script, Erlang's name daemon, and what both need in their environment."""

    server: Path
    epmd: Path
    environment: dict[str, str]


def find_or_fetch(say: debian.Say, own: Path = _OWN) -> Installation:
    """The system's RabbitMQ, or one of our own below `own`, fetched (31 MB) the first time."""
    installed = _below(Path("/"))
    if installed:
        return installed
    own.parent.mkdir(parents=True, exist_ok=True)
    with open(own.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not own.exists():
            say(f"RabbitMQ is not installed: fetching Debian's packages into {own} (once)")
            debian.fetch("rabbitmq-server", own, say, with_needed="erlang-.*")
    fetched = _below(own)
    assert fetched, f"{own} holds no RabbitMQ; delete it and try again"
    return fetched


def _below(root: Path) -> Installation | None:
    servers = sorted(root.glob("usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server"))
    daemons = sorted(root.glob("usr/lib/erlang/erts-*/bin/epmd"))
    if not servers or not daemons:
        return None
    environment = {"PATH": f"{root / 'usr/bin'}:/usr/bin:/bin"}
    if root != Path("/"):
        _make_relocatable(root / "usr/lib/erlang/bin/erl")
        environment["ERL_ROOTDIR"] = str(root / "usr/lib/erlang")
        environment["RABBITMQ_PLUGINS_DIR"] = str(servers[-1].parents[1] / "plugins")
    return Installation(servers[-1], daemons[-1], environment)


def _make_relocatable(script: Path) -> None:
    """Debian's `erl` names its own folder outright, whatever ERL_ROOTDIR says."""
    text = script.read_text()
    mended = text.replace("ROOTDIR=/usr/lib/erlang\n", "ROOTDIR=${ERL_ROOTDIR:-/usr/lib/erlang}\n")
    if mended != text:
        fresh = script.with_name("erl.new")
        fresh.write_text(mended)
        shutil.copymode(script, fresh)
        os.replace(fresh, script)
