"""Callers: so many at once, in processes of four threads each, calling one method for some seconds.

`python -m tests.benchmarks.callers` reads what to do as JSON from its standard input, and answers as JSON: the seconds
that each call took. A call that failed is an error of the whole measurement: nothing here should.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from shared.client import Client
from shared.ids import new_id

THREADS = 4
HEAD_START_SECONDS = 1.5


@dataclass(frozen=True)
class Calls:
    """`method` of `service`, with each payload in turn; where `key` is given, it is a new id each time."""

    uri: str
    token: str
    service: str
    method: str
    payloads: Sequence[dict[str, Any]]
    key: str = ""


def call(calls: Calls, callers: int, seconds: float) -> list[float]:
    """The seconds that each call took, all callers together; a call is not counted if it began too early or late."""
    begin = time.time() + HEAD_START_SECONDS
    threads = [min(THREADS, callers - at) for at in range(0, callers, THREADS)]
    processes = [start({**asdict(calls), "begin": begin, "seconds": seconds, "threads": count}) for count in threads]
    return [taken for process in processes for taken in json.loads(process.communicate()[0])]


def start(order: dict[str, Any]) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.callers"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(order) + "\n")
    process.stdin.flush()
    return process


def work(order: dict[str, Any]) -> list[float]:
    """What one process's threads do."""
    begin, seconds, count = order.pop("begin"), order.pop("seconds"), order.pop("threads")
    calls = Calls(**order)
    taken: list[float] = []

    def repeat() -> None:
        client = Client(calls.uri, calls.token, 30)
        once(client, calls, 0)
        time.sleep(max(0.0, begin - time.time()))
        number = 0
        while (begun := time.time()) < begin + seconds:
            once(client, calls, number)
            taken.append(time.time() - begun)
            number += 1
        client.close()

    threads = [threading.Thread(target=repeat) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def once(client: Client, calls: Calls, number: int) -> None:
    payload = calls.payloads[number % len(calls.payloads)]
    client.command(calls.service, calls.method, {**payload, calls.key: str(new_id())} if calls.key else payload)


if __name__ == "__main__":
    print(json.dumps(work(json.loads(sys.stdin.readline()))))
