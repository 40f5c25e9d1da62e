"""The bootstrap: makes the environment once, anew when it must, and finds pip where Debian's python3 has none."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import bootstrap, debian

ROOT = Path(__file__).resolve().parents[2]
ON_DEBIAN = pytest.mark.skipif(not shutil.which("apt-get"), reason="needs apt-get")
DEBIANS_OWN = Path(f"/usr/lib/python{sys.version_info[0]}.{sys.version_info[1]}").is_dir()
ONE_PACKAGE = re.compile(r"^iniconfig==.*\n(?: +--hash.*\n)+", re.MULTILINE)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout whose lock file holds one small package."""
    found = ONE_PACKAGE.search((ROOT / "requirements.lock").read_text())
    assert found
    (tmp_path / "requirements.lock").write_text(found[0])
    return tmp_path


def can_import(tree: Path, package: str) -> bool:
    python = tree / ".venv" / "bin" / "python"
    return subprocess.run([python, "-c", f"import {package}"], capture_output=True).returncode == 0


def test_it_installs_what_is_locked_and_only_once(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bootstrap.make_environment(tree)
    assert can_import(tree, "iniconfig")
    assert not can_import(tree, "nameko")
    assert "installing 1 packages" in capsys.readouterr().out
    bootstrap.make_environment(tree)
    assert capsys.readouterr().out == ""


def test_a_changed_lock_makes_it_anew(tree: Path) -> None:
    bootstrap.make_environment(tree)
    (tree / "requirements.lock").write_text("# nothing is needed any more\n")
    bootstrap.make_environment(tree)
    assert not can_import(tree, "iniconfig")


def test_an_interpreter_that_is_gone_makes_it_anew(tree: Path) -> None:
    bootstrap.make_environment(tree)
    python = tree / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    bootstrap.make_environment(tree)
    assert can_import(tree, "iniconfig")


def test_a_package_that_is_not_the_locked_one_is_refused(tree: Path) -> None:
    lock = tree / "requirements.lock"
    lock.write_text(re.sub(r"sha256:\w{8}", "sha256:00000000", lock.read_text()))
    with pytest.raises(bootstrap.NotMade, match="DO NOT MATCH THE HASHES"):
        bootstrap.make_environment(tree)
    assert not (tree / ".venv" / "made-from").exists()


@ON_DEBIAN
@pytest.mark.skipif(not DEBIANS_OWN, reason="Debian's pip may be too old for a Python that is newer than Debian's own")
def test_where_there_is_no_pip_debians_is_unpacked(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tree / ".local" / "pip"
    find = bootstrap._newest_pip
    monkeypatch.setattr(bootstrap, "_newest_pip", lambda folders: find([f for f in folders if f.is_relative_to(own)]))
    bootstrap.make_environment(tree)
    assert list(own.glob("usr/share/python-wheels/pip-*.whl"))
    assert can_import(tree, "iniconfig")


@ON_DEBIAN
def test_a_machine_that_never_fetched_its_package_lists_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state/lists/partial").mkdir(parents=True)
    (tmp_path / "apt.conf").write_text(f'Dir::State "{tmp_path}/state";\nDir::Cache "{tmp_path}/cache";\n')
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    said: list[str] = []
    debian.fetch("erlang-ftp", tmp_path / "fetched", said.append, with_needed="erlang-tftp")
    assert said[0] == "the machine's package lists will not do: fetching lists of our own"
    assert (tmp_path / "fetched/usr/lib/erlang/lib").is_dir()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".fetch")] == []


@ON_DEBIAN
def test_a_package_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(debian.NotFetched, match="no-such-package-anywhere"):
        debian.fetch("no-such-package-anywhere", tmp_path / "fetched", lambda _line: None)
    assert not (tmp_path / "fetched").exists()


def test_a_python_that_is_too_old_looks_for_another_and_says_so() -> None:
    program = (
        "import sys; from deploy.local import bootstrap; bootstrap.SUPPORTED = ((3, 99),); sys.exit(bootstrap.main())"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert answer.returncode == 1
    assert "Python 3.11, 3.12 or 3.13 is needed" in answer.stderr
