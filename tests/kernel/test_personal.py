"""A field marked personal is found however it is declared, and never leaves in a public fact."""

from typing import Annotated, Any
from uuid import UUID

import pytest

from shared.facts import public_fact
from shared.ids import new_id
from shared.personal import ERASED, Holding, OfPerson, Personal, personal_paths, put_back, take_out, with_people
from shared.values import decoder, encode, value
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
    """What is taken out is every marked value, and nothing else; what stays is blank, and fits the type."""
    data = encode(make(Everything))
    whole = encode(make(Everything))
    taken, _ = take_out(Everything, data, "file-1")
    wanted = {"direct", "optional", "inside", "several", "nested/name", "nested_optional/name", "list_of_nested/0/name"}
    assert {"file-1": wanted} == {person: set(fields) for person, fields in taken.items()}
    blank = decoder(Everything)(data)
    assert (
        blank.direct,
        blank.optional,
        blank.inside,
        blank.several,
        blank.nested.name,
    ) == (ERASED, None, None, (), ERASED)
    assert whole["plain"] == blank.plain
    put_back(data, taken["file-1"])
    assert whole == data


HOLDING = Holding("an act", "10 years")


@value
class Guest:
    guest_id: Annotated[UUID, OfPerson(HOLDING)]
    name: Personal[str]
    kin: Kin | None = None


@value
class Party:
    party_id: UUID
    guests: tuple[Guest, ...]
    remark: Personal[str]


def test_what_is_personal_belongs_to_the_person_named_beside_it() -> None:
    """Or around it; else to the file."""
    one, two = new_id(), new_id()
    guests = tuple(Guest(guest_id=id_, name="a name", kin=Kin(name="kin", relation="mother")) for id_ in (one, two))
    taken, holdings = take_out(Party, encode(Party(party_id=new_id(), guests=guests, remark="tall")), "party-1")
    assert {
        str(one): {"guests/0/name": "a name", "guests/0/kin/name": "kin"},
        str(two): {"guests/1/name": "a name", "guests/1/kin/name": "kin"},
        "party-1": {"remark": "tall"},
    } == taken
    assert {str(one): HOLDING, str(two): HOLDING, "party-1": None} == holdings


def test_a_person_without_an_id_gets_one_at_the_door() -> None:
    """And one who has an id keeps it; what doesn't fit the type is left for the schema to refuse."""
    payload = {"guests": [{"name": "a"}, {"guest_id": "mine", "name": "b"}, 5]}
    assert with_people(Party, payload, lambda: "new") == {
        "guests": [{"name": "a", "guest_id": "new"}, {"guest_id": "mine", "name": "b"}, 5]
    }


@pytest.mark.parametrize("hint", [Personal[str], Personal[str] | None, tuple[Personal[str], ...], Kin, tuple[Kin, ...]])
def test_a_public_fact_with_a_personal_field_cannot_be_declared(hint: Any) -> None:
    """It fails at import, before anything could be told."""
    leaky = type("Leaky", (), {"__annotations__": {"person_id": UUID, "leak": hint}})
    with pytest.raises(TypeError, match="personal"):
        public_fact("Leaky")(leaky)


def test_a_type_without_marks_has_no_paths() -> None:
    """Most facts."""
    assert personal_paths(int) == ()
