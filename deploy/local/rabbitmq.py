"""A RabbitMQ node of our own on loopback: `start(folder)`, then connect to `.uri`. Quorum queues work on it.

With a topology it comes with those exchanges, queues and users: `.uri_of(user)`.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import amqp

from deploy.local import folder as place
from deploy.local.child import Child
from deploy.local.debian import Say
from deploy.local.definitions import definitions
from deploy.local.erlang import Installation, find_or_fetch
from deploy.local.ports import free_port, is_free
from shared.rights import Topology
from shared.secrets import EMBEDDED

_START_WITHIN_SECONDS = 60.0
_STOP_WITHIN_SECONDS = 20.0
_ADMINISTRATOR = "office"
_PORTS = ("port", "distribution_port", "names_port")
_ERLANG = [
    "+S 2:2",  # two schedulers will do for one office
    "+stbt u",  # not bound to processors: several nodes would be bound to the same ones
    "+sbwt short +sbwtdio short",  # RabbitMQ's own `none` nearly doubles the time to start
    "+P 131072",
    "-kernel inet_dist_use_interface {127,0,0,1}",
]
# limits that a small machine or a nearly full disk does not trip: an alarm blocks every publisher
_CONFIGURATION = """\
listeners.tcp.1 = 127.0.0.1:{port}
load_definitions = {definitions}
disk_free_limit.absolute = 20MB
vm_memory_high_watermark.absolute = 1GB
raft.wal_max_size_bytes = 33554432
log.console = false
log.file = node.log
"""


class NotAdmitted(RuntimeError):
    """The node took no definitions; its words say why."""


class RabbitMQ:
    """One node, its name daemon and its data. Ports, user and password stay the same over stops, kills and wipes."""

    def __init__(self, folder: Path, installation: Installation, topology: Topology) -> None:
        self._folder = folder.resolve()
        self._installation = installation
        self._topology = topology
        self._children: list[Child] = []  # the node, then the name daemon
        self._lock = -1
        self._settings: dict[str, Any] = {}

    @property
    def uri(self) -> str:
        """Where to connect, as administrator; valid after the first start."""
        return self.uri_of(_ADMINISTRATOR)

    def uri_of(self, user: str) -> str:
        """Where that user of the topology connects; valid after the first start."""
        return f"amqp://{user}:{self._settings['passwords'][user]}@127.0.0.1:{self.port}/"

    @property
    def port(self) -> int:
        return int(self._settings["port"])

    @property
    def pid(self) -> int:
        """The Erlang machine's process."""
        return self._children[0].pid

    def start(self) -> None:
        """Start, with what the node held before; also after `stop`, `kill` or a crash, on the same port."""
        if self._children and self._children[0].is_alive():
            return
        self.kill()
        self._lock = place.hold(self._folder)
        try:
            self._settle()
            self._write_configuration()
            names = self._spawn([str(self._installation.epmd)], "names.log")
            self._children = [names]
            node = self._spawn([str(self._installation.server)], "start.log")
            self._children = [node, names]
            node.wait_until(self._is_ready, _START_WITHIN_SECONDS)
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Orderly shutdown. Nothing to do if it does not run."""
        for child in self._children:
            child.stop(_STOP_WITHIN_SECONDS)
        self._release()

    def kill(self) -> None:
        """SIGKILL, for fault tests; what was confirmed is there after the next start."""
        for child in self._children:
            child.kill()
        self._release()

    def wipe(self) -> None:
        """Lose the disk: kill the node, delete all that it held (queues, exchanges, messages), start it empty."""
        self.kill()
        shutil.rmtree(self._folder / "data")
        self.start()

    def admit(self, definitions: Mapping[str, Any]) -> None:
        """Tell the running node of more users, rights and queues. They stay until the disk is wiped."""
        control = str(self._installation.server.with_name("rabbitmqctl"))
        text = json.dumps(definitions)
        command = [control, "--quiet", "import_definitions"]
        done = subprocess.run(command, env=self._environment(), input=text, capture_output=True, text=True)
        if done.returncode:
            raise NotAdmitted(done.stderr.strip() or done.stdout.strip())

    def _release(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
        self._children, self._lock = [], -1

    def _settle(self) -> None:
        settings = place.recall(self._folder)
        passwords = settings.setdefault("passwords", {})
        for user in (_ADMINISTRATOR, *self._topology.users):
            passwords.setdefault(user, EMBEDDED + secrets.token_urlsafe(24))
        for name in _PORTS:
            others = {settings.get(other) for other in _PORTS if other != name}
            while not (settings.get(name) and is_free(settings[name])) or settings[name] in others:
                settings[name] = free_port()
        self._settings = settings
        place.remember(self._folder, settings)

    def _write_configuration(self) -> None:
        for name in ("data", "home"):
            (self._folder / name).mkdir(exist_ok=True)
        self._write("home/.erlang.cookie", secrets.token_hex(20))
        path = self._folder / "definitions.json"
        self._write(path.name, json.dumps(definitions(self._topology, _ADMINISTRATOR, self._settings["passwords"])))
        self._write("rabbitmq.conf", _CONFIGURATION.format(port=self.port, definitions=path))
        self._write("enabled_plugins", "[].\n")
        # these two are there so that the system's own are not read
        self._write("rabbitmq-env.conf", "")
        self._write("advanced.config", "[].\n")

    def _write(self, name: str, text: str) -> None:
        path = self._folder / name
        path.unlink(missing_ok=True)
        path.touch(0o600)
        path.write_text(text)

    def _spawn(self, command: list[str], log: str) -> Child:
        return Child(command, self._environment(), self._folder / log, signal.SIGTERM, self._lock)

    def _environment(self) -> dict[str, str]:
        folder = self._folder
        return {
            **self._installation.environment,
            "HOME": str(folder / "home"),
            "LANG": "C.UTF-8",
            "ERL_EPMD_PORT": str(self._settings["names_port"]),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": "office@localhost",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self._settings["distribution_port"]),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder),
            "RABBITMQ_PID_FILE": str(folder / "data" / "pid"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONFIG_FILES": str(folder / "conf.d" / "*.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "advanced.config"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "rabbitmq-env.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": " ".join(_ERLANG),
            # the start script then becomes the node itself: the child we hold is the node, and not a shell before it
            "detached": "true",
        }

    def _is_ready(self) -> bool:
        try:
            password = self._settings["passwords"][_ADMINISTRATOR]
            with amqp.Connection(f"127.0.0.1:{self.port}", _ADMINISTRATOR, password, connect_timeout=2):
                return True
        except (OSError, amqp.AMQPError):
            return False


def admit(folder: Path, definitions: Mapping[str, Any]) -> None:
    """The same for the node that another process runs in `folder`."""
    node = RabbitMQ(folder, find_or_fetch(print), Topology())
    node._settings = place.recall(folder)
    node.admit(definitions)


def start(folder: Path, topology: Topology = Topology(), say: Say = print) -> RabbitMQ:  # noqa: B008
    """Start the node whose data is in `folder` (made if it is not there), and return when it takes connections.

    `say` is told of the download on a machine without RabbitMQ.
    """
    rabbitmq = RabbitMQ(folder, find_or_fetch(say), topology)
    rabbitmq.start()
    return rabbitmq
