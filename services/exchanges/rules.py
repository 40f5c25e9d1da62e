"""The checkable rules of sister cities (section 3): 友好城市工作管理规定, CPAFFC, February 2002 [S33]."""

from datetime import date

from services.exchanges.commands import PartnerClass, PartnerLevel
from shared.aggregate import Refusal, Violation, refuse

REGULATION = "友好城市工作管理规定 (CPAFFC, Feb 2002) [S33]"

# States without diplomatic relations with China: country, from and to (None: from ever, until now). General knowledge,
# to be kept by the office as dated data.
NO_RELATIONS: tuple[tuple[str, date | None, date | None], ...] = (
    ("PY", None, None),
    ("GT", None, None),
    ("BZ", None, None),
    ("HT", None, None),
    ("LC", None, None),
    ("VC", None, None),
    ("KN", None, None),
    ("SZ", None, None),
    ("PW", None, None),
    ("MH", None, None),
    ("TV", None, None),
    ("VA", None, None),
    ("BT", None, None),
    ("HN", None, date(2023, 3, 26)),
    ("NR", None, date(2024, 1, 24)),
    ("NI", None, date(2021, 12, 10)),
)


def class_of(country: str) -> PartnerClass:
    """E11: Hong Kong and Macao are no foreign partners; they are a class of their own."""
    return "hong_kong_macao" if country in ("HK", "MO") else "foreign"


def upper_authority(partner_class: PartnerClass) -> str:
    """Who decides above the city (E3, E11)."""
    return "CPAFFC" if partner_class == "foreign" else "provincial office for Hong Kong and Macao"


def has_relations(country: str, day: date) -> bool:
    """Whether that state had diplomatic relations with China on that day."""
    return not any(
        country == name and (first is None or first <= day) and (last is None or day < last)
        for name, first, last in NO_RELATIONS
    )


def refusal_of_partner(country: str, level: PartnerLevel, day: date) -> Refusal | None:
    """E1 and E2 for a new partner, as of that day; all that is wrong at once."""
    if country == "TW":
        return not_ours(country)
    found = []
    if country == "CN" or not has_relations(country, day):
        found.append(relations_missing(country))
    if level == "county":
        mend = "let the county exchange without a partnership, or find the partner of its prefecture"
        value = "a province or city of matching level"
        found.append(Violation("E2", f"{REGULATION} arts 8, 9", value, "a county", mend))
    return Refusal(tuple(found)) if found else None


def not_ours(country: str) -> Refusal | None:
    """Taiwan is the Taiwan Affairs Office's."""
    if country != "TW":
        return None
    return refuse("taiwan", "section 1.2 [S14]", "not Taiwan", "Taiwan", "hand it to the Taiwan Affairs Office")


def relations_missing(country: str) -> Violation:
    if country == "CN":
        value, found, mend = "a city abroad", "a city at home", "keep twin cities at home in their own register"
        return Violation("E1", f"{REGULATION} art 7", value, found, mend)
    mend = "wait for relations between the states; people-to-people contacts may go on"
    return Violation("E1", f"{REGULATION} art 7", "a state with diplomatic relations", f"{country} has none", mend)
