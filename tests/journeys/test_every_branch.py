"""Every state and branch of a visit (section 1.5), by calls to a running service. Each call is decided beside it from
the same facts in memory, and the service must answer the same: facts, or a refusal by the same rules."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from deploy.local.office import SERVICES, Office
from services.approvals import commands as do
from shared.actors import Actor
from shared.client import Client
from shared.errors import Declined, NotAllowed, Refused
from shared.ids import derived_id, new_id
from shared.rights import CALLER
from shared.times import local_date, now
from shared.values import encode
from tests.approvals import examples as e
from tests.approvals.chances import ELSEWHERE, INSTITUTE
from tests.approvals.course import Course
from tests.approvals.demands import COURSE
from tests.approvals.files import method_of
from tests.approvals.walks import OTHER, TANG
from tests.scenario import actor
from tests.waiting import until

AUDITOR = actor("auditor", "auditor")
DUTY_OFFICER = actor("he", "duty_officer", "consular_officer")
LEADERS = (e.member(1, "bureau"), e.member(2))
MIXED = (e.member(1), e.member(2, unit=INSTITUTE))
NEXT = {
    "Drafted": {"submit_visit", "revise_visit"},
    "Submitted": {"review_visit_as_clerk"},
    "Returned": {"revise_visit"},
    "ClerkReviewed": {"review_visit_as_section"},
    "SectionReviewed": {"sign_visit"},
    "DirectorSigned": {"report_visit_up"},
    "ReportedUp": {"record_upper_decision"},
    "Approved": {"issue_documents", "lend_passports", "record_departure"},
    "Departed": {"record_return"},
    "Returned home": {"close_visit"},
    "Closed": {"archive_visit"},
}
"""Where the file lies in each state: for whom to call which method. Elsewhere it is over."""


@dataclass
class Counter:
    """The office, and a caller whose token says who calls."""

    office: Office
    client: Client

    def as_(self, who: Actor) -> Client:
        self.client.token = self.office.people.token(who.id, *who.roles, unit=who.unit)
        return self.client


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory, admin_url: str) -> Iterator[Counter]:
    home = tmp_path_factory.mktemp("branches")
    counters = {name: SERVICES[name] for name in ("approvals", "consular")}
    with Office(home, counters, prefix=f"branch_{uuid4().hex[:6]}", admin_url=admin_url, amqp_uri="") as office:
        client = Client(office.uri_of(CALLER), "")
        yield Counter(office, client)
        client.close()


class Case(Course):
    """A visit in the running service, under names of its own: its units, people and places are no other's."""

    def __init__(self, counter: Counter, name: str, plan: do.VisitPlan, first: "Case | None" = None) -> None:
        self.counter, self.shown, self.position = counter, first.shown if first else [], 0
        ids = {str(derived_id("traveller", number)): str(new_id()) for number in range(8)}
        visits = {str(visit): str(new_id()) for visit in (e.VISIT_ID, OTHER)}
        places = {e.BUREAU: f"{name}-bureau", INSTITUTE: f"{name}-institute", "Peloponnese": f"{name}-region"}
        self.names = first.names if first else {**ids, **visits, **places}
        super().__init__(plan, TODAY, OTHER if first else e.VISIT_ID, first.walk if first else None)

    def open_office(self, plan: str) -> None:
        super().open_office(plan)
        entries = tuple(do.PlanEntry(number=number, purpose="tea", country="GR", people=4) for number in ("07", "08"))
        self.call(do.AdoptPlan(plan=plan, entries=entries), e.ZHOU)

    def do(self, command: Any, by: Actor) -> Sequence[Any]:
        """In memory, and by a call: given twice under one id it has one effect."""
        decision = super().do(command, by)
        refusal = self.walk.files.refused
        expected = sorted(violation.rule for violation in refusal.violations) if refusal else None
        until(lambda: self.answered(command, by) == expected, within=10)
        return decision

    def answered(self, command: Any, by: Actor) -> list[str] | None:
        """The rules by which the call is refused; None if it is done, or not allowed at all."""
        key = new_id()
        try:
            receipt = self.call(command, by, key)
        except NotAllowed:
            return None
        except Refused as refused:
            return sorted(str(violation["rule"]) for violation in refused.answer["violations"])
        assert self.call(command, by, key) == receipt
        return None

    def call(self, command: Any, by: Actor, key: UUID | None = None) -> Any:
        receipt = self.as_(by).command("approvals", method_of(command), self.named(encode(command)), key)
        self.position = max(self.position, receipt["position"])
        return receipt

    def ask(self, method: str, question: Any, by: Actor = AUDITOR) -> Any:
        """Of a read store that has come as far as the last call."""
        return self.as_(by).ask("approvals", method, self.named(question), self.position)

    def as_(self, by: Actor) -> Client:
        return self.counter.as_(replace(by, unit=self.names.get(by.unit, by.unit)))

    def named(self, payload: Any) -> Any:
        text = json.dumps(payload, ensure_ascii=False)
        for ours, theirs in self.names.items():
            text = text.replace(ours, theirs)
        return json.loads(text)

    def shows(self) -> "Case":
        """By `get_visit` and `progress`: the state that the facts say, and on whose desk the file lies."""
        state = self.state.state
        visit = {"visit_id": str(self.visit_id)}
        until(lambda: self.ask("get_visit", visit)["state"] == state, within=10)
        progress = self.ask("progress", {"case_id": str(self.visit_id)})
        waits = {row["next"] for row in progress["waiting"] if row["matter"] == "case"}
        assert progress["state"] == state
        assert waits <= NEXT.get(state, set())
        assert bool(waits) == (state in NEXT)
        self.shown.append(state)
        return self

    def through(self, *states: str) -> "Case":
        """From state to state, each shown."""
        for state in states:
            self.go_to(state)
            self.shows()
        return self

    def file(self) -> Any:
        return self.ask("visit_file", {"visit_id": str(self.visit_id)})

    def visit(self) -> Any:
        return self.ask("get_visit", {"visit_id": str(self.visit_id)})


