"""The values of the rules, each set with the day from which it holds, and the text that it comes from.

A case is judged by the set in force on the day it was submitted. The limits come from 中办发〔2013〕16号, re-based by
the Frugality Regulation of 2 May 2025 [S63]; the older local limits of 6, 10 and 12 days stay for older cases [S-alt].
What is local and was not found for Guizhou is not in force (None) until the office adopts a set that says otherwise.
"""

from dataclasses import replace
from datetime import date

from shared.values import value

DOCUMENT_16 = "中办发〔2013〕16号"


@value
class RuleSet:
    """Limits in force from a day on. `days`, `far_days`: by number of countries, both the day out and the day back
    counted; `official_share`: a fraction such as 2/3; `lead_days`: one country, Schengen, and two or more countries,
    the USA or South America (A20); `bureau_years`, `division_years`: years between two trips of such a rank (A21)."""

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
    lead_days: tuple[int, ...] | None = None
    bureau_years: int | None = None
    division_years: int | None = None


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


def rule_set_on(day: date) -> RuleSet:
    """The set in force on that day, of those that come with the service."""
    return ([rules for rules in RULE_SETS if rules.effective_from <= day] or [RULE_SETS[0]])[-1]
