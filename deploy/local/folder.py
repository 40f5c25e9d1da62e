"""A server's folder: held by one starter at a time, and it remembers the server's ports and passwords."""

import fcntl
import json
import os
import time
from pathlib import Path
from typing import Any

_WAIT_SECONDS = 15.0


class FolderBusy(RuntimeError):
    """Another process runs a server in this folder."""


def hold(folder: Path) -> int:
    """Make the folder if need be and lock it; closing the number returned gives it up.

    Waits a little, since the server of a starter that has just died may still be on its way down.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(lock)
                raise FolderBusy(f"another process runs a server in {folder}") from None
            time.sleep(0.1)


def recall(folder: Path) -> dict[str, Any]:
    """What was last remembered here; empty in a new folder."""
    try:
        remembered: dict[str, Any] = json.loads((folder / "settings.json").read_text())
    except FileNotFoundError:
        return {}
    return remembered


def remember(folder: Path, settings: dict[str, Any]) -> None:
    """Keep the settings, readable by the owner only, since passwords are among them."""
    fresh = folder / "settings.json.new"
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(settings, file)
    fresh.rename(folder / "settings.json")
