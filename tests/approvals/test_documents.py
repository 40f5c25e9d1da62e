"""The papers of a visit: when they get their number, and when they hold no more."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.rules.trips import owners_of
from services.approvals.values import OtherOrganiser
from services.approvals.visit.visit import VISIT
from tests.approvals import examples as e
from tests.scenario import MOMENT, given

ID = e.VISIT_ID
LATER = date(2026, 12, 14)
NEW = "筑外批〔2026〕2号"
postpone = do.PostponeVisit(visit_id=ID, departs_on=LATER, reason="the chamber asks for it")
cancel = do.CancelVisit(visit_id=ID, reason_code="partner")


def history(*facts: Any) -> Any:
    """A scenario that goes on with what each command decided."""
    return list(facts)


def going_on(facts: list[Any], command: Any, by: Any = e.SUN) -> list[Any]:
    decision = given(VISIT, *facts).when(command, by=by).decision
    assert isinstance(decision, list), decision
    facts.extend(decision)
    return decision


def answered(facts: list[Any]) -> None:
    """Travellers and senders have no other trip."""
    asked = VISIT.fold(facts).trips  # type: ignore[union-attr]
    facts.extend(e.trips_noted(owner) for owner, trips in asked.items() if trips is None)


def kinds(decision: list[Any]) -> list[type]:
    return [type(item) for item in decision]


def revoked(reason: Any = "cancelled", number: str = e.NUMBER, kind: Any = "approval") -> fact.DocumentRevoked:
    return fact.DocumentRevoked(
        visit_id=ID,
        direction="outbound",
        kind=kind,
        number=number,
        version=1,
        reason_code=reason,
        revoked_at=MOMENT,
    )


def superseded(by: str = NEW, version: int = 1) -> fact.DocumentSuperseded:
    return fact.DocumentSuperseded(
        visit_id=ID,
        direction="outbound",
        kind="approval",
        number=e.NUMBER,
        version=version,
        by_number=by,
        at=MOMENT,
    )


@pytest.mark.parametrize(
    ("command", "by"),
    [
        (do.WithdrawVisit(visit_id=ID, reason="x"), e.WANG),
        (do.RefuseVisit(visit_id=ID, reason="x"), e.SUN),
        (do.IssueDocuments(visit_id=ID, issued_on=e.TODAY), e.SUN),
        (cancel, e.SUN),
    ],
    ids=lambda value: type(value).__name__,
)
def test_nothing_else_is_decided_before_a_signed_decision_has_its_number(command: Any, by: Any) -> None:
    """So every number that is given is used; who signs again changes nothing."""
    given(VISIT, *e.SIGNED).when(command, by=by).refused("number")
    given(VISIT, *e.SIGNED).when(do.SignVisit(visit_id=ID), by=e.ZHOU).then()


def test_a_number_is_noted_once() -> None:
    """And one that nobody asked for not at all."""
    note = do.NoteVisitNumber(visit_id=ID, ask=1, number=e.NUMBER)
    given(VISIT, *e.APPROVED).when(note).then()
    given(VISIT, *e.SIGNED).when(replace(note, ask=7)).then()


def test_a_team_of_another_organiser_gets_a_confirmation() -> None:
    """A23: addressed to that authority, by its notice's number, for those whom this office sends."""
    other = replace(e.member(2), authority="遵义市外办")
    team = e.plan(organiser=OtherOrganiser(authority="成都市外办", notice="成外函 5"), members=(e.member(1), other))
    facts = history(*(replace(e.drafted, visit=team), *e.SECTION_REVIEWED[1:]))
    facts += [
        fact.ConsentRequested(visit_id=ID, authority="遵义市外办", travellers=(), by="sun", at=MOMENT),
        fact.ConsentRecorded(visit_id=ID, authority="遵义市外办", given=True, document="d", by="sun", at=MOMENT),
    ]
    facts += [e.trips_noted(owner) for owner in owners_of(team)]
    (_, asked) = going_on(facts, do.SignVisit(visit_id=ID), e.ZHOU)
    assert asked.register == "筑外确〔2026〕"
    (_, paper) = going_on(facts, do.NoteVisitNumber(visit_id=ID, ask=1, number="筑外确〔2026〕7号"))
    assert (paper.kind, paper.content.to.zh, paper.content.basis) == ("confirmation", "成都市外办", "成外函 5")
    assert [person.person_id for person in paper.content.people] == [e.member(1).person_id]


