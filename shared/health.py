"""`/live`, `/ready` and `/metrics` by HTTP, for whoever runs the service."""

import json
import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from psycopg_pool import ConnectionPool

from shared.broker import connection, open_now
from shared.gauges import Gauges, Pools

Check = Callable[[], Any]
"""Raises if it doesn't hold."""
Application = Callable[..., Iterable[bytes]]


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """A probe every few seconds is no event."""


def serve(address: str, application: Application, stopping: threading.Event) -> None:
    """Answer until `stopping`."""
    host, _, port = address.rpartition(":")
    server: WSGIServer = make_server(host, int(port), application, handler_class=Quiet)
    server.timeout = 0.5
    with server:
        while not stopping.is_set():
            server.handle_request()


def application(pools: Pools, check_keys: Check, uri: str, service_token: str) -> Application:
    """Answers by WSGI. Ready means: the database answers, the read store is there, people's keys can be opened with
    our master key, the broker takes us."""

    def ready() -> dict[str, bool]:
        checks: dict[str, Check] = {
            "database": partial(_read, pools["log"]),
            "keys": check_keys,
            "broker": partial(_sign_in, uri),
        }
        return {part: _holds(check) for part, check in checks.items()}

    looked_up = CollectorRegistry()
    looked_up.register(Gauges(ready, pools, service_token))

    def respond(environment: Any, start: Callable[..., Any]) -> Iterable[bytes]:
        match environment["PATH_INFO"]:
            case "/live":
                return _json(start, "200 OK", {"live": True})
            case "/ready":
                found = ready()
                return _json(start, "200 OK" if all(found.values()) else "503 Service Unavailable", found)
            case "/metrics":
                start("200 OK", [("Content-Type", CONTENT_TYPE_LATEST)])
                return [generate_latest(), generate_latest(looked_up)]
            case _:
                return _json(start, "404 Not Found", {"paths": ["/live", "/ready", "/metrics"]})

    return respond


def _json(start: Callable[..., Any], status: str, body: Any) -> Iterable[bytes]:
    start(status, [("Content-Type", "application/json")])
    return [json.dumps(body).encode()]


def _holds(check: Check) -> bool:
    try:
        check()
        return True
    except Exception:
        return False


def _read(pool: ConnectionPool[Any]) -> None:
    with pool.connection(timeout=2) as db:
        db.execute("SELECT position FROM checkpoint")


def _sign_in(uri: str) -> None:
    with connection(uri) as link:
        open_now(link, 2)
