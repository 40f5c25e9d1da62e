"""The drawer: named examples of commands and facts, from Tripoli's real dates where they are known."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from services.exchanges import commands as do
from services.exchanges import events as fact
from services.exchanges.commands import Label
from shared.ids import derived_id
from tests.scenario import MOMENT, actor

AT = MOMENT
LIU, ZHENG, ZHOU = (
    actor("liu", "exchange_officer"),
    actor("zheng", "provincial_officer"),
    actor("zhou", "director"),
)
TRIPOLI, HONG_KONG = "GR-tripoli", "HK-hong-kong"
CITY, HK_CITY = Label(zh="特里波利", en="Tripoli"), Label(zh="香港", en="Hong Kong")
ORGANISATION = Label(zh="特里波利市政府", en="Municipality of Tripoli")
DELEGATION = UUID("0192f000-0000-7000-8000-000000000001")
PROJECT_ID = UUID("0192f000-0000-7000-8000-000000000002")
SIGNED_ON = date(2024, 11, 19)

contact = do.ContactPartner(partner=TRIPOLI, country="GR", city=CITY, level="city", contacted_on=date(2023, 3, 1))
register = do.RegisterPartnership(
    partner=TRIPOLI, country="GR", city=CITY, kind="friendly_exchange", source="Xinhua", dated="2023"
)
visit = do.RecordVisitFromPartner(
    partner=TRIPOLI,
    country="GR",
    city=CITY,
    delegation_id=DELEGATION,
    organisation=ORGANISATION,
    purpose="tea",
    guests=3,
    visited_on=date(2023, 10, 9),
)
exchange = do.RecordExchange(
    partner=TRIPOLI, field="youth", what="two schools meet online", took_place_on=date(2023, 11, 20)
)
intent = do.SignIntent(partner=TRIPOLI, signed_on=date(2023, 7, 6), document="意向书 2023-1")
agree = do.RecordCityAgreement(partner=TRIPOLI, agreed_on=date(2024, 1, 10), document="市政府 2024-3")
review = do.RecordProvinceReview(partner=TRIPOLI, reviewed_on=date(2024, 3, 5), document="黔外 2024-17")
approve = do.RecordUpperApproval(partner=TRIPOLI, approved=True, decided_on=date(2024, 8, 30), document="友协 2024-88")
sign = do.SignAgreement(partner=TRIPOLI, signed_on=SIGNED_ON, document="协议书 2024-1")
file_it = do.FileAgreement(partner=TRIPOLI, filed_on=date(2024, 12, 2))
rest = do.MarkDormant(partner=TRIPOLI, reason="no contact for two years")
resume = do.ReactivatePartnership(partner=TRIPOLI, reason="a new mayor writes")
end = do.TerminatePartnership(partner=TRIPOLI, reason="both sides agree")

contacted = fact.PartnerContacted(
    partner=TRIPOLI,
    partner_class="foreign",
    country="GR",
    city=CITY,
    level="city",
    contacted_on=date(2023, 3, 1),
    by="liu",
    at=AT,
)
hk_contacted = fact.PartnerContacted(
    partner=HONG_KONG,
    partner_class="hong_kong_macao",
    country="HK",
    city=HK_CITY,
    level="city",
    contacted_on=date(2023, 3, 1),
    by="liu",
    at=AT,
)
registered = fact.PartnershipRegistered(
    partner=TRIPOLI,
    partner_class="foreign",
    country="GR",
    city=CITY,
    kind="friendly_exchange",
    source="Xinhua",
    dated="2023",
    by="liu",
    at=AT,
)
visited = fact.VisitFromPartnerRecorded(
    partner=TRIPOLI,
    country="GR",
    city=CITY,
    delegation_id=DELEGATION,
    organisation=ORGANISATION,
    purpose="tea",
    guests=3,
    visited_on=date(2023, 10, 9),
)
exchanged = fact.ExchangeRecorded(
    partner=TRIPOLI, field="youth", what="two schools meet online", took_place_on=date(2023, 11, 20), by="liu"
)
intent_signed = fact.IntentSigned(partner=TRIPOLI, signed_on=date(2023, 7, 6), document="意向书 2023-1", by="liu")
agreed = fact.CityAgreed(partner=TRIPOLI, agreed_on=date(2024, 1, 10), document="市政府 2024-3", by="liu")
reviewed = fact.ProvinceReviewed(partner=TRIPOLI, reviewed_on=date(2024, 3, 5), document="黔外 2024-17", by="zheng")
approved = fact.UpperApprovalRecorded(
    partner=TRIPOLI,
    authority="CPAFFC",
    approved=True,
    decided_on=date(2024, 8, 30),
    document="友协 2024-88",
    by="zheng",
)
turned_down = fact.UpperApprovalRecorded(
    partner=TRIPOLI,
    authority="CPAFFC",
    approved=False,
    decided_on=date(2024, 8, 30),
    document="友协 2024-88",
    by="zheng",
)
signed = fact.AgreementSigned(partner=TRIPOLI, signed_on=SIGNED_ON, document="协议书 2024-1", by="liu")
filed = fact.AgreementFiled(partner=TRIPOLI, filed_on=date(2024, 12, 2), by="liu")
activated = fact.PartnershipActivated(
    partnership_id=derived_id("partner", TRIPOLI),
    partner_class="foreign",
    country="GR",
    city=CITY,
    agreement_signed_on=SIGNED_ON,
    at=AT,
)
dormant = fact.PartnershipDormant(partner=TRIPOLI, reason="no contact for two years", at=AT)
reactivated = fact.PartnershipReactivated(partner=TRIPOLI, reason="a new mayor writes", at=AT)
ended = fact.PartnershipEnded(partner=TRIPOLI, reason="both sides agree", by="zhou", at=AT)
terminated = fact.PartnershipTerminated(partnership_id=derived_id("partner", TRIPOLI), country="GR", city=CITY, at=AT)

propose = do.ProposeProject(
    project_id=PROJECT_ID,
    partner=TRIPOLI,
    field="economy_trade",
    title="Guizhou tea in the Peloponnese",
    proposer="commerce-bureau",
    budget=Decimal("120000"),
)
coordinate = do.CoordinateProject(project_id=PROJECT_ID, lead_department="commerce-bureau")
approve_project = do.ApproveProject(project_id=PROJECT_ID)
start = do.StartProject(project_id=PROJECT_ID, started_on=date(2026, 12, 1))
report = do.ReportProject(project_id=PROJECT_ID, report="three shops sell it")
evaluate = do.EvaluateProject(project_id=PROJECT_ID, grade="good", remarks="go on")
cancel = do.CancelProject(project_id=PROJECT_ID, reason="no budget")

proposed = fact.ProjectProposed(
    project_id=PROJECT_ID,
    partner=TRIPOLI,
    field="economy_trade",
    title="Guizhou tea in the Peloponnese",
    proposer="commerce-bureau",
    budget=Decimal("120000"),
    by="liu",
    at=AT,
)
coordinated = fact.ProjectCoordinated(project_id=PROJECT_ID, lead_department="commerce-bureau", by="liu")
project_approved = fact.ProjectApproved(project_id=PROJECT_ID, by="zhou", at=AT)
started = fact.ProjectStarted(project_id=PROJECT_ID, started_on=date(2026, 12, 1))
reported = fact.ProjectReported(project_id=PROJECT_ID, report="three shops sell it", by="liu")
evaluated = fact.ProjectEvaluated(project_id=PROJECT_ID, grade="good", remarks="go on", by="liu")
cancelled = fact.ProjectCancelled(project_id=PROJECT_ID, reason="no budget")

arrived = fact.DelegationArrived(
    delegation_id=DELEGATION,
    organisation=ORGANISATION,
    country="GR",
    city=CITY,
    purpose="tea",
    guests=3,
    arrived_on=date(2023, 10, 9),
)
LATER = datetime(2027, 1, 4, 1, 0, tzinfo=UTC)

PUBLIC = {"PartnershipActivated": activated, "PartnershipTerminated": terminated}
PRIVATE = {
    thing.__fact__.name: thing  # type: ignore[attr-defined]
    for thing in (
        contacted, registered, visited, exchanged, intent_signed, agreed, reviewed, approved, signed, filed,
        dormant, reactivated, ended, proposed, coordinated, project_approved, started, reported, evaluated, cancelled,
    )
}  # fmt: skip
HEARD = {"DelegationArrived": arrived}
