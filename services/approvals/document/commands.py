"""What may be asked of the registers of numbers, and what they answer."""

from typing import Annotated
from uuid import UUID

from services.approvals.values import Direction
from shared.values import NOT_NEGATIVE, value


@value
class OpenRegister:
    """Where numbers were given by hand before this system: `last` is the last of them, in that year. `register` is the
    head of its numbers, such as 筑外批〔2026〕."""

    register: str
    last: Annotated[int, NOT_NEGATIVE]


@value
class GiveNumber:
    """By policy: a case has a paper that waits for its number."""

    register: str
    visit_id: UUID
    direction: Direction
    ask: int


@value
class NoteVisitNumber:
    """By policy: the number for what the visit asked."""

    visit_id: UUID
    ask: int
    number: str


@value
class NoteInvitationNumber:
    """By policy: the number for what the invitation asked."""

    invitation_id: UUID
    ask: int
    number: str


RegisterCommand = OpenRegister | GiveNumber
