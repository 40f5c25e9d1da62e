"""What happens when the number of a visit's paper comes."""

from services.approvals import events as fact
from services.approvals.commands import NoteVisitNumber
from services.approvals.document.document import Papers, numbered, revoked
from services.approvals.document.values import RevocationReason
from services.approvals.visit.approval import approved
from services.approvals.visit.change import changed
from services.approvals.visit.content import content_of
from services.approvals.visit.state import Visit
from shared.aggregate import Decision, Occasion

ENDED: dict[str, RevocationReason] = {"Refused": "refused", "Withdrawn": "withdrawn", "Cancelled": "cancelled"}


def note_number(state: Visit, command: NoteVisitNumber, occasion: Occasion) -> Decision:
    """The signature takes effect: the approval, the changed one, or the letter that was signed, is issued under its
    number. A letter whose case has ended meanwhile is issued and revoked, since its number was given."""
    asked = state.papers.waiting.get(command.ask)
    if asked is None:
        return []
    visit_id, number = command.visit_id, command.number
    plan = state.granted or (state.wanted if asked.kind == "notice" else state.visit)
    content = content_of(state, plan, asked.kind, asked.to)
    paper = numbered(state.papers, asked, number, plan.unit, content, occasion)
    if asked.kind in ("notice", "request"):
        return [*paper, *_ended(state, paper[-1], occasion)]
    if state.granted is not None:
        return [*changed(state, state.granted, visit_id, number, occasion), *paper]
    return [approved(state, visit_id, number, occasion), *paper]


def _ended(state: Visit, paper: fact.DocumentNumbered, occasion: Occasion) -> list[fact.DocumentRevoked]:
    reason = ENDED.get(state.state)
    return revoked(Papers(in_force=(paper,)), reason, occasion) if reason else []
