"""Debian's packages without installing them and without root: apt-get downloads, dpkg unpacks into a folder of ours.

Standard library only: the bootstrap uses it before the virtual environment exists.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

Say = Callable[[str], None]


class NotFetched(RuntimeError):
    """A package could not be downloaded; the message holds apt-get's own words."""


def fetch(package: str, into: Path, say: Say, with_needed: str = "") -> None:
    """Unpack `package` below `into`, with those it depends on whose whole name matches the pattern `with_needed`.

    Does nothing if `into` is there: it appears only when everything is in it. The machine's own package lists are used
    if they will do; if they are missing or too old, lists of our own are fetched for this once.
    """
    if into.exists():
        return
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent, prefix=".fetch-") as work:
        try:
            unpacked = _attempt(package, with_needed, Path(work, "first"), [], say)
        except NotFetched:
            say("the machine's package lists will not do: fetching lists of our own")
            unpacked = _attempt(package, with_needed, Path(work, "second"), _own_lists(Path(work, "lists")), say)
        unpacked.rename(into)


def _attempt(package: str, with_needed: str, work: Path, options: Sequence[str], say: Say) -> Path:
    downloads, unpacked = work / "downloads", work / "unpacked"
    downloads.mkdir(parents=True)
    unpacked.mkdir()
    packages = [package, *_needed(package, with_needed, options)]
    command = ["apt-get", "-o", "APT::Sandbox::User=root", *options, "download", *packages]
    _run(command, downloads, lambda line: _tell(line, len(packages), say))
    for archive in sorted(downloads.glob("*.deb")):
        _run(["dpkg", "-x", str(archive), str(unpacked)], work)
    return unpacked


def _tell(line: str, total: int, say: Say) -> None:
    # Get:3 http://mirror/debian bookworm/main amd64 erlang-ssl amd64 1:25.2.3 [1234 kB]
    found = re.match(r"Get:(\d+) \S+ \S+ \S+ (\S+) \S+ \S+ \[(.+)\]", line)
    if found:
        say(f"  [{found[1]}/{total}] {found[2]}, {found[3]}")


def _needed(package: str, pattern: str, options: Sequence[str]) -> list[str]:
    if not pattern:
        return []
    kinds = ("recommends", "suggests", "conflicts", "breaks", "replaces", "enhances")
    listing = _run(["apt-cache", *options, "depends", "--recurse", *(f"--no-{kind}" for kind in kinds), package])
    names = {line.strip() for line in listing if not line.startswith((" ", "<", "|"))}
    return sorted(name for name in names - {package} if re.fullmatch(pattern, name))


def _own_lists(folder: Path) -> list[str]:
    for needed in ("state/lists/partial", "cache/archives/partial"):
        (folder / needed).mkdir(parents=True)
    options = ["-o", f"Dir::State={folder}/state", "-o", f"Dir::Cache={folder}/cache", "-o", "Debug::NoLocking=1"]
    # a source that fails (a third party's, say) need not be the one that we need: the download will tell
    subprocess.run(
        ["apt-get", "-o", "APT::Sandbox::User=root", *options, "update"], env=_environment(), capture_output=True
    )
    return options


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _run(command: Sequence[str], folder: Path | None = None, each: Say = lambda _line: None) -> list[str]:
    """Run a command, calling `each` with every line as it comes; NotFetched if it fails."""
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except FileNotFoundError as missing:
        raise NotFetched(f"{command[0]} is not here: this is not a Debian or Ubuntu machine") from missing
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        each(lines[-1])
    if process.wait() != 0:
        raise NotFetched(f"{' '.join(command)} failed:\n" + "\n".join(lines[-10:]))
    return lines
