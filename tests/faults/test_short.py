"""The faults of services, broker and rights in short; `make faults` runs them at their full load."""

from pathlib import Path
from random import randrange

import pytest

from tests.faults import break_broker, break_rights, break_services  # noqa: F401  entered in the matrix
from tests.faults.fault import MATRIX, Run


@pytest.mark.parametrize(("fault", "scale"), [("F1", 0.02), ("F2", 0.01), ("F22", 0.03)])
def test_in_short(fault: str, scale: float, tmp_path: Path) -> None:
    """The same promises at a small part of the load; the seed is shown if one breaks."""
    seed = randrange(10**6)
    print(f"{fault} with seed {seed}")
    assert MATRIX[fault].run(Run(seed, tmp_path, scale, judges_speed=False))
