"""The office's papers at the terminal: written into files, verified with a connection or without, templates tried."""

import base64
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from deploy.local.people import new_private_key
from deploy.terminal.office import At, NoOffice

NOT_GENUINE = "not genuine: no paper of the office has this number and this code"


def write_pdf(at: At, question: dict[str, Any], to: Path | None) -> Path:
    """The paper into that file, or into one named after it."""
    found = at.client("clerk").ask("approvals", "render_document", question)
    path = to or Path(found["file"])
    path.write_bytes(base64.b64decode(found["pdf"]))
    return path


def verified(at: At, number: str, code: str) -> Iterator[str]:
    """What the office says of that number and code, to anybody."""
    found = at.client("anybody").ask("approvals", "verify_document", {"number": number, "code": code})
    if not found["genuine"]:
        yield NOT_GENUINE
        return
    yield f"genuine: {found['kind']} {found['number']}, version {found['version']}, issued on {found['issued_on']}"
    after = f" by {found['superseded_by']}" if found["superseded_by"] else ""
    since = f" since {found['ended_on']}" if found["ended_on"] else ""
    yield f"{found['status']}{after}{since}; for {found['valid_from']} to {found['valid_until']}"


def checked(text: str, keys: Iterable[Path]) -> Iterator[str]:
    """What the text of a QR code proves by itself, by these public keys. Raises NoOffice."""
    from services.approvals.document.seal import NotGenuine, check

    try:
        paper, code = check(text, [path.read_text() for path in keys])
    except NotGenuine as error:
        raise NoOffice(f"not genuine: {error}") from None
    yield f"signed by the office: {paper.kind} {paper.number}, version {paper.version}, issued on {paper.issued_on}"
    yield f"for {paper.valid_from} to {paper.valid_until}; what it says has the SHA-256 {paper.digest}"
    yield f"whether it still holds says: ./waishi document verify '{paper.number}' {code}"


def tried(folder: Path | None, to: Path) -> Iterator[str]:
    """Every paper with invented people, printed by the templates of that folder."""
    if folder is not None:
        os.environ["PAPERS_FOLDER"] = str(folder)
    from deploy.terminal.example_papers import papers
    from services.approvals.document.copy import pressed, sheet_of
    from services.approvals.document.office import OFFICE
    from services.approvals.document.press import press
    from services.approvals.document.queries import attested
    from services.approvals.document.seal import code_of, qr_text

    to.mkdir(parents=True, exist_ok=True)
    key = new_private_key()
    for name, paper, question in papers():
        code = code_of(b"an example", paper["number"], paper["version"])
        sheet = sheet_of(paper, question, code, qr_text(OFFICE.address, key, attested(paper), code))
        (to / f"{name}.pdf").write_bytes(press(pressed(sheet)))
        yield f"{to / name}.pdf"
