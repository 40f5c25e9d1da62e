"""Who decides: the table of sections 1.3 and 1.4, adopted and repealed, and what goes up and comes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.approvals import commands as do
from services.approvals import events as fact
from services.approvals.answers.waiting_queries import CaseById, progress
from services.approvals.authority.authority import (
    RANKS,
    TABLES,
    AuthorityRow,
    AuthorityTable,
    Question,
    table_on,
    who_decides_visit,
)
from services.approvals.authority.book import AUTHORITY, OFFICE_AUTHORITY, AuthorityBook, question_of, questions
from services.approvals.authority.queries import AuthorityTables, WhoDecides, list_authority_tables, who_decides
from services.approvals.service import APPROVALS
from services.approvals.visit.queries import VisitById, get_visit
from services.approvals.visit.visit import VISIT
from shared.errors import Invalid, NotFound
from shared.service import Service
from tests.approvals import examples as e
from tests.approvals import invitation_examples as i
from tests.approvals.streams import Streams
from tests.scenario import MOMENT, given

ID, TOMORROW = e.VISIT_ID, e.TODAY + timedelta(days=1)
LOWER = ("division", "deputy_division", "staff")


def row(name: str, decides: Any, **fits: Any) -> AuthorityRow:
    given = {"matter": "visit", "number": "黔府发 1", "article": f"art {name}", **fits}
    return AuthorityRow(row=name, decides=decides, **given)


# A city that holds power only for economic and science staff at division level and below [S16], and for all of them
# in Hong Kong and Macao.
MODEL_ROWS = TABLES[0].rows
NARROW = AuthorityTable(
    effective_from=TOMORROW,
    source="黔府发 1",
    rows=(
        row("1", "office", ranks=LOWER, tasks=("economic", "science")),
        row("2", "office", ranks=LOWER, destination="hong-kong-macao"),
        row("3", "centre", ranks=("state_leader", "minister", "vice_minister")),
        row("4", "province"),
        *(replace(row, row=f"1{row.row}") for row in MODEL_ROWS if row.matter == "invitation"),
    ),
)
adopt = do.AdoptAuthorityTable(authority="office", table=NARROW)
adopted = fact.AuthorityTableAdopted(authority="office", table=NARROW, by="zhou", at=MOMENT)


def asked(**question: Any) -> Any:
    return Question(**{"matter": "visit", "rank": "division", **question})


@pytest.mark.parametrize(
    ("rank", "expected"),
    [("minister", "centre"), ("vice_minister", "centre"), ("bureau", "province"), ("deputy_bureau", "province"),
     ("division", "office"), ("staff", "office")],
)  # fmt: skip
def test_who_decides_a_visit(rank: Any, expected: str) -> None:
    """Zhejiang's model of section 1.4 comes with the service."""
    assert expected == who_decides_visit(rank, e.TODAY)


@pytest.mark.parametrize(
    ("invitee", "rank", "expected"),
    [
        ("serving", "minister", "state_council"),
        ("serving", "vice_minister", "province"),
        ("serving", "bureau", "office"),
        ("serving", "staff", "office"),
        ("former", "state_leader", "state_council"),
        ("former", "minister", "province"),
        ("former", "vice_minister", "office"),
        ("parliament", "staff", "province"),
        ("envoy", "staff", "province"),
    ],
)
def test_who_decides_an_invitation(invitee: Any, rank: Any, expected: str) -> None:
    """By rank and invitee, as in section 1.3."""
    decides = table_on(e.TODAY).deciding(asked(matter="invitation", rank=rank, invitee=invitee)).decides
    assert expected == decides


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"task": "economic"}, "1"),
        ({"task": "science", "rank": "staff"}, "1"),
        ({"task": "work"}, "4"),
        ({"task": "work", "destination": "hong-kong-macao"}, "2"),
        ({"task": "economic", "rank": "deputy_bureau"}, "4"),
        ({"task": "economic", "rank": "vice_minister"}, "3"),
    ],
)
def test_a_table_may_tell_by_task_and_destination(question: dict[str, Any], expected: str) -> None:
    """The first row that fits decides."""
    assert expected == NARROW.deciding(asked(**question)).row


def test_the_shipped_tables_decide_every_question() -> None:
    """And number each row once."""
    for table in TABLES:
        assert all(table.row_for(question) for question in questions())
        assert len({row.row for row in table.rows}) == len(table.rows)


def test_a_team_is_asked_about_by_its_head_where_it_goes_and_what_for() -> None:
    """A trip that goes on from Hong Kong is one abroad."""
    team = e.plan(members=(e.member(1), e.member(2, "bureau")), task="economic", stops=(e.stop("HK"),))
    assert question_of(team) == asked(rank="bureau", task="economic", destination="hong-kong-macao")
    on = replace(team, stops=(e.stop("HK"), e.stop("TH")))
    assert question_of(on).destination == "abroad"
    assert {question.rank for question in questions()} == set(RANKS)


