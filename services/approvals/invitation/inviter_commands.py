"""What may be asked of a unit that invites."""

from uuid import UUID

from shared.values import value


@value
class AskInviterStanding:
    """By policy: a unit has submitted an invitation; are close-outs of its earlier ones long overdue?"""

    unit: str
    invitation_id: UUID


@value
class NoteCloseOutOverdue:
    """By policy: this close-out is long overdue."""

    unit: str
    invitation_id: UUID


@value
class NoteCloseOutDone:
    """By policy: it is done."""

    unit: str
    invitation_id: UUID


InviterCommand = AskInviterStanding | NoteCloseOutOverdue | NoteCloseOutDone
