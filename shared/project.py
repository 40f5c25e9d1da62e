"""Project: facts into the read store, in batches."""

from collections.abc import Container, Iterable, Sequence
from itertools import chain, groupby
from typing import Any

from psycopg import Connection

from shared.facts import KERNEL
from shared.log import Recorded
from shared.person import heed
from shared.reader import Checkpoint, Reader
from shared.service import Service, Statement

# A psycopg pipeline can hang on statements of several megabytes together: 100 rows stay far below one.
ROWS = 100

CHECKPOINT = Checkpoint(
    load="SELECT position FROM checkpoint",
    save="UPDATE checkpoint SET position = %(position)s WHERE position = %(before)s",
)


def project_reader(service: Service) -> Reader:
    """The reader that keeps the read store; its checkpoint stands in the read store itself."""

    return reader_as("project", service)


def reader_as(role: str, service: Service, without: Container[int] = ()) -> Reader:
    """A reader that projects under that role, but for the facts at the positions `without`."""

    def prepare(row: Recorded) -> list[Statement]:
        return [] if row.position in without else list(_statements(service, row))

    def effect(connection: Connection[Any], prepared: Sequence[list[Statement]]) -> None:
        run(connection, chain.from_iterable(prepared))

    def warm(rows: Sequence[Recorded]) -> None:
        service.facts.warm(row.encoded for row in rows)

    return Reader(role, effect, CHECKPOINT, prepare, warm)


def project_into(connection: Connection[Any], service: Service, rows: Sequence[Recorded]) -> None:
    """Run the statements of these facts, in order, on whichever schema the connection looks in first."""
    service.facts.warm(row.encoded for row in rows)
    run(connection, (statement for row in rows for statement in _statements(service, row)))


def _statements(service: Service, row: Recorded) -> Iterable[Statement]:
    fact = service.facts.decode(row.source, row.encoded)
    if row.name in KERNEL:
        heed(service.facts.keys, fact, row.position)
        return ()
    return service.project(fact)


def run(connection: Connection[Any], statements: Iterable[Statement]) -> None:
    """Statements in order; those of one text that follow each other go as one batch."""
    with connection.cursor() as cursor:
        for query, group in groupby(statements, key=lambda statement: statement[0]):
            parameters = [values for _, values in group]
            for start in range(0, len(parameters), ROWS):
                cursor.executemany(query, parameters[start : start + ROWS])
