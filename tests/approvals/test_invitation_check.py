"""What the rules say of an invitation before it is submitted, and how it stood at any moment."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.invitation.history import InvitationAsOf, invitation_as_of
from services.approvals.invitation.queries import CheckInvitation, check_invitation
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from shared.errors import Invalid, NotAllowed, NotFound
from shared.ids import derived_id
from shared.policy import shown
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.scenario import MOMENT, actor

ID = i.ID


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


def test_a_draft_is_checked_before_it_is_submitted(store: Any) -> None:
    """Every rule, who decides, and the unit's close-outs that are long overdue; by the code that decides later."""
    draft = CheckInvitation(invitation=i.with_guest(visa="Z", rank="minister"))
    told = check_invitation(store.read, draft)
    failed = told["missing"]["submit_invitation"]
    assert failed == ["stamp", "truth", "work"]
    assert (told["decided_by"]["decides"], told["may_submit"], told["unit"]) == ("state_council", False, e.BUREAU)
    store.project(*i.LEFT, fact.CloseOutLongOverdue(invitation_id=ID, unit=e.BUREAU, at=MOMENT))
    assert [it["invitation_id"] for it in check_invitation(store.read, draft)["close_outs_long_overdue"]] == [ID]
    with pytest.raises(NotAllowed):
        shown(POLICY["check_invitation"], actor("xu", "unit_specialist", unit="tea-institute"), told)


def test_an_invitation_is_checked_as_it_stands(store: Any) -> None:
    """With its stamp and statement, as of its submission; the passport's number was given, and isn't kept."""
    ask = CheckInvitation(invitation_id=ID)
    store.project(i.drafted(), i.stamped)
    assert check_invitation(store.read, ask)["missing"]["submit_invitation"] == ["truth"]
    store.project(i.vouched)
    assert check_invitation(store.read, ask)["may_submit"]
    assert "AK1" not in str(store.read("SELECT content FROM invitation_history"))
    with pytest.raises(Invalid):
        check_invitation(store.read, CheckInvitation())
    with pytest.raises(NotFound):
        check_invitation(store.read, CheckInvitation(invitation_id=derived_id("nothing")))


@pytest.mark.parametrize(
    ("revised", "failed"),
    [
        (i.plan(leaves_on=date(2026, 12, 4)), ["truth"]),
        (i.plan(guests=(i.GUEST,), unit="another"), ["stamp", "truth"]),
        (i.with_guest(visa="Z"), ["truth", "work"]),
    ],
)
def test_a_revision_is_checked_before_it_is_made(store: Any, revised: do.InvitationPlan, failed: list[str]) -> None:
    """What would have to be stamped and vouched for anew; it is still the file's unit that is told."""
    store.project(*i.PREPARED)
    told = check_invitation(store.read, CheckInvitation(invitation_id=ID, invitation=revised))
    assert told["missing"]["submit_invitation"] == failed
    assert told["unit"] == e.BUREAU


def test_an_invitation_is_shown_as_it_stood(store: Any) -> None:
    """When the director signed, and before it was there."""
    store.project(*i.LEFT)
    signed = invitation_as_of(store.read, InvitationAsOf(invitation_id=ID, at=MOMENT))
    assert (signed["state"], signed["unit"]) == ("Approved", e.BUREAU)
    assert "director" not in str(signed["steps"])
    now = invitation_as_of(store.read, InvitationAsOf(invitation_id=ID, on=i.LEFT_ON))
    assert ("Left", len(i.outcomes())) == (now["state"], len(now["outcomes"]))
    with pytest.raises(NotFound):
        invitation_as_of(store.read, InvitationAsOf(invitation_id=ID, on=date(2020, 1, 1)))
