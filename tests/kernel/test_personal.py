"""A field marked personal is found however it is declared, and never leaves in a public fact."""

from typing import Any
from uuid import UUID

import pytest

from shared.facts import public_fact
from shared.personal import Personal, personal_paths, put_back, take_out
from shared.values import encode, value
from tests.making import make


@value
class Kin:
    name: Personal[str]
    relation: str


@value
class Everything:
    plain: str
    direct: Personal[str]
    optional: Personal[str] | None
    inside: Personal[str | None]
    several: tuple[Personal[str], ...]
    nested: Kin
    nested_optional: Kin | None
    list_of_nested: tuple[Kin, ...]


def test_every_way_of_marking_is_found() -> None:
    """What is taken out is every marked value, and nothing else."""
    data = encode(make(Everything))
    whole = encode(make(Everything))
    taken = take_out(Everything, data)
    wanted = {"direct", "optional", "inside", "several", "nested/name", "nested_optional/name", "list_of_nested/0/name"}
    assert wanted == set(taken)
    assert {"plain", "nested", "nested_optional", "list_of_nested"} == set(data)
    put_back(data, taken)
    assert whole == data


@pytest.mark.parametrize("hint", [Personal[str], Personal[str] | None, tuple[Personal[str], ...], Kin, tuple[Kin, ...]])
def test_a_public_fact_with_a_personal_field_cannot_be_declared(hint: Any) -> None:
    """It fails at import, before anything could be told."""
    leaky = type("Leaky", (), {"__annotations__": {"person_id": UUID, "leak": hint}})
    with pytest.raises(TypeError, match="personal"):
        public_fact("Leaky")(leaky)


def test_a_type_without_marks_has_no_paths() -> None:
    """Most facts."""
    assert personal_paths(int) == ()
