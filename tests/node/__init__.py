"""Programs of others that run on Node: `package.json` names them, `npm ci` brings them once, into `.local/node`."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PLACE = HERE.parents[1] / ".local" / "node"
FILES = ("package.json", "package-lock.json")


@cache
def packages() -> Path:
    """The folder whose `node_modules` holds them; a test without Node, or without a registry, is skipped."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not installed")
    if not all(_same(HERE / name, PLACE / name) for name in FILES):
        PLACE.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(HERE / name, PLACE / name)
        done = subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=PLACE, capture_output=True, text=True
        )
        if done.returncode:
            (PLACE / FILES[0]).unlink()
            pytest.skip("npm could not fetch the packages")
    return PLACE


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()


def program(name: str, source: Path | None = None) -> list[str]:
    """The command that runs a program of this folder, or one of `source`, with those packages beside it."""
    place = packages() / name
    shutil.copy(source or HERE / name, place)
    return ["node", str(place)]
