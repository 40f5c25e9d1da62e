"""A program beside the process: it answers, others go on meanwhile, and it learns none of our settings."""

import json
import os
import subprocess
import sys

import pytest

# in a process of its own, patched as a service's is
CODE = """
from shared import green
import json, os, sys
import eventlet
from shared.aside import ProgramFailed, run

def python(code, given=b"", within=20.0):
    return run([sys.executable, "-I", "-c", code], given, within)

def outcome(code, within=20.0):
    try:
        return python(code, within=within).decode()
    except ProgramFailed as error:
        return f"failed: {error}"

os.environ["DOCUMENT_KEY"] = "a secret"
done = []
eventlet.spawn_after(0.05, lambda: done.append("meanwhile"))
print(json.dumps({
    "answer": len(python("import sys; sys.stdout.write(sys.stdin.read() * 2)", b"much " * 100_000)),
    "environment": outcome("import os; print(os.environ.get('DOCUMENT_KEY'), end='')"),
    "error": outcome("import sys; sys.stderr.write('a name'); sys.exit(3)"),
    "late": outcome("import time; time.sleep(60)", within=0.2),
    "done": done,
}))
"""


def test_it_answers_and_the_others_go_on() -> None:
    """Much or little; what it says of an error is not kept; one that takes too long is ended."""
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    program = [sys.executable, "-W", "ignore", "-c", CODE]
    answer = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode:
        pytest.fail(answer.stderr)
    found = json.loads(answer.stdout)
    assert found == {
        "answer": 1_000_000,
        "environment": "None",
        "error": "failed: it ended with 3",
        "late": "failed: no answer within 0.2 seconds",
        "done": ["meanwhile"],
    }
