"""What people would pick instead: pyeventsourcing, as its documentation shows it, on the same server."""

from collections.abc import Callable
from itertools import count
from urllib.parse import urlsplit

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from tests.benchmarks.raw import STREAMS, TEXT


class Bed(Aggregate):
    @event("Planted")
    def __init__(self, plant: str) -> None:
        self.plant = plant
        self.litres = 0

    @event("Watered")
    def water(self, litres: int) -> None:
        self.litres += litres


def environment(url: str) -> dict[str, str]:
    parts = urlsplit(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path.strip("/") or "postgres",
        "POSTGRES_HOST": parts.hostname or "127.0.0.1",
        "POSTGRES_PORT": str(parts.port),
        "POSTGRES_USER": parts.username or "postgres",
        "POSTGRES_PASSWORD": parts.password or "",
    }


def open_application(url: str, makes_tables: bool = False) -> Application:
    return Application({**environment(url), "CREATE_TABLE": str(makes_tables)})


def append(url: str, _: int) -> Callable[[], None]:
    """A new aggregate."""
    application = open_application(url)
    return lambda: application.save(Bed(TEXT)) and None


def command(url: str, _: int) -> Callable[[], None]:
    """An existing aggregate is loaded, changed and saved."""
    application = open_application(url)
    beds: list[Bed] = []
    turn = count()

    def once() -> None:
        if not beds:
            beds.extend(Bed("beans") for _ in range(STREAMS))
            application.save(*beds)
        bed: Bed = application.repository.get(beds[next(turn) % STREAMS].id)
        bed.water(1)
        application.save(bed)

    return once
