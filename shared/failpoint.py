"""Named places at which a fault test has the process die, as a power cut would. Off unless FAILPOINT names one.

`FAILPOINT=before_publish` dies the first time that place is reached, `FAILPOINT=before_publish:7` the seventh time.
"""

import os
import signal
from itertools import count

ARMED, _, _nth = os.environ.get("FAILPOINT", "").partition(":")
_times = count(1)


def reach(name: str) -> None:
    """Die here if this place is armed, and reached often enough."""
    if name == ARMED and next(_times) >= int(_nth or 1):
        os.kill(os.getpid(), signal.SIGKILL)
