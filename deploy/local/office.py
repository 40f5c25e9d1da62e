"""An office on this machine: its servers, its databases, its services.

    python -m deploy.local.office up      open it, and leave it open
    python -m deploy.local.office down    close it

With DATABASE_URL and AMQP_URI set it uses those servers, else it starts embedded ones as its own children.
"""

import base64
import contextlib
import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO
from urllib.error import URLError
from urllib.request import urlopen

from deploy.local import databases, postgres, rabbitmq, topology
from deploy.local import folder as place
from deploy.local.child import Child
from deploy.local.databases import Database, keys_of
from deploy.local.people import People, new_private_key
from deploy.local.ports import free_port
from deploy.local.postgres import Postgres
from deploy.local.rabbitmq import RabbitMQ
from shared.keys import Keyring
from shared.migrate import home_of, migrate, migrate_keys
from shared.rebuild import service_of
from shared.rights import CALLER, WATCH, Chosen, Topology, topology_of

ROOT = Path(__file__).resolve().parents[2]
SERVICES = {
    "approvals": "services.approvals.service:Approvals",
    "reception": "services.reception.service:Reception",
    "exchanges": "services.exchanges.service:Exchanges",
    "consular": "services.consular.service:Consular",
    "media": "services.media.service:Media",
}
READY_WITHIN_SECONDS = 60.0
STOP_WITHIN_SECONDS = 15.0
Say = Callable[[str], None]


def silent(_: str) -> None:
    """Says nothing."""


@dataclass
class Running:
    """One process of a service."""

    child: Child
    http: str
    lock: int


@dataclass
class Office:
    """Opens in its folder; everything that it started ends with it. `counters` maps names to module:class and
    `integrators` names to facts; those in `streams` have a stream of theirs.

    `amqp_uri` is the administrator's at the broker; services and callers have users of their own.
    """

    home: Path
    counters: Mapping[str, str] = field(default_factory=lambda: SERVICES)
    prefix: str = "waishi"
    integrators: Mapping[str, Chosen] = field(default_factory=dict)
    streams: Sequence[str] = ()
    say: Say = silent
    people: People = field(default_factory=People)
    database_server: Postgres | None = None
    broker: RabbitMQ | None = None
    admin_url: str = field(default_factory=lambda: os.environ.get("DATABASE_URL", ""))
    amqp_uri: str = field(default_factory=lambda: os.environ.get("AMQP_URI", ""))
    databases: dict[str, Database] = field(default_factory=dict)
    keys: dict[str, Database] = field(default_factory=dict)
    running: dict[str, list[Running]] = field(default_factory=dict)
    started: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        try:
            self.open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def open(self) -> None:
        """Servers, databases, migrations, services; returns when every service is ready."""
        self.start_servers()
        self.prepare_databases()
        self.say(f"starting {len(self.counters)} services")
        for name in self.counters:
            self.start_service(name)
        self.wait_until_ready()

    def start_servers(self) -> None:
        """Start the embedded servers that are not given."""
        self.home.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(2) as pool:
            database = None if self.admin_url else pool.submit(postgres.start, self.home / "postgres")
            broker = None if self.amqp_uri else pool.submit(rabbitmq.start, self.home / "rabbitmq", self.topology)
            if database:
                self.say("starting an embedded PostgreSQL")
                self.database_server = database.result()
                self.admin_url = self.database_server.url
            if broker:
                self.say("starting a private RabbitMQ node")
                self.broker = broker.result()
                self.amqp_uri = self.broker.uri
            else:
                self.say("the broker of AMQP_URI is used as its one user: nobody's rights are narrowed there")
                topology.declare(self.amqp_uri, self.topology)

    @property
    def topology(self) -> Topology:
        """What must stand at the broker, and who may do what with it."""
        return topology_of([service_of(path) for path in self.counters.values()], self.integrators, self.streams)

    def uri_of(self, user: str) -> str:
        """Where that user connects to the broker; at a broker that was given, all are the one user given."""
        return self.broker.uri_of(user) if self.broker else self.amqp_uri

    @property
    def master_key(self) -> str:
        """What wraps the people's keys: made once for this folder, and needed as long as its databases are."""
        path = self.home / "master_key"
        if not path.exists():
            path.touch(0o600)
            path.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
        return path.read_text()

    def own_settings(self, name: str) -> dict[str, str]:
        """What that service alone needs: keys, made once for this folder."""
        return {setting: self._key(setting.lower()) for setting in service_of(self.counters[name]).settings}

    def _key(self, name: str) -> str:
        path = self.home / name
        if not path.exists():
            path.touch(0o600)
            path.write_text(new_private_key())
        return path.read_text()

    def prepare_databases(self) -> None:
        """For each service a database and one for its people's keys, with their roles, migrated to today's schema."""
        self.say(f"preparing {len(self.counters)} databases")
        for name in self.counters:
            self.databases[name] = databases.prepare(self.admin_url, f"{self.prefix}_{name}")
            self.keys[name] = databases.prepare(self.admin_url, keys_of(f"{self.prefix}_{name}"))
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self._migrate, self.counters))

    def _migrate(self, name: str) -> None:
        database = self.databases[name]
        migrate(database.migrator_url, self.home_of(name), database.application_role)
        migrate_keys(self.keys[name].migrator_url, self.keys[name].application_role)

    def home_of(self, name: str) -> Path:
        """The folder of that service's code."""
        return home_of(self.counters[name].partition(":")[0].rpartition(".")[0])

    def keyring(self, name: str) -> Keyring:
        """The keys of that service's people; the caller closes it."""
        return Keyring(self.keys[name].application_url, self.master_key)

    def start_service(self, name: str, extra: Mapping[str, str] | None = None) -> Running:
        """One more process of that service. `extra` goes into its environment."""
        port = free_port()
        self.running.setdefault(name, [])
        self.started[name] = self.started.get(name, 0) + 1
        here = self.home / f"{name}-{self.started[name]}"
        lock = place.hold(here)
        environment = {
            **os.environ,
            "PYTHONUNBUFFERED": "1",
            "DATABASE_URL": self.databases[name].application_url,
            "AMQP_URI": self.uri_of(name),
            "TOKEN_PUBLIC_KEY": self.people.public_key,
            "SERVICE_TOKEN": self.people.token(f"service:{name}", "service", unit=name),
            "HTTP_ADDRESS": f"127.0.0.1:{port}",
            "KEYS_URL": self.keys[name].application_url,
            "MASTER_KEY": self.master_key,
            **self.own_settings(name),
            **(extra or {}),
        }
        command = [sys.executable, "-W", "ignore", "-m", "shared.run", self.counters[name]]
        child = Child(command, environment, here / "log", signal.SIGTERM, lock)
        process = Running(child, f"127.0.0.1:{port}", lock)
        self.running[name].append(process)
        return process

    def wait_until_ready(self) -> None:
        """Return when every running process answers /ready."""
        for processes in self.running.values():
            for process in processes:
                process.child.wait_until(lambda: is_ready(process.http), READY_WITHIN_SECONDS)  # noqa: B023

    def end_service(self, name: str, process: Running, kill: bool = False) -> None:
        """End one process: in order, or as a crash would."""
        process.child.kill() if kill else process.child.stop(STOP_WITHIN_SECONDS)
        os.close(process.lock)
        self.running[name].remove(process)

    def close(self) -> None:
        """End services first, then servers."""
        everything = [(name, process) for name, processes in self.running.items() for process in processes]
        with ThreadPoolExecutor(max(len(everything), 1)) as pool:
            list(pool.map(lambda item: self.end_service(*item), everything))
        for server in (self.broker, self.database_server):
            if server is not None:
                server.stop()
        self.broker = self.database_server = None

    def state(self) -> dict[str, object]:
        """What somebody outside needs to work with this office: addresses, keys and where things lie."""
        return {
            "pid": os.getpid(),
            "amqp_uri": self.uri_of(CALLER),
            "watch_uri": self.uri_of(WATCH),
            "admin_url": self.admin_url,
            "private_key": self.people.private_key,
            "master_key": self.master_key,
            "counters": dict(self.counters),
            "databases": {name: vars(database) for name, database in self.databases.items()},
            "keys": {name: vars(database) for name, database in self.keys.items()},
            "http": {name: [process.http for process in processes] for name, processes in self.running.items()},
        }


