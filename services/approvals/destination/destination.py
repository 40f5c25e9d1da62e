"""A destination: the country's visits and alerts, and so which visit each alert concerns.

A visit counts as there from its approval until its return is recorded. An alert concerns it by its region, if the team
arrives before the alert ends and leaves after it was issued; in each colour once. Blue asks nothing of anybody [S35].
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from services.approvals.commands import DestinationCommand, DropAlert, ExpectVisit, ForgetVisit, NoteAlert, Stop
from services.approvals.events import (
    AlertDropped,
    AlertNoted,
    VisitExpected,
    VisitNotExpected,
    VisitOutOfAlert,
    VisitUnderAlert,
)
from shared.aggregate import Aggregate, Decision, Occasion
from shared.values import declared

Known = AlertNoted | AlertDropped | VisitExpected | VisitNotExpected
DestinationFact = Known | VisitUnderAlert | VisitOutOfAlert
NO_DANGER = "blue"


@dataclass(frozen=True, kw_only=True)
class Destination:
    """`concerned`: the colour that each alert has told each visit of."""

    visits: Mapping[UUID, tuple[Stop, ...]] = field(default_factory=dict)
    alerts: Mapping[UUID, AlertNoted] = field(default_factory=dict)
    concerned: Mapping[tuple[UUID, UUID], str] = field(default_factory=dict)


def decide(state: Destination | None, command: DestinationCommand, _: Occasion) -> Decision:
    there = state or Destination()
    match command:
        case ExpectVisit() if there.visits.get(command.visit_id) == command.stops:
            return []
        case ExpectVisit():
            expected = VisitExpected(country=command.country, visit_id=command.visit_id, stops=command.stops)
            return _with_what_follows(there, expected)
        case ForgetVisit() if command.visit_id not in there.visits:
            return []
        case ForgetVisit():
            return _with_what_follows(there, VisitNotExpected(country=command.country, visit_id=command.visit_id))
        case NoteAlert():
            noted = AlertNoted(**{name: getattr(command, name) for name in declared(AlertNoted)})
            return [] if there.alerts.get(command.alert_id) == noted else _with_what_follows(there, noted)
        case DropAlert() if command.alert_id not in there.alerts:
            return []
        case DropAlert():
            return _with_what_follows(there, AlertDropped(country=command.country, alert_id=command.alert_id))


def _with_what_follows(there: Destination, known: Known) -> Decision:
    """What is known now, whom an alert concerns since then, and whom it concerns no more."""
    after = evolve(there, known)
    wanted = _concerned(after)
    newly = [
        VisitUnderAlert(
            country=known.country,
            alert_id=alert,
            visit_id=visit,
            region=after.alerts[alert].region,
            colour=colour,
            summary=after.alerts[alert].summary,
        )
        for (alert, visit), colour in wanted.items()
        if there.concerned.get((alert, visit)) != colour
    ]
    no_more = [
        VisitOutOfAlert(country=known.country, alert_id=alert, visit_id=visit)
        for alert, visit in there.concerned
        if (alert, visit) not in wanted
    ]
    return [known, *newly, *no_more]


def _concerned(there: Destination) -> Mapping[tuple[UUID, UUID], str]:
    return {
        (alert.alert_id, visit): alert.colour
        for alert in there.alerts.values()
        for visit, stops in there.visits.items()
        if alert.colour != NO_DANGER and any(_meets(alert, stop) for stop in stops)
    }


def _meets(alert: AlertNoted, stop: Stop) -> bool:
    return (
        stop.region.casefold() == alert.region.casefold()
        and alert.issued_on <= stop.leaves_on
        and (alert.valid_until is None or stop.arrives_on <= alert.valid_until)
    )


def evolve(state: Destination | None, fact: DestinationFact) -> Destination:
    there = state or Destination()
    match fact:
        case VisitExpected():
            return replace(there, visits={**there.visits, fact.visit_id: fact.stops})
        case VisitNotExpected():
            return replace(there, visits={key: item for key, item in there.visits.items() if key != fact.visit_id})
        case AlertNoted():
            return replace(there, alerts={**there.alerts, fact.alert_id: fact})
        case AlertDropped():
            return replace(there, alerts={key: item for key, item in there.alerts.items() if key != fact.alert_id})
        case VisitUnderAlert():
            return replace(there, concerned={**there.concerned, (fact.alert_id, fact.visit_id): fact.colour})
        case VisitOutOfAlert():
            over = (fact.alert_id, fact.visit_id)
            return replace(there, concerned={key: item for key, item in there.concerned.items() if key != over})


DESTINATION: Aggregate[Destination] = Aggregate(
    name="destination",
    key="country",
    commands=DestinationCommand.__args__,
    opens=(ExpectVisit, ForgetVisit, NoteAlert, DropAlert),
    decide=decide,
    evolve=evolve,
)