def test_an_amendment_gets_a_new_number_and_supersedes_the_old_paper() -> None:
    """Granted, numbered, told: the old original comes back."""
    facts = history(*e.APPROVED, e.documents_issued)
    changed = e.plan(members=(e.member(1, "division"),))
    going_on(facts, do.RequestAmendment(visit_id=ID, visit=changed, reason="ill"), e.WANG)
    answered(facts)
    grant = do.AmendVisit(visit_id=ID)
    granted, asked = going_on(facts, grant, e.ZHOU)
    assert (granted.by, asked.by, asked.ask) == ("zhou", "zhou", 2)
    given(VISIT, *facts).when(grant, by=e.ZHOU).then()
    given(VISIT, *facts).when(cancel, by=e.SUN).refused("number")
    decision = going_on(facts, do.NoteVisitNumber(visit_id=ID, ask=2, number=NEW))
    paper = replace(e.paper(NEW, changed, ask=2), signed_by="zhou")
    assert decision[-2:] == [superseded(), paper]
    assert [type(item) for item in decision[:2]] == [fact.VisitAmended, fact.DocumentsRecalled]
    assert (decision[0].document, decision[0].supersedes) == (NEW, e.NUMBER)
    given(VISIT, *facts).when(grant, by=e.ZHOU).then()
    assert kinds(going_on(facts, cancel)).count(fact.DocumentRevoked) == 1


def test_where_another_decides_its_number_is_recorded_and_the_offices_own_paper_ends() -> None:
    """The register numbers what the office decides, and nothing else."""
    facts = history(*e.APPROVED)
    leader = e.plan(members=(e.member(1, "bureau"), e.member(2)))
    going_on(facts, do.RequestAmendment(visit_id=ID, visit=leader, reason="the vice-mayor leads"), e.WANG)
    facts.append(e.publicized)
    answered(facts)
    facts.append(
        fact.OpinionGiven(
            visit_id=ID, body="organization-department", favourable=True, opinion="o", document="d", by="yan", at=MOMENT
        )
    )
    given(VISIT, *facts).when(do.AmendVisit(visit_id=ID), by=e.ZHENG).refused("number")
    decision = going_on(facts, do.AmendVisit(visit_id=ID, document="黔府外 9"), e.ZHENG)
    assert kinds(decision) == [fact.AmendmentGranted, fact.VisitAmended, fact.DocumentSuperseded]
    assert decision[-1] == superseded(by="黔府外 9")


def test_the_office_types_no_number() -> None:
    """Neither for an amendment nor for a postponement that it decides itself."""
    typed = replace(postpone, document="筑外批 99")
    given(VISIT, *e.APPROVED).when(typed, by=e.ZHOU).refused("number")


def test_a_postponed_visit_keeps_its_number_in_a_new_version() -> None:
    """The old print says other days: it is superseded by the same number."""
    later = e.plan(
        departs_on=LATER,
        returns_on=LATER + timedelta(days=4),
        stops=(e.stop(first=LATER, last=LATER + timedelta(days=4)),),
    )
    decision = going_on(history(*e.APPROVED), postpone, e.ZHOU)
    paper = e.paper(visit=later, version=2, ask=0)
    assert kinds(decision[:2]) == [fact.VisitPostponed, fact.VisitAmended]
    assert decision[2:] == [superseded(by=e.NUMBER), paper]


def test_a_postponed_visit_may_get_a_new_number() -> None:
    """If the office wants a new paper."""
    facts = history(*e.APPROVED)
    anew = replace(postpone, new_number=True)
    assert kinds(going_on(facts, anew, e.ZHOU)) == [fact.VisitPostponed, fact.NumberAsked]
    given(VISIT, *facts).when(anew, by=e.ZHOU).then()
    given(VISIT, *facts).when(replace(anew, departs_on=LATER + timedelta(days=1)), by=e.ZHOU).refused("number")
    decision = going_on(facts, do.NoteVisitNumber(visit_id=ID, ask=2, number=NEW))
    assert (decision[0].document, decision[0].starts_on) == (NEW, LATER)
    assert (decision[-1].number, decision[-1].version, decision[-1].valid_from) == (NEW, 1, LATER)


