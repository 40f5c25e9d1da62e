"""What may be asked of circulars: the office's guidance to departments and organisations."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.values import value

Reader = Literal["unit_specialist", "unit_signatory"]


@value
class Circular:
    """`addressees`: the units that have to read it, each through somebody of the role `read_by`, by `due_on`.
    `supersedes`: the circular that this one replaces."""

    title: str
    text: str
    addressees: tuple[str, ...]
    due_on: date
    read_by: Reader = "unit_signatory"
    supersedes: UUID | None = None


@value
class DraftCircular:
    circular_id: UUID
    circular: Circular


@value
class ReviseCircular:
    circular_id: UUID
    circular: Circular


@value
class IssueCircular:
    """Send it to its addressees, under its number."""

    circular_id: UUID
    number: str


@value
class AcknowledgeCircular:
    """The unit has read it and will act on it."""

    circular_id: UUID
    unit: str


@value
class WithdrawCircular:
    circular_id: UUID
    reason: str


@value
class SupersedeCircular:
    """By policy: another circular takes its place."""

    circular_id: UUID
    by_circular: UUID


CircularCommand = (
    DraftCircular | ReviseCircular | IssueCircular | AcknowledgeCircular | WithdrawCircular | SupersedeCircular
)
