"""A TCP proxy of our own between the office and a server: the network, to be broken in every way that it breaks."""

import socket
import struct
import threading
import time
from contextlib import suppress

OPEN, REFUSED, LOST, UNANSWERED, STALLED, HALF_CLOSED, SLOW = (
    "open", "refused", "lost", "unanswered", "stalled", "half-closed", "slow")  # fmt: skip
WAYS = (REFUSED, LOST, UNANSWERED, STALLED, HALF_CLOSED, SLOW)
"""refused: every connection is reset, new ones too. lost: what is sent is taken, and goes nowhere, for as long as the
connection lives, even when the network is well again. unanswered: what is sent arrives, its answer is lost like that.
stalled: held back, and delivered late. half-closed: the server seems to have closed, and goes on taking what it is
sent. slow: half a second a chunk."""
SLOW_SECONDS = 0.5
RESET = struct.pack("ii", 1, 0)


class Link:
    """One connection through the proxy. Lost once is lost for ever."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client, self.server = client, server
        self.lost = self.unanswered = False

    def reset(self) -> None:
        for end in (self.client, self.server):
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                end.shutdown(socket.SHUT_RDWR)
                end.close()

    def half_close(self) -> None:
        with suppress(OSError):
            self.client.shutdown(socket.SHUT_WR)


class Wire:
    """Listens on a port of its own in front of a server on loopback, and breaks as told."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._way = OPEN
        self._links: list[Link] = []
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def through(self, address: str) -> str:
        """A server's address, with the proxy's port in place of the server's."""
        return address.replace(f":{self._server_port}/", f":{self.port}/")

    def break_it(self, way: str) -> None:
        """From now on, for every connection there is and every one to come."""
        with self._lock:
            self._way = way
            for link in self._links:
                self._afflict(link)

    def mend(self) -> None:
        """New connections work; old ones if they were only slow or stalled."""
        self._way = OPEN

    def close(self) -> None:
        with suppress(OSError):
            # close alone would leave `accept` waiting
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.break_it(REFUSED)

    def _afflict(self, link: Link) -> None:
        match self._way:
            case "refused":
                link.reset()
            case "lost":
                link.lost = True
            case "unanswered":
                link.unanswered = True
            case "half-closed":
                link.half_close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._server_port), timeout=5)
                server.settimeout(None)
            except OSError:
                client.close()
                continue
            link = Link(client, server)
            with self._lock:
                self._links.append(link)
                self._afflict(link)
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._carry, args=(link, source, sink), daemon=True).start()

    def _carry(self, link: Link, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                while self._way == STALLED:
                    time.sleep(0.05)
                if self._way == SLOW:
                    time.sleep(SLOW_SECONDS)
                if not (link.lost or (link.unanswered and source is link.server)):
                    sink.sendall(data)
        # a lost connection doesn't even tell the other end that this one is gone
        if not link.lost:
            link.reset()
        with self._lock, suppress(ValueError):
            self._links.remove(link)
