"""Facts of numbers and papers into read tables."""

import json
from typing import Any

from services.approvals import events as fact
from shared.values import encode

Statement = tuple[str, dict[str, Any]]

NUMBER = """
INSERT INTO numbers (register, serial, number, visit_id, direction, given_at)
VALUES (%(register)s, %(serial)s, %(number)s, %(visit_id)s, %(direction)s, %(at)s)
"""
DOCUMENT = """
INSERT INTO documents (number, version, visit_id, direction, unit, kind, receiver, languages, content, digest,
                       valid_from, valid_until, signed_by, issued_at)
VALUES (%(number)s, %(version)s, %(visit_id)s, %(direction)s, %(unit)s, %(kind)s, %(receiver)s, %(languages)s,
        %(content)s::jsonb, %(digest)s, %(valid_from)s, %(valid_until)s, %(signed_by)s, %(at)s)
"""
SUPERSEDED = """
UPDATE documents SET status = 'superseded', superseded_by = %(by_number)s, ended_at = %(at)s
WHERE number = %(number)s AND version = %(version)s
"""
REVOKED = """
UPDATE documents SET status = 'revoked', reason_code = %(reason_code)s, ended_at = %(revoked_at)s
WHERE number = %(number)s AND version = %(version)s
"""
LETTER = """
UPDATE visit_consents SET letter = %(number)s WHERE visit_id = %(visit_id)s AND authority = %(to)s
"""
LETTER_REVOKED = """
DELETE FROM visit_consents WHERE visit_id = %(visit_id)s AND letter = %(number)s
"""


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.NumberGiven():
            return [(NUMBER, vars(happened))]
        case fact.DocumentNumbered():
            return [*_drawn_up(happened), *([(LETTER, _letter(happened))] if happened.kind == "notice" else [])]
        case fact.DocumentSuperseded():
            return [(SUPERSEDED, vars(happened))]
        case fact.DocumentRevoked():
            revoked = [(REVOKED, vars(happened))]
            return [*revoked, *([(LETTER_REVOKED, vars(happened))] if happened.kind == "notice" else [])]
        case _:
            return []


def _drawn_up(happened: fact.DocumentNumbered) -> list[Statement]:
    content = json.dumps(encode(happened.content), ensure_ascii=False)
    told = {"receiver": happened.content.to.zh, "languages": list(happened.languages), "content": content}
    return [(DOCUMENT, {**vars(happened), **told})]


def _letter(happened: fact.DocumentNumbered) -> dict[str, Any]:
    return {"visit_id": happened.visit_id, "number": happened.number, "to": happened.to}
