"""Draws bars and curves as SVG, in a few shapes and no library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path

_COLOURS = ("#9aa5b1", "#c7a76c", "#7a9e87", "#5b7db1", "#2f4b7c")
_WIDTH, _HEIGHT, _EDGE, _FOOT = 760, 380, 56, 76

Series = tuple[str, Sequence[float]]


def bars(file: Path, title: str, groups: Sequence[str], series: Sequence[Series]) -> None:
    """Groups of bars from 0 to 100, one of each series in a group."""
    inner = _WIDTH - 2 * _EDGE
    step = inner / len(groups)
    wide = step * 0.8 / len(series)
    shapes = [_grid(title)]
    for place, (_, values) in enumerate(series):
        for at, value in enumerate(values):
            x = _EDGE + at * step + step * 0.1 + place * wide
            y = _y(value)
            shapes.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide * 0.92:.1f}" '
                f'height="{_y(0) - y:.1f}" fill="{_COLOURS[place]}"/>'
            )
            shapes.append(_text(x + wide * 0.46, y - 4, f"{value:.0f}", 9))
    for at, name in enumerate(groups):
        shapes.append(_text(_EDGE + (at + 0.5) * step, _HEIGHT - 58, name, 11))
    _save(file, shapes, [name for name, _ in series])


def curves(
    file: Path,
    title: str,
    axes: tuple[str, str],
    series: Sequence[tuple[str, Sequence[tuple[float, float]]]],
) -> None:
    """Curves through points, both axes from 0 to 100."""
    shapes = [_grid(title)]
    for place, (_, points) in enumerate(series):
        path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
        shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{_COLOURS[place]}" stroke-width="2.5"/>'
        )
    shapes.append(_text(_WIDTH / 2, _HEIGHT - 42, axes[0], 11))
    shapes.append(_text(_EDGE, _EDGE - 8, axes[1], 11))
    for value in range(0, 101, 20):
        shapes.append(_text(_x(value), _y(0) + 14, str(value), 9))
    _save(file, shapes, [name for name, _ in series])


def _x(value: float) -> float:
    return _EDGE + value / 100 * (_WIDTH - 2 * _EDGE)


def _y(value: float) -> float:
    return _HEIGHT - _FOOT - value / 100 * (_HEIGHT - _FOOT - _EDGE - 20)


def _grid(title: str) -> str:
    lines = "".join(
        f'<line x1="{_EDGE}" x2="{_WIDTH - _EDGE}" y1="{_y(value):.1f}" y2="{_y(value):.1f}" '
        f'stroke="#e4e7eb"/>{_text(_EDGE - 16, _y(value) + 3, str(value), 9)}'
        for value in range(0, 101, 20)
    )
    return _text(_WIDTH / 2, 22, title, 14) + lines


def _text(x: float, y: float, text: str, size: int) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="middle" fill="#323f4b">'
        f"{escape(text)}</text>"
    )


def _save(file: Path, shapes: list[str], names: Sequence[str]) -> None:
    x = float(_EDGE)
    for place, name in enumerate(names):
        shapes.append(
            f'<rect x="{x:.1f}" y="{_HEIGHT - 22}" width="10" height="10" '
            f'fill="{_COLOURS[place]}"/>'
            f'<text x="{x + 14:.1f}" y="{_HEIGHT - 13}" font-size="11" fill="#323f4b">'
            f"{escape(name)}</text>"
        )
        x += 38 + 6 * len(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif"><rect width="100%" height="100%" fill="white"/>'
        + "\n".join(shapes)
        + "</svg>\n",
        encoding="utf-8",
    )


def decades(
    file: Path,
    title: str,
    axes: tuple[str, str],
    series: Sequence[tuple[str, Sequence[tuple[float, float]]]],
) -> None:
    """Curves through points, both axes logarithmic, as many decades as there is need for."""
    across = _bounds([x for _, points in series for x, _ in points])
    up = _bounds([y for _, points in series for _, y in points])
    shapes = [_text(_WIDTH / 2, 22, title, 14), _text(_WIDTH / 2, _HEIGHT - 42, axes[0], 11)]
    for power in range(up[0], up[1] + 1):
        y = _y(_along(10.0**power, up))
        shapes.append(
            f'<line x1="{_EDGE}" x2="{_WIDTH - _EDGE}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e4e7eb"/>'
        )
        shapes.append(_text(_EDGE - 22, y + 3, f"{10.0**power:g} {axes[1]}", 9))
    for power in range(across[0], across[1] + 1):
        shapes.append(_text(_x(_along(10.0**power, across)), _y(0) + 14, f"{10**power:,}", 9))
    for place, (_, points) in enumerate(series):
        spots = [(_x(_along(x, across)), _y(_along(y, up))) for x, y in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        colour = _COLOURS[place]
        shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
        )
        shapes += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in spots]
    _save(file, shapes, [name for name, _ in series])


def _bounds(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten below the least value and above the greatest."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _along(value: float, bounds: tuple[int, int]) -> float:
    """Where between its bounds a value lies, from 0 to 100."""
    return 100 * (log10(value) - bounds[0]) / (bounds[1] - bounds[0])
