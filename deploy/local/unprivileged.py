"""Running a program that refuses to run as root when we are root."""

import os
import pwd
import stat
from pathlib import Path

USER = "nobody"


def prefix(*needed: Path) -> list[str]:
    """What to put before a command so that it runs as an ordinary user; nothing if we are one already.

    `needed` are the program and the folders that it works in.

    A checkout in root's own home is closed to other users. Rather than open the home, the program is then given the
    right to look past file permissions, and only then.
    """
    if os.geteuid() != 0:
        return []
    account = pwd.getpwnam(USER)
    command = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    if not all(_is_open_to_all(path) for path in needed):
        command += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
        # without it access(2), which initdb asks about its own files, leaves that right out of account
        command += ["--securebits=+no_setuid_fixup"]
    return command


def give(path: Path) -> None:
    """Make `path` that user's own, if we are root."""
    if os.geteuid() == 0:
        account = pwd.getpwnam(USER)
        os.chown(path, account.pw_uid, account.pw_gid)


def _is_open_to_all(path: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path, *path.resolve().parents))
