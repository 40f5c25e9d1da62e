"""Project: facts into the read store, in batches."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any

from psycopg import Connection

from shared.facts import KERNEL
from shared.log import Recorded
from shared.person import heed
from shared.reader import Checkpoint, Reader
from shared.service import Service, Statement

# A psycopg pipeline can hang on statements of several megabytes together: 200 stay far below one.
AT_ONCE = 200

CHECKPOINT = Checkpoint(
    load="SELECT position FROM checkpoint",
    save="UPDATE checkpoint SET position = %(position)s WHERE position = %(before)s",
)


def project_reader(service: Service, role: str = "project") -> Reader[list[Statement]]:
    """The reader that keeps the read store; its checkpoint stands in the read store itself."""

    def effect(connection: Connection[Any], ready: Sequence[list[Statement]]) -> None:
        run(connection, chain.from_iterable(ready))

    return Reader(
        role,
        partial(statements_of, service),
        effect,
        CHECKPOINT,
        warm=service.facts.warm,
        awaited=True,
        durable=False,
    )


def statements_of(service: Service, row: Recorded) -> list[Statement]:
    """What this fact does to the read store. What a person's file says is done with the person's key."""
    fact = service.facts.decode(row.source, row.encoded)
    if row.name in KERNEL:
        heed(service.facts.keys, fact, row.position)
        return []
    return list(service.project(fact))


def run(connection: Connection[Any], statements: Iterable[Statement]) -> None:
    """Statements in order, many in one round trip; those of one text that follow each other are prepared once."""
    waiting = iter(statements)
    with connection.cursor() as cursor:
        while batch := list(islice(waiting, AT_ONCE)):
            with connection.pipeline():
                for query, group in groupby(batch, key=itemgetter(0)):
                    cursor.executemany(query, [values for _, values in group])
