"""Named places at which a fault test has the process die, as a power cut would.

Off unless FAILPOINT names one, as `before_publish`, or `before_publish:3` for its third visit.
"""

import os
import signal

ARMED, _, VISIT = os.environ.get("FAILPOINT", "").partition(":")
PLACES = (
    "after_append",
    "before_answer",
    "before_publish",
    "after_publish",
    "before_checkpoint_project",
    "before_checkpoint_react",
    "before_checkpoint_tell",
    "before_checkpoint_clock",
    "before_checkpoint_seal",
    "after_receive",
    "before_acknowledge",
    "before_settle",
    "in_rebuild",
    "before_swap",
    "after_swap",
)
_left = int(VISIT or 1)


def reach(name: str) -> None:
    """Die here if this place is armed, at the visit that was asked for."""
    global _left
    if name == ARMED:
        _left -= 1
        if _left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
