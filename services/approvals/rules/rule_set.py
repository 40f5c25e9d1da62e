"""The values of the rules, each set with the day from which it holds, and the texts that it comes from.

A case is judged by the set in force on the day it was submitted. The limits come from 中办发〔2013〕16号, re-based by
the Frugality Regulation of 2 May 2025 [S63]; the older local limits of 6, 10 and 12 days stay for older cases [S-alt].
What is local and was not found for Guizhou is not in force (None) until the office adopts a set that says otherwise.
"""

from dataclasses import replace
from datetime import date

from services.approvals.regulation.book import in_force
from shared.values import declared, value

DOCUMENT_16 = "中办发〔2013〕16号"
DOCUMENT_516 = "财行〔2013〕516号"
EDUCATION_1 = "教外厅〔2015〕1号"


@value
class Citation:
    """Where a value of a set, or a rule that has none, comes from. `field` is the value's name or the rule's number,
    `number` the regulation's, as registered."""

    field: str
    number: str
    article: str


@value
class RuleSet:
    """Limits in force from a day on. `days`, `far_days`: by number of countries, both the day out and the day back
    counted; `official_share`: a fraction such as 2/3; `lead_days`: one country, Schengen, and two or more countries,
    the USA or South America (A20); `bureau_years`, `division_years`: years between two departures of somebody of such a
    rank (A21). `citations`: the text that each value comes from; what they leave out is cited as in `SHIPPED`."""

    effective_from: date
    source: str
    team_size: int
    countries: int
    days: tuple[int, ...]
    far_days: tuple[int, ...]
    hong_kong_macao_days: int
    hong_kong_macao_most_days: int
    red_eye_from_hour: int
    publicity_working_days: int
    passport_days: int
    lock_after_days: int
    passport_months: int
    record_years: int
    official_share: str
    half_days_up_to: int
    report_months: int = 1
    lead_days: tuple[int, ...] | None = None
    bureau_years: int | None = None
    division_years: int | None = None
    citations: tuple[Citation, ...] = ()

    def cite(self, name: str) -> str:
        """The text, and its article, that a value or a rule comes from."""
        cited = next((item for item in self.citations if item.field == name), None) or SHIPPED[name]
        return f"{cited.number}, {cited.article}"


def cited(number: str, article: str, *names: str) -> dict[str, Citation]:
    return {name: Citation(field=name, number=number, article=article) for name in names}


SHIPPED = {
    **cited(DOCUMENT_16, "[S14]", "team_size", "countries", "taiwan", "two-teams"),
    **cited(DOCUMENT_16, "[S14, S-alt]", "days", "far_days"),
    **cited("exit and entry stamps", "[S21]", "A4"),
    **cited("local practice", "[S22]", "red_eye_from_hour", "lead_days"),
    **cited("publicity of official visits", "[S13, S24]", "publicity_working_days"),
    **cited("publicity of official visits", "[S13, S14]", "report_months"),
    **cited("passports for official travel", "[S18, S19]", "passport_days"),
    **cited("passports for official travel", "[S19, S20]", "lock_after_days"),
    **cited("passports for official travel", "[S18]", "passport_months"),
    **cited("passports for official travel", "[S22, S-list]", "A17"),
    **cited(EDUCATION_1, "[S-edu]", "A11", "A15"),
    **cited(EDUCATION_1, "[S-edu, S24]", "A13"),
    **cited(DOCUMENT_516, "[S29]", "A12"),
    **cited("request for approval", "[S24]", "record_years"),
    **cited("request for approval", "[S24, S-list, S-alt]", "official_share", "half_days_up_to"),
    **cited("Secrecy Law regulation", "arts 29, 52 [S7]", "A18"),
    **cited("local practice", "[S-alt], GK", "bureau_years", "division_years"),
    **cited("general practice", "GK", "A22"),
    **cited("cross-region teams", "[S15, S18]", "A23"),
    **cited("因公赴港澳", "[S28]", "hong_kong_macao_days", "hong_kong_macao_most_days"),
}
"""The text behind each value, and behind each rule that has no value, as far as it was found."""

IN_2013 = RuleSet(
    effective_from=date(2013, 1, 1),
    source=f"{DOCUMENT_16} [S14]",
    team_size=6,
    countries=3,
    days=(5, 8, 10),
    far_days=(6, 9, 11),
    hong_kong_macao_days=7,
    hong_kong_macao_most_days=30,
    red_eye_from_hour=22,
    publicity_working_days=5,
    passport_days=7,
    lock_after_days=30,
    passport_months=6,
    record_years=2,
    official_share="2/3",
    half_days_up_to=30,
)
OLDER_DAYS = (6, 10, 12)
RULE_SETS = (
    replace(
        IN_2013,
        effective_from=date(2009, 1, 1),
        source="local limits before 2013 [S-alt]",
        days=OLDER_DAYS,
        far_days=OLDER_DAYS,
    ),
    IN_2013,
    replace(
        IN_2013,
        effective_from=date(2025, 5, 2),
        source=f"Frugality Regulation of 2 May 2025 [S63], {DOCUMENT_16}",
    ),
)
VALUES = tuple(name for name in declared(RuleSet) if name not in ("effective_from", "source", "citations"))


def rule_set_on(day: date) -> RuleSet:
    """The set in force on that day, of those that come with the service."""
    return in_force(RULE_SETS, day)
