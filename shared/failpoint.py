"""Named places at which a fault test has the process die, as a power cut would. Off unless FAILPOINT names one.

`FAILPOINT=before_publish` dies at the first visit of that place, `FAILPOINT=before_publish:7` at the seventh.
"""

import os
import signal
from itertools import count

ARMED, _, _visit = os.environ.get("FAILPOINT", "").partition(":")
_visits = count(1)


def reach(name: str) -> None:
    """Die here if this place is armed, and visited often enough."""
    if name == ARMED and next(_visits) >= int(_visit or 1):
        os.kill(os.getpid(), signal.SIGKILL)
