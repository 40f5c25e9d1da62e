"""`/live`, `/ready` and `/metrics` by HTTP, for whoever runs the service."""

import json
import threading
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from psycopg_pool import ConnectionPool

from shared.broker import connection, open_now
from shared.gauges import Gauges, Pools


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """A probe every few seconds is no event."""


def serve(address: str, pools: Pools, uri: str, service_token: str, stopping: threading.Event) -> None:
    """Answer until `stopping`."""
    host, _, port = address.rpartition(":")
    server: WSGIServer = make_server(host, int(port), application(pools, uri, service_token), handler_class=Quiet)
    server.timeout = 0.5
    with server:
        while not stopping.is_set():
            server.handle_request()


def application(pools: Pools, uri: str, service_token: str) -> Callable[..., Iterable[bytes]]:
    """The WSGI application. Ready means: the database answers, the read store is there, the broker takes us."""

    def ready() -> dict[str, bool]:
        return {"database": _database_answers(pools["log"]), "broker": _broker_answers(uri)}

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


def _database_answers(pool: ConnectionPool[Any]) -> bool:
    try:
        with pool.connection(timeout=2) as db:
            db.execute("SELECT position FROM checkpoint")
        return True
    except Exception:
        return False


def _broker_answers(uri: str) -> bool:
    try:
        with connection(uri) as link:
            open_now(link, 2)
        return True
    except Exception:
        return False