TODAY = local_date(now())
LEAVES = TODAY + timedelta(days=10)


def trip(leaves: date = LEAVES, **changes: Any) -> do.VisitPlan:
    """The example's trip, ten days from now."""
    last = leaves + timedelta(days=4)
    days = {"departs_on": leaves, "returns_on": last, "plan_year": leaves.year}
    return e.plan(stops=(e.stop(first=leaves, last=last),), itinerary=e.half_days(leaves, 5), **{**days, **changes})


REVIEWS = ("Submitted", "ClerkReviewed", "SectionReviewed")
ABOVE = (*REVIEWS, "DirectorSigned", "ReportedUp")


def from_draft_to_archive(case: Case) -> None:
    case.shows().through(*REVIEWS, "Approved", "Departed", "Returned home", "Closed", "Archived")
    record = case.ask("unit_record", {"unit": e.BUREAU})
    assert (record["visits"], record["approved"], record["cases"][0]["late"]) == (1, 1, [])
    seen = case.ask("visit_as_of", {"visit_id": str(case.visit_id), "at_step": "VisitSigned"})
    assert (seen["state"], seen["document"]) == ("SectionReviewed", "")


def returned_and_submitted_again(case: Case) -> None:
    case.through("Submitted").do(do.ReturnVisit(visit_id=case.visit_id, missing=("the route",)), e.SUN)
    case.shows()
    progress = case.ask("progress", {"case_id": str(case.visit_id)}, e.WANG)
    assert progress["missing"] == ["the route"]
    case.through(*REVIEWS, "Approved")


def approved_above(case: Case) -> None:
    case.through(*ABOVE, "Approved")
    assert [row["body"] for row in case.file()["opinions"]] == ["organization-department"]


def refused_above(case: Case) -> None:
    case.through(*ABOVE)
    no = do.RecordUpperDecision(visit_id=case.visit_id, approved=False, document="黔府外 1")
    case.do(no, e.ZHENG)
    case.shows()
    again = do.ReconsiderVisit(visit_id=case.visit_id, reason="heard again")
    assert case.refused(again, e.LI) == ["authority"]


