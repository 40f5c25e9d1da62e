"""Ends a server whose starter is gone, however it went: `python -m deploy.local.guard PID SIGNAL`.

Standard input is a pipe whose other end only the starter holds: it closes when the starter dies, even by SIGKILL. (The
kernel's own parent-death signal will not do: it fires when the starting *thread* ends, and a change of user clears it.)
"""

import select
import signal
import sys

from deploy.local import processes

_LOOK_EVERY_SECONDS = 1.0
_PATIENCE_SECONDS = 10.0


def watch(pid: int, number: signal.Signals) -> None:
    """Return when the server has ended, by itself or, once the starter is gone, by us."""
    server = processes.running(pid)
    while server and processes.is_alive(server):
        starter_is_gone, _, _ = select.select([sys.stdin], [], [], _LOOK_EVERY_SECONDS)
        if starter_is_gone:
            family = [server, *processes.descendants(pid)]
            processes.send(server, number)
            processes.end(family, _PATIENCE_SECONDS)


if __name__ == "__main__":
    watch(int(sys.argv[1]), signal.Signals(int(sys.argv[2])))
