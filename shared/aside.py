"""A program beside the process: for native code that would hold up every other green thread while it runs."""

import os
from collections.abc import Sequence

from eventlet.green import subprocess
from eventlet.semaphore import Semaphore
from eventlet.timeout import Timeout

AT_ONCE = Semaphore(2)
"""So many at once: each wants a core and memory of its own."""
INHERITED = ("PATH", "LANG", "LD_LIBRARY_PATH")


class ProgramFailed(RuntimeError):
    """The program ended with an error, or not in time. What it said of it may hold anything, and isn't kept."""


def run(program: Sequence[str], given: bytes, within: float) -> bytes:
    """What the program answers to what it is given. Our settings are not in its environment. Raises ProgramFailed."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    with AT_ONCE:
        child = subprocess.Popen(
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=inherited,
        )
        try:
            with Timeout(within):
                answer, _ = child.communicate(given)
        except Timeout:
            child.kill()
            child.communicate()
            raise ProgramFailed(f"no answer within {within} seconds") from None
    if child.returncode:
        raise ProgramFailed(f"it ended with {child.returncode}")
    return bytes(answer)
