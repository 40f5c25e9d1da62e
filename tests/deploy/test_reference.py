"""What integrators read is made from the code, and is what it says it is.

`asyncapi-3.0.0.json.gz` is AsyncAPI's own JSON Schema, as @asyncapi/specs 6.11.1 ships it (Apache-2.0).
"""

import gzip
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from deploy.reference.__main__ import COMMAND, ROOT, files
from deploy.reference.answers import Answers
from deploy.reference.asyncapi import asyncapi, document
from deploy.reference.browse import browse
from deploy.reference.inferred import merged, shape_of_json
from deploy.reference.rpc import overview, page
from deploy.reference.survey import Told, shared_offer, survey
from tests import node

OFFERS = survey()
EVERYTHING = (*OFFERS, shared_offer())
FACTS = [pytest.param(fact, id=f"{fact.service}-{fact.name}") for offer in OFFERS for fact in offer.facts]
METHODS = [pytest.param(method, id=f"{method.service}-{method.name}") for it in EVERYTHING for method in it.methods]
SAMPLES = Path(__file__).parents[1] / "contracts" / "samples"
OFFICIAL = json.loads(gzip.decompress((Path(__file__).parent / "asyncapi-3.0.0.json.gz").read_bytes()))


def test_every_file_is_what_the_code_says_today(asked: Answers) -> None:
    """The command in the message mends it."""
    stale = [str(path.relative_to(ROOT)) for path, text in files(asked).items() if read(path) != text]
    assert stale == [], f"`{COMMAND}` writes them anew"


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def test_every_query_says_what_it_answers(asked: Answers) -> None:
    """But for a few that take no example's question."""
    questions = {(it.service, method.name) for it in EVERYTHING for method in it.methods if method.kind == "query"}
    assert questions == asked.keys()
    unknown = [name for name, shape in asked.items() if not shape]
    assert len(unknown) <= len(asked) // 20, unknown


def test_a_column_says_what_it_holds_and_whether_it_may_be_null(asked: Answers) -> None:
    """By the table's own declaration; a column of an outer join may be null, and so may what is hidden from some."""
    stay = asked["consular", "get_stay"]["properties"]
    assert stay["stay_id"] == {"type": "string", "format": "uuid"}
    assert stay["starts_on"] == {"type": "string", "format": "date"}
    assert stay["visit_id"] == {"type": ["string", "null"], "format": "uuid"}
    assert stay["people"]["items"]["properties"]["phone"] == {"type": ["string", "null"]}
    found = asked["consular", "search_people"]["properties"]["people"]["items"]["properties"]
    assert (found["source"], found["stage"]) == ({"type": "string"}, {"type": ["string", "null"]})


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (1, None, {"type": ["integer", "null"]}),
        ("2026-11-23", "never", {"type": "string"}),
        (1, "one", {}),
        ([], [1], {"type": "array", "items": {"type": "integer"}}),
        ({"a": 1}, {}, {"type": "object", "properties": {"a": {"type": "integer"}}, "required": []}),
    ],
)
def test_two_examples_say_what_holds_for_both(one: Any, other: Any, both: Any) -> None:
    """A type that may be null, a format or field that only one has, an item of an empty list."""
    assert both == merged(shape_of_json(one), shape_of_json(other))
    assert both == merged(shape_of_json(other), shape_of_json(one))


def test_the_document_passes_the_official_parser(tmp_path: Path) -> None:
    """Without an error or a warning, and with every public fact in it."""
    path = tmp_path / "asyncapi.yaml"
    path.write_text(asyncapi(OFFERS))
    done = subprocess.run([*node.program("parse.js"), str(path)], capture_output=True, text=True)
    assert f"{len(FACTS)} messages" == done.stdout.strip(), done.stderr


def test_the_document_is_valid_by_the_official_schema() -> None:
    """The same without Node."""
    jsonschema.Draft7Validator(OFFICIAL).validate(document(OFFERS))


def test_the_official_schema_finds_a_broken_document() -> None:
    """An operation must say whether it sends or receives."""
    broken: Any = document(OFFERS)
    next(iter(broken["operations"].values()))["action"] = "shout"
    assert not jsonschema.Draft7Validator(OFFICIAL).is_valid(broken)


@pytest.mark.parametrize("fact", FACTS)
def test_what_was_told_fits_what_the_document_says(fact: Told) -> None:
    """The recorded sample, and the document's own example."""
    sample = SAMPLES / f"{fact.service}.{fact.name}.v{fact.version}.json"
    jsonschema.validate(json.loads(sample.read_text()), fact.shape)
    jsonschema.validate(fact.example, fact.shape)


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_says_what_it_means(fact: Told) -> None:
    """A sentence for those who hear it."""
    assert fact.says


@pytest.mark.parametrize("method", METHODS)
def test_a_methods_example_fits_its_fields(method: Any) -> None:
    """What a reader copies from the page is taken at the door."""
    jsonschema.validate(method.example, method.shape)


def test_the_page_for_a_browser_needs_no_network_and_has_everything() -> None:
    """Every fact and method can be linked to; nothing is loaded from elsewhere."""
    text = browse(EVERYTHING)
    assert not re.search(r"https?://|<link|src=", text)
    for name in [f"{fact.values[0].service}.{fact.values[0].name}" for fact in (*FACTS, *METHODS)]:
        assert f'id="{name}"' in text


def test_the_pages_name_every_method_with_its_roles_and_every_error() -> None:
    """Nobody has to read the code to make a call."""
    assert {"refused", "late", "conflict"} <= set(re.findall(r"^\| `(\w+)`", overview(EVERYTHING), re.MULTILINE))
    for offer in EVERYTHING:
        text = page(offer)
        for method in offer.methods:
            assert f"## {method.name}\n\n{method.says}\n\nA {method.kind}, for: {method.callers}." in text
            assert f"Errors: {', '.join(f'`{name}`' for name in method.errors)}." in text
