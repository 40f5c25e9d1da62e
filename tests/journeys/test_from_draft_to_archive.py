"""The README's visit: what it says to type, typed at an office as it stands there."""

import json
import subprocess
from collections.abc import Iterator
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from deploy.local.office import SERVICES, Office
from deploy.terminal import office as terminal
from deploy.terminal.main import app
from deploy.terminal.office import At
from tests.snippets import ROOT, snippets
from tests.waiting import until

ENDED = "\n"
TYPED = f"waishi() {{ printf '%s\\0' \"$@\" '{ENDED}'; }}\n"
"""In place of the program: the words that the shell would hand to it."""
SEEN = [
    ("check_visit", '"submit_visit": ["A6", "A12"]'),
    ("check_visit", '"missing": {"submit_visit": [], "review_visit_as_clerk": [], "sign_visit": []}'),
    ("get_visit", '"state": "Approved"'),
    ("progress", '"next": "close_visit"'),
    ("visit_file", '"state": "Archived"'),
]
"""The README's questions, and what it says of the answers."""


def typed() -> list[list[str]]:
    """The words of each command, as a shell reads the README."""
    language, code = snippets(ROOT / "README.md")["visit"]
    assert language == "sh"
    script = TYPED + code.replace("./waishi", "waishi")
    out = subprocess.run(["sh", "-eu", "-c", script], capture_output=True, check=True, text=True).stdout
    return [words.split("\0")[:-1] for words in out.split(f"{ENDED}\0")[:-1]]


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory, admin_url: str) -> Iterator[At]:
    """An office with approvals alone."""
    home = tmp_path_factory.mktemp("archive")
    counters = {"approvals": SERVICES["approvals"]}
    with Office(home, counters, prefix=f"archive_{uuid4().hex[:6]}", admin_url=admin_url, amqp_uri="") as office:
        yield At(office.uri_of("caller"), dict(office.state()))


def answered(words: list[str], shows: str) -> bool:
    """Whether it went well and shows that; else one looks again, as answers of other files are on their way."""
    result = CliRunner().invoke(app, words)
    return result.exit_code == 0 and shows in json.dumps(json.loads(result.output), ensure_ascii=False)


def test_a_visit_goes_from_draft_to_archive_as_the_readme_says(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command in its turn, by its person; each question until it shows what it should."""
    monkeypatch.setattr(terminal, "find", lambda: at)
    monkeypatch.chdir(ROOT)
    ahead = list(SEEN)
    for words in typed():
        asked = bool(ahead) and words[2] == ahead[0][0]
        shows = ahead.pop(0)[1] if asked else ""
        until(lambda words=words, shows=shows: answered(words, shows), within=10)
    assert ahead == []
