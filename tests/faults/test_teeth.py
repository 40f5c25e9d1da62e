"""Every safeguard that the matrix takes out still stands where it says, and so does the test that guards it."""

import pytest

from tests.faults.break_teeth import ROOT, SAFEGUARDS, Safeguard


@pytest.mark.parametrize("safeguard", SAFEGUARDS, ids=lambda safeguard: safeguard.what.replace(" ", "-"))
def test_it_can_be_taken_out(safeguard: Safeguard) -> None:
    assert (ROOT / safeguard.path).read_text().count(safeguard.text) == 1
    path, _, name = safeguard.test.partition("::")
    assert f"def {name.partition('[')[0]}(" in (ROOT / path).read_text()
