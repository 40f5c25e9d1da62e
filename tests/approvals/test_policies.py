"""When that, then this: alerts and visits, reception's word and the close-out, refusals and their record."""

from dataclasses import replace
from datetime import date
from typing import Any

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.destination.destination import DESTINATION
from services.approvals.invitation.invitation import INVITATION
from services.approvals.policies import react, refused
from services.approvals.refusal.refusal import REFUSALS
from services.approvals.visit.visit import VISIT
from shared.aggregate import Refusal
from shared.ids import derived_id
from tests.approvals import examples as e
from tests.approvals import invitation_examples as invited
from tests.scenario import MOMENT, given

ALERT = derived_id("an alert")
raised = fact.AlertRaised(
    alert_id=ALERT, country="GR", region="Peloponnese", colour="orange", summary="an earthquake",
    issued_on=date(2026, 12, 8), valid_until=None,
)  # fmt: skip
noted = fact.AlertNoted(**vars(raised))
expected = fact.VisitExpected(country="GR", visit_id=e.VISIT_ID, stops=(e.stop(),))
said = {"country": "GR", "alert_id": ALERT, "region": "Peloponnese", "colour": "orange", "summary": "an earthquake"}
under_alert = fact.VisitUnderAlert(**said, visit_id=e.VISIT_ID)


def test_an_alert_flags_the_visits_that_are_there_or_due_there() -> None:
    """Whichever is known first; each visit once in a colour; and no visit elsewhere."""
    (note,) = react(raised)
    given(DESTINATION, expected).when(note).then(noted, under_alert)
    (expect,) = [command for command in react(e.approved) if isinstance(command, do.ExpectVisit)]
    given(DESTINATION, noted).when(expect).then(expected, under_alert)
    given(DESTINATION, expected, noted, under_alert).when(note).then()
    elsewhere = replace(expected, stops=(replace(e.stop(), region="Attica"),))
    given(DESTINATION, elsewhere).when(note).then(noted)
    home = fact.VisitNotExpected(country="GR", visit_id=e.VISIT_ID)
    given(DESTINATION, expected, home).when(note).then(noted)
    (blue,) = react(replace(raised, colour="blue"))
    given(DESTINATION, expected).when(blue).then_kinds(fact.AlertNoted)


def test_a_flagged_visit_warns_its_unit_until_it_is_over() -> None:
    """Told of the alert, and of its end; a worse colour is told anew."""
    (warn,) = react(under_alert)
    warned = fact.VisitWarned(**said, visit_id=e.VISIT_ID, unit=e.BUREAU, at=MOMENT)
    given(VISIT, *e.DEPARTED).when(warn).then(warned)
    given(VISIT, *e.DEPARTED, warned).when(warn).then()
    worse = replace(raised, colour="red")
    (note,) = react(worse)
    given(DESTINATION, expected, noted, under_alert).when(note).then_kinds(fact.AlertNoted, fact.VisitUnderAlert)
    (drop,) = react(fact.AlertLifted(alert_id=ALERT, country="GR"))
    over = fact.VisitOutOfAlert(country="GR", alert_id=ALERT, visit_id=e.VISIT_ID)
    dropped = fact.AlertDropped(country="GR", alert_id=ALERT)
    given(DESTINATION, expected, noted, under_alert).when(drop).then(dropped, over)
    (end,) = react(over)
    given(VISIT, *e.DEPARTED, warned).when(end).then_kinds(fact.WarningEnded)


def test_a_visit_that_is_home_or_cancelled_is_warned_no_more() -> None:
    """Nobody of it is there."""
    cancelled = fact.VisitCancelled(
        visit_id=e.VISIT_ID, direction="outbound", unit=e.BUREAU, country="GR", reason_code="ill",
        cancelled_at=MOMENT, countries=("GR", "IT"),
    )  # fmt: skip
    for end, countries in ((e.back_home, ("GR",)), (cancelled, ("GR", "IT"))):
        assert [do.ForgetVisit(country=country, visit_id=e.VISIT_ID) for country in countries] == list(react(end))
    forget = do.ForgetVisit(country="GR", visit_id=e.VISIT_ID)
    given(DESTINATION, expected, noted, under_alert).when(forget).then_kinds(
        fact.VisitNotExpected, fact.VisitOutOfAlert
    )


def test_receptions_departure_starts_the_close_out() -> None:
    """销签 within 30 days of the guests' exit [S25]; heard twice, it starts once."""
    left = fact.DelegationDeparted(visit_id=e.INVITATION_ID, departed_on=date(2026, 12, 3))
    (note,) = react(left)
    given(INVITATION, *invited.ARRIVED).when(note, now=invited.AFTER).then(invited.left, *invited.closing())
    given(INVITATION, *invited.LEFT).when(note, now=invited.AFTER).then()


def test_what_rules_refuse_is_noted_beside_the_case() -> None:
    """With every rule that said no; once, as long as nothing is mended; and not that a step came too early."""
    submit = do.SubmitVisit(visit_id=e.VISIT_ID)
    (note,) = refused(submit, violations_of(given(VISIT, e.drafted).when(submit, by=e.ZHAO).decision))
    assert [outcome.rule for outcome in note.outcomes] == ["A6", "A12"]
    decision: Any = given(REFUSALS).when(note, by=e.ZHAO).decision
    assert (decision[0].step, decision[0].by) == ("SubmitVisit", "zhao")
    given(REFUSALS, *decision).when(note, by=e.ZHAO).then()
    mended = replace(note, outcomes=note.outcomes[:1])
    given(REFUSALS, *decision).when(mended, by=e.ZHAO).then_kinds(fact.RefusalNoted)
    early = do.SignVisit(visit_id=e.VISIT_ID)
    assert list(refused(early, violations_of(given(VISIT, e.drafted).when(early, by=e.ZHOU).decision))) == []


def violations_of(decision: Any) -> Any:
    assert isinstance(decision, Refusal)
    return decision.as_error().answer["violations"]
