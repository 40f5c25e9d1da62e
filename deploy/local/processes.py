"""Processes told apart by number and start time, so that a number given out anew is never signalled by mistake."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Running(NamedTuple):
    pid: int
    since: str  # in clock ticks since the machine started, as the kernel gives it


class _Status(NamedTuple):
    state: str
    parent: int
    session: int
    since: str


def _status(pid: int) -> _Status | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # the second field is the program's name in brackets, and may itself hold brackets and spaces
    fields = text.rpartition(")")[2].split()
    return _Status(fields[0], int(fields[1]), int(fields[3]), fields[19])


def running(pid: int) -> Running | None:
    """The process with this number, or None if there is none or it is only waiting to be collected."""
    status = _status(pid)
    if status is None or status.state in "ZX":
        return None
    return Running(pid, status.since)


def is_alive(process: Running) -> bool:
    return running(process.pid) == process


def descendants(pid: int) -> list[Running]:
    """Every process that `pid` started, and those that they started."""
    everyone = _everyone()
    family = [pid]
    for member in family:
        family.extend(child for child, status in everyone.items() if status.parent == member)
    return [process for member in family[1:] if (process := running(member))]


def session(pid: int) -> list[Running]:
    """What is left in the session that `pid` opened, even when `pid` itself is gone."""
    members = [member for member, status in _everyone().items() if status.session == pid]
    return [process for member in members if (process := running(member))]


def _everyone() -> dict[int, _Status]:
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return {number: status for number in numbers if (status := _status(number))}


def send(process: Running, number: signal.Signals) -> None:
    """Signal the process if it is still the same one."""
    if is_alive(process):
        with suppress(ProcessLookupError):
            os.kill(process.pid, number)


def gone(processes: list[Running], within: float) -> bool:
    """Wait until all have ended; False if one is still there after `within` seconds."""
    deadline = time.monotonic() + within
    while any(is_alive(process) for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def end(processes: list[Running], within: float) -> None:
    """Wait for all to end by themselves, then kill those that have not."""
    if not gone(processes, within):
        for process in processes:
            send(process, signal.SIGKILL)
        gone(processes, within)
