"""Every fact survives the log, and what is public says nothing personal."""

import json
from typing import Any

import pytest

from services.consular.events import CASE_FACTS, facts
from services.consular.schemas import HEARD as HEARD_SCHEMAS
from services.consular.schemas import TOLD, report_distress
from shared.personal import personal_paths
from shared.values import encode
from tests.consular import examples as e
from tests.keys import OpenKeys

OWN = {**e.PUBLIC, **e.PRIVATE}


def test_every_fact_has_an_example() -> None:
    """The drawer holds each fact of the page, its own and heard."""
    assert {name for source, name in facts.classes if source is None} == set(OWN)
    assert {name for source, name in facts.classes if source} == set(e.HEARD)
    assert set(facts.public) == set(e.PUBLIC)
    assert set(CASE_FACTS) <= set(facts.classes.values())


@pytest.mark.parametrize("name", sorted(OWN))
def test_own_fact_survives_the_log(name: str) -> None:
    """Encoded and decoded, a fact is the same."""
    held = facts.under(OpenKeys())
    assert OWN[name] == held.decode(None, held.encode(OWN[name], "file-1"))


@pytest.mark.parametrize("name", sorted(e.HEARD))
def test_heard_fact_survives_the_wire(name: str) -> None:
    """A message with more fields than we read gives our small view."""
    message = {**encode(e.HEARD[name]), "purpose": "friendship", "head_rank": "bureau"}
    assert e.HEARD[name] == HEARD_SCHEMAS["approvals", name].load(message)


@pytest.mark.parametrize("name", sorted(e.PUBLIC))
def test_public_fact_fits_its_told_schema(name: str) -> None:
    """What we tell is what the schema says."""
    assert e.PUBLIC[name] == TOLD[name].load(encode(e.PUBLIC[name]))


SECRETS = ("王小明", "Wang Xiaoming", "赵芳", "E00000000", "138 0000 0000", "张伟林", "2004-05-06", "学校称", "李梅")


@pytest.mark.parametrize("fact", [e.received, e.registered, e.updated, e.joined, e.identified, e.family, e.answered])
def test_personal_data_is_kept_apart(fact: Any) -> None:
    """The clear part of a stored fact holds no name, number, birth date or story."""
    stored = facts.under(OpenKeys()).encode(fact, "file-1")
    clear = json.dumps(stored.data, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in clear] == []
    assert stored.personal


def test_optional_personal_fields_are_marked() -> None:
    """A field that may be empty is personal all the same."""
    paths = set(personal_paths(type(e.received)))
    assert {"person/birth_date", "person/document_number", "reporter/phone"} <= paths


def test_a_request_names_a_foreign_country() -> None:
    """Hong Kong, Macao and Taiwan, and made-up codes, are not foreign countries."""
    errors = {}
    for code in ("HK", "MO", "TW", "CN", "XX", "gr"):
        payload = encode(e.report)
        payload["place"]["country"] = code
        errors[code] = report_distress.schema.validate(payload)
    assert all("country" in error["place"] for error in errors.values())
    assert report_distress.schema.validate(encode(e.report)) == {}