def test_a_table_is_adopted_for_a_later_day_and_decides_everything() -> None:
    """Else the case of somebody would be decided by nobody."""
    given(AUTHORITY).when(adopt, by=e.ZHOU).then(adopted)
    given(AUTHORITY, adopted).when(adopt, by=e.ZHOU).then()
    today = replace(adopt, table=replace(NARROW, effective_from=e.TODAY))
    given(AUTHORITY).when(today, by=e.ZHOU).refused("in-force")
    other = replace(adopt, table=replace(NARROW, source="another"))
    given(AUTHORITY, adopted).when(other, by=e.ZHOU).refused("one-a-day")
    hole = replace(adopt, table=replace(NARROW, rows=NARROW.rows[:3]))
    given(AUTHORITY).when(hole, by=e.ZHOU).refused("complete")
    twice = replace(adopt, table=replace(NARROW, rows=(*NARROW.rows, NARROW.rows[0])))
    given(AUTHORITY).when(twice, by=e.ZHOU).refused("rows")


def test_a_table_is_taken_back_until_it_holds() -> None:
    """Afterwards cases were decided by it."""
    undo = do.RepealAuthorityTable(authority="office", effective_from=TOMORROW, reason="a slip")
    gone = fact.AuthorityTableRepealed(
        authority="office", effective_from=TOMORROW, reason="a slip", by="zhou", at=MOMENT
    )
    given(AUTHORITY, adopted).when(undo, by=e.ZHOU).then(gone)
    given(AUTHORITY, adopted, gone).when(undo, by=e.ZHOU).then()
    given(AUTHORITY, adopted).when(undo, by=e.ZHOU, now=MOMENT + timedelta(days=2)).refused("in-force")


def test_a_case_is_decided_by_the_table_of_its_submission() -> None:
    """Submitted a day later, the same team goes to the province."""
    submit, beside = do.SubmitVisit(visit_id=ID), {OFFICE_AUTHORITY: AuthorityBook({TOMORROW: NARROW})}
    today: Any = given(VISIT, *e.PREPARED).when(submit, by=e.ZHAO, beside=beside).decision
    assert today[0].authority == table_on(e.TODAY)
    later = MOMENT + timedelta(days=1)
    tomorrow: Any = given(VISIT, *e.PREPARED).when(submit, by=e.ZHAO, now=later, beside=beside).decision
    history = [tomorrow[0] if happened is e.submitted else happened for happened in e.SECTION_REVIEWED]
    sign = do.SignVisit(visit_id=ID)
    signed: Any = given(VISIT, *history).when(sign, by=e.ZHOU, now=later).decision
    assert [(signed[0].decides, signed[0].row, signed[0].article)] == [("province", "4", "黔府发 1, art 4")]
    assert len(signed) == 1


def leaders(streams: Streams) -> None:
    """A bureau-level leader's trip, signed and reported up."""
    streams.adopt_plan("07")
    streams.submit(ID, e.plan(members=(e.member(1, "bureau"),)))
    opinion = do.GiveOpinion(
        visit_id=ID, body="organization-department", favourable=True, opinion="agreed", document="筑组 1"
    )
    streams.done(opinion, e.YAN)
    streams.sign(ID)
    streams.done(do.ReportVisitUp(visit_id=ID), e.WU)


def test_what_goes_up_says_to_whom_and_by_which_row() -> None:
    """Recorded with the case."""
    streams = Streams()
    leaders(streams)
    (reported,) = (happened for happened in streams.log if isinstance(happened, fact.VisitReportedUp))
    assert (reported.to, reported.row) == ("province", "2")


@pytest.mark.parametrize(("day", "expected"), [(0, []), (2, []), (-1, ["dates"]), (3, ["dates"])])
def test_the_answer_from_above_has_its_number_and_day(day: int, expected: list[str]) -> None:
    """A day from the report to today, as its document says."""
    streams, later = Streams(), MOMENT + timedelta(days=2)
    leaders(streams)
    decided_on = e.TODAY + timedelta(days=day)
    answer = do.RecordUpperDecision(visit_id=ID, approved=True, document="黔府外 9", decided_on=decided_on)
    if expected:
        assert expected == streams.rules(answer, e.ZHENG, now=later)
        return
    recorded = streams.done(answer, e.ZHENG, now=later)[0]
    assert ("黔府外 9", decided_on) == (recorded.document, recorded.decided_on)


