"""Whose opinion or consent a visit needs: the organization department's, the secrecy bureau's (A18), and those of the
authorities that administer members of a cross-region team (A23)."""

from services.approvals import events as fact
from services.approvals.authority import RANKS, Rank
from services.approvals.commands import Body, GiveOpinion, RecordConsent, RequestConsent, VisitPlan
from services.approvals.document import ask_number
from services.approvals.visit_publicity import objections_in_the_way
from services.approvals.visit_state import OPEN, UNDECIDED, Visit, four_eyes, wrong_state
from shared.aggregate import Decision, Occasion, Refusal, Violation, refuse

SECRETS = "Secrecy Law regulation arts 29, 52 [S7]"
CADRES = "section 1.5, opinion of the organization department (GK)"
TEAMS = "cross-region teams [S15, S18]"
LOWEST_CADRE: Rank = "deputy_bureau"
"""From this rank up a traveller is a cadre whom the city's organization department manages (GK)."""


def opinions_needed(visit: VisitPlan) -> tuple[Body, ...]:
    """The bodies that have to give an opinion on this team, before the director signs."""
    secret = any(member.secrecy != "none" for member in visit.members)
    cadre = any(RANKS.index(member.rank) <= RANKS.index(LOWEST_CADRE) for member in visit.members)
    bodies: dict[Body, bool] = {"organization-department": secret or cadre, "secrecy-bureau": secret}
    return tuple(body for body, needed in bodies.items() if needed)


def consents_needed(visit: VisitPlan) -> tuple[str, ...]:
    """The other authorities that administer a member of this team."""
    return tuple(sorted({member.authority for member in visit.members if member.authority is not None}))


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


def in_the_way(state: Visit) -> Refusal | None:
    """All that others have said, or not said yet, against issuing a paper for this visit."""
    found = [*objections_in_the_way(state), *_opinions_missing(state), *_consents_missing(state)]
    return Refusal(tuple(found)) if found else None


def _opinions_missing(state: Visit) -> list[Violation]:
    said = {None: "no opinion yet", False: "not favourable"}
    mend = "get the opinion, or change the team"
    return [
        Violation("A18", f"{SECRETS}; {CADRES}", f"a favourable opinion of the {body}", said[opinion], mend)
        for body in opinions_needed(state.wanted)
        if (opinion := state.opinions.get(body)) is not True
    ]


def _consents_missing(state: Visit) -> list[Violation]:
    mend = "ask for consent and record the answer, or change the team"
    return [
        Violation("A23", TEAMS, f"the consent (任务确认件) of {authority}", _said(state, authority), mend)
        for authority in consents_needed(state.wanted)
        if state.consents.get(authority) is not True
    ]


def _said(state: Visit, authority: str) -> str:
    if authority not in state.consents:
        return "not asked yet"
    return "refused" if state.consents[authority] is False else "no answer yet"
