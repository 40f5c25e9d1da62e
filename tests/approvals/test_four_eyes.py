"""Nobody decides a case that he, or the person that he acts for, prepared: every step, deputies included."""

from dataclasses import replace
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.invitation.invitation import INVITATION
from services.approvals.visit.visit import VISIT
from shared.actors import Actor
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.approvals import test_invitation as invitation
from tests.scenario import MOMENT, actor, given

ID, INVITED = e.VISIT_ID, i.ID
SIGNED_UP = (*e.SECTION_REVIEWED, e.signed("province"))
REPORTED_UP = (*SIGNED_UP, e.reported_up)
FOREIGN_AFFAIRS = do.ClearBudget(visit_id=ID, side="foreign_affairs")
FINANCE = do.ClearBudget(visit_id=ID, side="finance")
SIGN = do.SignVisit(visit_id=ID)
REFUSE = do.RefuseVisit(visit_id=ID, reason="x")
REPORT_UP = do.ReportVisitUp(visit_id=ID)
FROM_ABOVE = do.RecordUpperDecision(visit_id=ID, approved=True, document="黔外 1")
STEPS = [
    pytest.param(VISIT, e.PREPARED[:1], do.PublicizeVisit(visit_id=ID, unit=e.BUREAU, posted_on=e.POSTED_ON), "wang"),
    pytest.param(VISIT, e.PREPARED[:1], FOREIGN_AFFAIRS, "wang"),
    pytest.param(VISIT, e.PREPARED[:3], FINANCE, "wang"),
    pytest.param(VISIT, e.PREPARED[:3], FINANCE, "zhao"),
    pytest.param(VISIT, e.PREPARED, do.SubmitVisit(visit_id=ID), "wang"),
    *(pytest.param(VISIT, e.SUBMITTED, do.ReviewVisitAsClerk(visit_id=ID), who) for who in ("wang", "zhao")),
    *(
        pytest.param(VISIT, (*e.SUBMITTED, e.by_clerk), do.ReviewVisitAsSection(visit_id=ID), who)
        for who in ("wang", "zhao", "sun")
    ),
    *(pytest.param(VISIT, e.SECTION_REVIEWED, SIGN, who) for who in ("wang", "zhao", "sun", "li")),
    *(pytest.param(VISIT, e.SUBMITTED, REFUSE, who) for who in ("wang", "zhao")),
    *(pytest.param(VISIT, SIGNED_UP, REPORT_UP, who) for who in ("wang", "zhao")),
    *(pytest.param(VISIT, REPORTED_UP, FROM_ABOVE, who) for who in ("wang", "zhao")),
    pytest.param(INVITATION, i.DRAFT, invitation.STAMP, "wang"),
    pytest.param(INVITATION, i.DRAFT, invitation.VOUCH, "wang"),
    pytest.param(INVITATION, i.PREPARED, invitation.SUBMIT, "wang"),
    *(pytest.param(INVITATION, i.SUBMITTED, invitation.CLERK, who) for who in ("wang", "zhao")),
    *(pytest.param(INVITATION, (*i.SUBMITTED, i.by_clerk), invitation.SECTION, who) for who in ("wang", "zhao", "sun")),
    *(pytest.param(INVITATION, i.REVIEWED, invitation.SIGN, who) for who in ("wang", "zhao", "sun", "li")),
    *(
        pytest.param(INVITATION, i.SUBMITTED, do.RefuseInvitation(invitation_id=INVITED, reason="x"), who)
        for who in ("wang", "zhao")
    ),
    *(
        pytest.param(INVITATION, (*invitation.SIGNED_UP, i.reported()), invitation.ABOVE, who)
        for who in ("wang", "zhao")
    ),
]  # fmt: skip


@pytest.mark.parametrize(("aggregate", "history", "command", "who"), STEPS)
def test_nobody_decides_what_he_or_his_principal_prepared(
    aggregate: Any, history: tuple[Any, ...], command: Any, who: str
) -> None:
    """Neither the person, nor a deputy for the person; nor, if a deputy prepared it, that deputy's principal."""
    colleague, deputy = actor("someone-else"), actor("deputy", acting_for=who)
    for_another = actor("deputy", acting_for="someone-else")
    assert allowed(aggregate, history, command, colleague)
    assert allowed(aggregate, history, command, for_another)
    assert refused_by_four_eyes(aggregate, history, command, actor(who))
    assert refused_by_four_eyes(aggregate, history, command, deputy)
    by_deputy = tuple(signed_as(fact, who, f"deputy for {who}") for fact in history)
    for person in (actor(who), actor("deputy"), deputy, actor("another deputy", acting_for=who), for_another):
        assert refused_by_four_eyes(aggregate, by_deputy, command, person), person
    assert allowed(aggregate, by_deputy, command, colleague)


def test_a_signature_anew_after_a_revision_is_the_same_persons() -> None:
    """A changed visit needs its budget signed anew, by the same people."""
    revised = do.ReviseVisit(visit_id=ID, visit=e.plan(purpose="tea and coffee"))
    again = given(VISIT, *e.PREPARED).when(revised, by=e.WANG).decision
    assert isinstance(again, list)
    given(VISIT, *e.PREPARED, *again).when(FOREIGN_AFFAIRS, by=e.ZHAO).then(e.cleared)


