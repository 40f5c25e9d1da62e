"""An alert for a place of a visit: the unit is told, and says when its team knows."""

from services.approvals.commands import AcknowledgeWarning, EndWarning, WarnVisit
from services.approvals.events import VisitWarned, WarningAcknowledged, WarningEnded
from services.approvals.visit.state import Visit
from shared.aggregate import Decision, Occasion, refuse


def warn(state: Visit, command: WarnVisit, occasion: Occasion) -> Decision:
    """Once for each colour of an alert."""
    if state.warnings.get(command.alert_id) == command.colour:
        return []
    return [
        VisitWarned(
            visit_id=command.visit_id,
            unit=state.visit.unit,
            alert_id=command.alert_id,
            country=command.country,
            region=command.region,
            colour=command.colour,
            summary=command.summary,
            at=occasion.now,
        )
    ]


def end_warning(state: Visit, command: EndWarning, occasion: Occasion) -> Decision:
    if command.alert_id not in state.warnings:
        return []
    return [WarningEnded(visit_id=command.visit_id, alert_id=command.alert_id, at=occasion.now)]


def acknowledge(state: Visit, command: AcknowledgeWarning, occasion: Occasion) -> Decision:
    if command.alert_id in state.acknowledged:
        return []
    if command.alert_id not in state.warnings:
        mend = "look up the warnings in force for your unit"
        return refuse("C6", "Decree 763 art 19 [S1]", "an alert in force for this visit", "no such warning", mend)
    return [
        WarningAcknowledged(
            visit_id=command.visit_id, alert_id=command.alert_id, by=occasion.actor.signature, at=occasion.now
        )
    ]
