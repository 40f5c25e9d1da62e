"""What the office's own papers are made of (section 1.5): five kinds, each with a number of its own."""

from datetime import date
from decimal import Decimal
from typing import Literal

from services.approvals.authority.authority import Rank
from services.approvals.values import Country, Label, Name, PersonId, Stop
from shared.personal import Personal
from shared.values import value

DocumentKind = Literal["approval", "confirmation", "notice", "invitation", "request"]
"""任务批件; 任务确认件, to the authority that organises a team; 任务通知书 (征求意见函), to the authority of a member
(A23); 邀请函 with its 邀请核实单; 请示, to the authority above."""
Language = Literal["zh", "en"]
LANGUAGES: dict[DocumentKind, tuple[Language, ...]] = {
    "approval": ("zh",),
    "confirmation": ("zh",),
    "notice": ("zh",),
    "invitation": ("zh", "en"),
    "request": ("zh",),
}
RevocationReason = Literal["cancelled", "refused", "withdrawn", "promoted"]
"""Why a paper holds no more: its case was cancelled, refused or withdrawn, or a guest has risen to a rank that is
decided above."""


@value
class DocumentPerson:
    """Somebody whom a paper names. A guest stands in it with nationality and passport, a traveller with unit and
    rank."""

    person_id: PersonId | None
    name: Name
    post: str
    unit: Label | None = None
    rank: Rank | None = None
    nationality: Country | None = None
    passport_number: Personal[str] | None = None


@value
class DocumentContent:
    """All that a paper says of its case, as it was when the paper was signed; dates are local. `basis` is the paper of
    another authority that it answers or follows, if there is one; `subject_en` the purpose, as an English letter
    says it; `envoys` reside in China and need none of the `visas`."""

    kind: DocumentKind
    to: Label
    unit: Label
    subject: str
    subject_en: str
    organisation: Label
    country: Country
    city: Label
    stops: tuple[Stop, ...]
    starts_on: date
    ends_on: date
    people: tuple[DocumentPerson, ...]
    head_title: str
    basis: str = ""
    envoys: bool = False
    visas: tuple[str, ...] = ()
    budget: Decimal | None = None
