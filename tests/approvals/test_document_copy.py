"""Papers as they are printed: what they say, their QR code and signature, their marks, and templates that can't be."""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from deploy.local.people import new_private_key
from deploy.terminal.example_papers import LETTER_OF_ANOTHER, TEAM, outbound, papers, row
from services.approvals.document import template as document_template
from services.approvals.document.copy import intact, mark_of, pressed, sheet_of
from services.approvals.document.fonts import characters_of, font_folders, missing_in
from services.approvals.document.office import PRODUCT, unit_label
from services.approvals.document.press import press
from services.approvals.document.queries import RenderDocument, attested
from services.approvals.document.seal import NotGenuine, check, code_of, public_key_of, qr_text
from services.approvals.document.template import NEEDED, read_template
from services.approvals.document.words import country
from services.approvals.service import APPROVALS
from shared.errors import Invalid, Refused

KEY, SECRET = new_private_key(), b"a secret"
PUBLIC = public_key_of(KEY)[1]
ADDRESS = "https://verify.example/paper"
EXAMPLES = {name: (paper, question) for name, paper, question in papers()}


def sheet(paper: Mapping[str, Any], question: RenderDocument) -> dict[str, Any]:
    code = code_of(SECRET, paper["number"], paper["version"])
    return sheet_of(paper, question, code, qr_text(ADDRESS, KEY, attested(paper), code))


@cache
def printed(name: str) -> bytes:
    return press(json.loads(json.dumps(pressed(sheet(*EXAMPLES[name])))))


def text_of(pdf: bytes) -> str:
    """Without blanks and line ends."""
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def qr_of(pdf: bytes) -> str:
    """What a scanner reads on the last page."""
    page = list(pypdfium2.PdfDocument(pdf))[-1]
    bitmap = page.render(scale=300 / 72, grayscale=True)
    picture = memoryview(bytes(bitmap.buffer)).cast("B", (bitmap.height, bitmap.stride))
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


