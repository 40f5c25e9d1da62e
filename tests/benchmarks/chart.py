"""The chart: each figure as a part of its target, so that all can stand in one picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pygal
from pygal.style import LightStyle

from tests.benchmarks.row import Figure


def part_of_target(figure: Figure) -> float | None:
    """1.0 where the target is just reached, more where it is surpassed."""
    if not figure.ratio or not figure.target:
        return None
    return figure.target / figure.ratio if figure.at_most else figure.ratio / figure.target


def draw(rows: Mapping[str, Sequence[Figure]], title: str, path: Path) -> None:
    """An SVG of horizontal bars, cut at three times the target."""
    bars = [
        (f"{name}: {figure.what}", min(part, 3.0))
        for name, figures in rows.items()
        for figure in figures
        if (part := part_of_target(figure)) is not None
    ]
    chart = pygal.HorizontalBar(
        style=LightStyle,
        title=f"Reached, as a part of the target (1.0): {title}",
        show_legend=False,
        height=80 + 36 * len(bars),
        width=1100,
        js=(),
        print_values=True,
        value_formatter=lambda part: f"{part:.2f}",
        range=(0, 3),
    )
    chart.x_labels = [label for label, _ in reversed(bars)]
    chart.add("", [{"value": part, "color": "#2a7" if part >= 1 else "#c33"} for _, part in reversed(bars)])
    chart.render_to_file(str(path))
