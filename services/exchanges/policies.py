"""When that, then this."""

from collections.abc import Iterable
from typing import Any

from services.exchanges.commands import RecordVisitFromPartner, partner_key
from services.exchanges.events import DelegationArrived


def react(fact: Any) -> Iterable[Any]:
    match fact:
        case DelegationArrived():
            return put_the_visit_on_the_partners_record(fact)
        case _:
            return []


def put_the_visit_on_the_partners_record(fact: DelegationArrived) -> Iterable[Any]:
    return [
        RecordVisitFromPartner(
            partner=partner_key(fact.country, fact.city.en),
            country=fact.country,
            city=fact.city,
            delegation_id=fact.delegation_id,
            organisation=fact.organisation,
            purpose=fact.purpose,
            guests=fact.guests,
            visited_on=fact.arrived_on,
        )
    ]