def test_who_revised_does_not_submit() -> None:
    """The last hand on the draft counts like the first."""
    revised = do.ReviseVisit(visit_id=ID, visit=e.plan(purpose="tea and coffee"))
    again = given(VISIT, *e.PREPARED).when(revised, by=actor("xu", "unit_specialist")).decision
    assert isinstance(again, list)
    history = (*e.PREPARED, *again, e.publicized, e.cleared, e.cleared_by_finance)
    given(VISIT, *history).when(do.SubmitVisit(visit_id=ID), by=actor("xu")).refused("four-eyes")


# with a member from elsewhere whose secrets ask for opinions
ABROAD = replace(e.member(2), authority="Sichuan", secrecy="general", trained_on=e.TODAY)
DRAFT = replace(e.drafted, visit=e.plan(members=(e.member(1, "division"), ABROAD)))
OPINIONS = tuple(
    fact.OpinionGiven(visit_id=ID, body=body, favourable=True, opinion="agreed", document="1", by="yan", at=MOMENT)
    for body in ("organization-department", "secrecy-bureau")
)
LETTER = fact.ConsentRequested(visit_id=ID, authority="Sichuan", travellers=(ABROAD.person_id,), by="sun", at=MOMENT)
CONSENT = fact.ConsentRecorded(visit_id=ID, authority="Sichuan", given=True, document="1", by="sun", at=MOMENT)
CONSULTED = (DRAFT, *e.SUBMITTED[1:], LETTER, CONSENT, *OPINIONS)
OBJECTION = fact.ObjectionRaised(
    visit_id=ID, objection="1", unit=e.BUREAU, raised_on=e.POSTED_ON, ground="x", by="li", at=MOMENT
)
CHANGED = e.plan(purpose=e.PLAN.purpose, members=(e.member(1, "division"),))
AMENDMENT = fact.AmendmentRequested(
    visit_id=ID,
    visit=CHANGED,
    reason="ill",
    by="wang",
    at=MOMENT,
    notices_kept=(e.BUREAU,),
    budget_kept=True,
    opinions_kept=True,
)
REFUSED = fact.VisitRefused(visit_id=ID, reason="x", by="zhou", at=MOMENT)
DECIDING = [
    (e.PREPARED[:1], do.PublicizeVisit(visit_id=ID, unit=e.BUREAU, posted_on=e.POSTED_ON)),
    (e.PREPARED[:2], FOREIGN_AFFAIRS),
    (e.PREPARED[:3], FINANCE),
    (e.PREPARED, do.SubmitVisit(visit_id=ID)),
    (e.SUBMITTED, do.ReturnVisit(visit_id=ID, missing=("x",))),
    ((*e.SUBMITTED, OBJECTION), do.SettleObjection(visit_id=ID, objection="1", upheld=False, finding="x")),
    (CONSULTED[:-3], do.RecordConsent(visit_id=ID, authority="Sichuan", given=True, document="1")),
    (CONSULTED[:-2], do.GiveOpinion(visit_id=ID, body="secrecy-bureau", favourable=True, opinion="x", document="1")),
    (e.SUBMITTED, do.ReviewVisitAsClerk(visit_id=ID)),
    ((*e.SUBMITTED, e.by_clerk), do.ReviewVisitAsSection(visit_id=ID)),
    (e.SECTION_REVIEWED, SIGN),
    (SIGNED_UP, REPORT_UP),
    (REPORTED_UP, FROM_ABOVE),
    (REPORTED_UP, do.RecordUpperDecision(visit_id=ID, approved=False, document="黔外 1")),
    (REPORTED_UP, do.ReturnVisitFromAbove(visit_id=ID, document="黔外 1", missing=("x",))),
    (e.SUBMITTED, REFUSE),
    ((*e.SUBMITTED, REFUSED), do.ReconsiderVisit(visit_id=ID, reason="x")),
    ((*e.APPROVED, AMENDMENT), do.AmendVisit(visit_id=ID)),
    (e.APPROVED, do.PostponeVisit(visit_id=ID, departs_on=e.DUE, reason="x")),
    (e.APPROVED, do.CancelVisit(visit_id=ID, reason_code="x")),
]


@pytest.mark.parametrize(("history", "command"), DECIDING, ids=lambda part: type(part).__name__)
def test_nobody_acts_in_the_own_case(history: tuple[Any, ...], command: Any) -> None:
    """Section 6: a traveller takes no step of the own approval chain, nor does somebody for the traveller."""
    traveller, everything = str(e.member(1).person_id), ("director", "provincial_officer", "clerk")
    assert allowed(VISIT, history, command, actor("someone-else", *everything))
    given(VISIT, *history).when(command, by=actor(traveller, *everything)).refused("own-trip")
    given(VISIT, *history).when(command, by=actor("deputy", *everything, acting_for=traveller)).refused("own-trip")


def signed_as(fact: Any, who: str, signature: str) -> Any:
    return replace(fact, by=signature) if getattr(fact, "by", None) == who else fact


def allowed(aggregate: Any, history: tuple[Any, ...], command: Any, by: Actor) -> bool:
    return isinstance(given(aggregate, *history).when(command, by=by).decision, list)


def refused_by_four_eyes(aggregate: Any, history: tuple[Any, ...], command: Any, by: Actor) -> bool:
    violations = getattr(given(aggregate, *history).when(command, by=by).decision, "violations", ())
    return bool(violations) and {violation.rule for violation in violations} == {"four-eyes"}
