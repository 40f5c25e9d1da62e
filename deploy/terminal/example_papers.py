"""Papers of invented people, to try templates with: each kind, in each language and state."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from services.approvals.authority.authority import Rank
from services.approvals.document.document import digest_of
from services.approvals.document.office import level_label, register_of, unit_label
from services.approvals.document.queries import RenderDocument
from services.approvals.document.values import LANGUAGES, DocumentContent, DocumentKind, DocumentPerson
from services.approvals.values import Label, Name, Stop
from shared.ids import derived_id
from shared.values import encode

YEAR = 2026
SIGNED_AT = datetime(YEAR, 11, 23, 1, 0, tzinfo=UTC)
ENDED_AT = datetime(YEAR, 11, 30, 1, 0, tzinfo=UTC)
TRIPOLI, ATHENS = Label(zh="特里波利", en="Tripoli"), Label(zh="雅典", en="Athens")
CHAMBER = Label(zh="特里波利商会", en="Chamber of Commerce of Tripoli")
CITY_HALL = Label(zh="特里波利市政府", en="Municipality of Tripoli")
LETTER_OF_ANOTHER = "成外函〔2026〕45号"


def traveller(number: int, zh: str, en: str, unit: str, post: str, rank: Rank) -> DocumentPerson:
    person = derived_id("example traveller", number)
    return DocumentPerson(
        person_id=person, name=Name(zh=zh, en=en), post=post, unit=unit_label(unit), rank=rank
    )  # fmt: skip


def guest(number: int, zh: str, en: str, post: str) -> DocumentPerson:
    person = derived_id("example guest", number)
    return DocumentPerson(
        person_id=person, name=Name(zh=zh, en=en), post=post, nationality="GR", passport_number=f"AK000000{number}"
    )


TEAM = (
    traveller(1, "郭堃", "GUO Kun", "commerce-bureau", "副局长", "division"),
    traveller(2, "何曼丽", "HE Manli", "commerce-bureau", "对外贸易处处长", "deputy_division"),
    traveller(3, "欧阳靖远", "OUYANG Jingyuan", "tea-institute", "研究员", "staff"),
    traveller(4, "古丽巴哈尔·阿卜杜热合曼", "Gulbahar ABDURAHMAN", "commerce-bureau", "翻译", "staff"),
    traveller(5, "高玥", "GAO Yue", "贵阳市人民政府驻上海办事处（贵阳市经济技术合作联络中心）", "项目主管", "staff"),
    traveller(6, "林昇", "LIN Sheng", "commerce-bureau", "科员", "staff"),
)
GUESTS = (
    guest(1, "尼科斯·帕帕佐普洛斯", "Nikolaos PAPADOPOULOS", "市长 Mayor"),
    guest(2, "埃莱妮·埃克桑普尔", "Eleni EXAMPLE", "副市长 Deputy Mayor"),
    guest(3, "扬尼斯·埃克桑普尔", "Ioannis EXAMPLE", "顾问 Adviser"),
)
STOPS = (
    Stop(country="GR", region="Peloponnese", city=TRIPOLI, arrives_on=date(YEAR, 12, 7), leaves_on=date(YEAR, 12, 10)),
    Stop(country="GR", region="Attica", city=ATHENS, arrives_on=date(YEAR, 12, 10), leaves_on=date(YEAR, 12, 11)),
)


def outbound(kind: DocumentKind, to: Label, people: tuple[DocumentPerson, ...], **more: Any) -> DocumentContent:
    return DocumentContent(
        kind=kind,
        to=to,
        unit=unit_label("commerce-bureau"),
        subject="贵州茶叶进入伯罗奔尼撒市场合作洽谈",
        subject_en="a market for Guizhou tea in the Peloponnese",
        organisation=CHAMBER,
        country="GR",
        city=TRIPOLI,
        stops=STOPS,
        starts_on=date(YEAR, 12, 7),
        ends_on=date(YEAR, 12, 11),
        people=people,
        head_title=people[0].post,
        **more,
    )


def inbound(kind: DocumentKind, to: Label) -> DocumentContent:
    return DocumentContent(
        kind=kind,
        to=to,
        unit=unit_label("commerce-bureau"),
        subject="贵州茶叶经贸合作交流",
        subject_en="co-operation in the trade of Guizhou tea",
        organisation=CITY_HALL,
        country="GR",
        city=TRIPOLI,
        stops=(),
        starts_on=date(YEAR, 12, 1),
        ends_on=date(YEAR, 12, 3),
        people=GUESTS,
        head_title="市长",
    )


def row(content: DocumentContent, serial: int, direction: str = "outbound", **state: Any) -> dict[str, Any]:
    """A paper as the read store has it."""
    return {
        "number": f"{register_of(content.kind, YEAR)}{serial}号",
        "version": 1,
        "kind": content.kind,
        "status": "in force",
        "unit": "commerce-bureau",
        "direction": direction,
        "languages": list(LANGUAGES[content.kind]),
        "signed_by": "zhou",
        "issued_at": SIGNED_AT,
        "valid_from": content.starts_on,
        "valid_until": content.ends_on,
        "superseded_by": None,
        "reason_code": None,
        "ended_at": None,
        "content": encode(content),
        "digest": digest_of(content),
        **state,
    }


def papers() -> Iterator[tuple[str, Mapping[str, Any], RenderDocument]]:
    """A name for each, the paper, and what of it is to be printed."""
    zunyi, chengdu = "遵义市人民政府外事办公室", "成都市人民政府外事办公室"
    approval = outbound("approval", unit_label("commerce-bureau"), TEAM)
    leader = traveller(7, "赵德明", "ZHAO Deming", "city", "副市长", "bureau")
    budget = Decimal("286400.50")
    guests = row(inbound("invitation", CITY_HALL), 41, "inbound")
    by = f"{register_of('approval', YEAR)}131号"
    revoked = {"status": "revoked", "reason_code": "promoted", "ended_at": ENDED_AT}
    yield "approval", *plain(row(approval, 118))
    yield "approval-superseded", *plain(row(approval, 118, status="superseded", superseded_by=by, ended_at=ENDED_AT))
    yield (
        "confirmation",
        *plain(row(outbound("confirmation", unit_label(chengdu), TEAM[:2], basis=LETTER_OF_ANOTHER), 7)),
    )
    yield "notice", *plain(row(outbound("notice", unit_label(zunyi), TEAM[4:5]), 21))
    above = level_label("province")
    yield "request", *plain(row(outbound("request", above, (leader, *TEAM[1:4]), budget=budget), 12))
    yield "request-guests", *plain(row(inbound("request", above), 13, "inbound"))
    yield "invitation.zh", *plain(guests)
    yield "invitation.en", guests, RenderDocument(number=guests["number"], language="en")
    yield "invitation.en-revoked", {**guests, **revoked}, RenderDocument(number=guests["number"], language="en")
    yield "verification", guests, RenderDocument(number=guests["number"], form="verification")


def plain(paper: Mapping[str, Any]) -> tuple[Mapping[str, Any], RenderDocument]:
    return paper, RenderDocument(number=paper["number"])
