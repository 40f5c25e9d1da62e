"""How the office's papers get their numbers, and what becomes of them.

`visit_id` is the case's, as in `VisitApproved`: an invitation's own id, where `direction` is inbound.
"""

from datetime import date, datetime
from uuid import UUID

from services.approvals.document.values import DocumentContent, DocumentKind, Language, RevocationReason
from services.approvals.values import Direction
from shared.facts import fact, public_fact
from shared.personal import Personal


@fact("RegisterOpened")
class RegisterOpened:
    """`last`: the last number that was given by hand."""

    register: str
    last: int
    by: str
    at: datetime


@fact("NumberAsked")
class NumberAsked:
    """A paper of this kind was signed, and waits for its number. `ask` counts what the case has asked for; `to` is the
    authority that a notice goes to."""

    visit_id: UUID
    direction: Direction
    ask: int
    kind: DocumentKind
    register: str
    to: str
    by: str
    at: datetime


@fact("NumberGiven")
class NumberGiven:
    """The register's next number, given for good."""

    register: str
    serial: int
    number: str
    visit_id: UUID
    direction: Direction
    ask: int
    at: datetime


@fact("DocumentNumbered")
class DocumentNumbered:
    """The paper is in force, under its number. A version above 1 is the same number with other dates. `digest`: the
    SHA-256 of what it says, sealed like a name, since whoever has it may try out names; it is what the office's key
    signs. `ask` is 0 where no number was asked for."""

    visit_id: UUID
    direction: Direction
    unit: str
    kind: DocumentKind
    number: str
    version: int
    languages: tuple[Language, ...]
    content: DocumentContent
    digest: Personal[str]
    valid_from: date
    valid_until: date
    signed_by: str
    at: datetime
    to: str = ""
    ask: int = 0


@fact("DocumentSuperseded")
class DocumentSuperseded:
    """Another paper holds in its place: `by_number` may be the same number, in a later version, or that of the
    authority above."""

    visit_id: UUID
    direction: Direction
    kind: DocumentKind
    number: str
    version: int
    by_number: str
    at: datetime


@public_fact("DocumentRevoked")
class DocumentRevoked:
    """A paper of the office holds no more, and none holds in its place. `number` and `version` stand on the paper;
    `reason_code` is one of cancelled, refused, withdrawn, promoted. Whoever relied on it (bank, border, finance,
    embassy) finds it so by `verify_document` too."""

    visit_id: UUID
    direction: Direction
    kind: DocumentKind
    number: str
    version: int
    reason_code: RevocationReason
    revoked_at: datetime
