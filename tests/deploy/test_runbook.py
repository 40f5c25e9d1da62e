"""What the documents name is there: the files and headings that they link to, the commands that they give."""

import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from deploy.local.office import ROOT
from deploy.terminal.main import app

RUNBOOK = ROOT / "deploy" / "runbook.md"
DOCUMENTS = [RUNBOOK, *(ROOT / name for name in ("README.md", "deploy/README.md", "deploy/scaling.md"))]
RULES = ROOT / "deploy" / "sight" / "alerts.yaml"
BESIDE_OR_ELSEWHERE = re.compile(r"\]\(([^)\s]+)\)|runbook_url: (\S+)")
AT_THE_TERMINAL = re.compile(r"(?:^|[`(>&;] ?)(?:\./)?waishi ([a-z]+)(?: ([a-z]+))?", re.MULTILINE)


def headings(document: Path) -> set[str]:
    """Its anchors, as every reader of Markdown makes them: lower case, words only, a hyphen for a space."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", document.read_text(), flags=re.M | re.S), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken(document: Path, base: Path) -> list[str]:
    """Links of a document to a file or to a heading that isn't there."""
    links = [next(filter(None, found)) for found in BESIDE_OR_ELSEWHERE.findall(document.read_text())]
    return [link for link in links if "://" not in link and not _leads_somewhere(link, document, base)]


def _leads_somewhere(link: str, document: Path, base: Path) -> bool:
    path, _, anchor = link.partition("#")
    target = base / path if path else document
    return target.exists() and (not anchor or anchor in headings(target))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading(document: Path) -> None:
    """Whoever is called at night follows it."""
    assert broken(document, document.parent) == []


def test_every_rule_links_to_a_heading_of_the_run_book() -> None:
    """Where the alert's page stands."""
    assert broken(RULES, ROOT) == []


def test_every_command_at_the_terminal_is_one() -> None:
    """`waishi lag`, `waishi person erase`: a command of the terminal, or one below it."""
    known = typer.main.get_command(app)
    assert isinstance(known, TyperGroup)
    named = AT_THE_TERMINAL.findall(RUNBOOK.read_text())
    assert named
    assert [words for words in named if not _is_one(known, *words)] == []


def _is_one(known: TyperGroup, first: str, second: str) -> bool:
    command = known.commands.get(first)
    return second in command.commands if isinstance(command, TyperGroup) else command is not None
