"""Texts that are alike: those that ask the same in other words, and phrases in each other's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bot.embedding import Embedder
from bot.reading.lexicon import frequency
from bot.reading.normalise import stem, words

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.float32]]

JOINED = 0.5
"""Likeness from which a text joins a group: the mean over the group's texts."""
_COMMON = 5.9
"""Zipf value from which a word says little about the matter."""
_LITTLE = 0.2
_OFF_CENTRE = 0.5

Progress = Callable[[int, int], None]


def grouped(
    texts: Sequence[str],
    embedder: Embedder | None = None,
    background: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[list[int]]:
    """The numbers of the texts in groups of likeness, the largest first.

    `background` are phrases whose vectors are kept: they say what lies in the middle.
    """
    if not texts:
        return []
    by_words = _by_words(texts)
    likeness = by_words @ by_words.T
    if embedder is not None:
        rows = _by_meaning(texts, embedder, background, progress)
        likeness = likeness.clip(min=rows @ rows.T)
    return _linked(likeness)


def _by_words(texts: Sequence[str]) -> Matrix:
    """Texts as unit rows over their stems; a common word counts little."""
    import numpy as np

    said = [{stem(word): word for word in words(text)} for text in texts]
    places = {found: at for at, found in enumerate({each for row in said for each in row})}
    rows = np.zeros((len(texts), max(len(places), 1)), np.float32)
    for row, found in zip(rows, said, strict=True):
        for root, word in found.items():
            row[places[root]] = _LITTLE if frequency(word) >= _COMMON else 1.0
    return _unit(rows)


def _by_meaning(
    texts: Sequence[str],
    embedder: Embedder,
    background: Sequence[str],
    progress: Progress | None,
) -> Matrix:
    """Vectors of the texts with the middle of everything taken off, as unit rows."""
    import numpy as np

    found = []
    for done, text in enumerate(texts, 1):
        found.append(embedder.questions([text])[0])
        if progress:
            progress(done, len(texts))
    rows = np.stack(found)
    middle = embedder.phrases(background).mean(0) if background else rows.mean(0)
    return _unit(rows - _OFF_CENTRE * middle)


def _unit(rows: Matrix) -> Matrix:
    import numpy as np

    scaled: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def _linked(likeness: Matrix) -> list[list[int]]:
    """Groups joined two by two, the likest first, while their texts' mean likeness suffices."""
    import numpy as np

    count = len(likeness)
    sums = likeness.astype(np.float64).copy()
    sizes = np.ones(count)
    groups: list[list[int] | None] = [[number] for number in range(count)]
    means = sums.copy()
    np.fill_diagonal(means, -1)
    for _ in range(count - 1):
        one, other = divmod(int(means.argmax()), count)
        if means[one, other] < JOINED:
            break
        groups[one] = (groups[one] or []) + (groups[other] or [])
        groups[other] = None
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sizes[one] += sizes[other]
        means[one] = sums[one] / (sizes[one] * sizes)
        means[:, one] = means[one]
        means[other] = means[:, other] = -1
        means[one, one] = -1
        for number, group in enumerate(groups):
            if group is None:
                means[one, number] = means[number, one] = -1
    return sorted((sorted(group) for group in groups if group), key=lambda group: -len(group))