def returned_from_above(case: Case) -> None:
    case.through(*ABOVE)
    back = do.ReturnVisitFromAbove(visit_id=case.visit_id, document="黔府外 1", missing=("the route",))
    case.do(back, e.ZHENG)
    case.shows().through(*ABOVE, "Approved")


def withdrawn_and_taken_up_again(case: Case) -> None:
    case.through(*REVIEWS).do(do.WithdrawVisit(visit_id=case.visit_id, reason="ill"), e.WANG)
    case.shows().do(do.ResumeVisit(visit_id=case.visit_id), e.WANG)
    case.shows().through("Submitted", "Approved")


def refused_and_reconsidered(case: Case) -> None:
    case.through("Submitted").do(do.RefuseVisit(visit_id=case.visit_id, reason="no need"), e.ZHOU)
    case.shows().do(do.ReconsiderVisit(visit_id=case.visit_id, reason="heard again"), e.LI)
    case.shows().through("Submitted", "Approved")


def objected(case: Case, upheld: bool) -> None:
    said = {"unit": e.BUREAU, "raised_on": TODAY, "ground": "a third trip this year"}
    case.through("Submitted").do(do.RaiseObjection(visit_id=case.visit_id, objection="1", **said), e.SUN)
    assert case.refused(do.ReviewVisitAsClerk(visit_id=case.visit_id), e.SUN) == ["A6"]
    assert case.file()["objections"][0]["upheld"] is None
    case.do(do.SettleObjection(visit_id=case.visit_id, objection="1", upheld=upheld, finding="as it is"), e.LI)
    case.shows()
    assert case.file()["objections"][0]["upheld"] is upheld


def objection_upheld(case: Case) -> None:
    objected(case, upheld=True)
    assert case.refused(do.SubmitVisit(visit_id=case.visit_id), e.ZHAO) == ["A6"]
    case.do(do.ReviseVisit(visit_id=case.visit_id, visit=trip(purpose="tea trade, two talks")), e.WANG)
    case.through("Submitted", "Approved")


def objection_dismissed(case: Case) -> None:
    objected(case, upheld=False)
    case.through("Approved")


def postponed(case: Case) -> None:
    case.through("Approved")
    later = LEAVES + timedelta(days=1)
    case.do(do.PostponeVisit(visit_id=case.visit_id, departs_on=later, reason="fog"), e.ZHOU)
    if later.year == LEAVES.year:
        until(lambda: case.visit()["departs_on"] == later.isoformat())
    case.shows()


def amended(case: Case) -> None:
    case.through("Approved").do(do.IssueDocuments(visit_id=case.visit_id, issued_on=TODAY), e.SUN)
    until(lambda: case.visit()["issued_on"])
    ours, old = case.state.document, case.visit()["document"]
    case.names[ours] = old  # there the register has numbered other cases before
    fewer = trip(members=e.PLAN.members[:1])
    case.do(do.RequestAmendment(visit_id=case.visit_id, visit=fewer, reason="somebody is ill"), e.WANG)
    case.grant()
    until(lambda: case.visit()["document"] != old)
    assert (case.visit()["party"], case.visit()["issued_on"]) == (1, None)
    assert [row["document"] for row in case.file()["recalls"]] == [old]
    case.shows().do(do.ReturnDocuments(visit_id=case.visit_id, document=ours, handed_in_on=TODAY), e.SUN)
    case.through("Departed")


def amendment_dropped(case: Case) -> None:
    case.through("Approved")
    fewer = trip(members=e.PLAN.members[:1])
    case.do(do.RequestAmendment(visit_id=case.visit_id, visit=fewer, reason="somebody is ill"), e.WANG)
    until(lambda: case.file()["amendments"])
    case.do(do.DropAmendment(visit_id=case.visit_id), e.WANG)
    until(lambda: not case.file()["amendments"])
    assert case.shows().visit()["party"] == 2


