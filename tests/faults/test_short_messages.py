"""The faults of messages and processes in short; `make faults` runs them at their full load."""

from pathlib import Path
from random import randrange

import pytest

from tests.faults import break_envelope, break_messages, break_process  # noqa: F401  entered in the matrix
from tests.faults.fault import MATRIX, Run


@pytest.mark.parametrize(("fault", "scale"), [("F4", 0.01), ("F7", 0.02), ("F11", 0.02), ("F12", 0.015)])
def test_in_short(fault: str, scale: float, tmp_path: Path) -> None:
    """The same promises at a small part of the load; the seed is shown if one breaks."""
    seed = randrange(10**6)
    print(f"{fault} with seed {seed}")
    assert MATRIX[fault].run(Run(seed, tmp_path, scale, judges_speed=False))
