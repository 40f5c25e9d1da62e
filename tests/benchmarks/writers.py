"""Writers: so many at once, in processes of four threads each, doing one thing over and over for some seconds.

A work is named `module:function`; called with the database's address and the writer's number it gives a function that
does it once. Its first call isn't counted: it opens connections.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

THREADS = 4
HEAD_START_SECONDS = 1.5
Work = Callable[[str, int], Callable[[], None]]


def rate(work: str, url: str, writers: int, seconds: float) -> float:
    """How often a second all of them together did it."""
    begin = time.time() + HEAD_START_SECONDS
    numbers = list(range(writers))
    shares = [numbers[at : at + THREADS] for at in range(0, writers, THREADS)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.writers", work, url, str(begin), str(seconds), *map(str, share)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
        for share in shares
    ]
    return sum(int(process.communicate()[0]) for process in processes) / seconds


def count(work: Work, url: str, begin: float, seconds: float, numbers: list[int]) -> int:
    """What one process's threads did from `begin` on, the seconds since 1970."""
    done = [0] * len(numbers)

    def repeat(at: int, number: int) -> None:
        once = work(url, number)
        once()
        time.sleep(max(0.0, begin - time.time()))
        while time.time() < begin + seconds:
            once()
            done[at] += 1

    threads = [threading.Thread(target=repeat, args=(at, number)) for at, number in enumerate(numbers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done)


if __name__ == "__main__":
    module, _, name = sys.argv[1].partition(":")
    print(count(getattr(import_module(module), name), sys.argv[2], float(sys.argv[3]), float(sys.argv[4]),
                [int(number) for number in sys.argv[5:]]))  # fmt: skip