def test_a_cancelled_visits_paper_is_revoked() -> None:
    """And told to everybody."""
    decision = going_on(history(*e.APPROVED), cancel)
    assert revoked() in decision


def test_a_letter_to_a_members_authority_has_its_own_number_and_ends_with_the_case() -> None:
    """A23: asked anew after a refusal it supersedes the first; the consent ends with the letter that asked for it."""
    sent = replace(e.member(2), authority="遵义市外办")
    facts = history(replace(e.drafted, visit=e.plan(members=(e.member(1), sent))))
    request = do.RequestConsent(visit_id=ID, authority="遵义市外办")
    assert kinds(going_on(facts, request)) == [fact.ConsentRequested, fact.NumberAsked]
    given(VISIT, *facts).when(request, by=e.SUN).then()
    (letter,) = going_on(facts, do.NoteVisitNumber(visit_id=ID, ask=1, number="筑外函〔2026〕21号"))
    assert (letter.kind, letter.content.to.zh, len(letter.content.people)) == ("notice", "遵义市外办", 1)
    no = do.RecordConsent(visit_id=ID, authority="遵义市外办", given=False, document="d")
    going_on(facts, no)
    going_on(facts, request)
    again = going_on(facts, do.NoteVisitNumber(visit_id=ID, ask=2, number="筑外函〔2026〕22号"))
    assert kinds(again) == [fact.DocumentSuperseded, fact.DocumentNumbered]
    going_on(facts, replace(no, given=True))
    assert VISIT.fold(facts).consents == {"遵义市外办": True}  # type: ignore[union-attr]
    withdrawn = going_on(facts, do.WithdrawVisit(visit_id=ID, reason="ill"), e.WANG)
    assert withdrawn[-1] == revoked("withdrawn", "筑外函〔2026〕22号", "notice")
    assert VISIT.fold(facts).consents == {}  # type: ignore[union-attr]


def test_a_letter_to_one_authority_leaves_that_to_another_as_it_is() -> None:
    """Each asks for its own people."""
    sent = [replace(e.member(number), authority=f"authority {number}") for number in (2, 3)]
    facts = history(replace(e.drafted, visit=e.plan(members=(e.member(1), *sent))))
    for number in (2, 3):
        going_on(facts, do.RequestConsent(visit_id=ID, authority=f"authority {number}"))
        note = do.NoteVisitNumber(visit_id=ID, ask=number - 1, number=f"筑外函〔2026〕{number}号")
        assert kinds(going_on(facts, note)) == [fact.DocumentNumbered]


def test_a_letter_whose_case_ended_before_its_number_came_is_issued_and_revoked() -> None:
    """The number was given, and stands in the book."""
    sent = replace(e.member(2), authority="遵义市外办")
    facts = history(replace(e.drafted, visit=e.plan(members=(e.member(1), sent))))
    going_on(facts, do.RequestConsent(visit_id=ID, authority="遵义市外办"))
    going_on(facts, do.WithdrawVisit(visit_id=ID, reason="ill"), e.WANG)
    late = going_on(facts, do.NoteVisitNumber(visit_id=ID, ask=1, number="筑外函〔2026〕21号"))
    assert kinds(late) == [fact.DocumentNumbered, fact.DocumentRevoked]


def test_a_request_upward_is_numbered_when_the_vice_mayor_signs() -> None:
    """To the authority that decides on this rank; answered, also by a refusal, it still stands."""
    leader = e.plan(members=(e.member(1, "bureau"), e.member(2)))
    facts = history(replace(e.drafted, visit=leader), *e.SECTION_REVIEWED[1:], e.signed("province"))
    facts.append(
        fact.OpinionGiven(
            visit_id=ID, body="organization-department", favourable=True, opinion="o", document="d", by="yan", at=MOMENT
        )
    )
    going_on(facts, do.ReportVisitUp(visit_id=ID), e.WU)
    (paper,) = going_on(facts, do.NoteVisitNumber(visit_id=ID, ask=1, number="筑外请〔2026〕12号"))
    assert (paper.kind, paper.signed_by, paper.content.to.zh) == ("request", "wu", "贵州省人民政府外事办公室")
    no = do.RecordUpperDecision(visit_id=ID, approved=False, document="黔外 1")
    assert fact.DocumentRevoked not in kinds(going_on(facts, no, e.ZHENG))
