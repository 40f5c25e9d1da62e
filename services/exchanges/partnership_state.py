"""What is known of a partnership, and what each fact makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from services.exchanges import events as fact
from services.exchanges.commands import Label, PartnerClass
from services.exchanges.rules import class_of

PartnershipFact = (
    fact.PartnerContacted
    | fact.PartnershipRegistered
    | fact.VisitFromPartnerRecorded
    | fact.ExchangeRecorded
    | fact.IntentSigned
    | fact.CityAgreed
    | fact.ProvinceReviewed
    | fact.UpperApprovalRecorded
    | fact.AgreementSigned
    | fact.AgreementFiled
    | fact.PartnershipActivated
    | fact.PartnershipDormant
    | fact.PartnershipReactivated
    | fact.PartnershipTerminated
    | fact.PartnershipEnded
)
REGISTERED = {"agreement": "Active", "friendly_exchange": "FriendlyExchange", "intent": "IntentSigned"}


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """`reached`: every state so far, so that a step taken long ago is known again.

    State: Known, Contacted, IntentSigned, Nurturing, CityAgreed, ProvinceReviewed, UpperApproved, AgreementSigned,
    Active, Dormant, Refused, Terminated; FriendlyExchange for a memorandum without an agreement.
    """

    country: str
    city: Label
    partner_class: PartnerClass
    state: str = "Known"
    reached: frozenset[str] = frozenset()
    exchanges: frozenset[tuple[str, str, date]] = frozenset()
    visits: Mapping[UUID, date] = field(default_factory=dict)
    intent_on: date | None = None
    decided_on: date | None = None
    signed_on: date | None = None

    def at(self, name: str, **changes: Any) -> "Partnership":
        """In that state, which it has then reached."""
        return replace(self, state=name, reached=self.reached | {name}, **changes)


def evolve(state: Partnership | None, happened: PartnershipFact) -> Partnership:
    if isinstance(happened, fact.PartnerContacted | fact.PartnershipRegistered):
        return met(state, happened)
    if isinstance(happened, fact.VisitFromPartnerRecorded):
        return visited(state, happened)
    assert state is not None
    match happened:
        case fact.ExchangeRecorded():
            done = (happened.field, happened.what, happened.took_place_on)
            return nurtured(replace(state, exchanges=state.exchanges | {done}))
        case fact.IntentSigned():
            return state.at("IntentSigned", intent_on=happened.signed_on)
        case fact.CityAgreed():
            return state.at("CityAgreed")
        case fact.ProvinceReviewed():
            return state.at("ProvinceReviewed")
        case fact.UpperApprovalRecorded():
            return state.at("UpperApproved" if happened.approved else "Refused", decided_on=happened.decided_on)
        case fact.AgreementSigned():
            return state.at("AgreementSigned", signed_on=happened.signed_on)
        case fact.PartnershipActivated() | fact.PartnershipReactivated():
            return state.at("Active")
        case fact.PartnershipDormant():
            return state.at("Dormant")
        case fact.PartnershipEnded():
            return state.at("Terminated")
        case fact.AgreementFiled() | fact.PartnershipTerminated():
            return state
        case _:
            assert_never(happened)


def met(state: Partnership | None, happened: fact.PartnerContacted | fact.PartnershipRegistered) -> Partnership:
    """A contact begins the steps anew, also after an end."""
    known = state or Partnership(country=happened.country, city=happened.city, partner_class=happened.partner_class)
    name = REGISTERED[happened.kind] if isinstance(happened, fact.PartnershipRegistered) else "Contacted"
    return replace(known, reached=frozenset(), city=happened.city).at(name)


def visited(state: Partnership | None, happened: fact.VisitFromPartnerRecorded) -> Partnership:
    known = state or Partnership(country=happened.country, city=happened.city, partner_class=class_of(happened.country))
    return nurtured(replace(known, visits={**known.visits, happened.delegation_id: happened.visited_on}))


def nurtured(state: Partnership) -> Partnership:
    return state.at("Nurturing") if state.state == "IntentSigned" else state
