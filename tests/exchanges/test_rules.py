"""E1, E2 and E11, passing, failing and at their boundary."""

from datetime import date

import pytest

from services.exchanges.commands import partner_key
from services.exchanges.rules import class_of, has_relations, refusal_of_partner, upper_authority


@pytest.mark.parametrize(
    ("country", "last_without"),
    [("HN", date(2023, 3, 25)), ("NI", date(2021, 12, 9)), ("NR", date(2024, 1, 23))],
)
def test_relations_begin_on_their_day(country: str, last_without: date) -> None:
    """E1: none on the day before, some on the day."""
    assert not has_relations(country, last_without)
    assert has_relations(country, date.fromordinal(last_without.toordinal() + 1))


def test_relations_of_the_real_partners() -> None:
    """E1: every partner city of Guiyang is in a state with relations."""
    assert all(has_relations(c, date(2024, 11, 19)) for c in ("NZ", "US", "CA", "IT", "DE", "UA", "UY", "KH", "GR"))
    assert not has_relations("PY", date(2024, 11, 19))


@pytest.mark.parametrize(
    ("country", "level", "rule"),
    [("GR", "city", None), ("GR", "province", None), ("GR", "county", "E2"), ("PY", "city", "E1"),
     ("TW", "city", "taiwan"), ("HK", "city", None), ("MO", "city", None)],
)  # fmt: skip
def test_who_may_become_a_partner(country: str, level: str, rule: str | None) -> None:
    """E1 and E2; Hong Kong and Macao are not asked for relations."""
    refusal = refusal_of_partner(country, level, date(2024, 1, 1))  # type: ignore[arg-type]
    assert rule == (refusal.violations[0].rule if refusal else None)


def test_classes_and_their_authorities() -> None:
    """E11: Hong Kong and Macao apart."""
    assert [class_of(c) for c in ("HK", "MO", "GR")] == ["hong_kong_macao", "hong_kong_macao", "foreign"]
    assert upper_authority("foreign") == "CPAFFC"
    assert upper_authority("hong_kong_macao") == "provincial office for Hong Kong and Macao"


def test_a_citys_key() -> None:
    """However its name is spaced or capitalised."""
    assert partner_key("NZ", "Palmerston  NORTH") == "NZ-palmerston-north"
