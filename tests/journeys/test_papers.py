"""Papers from the signature to the border: numbered while many sign and a process dies, printed, verified, ended."""

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pypdfium2
import pytest
import zxingcpp
from typer.testing import CliRunner

from deploy.local.office import SERVICES, Office
from deploy.terminal import office as terminal
from deploy.terminal.main import app
from deploy.terminal.office import At
from shared.client import Client
from shared.errors import NotAllowed, Unavailable
from shared.ids import new_id
from shared.times import local_date, now
from tests.waiting import until

GUESTS = ({"zh": "欧阳若水", "en": "Ioanna Quillfeather-Papadaki"}, "AK7353019")
UNIT = "commerce-bureau"


class Papers:
    """What people do there."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.at = At(office.uri_of("caller"), dict(office.state()))

    def client(self, actor: str, *roles: str, unit: str = "fao") -> Client:
        return self.at.client(*roles, actor=actor, unit=unit)

    def ask(self, method: str, question: Any, *roles: str) -> Any:
        return self.client("asks", *(roles or ("clerk",))).ask("approvals", method, question)

    def reviewed(self) -> str:
        """An invitation that waits for the director."""
        arrives = local_date(now()) + timedelta(days=40)
        name, passport = GUESTS
        guest = {
            "name": name,
            "nationality": "GR",
            "post": "Mayor",
            "rank": "division",
            "passport_number": passport,
            "passport_expires_on": f"{arrives + timedelta(days=900)}",
            "past_visas": [],
            "visa": "F",
            "days": 5,
        }
        plan = {
            "unit": UNIT,
            "purpose": "茶叶经贸合作",
            "purpose_en": "trade in tea",
            "organisation": {"zh": "特里波利市政府", "en": "Municipality of Tripoli"},
            "country": "GR",
            "city": {"zh": "特里波利", "en": "Tripoli"},
            "arrives_on": f"{arrives}",
            "leaves_on": f"{arrives + timedelta(days=3)}",
            "guarantor": UNIT,
            "guests": [guest],
        }
        by_id = {"invitation_id": str(new_id())}
        vouched = {"signatory": {"zh": "赵某", "en": "Zhao"}, "post": "deputy head"}
        steps = (
            ("wang", "unit_specialist", "draft_invitation", {**by_id, "invitation": plan}),
            ("zhao", "unit_signatory", "stamp_invitation", {**by_id, "department": UNIT}),
            ("zhao", "unit_signatory", "vouch_for_invitation", {**by_id, **vouched}),
            ("zhao", "unit_signatory", "submit_invitation", by_id),
            ("sun", "clerk", "review_invitation_as_clerk", by_id),
            ("li", "section_head", "review_invitation_as_section", by_id),
        )
        for who, role, method, payload in steps:
            self.client(who, role, unit=UNIT if role.startswith("unit") else "fao").command(
                "approvals", method, payload
            )
        return by_id["invitation_id"]

    def sign(self, director: str, invitation: str, key: UUID) -> None:
        """As a caller does who doesn't give up."""
        for _ in range(20):
            with suppress(Unavailable):
                client = Client(self.office.uri_of("caller"), self.at.token(("director",), director), timeout=3)
                client.command("approvals", "sign_invitation", {"invitation_id": invitation}, key)
                return

    def number_of(self, invitation: str) -> str:
        return str(self.ask("get_invitation", {"invitation_id": invitation})["document"])


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Papers]:
    """An office with approvals alone."""
    home = tmp_path_factory.mktemp("papers")
    counters = {"approvals": SERVICES["approvals"]}
    with Office(home, counters, prefix=f"papers_{uuid4().hex[:6]}", admin_url="", amqp_uri="") as office:
        yield Papers(office)


@pytest.fixture(scope="module")
def signed(papers: Papers) -> list[str]:
    """Six invitations, each signed by two directors at once, while the process that numbers them is killed."""
    register = f"筑外邀〔{local_date(now()).year}〕"
    opening = {"register": register, "last": 40}
    papers.client("zhou", "director").command("approvals", "open_register", opening)
    invitations = [papers.reviewed() for _ in range(6)]
    (first,) = papers.office.running["approvals"]
    papers.office.end_service("approvals", first)
    papers.office.start_service("approvals", {"FAILPOINT": "before_checkpoint_react:3"})
    keys = {(who, it): new_id() for it in invitations for who in ("zhou", "wei")}
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(papers.sign, who, it, key) for (who, it), key in keys.items()]
        dying = papers.office.running["approvals"][0]
        assert until(lambda: not dying.child.is_alive(), 30)
        papers.office.end_service("approvals", dying, kill=True)
        papers.office.start_service("approvals")
        for one in done:
            one.result(60)
    assert until(lambda: all(papers.number_of(it) != "None" for it in invitations), 30)
    return invitations


