"""Borders that the import linter can't see."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
AT_THE_EDGE = re.compile(r"(service|schemas|policy|copy)\.py$")
PLAIN = {"actors", "aggregate", "errors", "facts", "ids", "personal", "service", "times", "values"}
"""What of the kernel a rule, a fact or a query may use."""
DOMAIN_NOUNS = re.compile(
    r"visit|invitation|delegation|partner|consul|passport|embassy|interview|journalist|alert|mayor|guest|banquet|citizen",
    re.IGNORECASE,
)


def test_the_kernel_holds_no_word_of_the_business() -> None:
    """Examples in docstrings are allowed to name a method; the code is not."""
    found = []
    for path in (ROOT / "shared").glob("*.py"):
        code = re.sub(r'""".*?"""', "", path.read_text(), flags=re.DOTALL)
        found += [f"{path.name}: {line.strip()}" for line in code.splitlines() if DOMAIN_NOUNS.search(line)]
    assert found == []


def test_the_kernel_stays_small() -> None:
    """One idea a file."""
    sizes = {path.name: len(path.read_text().splitlines()) for path in (ROOT / "shared").glob("*.py")}
    assert {name: lines for name, lines in sizes.items() if lines > 230} == {}


def test_only_the_edge_of_a_service_knows_what_runs_it() -> None:
    """Rules, facts, projections and queries are plain Python: what runs them can be replaced."""
    found = []
    for path in sorted((ROOT / "services").rglob("*.py")):
        for module, names in re.findall(
            r"^(?:from|import) ([\w.]+)(?: import ([\w, ]+))?", path.read_text(), re.MULTILINE
        ):
            root, _, inner = module.partition(".")
            used = {inner} if inner else {name.partition(" ")[0] for name in names.split(", ")}
            if root == "shared" and not AT_THE_EDGE.search(path.name):
                found += [f"{path.name}: shared.{name}" for name in used - PLAIN]
            if root in ("nameko", "kombu", "eventlet", "marshmallow", "psycopg", "structlog"):
                found.append(f"{path.name}: {root}")
    assert found == []
