"""A bad case file gets an error with its line and field, before anything starts."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from deploy.demo.case import BadCase, read_case
from deploy.demo.words import fill
from shared.ids import derived_id
from shared.times import local_date, now

PEOPLE = "people:\n  sun: {roles: [clerk]}\nsteps:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("people: [\n", "line 2, YAML"),
        ("steps: []\n", "line 1, people"),
        (PEOPLE + "  - {who: sun, call: approval.draft_visit}\n", "line 4, call: there is no service 'approval'"),
        (PEOPLE + "  - {who: sun, call: approvals.sing_visit}\n", "line 4, call: approvals has no method 'sing_visit'"),
        (PEOPLE + "  - {who: moon, call: approvals.tray}\n", "line 4, who: 'moon' is not among the people"),
        (
            PEOPLE + "  - who: sun\n    call: approvals.tray\n    with:\n      rule: clerk\n",
            "line 7, approvals.tray.with.rule: unknown field",
        ),
        (
            PEOPLE + "  - who: sun\n    call: approvals.progress\n",
            "approvals.progress.with.case_id: this field is required",
        ),
        (
            PEOPLE + "  - who: sun\n    call: approvals.get_visit\n    with:\n      visit_id: ${visit}\n",
            "line 7, ${visit}: nothing was kept",
        ),
        (PEOPLE + "  - {who: sun, call: approvals.tray, wiht: {role: clerk}}\n", "line 4, wiht: unknown in a step"),
    ],
)
def test_a_mistake_is_named_with_line_and_field(tmp_path: Path, text: str, expected: str) -> None:
    """The first thing wrong, where it stands, and what would be right."""
    path = tmp_path / "case.yaml"
    path.write_text(text)
    with pytest.raises(BadCase) as raised:
        read_case(path)
    assert expected in str(raised.value)


def test_the_command_ends_before_anything_starts(tmp_path: Path) -> None:
    """Exit code 2 and the sentence; no server was started."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "deploy.demo", str(tmp_path / "none.yaml")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "there is no case file" in done.stdout
    assert "starting" not in done.stdout


def test_a_year_alone_is_a_number() -> None:
    """For a plan's year; within a text it is text, as every other word."""
    year = (local_date(now()) + timedelta(days=14)).year
    given = {"plan_year": "${year 14}", "plan": "tea/${year 14}", "on": "${day 0}"}
    expected = {"plan_year": year, "plan": f"tea/{year}", "on": f"{local_date(now())}"}
    assert expected == fill(given, {}, derived_id("a run"))
