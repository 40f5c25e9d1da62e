"""What a paper says in words: its dates, names, places and tables, in Chinese or English."""

import gettext
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pycountry

from services.approvals.document.office import OFFICE
from services.approvals.document.values import DocumentContent, DocumentPerson, Language
from services.approvals.values import Label, Name

CHINESE = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["zh_CN"], fallback=True)
CHINAS = {"HK": Label(zh="中国香港", en="Hong Kong, China"), "MO": Label(zh="中国澳门", en="Macao, China")}
SEVERAL = "、"
VISAS = {
    "F": ("访问（F字）", "F (visit)"),
    "M": ("贸易（M字）", "M (trade)"),
    "J1": ("常驻记者（J1字）", "J1 (resident journalist)"),
    "J2": ("临时采访（J2字）", "J2 (journalist on assignment)"),
    "Z": ("工作（Z字）", "Z (work)"),
    "R": ("人才（R字）", "R (talent)"),
    "L": ("旅游（L字）", "L (tourism)"),
    "S1": ("私人事务（S1字）", "S1 (private, long stay)"),
    "S2": ("私人事务（S2字）", "S2 (private, short stay)"),
    "official": ("外交、礼遇或公务", "diplomatic, courtesy or service"),
    "visa_free": ("免签", "none needed"),
}
"""The categories of visas (Decree 637 art 6; Exit-Entry Law arts 16, 22), in both languages."""
Table = Mapping[str, Any]
"""`header`, `widths`, which columns are `centred`, `rows`."""


def words_of(content: DocumentContent, number: str, language: Language) -> dict[str, str]:
    """What the placeholders of a template stand for."""
    join = SEVERAL if language == "zh" else ", "
    words = {
        "number": number,
        "to": said(content.to, language),
        "unit": said(content.unit, language),
        "subject": content.subject if language == "zh" else content.subject_en,
        "organisation": said(content.organisation, language),
        "country": country(content.country, language),
        "countries": join.join(dict.fromkeys(country(code, language) for code in _countries(content))),
        "places": join.join(_places(content, language)),
        "starts_on": day(content.starts_on, language),
        "ends_on": day(content.ends_on, language),
        "days": str((content.ends_on - content.starts_on).days + 1),
        "party": str(len(content.people)),
        "team": _team(content, language),
        "head_title": content.head_title,
        "basis": content.basis,
        "visa": join.join(VISAS.get(visa, (visa, visa))[language == "en"] for visa in content.visas or ("F",)),
        "budget": "" if content.budget is None else f"{content.budget:,.2f}",
        "office": OFFICE.names[language],
    }
    return {name: " ".join(text.split()) for name, text in words.items()}


def tables_of(content: DocumentContent, language: Language) -> dict[str, Table]:
    """The tables that stand alone on a line of a template."""
    return {
        "people": _table(
            ("序号", "姓名", "单位", "职务", "级别"),
            (1, 2.8, 3.2, 2.5, 1.6),
            (0, 4),
            (
                (both(person.name), said(person.unit, language), person.post, OFFICE.ranks.get(person.rank or "", ""))
                for person in content.people
            ),
        ),
        "guests": _table(
            ("序号", "姓名", "国籍", "职务", "护照号码")
            if language == "zh"
            else ("No.", "Name", "Nationality", "Position", "Passport No."),
            (1, 3.6, 1.8, 2.8, 2.3),
            (0, 2, 4),
            (
                (
                    both(person.name) if language == "zh" else person.name.en,
                    country(person.nationality or content.country, language),
                    person.post,
                    person.passport_number or "",
                )
                for person in content.people
            ),
        ),
        "stops": _table(
            ("序号", "国家（地区）", "城市", "抵达", "离开"),
            (1, 2, 2.6, 2.8, 2.8),
            (0, 1, 3, 4),
            (
                (
                    country(stop.country, language), both(stop.city),
                    day(stop.arrives_on, language), day(stop.leaves_on, language),
                )
                for stop in content.stops
            ),
        ),
    }  # fmt: skip


def _table(header: tuple[str, ...], widths: tuple[float, ...], centred: tuple[int, ...], rows: Any) -> Table:
    numbered = [[str(number), *row] for number, row in enumerate(rows, 1)]
    return {"header": header, "widths": widths, "centred": centred, "rows": numbered}


def day(on: date, language: Language) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if language == "zh" else f"{on.day} {on:%B %Y}"


def country(code: str, language: Language) -> str:
    """By its usual name; Hong Kong and Macao as what they are."""
    if code in CHINAS:
        return said(CHINAS[code], language)
    found = pycountry.countries.get(alpha_2=code)
    if found is None:
        return code
    name: str = getattr(found, "common_name", found.name)
    return CHINESE.gettext(name) if language == "zh" else name


def said(label: Label | None, language: Language) -> str:
    return "" if label is None else label.zh if language == "zh" else label.en


def both(name: Name | Label) -> str:
    """In both scripts, if they differ."""
    return name.zh if name.zh == name.en else f"{name.zh}\n{name.en}"


def _team(content: DocumentContent, language: Language) -> str:
    if not content.people:
        return ""
    head = _head(content).name
    if language == "en":
        return head.en if len(content.people) == 1 else f"{head.en} and {len(content.people) - 1} others"
    return f"{head.zh}等{len(content.people)}人" if len(content.people) > 1 else f"{head.zh}1人"


def _head(content: DocumentContent) -> DocumentPerson:
    return next((person for person in content.people if person.post == content.head_title), content.people[0])


def _countries(content: DocumentContent) -> tuple[str, ...]:
    return tuple(stop.country for stop in content.stops) or (content.country,)


def _places(content: DocumentContent, language: Language) -> Iterator[str]:
    """Each country with its cities, in the order of the journey."""
    for code in dict.fromkeys(_countries(content)):
        cities = [said(stop.city, language) for stop in content.stops if stop.country == code]
        yield country(code, language) + (f"（{SEVERAL.join(dict.fromkeys(cities))}）" if cities else "")
