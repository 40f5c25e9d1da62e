"""An invitation by RPC alone, from the question before it to the archive: returned, outgrown, amended, closed out."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from deploy.local.office import SERVICES, Office
from shared import errors
from shared.client import Client
from shared.ids import new_id
from shared.times import local_date, now
from tests.waiting import until

UNIT = "commerce-bureau"
PEOPLE = {
    "wang": ("unit_specialist", UNIT),
    "zhao": ("unit_signatory", UNIT),
    "xu": ("unit_specialist", "tea-institute"),
    "sun": ("clerk", "fao"),
    "li": ("section_head", "fao"),
    "zhou": ("director", "fao"),
    "wu": ("vice_mayor", "city"),
    "zheng": ("provincial_officer", "province"),
}
TODAY = local_date(now())
LETTER = f"筑外邀〔{TODAY.year}〕1号"
NIKOS, ELENI = str(new_id()), str(new_id())


def guest(person: str, post: str) -> dict[str, Any]:
    return {
        "person_id": person,
        "name": {"zh": "某某", "en": "Somebody"},
        "nationality": "GR",
        "post": post,
        "rank": "division",
        "passport_number": "AK1",
        "passport_expires_on": f"{TODAY + timedelta(days=900)}",
        "past_visas": [],
        "visa": "F",
        "days": 9,
    }


def plan(days: int) -> dict[str, Any]:
    return {
        "unit": UNIT,
        "purpose": "tea",
        "organisation": {"zh": "某市", "en": "Some city"},
        "country": "GR",
        "city": {"zh": "某市", "en": "Some city"},
        "arrives_on": f"{TODAY}",
        "leaves_on": f"{TODAY + timedelta(days=days)}",
        "guarantor": UNIT,
        "guests": [guest(NIKOS, "Mayor"), guest(ELENI, "Adviser")],
    }


class Desk:
    """Everybody's calls about one invitation."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.id = ""
        self.position = 0
        self.clients: dict[str, Client] = {}

    def client(self, who: str) -> Client:
        if who not in self.clients:
            role, unit = PEOPLE[who]
            self.clients[who] = Client(self.office.amqp_uri, self.office.people.token(who, role, unit=unit))
        return self.clients[who]

    def does(self, who: str, method: str, **fields: Any) -> None:
        about = {"invitation_id": self.id} if self.id else {}
        receipt = self.client(who).command("approvals", method, {**about, **fields})
        self.id, self.position = receipt["id"], receipt["position"]

    def asks(self, who: str, method: str, **fields: Any) -> Any:
        return self.client(who).ask("approvals", method, fields, self.position)

    def refused(self, who: str, method: str, **fields: Any) -> set[str]:
        with pytest.raises(errors.Refused) as refusal:
            self.does(who, method, **fields)
        return {violation["rule"] for violation in refusal.value.answer["violations"]}

    def letters(self) -> list[Any]:
        """What was told of letters so far."""
        operator = Client(self.office.amqp_uri, self.office.people.token("operator", "operator"))
        told = [json.loads(it["body"]) for it in operator.ask("approvals", "facts_told", {})["facts"]]
        return [body for body in told if "decided_by" in body]

    def papers(self, count: int) -> list[tuple[str, str]]:
        """Kind and status of the case's papers, once it has so many; the last one first."""
        found: list[dict[str, Any]] = until(
            lambda: len(it := self.asks("sun", "list_documents", visit_id=self.id)["documents"]) == count and it
        )
        return [(paper["kind"], paper["status"]) for paper in found]

    @property
    def file(self) -> Any:
        return self.asks("sun", "get_invitation", invitation_id=self.id)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, admin_url: str, amqp_uri: str) -> Iterator[Desk]:
    home: Path = tmp_path_factory.mktemp("invitation")
    counters = {"approvals": SERVICES["approvals"]}
    prefix = f"invitation_{uuid4().hex[:6]}"
    with Office(home, counters, prefix=prefix, admin_url=admin_url, amqp_uri=amqp_uri) as office:
        yield Desk(office)


def prepare(desk: Desk) -> None:
    """Asked about before it is drafted; told once what is missing, and of all of it."""
    told = desk.asks("wang", "check_invitation", invitation=plan(2))
    assert told["missing"]["submit_invitation"] == ["stamp", "truth"]
    desk.does("wang", "draft_invitation", invitation=plan(2))
    assert desk.refused("zhao", "submit_invitation") == {"stamp", "truth"}
    desk.does("zhao", "stamp_invitation", department=UNIT)
    desk.does("zhao", "vouch_for_invitation", signatory={"zh": "赵某", "en": "Zhao"}, post="deputy head")
    assert desk.asks("wang", "check_invitation", invitation_id=desk.id)["may_submit"]
    with pytest.raises(errors.NotAllowed):
        desk.asks("xu", "check_invitation", invitation_id=desk.id)
    desk.does("zhao", "submit_invitation")


