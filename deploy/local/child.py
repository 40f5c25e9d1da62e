"""A server as our child process: in a session of its own, with a log file, and with a guard that ends it if we die."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from deploy.local import processes

_ROOT = Path(__file__).resolve().parents[2]
_CHILDREN_END_WITHIN_SECONDS = 5.0


class NotStarted(RuntimeError):
    """The server ended at once or did not become ready in time; the message ends with the last lines of its log."""


def last_words(log: Path) -> str:
    """What to tell a person when a server fails."""
    return f"the end of {log}:\n" + "\n".join(log.read_text(errors="replace").splitlines()[-15:])


class Child:
    """Starts `command` at once. `polite` is the signal for an orderly end; `lock` is held until the server is gone."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], log: Path, polite: signal.Signals, lock: int
    ) -> None:
        self._log = log
        self._polite = polite
        with log.open("ab") as output:
            # a session of its own: Ctrl-C at the terminal reaches only us, and we end the server in order
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            self._guard = subprocess.Popen(
                [sys.executable, "-m", "deploy.local.guard", str(self.pid), str(int(polite))],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                start_new_session=True,
                pass_fds=[lock],
            )
        except BaseException:
            self._process.kill()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def wait_until(self, ready: Callable[[], bool], within: float) -> None:
        """Return when `ready` says so; else end the server and raise NotStarted."""
        deadline = time.monotonic() + within
        try:
            while not ready():
                if not self.is_alive() or time.monotonic() > deadline:
                    raise NotStarted(f"server did not become ready; {last_words(self._log)}")
                time.sleep(0.05)
        except BaseException:
            self.kill()
            raise

    def stop(self, within: float) -> None:
        """End it in order, and by force after `within` seconds."""
        self._end(self._polite, within)

    def kill(self) -> None:
        """End it by SIGKILL, as a crash would, and wait until its own children have noticed."""
        self._end(signal.SIGKILL, 0)

    def _end(self, number: signal.Signals, within: float) -> None:
        if self._guard.returncode is not None:
            return
        family = processes.descendants(self.pid)
        self._process.send_signal(number)
        try:
            self._process.wait(within or None)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        # some it may have started on its way down
        processes.end([*family, *processes.session(self.pid)], _CHILDREN_END_WITHIN_SECONDS)
        self._guard.kill()
        self._guard.communicate()