def test_a_refusal_above_is_final_here() -> None:
    """With its reason; the travellers are free, and the office takes nothing up again."""
    streams = Streams()
    leaders(streams)
    answer = do.RecordUpperDecision(visit_id=ID, approved=False, document="黔府外 9", reason="no need")
    kinds = [type(happened) for happened in streams.done(answer, e.ZHENG)]
    assert kinds == [fact.UpperDecisionRecorded, fact.VisitRefused, fact.PlanEntryFreed, fact.TripsFreed]
    assert streams.rules(do.ReconsiderVisit(visit_id=ID, reason="again"), e.ZHOU) == ["authority"]


def test_what_comes_back_from_above_is_mended_and_goes_every_way_again() -> None:
    """By the set and table of the first submission; the office's own list of what is missing is not used up."""
    streams = Streams()
    leaders(streams)
    back = do.ReturnVisitFromAbove(visit_id=ID, document="黔府外 9", missing=("the inviter's profile",))
    assert streams.rules(replace(back, missing=()), e.ZHENG) == ["one-list"]
    kinds = [type(happened) for happened in streams.done(back, e.ZHENG)]
    assert kinds == [fact.VisitReturnedFromAbove, fact.PlanEntryFreed, fact.TripsFreed]
    assert streams.done(back, e.ZHENG) == []
    mended = e.plan(members=(e.member(1, "bureau"),), purpose="tea, mended")
    streams.done(do.ReviseVisit(visit_id=ID, visit=mended), e.WANG)
    streams.publicize(ID, mended)
    streams.done(do.SubmitVisit(visit_id=ID), e.ZHAO, now=MOMENT + timedelta(days=9))
    assert streams.state(f"visit-{ID}").judged_on == e.TODAY
    assert streams.rules(do.ReportVisitUp(visit_id=ID), e.WU) == ["state"]
    streams.done(do.ReturnVisit(visit_id=ID, missing=("the route",)), e.SUN)


@pytest.fixture
def store(read_store: Callable[[Service], Any]) -> Any:
    return read_store(APPROVALS)


def test_who_decides_a_draft_and_why(store: Any) -> None:
    """By the table of that day; a case by that of its submission."""
    streams = Streams()
    streams.adopt_plan("07")
    streams.submit(ID, e.PLAN)
    store.project(*streams.log, adopted, i.drafted(i.with_guest(rank="minister")))

    def told(**question: Any) -> tuple[str, str]:
        answer = who_decides(store.read, WhoDecides(**question))
        return answer["decides"], answer["row"]["row"]

    assert told(visit=e.PLAN, on=e.TODAY) == ("office", "3")
    assert told(visit=e.PLAN, on=TOMORROW) == ("province", "4")
    assert told(visit_id=ID, on=TOMORROW) == ("office", "3")
    assert told(invitation_id=e.INVITATION_ID, on=e.TODAY) == ("state_council", "8")
    answer = who_decides(store.read, WhoDecides(visit=e.PLAN, on=TOMORROW))
    assert (answer["cites"], answer["asked"]) == ("黔府发 1, art 4", "visit, division, abroad, work")
    with pytest.raises(Invalid):
        who_decides(store.read, WhoDecides())
    with pytest.raises(NotFound):
        who_decides(store.read, WhoDecides(invitation_id=ID))


def test_all_tables_are_listed(store: Any) -> None:
    """Those that come with the service, and those adopted; one that was taken back is not."""
    store.project(adopted)
    listed = list_authority_tables(store.read, AuthorityTables())["tables"]
    assert [item["adopted_by"] for item in listed] == [None, "zhou"]
    store.project(
        fact.AuthorityTableRepealed(authority="office", effective_from=TOMORROW, reason="a slip", by="zhou", at=MOMENT)
    )
    assert len(list_authority_tables(store.read, AuthorityTables())["tables"]) == len(TABLES)


def test_a_case_shows_who_decides_it_and_what_came_from_above(store: Any) -> None:
    """Level, row, report and answer with its day; returned, it lies with the unit."""
    streams = Streams()
    leaders(streams)
    back = do.ReturnVisitFromAbove(visit_id=ID, document="黔府外 9", missing=("the profile",))
    streams.done(back, e.ZHENG)
    store.project(*streams.log)
    shown = get_visit(store.read, VisitById(visit_id=ID))
    assert (shown["decides"], shown["judged_on"], shown["report_number"]) == ("province", e.TODAY, "筑外请〔2026〕1号")
    assert shown["decides_by"] == "row 2: approval powers, Zhejiang model, 1.4 [S15]"
    above = (shown["upper_document"], shown["upper_decision"], shown["upper_decided_on"])
    assert above == ("黔府外 9", "returned", date(2026, 11, 23))
    found = progress(store.read, CaseById(case_id=ID))
    assert (found["state"], found["missing"]) == ("Returned", ["the profile"])
    assert [row["next"] for row in found["waiting"]] == ["revise_visit"]
