"""Recorded samples tie tellers and listeners together, without either importing the other.

A sample is what was once told. It is never edited: today's teller must still read it, and every listener's own small
schema must accept it. A new public fact, or a new version, needs a new sample: `python -m tests.contracts.record`.
"""

import json
from typing import Any

import pytest

from shared.facts import Encoded, kind_of
from tests.contracts.record import SAMPLES, public_facts
from tests.services.offices import SERVICES

RECORDED = sorted(SAMPLES.glob("*.json"))


def listeners() -> list[Any]:
    return [
        pytest.param(service, source, name, schema, id=f"{service.name}-hears-{source}-{name}")
        for service in SERVICES
        for (source, name), schema in service.heard.items()
    ]


def sample(source: str, name: str) -> Any:
    """The newest sample of a fact."""
    return json.loads(sorted(SAMPLES.glob(f"{source}.{name}.v*.json"))[-1].read_text())


def test_every_public_fact_has_a_sample_of_its_version() -> None:
    """Nobody changes a public fact without leaving a sample for its listeners."""
    wanted = {f"{service.name}.{kind_of(cls).name}.v{kind_of(cls).version}.json" for service, cls in public_facts()}
    assert wanted <= {path.name for path in RECORDED}


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_the_teller_still_reads_what_it_once_told(path: Any) -> None:
    """A field that was told is still there under its name, and of its type."""
    source, name, version = path.stem.split(".")
    service = next(service for service in SERVICES if service.name == source)
    body = json.loads(path.read_text())
    fact = service.facts.decode(None, Encoded("file-1", name, int(version[1:]), dict(body), {}))
    assert set(body) <= set(vars(fact))


@pytest.mark.parametrize(("service", "source", "name", "schema"), listeners())
def test_a_listener_accepts_the_sample(service: Any, source: str, name: str, schema: Any) -> None:
    """Its own few fields are in what the teller tells, and more than those are passed over."""
    heard = schema.load({**sample(source, name), "a_field_added_later": 1})
    assert isinstance(heard, service.facts.classes[source, name])
    service.facts.decode(source, Encoded("file-1", name, 1, sample(source, name), {}))


@pytest.mark.parametrize(("service", "source", "name", "schema"), listeners())
def test_a_listener_notices_a_missing_field(service: Any, source: str, name: str, schema: Any) -> None:
    """Each field that it reads and requires is missed when it is gone: nothing is taken half."""
    body = sample(source, name)
    for field, declared in schema.fields.items():
        if declared.required:
            assert field in schema.validate({key: value for key, value in body.items() if key != field})
