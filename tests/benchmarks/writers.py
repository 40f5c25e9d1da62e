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
Work = Callable[[str, int], Callable[[], None]]


def rate(work: str, url: str, writers: int, seconds: float) -> float:
    """How often a second all of them together did it, from the moment at which the last one is ready."""
    numbers = list(range(writers))
    shares = [numbers[at : at + THREADS] for at in range(0, writers, THREADS)]
    processes = [start(work, url, seconds, share) for share in shares]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("begin\n")
        process.stdin.flush()
    return sum(int(process.communicate()[0]) for process in processes) / seconds


def start(work: str, url: str, seconds: float, share: list[int]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.writers", work, url, str(seconds), *map(str, share)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )


def count(work: Work, url: str, seconds: float, numbers: list[int]) -> int:
    """What one process's threads did, once all of them are ready and the word to begin has come."""
    done = [0] * len(numbers)
    ready, begun = threading.Barrier(len(numbers) + 1), threading.Event()

    def repeat(at: int, number: int) -> None:
        once = work(url, number)
        once()
        ready.wait()
        begun.wait()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            once()
            done[at] += 1

    threads = [threading.Thread(target=repeat, args=(at, number)) for at, number in enumerate(numbers)]
    for thread in threads:
        thread.start()
    ready.wait()
    print("ready", flush=True)
    sys.stdin.readline()
    begun.set()
    for thread in threads:
        thread.join()
    return sum(done)


if __name__ == "__main__":
    module, _, name = sys.argv[1].partition(":")
    print(count(getattr(import_module(module), name), sys.argv[2], float(sys.argv[3]),
                [int(number) for number in sys.argv[4:]]))  # fmt: skip
