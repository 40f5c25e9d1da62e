"""What may be asked about acting deputies (代理)."""

from datetime import date
from typing import Literal

from shared.values import value

DeputisedRole = Literal[
    "clerk", "section_head", "director", "vice_mayor", "provincial_officer", "passport_keeper", "unit_signatory",
    "finance", "organization_department", "secrecy_bureau",
]  # fmt: skip


@value
class AppointDeputy:
    """Somebody acts for somebody else in a role, both days included. `principal` and `deputy` are actors' ids;
    `document` is the paper that says so."""

    principal: str
    deputy: str
    role: DeputisedRole
    from_on: date
    until_on: date
    document: str


@value
class EndDeputy:
    """The acting period ends before its last day: from today on the deputy acts no more."""

    principal: str
    deputy: str
    role: DeputisedRole
    reason: str


DeputyCommand = AppointDeputy | EndDeputy
