"""A person is entered, exported, corrected and erased; then nothing of the person is found anywhere on the disks."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.request import urlopen
from uuid import uuid4

import pytest

from deploy.local.office import SERVICES, Office
from deploy.terminal import people
from deploy.terminal.office import At
from shared import errors
from shared.database import connect
from shared.ids import new_id
from shared.personal import ERASED
from shared.rebuild import rebuild, service_of
from tests.waiting import until

NAMES = {"zh": "欧阳若谷", "en": "Ouyang Ruogu-Quillfeather"}
PHONE, NUMBER, STORY = "+30-555-867-530-942", "E73519402", "lost the passport beside the harbour of Kavala"
MENDED = "E73519977"
SECRETS = (*NAMES.values(), PHONE, NUMBER, STORY, MENDED)


@dataclass
class Told:
    """The office in which it happens, and the ids that it gave."""

    office: Office
    at: At
    person: str = field(default_factory=lambda: str(new_id()))
    case: str = ""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    home = tmp_path_factory.mktemp("rights")
    counters = {name: SERVICES[name] for name in ("approvals", "consular")}
    with Office(home, counters, prefix=f"rights_{uuid4().hex[:6]}", admin_url="", amqp_uri="") as office:
        yield Told(office, At(office.uri_of("caller"), dict(office.state())))


def call(told: Told, method: str, payload: Any, *roles: str) -> Any:
    return told.at.client(*roles).command("consular", method, payload)


def report_of(person: str) -> Any:
    return {
        "reporter": {"kind": "relative", "name": {"zh": "某", "en": "Somebody"}, "phone": "1"},
        "person": {"person_id": person, "name": NAMES, "phone": PHONE},
        "place": {"country": "GR", "region": "Macedonia", "city": {"zh": "卡瓦拉", "en": "Kavala"}},
        "kind": "destitute",
        "what_happened": STORY,
    }


def found_on_disk(told: Told) -> set[tuple[str, str]]:
    """Each secret and the file in which it stands, of all that the servers and services keep."""
    told.at.client("operator").ask("consular", "lag")
    found = set()
    for path in told.office.home.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found |= {(secret, path.name) for secret in SECRETS if secret.encode() in content}
    return found


def read_store(told: Told) -> str:
    client = told.at.client("consular_officer")
    return f"{client.ask('consular', 'get_case', {'case_id': told.case})}"


def test_a_person_who_is_entered_has_one_key_over_all_of_the_file(told: Told) -> None:
    """What is told of the person, in whatever fact of the file, is the person's."""
    told.case = call(told, "report_distress", report_of(told.person), "duty_officer")["id"]
    identity = {"case_id": told.case, "basis": "passport", "document_number": NUMBER}
    call(told, "check_identity", identity, "consular_officer")
    until(lambda: NAMES["zh"] in read_store(told))
    in_file = told.at.client("privacy_officer").ask("consular", "people_in", {"file": f"case-{told.case}"})["people"]
    assert told.person in {item["person"] for item in in_file}
    assert len(in_file) == 2  # the person and who reported


def test_all_that_is_held_is_exported_with_its_basis(told: Told) -> None:
    """Every value, from every fact, and why and for how long it is held."""
    (held,) = people.export(told.at, told.person)
    values = {value for item in held["held"] for value in item["fields"].values()}
    assert values == {*NAMES.values(), PHONE, STORY, NUMBER}
    assert "Consular Protection" in held["basis"]
    assert held["retention"] == "10 years"
    with pytest.raises(errors.NotAllowed):
        told.at.client("consular_officer").ask("consular", "export_person", {"person": told.person})


def test_a_wrong_field_or_person_is_refused_with_the_choice(told: Told) -> None:
    """Nothing is corrected or erased that is not held."""
    client = told.at.client("privacy_officer")
    wrong = {"person": told.person, "field": "shoe_size", "value": "44"}
    with pytest.raises(errors.Invalid, match="document_number"):
        client.command("consular", "correct_person", wrong)
    with pytest.raises(errors.NotFound):
        client.command("consular", "erase_person", {"person": str(new_id()), "decision": "FAO 2026-1"})


def test_a_correction_stands_in_every_answer(told: Told) -> None:
    """In what is exported, in what is decided upon, and in the read store."""
    assert people.correct(told.at, told.person, "document_number", MENDED, new_id()) == ["consular"]
    (held,) = people.export(told.at, told.person)
    numbers = {value for item in held["held"] for at, value in item["fields"].items() if at == "document_number"}
    assert numbers == {MENDED}


def test_nothing_personal_is_on_disk_but_in_the_read_store(told: Told) -> None:
    """Not in the broker's files, nor in any log file, nor on the pages of metrics."""
    outside = {name for _, name in found_on_disk(told) if "rabbit" in name or name == "log"}
    assert outside == set()
    for addresses in told.office.running.values():
        with urlopen(f"http://{addresses[0].http}/metrics") as page:
            metrics = page.read().decode()
        assert [secret for secret in SECRETS if secret in metrics] == []


def test_an_erased_person_is_found_nowhere(told: Told) -> None:
    """No file of the servers or services holds a word of the person; what was decided is still there."""
    assert found_on_disk(told)
    command = new_id()
    assert people.erase(told.at, told.person, "FAO 2026-17", command, lambda _: None) == ["consular"]
    assert until(lambda: not found_on_disk(told)), found_on_disk(told)
    case = read_store(told)
    assert ERASED in case
    assert "destitute" in case


def test_an_erasure_again_does_nothing_and_the_store_rebuilds(told: Told) -> None:
    """A second try is no error; a rebuild reads the log as it is."""
    assert people.erase(told.at, told.person, "FAO 2026-17", new_id(), lambda _: None) == ["consular"]
    before = read_store(told)
    database = told.office.databases["consular"]
    with closing(told.office.keyring("consular")) as keyring:
        service = service_of(SERVICES["consular"]).under(keyring)
        rebuild(service, database.migrator_url, database.application_role)
    assert before == read_store(told)
    (held,) = people.export(told.at, told.person)
    assert [item["fields"] for item in held["held"]] == [{}] * len(held["held"])


def test_nothing_more_is_entered_for_who_is_erased(told: Told) -> None:
    """The id is dead: the caller is told to enter the person anew."""
    with pytest.raises(errors.Conflict, match="person_id"):
        call(told, "report_distress", report_of(told.person), "duty_officer")


def test_the_log_is_as_it_was(told: Told) -> None:
    """An erasure changes no fact: it adds one."""
    with connect(told.office.databases["consular"].migrator_url) as connection:
        names = connection.execute("SELECT name FROM log.facts ORDER BY position").fetchall()
    assert names[0] == ("DistressReceived",)
    assert ("PersonErased",) in names
