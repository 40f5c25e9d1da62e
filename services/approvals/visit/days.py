"""Another departure or return than was approved: filed by the unit, and every deadline moves with it."""

from datetime import date
from uuid import UUID

from services.approvals import events as fact
from services.approvals.commands import ChangeDeparture, DelayReturn
from services.approvals.visit.change import told_anew
from services.approvals.visit.deadlines import passport_deadline, passports_after
from services.approvals.visit.state import Visit, lengthened, wrong_state
from shared.aggregate import Decision, Occasion, refuse


def change_departure(state: Visit, command: ChangeDeparture, occasion: Occasion) -> Decision:
    """Filed in writing; it moves every deadline, so that nobody is called late who left late (section 1.5)."""
    if command.departs_on == (state.leaves_on or state.departed_on or state.visit.departs_on):
        return []
    if state.state not in ("Approved", "Departed"):
        return wrong_state(state, "Approved or Departed")
    if state.departed_on is not None and command.departs_on > occasion.today:
        mend = "give the day of the exit stamp"
        return refuse("dates", "section 1.5", f"a day up to {occasion.today}", command.departs_on, mend)
    changed = fact.DepartureChanged(
        visit_id=command.visit_id,
        departs_on=command.departs_on,
        reason=command.reason,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    stamp = [] if state.departed_on is None else [departed(command.visit_id, command.departs_on, occasion)]
    return [changed, *stamp, *passport_deadline(state, command.visit_id, command.departs_on, occasion)]


def departed(visit_id: UUID, departed_on: date, occasion: Occasion) -> fact.VisitDeparted:
    return fact.VisitDeparted(visit_id=visit_id, direction="outbound", departed_on=departed_on, at=occasion.now)


def delay_return(state: Visit, command: DelayReturn, occasion: Occasion) -> Decision:
    """By what nobody could help: no new approval, but told to all, since the team is still abroad."""
    if command.returns_on == state.visit.returns_on:
        return []
    if state.state != "Departed" or state.departed_on is None:
        return wrong_state(state, "Departed")
    if command.returns_on < max(state.visit.returns_on, state.departed_on):
        mend = "give a later day; an earlier return is recorded when they are back"
        return refuse("dates", "section 1.5", f"after {state.visit.returns_on}", command.returns_on, mend)
    longer = lengthened(state.visit, command.returns_on)
    delayed = fact.ReturnDelayed(
        visit_id=command.visit_id,
        was=state.visit.returns_on,
        returns_on=command.returns_on,
        reason=command.reason,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    told = told_anew(state, longer, command.visit_id, state.document, occasion)
    return [delayed, told, *passports_after(state.but(visit=longer), command.visit_id, command.returns_on, occasion)]