def review(desk: Desk) -> None:
    desk.does("sun", "return_invitation", missing=["the contract", "the second guest's post"])
    told = desk.asks("wang", "progress", case_id=desk.id)
    assert (told["state"], told["missing"]) == ("Returned", ["the contract; the second guest's post"])
    desk.does("wang", "revise_invitation", invitation=plan(3))
    assert desk.refused("zhao", "submit_invitation") == {"truth"}
    desk.does("zhao", "vouch_for_invitation", signatory={"zh": "赵某", "en": "Zhao"}, post="deputy head")
    desk.does("zhao", "submit_invitation")
    desk.does("sun", "review_invitation_as_clerk")
    desk.does("li", "review_invitation_as_section")
    desk.does("zhou", "sign_invitation")
    assert desk.papers(1) == [("invitation", "in force")]
    assert (desk.file["state"], desk.file["document"]) == ("Approved", LETTER)


def outgrow(desk: Desk) -> None:
    """A guest promoted to minister before the arrival: it goes up, and comes back under another document."""
    desk.does("wang", "change_guest_post", person_id=NIKOS, post="Minister", rank="minister")
    assert (desk.file["state"], desk.file["decides"], desk.file["outgrown"]) == (
        "DirectorSigned",
        "state_council",
        True,
    )
    assert desk.papers(1) == [("invitation", "revoked")]
    assert [it["next"] for it in desk.asks("wu", "tray", role="vice_mayor")["waiting"]] == ["report_invitation_up"]
    desk.does("wu", "report_invitation_up")
    assert desk.papers(2)[0] == ("request", "in force")
    decided = {"approved": True, "document": "国函 7", "decided_on": f"{TODAY}"}
    desk.does("zheng", "record_upper_invitation_decision", **decided)
    assert (desk.file["state"], desk.file["document"], desk.file["supersedes"]) == ("Approved", "国函 7", LETTER)
    assert desk.papers(3)[0] == ("invitation", "in force")


def amend(desk: Desk) -> None:
    """A day more: asked for by the unit, granted by whoever decides on a minister."""
    longer = plan(4)
    longer["guests"][0] |= {"post": "Minister", "rank": "minister"}
    desk.does("wang", "request_invitation_amendment", invitation=longer, reason="the tea fair")
    desk.does("zhao", "vouch_for_invitation", signatory={"zh": "赵某", "en": "Zhao"}, post="deputy head")
    assert desk.refused("zhou", "amend_invitation") == {"authority"}
    desk.does("zheng", "amend_invitation", document="国函 8")
    assert (desk.file["document"], desk.file["leaves_on"]) == ("国函 8", longer["leaves_on"])
    assert desk.papers(4)[:2] == [("invitation", "in force"), ("invitation", "superseded")]


def close(desk: Desk) -> None:
    """They came and left; what became of each is told, and the file archived."""
    desk.does("wang", "record_guests_arrived", arrived_on=f"{TODAY}")
    desk.does("wang", "record_guests_left", left_on=f"{TODAY}")
    (due,) = desk.asks("wang", "close_outs")["close_outs"]
    assert due["close_out_due"] == f"{TODAY + timedelta(days=30)}"
    came = {"person_id": NIKOS, "came": True, "left_on": f"{TODAY}"}
    assert desk.refused("wang", "close_out_invitation", guests=[came]) == {"close-out"}
    desk.does("wang", "close_out_invitation", guests=[came, {"person_id": ELENI, "came": False, "note": "was ill"}])
    papers = [{"kind": "request", "number": "筑商 1"}, {"kind": "approval", "number": "国函 8"}]
    desk.does("sun", "archive_invitation", papers=papers)
    record = desk.asks("wang", "inviter_record", unit=UNIT)
    assert (record["invitations"], record["came"], record["did_not_come"], record["close_outs_open"]) == (1, 1, 1, 0)


def test_an_invitation_from_the_first_question_to_the_archive(desk: Desk) -> None:
    """Every desk does its part; others are told of each letter, and of nobody's name."""
    for part in (prepare, review, outgrow, amend, close):
        part(desk)
    assert desk.file["state"] == "Archived"
    letters = until(lambda: found if len(found := desk.letters()) == 3 else None)
    assert [(it["document"], it["supersedes"], it["decided_by"]) for it in letters] == [
        (LETTER, "", "office"),
        ("国函 7", LETTER, "state_council"),
        ("国函 8", "国函 7", "state_council"),
    ]
    assert "Somebody" not in str(letters)
    assert desk.asks("sun", "invitation_as_of", invitation_id=desk.id)["state"] == "Archived"
