"""Prints the figures of growth as a table and draws them as SVG."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.understanding.drawing import decades

TIMES = (
    "FTS5's own ranking, p50, ms",
    "words, p99, ms",
    "words, p50, ms",
    "vectors, p50, ms",
    "vectors, the look-up alone, p50, ms",
)
SIZES = ("on disk with vectors, MB", "memory for words and vectors, MB", "memory for words, MB")


def draw(figures: Path, pictures: Path) -> None:
    """A row for each figure, a column for each size; and two plots."""
    found: dict[str, dict[str, float]] = json.loads(figures.read_text())
    sizes = sorted(found, key=int)
    names = list(dict.fromkeys(name for size in sizes for name in found[size]))
    heads = [f"{found[size]['passages']:,.0f}" for size in sizes]
    print(f"| | {' | '.join(heads)} |")
    print(f"| --- |{' --- |' * len(sizes)}")
    for name in names:
        print(f"| {name} | {' | '.join(_shown(found[size].get(name)) for size in sizes)} |")
    decades(
        pictures / "times.svg",
        "What a question takes, in milliseconds",
        ("passages", "ms"),
        _series(found, sizes, TIMES),
    )
    decades(
        pictures / "sizes.svg",
        "What the archive takes up, in megabytes",
        ("passages", "MB"),
        _series(found, sizes, SIZES),
    )


def _series(
    found: Mapping[str, Mapping[str, float]], sizes: Sequence[str], names: Sequence[str]
) -> list[tuple[str, list[tuple[float, float]]]]:
    return [
        (name, [(found[s]["passages"], found[s][name]) for s in sizes if found[s].get(name, 0) > 0])
        for name in names
    ]


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
