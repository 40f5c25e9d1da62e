"""Named places at which a fault test has the process die, as a power cut would, or linger. Off unless FAILPOINT is set.

`FAILPOINT=before_publish` dies the first time that place is reached, `FAILPOINT=before_publish:7` the seventh time;
`FAILPOINT=before_hearing~0.5` lingers half a second each time.
"""

import os
import signal
import time
from itertools import count

ARMED = os.environ.get("FAILPOINT", "")
_place, _, _nth = ARMED.partition(":")
_slow_place, _, _seconds = ARMED.partition("~")
_times = count(1)


def reach(name: str) -> None:
    """Die here if this place is armed, and reached often enough; or linger."""
    if name == _place and next(_times) >= int(_nth or 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if name == _slow_place and _seconds:
        time.sleep(float(_seconds))
