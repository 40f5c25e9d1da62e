"""Facts into read tables."""

from typing import Any
from uuid import UUID

from services.reception import events as fact

Statement = tuple[str, dict[str, Any]]

OPENED = """
INSERT INTO delegations (delegation_id, visit_id, state, unit, organisation_zh, organisation_en, country, city_zh,
                         city_en, purpose, head_rank, head_title, guests, arrives_on, departs_on, document)
VALUES (%(delegation_id)s, %(visit_id)s, 'Approved', %(unit)s, %(organisation_zh)s, %(organisation_en)s, %(country)s,
        %(city_zh)s, %(city_en)s, %(purpose)s, %(head_rank)s, %(head_title)s, %(guests)s, %(arrives_on)s,
        %(departs_on)s, %(document)s)
"""
STATE = "UPDATE delegations SET state = %(state)s WHERE delegation_id = %(delegation_id)s"
MOVED = """
UPDATE delegations SET arrives_on = %(arrives_on)s, departs_on = %(departs_on)s, document = %(document)s
WHERE delegation_id = %(delegation_id)s
"""
ARRIVED = """
UPDATE delegations SET state = 'Arrived', arrives_on = %(day)s, guests = %(guests)s
WHERE delegation_id = %(delegation_id)s
"""
DEPARTED = "UPDATE delegations SET state = 'Departed', departs_on = %(day)s WHERE delegation_id = %(delegation_id)s"
SETTLED = "UPDATE delegations SET state = 'Settled', cost = %(cost)s WHERE delegation_id = %(delegation_id)s"
SUMMARISED = """
UPDATE delegations SET state = 'Summarised', summary = %(summary)s WHERE delegation_id = %(delegation_id)s
"""
NO_PROGRAMME = "DELETE FROM programme WHERE delegation_id = %(delegation_id)s"
PROGRAMME_ITEM = """
INSERT INTO programme (delegation_id, number, begins_at, ends_at, place, what)
VALUES (%(delegation_id)s, %(number)s, %(begins_at)s, %(ends_at)s, %(place)s, %(what)s)
"""
COST_LINE = """
INSERT INTO cost_lines (delegation_id, number, item, amount)
VALUES (%(delegation_id)s, %(number)s, %(item)s, %(amount)s)
"""
ACTIVITY = """
INSERT INTO activities (leader_id, activity_id, state, kind, begins_at, ends_at, place, delegation_id)
VALUES (%(leader_id)s, %(activity_id)s, 'Requested', %(kind)s, %(begins_at)s, %(ends_at)s, %(place)s, %(delegation_id)s)
"""
ACTIVITY_STATE = """
UPDATE activities SET state = %(state)s WHERE leader_id = %(leader_id)s AND activity_id = %(activity_id)s
"""
MINUTES = """
UPDATE activities SET state = 'MinutesFiled', follow_ups = %(follow_ups)s
WHERE leader_id = %(leader_id)s AND activity_id = %(activity_id)s
"""


def project(happened: Any) -> list[Statement]:
    match happened:
        case fact.DelegationOpened():
            return [opened(happened)]
        case fact.DelegationMoved():
            return [(MOVED, vars(happened))]
        case fact.PlanDrafted():
            return [state(happened.delegation_id, "PlanDrafted")]
        case fact.PlanSigned():
            return [state(happened.delegation_id, "PlanSigned")]
        case fact.ProgrammeSet():
            return programme(happened)
        case fact.DelegationConfirmed():
            return [state(happened.delegation_id, "Confirmed")]
        case fact.DelegationArrived():
            values = {"day": happened.arrived_on, "guests": happened.guests}
            return [(ARRIVED, {"delegation_id": happened.delegation_id, **values})]
        case fact.DelegationDeparted():
            return [(DEPARTED, {"delegation_id": happened.delegation_id, "day": happened.departed_on})]
        case fact.ReceptionSettled():
            return settled(happened)
        case fact.ReceptionSummarised():
            return [(SUMMARISED, {"delegation_id": happened.delegation_id, "summary": happened.summary})]
        case fact.DelegationPostponed():
            return [state(happened.delegation_id, "Postponed")]
        case fact.DelegationCancelled():
            return [state(happened.delegation_id, "Cancelled")]
        case _:
            return diary(happened)


def diary(happened: Any) -> list[Statement]:
    match happened:
        case fact.ActivityRequested():
            return [(ACTIVITY, vars(happened))]
        case fact.ActivityReviewed():
            return [activity(happened, "Reviewed")]
        case fact.ActivityAccepted():
            return [activity(happened, "Accepted")]
        case fact.ActivityDeclined():
            return [activity(happened, "Declined")]
        case fact.ActivityCancelled():
            return [activity(happened, "Cancelled")]
        case fact.LeaderBriefed():
            return [activity(happened, "Briefed")]
        case fact.ActivityHeld():
            return [activity(happened, "Held")]
        case fact.MinutesFiled():
            follow_ups = "; ".join(happened.follow_ups)
            values = {"leader_id": happened.leader_id, "activity_id": happened.activity_id, "follow_ups": follow_ups}
            return [(MINUTES, values)]
        case _:
            return []


def opened(happened: fact.DelegationOpened) -> Statement:
    labels = {
        "organisation_zh": happened.organisation.zh,
        "organisation_en": happened.organisation.en,
        "city_zh": happened.city.zh,
        "city_en": happened.city.en,
    }
    plain = {name: value for name, value in vars(happened).items() if name not in ("organisation", "city")}
    return OPENED, {**plain, **labels}


def state(delegation_id: UUID, name: str) -> Statement:
    return STATE, {"delegation_id": delegation_id, "state": name}


def programme(happened: fact.ProgrammeSet) -> list[Statement]:
    items = [
        (PROGRAMME_ITEM, {"delegation_id": happened.delegation_id, "number": number, **vars(item)})
        for number, item in enumerate(happened.items, start=1)
    ]
    return [(NO_PROGRAMME, {"delegation_id": happened.delegation_id}), *items]


def settled(happened: fact.ReceptionSettled) -> list[Statement]:
    cost = sum(line.amount for line in happened.lines)
    lines = [
        (COST_LINE, {"delegation_id": happened.delegation_id, "number": number, **vars(line)})
        for number, line in enumerate(happened.lines, start=1)
    ]
    return [(SETTLED, {"delegation_id": happened.delegation_id, "cost": cost}), *lines]


def activity(happened: Any, name: str) -> Statement:
    return ACTIVITY_STATE, {"leader_id": happened.leader_id, "activity_id": happened.activity_id, "state": name}
