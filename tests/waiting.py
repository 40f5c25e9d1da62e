"""Waiting for a condition, never for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(condition: Callable[[], T], within: float = 30.0, every: float = 0.02) -> T:
    """The condition's first true value, asked for every so often. Fails if there is none in time; errors meanwhile
    count as not yet."""
    deadline = time.monotonic() + within
    last: object = None
    while time.monotonic() < deadline:
        try:
            found = condition()
        except Exception as error:
            found, last = None, error  # type: ignore[assignment]
        if found:
            return found
        time.sleep(every)
    raise AssertionError(f"not within {within} s; last: {last!r}")
