"""The typed client says what the services take, answer and tell; and needs nothing of theirs."""

import json
import shutil
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints
from uuid import UUID

import pytest

import waishi_client
from deploy.reference.client import class_of
from deploy.reference.survey import Method, Told, shared_offer, survey
from shared import answers, errors
from shared.broker import PublicFact
from shared.counter import methods_of
from shared.ids import derived_id
from shared.values import encode
from tests.contracts.record import SAMPLES
from tests.making import make
from tests.services.offices import COUNTERS
from waishi_client import errors as client_errors
from waishi_client.facts import fact_of
from waishi_client.values import Unreadable, decode
from waishi_client.values import encode as client_encode

OFFERS = (*survey(), shared_offer())
METHODS = [pytest.param(method, id=f"{method.service}-{method.name}") for offer in OFFERS for method in offer.methods]
FACTS = [pytest.param(fact, id=f"{fact.service}-{fact.name}") for offer in OFFERS for fact in offer.facts]
CLIENT = Path(__file__).parents[2] / "clients" / "python"


def module_of(service: str) -> Any:
    return import_module(f"waishi_client.{service}")


def request_class(method: Method) -> Any:
    """The class that the client's method takes."""
    call = getattr(getattr(module_of(method.service), class_of(method.service)), method.name)
    taking = get_type_hints(call)["request" if method.kind == "command" else "question"]
    return next((part for part in getattr(taking, "__args__", ()) if part is not type(None)), taking)


@pytest.mark.parametrize("method", METHODS)
def test_what_the_client_sends_is_what_the_method_takes(method: Method) -> None:
    """A request with every field, made with the client's own classes, arrives as the command that it means."""
    wanted = make(method.taking)
    given = decode(request_class(method), encode(wanted))
    counter = next(counter for counter in COUNTERS if method.service in (counter.name, "every_service"))
    taking = methods_of(counter)[method.name].__taking__
    assert wanted == taking.load(client_encode(given))


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_read_as_its_class(fact: Told) -> None:
    """A recorded sample, as it was once told; with a field that came later, too."""
    body = json.loads((SAMPLES / f"{fact.service}.{fact.name}.v{fact.version}.json").read_text())
    id_ = derived_id("example")
    told = PublicFact(id_, fact.service, id_, 7, fact.name, fact.version + 1, "file-1", datetime.fromisoformat(
        "2026-11-23T01:00:00+00:00"), id_, None, {**body, "a_field_added_later": 1})  # fmt: skip
    found = fact_of(told.headers(), told.payload())
    read = module_of(fact.service).read(found)
    assert (fact.service, 7, fact.version + 1) == (found.service, found.sequence, found.version)
    assert type(read).__name__ == fact.name
    assert json.loads(json.dumps(body)) == {name: client_plain(getattr(read, name)) for name in body}


def client_plain(value: Any) -> Any:
    """With the fields that have their defaults, too."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: client_plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple):
        return [client_plain(item) for item in value]
    return client_encode(value)


def test_a_fact_without_a_field_is_not_guessed_at() -> None:
    """Whoever reads it stops, and is told which fact."""
    approvals = module_of("approvals")
    with pytest.raises(Unreadable, match=r"VisitDeparted.*departed_on"):
        decode(approvals.VisitDeparted, {"visit_id": str(derived_id("example")), "direction": "outbound"})


def test_an_unknown_fact_is_none() -> None:
    """One that the service tells since a later version."""
    id_ = derived_id("example")
    told = PublicFact(id_, "media", id_, 1, "SomethingNew", 1, "file-1", datetime.fromisoformat(
        "2026-11-23T01:00:00+00:00"), id_, None, {"a": 1})  # fmt: skip
    assert module_of("media").read(fact_of(told.headers(), told.payload())) is None


def test_what_has_its_default_is_not_sent() -> None:
    """So an older service takes the call of a newer client; a new file's id is left out, too."""
    consular = module_of("consular")
    assert client_encode(consular.StaysBy(country="GR")) == {"country": "GR"}
    assert "case_id" not in client_encode(decode(consular.ReportDistress, {
        key: item for key, item in encode(make(next(method.taking for offer in OFFERS for method in offer.methods
        if method.name == "report_distress"))).items() if key != "case_id"}))  # fmt: skip


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Decimal("1200.50"), "1200.50"),
        (date(2026, 11, 23), "2026-11-23"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        ({"a": (1, None)}, {"a": [1, None]}),
    ],
)
def test_values_are_plain_on_the_wire(value: Any, plain: Any) -> None:
    """As the reference says."""
    assert plain == client_encode(value)


def test_a_float_is_no_amount_of_money() -> None:
    """It would be rounded on the way."""
    with pytest.raises(TypeError, match="Decimal"):
        client_encode({"amount": 12.5})


def test_every_error_of_the_office_has_its_exception() -> None:
    """By its name, with the same words."""
    assert set(client_errors.BY_NAME) == {kind.name for kind in answers.KINDS}
    told = errors.Refused.by([{"rule": "A1", "article": "1", "value": "2", "found": "3", "mend": "4"}])
    raised = client_errors.declined({"exc_type": "Refused", "value": str(told)})
    assert isinstance(raised, client_errors.Refused)
    assert raised.violations[0]["mend"] == "4"
    assert told.answer == raised.answer
    assert str(raised) == "refused by A1: see each violation's mend"


@pytest.mark.parametrize(("kind", "raised"), [("MethodNotFound", "unknown_method"), ("AnythingElse", "failed")])
def test_an_error_of_no_known_name_is_one_of_the_tree_all_the_same(kind: str, raised: str) -> None:
    """What nameko says of itself, or an older service."""
    assert client_errors.declined({"exc_type": kind, "value": "garden"}).name == raised


def test_it_installs_and_needs_amqp_and_nothing_else(tmp_path: Path) -> None:
    """From its folder, into an empty place; and is typed there."""
    copy = shutil.copytree(CLIENT, tmp_path / "copy")
    place = tmp_path / "place"
    uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*uv, "--target", place, copy], check=True)
    names = [f"waishi_client.{offer.service}" for offer in OFFERS]
    code = f"""
import sys
from importlib import import_module
allowed = {{"amqp", "vine", "waishi_client"}} | set(sys.stdlib_module_names)
sys.path.insert(0, {str(place)!r})
before = set(sys.modules)
for name in {names!r}:
    import_module(name)
print({{name.partition(".")[0] for name in set(sys.modules) - before}} - allowed)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.strip() == "set()", done.stderr
    assert (place / "waishi_client" / "py.typed").exists()
    assert waishi_client.Caller.__doc__
