"""React: facts into the commands that follow from them, each with one effect."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from psycopg import Connection

from shared.actors import Actor
from shared.aggregate import Occasion
from shared.commands import Order, handle_once
from shared.facts import KERNEL
from shared.ids import derived_id
from shared.log import Origin, Recorded
from shared.reader import Reader
from shared.service import Service
from shared.times import now


def react_reader(service: Service) -> Reader[list[Order]]:
    """The reader that gives the commands of the service's policies. A refused one parks its fact."""
    actor = Actor(f"policy:{service.name}", frozenset({"service"}), service.name)

    def prepare(row: Recorded) -> list[Order]:
        if row.name in KERNEL:
            return []
        origin = Origin(actor.id, row.correlation, row.id)
        commands = enumerate(service.react(service.facts.decode(row.source, row.encoded)))
        return [
            Order(command, Occasion(actor, now()), origin, derived_id("react", row.id, number))
            for number, command in commands
        ]

    def effect(connection: Connection[Any], ready: Sequence[list[Order]]) -> None:
        for order in chain.from_iterable(ready):
            handle_once(connection, service, order)

    return Reader("react", prepare, effect, batch=50, warm=service.facts.warm)