def is_ready(address: str) -> bool:
    try:
        with urlopen(f"http://{address}/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


HOME = ROOT / ".office"


def recall_open_office() -> dict[str, object] | None:
    """The state of the office that `up` left open here, or None."""
    state = place.recall(HOME / "state")
    if not state:
        return None
    try:
        os.kill(int(str(state["pid"])), 0)
    except (ProcessLookupError, PermissionError):
        return None
    return state


def up() -> None:
    """Open the office in a process of its own that outlives this one."""
    if recall_open_office():
        print("the office is open already; `make down` closes it")
        return
    HOME.mkdir(exist_ok=True)
    read_end, write_end = os.pipe()
    if os.fork():
        os.close(write_end)
        with os.fdopen(read_end) as words:
            last = ""
            for line in words:
                last = line.strip()
                print(last, flush=True)
        sys.exit(0 if last.startswith("the office is open") else 1)
    os.setsid()
    os.close(read_end)
    _let_go_of_the_terminal()
    _stay_open(os.fdopen(write_end, "w", buffering=1))


def _let_go_of_the_terminal() -> None:
    """What this process keeps open would keep a pipe behind `make up` waiting for as long as the office is open."""
    nothing = os.open(os.devnull, os.O_RDWR)
    log = os.open(HOME / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(nothing, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)


def _stay_open(words: TextIO) -> None:
    def say(line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            print(line, file=words, flush=True)

    done: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: done.append(number))
    signal.signal(signal.SIGINT, lambda number, _: done.append(number))
    try:
        with Office(HOME, say=say) as office:
            (HOME / "state").mkdir(exist_ok=True)
            place.remember(HOME / "state", office.state())
            say("the office is open; look around with `./waishi --help`, close it with `make down`")
            words.close()
            while not done:
                time.sleep(0.2)
    except Exception as error:
        say(f"the office could not open: {error}")
    finally:
        (HOME / "state" / "settings.json").unlink(missing_ok=True)


def down() -> None:
    """Close the office that `up` opened, and wait until nothing of it runs."""
    state = recall_open_office()
    if state is None:
        print("no office is open here")
        return
    pid = int(str(state["pid"]))
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 60
    while recall_open_office() is not None and time.monotonic() < deadline:
        time.sleep(0.1)
    print("the office is closed")


if __name__ == "__main__":
    {"up": up, "down": down}[sys.argv[1]]()
