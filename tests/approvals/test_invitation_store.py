"""Invitations in the read store: lists, files, checks before submission, close-outs, an inviter's record, the trays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.approvals import events as fact
from services.approvals.answers.waiting_queries import CaseById, Tray, progress, tray
from services.approvals.invitation.queries import (
    CloseOuts,
    InvitationById,
    Invitations,
    InviterRecord,
    close_outs,
    get_invitation,
    invitation_decisions,
    inviter_record,
    list_invitations,
)
from services.approvals.policy import POLICY
from services.approvals.service import APPROVALS
from shared.errors import NotFound
from shared.ids import derived_id
from shared.policy import shown
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.approvals.test_invitation_change import LONGER, asked, changed, envoys_signed, outgrown
from tests.approvals.test_invitation_stay import HOUSE, PAPERS, overstayed
from tests.scenario import MOMENT, actor

ID = i.ID


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


def row(store: Any) -> Any:
    return get_invitation(store.read, InvitationById(invitation_id=ID))


def desks(store: Any, **question: Any) -> list[tuple[str, str, Any]]:
    found = tray(store.read, Tray(on=e.TODAY, **question))["waiting"]
    return sorted((item["desk"], item["next"], item["due_on"]) for item in found)


def test_an_invitation_is_shown_with_its_guests(store: Any) -> None:
    """From the draft to the archive, each fact as the field that it changes."""
    store.project(*i.LEFT)
    found = row(store)
    assert (found["state"], found["document"], found["close_out_due"]) == ("Left", i.NUMBER, i.DUE)
    assert (found["head_rank"], found["head_title"], found["guests"]) == ("division", "Mayor of Tripoli", 2)
    assert (found["vouched_post"], found["department"]) == ("deputy head", e.BUREAU)
    assert [
        (guest["name_en"], guest["passport_number"], guest["visa"], guest["days"]) for guest in found["guest_list"]
    ] == [("Nikos", "AK1", "F", 7), ("Eleni", "AK2", "F", 7)]
    archived = tuple(fact.ArchivedPaper(kind=it.kind, number=it.number, retention="30 years") for it in PAPERS)
    store.project(i.closed_out(), fact.InvitationArchived(invitation_id=ID, papers=archived, by="sun", at=i.AFTER))
    found = row(store)
    assert (found["state"], found["closed_on"], len(found["papers"])) == ("Archived", i.DUE, 2)
    assert [(it["came"], it["left_on"]) for it in found["guest_list"]] == [(True, i.LEFT_ON), (False, None)]
    with pytest.raises(NotFound, match="invitation"):
        get_invitation(store.read, InvitationById(invitation_id=derived_id("nothing")))


def test_no_passport_number_is_in_a_list(store: Any) -> None:
    """Guests are named there; their numbers see only the office and the own unit, in the file."""
    store.project(*i.APPROVED, i.drafted(HOUSE))
    rows = list_invitations(store.read, Invitations(unit=e.BUREAU))
    assert [guest["name_en"] for guest in rows["invitations"][0]["guest_list"]] == ["Nikos", "Eleni"]
    assert "AK1" not in str(rows)
    assert "Garden" not in str(rows)
    for who in (e.SUN, e.WANG):
        assert "AK1" in str(shown(POLICY["get_invitation"], who, row(store)))
    for hidden in ("AK1", "Garden", "2023"):
        assert hidden not in str(shown(POLICY["get_invitation"], actor("auditor", "auditor"), row(store)))
    assert shown(POLICY["list_invitations"], actor("xu", "unit_specialist", unit="x"), rows)["invitations"] == []


@pytest.mark.parametrize(
    ("question", "found"),
    [({}, 1), ({"state": "Approved"}, 1), ({"state": "Drafted"}, 0), ({"country": "FR"}, 0), ({"kind": "envoys"}, 0)],
)
def test_a_list_is_by_state_unit_country_and_kind(store: Any, question: dict[str, Any], found: int) -> None:
    """An empty list is an answer."""
    store.project(*i.APPROVED)
    assert found == len(list_invitations(store.read, Invitations(**question))["invitations"])


def test_the_case_as_it_is_decided(store: Any) -> None:
    """Returned with its list, the unit's standing, the level, the refusal's reason."""
    store.project(*i.SUBMITTED, fact.InviterStandingNoted(invitation_id=ID, overdue=2, at=MOMENT), i.returned)
    assert tuple(row(store)[k] for k in ("state", "missing", "close_outs_overdue")) == ("Returned", "the contract", 2)
    store.project(i.submitted(), i.by_clerk, i.by_section, i.signed("province"), i.reported())
    request = i.paper("筑外请〔2026〕13号", kind="request", ask=2)
    store.project(request)
    assert tuple(row(store)[k] for k in ("state", "decides", "report_number")) == (
        "ReportedUp", "province", request.number,
    )  # fmt: skip
    answer = fact.UpperInvitationDecisionRecorded(
        invitation_id=ID, approved=False, document="黔外 3", decided_on=e.TODAY, reason=None, by="zheng", at=MOMENT
    )
    store.project(answer, fact.InvitationRefused(invitation_id=ID, reason="too many", by="zheng", at=MOMENT))
    assert tuple(row(store)[k] for k in ("state", "refused_because", "decided_on")) == ("Refused", "too many", e.TODAY)
    steps = invitation_decisions(store.read, InvitationById(invitation_id=ID))["decisions"]
    assert [step["step"] for step in steps] == [
        "submitted",
        "submitted",
        "clerk's review",
        "section's review",
        "director's signature",
    ]
    assert steps[0]["outcomes"][0]["article"]


def test_an_amendment_stands_beside_until_it_is_granted(store: Any) -> None:
    """Then it is the invitation, under the document that supersedes the first."""
    store.project(*i.APPROVED, asked)
    assert [date(2026, 12, 5)] == [it["leaves_on"] for it in row(store)["amendments"]]
    assert date(2026, 12, 3) == row(store)["leaves_on"]
    amended = fact.InvitationAmended(
        invitation_id=ID, invitation=LONGER, decides="office", document=i.NEW, supersedes=i.NUMBER,
        outcomes=(), by="zhou", at=MOMENT,
    )  # fmt: skip
    fields = {name: getattr(i.approved, name) for name in vars(i.approved) if name != "approved_at"}
    visit = fact.VisitAmended(
        **{**fields, "document": i.NEW, "ends_on": date(2026, 12, 5)}, supersedes=i.NUMBER, amended_at=MOMENT
    )
    store.project(amended, visit)
    found = row(store)
    assert found["amendments"] == []
    assert (i.NEW, i.NUMBER, date(2026, 12, 5)) == (found["document"], found["supersedes"], found["leaves_on"])
    assert [("unit_specialist", "record_guests_arrived", date(2026, 12, 1))] == desks(store)
    store.project(asked, fact.InvitationAmendmentDropped(invitation_id=ID, by="zhao", at=MOMENT))
    assert row(store)["amendments"] == []
    assert len(desks(store)) == 1


def test_an_outgrown_approval_is_seen_and_goes_to_the_vice_mayor(store: Any) -> None:
    """And back to the unit, once the level above has decided."""
    store.project(*i.APPROVED, changed("minister"), outgrown("state_council"))
    found = row(store)
    assert (
        found["state"], found["outgrown"], found["decides"], found["head_rank"],
    ) == ("DirectorSigned", True, "state_council", "minister")  # fmt: skip
    assert [("vice_mayor", "report_invitation_up", date(2026, 12, 1))] == desks(store)
    again = fact.ApprovalSufficesAgain(invitation_id=ID, document=i.NUMBER, at=MOMENT)
    fields = {name: getattr(i.approved, name) for name in vars(i.approved) if name != "approved_at"}
    store.project(again, fact.VisitAmended(**fields, supersedes=i.NUMBER, amended_at=MOMENT))
    assert (row(store)["state"], row(store)["outgrown"]) == ("Approved", False)
    assert [("unit_specialist", "record_guests_arrived", date(2026, 12, 1))] == desks(store)


def test_close_outs_due_and_overdue(store: Any) -> None:
    """The earliest due first; late on the day after the 30th; gone when it is done."""
    store.project(*i.LEFT)
    (due,) = close_outs(store.read, CloseOuts(on=i.DUE))["close_outs"]
    assert (due["close_out_due"], due["late"]) == (i.DUE, False)
    assert close_outs(store.read, CloseOuts(on=i.DUE, late=True))["close_outs"] == []
    assert len(close_outs(store.read, CloseOuts(on=date(2027, 1, 3), late=True))["close_outs"]) == 1
    assert close_outs(store.read, CloseOuts(unit="another"))["close_outs"] == []
    store.project(i.closed_out())
    assert close_outs(store.read, CloseOuts())["close_outs"] == []


def test_an_inviters_record(store: Any) -> None:
    """Invitations, late close-outs, guests who did not come; zeros for a unit that has none."""
    late = fact.CloseOutDeadlinePassed(invitation_id=ID, due_on=i.DUE, at=MOMENT)
    long_overdue = fact.CloseOutLongOverdue(invitation_id=ID, unit=e.BUREAU, at=MOMENT)
    store.project(*i.LEFT, overstayed, late, long_overdue)
    ask = InviterRecord(unit=e.BUREAU)
    names = ("invitations", "approved", "guests", "close_outs_open", "close_outs_late", "close_outs_long_overdue")
    assert tuple(inviter_record(store.read, ask)[name] for name in names) == (1, 1, 2, 1, 1, 1)
    store.project(i.closed_out(late=True))
    names = ("close_outs_open", "close_outs_late", "close_outs_long_overdue", "came", "did_not_come", "overstayed")
    assert tuple(inviter_record(store.read, ask)[name] for name in names) == (0, 1, 0, 1, 1, 1)
    nothing = inviter_record(store.read, InviterRecord(unit="another"))
    assert {0} == {count for name, count in nothing.items() if name != "unit"}


def test_an_invitation_lies_on_one_desk_after_the_other(store: Any) -> None:
    """From the stamp to the archive; what stands beside it has its own entry and day."""
    starts, ends = date(2026, 12, 1), date(2026, 12, 3)
    store.project(i.drafted())
    assert [
        ("unit_signatory", "stamp_invitation", starts),
        ("unit_signatory", "submit_invitation", starts),
        ("unit_signatory", "vouch_for_invitation", starts),
    ] == desks(store)
    store.project(i.stamped, i.vouched)
    assert [("unit_signatory", "submit_invitation", starts)] == desks(store)
    for happened, desk, method, due in (
        (i.submitted(), "clerk", "review_invitation_as_clerk", i.ANSWER_DUE),
        (i.by_clerk, "section_head", "review_invitation_as_section", i.ANSWER_DUE),
        (i.by_section, "director", "sign_invitation", i.ANSWER_DUE),
        (i.signed("province"), "vice_mayor", "report_invitation_up", starts),
        (i.reported(), "provincial_officer", "record_upper_invitation_decision", starts),
        (i.returned, "unit_specialist", "revise_invitation", starts),
        (i.approved, "unit_specialist", "record_guests_arrived", starts),
        (i.arrived, "unit_specialist", "record_guests_left", ends),
    ):
        store.project(happened)
        assert [(desk, method, due)] == desks(store)
    store.project(overstayed)
    assert ("unit_specialist", "report_overstay", ends) in desks(store)
    store.project(i.left, *i.closing())
    assert desks(store) == [("unit_specialist", "close_out_invitation", i.DUE)]
    assert progress(store.read, CaseById(case_id=ID))["kind"] == "invitation"
    store.project(i.closed_out())
    assert desks(store) == [("clerk", "archive_invitation", None)]
    store.project(fact.InvitationArchived(invitation_id=ID, papers=(), by="sun", at=MOMENT))
    assert desks(store) == []


def test_lodging_and_cancellation_have_their_entries(store: Any) -> None:
    """The registration by the day after the arrival; the close-out of what was cancelled."""
    due = date(2026, 12, 2)
    store.project(*i.ARRIVED, fact.LodgingDeadlineSet(invitation_id=ID, due_on=due, due_at=MOMENT, at=MOMENT))
    assert ("unit_specialist", "register_lodging", due) in desks(store)
    registered = fact.LodgingRegistered(invitation_id=ID, registered_on=due, by="wang", at=MOMENT)
    store.project(registered)
    assert [("unit_specialist", "record_guests_left", date(2026, 12, 3))] == desks(store)
    store.project(
        fact.VisitCancelled(visit_id=ID, direction="inbound", unit=e.BUREAU, country="GR", reason_code="x",
                            cancelled_at=MOMENT),
        *i.closing(date(2026, 12, 23)),
    )  # fmt: skip
    assert [("unit_specialist", "close_out_invitation", date(2026, 12, 23))] == desks(store)
    assert row(store)["state"] == "Cancelled"


def test_envoys_lie_on_the_directors_desk_with_the_day_to_pass_them_on(store: Any) -> None:
    """Until they are passed on."""
    store.project(*envoys_signed())
    assert ("director", "report_invitation_up", date(2026, 12, 28)) in desks(store)
    passed = fact.PassOnDeadlinePassed(invitation_id=ID, due_on=date(2026, 12, 28), at=MOMENT)
    store.project(passed, replace(i.reported(), to=("province", "mfa")))
    assert (row(store)["kind"], row(store)["pass_on_late"]) == ("envoys", True)
    assert [("provincial_officer", "record_upper_invitation_decision", date(2027, 2, 1))] == desks(store)


@pytest.mark.parametrize(
    "end",
    [
        fact.InvitationRefused(invitation_id=ID, reason="r", by="sun", at=MOMENT),
        fact.InvitationWithdrawn(invitation_id=ID, reason="r", by="wang", at=MOMENT),
    ],
)
def test_what_ended_waits_nowhere(store: Any, end: Any) -> None:
    """Until it is taken up again."""
    store.project(*i.SUBMITTED, end)
    assert desks(store) == []
    store.project(fact.InvitationResumed(invitation_id=ID, by="wang", at=MOMENT))
    assert [("unit_specialist", "revise_invitation", date(2026, 12, 1))] == desks(store)


def test_an_applicant_is_told_of_overdue_close_outs(store: Any) -> None:
    """With what else is missing, in the case's progress."""
    store.project(*i.SUBMITTED, fact.InviterStandingNoted(invitation_id=ID, overdue=2, at=MOMENT))
    told = progress(store.read, CaseById(case_id=ID))["missing"]
    assert told == ["2 close-outs of earlier invitations, long overdue [S25]"]
