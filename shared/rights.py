"""Who may do what at the broker: derived from what each service declares, so that no list of it can grow stale.

RabbitMQ's permissions are patterns over the names of queues and exchanges, and, on topic exchanges, over routing keys.
The exchanges and queues stand before a service starts: it may make nothing but a queue for answers to itself, whose
name the broker chooses, since whoever may name a thing could name an exchange, and bind it around the patterns.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kombu import Exchange, Queue, binding

from shared.broker import ADDRESS, EVERY_FACT, RPC_EXCHANGE, exchange_of, queue_of, rpc_queue_of
from shared.policy import EVERY_SERVICE
from shared.service import Service

ASKED_BY_LISTENERS = tuple(name for name, may in EVERY_SERVICE.items() if "service" in may.roles)
"""The methods of a source that its listeners call."""
CALLER, WATCH = "caller", "watch"
HISTORY = "history"
HISTORY_BYTES, SEGMENT_BYTES = 10_000_000_000, 50_000_000
"""The most that a stream of history keeps, and how much of it goes at once when there is more."""
OWN_ANSWERS = r"amq\.gen-.*"
NAMED_ANSWERS = r"rpc\.reply-[\w-]+"  # stock nameko's

Chosen = Mapping[str, Sequence[str]]
"""The facts that an integrator may read: names by service; `#` stands for all of a service's."""


@dataclass(frozen=True)
class Topics:
    """On one topic exchange: the keys with which a user may publish, and with which it may bind."""

    publish: str
    bind: str


@dataclass(frozen=True)
class Rights:
    """One user's: which names it may make, write to and read from, and the keys by exchange."""

    configure: str
    write: str
    read: str
    topics: Mapping[str, Topics]


@dataclass(frozen=True)
class Topology:
    """What stands at the broker before any service starts, and who may do what with it."""

    exchanges: tuple[Exchange, ...] = ()
    queues: tuple[Queue, ...] = ()
    users: Mapping[str, Rights] = field(default_factory=dict)


def topology_of(
    services: Sequence[Service], integrators: Mapping[str, Chosen] | None = None, streams: Collection[str] = ()
) -> Topology:
    """For these services, a caller of them all, a watcher of all their facts, and the integrators, of whom those in
    `streams` have a stream of their facts from now on.

    Raises ValueError for an integrator whose name would give it what is another's.
    """
    tellers = sorted({name for service in services for name in (service.name, *service.facts.sources)})
    users = {service.name: of_service(service) for service in services} | {CALLER: of_caller()}
    users[WATCH] = of_integrator(WATCH, dict.fromkeys(tellers, (EVERY_FACT,)))
    for name, chosen in (integrators or {}).items():
        theirs = users_of(name, chosen)
        if not users.keys().isdisjoint(theirs) or name in tellers:
            raise ValueError(f"an integrator can't be called {name}: somebody else has that name")
        users |= theirs
    heard = [queue_of(service.name, source) for service in services for source in service.facts.sources]
    kept = [stream_of(name, chosen) for name, chosen in (integrators or {}).items() if name in streams]
    return Topology(
        exchanges=(RPC_EXCHANGE, *map(exchange_of, tellers)),
        queues=(*(rpc_queue_of(service.name) for service in services), *heard, *kept),
        users=users,
    )


def users_of(name: str, chosen: Chosen) -> dict[str, Rights]:
    """An integrator's two users: `<name>` reads its facts as they are told, `<name>_history` asks for earlier ones.

    Raises ValueError for a name that would be a pattern, or another queue's beginning.
    """
    if not re.fullmatch("[a-z][a-z0-9_]*", name):
        raise ValueError(f"an integrator can't be called {name}: lower-case letters, digits and _")
    return {name: of_integrator(name, chosen), f"{name}_{HISTORY}": of_history(chosen)}


def of_service(service: Service) -> Rights:
    """Answer its own calls, tell its own public facts, hear its sources and ask them for what it missed."""
    asked = [f"{source}.{method}" for source in service.facts.sources for method in ASKED_BY_LISTENERS]
    heard = [queue_of(service.name, source).name for source in service.facts.sources]
    own = exchange_of(service.name).name
    return Rights(
        configure=_only([], OWN_ANSWERS),
        write=_only([RPC_EXCHANGE.name, own], OWN_ANSWERS),
        read=_only([RPC_EXCHANGE.name, rpc_queue_of(service.name).name, *heard], OWN_ANSWERS),
        topics={
            RPC_EXCHANGE.name: Topics(publish=_only(asked, ADDRESS), bind=_only([], ADDRESS)),
            own: Topics(publish=_only(service.facts.public), bind=_only([])),
        },
    )


def of_caller() -> Rights:
    """Call any method, and read the answers: the terminal, a gateway. Whom a method serves, the token says."""
    return Rights(
        configure=_only([], OWN_ANSWERS, NAMED_ANSWERS),
        write=_only([RPC_EXCHANGE.name], OWN_ANSWERS, NAMED_ANSWERS),
        read=_only([RPC_EXCHANGE.name], OWN_ANSWERS, NAMED_ANSWERS),
        topics={RPC_EXCHANGE.name: Topics(publish=_only([], r"[\w-]+\.\w+"), bind=_only([], ADDRESS))},
    )


def of_integrator(name: str, chosen: Chosen) -> Rights:
    """Read these facts into queues of its own: `<name>.<any>`, or those that stock nameko makes for a service of
    that name. It publishes nothing."""
    own = (rf"{name}\.[\w.-]+", rf"evt-\w+-\w+--{name}\.[\w-]+")
    return Rights(
        configure=_only([], *own),
        write=_only([], *own),  # binding a queue is writing to it
        read=_only([exchange_of(source).name for source in chosen], *own),
        topics={
            exchange_of(source).name: Topics(publish=_only([]), bind=".*" if EVERY_FACT in facts else _only(facts))
            for source, facts in chosen.items()
        },
    )


def of_history(chosen: Chosen) -> Rights:
    """Ask these services for the facts that they told, and nothing else; with a token of the role `integrator`.

    A user apart, since who may name a queue, as an integrator may, must not write to the exchange of calls.
    """
    return Rights(
        configure=_only([], OWN_ANSWERS),
        write=_only([RPC_EXCHANGE.name], OWN_ANSWERS),
        read=_only([RPC_EXCHANGE.name], OWN_ANSWERS),
        topics={
            RPC_EXCHANGE.name: Topics(
                publish=_only(f"{source}.facts_told" for source in chosen), bind=_only([], ADDRESS)
            )
        },
    )


def stream_of(name: str, chosen: Chosen) -> Queue:
    """An integrator's stream, `<name>.history`: what is told from its making on stays there, and is read from any
    point, as often as one likes. It stands before its reader starts."""
    return Queue(
        f"{name}.{HISTORY}",
        bindings=[binding(exchange_of(source), routing_key=fact) for source, facts in chosen.items() for fact in facts],
        durable=True,
        no_declare=True,
        queue_arguments={
            "x-queue-type": "stream",
            "x-max-length-bytes": HISTORY_BYTES,
            "x-stream-max-segment-size-bytes": SEGMENT_BYTES,
        },
    )


def bindings_of(queue: Queue) -> list[tuple[str, str]]:
    """The exchanges and keys that a queue is bound to."""
    return [(each.exchange.name, each.routing_key) for each in queue.bindings] or [
        (queue.exchange.name, queue.routing_key)
    ]


def _only(names: Iterable[str], *patterns: str) -> str:
    """A pattern that matches these names as a whole, and what these patterns match; for neither, nothing."""
    return f"^({'|'.join([*map(re.escape, names), *patterns])})$"
