"""A partnership with a city: from first contact to an active one, and what becomes of it."""

from datetime import date
from typing import assert_never

from services.exchanges import commands as do
from services.exchanges import events as fact
from services.exchanges.commands import Label, partner_key
from services.exchanges.partnership_state import REGISTERED, Partnership, PartnershipFact, evolve
from services.exchanges.rules import (
    REGULATION,
    class_of,
    has_relations,
    not_ours,
    refusal_of_partner,
    relations_missing,
    upper_authority,
)
from shared.aggregate import Aggregate, Decision, Occasion, Refusal, refuse
from shared.ids import derived_id

ENDED = ("Terminated",)
NOT_YET = ("Known", "FriendlyExchange", "Refused", "Terminated")
"""From these states a first contact towards a partnership may follow."""


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
            dormant = fact.PartnershipDormant(partner=command.partner, reason=command.reason, at=occasion.now)
            return step(state, ("Active",), "Dormant", [dormant])
        case do.ReactivatePartnership():
            reactivated = fact.PartnershipReactivated(partner=command.partner, reason=command.reason, at=occasion.now)
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
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def register(state: Partnership | None, command: do.RegisterPartnership, occasion: Occasion) -> Decision:
    refusal = wrong_key(command.partner, command.country, command.city) or not_ours(command.country)
    if refusal:
        return refusal
    if state is not None and state.state != "Known":
        if state.state == REGISTERED[command.kind]:
            return []
        mend = "take the steps of a partnership from here, or correct its file"
        return refuse("state", REGULATION, "a city without a file of its own steps", state.state, mend)
    return [
        fact.PartnershipRegistered(
            partner=command.partner,
            partner_class=class_of(command.country),
            country=command.country,
            city=command.city,
            kind=command.kind,
            source=command.source,
            dated=command.dated,
            by=occasion.actor.signature,
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
    if (command.field, command.what, command.took_place_on) in state.exchanges:
        return []
    if state.state in ENDED:
        return wrong_state(state, "a partnership that is not terminated")
    if command.took_place_on > occasion.today:
        found, mend = command.took_place_on, "record it when it has taken place"
        return refuse("E3", REGULATION, f"a day up to {occasion.today}", found, mend)
    return [
        fact.ExchangeRecorded(
            partner=command.partner,
            field=command.field,
            what=command.what,
            took_place_on=command.took_place_on,
            by=occasion.actor.signature,
        )
    ]


def sign_intent(state: Partnership, command: do.SignIntent, occasion: Occasion) -> Decision:
    signed = fact.IntentSigned(
        partner=command.partner, signed_on=command.signed_on, document=command.document, by=occasion.actor.signature
    )
    return step(state, ("Contacted",), "IntentSigned", [signed])


def agree(state: Partnership, command: do.RecordCityAgreement, occasion: Occasion) -> Decision:
    """E3: the city government agrees after a period of real exchange."""
    days = [*state.visits.values(), *(day for _, _, day in state.exchanges)]
    since = state.intent_on or date.min
    if state.state in ("IntentSigned", "Nurturing") and not any(day >= since for day in days):
        mend = "record an exchange or a visit that took place after the letter of intent"
        return refuse("E3", REGULATION, "at least 1 real exchange after the letter of intent", 0, mend)
    agreed = fact.CityAgreed(
        partner=command.partner, agreed_on=command.agreed_on, document=command.document, by=occasion.actor.signature
    )
    return step(state, ("IntentSigned", "Nurturing"), "CityAgreed", [agreed])


def review(state: Partnership, command: do.RecordProvinceReview, occasion: Occasion) -> Decision:
    reviewed = fact.ProvinceReviewed(
        partner=command.partner, reviewed_on=command.reviewed_on, document=command.document, by=occasion.actor.signature
    )
    return step(state, ("CityAgreed",), "ProvinceReviewed", [reviewed])


def approve(state: Partnership, command: do.RecordUpperApproval, occasion: Occasion) -> Decision:
    recorded = fact.UpperApprovalRecorded(
        partner=command.partner,
        authority=upper_authority(state.partner_class),
        approved=command.approved,
        decided_on=command.decided_on,
        document=command.document,
        by=occasion.actor.signature,
    )
    return step(state, ("ProvinceReviewed",), "UpperApproved" if command.approved else "Refused", [recorded])


def sign_agreement(state: Partnership, command: do.SignAgreement, occasion: Occasion) -> Decision:
    """E4: no agreement before the approval above; E1 again, since states break relations too."""
    before = ("Known", "Contacted", "IntentSigned", "Nurturing", "CityAgreed", "ProvinceReviewed")
    if state.state in before:
        authority, mend = upper_authority(state.partner_class), "wait for the approval, then sign"
        return refuse("E4", REGULATION, f"approved by {authority}", state.state, mend)
    if state.partner_class == "foreign" and not has_relations(state.country, command.signed_on):
        return Refusal((relations_missing(state.country),))
    if state.decided_on is not None and command.signed_on < state.decided_on:
        value, mend = f"a day from {state.decided_on} on", "mend the date, or have the agreement signed again"
        return refuse("E4", REGULATION, value, command.signed_on, mend)
    signed = fact.AgreementSigned(
        partner=command.partner, signed_on=command.signed_on, document=command.document, by=occasion.actor.signature
    )
    return step(state, ("UpperApproved",), "AgreementSigned", [signed])


def file_agreement(state: Partnership, command: do.FileAgreement, occasion: Occasion) -> Decision:
    if state.state == "AgreementSigned" and state.signed_on is not None:
        return [
            fact.AgreementFiled(partner=command.partner, filed_on=command.filed_on, by=occasion.actor.signature),
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
        fact.PartnershipEnded(
            partner=command.partner, reason=command.reason, by=occasion.actor.signature, at=occasion.now
        ),
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
    if state.state == reached or (reached in state.reached and reached not in ("Active", "Dormant")):
        return []
    return happened if state.state in needed else wrong_state(state, " or ".join(needed))


def wrong_state(state: Partnership, needed: str) -> Refusal:
    return refuse("E3", f"{REGULATION}, steps in order", needed, state.state, "take the steps in their order")


PARTNERSHIP: Aggregate[Partnership] = Aggregate(
    name="partnership",
    key="partner",
    commands=do.PartnershipCommand.__args__,
    opens=(do.ContactPartner, do.RegisterPartnership, do.RecordVisitFromPartner),
    decide=decide,
    evolve=evolve,
)
