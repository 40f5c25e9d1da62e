"""Each rule on invitations: a case that passes it, one that fails it, one at its boundary."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.invitation.invitation import INVITATION
from services.approvals.invitation.rule_set import INVITATION_RULES, invitation_rules_on
from services.approvals.invitation.rules import judge_invitation
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.scenario import given

RULES = invitation_rules_on(e.TODAY)
ALL = ["taiwan", "guests", "dates", "stamp", "truth", "guarantor", "passport", "past-visas", "visa", "work", "stay",
       "lodging"]  # fmt: skip


def judge(invitation: do.InvitationPlan = i.PLAN, on: date = e.TODAY) -> dict[str, fact.RuleOutcome]:
    return {item.rule: item for item in judge_invitation(invitation, e.BUREAU, "zhao", on, RULES)}


def failed(invitation: do.InvitationPlan) -> list[str]:
    return [item.rule for item in judge(invitation).values() if not item.passed]


def test_every_rule_is_told_with_article_value_found_and_mend() -> None:
    """Also those that pass; nobody is named."""
    assert list(judge()) == ALL
    for item in judge(i.with_guest(visa="Z", passport_expires_on=e.TODAY)).values():
        assert item.article
        assert item.value
        assert item.found
        assert item.mend
        assert "Nikos" not in str(item)


@pytest.mark.parametrize(
    ("rule", "invitation"),
    [
        ("taiwan", i.plan(country="TW")),
        ("taiwan", i.with_guest(nationality="TW")),
        ("guests", i.plan(guests=())),
        ("guests", i.plan(guests=(i.GUEST, i.GUEST))),
        ("guests", i.with_guest(nationality="CN")),
        ("dates", i.plan(leaves_on=date(2026, 11, 30))),
        ("dates", i.plan(arrives_on=date(2026, 11, 22), leaves_on=date(2026, 11, 24))),
        ("guarantor", i.plan(guarantor=None)),
        ("guarantor", i.plan(guarantor=" ")),
        ("passport", i.with_guest(passport_number=None)),
        ("passport", i.with_guest(passport_expires_on=None)),
        ("passport", i.with_guest(passport_expires_on=date(2027, 5, 22))),
        ("passport", i.with_guest(entries="multiple", passport_expires_on=date(2027, 11, 22))),
        ("past-visas", i.with_guest(past_visas=None)),
        ("visa", i.with_guest(visa=None)),
        *(("visa", i.with_guest(visa=visa)) for visa in ("J1", "J2", "L", "S1", "S2")),
        ("work", i.with_guest(visa="Z")),
        ("stay", i.with_guest(days=None)),
        ("stay", i.with_guest(days=1)),
        ("stay", i.with_guest(days=181)),
    ],
)
def test_a_rule_says_no(rule: str, invitation: do.InvitationPlan) -> None:
    """And no other does."""
    assert [rule] == failed(invitation)


@pytest.mark.parametrize(
    "invitation",
    [
        i.PLAN,
        i.plan(guests=(i.GUEST,)),
        i.plan(arrives_on=e.TODAY, leaves_on=e.TODAY),
        i.with_guest(passport_expires_on=date(2027, 5, 23)),
        i.with_guest(entries="multiple", passport_expires_on=date(2027, 11, 23)),
        i.with_guest(past_visas=()),
        i.with_guest(visa="M"),
        i.with_guest(visa="R"),
        i.with_guest(visa="official", days=None, past_visas=None),
        i.with_guest(visa="visa_free", days=None, past_visas=None),
        i.with_guest(visa="Z", work_permit="黔 2026-1"),
        i.with_guest(days=2),
        i.with_guest(days=180),
        i.with_guest(nationality="HK", passport_number=None, visa=None),
        i.with_guest(lodging=do.Lodging(address="12 Garden Road", registers="host")),
    ],
    ids=range(15),
)
def test_up_to_the_boundary_it_passes(invitation: do.InvitationPlan) -> None:
    """On the last day, with the fewest days, with the most."""
    assert failed(invitation) == []


def test_what_was_found_is_said_in_words() -> None:
    """Of which guest, and how much; and that all is well."""
    wrong = judge(i.with_guest(visa="Z", nationality="TW", passport_expires_on=e.TODAY))
    found = {rule: wrong[rule].found for rule in ("taiwan", "passport", "work")}
    assert found == {"taiwan": "Taiwan", "passport": "too short: guest 1", "work": "no work permit: guest 1"}
    assert judge(i.with_guest(days=1))["stay"].found == "guest 1 with 1 days"
    well = {rule: judge()[rule].found for rule in ("taiwan", "truth", "passport", "work", "stay", "lodging")}
    assert well == {
        "taiwan": "not Taiwan", "truth": "signed", "passport": "long enough", "work": "none without", "stay": "enough",
        "lodging": "all in hotels",
    }  # fmt: skip


def test_a_passport_lasts_until_they_leave() -> None:
    """Also beyond the six months."""
    late = i.plan(arrives_on=date(2027, 6, 1), leaves_on=date(2027, 6, 3))
    short = replace(i.GUEST, passport_expires_on=date(2027, 6, 2))
    assert failed(replace(late, guests=(short, i.SECOND))) == ["passport"]
    enough = replace(i.GUEST, passport_expires_on=date(2027, 6, 3))
    assert failed(replace(late, guests=(enough, i.SECOND))) == []


def test_a_rule_redirects_whoever_is_wrong_here() -> None:
    """Work to the permit first, journalists to the press side; the mend says what it costs."""
    assert "work permit" in judge(i.with_guest(visa="Z"))["work"].mend
    assert "art 80" in judge(i.with_guest(visa="Z"))["work"].mend
    assert "Decree 537" in judge(i.with_guest(visa="J2"))["visa"].mend


def test_the_inviter_is_told_what_a_false_statement_costs() -> None:
    """Exit-Entry Law art 74, in the mend of art 19."""
    (truth,) = [item for item in judge_invitation(i.PLAN, "", "", e.TODAY, RULES) if item.rule == "truth"]
    assert not truth.passed
    assert "10,000 to 50,000" in truth.mend
    assert "art 74" in truth.mend


def test_who_lodges_outside_hotels_is_told_of_the_24_hours() -> None:
    """Nothing to refuse, but something to do (art 39)."""
    outside = judge(i.with_guest(lodging=do.Lodging(address="12 Garden Road", registers="host")))["lodging"]
    assert outside.passed
    assert "24 hours" in outside.mend
    assert "guest 1" in outside.found
    assert "Garden" not in str(outside)


# From Monday 31 August 2026 thirty working days lead over Mid-Autumn (25 September off) and the National Day (1 to 7
# October off, the weekend days 20 September and 10 October at work) to Friday 16 October.
ASKED = datetime(2026, 8, 31, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arrives", "passes"),
    [(date(2026, 10, 16), True), (date(2026, 10, 15), False), (date(2026, 10, 19), True)],
)
def test_envoys_are_invited_thirty_working_days_ahead(arrives: date, passes: bool) -> None:
    """On the real calendar [S17]: of envoys no visa is asked, but time."""
    invitation = replace(i.ENVOYS, arrives_on=arrives, leaves_on=arrives)
    outcomes = judge(invitation, date(2026, 8, 31))
    assert list(outcomes) == ["taiwan", "guests", "dates", "stamp", "truth", "envoys"]
    assert passes == outcomes["envoys"].passed


def test_a_case_that_was_in_time_stays_in_time() -> None:
    """The day of the application counts, not the day of the signature."""
    invitation = replace(i.ENVOYS, arrives_on=date(2026, 10, 16), leaves_on=date(2026, 10, 16))
    draft = (i.drafted(invitation), i.stamped, i.vouched)
    submit = do.SubmitInvitation(invitation_id=i.ID)
    sent = given(INVITATION, *draft).when(submit, by=e.ZHAO, now=ASKED).decision
    assert isinstance(sent, list)
    review = do.ReviewInvitationAsClerk(invitation_id=i.ID)
    later = datetime(2026, 9, 3, 1, 0, tzinfo=UTC)
    given(INVITATION, *draft, *sent).when(review, by=e.SUN, now=later).then_kinds(fact.InvitationReviewedByClerk)


def test_a_case_is_judged_by_the_set_of_its_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later set holds for those who apply later."""
    stricter = replace(RULES, effective_from=date(2026, 12, 1), passport_months=60)
    monkeypatch.setattr("services.approvals.invitation.rule_set.INVITATION_RULES", (*INVITATION_RULES, stricter))
    later = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    review = do.ReviewInvitationAsClerk(invitation_id=i.ID)
    given(INVITATION, *i.SUBMITTED).when(review, by=e.SUN, now=later).then_kinds(fact.InvitationReviewedByClerk)
    submit = do.SubmitInvitation(invitation_id=i.ID)
    given(INVITATION, *i.PREPARED).when(submit, by=e.ZHAO, now=later).refused("passport")


def by_number(rules: Any) -> list[date]:
    return [item.effective_from for item in rules]


def test_the_sets_stand_in_the_order_of_their_days() -> None:
    """The first holds for what is older than it."""
    assert sorted(by_number(INVITATION_RULES)) == by_number(INVITATION_RULES)
    assert INVITATION_RULES[0] == invitation_rules_on(date(1990, 1, 1))
