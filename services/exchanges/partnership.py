"""A partnership with a city: from first contact to an active one, and what becomes of it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.exchanges import commands as do
from services.exchanges import events as fact
from services.exchanges.commands import Label, PartnerClass, partner_key
from services.exchanges.rules import (
    REGULATION,
    class_of,
    has_relations,
    refusal_of_partner,
    relations_missing,
    upper_authority,
)
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse
from shared.ids import derived_id

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
ENDED = ("Terminated",)
NOT_YET = ("Known", "FriendlyExchange", "Refused", "Terminated")
"""From these states a first contact towards a partnership may follow."""


@dataclass(frozen=True, kw_only=True)
class Partnership:
    """State: Known, Contacted, IntentSigned, Nurturing, CityAgreed, ProvinceReviewed, UpperApproved, AgreementSigned,
    Active, Dormant, Refused, Terminated; FriendlyExchange for a memorandum without an agreement."""

    country: str
    city: Label
    partner_class: PartnerClass
    state: str = "Known"
    exchanges: int = 0
    visits: frozenset[UUID] = frozenset()
    signed_on: date | None = None


def decide(state: Partnership | None, command: do.PartnershipCommand, occasion: Occasion) -> Decision:
    match command:
        case do.ContactPartner():
            return contact(state, command, occasion)
        case do.RegisterPartnership():
            return register(state, command, occasion)
        case do.RecordVisitFromPartner():
            return record_visit(state, command)
        case _ if state is None:
            raise TypeError(command)
        case do.RecordExchange():
            return record_exchange(state, command, occasion)
        case do.SignIntent():
            return sign_intent(state, command, occasion)
        case do.RecordCityAgreement():
            return agree(state, command, occasion)
        case do.RecordProvinceReview():
            return review(state, command, occasion)
        case do.RecordUpperApproval():
            return approve(state, command, occasion)
        case do.SignAgreement():
            return sign_agreement(state, command, occasion)
        case do.FileAgreement():
            return file_agreement(state, command, occasion)
        case do.MarkDormant():
            dormant = fact.PartnershipDormant(partner=command.partner, reason=command.reason)
            return step(state, ("Active",), "Dormant", [dormant])
        case do.ReactivatePartnership():
            reactivated = fact.PartnershipReactivated(partner=command.partner, reason=command.reason)
            return step(state, ("Dormant",), "Active", [reactivated])
        case do.TerminatePartnership():
            return terminate(state, command, occasion)
        case _:
            assert_never(command)


def contact(state: Partnership | None, command: do.ContactPartner, occasion: Occasion) -> Decision:
    if state is not None and state.state not in NOT_YET:
        return []
    refusal = wrong_key(command.partner, command.country, command.city) or refusal_of_partner(
        command.country, command.level, command.contacted_on
    )
    if refusal:
        return refusal
    return [
        fact.PartnerContacted(
            partner=command.partner,
            partner_class=class_of(command.country),
            country=command.country,
            city=command.city,
            level=command.level,
            contacted_on=command.contacted_on,
            by=occasion.actor.id,
            at=occasion.now,
        )
    ]


def register(state: Partnership | None, command: do.RegisterPartnership, occasion: Occasion) -> Decision:
    if state is not None and state.state != "Known":
        return []
    refusal = wrong_key(command.partner, command.country, command.city)
    if refusal:
        return refusal
    return [
        fact.PartnershipRegistered(
            partner=command.partner,
            partner_class=class_of(command.country),
            country=command.country,
            city=command.city,
            kind=command.kind,
            source=command.source,
            dated=command.dated,
            by=occasion.actor.id,
            at=occasion.now,
        )
    ]


def wrong_key(partner: str, country: str, city: Label) -> Refusal | None:
    """One file a city: two would each know half of what was agreed."""
    key = partner_key(country, city.en)
    if partner == key:
        return None
    return refuse("partner", "one file a city", key, partner, f"call again with partner {key}")


def record_visit(state: Partnership | None, command: do.RecordVisitFromPartner) -> Decision:
    if state is not None and command.delegation_id in state.visits:
        return []
    fields = {name: getattr(command, name) for name in do.RecordVisitFromPartner.__dataclass_fields__}
    return [fact.VisitFromPartnerRecorded(**fields)]


def record_exchange(state: Partnership, command: do.RecordExchange, occasion: Occasion) -> Decision:
    if state.state in ENDED:
        return wrong_state(state, "a partnership that is not terminated")
    return [
        fact.ExchangeRecorded(
            partner=command.partner,
            field=command.field,
            what=command.what,
            took_place_on=command.took_place_on,
            by=occasion.actor.id,
        )
    ]


def sign_intent(state: Partnership, command: do.SignIntent, occasion: Occasion) -> Decision:
    signed = fact.IntentSigned(
        partner=command.partner, signed_on=command.signed_on, document=command.document, by=occasion.actor.id
    )
    return step(state, ("Contacted",), "IntentSigned", [signed])


def agree(state: Partnership, command: do.RecordCityAgreement, occasion: Occasion) -> Decision:
    """E3: the city government agrees after a period of real exchange."""
    if state.state == "IntentSigned" and not state.exchanges and not state.visits:
        mend = "record an exchange or a visit that took place"
        return refuse("E3", REGULATION, "at least 1 real exchange after the letter of intent", 0, mend)
    agreed = fact.CityAgreed(
        partner=command.partner, agreed_on=command.agreed_on, document=command.document, by=occasion.actor.id
    )
    return step(state, ("IntentSigned", "Nurturing"), "CityAgreed", [agreed])


def review(state: Partnership, command: do.RecordProvinceReview, occasion: Occasion) -> Decision:
    reviewed = fact.ProvinceReviewed(
        partner=command.partner, reviewed_on=command.reviewed_on, document=command.document, by=occasion.actor.id
    )
    return step(state, ("CityAgreed",), "ProvinceReviewed", [reviewed])


def approve(state: Partnership, command: do.RecordUpperApproval, occasion: Occasion) -> Decision:
    recorded = fact.UpperApprovalRecorded(
        partner=command.partner,
        authority=upper_authority(state.partner_class),
        approved=command.approved,
        decided_on=command.decided_on,
        document=command.document,
        by=occasion.actor.id,
    )
    return step(state, ("ProvinceReviewed",), "UpperApproved" if command.approved else "Refused", [recorded])


def sign_agreement(state: Partnership, command: do.SignAgreement, occasion: Occasion) -> Decision:
    """E4: no agreement before the approval above; E1 again, since states break relations too."""
    before = ("Known", "Contacted", "IntentSigned", "Nurturing", "CityAgreed", "ProvinceReviewed")
    if state.state in before:
        authority, mend = upper_authority(state.partner_class), "wait for the approval, then sign"
        return refuse("E4", REGULATION, f"approved by {authority}", state.state, mend)
    if state.partner_class == "foreign" and not has_relations(state.country, command.signed_on):
        return relations_missing(state.country)
    signed = fact.AgreementSigned(
        partner=command.partner, signed_on=command.signed_on, document=command.document, by=occasion.actor.id
    )
    return step(state, ("UpperApproved",), "AgreementSigned", [signed])


def file_agreement(state: Partnership, command: do.FileAgreement, occasion: Occasion) -> Decision:
    if state.state == "AgreementSigned" and state.signed_on is not None:
        return [
            fact.AgreementFiled(partner=command.partner, filed_on=command.filed_on, by=occasion.actor.id),
            fact.PartnershipActivated(
                partnership_id=derived_id("partner", command.partner),
                partner_class=state.partner_class,
                country=state.country,
                city=state.city,
                agreement_signed_on=state.signed_on,
                at=occasion.now,
            ),
        ]
    return [] if state.state == "Active" else wrong_state(state, "AgreementSigned")


def terminate(state: Partnership, command: do.TerminatePartnership, occasion: Occasion) -> Decision:
    ended: list[PartnershipFact] = [
        fact.PartnershipEnded(partner=command.partner, reason=command.reason, by=occasion.actor.id),
        fact.PartnershipTerminated(
            partnership_id=derived_id("partner", command.partner),
            country=state.country,
            city=state.city,
            at=occasion.now,
        ),
    ]
    return step(state, ("Active", "Dormant", "FriendlyExchange"), "Terminated", ended)


def step(state: Partnership, needed: tuple[str, ...], reached: str, happened: list[PartnershipFact]) -> Decision:
    """E3: the steps in their order; a step already taken gives nothing."""
    if state.state == reached:
        return []
    return happened if state.state in needed else wrong_state(state, " or ".join(needed))


def wrong_state(state: Partnership, needed: str) -> Refusal:
    return refuse("E3", f"{REGULATION}, steps in order", needed, state.state, "take the steps in their order")


def evolve(state: Partnership | None, happened: PartnershipFact) -> Partnership:
    if isinstance(happened, fact.PartnerContacted | fact.PartnershipRegistered):
        return met(state, happened)
    if isinstance(happened, fact.VisitFromPartnerRecorded):
        known = state or Partnership(
            country=happened.country, city=happened.city, partner_class=class_of(happened.country)
        )
        return nurtured(replace(known, visits=known.visits | {happened.delegation_id}))
    assert state is not None
    match happened:
        case fact.ExchangeRecorded():
            return nurtured(replace(state, exchanges=state.exchanges + 1))
        case fact.IntentSigned():
            return replace(state, state="IntentSigned", exchanges=0, visits=frozenset())
        case fact.CityAgreed():
            return replace(state, state="CityAgreed")
        case fact.ProvinceReviewed():
            return replace(state, state="ProvinceReviewed")
        case fact.UpperApprovalRecorded():
            return replace(state, state="UpperApproved" if happened.approved else "Refused")
        case fact.AgreementSigned():
            return replace(state, state="AgreementSigned", signed_on=happened.signed_on)
        case fact.PartnershipActivated() | fact.PartnershipReactivated():
            return replace(state, state="Active")
        case fact.PartnershipDormant():
            return replace(state, state="Dormant")
        case fact.PartnershipEnded():
            return replace(state, state="Terminated")
        case fact.AgreementFiled() | fact.PartnershipTerminated():
            return state
        case _:
            assert_never(happened)


def met(state: Partnership | None, happened: fact.PartnerContacted | fact.PartnershipRegistered) -> Partnership:
    known = state or Partnership(country=happened.country, city=happened.city, partner_class=happened.partner_class)
    if isinstance(happened, fact.PartnershipRegistered):
        return replace(known, state=REGISTERED[happened.kind])
    return replace(known, state="Contacted", city=happened.city)


def nurtured(state: Partnership) -> Partnership:
    return replace(state, state="Nurturing") if state.state == "IntentSigned" else state


PARTNERSHIP: Aggregate[Partnership] = Aggregate(
    name="partnership",
    key="partner",
    commands=do.PartnershipCommand.__args__,
    opens=(do.ContactPartner, do.RegisterPartnership, do.RecordVisitFromPartner),
    decide=decide,
    evolve=evolve,
)
