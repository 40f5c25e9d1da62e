"""Import this first in a service's process: everything that waits then lets other green threads run.

psycopg's binary wheel waits in C and would freeze the whole process, unless told otherwise before its import.
"""

import os
import time
import warnings
from typing import Any

os.environ["PSYCOPG_WAIT_FUNC"] = "wait_selector"

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # eventlet announces its own end of life on every import
    import eventlet

eventlet.monkey_patch()

from eventlet.green import select  # noqa: E402
from eventlet.hubs import trampoline  # noqa: E402
from psycopg import errors, waiting  # noqa: E402


def wait(steps: Any, fileno: int, seconds: float) -> Any:
    """What `psycopg.waiting.wait` does, straight at eventlet's hub: a selector made for each statement cost more than
    all else in it. Raises psycopg's _WaitTimeout."""
    deadline = time.monotonic() + seconds
    try:
        wanted = next(steps)
        while True:
            wanted = steps.send(_ready(wanted, fileno, max(deadline - time.monotonic(), 0.0)))
    except StopIteration as done:
        return done.value


def _ready(wanted: waiting.Wait, fileno: int, seconds: float) -> waiting.Ready:
    if wanted == waiting.Wait.RW:
        read, write, _ = select.select([fileno], [fileno], [], seconds)
        if not read and not write:
            raise errors._WaitTimeout("nothing came")
        return waiting.Ready((1 if read else 0) | (2 if write else 0))
    reads = wanted == waiting.Wait.R
    trampoline(fileno, read=reads, write=not reads, timeout=seconds, timeout_exc=errors._WaitTimeout)
    return waiting.Ready.R if reads else waiting.Ready.W