def cancelled(case: Case) -> None:
    case.through("Approved")
    for command, by in case.ways()[:2]:
        case.do(command, by)
    case.do(do.CancelVisit(visit_id=case.visit_id, reason_code="ill"), e.ZHOU)
    recalls = case.shows().file()["recalls"]
    assert [row["handed_in_on"] for row in recalls] == [None]
    (out,) = case.ask("passports_out", {"unit": e.BUREAU})["visits"]
    assert out["passports_due"] == (TODAY + timedelta(days=7)).isoformat()


def member_swapped_after_publicity(case: Case) -> None:
    for command, by in case.ways()[:3]:
        case.do(command, by)
    swapped = trip(members=(e.member(1, "division"), e.member(4, unit=INSTITUTE)))
    case.do(do.ReviseVisit(visit_id=case.visit_id, visit=swapped), e.WANG)
    posted = do.PublicizeVisit(visit_id=case.visit_id, unit=INSTITUTE, posted_on=TODAY)
    case.do(posted, TANG)
    for side, who in (("foreign_affairs", e.ZHAO), ("finance", e.QIAN)):
        case.do(do.ClearBudget(visit_id=case.visit_id, side=side), who)  # type: ignore[arg-type]
    assert case.shows().refused(do.SubmitVisit(visit_id=case.visit_id), e.ZHAO) == ["A6"]
    (told,) = case.ask("progress", {"case_id": str(case.visit_id)})["missing"]
    assert case.names[INSTITUTE] in told
    case.do(replace(posted, posted_on=TODAY - timedelta(days=30)), TANG)
    case.through("Submitted", "Approved")


def publicity_in_each_unit(case: Case) -> None:
    due = case.ask("notices_due", {"unit": INSTITUTE})["notices"]
    assert [row["sending_unit"] for row in due] == [case.names[e.BUREAU]]
    posted = do.PublicizeVisit(visit_id=case.visit_id, unit=INSTITUTE, posted_on=TODAY - timedelta(days=30))
    assert not case.do(posted, e.ZHAO)
    case.shows().through("Submitted", "Approved")
    assert len(case.file()["notices"]) == 2


def by_letters_of_consent(case: Case) -> None:
    case.through("Submitted")
    for command, by in case.ways()[:2]:
        case.do(command, by)
    assert [row["given"] for row in case.file()["consents"]] == [True]
    case.through("Approved")


def late_passports_lock_the_unit(case: Case) -> None:
    case.through("Approved", "Departed")
    long_ago = TODAY - timedelta(days=60)
    case.do(do.ChangeDeparture(visit_id=case.visit_id, departs_on=long_ago, reason="the stamp says so"), e.WANG)
    case.set_day(TODAY)
    locked = until(lambda: case.ask("unit_record", {"unit": e.BUREAU})["locked_by"], within=20)
    assert locked == [case.names[str(case.visit_id)]]
    (out,) = case.ask("passports_out", {"unit": e.BUREAU, "overdue": True})["visits"]
    assert (out["long_overdue"], out["passports_late"]) == (True, True)
    team = (e.member(5, "division"), e.member(6))
    second = Case(case.counter, "", trip(members=team, plan_entry="08"), case)
    second.through("Submitted")
    until(lambda: "long overdue" in str(second.ask("progress", {"case_id": str(OTHER)})["missing"]))
    assert second.refused(do.ReviewVisitAsClerk(visit_id=OTHER), e.SUN) == ["A10"]
    case.through("Returned home")
    case.do(do.ReturnPassports(visit_id=case.visit_id, handed_in_on=TODAY), e.FENG)
    until(lambda: not case.ask("unit_record", {"unit": e.BUREAU})["locked_by"])
    second.through("ClerkReviewed")


def delayed_by_typhoon(case: Case) -> None:
    case.through("Departed")
    back = case.state.visit.returns_on + timedelta(days=3)
    case.do(do.DelayReturn(visit_id=case.visit_id, returns_on=back, reason="a typhoon"), e.WANG)
    until(lambda: case.visit()["returns_on"] == back.isoformat())
    due = TODAY + (back - LEAVES) + timedelta(days=8)
    assert case.visit()["passports_due"] in (due.isoformat(), case.state.passports_due.isoformat())  # type: ignore[union-attr]
    case.shows().through("Returned home")


