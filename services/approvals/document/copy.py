"""A paper as it is shown and printed: its sheet, its QR code, and its mark if it holds no more."""

import base64
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import segno

from services.approvals.document.document import digest_of
from services.approvals.document.fonts import font_folders, missing_in
from services.approvals.document.office import OFFICE, folder_of
from services.approvals.document.queries import RenderDocument, attested
from services.approvals.document.seal import code_of, public_key_of, qr_text
from services.approvals.document.template import blocks_of, filled, read_template
from services.approvals.document.values import DocumentContent, Language
from services.approvals.document.words import day, tables_of, words_of
from shared.actors import FOR
from shared.aside import run
from shared.desk import AtDesk
from shared.errors import Invalid, Refused
from shared.times import local_date
from shared.values import decoder

KEY = "DOCUMENT_KEY"
"""The setting with the office's private key for papers: Ed25519, in PEM."""
WITHIN_SECONDS = 8.0
PRESS = (sys.executable, "-I", str(Path(__file__).with_name("press.py")))
"""A program of its own: imported here it would cost every process memory and the time to load it."""
Paper = Mapping[str, Any]
"""A row of the read store's documents."""


def key_of(desk: AtDesk) -> dict[str, Any]:
    key_id, public_key = public_key_of(desk.setting(KEY))
    return {"key_id": key_id, "public_key": public_key}


def described(desk: AtDesk, paper: Paper) -> dict[str, Any]:
    """The paper, with the code and the QR text that stand on it. `intact`: it says today what it said when it was
    issued; it does not once a person in it was corrected or erased."""
    code, qr = _seal(desk, paper)
    return {**paper, "code": code, "qr": qr, "intact": intact(paper)}


def rendered(desk: AtDesk, paper: Paper, question: RenderDocument) -> dict[str, Any]:
    """Raises Invalid for a language or form that this kind has not, Refused for a template or a character that can't
    be printed."""
    code, qr = _seal(desk, paper)
    sheet = sheet_of(paper, question, code, qr)
    pdf = run(PRESS, json.dumps(pressed(sheet), ensure_ascii=False).encode(), WITHIN_SECONDS)
    told = {name: paper[name] for name in ("unit", "number", "version", "kind", "status")}
    named = f"{paper['number']}-{paper['version']}.{question.form}.{question.language}.pdf"
    return {**told, "file": named, "sha256": hashlib.sha256(pdf).hexdigest(), "pdf": base64.b64encode(pdf).decode()}


def _seal(desk: AtDesk, paper: Paper) -> tuple[str, str]:
    code = code_of(desk.secret("documents"), paper["number"], paper["version"])
    return code, qr_text(OFFICE.address, desk.setting(KEY), attested(paper), code)


def content_of(paper: Paper) -> DocumentContent:
    content: DocumentContent = decoder(DocumentContent)(paper["content"])
    return content


def intact(paper: Paper) -> bool:
    return digest_of(content_of(paper)) == str(paper["digest"])


def pressed(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """What the press takes."""
    layout = folder_of("layout.typ").joinpath("layout.typ").read_text(encoding="utf-8")
    return {"layout": layout, "fonts": font_folders(), "paper": sheet}


def sheet_of(paper: Paper, question: RenderDocument, code: str, qr: str) -> dict[str, Any]:
    """A paper as the layout takes it."""
    content, language = content_of(paper), question.language
    template = read_template(template_of(paper, question))
    words = words_of(content, paper["number"], language)
    head = {name: filled(template.name, text, words) for name, text in template.head.items()}
    issued = local_date(paper["issued_at"])
    manner = head["manner"]
    sheet = {
        "language": language,
        "manner": manner,
        "head": OFFICE.names.get(f"{manner}_{language}", ""),
        "office": OFFICE.names[language],
        "number": paper["number"] if language == "zh" else f"No. {paper['number']}",
        "signer": _signer(paper),
        "title": head["title"],
        "subtitle": head.get("subtitle"),
        "to": head.get("to"),
        "blocks": blocks_of(template, words, tables_of(content, language)),
        "date": day(issued, language),
        "issued": [issued.year, issued.month, issued.day],
        "mark": list(mark_of(paper)) or None,
        "proof": list(_proof(paper, code, language)),
        "qr": segno.make(qr, micro=False, error="m", boost_error=False).svg_inline(border=2),
    }
    if missing := missing_in(_texts({**sheet, "qr": ""})):
        found = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in missing)
        mend = "put a font that has them into the folder fonts of PAPERS_FOLDER"
        violation = {"rule": "font", "article": "papers/fonts", "value": "a font for every character", "found": found}
        raise Refused.by([{**violation, "mend": mend}])
    return sheet


def template_of(paper: Paper, question: RenderDocument) -> str:
    """Raises Invalid."""
    if question.language not in paper["languages"]:
        raise Invalid.field("language", "This paper is not made in it.", f"take {' or '.join(paper['languages'])}")
    if question.form == "verification":
        if paper["kind"] != "invitation" or question.language != "zh" or paper["content"]["envoys"]:
            raise Invalid.field("form", "Only an invitation of guests has a verification, in Chinese.", "take paper")
        return "verification.zh"
    if paper["kind"] == "request" and paper["direction"] == "inbound":
        return f"request-guests.{question.language}"
    envoys = "-envoys" if paper["content"]["envoys"] else ""
    return f"{paper['kind']}{envoys}.{question.language}"


def mark_of(paper: Paper) -> Iterator[str]:
    """What stands across a paper that must not be used, its first line large."""
    if paper["status"] == "in force":
        if not intact(paper):
            yield from ("与原件不符", "DIFFERS FROM THE ORIGINAL", "a person in it was corrected or erased since")
        return
    ended = local_date(paper["ended_at"])
    if paper["status"] == "revoked":
        yield from ("已撤销", "REVOKED")
    else:
        again = paper["superseded_by"] == paper["number"]
        yield from ("已失效", "SUPERSEDED", f"by {'a later version of ' if again else ''}{paper['superseded_by']}")
    yield f"{day(ended, 'zh')}  {day(ended, 'en')}"


def _signer(paper: Paper) -> str | None:
    """Who signed a request upward (签发人), the deputy who did."""
    if paper["kind"] != "request":
        return None
    signed_by = paper["signed_by"].split(FOR)[0]
    return f"签发人：{OFFICE.signers.get(signed_by, signed_by)}"


def _proof(paper: Paper, code: str, language: Language) -> Iterator[str]:
    number, version = paper["number"], paper["version"]
    if language == "zh":
        yield f"编号：{number}（第{version}版）"
        yield f"验证码：{code}"
        yield "扫描二维码，或凭编号和验证码，可核验真伪和效力。"
    else:
        yield f"No. {number}, version {version}"
        yield f"Code: {code}"
        yield "Scan it, or give number and code, to verify that this paper is genuine and in force."


def _texts(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for item in thing.values():
            yield from _texts(item)
    elif isinstance(thing, (list, tuple)):
        for item in thing:
            yield from _texts(item)
