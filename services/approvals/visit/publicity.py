"""The notice in each member's own unit (A6), and who objects to it."""

from services.approvals.commands import PublicizeVisit, RaiseObjection, SettleObjection
from services.approvals.events import ObjectionRaised, ObjectionSettled, VisitPublicized
from services.approvals.visit.state import OPEN, UNDECIDED, Visit, four_eyes, wrong_state
from shared.aggregate import Decision, Occasion, Violation, refuse

ARTICLE = "publicity [S13, S24]"
OBJECTIONS = "publicity, contact for objections [S13]"


def publicize(state: Visit, command: PublicizeVisit, occasion: Occasion) -> Decision:
    """For a draft, or for an amendment that was asked for."""
    if state.notices.get(command.unit) == command.posted_on:
        return []
    if state.state not in OPEN and state.proposed is None:
        return wrong_state(state, "Drafted or Returned, or an amendment asked for")
    if command.posted_on > occasion.today:
        found, mend = command.posted_on, "record the notice when it is posted"
        return refuse("A6", ARTICLE, f"a date up to {occasion.today}", found, mend)
    units = {member.unit for member in state.wanted.members}
    if command.unit not in units:
        return refuse("A6", ARTICLE, " or ".join(sorted(units)), command.unit, "name a member's own unit")
    if refusal := four_eyes(state, occasion, {}):
        return refusal
    return [
        VisitPublicized(
            visit_id=command.visit_id,
            unit=command.unit,
            posted_on=command.posted_on,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def raise_objection(state: Visit, command: RaiseObjection, occasion: Occasion) -> Decision:
    """Until the visit is decided, and to an amendment until it is granted."""
    if command.objection in state.objections:
        return []
    if state.state not in (*OPEN, *UNDECIDED) and state.proposed is None:
        mend = "cancel the visit, if what is said of it is true"
        return refuse("state", "section 1.5, state machine", "a case that is not decided", state.state, mend)
    posted = state.notices.get(command.unit)
    if posted is None:
        found, mend = f"no notice in {command.unit}", "name the unit whose notice it is about"
        return refuse("A6", OBJECTIONS, "a notice that was posted", found, mend)
    if not posted <= command.raised_on <= occasion.today:
        mend = "give the day on which the objection came in"
        return refuse("A6", OBJECTIONS, f"a day from {posted} to {occasion.today}", command.raised_on, mend)
    return [
        ObjectionRaised(
            visit_id=command.visit_id,
            objection=command.objection,
            unit=command.unit,
            raised_on=command.raised_on,
            ground=command.ground,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def settle_objection(state: Visit, command: SettleObjection, occasion: Occasion) -> Decision:
    """Upheld, a submitted case goes back to the unit: it is changed and publicized anew, or withdrawn."""
    found = state.objections.get(command.objection)
    if found is None:
        mend = "name an objection that was raised"
        return refuse("A6", OBJECTIONS, "an objection of this visit", command.objection, mend)
    if found == ("upheld" if command.upheld else "dismissed"):
        return []
    if found != "open":
        mend = "record a new objection if something new is said"
        return refuse("A6", OBJECTIONS, "an open objection", found, mend)
    refusal = four_eyes(state, occasion, {"the draft": state.drafted_by})
    if refusal:
        return refusal
    held_back = command.upheld and state.state in UNDECIDED
    settled = ObjectionSettled(
        visit_id=command.visit_id,
        objection=command.objection,
        upheld=command.upheld,
        finding=command.finding,
        held_back=held_back,
        by=occasion.actor.signature,
        at=occasion.now,
    )
    return [settled, *(state.freed(command.visit_id) if held_back else [])]


def objections_in_the_way(state: Visit) -> list[Violation]:
    mends = {
        "open": "have the objection investigated and settled",
        "upheld": "change what was objected to, and publicize it anew",
    }
    return [
        Violation("A6", OBJECTIONS, "no open or upheld objection", f"{name}: {what}", mends[what])
        for name, what in state.objections.items()
        if what in mends
    ]
