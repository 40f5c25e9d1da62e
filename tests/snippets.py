"""Code that stands in a page, run as it stands there."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests import node

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```(\w+) (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SUFFIXES = {"python": "py", "javascript": "mjs", "sh": "sh"}


def snippets(page: Path) -> dict[str, tuple[str, str]]:
    """Language and code of each that has a name, as ```python kombu."""
    return {name: (language, code) for language, name, code in FENCE.findall(page.read_text())}


class Running:
    """A snippet in a process of its own; `lines` is what it has printed so far."""

    def __init__(self, home: Path, name: str, language: str, code: str, environment: Mapping[str, str]) -> None:
        script, self._out = home / f"my_{name}.{SUFFIXES[language]}", home / f"{name}.out"
        script.write_text(code)
        command = {
            "python": lambda: [sys.executable, "-W", "ignore", str(script)],
            "javascript": lambda: node.program(script.name, script),
            "sh": lambda: ["sh", "-e", str(script)],
        }[language]()
        with self._out.open("w") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, env=dict(environment), cwd=ROOT
            )

    @property
    def lines(self) -> list[str]:
        return self._out.read_text().splitlines()

    def done(self) -> list[str]:
        """What it printed, once it has ended well."""
        assert self.process.wait(60) == 0, self.lines
        return self.lines

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
