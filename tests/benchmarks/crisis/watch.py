"""What the run looks at while callers work: their rate, how far behind the roster is, how long a search takes."""

import bisect
import json
import statistics
import subprocess
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.database import connect
from tests.benchmarks.row import percentile

RECENT_SECONDS = 5.0
POLL_SECONDS = 0.002


@dataclass
class Crew:
    """Processes that do one work, and all that they told so far."""

    processes: Sequence["subprocess.Popen[str]"]
    seconds: list[float] = field(default_factory=list)
    answers: list[tuple[float, int]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    recent: deque[tuple[float, int]] = field(default_factory=deque)
    begun: float = field(default_factory=time.time)

    def __post_init__(self) -> None:
        self._threads = [threading.Thread(target=self._listen, args=(each,), daemon=True) for each in self.processes]
        for thread in self._threads:
            thread.start()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            self.seconds.extend(told["seconds"])
            self.answers.extend((at, position) for at, position in told["answers"])
            self.failures.extend(told["failures"])
            self.recent.append((time.time(), len(told["seconds"])))

    @property
    def is_done(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)

    @property
    def rate(self) -> float:
        """Calls a second, of late."""
        now = time.time()
        while self.recent and self.recent[0][0] < now - RECENT_SECONDS:
            self.recent.popleft()
        return sum(count for _, count in list(self.recent)) / min(RECENT_SECONDS, max(now - self.begun, 0.5))

    def overall(self) -> float:
        """Answers a second, from the first to the last."""
        moments = [at for at, _ in self.answers]
        return len(moments) / max(max(moments) - min(moments), 0.001) if moments else 0.0

    def end(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
        for thread in self._threads:
            thread.join()


class Roster:
    """How far the read store has come, watched from outside; its own process's clock is the callers' clock."""

    def __init__(self, url: str) -> None:
        self._url, self._stopping = url, threading.Event()
        self._moments: list[float] = []
        self._positions: list[int] = []
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        with connect(self._url) as connection:
            last = -1
            while not self._stopping.is_set():
                row = connection.execute("SELECT position FROM checkpoint").fetchone()
                if row is not None and row[0] > last:
                    last = row[0]
                    self._moments.append(time.time())
                    self._positions.append(last)
                time.sleep(POLL_SECONDS)

    @property
    def position(self) -> int:
        return self._positions[-1] if self._positions else 0

    def lags(self, answers: Sequence[tuple[float, int]]) -> list[float]:
        """Seconds from each answer until what it says stood in the roster; of those that stand there."""
        found = []
        for answered, position in answers:
            at = bisect.bisect_left(self._positions, position)
            if at < len(self._moments):
                found.append(max(self._moments[at] - answered, 0.0))
        return found

    def behind(self, answers: Sequence[tuple[float, int]]) -> float:
        """Seconds since the oldest of these answers that doesn't stand in the roster yet."""
        reached = self.position
        return max((time.time() - answered for answered, position in answers if position > reached), default=0.0)

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median, p99 and the most, in milliseconds."""
    if not seconds:
        return {"p50": 0.0, "p99": 0.0, "most": 0.0}
    ordered: list[Any] = [statistics.median(seconds), percentile(seconds, 0.99), max(seconds)]
    return {name: round(1000 * value, 1) for name, value in zip(("p50", "p99", "most"), ordered, strict=True)}
