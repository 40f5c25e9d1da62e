"""Papers in the read store: the register book, their state, and what anybody learns of one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from services.approvals import events as fact
from services.approvals.document.queries import (
    UNKNOWN,
    DocumentByNumber,
    Documents,
    Registers,
    VerifyDocument,
    get_document,
    list_documents,
    list_numbers,
    verify_document,
)
from services.approvals.document.seal import code_of
from services.approvals.service import APPROVALS
from shared.errors import NotFound
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals.test_documents import NEW, revoked, superseded
from tests.approvals.test_register import given_number
from tests.scenario import MOMENT

SECRET = b"a secret of the service"


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    made = read_store(APPROVALS)
    made.project(*e.APPROVED, given_number(1))
    return made


def verified(store: Any, code: str, number: str = e.NUMBER) -> Any:
    return verify_document(store.read, VerifyDocument(number=number, code=code), SECRET)


def code(number: str = e.NUMBER, version: int = 1) -> str:
    return code_of(SECRET, number, version)


def test_whoever_has_number_and_code_learns_that_it_holds_and_no_name(store: Any) -> None:
    """Kind, version, days; the code as a person may type it."""
    found = verified(store, code())
    assert found == verified(store, code().lower().replace("-", " ").replace("0", "o"))
    assert tuple(found[key] for key in ("genuine", "kind", "version", "status")) == (True, "approval", 1, "in force")
    assert (found["issued_on"], found["valid_from"], found["valid_until"]) == (e.TODAY, e.LEFT_ON, e.PLAN.returns_on)
    told = f"{found}"
    for hidden in ("某1", "Mou 1", e.BUREAU, "商务局", "officer", "tea", "Tripoli", "GR", str(e.VISIT_ID)):
        assert hidden not in told


@pytest.mark.parametrize("number", [e.NUMBER, "筑外批〔2026〕999号"])
@pytest.mark.parametrize(
    "wrong", ["0000-0000-0000", "", "x", code_of(SECRET, NEW, 1), code_of(b"another", e.NUMBER, 1)]
)
def test_a_wrong_code_is_answered_as_an_unknown_number(store: Any, number: str, wrong: str) -> None:
    """The same answer, whatever is wrong."""
    assert verified(store, wrong, number) == UNKNOWN


def test_an_approval_superseded_after_printing_says_so_by_its_old_code(store: Any) -> None:
    """批件 superseded after printing: the old QR code names the paper that holds now."""
    store.project(superseded(), e.paper(NEW, ask=2))
    old = verified(store, code())
    assert (old["status"], old["superseded_by"], old["ended_on"]) == ("superseded", NEW, e.TODAY)
    assert verified(store, code(NEW), NEW)["status"] == "in force"


def test_a_new_version_of_a_number_has_a_code_of_its_own(store: Any) -> None:
    """The first print is superseded by the same number; only the second holds."""
    store.project(superseded(by=e.NUMBER), e.paper(version=2, ask=0))
    assert tuple(verified(store, code())[key] for key in ("status", "superseded_by")) == ("superseded", e.NUMBER)
    assert tuple(verified(store, code(version=2))[key] for key in ("version", "status")) == (2, "in force")
    assert get_document(store.read, DocumentByNumber(number=e.NUMBER))["version"] == 2
    assert get_document(store.read, DocumentByNumber(number=e.NUMBER, version=1))["status"] == "superseded"


def test_a_revoked_paper_says_so(store: Any) -> None:
    """And not why: that is not printed on it."""
    store.project(revoked())
    found = verified(store, code())
    assert (found["status"], found["ended_on"]) == ("revoked", e.TODAY)
    assert "cancelled" not in f"{found}"


def test_the_register_book_shows_each_number_once(store: Any) -> None:
    """Also one whose paper is not drawn up yet."""
    store.project(given_number(2, case=e.INVITATION_ID))
    rows = list_numbers(store.read, Registers(register="筑外批〔2026〕"))["numbers"]
    assert [(row["serial"], row["kind"], row["status"]) for row in rows] == [
        (2, None, None),
        (1, "approval", "in force"),
    ]


def test_papers_are_found_by_case_kind_and_state(store: Any) -> None:
    """An empty list where there is none; an error for a number that was never given."""
    store.project(revoked())
    assert len(list_documents(store.read, Documents(visit_id=e.VISIT_ID))["documents"]) == 1
    assert len(list_documents(store.read, Documents(status="revoked", kind="approval"))["documents"]) == 1
    assert list_documents(store.read, Documents(unit="another"))["documents"] == []
    with pytest.raises(NotFound):
        get_document(store.read, DocumentByNumber(number="筑外批〔2026〕999号"))


def test_a_letters_number_stands_with_the_consent_that_it_asks_for(store: Any) -> None:
    """And goes with it."""
    asked = fact.ConsentRequested(visit_id=e.VISIT_ID, authority="遵义市外办", travellers=(), by="sun", at=MOMENT)
    letter = e.paper("筑外函〔2026〕21号", kind="notice", ask=2, to="遵义市外办")
    store.project(asked, letter)
    letters = "SELECT letter FROM visit_consents"
    assert store.read(letters) == [{"letter": "筑外函〔2026〕21号"}]
    store.project(replace(revoked(kind="notice"), number="筑外函〔2026〕21号"))
    assert store.read(letters) == []
