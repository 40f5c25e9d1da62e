"""What is looked up at the moment of a scrape: how far behind each reader is, what is open, how full the pools are.

Every process of a service shows what stands in the database, and the lag of those readers only that it runs itself.
While the database is away only what needs none is shown: the scrape never fails.
"""

import os
import platform
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

import jwt
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from psycopg import Connection
from psycopg_pool import ConnectionPool

from shared import VERSION, sight, tail
from shared.database import AWAY, NO_STORE
from shared.parked import OPEN
from shared.tell import published_up_to
from shared.times import now

Pools = Mapping[str, ConnectionPool[Connection[Any]]]
Labelled = Mapping[Any, float]

OLDEST_UNREAD = """
SELECT reader, coalesce(extract(epoch FROM clock_timestamp() - unread.recorded_at), 0)
FROM unnest(%(readers)s::text[], %(positions)s::bigint[]) AS reading (reader, reached)
LEFT JOIN LATERAL (
    SELECT recorded_at FROM log.all_facts WHERE position > reached AND position <= %(head)s ORDER BY position LIMIT 1
) unread ON true
"""
LATE = """
SELECT count(*), coalesce(max(extract(epoch FROM %(now)s - due_at)), 0) FROM log.deadlines
WHERE passed_at IS NULL AND due_at < %(now)s
"""
# what a stranger's messages are parked under ends with his log's id, of which there may be many
PARKED = f"""
SELECT split_part(reader, ':', 1) || coalesce(':' || nullif(split_part(reader, ':', 2), ''), ''), state, count(*)
FROM log.parked WHERE state IN {OPEN} GROUP BY 1, 2
"""  # noqa: S608


class Gauges(Collector):
    """`ready` says of each server that we need whether it answers; `pools` are named by what they connect to."""

    def __init__(self, ready: Callable[[], Mapping[str, bool]], pools: Pools, service_token: str) -> None:
        self._ready, self._pools = ready, pools
        self._token_expires = _expiry(service_token)

    def collect(self) -> Iterable[Metric]:
        yield build_info()
        if self._token_expires is not None:
            text = "When the token expires with which this service asks others"
            yield _gauge("waishi_service_token_expiry_timestamp_seconds", text, {(): self._token_expires})
        ready = self._ready()
        text = "Whether the server answers"
        yield _gauge("waishi_ready", text, {(part,): float(it) for part, it in ready.items()}, "part")
        yield from _pools(self._pools)
        with suppress(*AWAY, *NO_STORE), self._pools["log"].connection(timeout=2) as db:
            yield from _standing(db)


def build_info() -> Metric:
    """Which code runs. REVISION is set by whoever builds an image or installs."""
    labels = (VERSION, os.environ.get("REVISION", ""), platform.python_version())
    return _gauge("waishi_build_info", "Which code runs", {labels: 1}, "version", "revision", "python")


def _expiry(token: str) -> float | None:
    try:
        return float(jwt.decode(token, options={"verify_signature": False})["exp"])
    except (jwt.InvalidTokenError, KeyError):
        return None


def _pools(pools: Pools) -> Iterable[Metric]:
    stats = {name: pool.get_stats() for name, pool in pools.items()}
    connections: Labelled = {}
    for name, found in stats.items():
        idle, size = found.get("pool_available", 0), found.get("pool_size", 0)
        connections = {**connections, (name, "idle"): float(idle), (name, "used"): float(size - idle)}
    yield _gauge("waishi_pool_connections", "Connections to a database", connections, "pool", "state")
    waiting = {(name,): float(found.get("requests_waiting", 0)) for name, found in stats.items()}
    yield _gauge("waishi_pool_waiting", "Calls that wait for a connection", waiting, "pool")


def _standing(db: Connection[Any]) -> Iterable[Metric]:
    head = tail.find_head(db)
    yield _gauge("waishi_log_position", "Where the log ends", {(): head})
    yield from _lag(db, head)
    row = db.execute("SELECT coalesce(max(sequence), 0) FROM log.told").fetchone()
    told = row[0] if row else 0
    yield _gauge("waishi_told_sequence", "Public facts that bear a number", {(): told})
    unpublished = {(): float(max(told - published_up_to(db), 0))}
    yield _gauge("waishi_unpublished_facts", "Public facts that the broker has not confirmed", unpublished)
    heard = {(source,): float(sequence) for source, sequence in db.execute("SELECT source, sequence FROM log.heard")}
    yield _gauge("waishi_heard_sequence", "Up to which of a source's public facts all was heard", heard, "source")
    parked = {(reader, state): float(number) for reader, state, number in db.execute(PARKED)}
    yield _gauge("waishi_parked_facts", "What could not be digested and is open", parked, "reader", "state")
    late = db.execute(LATE, {"now": now()}).fetchone() or (0, 0)
    yield _gauge("waishi_deadlines_late", "Deadlines that are due and have not passed", {(): late[0]})
    yield _gauge("waishi_deadline_late_seconds", "How late the latest of them is", {(): float(late[1])})


def _lag(db: Connection[Any], head: int) -> Iterable[Metric]:
    reading = dict(sight.READING)
    facts = {(reader,): float(max(head - reached, 0)) for reader, reached in reading.items()}
    yield _gauge("waishi_reader_lag_facts", "Facts in the log that a reader has not read", facts, "reader")
    asked = {"readers": list(reading), "positions": list(reading.values()), "head": head}
    seconds = {(reader,): float(age) for reader, age in db.execute(OLDEST_UNREAD, asked)}
    yield _gauge("waishi_reader_lag_seconds", "Age of the oldest fact that a reader has not read", seconds, "reader")


def _gauge(name: str, text: str, found: Labelled, *labels: str) -> Metric:
    family = GaugeMetricFamily(name, text, labels=labels)
    for values, number in found.items():
        family.add_metric(values, number)
    return family
