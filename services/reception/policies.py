"""When that, then this."""

from collections.abc import Iterable
from typing import Any

from services.reception.commands import CancelDelegation, MoveDelegation, OpenDelegation
from services.reception.events import VisitAmended, VisitApproved, VisitCancelled
from shared.ids import derived_id


def react(fact: Any) -> Iterable[Any]:
    match fact:
        case VisitApproved(direction="inbound"):
            return open_a_delegation_when_guests_are_approved(fact)
        case VisitAmended(direction="inbound"):
            return move_the_delegation_when_its_approval_is_amended(fact)
        case VisitCancelled(direction="inbound"):
            return cancel_the_delegation_when_its_approval_is_cancelled(fact)
        case _:
            return []


def open_a_delegation_when_guests_are_approved(fact: VisitApproved) -> Iterable[Any]:
    return [
        OpenDelegation(
            delegation_id=derived_id("delegation", fact.visit_id),
            visit_id=fact.visit_id,
            unit=fact.unit,
            purpose=fact.purpose,
            organisation=fact.organisation,
            country=fact.country,
            city=fact.city,
            head_rank=fact.head_rank,
            head_title=fact.head_title,
            guests=fact.party,
            arrives_on=fact.starts_on,
            departs_on=fact.ends_on,
            reciprocal=fact.reciprocal,
            document=fact.document,
        )
    ]


def move_the_delegation_when_its_approval_is_amended(fact: VisitAmended) -> Iterable[Any]:
    return [
        MoveDelegation(
            delegation_id=derived_id("delegation", fact.visit_id),
            arrives_on=fact.starts_on,
            departs_on=fact.ends_on,
            document=fact.document,
        )
    ]


def cancel_the_delegation_when_its_approval_is_cancelled(fact: VisitCancelled) -> Iterable[Any]:
    return [CancelDelegation(delegation_id=derived_id("delegation", fact.visit_id), reason=fact.reason_code)]
