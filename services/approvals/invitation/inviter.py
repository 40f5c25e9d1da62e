"""A unit that invites: whoever looks at its next invitation is told of close-outs that are long overdue [S25]."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.approvals.commands import AskInviterStanding, InviterCommand, NoteCloseOutDone, NoteCloseOutOverdue
from services.approvals.events import InviterStandingAnswered, LateCloseOutCleared, LateCloseOutCounted
from shared.aggregate import Aggregate, Decision, Occasion

InviterFact = InviterStandingAnswered | LateCloseOutCounted | LateCloseOutCleared


@dataclass(frozen=True, kw_only=True)
class Inviter:
    """`overdue`: invitations whose close-out is long overdue."""

    overdue: frozenset[UUID] = frozenset()


def decide(state: Inviter | None, command: InviterCommand, _: Occasion) -> Decision:
    inviter = state or Inviter()
    about: dict[str, Any] = {"unit": command.unit, "invitation_id": command.invitation_id}
    match command:
        case AskInviterStanding():
            return [InviterStandingAnswered(**about, overdue=len(inviter.overdue))]
        case NoteCloseOutOverdue():
            return [] if command.invitation_id in inviter.overdue else [LateCloseOutCounted(**about)]
        case NoteCloseOutDone():
            return [LateCloseOutCleared(**about)] if command.invitation_id in inviter.overdue else []


def evolve(state: Inviter | None, fact: InviterFact) -> Inviter:
    inviter = state or Inviter()
    match fact:
        case InviterStandingAnswered():
            return inviter
        case LateCloseOutCounted():
            return Inviter(overdue=inviter.overdue | {fact.invitation_id})
        case LateCloseOutCleared():
            return Inviter(overdue=inviter.overdue - {fact.invitation_id})


INVITER: Aggregate[Inviter] = Aggregate(
    name="inviter",
    key="unit",
    commands=InviterCommand.__args__,
    opens=(AskInviterStanding, NoteCloseOutOverdue, NoteCloseOutDone),
    decide=decide,
    evolve=evolve,
)