SAYS = {
    "approval": ("任务批件", "筑外批〔2026〕118号", "郭堃", "GUOKun", "欧阳靖远", "12月7日", "希腊（特里波利、雅典）"),
    "confirmation": ("任务确认件", LETTER_OF_ANOTHER, "成都市人民政府外事办公室", "何曼丽"),
    "notice": ("征求意见函", "遵义市人民政府外事办公室", "高玥"),
    "request": ("请示", "签发人：zhou", "赵德明", "286,400.50", "贵州省人民政府外事办公室", "妥否，请批示"),
    "request-guests": ("来访的请示", "尼科斯·帕帕佐普洛斯", "AK0000001"),
    "invitation.zh": ("邀请函", "尼科斯·帕帕佐普洛斯", "NikolaosPAPADOPOULOS", "希腊"),
    "invitation.en": ("LetterofInvitation", "NikolaosPAPADOPOULOS", "Greece", "1December2026", "AK0000003"),
    "verification": ("邀请核实单", "筑外邀〔2026〕41号", "AK0000002"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAYS)
def test_a_paper_says_what_it_must_in_both_scripts(name: str) -> None:
    """Number, names, days and places; the office, the code; and no word of the templates' own marks."""
    text = text_of(printed(name))
    assert [wanted for wanted in SAYS[name] if wanted not in text] == []
    assert code_of(SECRET, EXAMPLES[name][0]["number"], 1) in text
    assert "{" not in text


def test_the_same_paper_gives_the_same_bytes() -> None:
    """Printed again, or by another process of the service."""
    assert printed("notice") == press(pressed(sheet(*EXAMPLES["notice"])))


@pytest.mark.parametrize("name", ["approval", "invitation.en"])
def test_the_qr_code_is_read_and_proves_the_paper_without_a_connection(name: str) -> None:
    """Number, version, days and digest, signed by the office's key; and the code to ask with."""
    paper, _ = EXAMPLES[name]
    text = qr_of(printed(name))
    assert text.startswith(f"{ADDRESS}?")
    assert check(text, [public_key_of(new_private_key())[1], PUBLIC]) == (
        attested(paper),
        code_of(SECRET, paper["number"], 1),
    )


CHANGES = [
    ("v=1", "v=2"),
    ("2026-12-11", "2026-12-31"),
    ("k=approval", "k=confirmation"),
    ("118", "119"),
    ("&s=", "&s=A"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_qr_code_is_not_genuine(change: tuple[str, str]) -> None:
    """Another version, day, kind or number, or another signature."""
    paper, _ = EXAMPLES["approval"]
    text = qr_text("", KEY, attested(paper), "C")
    assert change[0] in text
    with pytest.raises(NotGenuine):
        check(text.replace(*change), [PUBLIC])


def test_a_key_that_is_not_given_proves_nothing() -> None:
    """Its id is told, so that the right one can be found; what is no paper's code is no proof either."""
    text = qr_text("", KEY, attested(EXAMPLES["approval"][0]), "C")
    with pytest.raises(NotGenuine, match=public_key_of(KEY)[0]):
        check(text, [public_key_of(new_private_key())[1]])
    for other in ("", "https://example.org/?n=1", text[:200]):
        with pytest.raises(NotGenuine):
            check(other, [PUBLIC])


def test_a_key_of_no_use_is_told_when_the_service_starts() -> None:
    """Not when the first paper is printed."""
    for wrong in ("", "a word", PUBLIC):
        with pytest.raises(ValueError, match="Ed25519"):
            APPROVALS.settings["DOCUMENT_KEY"](wrong)


def test_what_no_longer_holds_is_marked_on_every_page() -> None:
    """Superseded, by which; revoked; and only these."""
    assert text_of(printed("approval-superseded")).count("SUPERSEDEDby筑外批〔2026〕131号") == 2
    assert "已撤销REVOKED" in text_of(printed("invitation.en-revoked"))
    assert list(mark_of(EXAMPLES["approval"][0])) == []
    paper = {**EXAMPLES["approval"][0], "status": "superseded", "superseded_by": "筑外批〔2026〕118号"}
    assert "by a later version of 筑外批〔2026〕118号" in mark_of({**paper, "ended_at": paper["issued_at"]})


def test_a_paper_that_says_another_name_than_when_it_was_signed_is_marked() -> None:
    """A person in it was corrected or erased since: the print that is out says something else."""
    paper = dict(EXAMPLES["approval"][0])
    assert intact(paper)
    paper["content"] = json.loads(json.dumps(paper["content"]).replace("GUO Kun", "[erased]"))
    assert not intact(paper)
    assert "DIFFERS FROM THE ORIGINAL" in mark_of(paper)


def test_what_a_unit_writes_is_text_and_never_a_template_or_markup() -> None:
    """A purpose with braces, marks and line ends is printed as it is."""
    odd = replace(outbound("approval", unit_label("x"), TEAM[:1]), subject="#panic() *{budget}* | \n\n{people}")
    made = sheet(*_plain(row(odd, 1)))
    assert "“#panic() *{budget}* | {people}”任务" in made["blocks"][0]["text"]
    assert "#panic()*{budget}*|{people}" in text_of(press(pressed(made)))


def _plain(paper: dict[str, Any]) -> tuple[dict[str, Any], RenderDocument]:
    return paper, RenderDocument(number=paper["number"])


def test_a_character_that_no_font_has_is_told_before_it_is_an_empty_box() -> None:
    """With its number, so that a font for it can be found."""
    rare = replace(TEAM[0], name=replace(TEAM[0].name, zh="郭\U00031000"))
    with pytest.raises(Refused, match=r"U\+31000"):
        sheet(*_plain(row(outbound("approval", unit_label("x"), (rare,)), 1)))
    assert missing_in(["郭堃昇玥祎", "Νικόλαος Đặng Żółć", "〔2026〕号 — “”"]) == []


def test_a_fonts_characters_are_read_from_either_table() -> None:
    """Fandol has GB 2312 and more; Noto Serif SC all of the first Unicode block of Chinese characters."""
    sizes = {
        path.name: len({letter for letter in characters_of(path.read_bytes()) if 0x4E00 <= letter < 0x9FA6})
        for folder in font_folders()
        for path in Path(folder).glob("*.otf")
    }
    assert sizes["FandolFang-Regular.otf"] == 7942
    assert sizes["NotoSerifSC-Regular.otf"] == 20902


def test_a_language_or_form_that_a_kind_has_not_is_told() -> None:
    """An approval is Chinese; only an invitation has a verification."""
    for question in (RenderDocument(number="x", language="en"), RenderDocument(number="x", form="verification")):
        with pytest.raises(Invalid, match="take"):
            sheet(EXAMPLES["approval"][0], question)


def test_envoys_letters_speak_of_no_visa() -> None:
    """They reside in China: neither a visa nor its verification is for them."""
    guests = dict(EXAMPLES["invitation.en"][0])
    envoys = {**guests, "content": {**guests["content"], "envoys": True}}
    for language in ("zh", "en"):
        question = RenderDocument(number=guests["number"], language=language)
        said = [f"{sheet(paper, question)['blocks']}".lower() for paper in (guests, envoys)]
        assert ["visa" in text or "签证" in text for text in said] == [True, False]
    with pytest.raises(Invalid, match="guests"):
        sheet(envoys, RenderDocument(number=guests["number"], form="verification"))


def test_hong_kong_and_macao_stand_as_parts_of_china() -> None:
    """In both languages."""
    assert [country("HK", "zh"), country("MO", "en"), country("GR", "zh"), country("GR", "en")] == [
        "中国香港", "Macao, China", "希腊", "Greece",
    ]  # fmt: skip


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An office's own templates."""
    shutil.copytree(PRODUCT, tmp_path / "papers", ignore=shutil.ignore_patterns("fonts"))
    monkeypatch.setattr(document_template, "folder_of", lambda _: tmp_path / "papers")
    return tmp_path / "papers"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{people}", "the team", ("approval.zh.txt", "{people}")),
        ("{days}", "{length}", ("approval.zh.txt", "{length}", "{days}")),
        ("{days}", "{days", ("approval.zh.txt", "{days")),
        ("title: ", "", ("approval.zh.txt", "title")),
        ("manner: document", "manner: poem", ("approval.zh.txt", "poem")),
    ],
)
def test_a_template_that_cannot_be_printed_from_is_named_with_its_placeholder(
    own_folder: Path, old: str, new: str, told: tuple[str, ...]
) -> None:
    """One that is missing, one that nobody knows, a brace left open, no title, no such manner."""
    path = own_folder / "approval.zh.txt"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(Refused) as raised:
        sheet(*EXAMPLES["approval"])
    (violation,) = raised.value.answer["violations"]
    said = f"{violation} {sorted(NEEDED['approval.zh'])}"
    assert [word for word in told if word not in said and word.strip("{}") not in said] == []
    assert violation["mend"]


@pytest.mark.parametrize("name", NEEDED)
def test_every_template_has_what_it_needs_and_a_title(name: str) -> None:
    """As the product ships them."""
    assert read_template(name).head["title"]
