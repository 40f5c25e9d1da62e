"""What a user of the broker may do: as little as its work needs. Patterns as RabbitMQ reads them.

A service answers its own calls, tells its own facts, hears those it listens to, and calls of other services only the
methods that are there for services. A caller calls any method and tells nothing. An integrator reads chosen facts into
queues of its own. `configure` is making and removing; `topics` narrows routing keys by exchange.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

RPC = "nameko-rpc"
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
REPLIES = rf"rpc\.reply-.*{UUID}"
NOTHING = "^$"


@dataclass(frozen=True)
class Topic:
    """Routing keys that may be published to an exchange, and bound on it."""

    exchange: str
    write: str
    read: str


@dataclass(frozen=True)
class Rights:
    """What RabbitMQ calls permissions and topic permissions."""

    configure: str
    write: str
    read: str
    topics: tuple[Topic, ...]


def of_service(name: str, sources: Collection[str], methods: Collection[str]) -> Rights:
    """For the service `name`, which listens to `sources` and may call these `methods` of any service that it listens
    to."""
    own = (rf"rpc-{name}", rf"{name}\.heard\.\w+", REPLIES)
    calls = rf"({'|'.join(sources)})\.({'|'.join(methods)})"
    return Rights(
        configure=_any(*own, rf"{name}\.events"),
        write=_any(*own, rf"{name}\.events", RPC),
        read=_any(*own, RPC, *(rf"{source}\.events" for source in sources)),
        topics=(Topic(RPC, _any(UUID, *([calls] if sources else [])), _any(rf"{name}\.\*", UUID)),),
    )


def of_caller(services: Collection[str]) -> Rights:
    """For those who call on behalf of people: a terminal, a gateway. They may watch facts go by, in queues that end
    with them. Stock nameko declares the exchange of calls, so they may."""
    own = (REPLIES, "watch-.*")
    return Rights(
        configure=_any(*own, RPC),
        write=_any(*own, RPC),
        read=_any(*own, RPC, *(rf"{service}\.events" for service in services)),
        topics=(Topic(RPC, _any(rf"({'|'.join(services)})\.\w+"), _any(UUID)),),
    )


def of_integrator(name: str, facts: Mapping[str, Collection[str]]) -> Rights:
    """For the integrator `name`, who reads these facts of these services into queues `<name>.*`, or as stock nameko
    names them."""
    own = (rf"{name}\..*", rf"evt-.*--{name}\..*")
    return Rights(
        configure=_any(*own),
        write=_any(*own),
        read=_any(*own, *(rf"{service}\.events" for service in facts)),
        topics=tuple(Topic(f"{service}.events", NOTHING, _any(*names)) for service, names in facts.items()),
    )


def _any(*patterns: str) -> str:
    return f"^({'|'.join(patterns)})$"
