"""What must hold for every RPC method of every service."""

from typing import Any

import pytest

from shared.counter import may_of, methods_of
from shared.schemas import Request
from shared.values import declared, encode
from tests.making import make
from tests.services.offices import COUNTERS

METHODS = [
    pytest.param(counter, name, method, id=f"{counter.name}.{name}")
    for counter in COUNTERS
    for name, method in methods_of(counter).items()
]


@pytest.mark.parametrize(("counter", "name", "method"), METHODS)
def test_a_method_says_what_it_does_and_for_whom(counter: Any, name: str, method: Any) -> None:
    """A sentence for the caller, and at least one role."""
    assert method.__doc__
    assert may_of(counter, name).all_roles


@pytest.mark.parametrize(("counter", "name", "method"), METHODS)
def test_a_request_in_json_becomes_the_command(counter: Any, name: str, method: Any) -> None:
    """What a caller sends as JSON is loaded as the command it meant; an unknown field is an error."""
    taking: Request[Any] = method.__taking__
    wanted = make(taking.kind)
    assert wanted == taking.load(encode(wanted))
    with pytest.raises(Exception, match="Unknown field"):
        taking.load({**encode(wanted), "no_such_field": 1})


@pytest.mark.parametrize("counter", COUNTERS, ids=lambda counter: counter.name)
def test_every_command_of_an_aggregate_names_its_stream_first(counter: Any) -> None:
    """The first field is the key, so that a reader sees at once which file a command goes to."""
    for aggregate in counter.desk.service.aggregates:
        for command in aggregate.commands:
            assert next(iter(declared(command))) == aggregate.key
