"""Whatever becomes of the process that started the servers, they do not stay behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local import postgres, processes

ROOT = Path(__file__).resolve().parents[2]

START_AND_WAIT = """
import sys, threading, time
from pathlib import Path
from deploy.local import {server}

def run():
    print({server}.start(Path(sys.argv[1])).pid, flush=True)

# from a thread that then ends, as a pool's may: the server must outlive it
thread = threading.Thread(target=run)
thread.start()
thread.join()
time.sleep(1)
print("still here", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("server", ["postgres", "rabbitmq"])
def test_a_server_ends_when_its_starter_does(server: str, number: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-c", START_AND_WAIT.format(server=server), str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        pid = int(starter.stdout.readline())
        assert starter.stdout.readline() == "still here\n"
        family = processes.descendants(starter.pid)
        assert pid in [process.pid for process in family]
        assert all(map(processes.is_alive, family))
        starter.send_signal(number)
    assert processes.gone(family, within=15)


def test_the_next_starter_waits_for_the_last_ones_server_to_be_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-c", START_AND_WAIT.format(server="postgres"), str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        starter.stdout.readline()
        starter.kill()
    postgres.start(tmp_path).stop()