@pytest.fixture
def terminal_here(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """`./waishi` at this office."""
    monkeypatch.setattr(terminal, "find", lambda: papers.at)
    return CliRunner()


def qr_of(pdf: bytes) -> str:
    page = list(pypdfium2.PdfDocument(pdf))[-1]
    bitmap = page.render(scale=300 / 72, grayscale=True)
    picture = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
    (found,) = zxingcpp.read_barcodes(picture)
    return str(found.text)


def test_every_number_is_given_once_and_none_is_left_out(papers: Papers, signed: list[str]) -> None:
    """Two directors sign each at once, each call is repeated, and a process dies amid it: 41 to 46, each once."""
    year = local_date(now()).year
    numbers = [papers.number_of(invitation) for invitation in signed]
    assert sorted(numbers) == [f"筑外邀〔{year}〕{serial}号" for serial in range(41, 47)]
    book = papers.ask("list_numbers", {})["numbers"]
    assert [(row["serial"], row["status"]) for row in book] == [(serial, "in force") for serial in range(46, 40, -1)]


def test_a_paper_is_printed_alike_by_every_process_for_those_who_may_see_it(papers: Papers, signed: list[str]) -> None:
    """The unit's own people and the office; not another unit, nor somebody without a role there."""
    question = {"number": papers.number_of(signed[0]), "language": "en"}
    first = papers.ask("render_document", question)
    papers.office.start_service("approvals")
    papers.office.wait_until_ready()
    again = [papers.ask("render_document", question)["sha256"] for _ in range(4)]
    assert {first["sha256"]} == set(again)
    own = papers.client("wang", "unit_specialist", unit=UNIT).ask("approvals", "render_document", question)
    assert own["pdf"] == first["pdf"]
    for stranger in (papers.client("xu", "unit_specialist", unit="another"), papers.client("x", "finance")):
        for method in ("render_document", "get_document"):
            with pytest.raises(NotAllowed):
                stranger.ask("approvals", method, {"number": question["number"]})


def test_a_border_officer_checks_the_print_without_and_with_a_connection(
    papers: Papers, signed: list[str], terminal_here: CliRunner, tmp_path: Path
) -> None:
    """By the office's published key alone; then by number and code, with no role at all."""
    number, pdf, key = papers.number_of(signed[1]), tmp_path / "letter.pdf", tmp_path / "key.pem"
    assert terminal_here.invoke(app, ["document", "pdf", number, "--language", "en", "--to", str(pdf)]).exit_code == 0
    key.write_text(terminal_here.invoke(app, ["document", "key"]).output)
    text = qr_of(pdf.read_bytes())
    checked = terminal_here.invoke(app, ["document", "check", text, "--key", str(key)])
    assert f"signed by the office: invitation {number}, version 1" in checked.output
    code = papers.ask("get_document", {"number": number})["code"]
    assert code in checked.output
    verified = terminal_here.invoke(app, ["document", "verify", number, code])
    assert (verified.exit_code, "in force" in verified.output) == (0, True)
    wrong = terminal_here.invoke(app, ["document", "verify", number, "0000-0000-0000"])
    assert (wrong.exit_code, "not genuine" in wrong.output) == (1, True)


def test_a_cancelled_guests_letter_is_revoked_everywhere(
    papers: Papers, signed: list[str], terminal_here: CliRunner
) -> None:
    """The old print's code says so, a new print is marked, and everybody is told; without a name."""
    invitation = signed[2]
    number = papers.number_of(invitation)
    code = papers.ask("get_document", {"number": number})["code"]
    cancel = {"invitation_id": invitation, "reason_code": "guests_ill"}
    done = papers.client("sun", "clerk").command("approvals", "cancel_invitation", cancel)
    found = papers.client("anybody").ask(
        "approvals", "verify_document", {"number": number, "code": code}, done["position"]
    )
    assert (found["genuine"], found["status"]) == (True, "revoked")
    assert terminal_here.invoke(app, ["document", "verify", number, code]).exit_code == 1
    pdf = base64.b64decode(papers.ask("render_document", {"number": number})["pdf"])
    assert "REVOKED" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    told = until(lambda: [item for item in facts_told(papers) if "reason_code" in item and "number" in item])
    assert [(item["number"], item["version"], item["reason_code"]) for item in told] == [(number, 1, "cancelled")]
    for secret in (*GUESTS[0].values(), GUESTS[1]):
        assert secret not in json.dumps([found, told, facts_told(papers)], ensure_ascii=False)


def facts_told(papers: Papers) -> list[Any]:
    return [json.loads(item["body"]) for item in papers.ask("facts_told", {"after": 0}, "operator")["facts"]]


def test_no_name_or_passport_on_a_paper_is_in_a_log_line(papers: Papers, signed: list[str]) -> None:
    """Printed, refused, verified: lines hold methods and numbers."""
    lines = "".join(path.read_text(errors="replace") for path in papers.office.home.glob("approvals-*/log"))
    assert "render_document" in lines
    assert [secret for secret in (*GUESTS[0].values(), GUESTS[1]) if secret in lines] == []
