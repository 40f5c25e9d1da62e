"""What is typed as a call's fields."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from deploy.terminal.fields import fields_of
from deploy.terminal.office import NoOffice
from shared.times import local_date, now


def test_fields_are_typed_one_by_one_or_all_as_json() -> None:
    """A value is text, but for JSON; what comes later wins."""
    typed = ['{"unit": "tea", "party": 2}', "purpose=a = b", 'papers=[{"number": "1"}]', "unit=fao"]
    expected = {"unit": "fao", "party": 2, "purpose": "a = b", "papers": [{"number": "1"}]}
    assert expected == fields_of(typed)


def test_a_field_stands_in_a_file_with_its_days(tmp_path: Path) -> None:
    """As in a case file of the demo."""
    (tmp_path / "visit.json").write_text(json.dumps({"departs_on": "${day 3}", "member": "${id one}"}))
    found = fields_of([f"visit=@{tmp_path}/visit.json", "posted_on=${day 0}"])
    today = local_date(now())
    assert [f"{today + timedelta(days=3)}", f"{today}"] == [found["visit"]["departs_on"], found["posted_on"]]
    assert fields_of(["id=${id one}"])["id"] == found["visit"]["member"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("tea", "'tea' is no field"),
        ("=tea", "'=tea' is no field"),
        ("{tea", "the fields: this is not JSON"),
        ("papers=[", "papers: this is not JSON"),
        ("visit=@nowhere.json", "visit: nowhere.json can't be read: No such file"),
        ("on=${someday}", "${someday} is no word: write ${day 5}"),
    ],
)
def test_what_can_not_be_a_field_is_told_with_the_mend(typed: str, why: str) -> None:
    """Before anything is called."""
    with pytest.raises(NoOffice) as told:
        fields_of([typed])
    assert str(told.value).startswith(why)
