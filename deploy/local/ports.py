"""Free TCP ports on loopback."""

import random
import socket

# Below the ports that the kernel hands out to outgoing connections: while a server is down between two starts, a client
# that keeps trying to reach it could otherwise be given the server's own port as its source, and connect to itself.
_FIRST, _LAST = 20_000, 29_999
_ATTEMPTS = 200
_given: set[int] = set()


def is_free(port: int) -> bool:
    """Whether a server could listen on 127.0.0.1:`port` now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """A port nobody listens on, and that this process gave to nobody: servers that start side by side listen a moment
    later. Drawn at random, so that two processes at the same moment rarely draw the same one."""
    for _ in range(_ATTEMPTS):
        port = random.randint(_FIRST, _LAST)
        if port not in _given and is_free(port):
            _given.add(port)
            return port
    raise RuntimeError(f"no free port found between {_FIRST} and {_LAST}")
