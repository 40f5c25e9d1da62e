"""What must hold for every fact of every service: it survives storing, and its read tables take it."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.facts import Encoded, kind_of
from shared.personal import personal_paths
from shared.service import Service
from tests.faults.break_versions import read_every_version
from tests.keys import OpenKeys
from tests.making import make
from tests.services.offices import SERVICES

ALL_FACTS = [
    pytest.param(service, cls, id=f"{service.name}-{source or 'own'}-{name}")
    for service in SERVICES
    for (source, name), cls in service.facts.classes.items()
]


@pytest.mark.parametrize(("service", "kind"), ALL_FACTS)
def test_a_fact_survives_storing(service: Service, kind: type) -> None:
    """What is decoded equals what was encoded, and marked fields stand apart."""
    fact = make(kind)
    facts = service.facts.under(OpenKeys())
    stored = facts.encode(fact, "file-1")
    assert bool(stored.personal) == bool(personal_paths(kind))
    assert fact == facts.decode(kind_of(kind).source, Encoded(*vars(stored).values()))


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_the_read_tables_take_every_fact(service: Service, read_store: Callable[[Service], Any]) -> None:
    """Every statement of every fact runs against the migrated tables; the opening facts leave a row."""
    store = read_store(service)
    for kind in service.facts.classes.values():
        store.project(make(kind))
    tables = store.read(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'read' AND table_name !~ '^_?yoyo'"
    )
    filled = [t for t in tables if store.read(f"SELECT 1 FROM {t['table_name']} LIMIT 1")]
    assert len(filled) >= 3


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_policies_answer_every_fact_with_commands_that_somebody_decides(service: Service) -> None:
    """A policy's command belongs to one of the service's aggregates, whatever fact it follows from."""
    for kind in service.facts.classes.values():
        for command in service.react(make(kind)):
            assert service.aggregate_of(type(command))


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_four_eyes_are_declared_between_facts_that_are(service: Service) -> None:
    """A misspelt name in `apart` would check nothing."""
    own = {name for source, name in service.facts.classes if source is None}
    for aggregate in service.aggregates:
        assert own.issuperset({*aggregate.apart, *(name for names in aggregate.apart.values() for name in names)})


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_every_version_that_was_ever_stored_is_read_as_todays(service: Service) -> None:
    """An older form was recorded when it was replaced."""
    assert read_every_version(service) > 0
