"""The drawer of named examples: a team in Greece, a registered engineer, a student missing in Tripoli, an alert."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.consular import case_events as case
from services.consular import commands as ask
from services.consular import events
from services.consular.policies import stay_of
from services.consular.rules import ARTICLES
from services.consular.values import (
    Harm,
    Kin,
    Label,
    Name,
    OfficialParty,
    Person,
    Place,
    Reporter,
    Resident,
    Stop,
)
from tests.consular import crisis_examples as crisis
from tests.scenario import MOMENT, actor

NOW = MOMENT
HOUR = timedelta(hours=1)
DUTY = actor("duty-1", "duty_officer")
OFFICER = actor("officer-2", "consular_officer")
HEAD = actor("head-3", "section_head")

VISIT = UUID("0190a000-0000-7000-8000-000000000001")
STAY_OF_VISIT = stay_of(VISIT)
STAY = UUID("0190a000-0000-7000-8000-000000000002")
CASE = UUID("0190a000-0000-7000-8000-000000000003")
OTHER_CASE = UUID("0190a000-0000-7000-8000-000000000004")
HAND_OFF = UUID("0190a000-0000-7000-8000-000000000005")
ALERT = UUID("0190a000-0000-7000-8000-000000000006")
TRAVELLERS = tuple(UUID(int=VISIT.int + number) for number in range(100, 105))

TRIPOLI = Label(zh="特里波利斯", en="Tripoli")
ATHENS = Label(zh="雅典", en="Athens")
PELOPONNESE = Place(country="GR", region="Peloponnese", city=TRIPOLI)
STOPS = (
    Stop(country="GR", region="Attica", city=ATHENS, arrives_on=date(2026, 11, 22), leaves_on=date(2026, 11, 23)),
    Stop(
        country="GR",
        region="Peloponnese",
        city=TRIPOLI,
        arrives_on=date(2026, 11, 23),
        leaves_on=date(2026, 11, 26),
    ),
)
PARTY = OfficialParty(
    visit_id=VISIT,
    unit="commerce",
    document="筑外办任〔2026〕17号",
    party=5,
    travellers=TRAVELLERS,
    stops=STOPS,
    starts_on=date(2026, 11, 22),
    ends_on=date(2026, 11, 26),
)
LATER_PARTY = OfficialParty(
    **{**vars(PARTY), "document": "筑外办任〔2026〕17号改", "party": 4, "travellers": TRAVELLERS[:4]}
)

ENGINEER = Resident(
    name=Name(zh="张伟林", en="Zhang Weilin"),
    phone="+30 690 000 0000",
    kin=Kin(name=Name(zh="李梅", en="Li Mei"), phone="+86 138 0000 0000", relation="wife"),
)
STUDENT = Person(
    name=Name(zh="王小明", en="Wang Xiaoming"),
    birth_date=date(2004, 5, 6),
    document_number="E00000000",
    phone="+30 691 111 1111",
)
MOTHER = Reporter(kind="relative", name=Name(zh="赵芳", en="Zhao Fang"), phone="+86 139 1111 1111")
UNCLE = Reporter(kind="relative", name=Name(zh="王强", en="Wang Qiang"), phone="+86 139 2222 2222")
MISSION = Label(zh="中国驻希腊大使馆领事部", en="Consular section, Embassy of China in Greece")
COUNTY = Label(zh="花溪区民政局", en="Huaxi District Civil Affairs Bureau")
STORY = "学校称其三天未到课，手机关机"

register = ask.RegisterStay(
    stay_id=STAY,
    kind="person",
    place=PELOPONNESE,
    starts_on=date(2026, 9, 1),
    ends_on=date(2027, 8, 31),
    agreed=True,
    may_share=True,
    people=(ENGINEER,),
)
report = ask.ReportDistress(
    case_id=CASE,
    reporter=MOTHER,
    person=STUDENT,
    place=PELOPONNESE,
    kind="missing",
    what_happened=STORY,
)
raise_alert = ask.RaiseAlert(
    alert_id=ALERT,
    country="GR",
    region="Peloponnese",
    colour="orange",
    summary="伯罗奔尼撒地区山火，谨慎前往",
    issued_on=date(2026, 11, 23),
    valid_until=date(2026, 11, 30),
    source="https://cs.mfa.gov.cn/",
)

opened = events.OfficialStayOpened(stay_id=STAY_OF_VISIT, party=PARTY, at=NOW)
changed = events.OfficialStayChanged(
    stay_id=STAY_OF_VISIT, party=LATER_PARTY, supersedes="筑外办任〔2026〕17号", at=NOW
)
cancelled = events.OfficialStayCancelled(stay_id=STAY_OF_VISIT, at=NOW)
left = events.WentAbroad(stay_id=STAY_OF_VISIT, went_on=date(2026, 11, 22), at=NOW)
back = events.CameHome(stay_id=STAY_OF_VISIT, came_on=date(2026, 11, 26), at=NOW)
registered = events.StayRegistered(
    stay_id=STAY,
    unit="fao",
    kind="person",
    place=PELOPONNESE,
    starts_on=date(2026, 9, 1),
    ends_on=date(2027, 8, 31),
    people=(ENGINEER,),
    institution=None,
    headcount=1,
    may_share=True,
    by="duty-1",
    at=NOW,
)
updated = events.StayUpdated(
    stay_id=STAY,
    place=Place(country="GR", region="Attica", city=ATHENS),
    starts_on=date(2026, 9, 1),
    ends_on=None,
    people=(ENGINEER,),
    headcount=1,
    by="duty-1",
    at=NOW,
)
withdrawn = events.RegistrationWithdrawn(stay_id=STAY, by="duty-1", at=NOW)

received = case.DistressReceived(
    case_id=CASE,
    reporter=MOTHER,
    person=STUDENT,
    place=PELOPONNESE,
    kind="missing",
    article=ARTICLES["missing"],
    level="IV",
    harm=Harm(),
    what_happened=STORY,
    people=1,
    stay_id=None,
    visit_id=None,
    by="duty-1",
    at=NOW,
)
told = case.CitizenDistressReported(
    case_id=CASE,
    country="GR",
    region="Peloponnese",
    city=TRIPOLI,
    kind="missing",
    level="IV",
    people=1,
    visit_id=None,
    reported_at=NOW,
)
joined = case.ReportJoined(case_id=CASE, number=2, reporter=UNCLE, what_happened="舅舅来电", by="duty-1", at=NOW)
identified = case.IdentityChecked(case_id=CASE, basis="passport", document_number="E00000000", by="duty-1", at=NOW)
triaged = case.CaseTriaged(
    case_id=CASE, kind="missing", article=ARTICLES["missing"], level="IV", harm=Harm(), by="duty-1", at=NOW
)
graver = case.CaseTriaged(
    case_id=CASE,
    kind="missing",
    article=ARTICLES["missing"],
    level="II",
    harm=Harm(dead=10),
    by="duty-1",
    at=NOW,
)
city_due = case.ReportUpDeadlineSet(case_id=CASE, to="city", due_at=NOW + HOUR)
province_due = case.ReportUpDeadlineSet(case_id=CASE, to="province", due_at=NOW + 2 * HOUR)
told_city = case.ReportedUp(case_id=CASE, to="city", document="筑外办报〔2026〕3号", late=False, by="duty-1", at=NOW)
told_province = case.ReportedUp(
    case_id=CASE, to="province", document="筑外办报〔2026〕4号", late=False, by="duty-1", at=NOW
)
city_passed = case.ReportUpDeadlinePassed(case_id=CASE, to="city", due_at=NOW + HOUR, at=NOW + HOUR)
accepted = case.CaseAccepted(case_id=CASE, by="duty-1", at=NOW)
redirected = case.CaseRedirected(case_id=CASE, to="12308", reason="在第三国", by="duty-1", at=NOW)
family = case.FamilyContacted(
    case_id=CASE, outcome="reached", costs_explained=True, told="已告知进展与费用自理", by="duty-1", at=NOW
)
handed = case.HandedOver(
    case_id=CASE,
    hand_off_id=HAND_OFF,
    to="mission",
    owner=MISSION,
    due_at=NOW + 6 * HOUR,
    asked="请联系当地警方寻人",
    by="duty-1",
    at=NOW,
)
handed_due = case.HandOffDeadlineSet(case_id=CASE, hand_off_id=HAND_OFF, due_at=NOW + 6 * HOUR)
acknowledged = case.HandOffAcknowledged(
    case_id=CASE, hand_off_id=HAND_OFF, receipt="希领〔2026〕88号", by="duty-1", at=NOW
)
answered = case.HandOffAnswered(case_id=CASE, hand_off_id=HAND_OFF, reply="警方已找到", by="duty-1", at=NOW)
taken_back = case.HandOffWithdrawn(case_id=CASE, hand_off_id=HAND_OFF, reason="改由省外办办理", by="duty-1", at=NOW)
overdue = case.HandOffOverdue(
    case_id=CASE,
    hand_off_id=HAND_OFF,
    owner=MISSION,
    acknowledged=False,
    due_at=NOW + 6 * HOUR,
    at=NOW + 6 * HOUR,
)
noted = case.ProgressNoted(case_id=CASE, text="警方调取监控", by="duty-1", at=NOW)
cost = case.CostNoted(case_id=CASE, item="medical", borne_by="insurer", by="duty-1", at=NOW)
resolved = case.CaseResolved(case_id=CASE, outcome="found", text="在医院找到，平安", by="duty-1", at=NOW)
followed = case.CaseFollowedUp(case_id=CASE, text="家属致谢", by="duty-1", at=NOW)
closed = case.CaseClosed(case_id=CASE, outcome="found", by="duty-1", at=NOW)
told_closed = case.CitizenDistressClosed(case_id=CASE, country="GR", outcome="found", at=NOW)
merged = case.CaseMerged(case_id=CASE, into=OTHER_CASE, by="duty-1", at=NOW)
reopened = case.CaseReopened(case_id=CASE, reason="再次失联", by="duty-1", at=NOW)
released = case.CaseReleasedToMedia(case_id=CASE, at=NOW)

alerted = events.AlertRaised(
    alert_id=ALERT,
    country="GR",
    region="Peloponnese",
    colour="orange",
    summary="伯罗奔尼撒地区山火，谨慎前往",
    issued_on=date(2026, 11, 23),
    valid_until=date(2026, 11, 30),
    source="https://cs.mfa.gov.cn/",
    at=NOW,
)
alert_changed = events.AlertChanged(alert_id=ALERT, was="orange", colour="red", by="officer-2", at=NOW)
alert_expiry = events.AlertExpirySet(
    alert_id=ALERT, valid_until=date(2026, 11, 30), due_at=datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)
)
lifted = events.AlertLifted(alert_id=ALERT, country="GR", region="Peloponnese", at=NOW)

approved = events.VisitApproved(direction="outbound", **vars(PARTY))
amended = events.VisitAmended(direction="outbound", **vars(LATER_PARTY))
visit_cancelled = events.VisitCancelled(visit_id=VISIT, direction="outbound")
departed = events.VisitDeparted(visit_id=VISIT, direction="outbound", departed_on=date(2026, 11, 22))
returned = events.VisitReturned(visit_id=VISIT, returned_on=date(2026, 11, 26))


def _named(*facts: Any) -> dict[str, Any]:
    return {type(fact).__fact__.name: fact for fact in facts}


PUBLIC = _named(told, told_closed, released, alerted, lifted, *crisis.TOLD)
PRIVATE = _named(
    *(opened, changed, cancelled, left, back, registered, updated, withdrawn),
    *(received, joined, identified, triaged, city_due, told_city, city_passed, accepted, redirected, family),
    *(handed, handed_due, acknowledged, answered, taken_back, overdue, noted, cost, resolved, followed, closed),
    *(merged, reopened, alert_changed, alert_expiry, *crisis.KEPT),
)
HEARD = _named(approved, amended, visit_cancelled, departed, returned)

IN_HAND = (received, told, identified, triaged, accepted)
HANDED = (*IN_HAND, family, handed, handed_due)
FOLLOWED = (*IN_HAND, family, resolved, followed)
CLOSED = (*FOLLOWED, closed, told_closed)
