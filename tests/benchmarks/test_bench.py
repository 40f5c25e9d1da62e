"""The benchmark's table, file and chart are well made; its figures are nobody's business here."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks.row import HOLDS_BACK, ROWS, Figure, Run, compared, interleave, row


@pytest.fixture
def example() -> Sequence[Figure]:
    counter = iter(range(1, 100))
    found = interleave(3, {"ours": lambda: 10.0 * next(counter), "raw": lambda: 10.0 * next(counter)})
    return [compared("work", "/s", found, "raw", 0.9), compared("time", "ms", found, "raw", 0.5, at_most=True)]


def test_rounds_are_interleaved_and_every_second_goes_backwards(example: Sequence[Figure]) -> None:
    assert example[0].rounds == {"ours": [10, 40, 50], "raw": [20, 30, 60]}


def test_a_ratio_is_the_median_of_the_rounds_own(example: Sequence[Figure]) -> None:
    """Not of the medians: both halves of a round saw the same machine."""
    assert example[0].ratio == pytest.approx(50 / 60)
    assert (example[0].reached, example[0].short) == (False, "7% short")
    assert (example[1].reached, example[1].short) == (False, "67% short")


def test_what_was_measured_is_kept(example: Sequence[Figure], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As JSON with machine, versions and every round, and as a chart."""
    monkeypatch.setattr(bench, "KEPT", tmp_path)
    path = bench.keep({"example": example}, 0.1, 3)
    kept = json.loads(path.with_suffix(".json").read_text())
    assert kept["rows"]["example"][0]["rounds"]["ours"] == [10, 40, 50]
    assert {"processors", "python", "psycopg", "nameko"} <= kept["machine"].keys()
    assert "example: work" in path.with_suffix(".svg").read_text()


def test_a_small_row_runs_from_end_to_end(tmp_path: Path) -> None:
    bench.load()
    figures = ROWS["append"](Run(tmp_path, size=0.1, rounds=1))
    assert [figure.ours > 0 and figure.ratio is not None for figure in figures] == [True] * 3


def test_every_row_says_what_holds_it_back() -> None:
    """Whoever reads that a target was missed reads why."""
    bench.load()
    reached = {"growth", "saturation", "crisis"}
    assert {name for name, why in HOLDS_BACK.items() if not why} <= reached


def test_a_row_is_a_decorated_function() -> None:
    try:
        row("nothing")(lambda _: [])
        assert ROWS["nothing"](Run(Path())) == []
    finally:
        del ROWS["nothing"], HOLDS_BACK["nothing"]
