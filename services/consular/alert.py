"""An alert: how dangerous a region inside a country is, from raised to lifted."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from services.consular.commands import ChangeAlert, LiftAlert, RaiseAlert
from services.consular.events import AlertChanged, AlertExpirySet, AlertLifted, AlertRaised
from services.consular.rules import DECREE
from services.consular.values import Colour
from shared.aggregate import Aggregate, DeadlineDue, Decision, Occasion, Refusal, Violation, refuse
from shared.times import end_of_local_day

AlertCommand = RaiseAlert | ChangeAlert | LiftAlert | DeadlineDue
AlertFact = AlertRaised | AlertChanged | AlertExpirySet | AlertLifted

WHOLE_COUNTRY = frozenset({"*", "all", "whole country", "entire country", "全国", "全境"})


@dataclass(frozen=True, kw_only=True)
class Alert:
    country: str
    region: str
    colour: Colour
    summary: str
    issued_on: date
    valid_until: date | None
    source: str
    lifted: bool = False


def decide(state: Alert | None, command: AlertCommand, occasion: Occasion) -> Decision:
    match command:
        case RaiseAlert():
            return _raise(command, occasion) if state is None else []
        case _ if state is None:
            raise ValueError("an alert begins with RaiseAlert")
        case ChangeAlert():
            return _change(state, command, occasion)
        case LiftAlert():
            return [] if state.lifted else [_lifted(state, command.alert_id, occasion.now)]
        case DeadlineDue():
            return _expire(state, command.deadline, occasion)


def _raise(command: RaiseAlert, occasion: Occasion) -> Decision:
    wrong = (
        *_region(command.region),
        *_dates(command.issued_on, command.valid_until, occasion.today),
    )
    if wrong:
        return Refusal(wrong)
    raised = AlertRaised(
        alert_id=command.alert_id,
        country=command.country,
        region=command.region,
        colour=command.colour,
        summary=command.summary,
        issued_on=command.issued_on,
        valid_until=command.valid_until,
        source=command.source,
        at=occasion.now,
    )
    return [raised, *_expiry(raised)]


def _change(state: Alert, command: ChangeAlert, occasion: Occasion) -> Decision:
    if state.lifted:
        return refuse("state", "§4 alerts: Raised → Lifted", "an alert in force", "lifted", "raise a new alert")
    if wrong := _dates(command.issued_on, command.valid_until, occasion.today):
        return Refusal(wrong)
    raised = AlertRaised(
        alert_id=command.alert_id,
        country=state.country,
        region=state.region,
        colour=command.colour,
        summary=command.summary,
        issued_on=command.issued_on,
        valid_until=command.valid_until,
        source=command.source,
        at=occasion.now,
    )
    if evolve(None, raised) == state:
        return []
    changed = AlertChanged(
        alert_id=command.alert_id, was=state.colour, colour=command.colour, by=occasion.actor.signature, at=occasion.now
    )
    moved = command.valid_until != state.valid_until
    return [changed, raised, *(_expiry(raised) if moved else ())]


def _expire(state: Alert, deadline: AlertExpirySet, occasion: Occasion) -> Decision:
    if state.lifted or state.valid_until != deadline.valid_until:
        return []
    return [_lifted(state, deadline.alert_id, occasion.now)]


def _expiry(raised: AlertRaised) -> tuple[AlertExpirySet, ...]:
    if raised.valid_until is None:
        return ()
    due_at = end_of_local_day(raised.valid_until)
    return (AlertExpirySet(alert_id=raised.alert_id, valid_until=raised.valid_until, due_at=due_at),)


def _lifted(state: Alert, alert_id: UUID, now: datetime) -> AlertLifted:
    return AlertLifted(alert_id=alert_id, country=state.country, region=state.region, at=now)


def _region(region: str) -> tuple[Violation, ...]:
    if region.casefold() not in WHOLE_COUNTRY:
        return ()
    article = "外交部领事司 海外安全提醒分级 [S35]"
    return (Violation("C8", article, "a colour for each region", region, "raise one alert for each region"),)


def _dates(issued_on: date, valid_until: date | None, today: date) -> tuple[Violation, ...]:
    article = f"{DECREE} 第十九条 [S1]"
    wrong: list[Violation] = []
    if issued_on > today:
        wrong.append(Violation("C6", article, f"issued by {today}", str(issued_on), "relay it once it is issued"))
    if valid_until is not None and valid_until < max(issued_on, today):
        value = f"valid until {max(issued_on, today)} or later"
        wrong.append(Violation("C6", article, value, str(valid_until), "relay only what is still valid"))
    return tuple(wrong)


def evolve(state: Alert | None, fact: AlertFact) -> Alert:
    match fact:
        case AlertRaised():
            return Alert(
                country=fact.country,
                region=fact.region,
                colour=fact.colour,
                summary=fact.summary,
                issued_on=fact.issued_on,
                valid_until=fact.valid_until,
                source=fact.source,
            )
        case _ if state is None:
            raise ValueError(f"an alert does not begin with {type(fact).__name__}")
        case AlertChanged() | AlertExpirySet():
            return state
        case AlertLifted():
            return replace(state, lifted=True)


ALERT = Aggregate(
    name="alert",
    key="alert_id",
    commands=(RaiseAlert, ChangeAlert, LiftAlert),
    opens=(RaiseAlert,),
    decide=decide,
    evolve=evolve,
)
