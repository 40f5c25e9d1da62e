"""An approved visit is cancelled, and its papers come back."""

from datetime import timedelta

from services.approvals import events as fact
from services.approvals.commands import CancelVisit, ReturnDocuments
from services.approvals.document.document import revoked
from services.approvals.visit.deadlines import move_passports, recalled
from services.approvals.visit.state import Visit, four_eyes, wrong_state
from shared.aggregate import Decision, Occasion, refuse


def cancel(state: Visit, command: CancelVisit, occasion: Occasion) -> Decision:
    """Before it begins. The paper's original is recalled, and passports that were lent come back as after a return."""
    if state.state == "Cancelled":
        return []
    if state.state != "Approved":
        return wrong_state(state, "Approved")
    if refusal := four_eyes(state, occasion, {}):
        return refusal
    cancelled = fact.VisitCancelled(
        visit_id=command.visit_id,
        direction="outbound",
        unit=state.visit.unit,
        country=state.visit.country,
        reason_code=command.reason_code,
        cancelled_at=occasion.now,
        countries=state.countries,
    )
    due = occasion.today + timedelta(days=state.rules_on(occasion.today).passport_days)
    return [
        cancelled,
        *state.freed(command.visit_id),
        *recalled(state, command.visit_id, occasion),
        *revoked(state.papers, "cancelled", occasion),
        *move_passports(state, command.visit_id, due, occasion),
    ]


def return_documents(state: Visit, command: ReturnDocuments, occasion: Occasion) -> Decision:
    if command.document in state.papers_back:
        return []
    if command.document not in state.recalled:
        mend = "name a document that was recalled and is not back yet"
        found = ", ".join(sorted(state.recalled)) or "none"
        return refuse("recall", "section 1.5, documents recalled", f"a recalled document: {found}",
                      command.document, mend)  # fmt: skip
    return [
        fact.DocumentsReturned(
            visit_id=command.visit_id,
            document=command.document,
            handed_in_on=command.handed_in_on,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]
