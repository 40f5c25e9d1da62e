"""What is remembered of a unit that invites."""

from uuid import UUID

from shared.facts import fact


@fact("InviterStandingAnswered")
class InviterStandingAnswered:
    """`overdue`: how many of its close-outs were long overdue when it submitted that invitation."""

    unit: str
    invitation_id: UUID
    overdue: int


@fact("LateCloseOutCounted")
class LateCloseOutCounted:
    unit: str
    invitation_id: UUID


@fact("LateCloseOutCleared")
class LateCloseOutCleared:
    """It is closed out now, so it counts no longer."""

    unit: str
    invitation_id: UUID
