"""The office's papers: the register book, one paper, and what anybody learns who holds number and code."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from services.approvals.document.seal import Attested, code_of, same_code
from services.approvals.document.values import DocumentKind, Language
from shared.errors import NotFound
from shared.service import Read
from shared.times import local_date
from shared.values import POSITIVE, value

Limit = Annotated[int, POSITIVE]
Form = Literal["paper", "verification"]


@value
class DocumentByNumber:
    """In that version; the last one, if none is named."""

    number: str
    version: Annotated[int, POSITIVE] | None = None


@value
class RenderDocument:
    """`form`: of an invitation also its verification (邀请核实单), for the visa; else the paper itself."""

    number: str
    version: Annotated[int, POSITIVE] | None = None
    language: Language = "zh"
    form: Form = "paper"


@value
class Documents:
    """By kind, state, or the case that they belong to."""

    kind: DocumentKind | None = None
    status: Literal["in force", "superseded", "revoked"] | None = None
    visit_id: UUID | None = None
    unit: str | None = None
    limit: Limit = 100


@value
class Registers:
    """One register, such as 筑外批〔2026〕; all of them, if none is named."""

    register: str | None = None
    limit: Limit = 100


@value
class VerifyDocument:
    """What stands on the paper: its number, and the code beside the QR code."""

    number: str
    code: str


@value
class DocumentKey:
    """Nothing is asked but the key."""


COLUMNS = """
number, version, kind, status, unit, visit_id, direction, receiver, languages, signed_by, issued_at, valid_from,
valid_until, superseded_by, reason_code, ended_at
"""
DOCUMENT = f"""
SELECT {COLUMNS}, content, digest FROM documents
WHERE number = %(number)s AND (%(version)s::int IS NULL OR version = %(version)s) ORDER BY version DESC LIMIT 1
"""  # noqa: S608
DOCUMENTS = f"""
SELECT {COLUMNS} FROM documents
WHERE (%(kind)s::text IS NULL OR kind = %(kind)s) AND (%(status)s::text IS NULL OR status = %(status)s)
  AND (%(visit_id)s::uuid IS NULL OR visit_id = %(visit_id)s) AND (%(unit)s::text IS NULL OR unit = %(unit)s)
ORDER BY issued_at DESC, number, version DESC LIMIT %(limit)s
"""  # noqa: S608
REGISTERS = """
SELECT n.register, n.serial, n.number, n.given_at, n.visit_id, n.direction, d.kind, d.unit, d.version, d.status
FROM numbers n LEFT JOIN LATERAL (
    SELECT kind, unit, version, status FROM documents WHERE number = n.number ORDER BY version DESC LIMIT 1
) d ON true
WHERE %(register)s::text IS NULL OR n.register = %(register)s
ORDER BY n.register, n.serial DESC LIMIT %(limit)s
"""
VERSIONS = """
SELECT number, version, kind, status, superseded_by, issued_at, valid_from, valid_until, ended_at FROM documents
WHERE number = %(number)s ORDER BY version
"""
UNKNOWN: dict[str, Any] = {
    "genuine": False, "number": None, "kind": None, "version": None, "status": None, "superseded_by": None,
    "issued_on": None, "valid_from": None, "valid_until": None, "ended_on": None,
}  # fmt: skip


def get_document(read: Read, question: DocumentByNumber | RenderDocument) -> dict[str, Any]:
    """One paper with all that it says."""
    found = read(DOCUMENT, vars(question))
    if not found:
        raise NotFound.thing("document", question.number)
    return found[0]


def list_documents(read: Read, question: Documents) -> dict[str, Any]:
    return {"documents": read(DOCUMENTS, vars(question))}


def list_numbers(read: Read, question: Registers) -> dict[str, Any]:
    """The register book: each number once, the last one first."""
    return {"numbers": read(REGISTERS, vars(question))}


def verify_document(read: Read, question: VerifyDocument, secret: bytes) -> dict[str, Any]:
    """Whether it is genuine, what it is, whether it holds, and from when until when: nothing that isn't printed on it,
    and no name. A wrong code is answered as an unknown number is."""
    found = read(VERSIONS, vars(question))
    tried = [
        (same_code(question.code, code_of(secret, question.number, row["version"])), row)
        for row in found or [{"version": 1}]
    ]
    paper = next((row for right, row in tried if right and row.get("number")), None)
    return {**UNKNOWN, **_told(paper)} if paper else UNKNOWN


def _told(paper: dict[str, Any]) -> dict[str, Any]:
    names = ("number", "kind", "version", "status", "superseded_by", "valid_from", "valid_until")
    ended = paper["ended_at"] and local_date(paper["ended_at"])
    told = {name: paper[name] for name in names}
    return {"genuine": True, **told, "issued_on": local_date(paper["issued_at"]), "ended_on": ended}


def attested(paper: Mapping[str, Any]) -> Attested:
    """What the office's key signs of a paper as the read store has it."""
    names = ("kind", "number", "version", "valid_from", "valid_until", "digest")
    return Attested(issued_on=local_date(paper["issued_at"]), **{name: paper[name] for name in names})
