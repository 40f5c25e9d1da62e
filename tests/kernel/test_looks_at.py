"""A decision may look at other streams of its service, as they stand in the log."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from deploy.local.databases import Database
from shared.actors import Actor
from shared.aggregate import Aggregate, Occasion, refuse
from shared.commands import Order, handle
from shared.database import connect
from shared.errors import Refused
from shared.facts import Facts, fact
from shared.ids import new_id
from shared.log import Origin
from shared.personal import Holding
from shared.service import Service
from shared.times import now
from shared.values import value
from tests.kernel.market import MARKET


@value
class CloseGate:
    gate: str


@value
class PassGate:
    walk_id: UUID
    gate: str


@fact("GateClosed")
class GateClosed:
    gate: str


@fact("GatePassed")
class GatePassed:
    walk_id: UUID


facts = Facts("gates", __name__, Holding("Gate Act art 2", "10 years"))


def walk(_: Any, command: PassGate, occasion: Occasion) -> Any:
    if occasion.beside[f"gate-{command.gate}"]:
        return refuse("G1", "Gate Act art 1", "an open gate", "closed", "take another gate")
    return [GatePassed(walk_id=command.walk_id)]


GATE: Aggregate[bool] = Aggregate(
    name="gate",
    key="gate",
    commands=(CloseGate,),
    opens=(CloseGate,),
    decide=lambda _, command, __: [GateClosed(gate=command.gate)],
    evolve=lambda _, __: True,
)
WALK: Aggregate[bool] = Aggregate(
    name="walk",
    key="walk_id",
    commands=(PassGate,),
    opens=(PassGate,),
    decide=walk,
    evolve=lambda _, __: True,
    looks_at=lambda _, command, __: [f"gate-{command.gate}"],
)
GATES = Service("gates", facts, (GATE, WALK), lambda _: [], lambda _: [], {}, {}, MARKET.home)
WALKER = Actor("walker", frozenset(), "gates")


def give(db: Any, command: Any) -> Any:
    return handle(db, GATES, Order(command, Occasion(WALKER, now()), Origin("walker", new_id(), None), new_id()))


def test_what_is_looked_at_is_as_the_log_has_it(new_database: Callable[[Service], Database]) -> None:
    """Nothing yet, then what was appended a moment ago; no reader has to have come so far."""
    with connect(new_database(GATES).application_url) as db:
        assert give(db, PassGate(walk_id=new_id(), gate="north")).version == 1
        give(db, CloseGate(gate="north"))
        with pytest.raises(Refused, match="G1"):
            give(db, PassGate(walk_id=new_id(), gate="north"))
        assert give(db, PassGate(walk_id=new_id(), gate="south")).version == 1