def alert_while_the_team_is_there(case: Case) -> None:
    case.through("Departed")
    alert = {
        "alert_id": str(new_id()), "country": "GR", "region": "Peloponnese", "colour": "orange",
        "summary": "an earthquake", "issued_on": TODAY.isoformat(), "source": "cs.mfa.gov.cn",
    }  # fmt: skip
    case.as_(DUTY_OFFICER).command("consular", "raise_alert", case.named(alert))
    (warned,) = until(lambda: case.ask("warnings_in_force", {}, e.WANG)["warnings"])
    assert (warned["colour"], warned["unit"], warned["acknowledged_at"]) == ("orange", case.names[e.BUREAU], None)
    waits = case.ask("tray", {"role": "unit_specialist"}, e.WANG)["waiting"]
    assert [row["next"] for row in waits] == ["acknowledge_warning"]
    told = do.AcknowledgeWarning(visit_id=case.visit_id, alert_id=UUID(warned["alert_id"]))
    case.call(told, e.WANG)
    until(lambda: case.ask("warnings_in_force", {}, e.WANG)["warnings"][0]["acknowledged_at"])


def told_what_is_wrong(case: Case) -> None:
    submit = do.SubmitVisit(visit_id=case.visit_id)
    assert case.refused(submit, e.ZHAO) == ["A1", "A6", "A12"]
    case.refused(submit, e.ZHAO)
    question = {"case_id": str(case.visit_id)}
    rules = until(lambda: case.ask("decisions_by_rule", question)["rules"])
    assert [(row["rule"], row["said_no"]) for row in rules] == [("A1", 1), ("A6", 1), ("A12", 1)]
    with pytest.raises(Declined):
        case.ask("decisions_by_rule", question, e.WANG)
    case.do(do.ReviseVisit(visit_id=case.visit_id, visit=trip()), e.WANG)
    case.through("Submitted")


BRANCHES: tuple[tuple[Callable[[Case], None], do.VisitPlan], ...] = (
    (from_draft_to_archive, trip()),
    (returned_and_submitted_again, trip()),
    (approved_above, trip(members=LEADERS)),
    (refused_above, trip(members=LEADERS)),
    (returned_from_above, trip(members=LEADERS)),
    (withdrawn_and_taken_up_again, trip()),
    (refused_and_reconsidered, trip()),
    (objection_upheld, trip()),
    (objection_dismissed, trip()),
    (postponed, trip()),
    (amended, trip()),
    (amendment_dropped, trip()),
    (cancelled, trip()),
    (member_swapped_after_publicity, trip()),
    (publicity_in_each_unit, trip(members=MIXED)),
    (by_letters_of_consent, trip(members=(e.member(1), replace(e.member(4), authority=ELSEWHERE)))),
    (late_passports_lock_the_unit, trip()),
    (delayed_by_typhoon, trip()),
    (alert_while_the_team_is_there, trip()),
    (told_what_is_wrong, trip(members=tuple(e.member(number) for number in range(7)))),
)
SHOWN: set[str] = set()
WALKED: set[Callable[[Case], None]] = set()


@pytest.mark.parametrize(("branch", "plan"), [pytest.param(*row, id=row[0].__name__) for row in BRANCHES])
def test_every_branch_is_walked_by_calls(branch: Callable[[Case], None], plan: do.VisitPlan, counter: Counter) -> None:
    """Asked of `get_visit` and `progress` after each step that leads to another state."""
    case = Case(counter, branch.__name__.replace("_", "-"), plan)
    branch(case)
    SHOWN.update(case.shown)
    WALKED.add(branch)


def test_every_state_was_shown() -> None:
    """But the one that passes within a decision: what was decided above is approved or refused at once."""
    if {branch for branch, _ in BRANCHES} != WALKED:
        pytest.skip("not every branch was walked to its end")
    assert {state for state in COURSE if state} - {"UpperDecided"} == SHOWN


def test_nothing_is_parked_after_all_branches(counter: Counter) -> None:
    """Every policy's command was taken."""
    for name in counter.office.counters:
        assert counter.as_(actor("operator", "operator")).ask(name, "lag")["parked"] == 0
