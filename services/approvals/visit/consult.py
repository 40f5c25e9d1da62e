"""Whose opinion or consent a visit needs: the organization department's, the secrecy bureau's (A18), and those of the
authorities that administer members of a cross-region team (A23)."""

from services.approvals import events as fact
from services.approvals.commands import GiveOpinion, RecordConsent, RequestConsent
from services.approvals.document.document import ask_number
from services.approvals.rules.neighbours import consents_needed, opinions_needed
from services.approvals.visit.state import OPEN, UNDECIDED, Visit, four_eyes, wrong_state
from shared.aggregate import Decision, Occasion, Refusal, refuse

SECRETS = "Secrecy Law regulation arts 29, 52 [S7]"
TEAMS = "cross-region teams [S15, S18]"


def give_opinion(state: Visit, command: GiveOpinion, occasion: Occasion) -> Decision:
    if state.opinions.get(command.body) == command.favourable:
        return []
    if state.state not in UNDECIDED and state.proposed is None:
        return wrong_state(state, "a submitted case that is not decided")
    needed = opinions_needed(state.wanted)
    if command.body not in needed:
        found, mend = command.body, "no opinion of this body is needed for this team"
        return refuse("A18", SECRETS, " and ".join(needed) or "no opinion", found, mend)
    refusal = four_eyes(state, occasion, {})
    if refusal:
        return refusal
    return [
        fact.OpinionGiven(
            visit_id=command.visit_id,
            body=command.body,
            favourable=command.favourable,
            opinion=command.opinion,
            document=command.document,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def request_consent(state: Visit, command: RequestConsent, occasion: Occasion) -> Decision:
    if command.authority in state.consents and state.consents[command.authority] is not False:
        return []
    if state.state not in (*OPEN, *UNDECIDED) and state.proposed is None:
        return wrong_state(state, "a case that is not decided")
    refusal = _not_concerned(state, command.authority)
    if refusal:
        return refusal
    travellers = tuple(item.person_id for item in state.wanted.members if item.authority == command.authority)
    return [
        fact.ConsentRequested(
            visit_id=command.visit_id,
            authority=command.authority,
            travellers=travellers,
            by=occasion.actor.signature,
            at=occasion.now,
        ),
        ask_number(state.papers, command.visit_id, "outbound", "notice", occasion, to=command.authority),
    ]


def record_consent(state: Visit, command: RecordConsent, occasion: Occasion) -> Decision:
    if state.consents.get(command.authority) == command.given:
        return []
    if state.state not in (*OPEN, *UNDECIDED) and state.proposed is None:
        return wrong_state(state, "a case that is not decided")
    refusal = _not_concerned(state, command.authority)
    if refusal:
        return refusal
    if command.authority not in state.consents:
        mend = "send the letter and record it first"
        return refuse("A23", TEAMS, "an authority that was asked", f"{command.authority}: no letter", mend)
    if refusal := four_eyes(state, occasion, {}):
        return refusal
    return [
        fact.ConsentRecorded(
            visit_id=command.visit_id,
            authority=command.authority,
            given=command.given,
            document=command.document,
            by=occasion.actor.signature,
            at=occasion.now,
        )
    ]


def _not_concerned(state: Visit, authority: str) -> Refusal | None:
    needed = consents_needed(state.wanted)
    if authority in needed:
        return None
    mend = "name the authority of a member of this team"
    return refuse("A23", TEAMS, " or ".join(needed) or "no other authority", authority, mend)
