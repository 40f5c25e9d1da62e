"""Makes the virtual environment `.venv` from `requirements.lock`: `python3 -m deploy.local.bootstrap`.

Any python3 of the system will do; standard library only. The environment is made anew only when the lock file or
Python's version changed, so it costs next to nothing to run this before every task. Debian's own python3 comes without
ensurepip and often without pip: pip is then taken from Debian's package of it, unpacked, which needs no root.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from deploy.local import debian

SUPPORTED = ((3, 11), (3, 12), (3, 13))
_ROOT = Path(__file__).resolve().parents[2]
_PYTHON_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


class NotMade(RuntimeError):
    """The environment could not be made; the message says what to do."""


def main() -> int:
    if sys.version_info[:2] not in SUPPORTED:
        return _run_with_another_python()
    try:
        make_environment(_ROOT)
    except (NotMade, debian.NotFetched) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def make_environment(root: Path) -> None:
    """Make `root/.venv` unless it is as the lock file says; two callers at once make it once."""
    local = root / ".local"
    local.mkdir(exist_ok=True)
    with open(local / "bootstrap.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_as_wanted(root):
            _make(root)


def _make(root: Path) -> None:
    started = time.monotonic()
    environment = root / ".venv"
    version = ".".join(map(str, sys.version_info[:3]))
    _say(f"making .venv with Python {version} from requirements.lock")
    shutil.rmtree(environment, ignore_errors=True)
    # the base interpreter by its own name: we may be running in the very environment that is to be replaced
    base = os.path.realpath(sys.executable)
    subprocess.run([base, "-m", "venv", "--without-pip", str(environment)], check=True)
    wheel = _pip_wheel(root / ".local")
    python = str(environment / "bin" / "python")
    _check([python, str(wheel / "pip"), "install", "--quiet", "--no-index", "--no-deps", str(wheel)])
    _install(python, root / "requirements.lock")
    _stamp(root).write_text(_wanted(root))
    _say(f"made .venv in {time.monotonic() - started:.0f} s")


def _pip_wheel(local: Path) -> Path:
    """Python's own copy of pip, or Debian's, installed or fetched."""
    folders = [Path(os.__file__).parent / "ensurepip" / "_bundled", Path("/usr/share/python-wheels")]
    wheel = _newest_pip(folders)
    if not wheel:
        _say("this Python comes without pip: fetching Debian's package of it (once)")
        debian.fetch("python3-pip-whl", local / "pip", _say)
        wheel = _newest_pip([local / "pip/usr/share/python-wheels"])
    if not wheel:
        raise NotMade("pip is nowhere to be found; install it with: apt-get install python3-venv")
    return wheel


def _newest_pip(folders: list[Path]) -> Path | None:
    wheels = [wheel for folder in folders for wheel in folder.glob("pip-*.whl")]
    return max(wheels, key=lambda wheel: [int(part) for part in re.findall(r"\d+", wheel.name)], default=None)


def _install(python: str, lock: Path) -> None:
    total = len(re.findall(r"^[a-z0-9].*==", lock.read_text(), flags=re.MULTILINE))
    _say(f"installing {total} packages")
    _check([python, "-m", "pip", "install", "--require-hashes", "--progress-bar=off", "-r", str(lock)], total)


def _check(command: list[str], total: int = 0) -> None:
    """Run pip, counting on the terminal the packages that it comes to; NotMade with its last words if it fails."""
    process = subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout
    lines, count = [], 0
    for line in process.stdout:
        lines.append(line)
        if total and line.startswith("Collecting "):
            count += 1
            _tick(f"  [{count}/{total}] {line.split()[1]}")
        elif line.startswith("Installing collected"):
            _tick("  unpacking")
    _tick("")
    if process.wait() != 0:
        raise NotMade("".join(lines[-20:]) + "\nthe environment was not made: see pip's words above, and try again")


def _tick(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def _say(text: str) -> None:
    print(text, flush=True)


def _stamp(root: Path) -> Path:
    return root / ".venv" / "made-from"


def _wanted(root: Path) -> str:
    digest = hashlib.sha256((root / "requirements.lock").read_bytes()).hexdigest()
    return f"{digest} {sys.version_info[0]}.{sys.version_info[1]}\n"


def _is_as_wanted(root: Path) -> bool:
    stamp = _stamp(root)
    if not stamp.exists() or stamp.read_text() != _wanted(root):
        return False
    # a stamp outlives the interpreter that the environment points to, when the system's Python is upgraded or removed
    return _version_of(str(root / ".venv" / "bin" / "python")) == _wanted(root).split()[1]


def _version_of(python: str) -> str:
    try:
        answer = subprocess.run([python, "-c", _PYTHON_VERSION], capture_output=True, text=True)
    except OSError:
        return ""
    return answer.stdout.strip()


def _run_with_another_python() -> int:
    for major, minor in reversed(SUPPORTED):
        name = f"python{major}.{minor}"
        if _version_of(name) == f"{major}.{minor}":
            return subprocess.call([name, "-m", "deploy.local.bootstrap"], cwd=_ROOT)
    found = ".".join(map(str, sys.version_info[:3]))
    print(
        f"Python 3.11, 3.12 or 3.13 is needed; this is {found}, and none of them is in PATH.\n"
        "On Debian or Ubuntu: apt-get install python3.11 (or 3.12, 3.13)",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
