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

BY_MEANING, BY_WORDS = 0.32, 0.2
"""Likeness from which texts are one matter: the mean over the pairs of two groups."""
MOST = 1_500
"""Texts that are compared each with each; further ones join what these have come to."""
_COMMON = 5.9
"""Zipf value from which a word says little about the matter."""
_LITTLE = 0.2
_OFF_CENTRE = 0.8
"""Share of the mean that is taken off: more than for finding topics, since groups must part."""

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
    if embedder is None:
        rows, joined = _by_words(texts), BY_WORDS
    else:
        rows, joined = _by_meaning(texts, embedder, background, progress), BY_MEANING
    groups = _linked(rows[:MOST] @ rows[:MOST].T, joined)
    _with_the_rest(groups, rows, joined)
    return sorted(groups, key=lambda group: -len(group))


def _with_the_rest(groups: list[list[int]], rows: Matrix, joined: float) -> None:
    """Put the texts beyond the first `MOST` into the groups they are likest to, else apart."""
    import numpy as np

    middles = np.stack([rows[group].mean(0) for group in groups])
    for number, likeness in enumerate(rows[MOST:] @ middles.T, MOST):
        if likeness.max() >= joined:
            groups[int(likeness.argmax())].append(number)
        else:
            groups.append([number])


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
    middle = np.concatenate([embedder.phrases(background), rows]) if background else rows
    return _unit(rows - _OFF_CENTRE * middle.mean(0))


def _unit(rows: Matrix) -> Matrix:
    import numpy as np

    scaled: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def _linked(likeness: Matrix, joined: float) -> list[list[int]]:
    """Groups joined two by two, the likest first, while their pairs' mean likeness suffices."""
    import numpy as np

    groups = {number: [number] for number in range(len(likeness))}
    sums, sizes = likeness.astype(np.float64), np.ones(len(likeness))
    means = sums.copy()
    np.fill_diagonal(means, -1)
    best = means.max(1)
    while len(groups) > 1:
        one = int(best.argmax())
        one, other = sorted((one, int(means[one].argmax())))
        if means[one, other] < joined:
            break
        touched = (means[:, one] == best) | (means[:, other] == best)
        groups[one] += groups.pop(other)
        sizes[one] += sizes[other]
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        means[other] = means[:, other] = -1
        kept = [number for number in groups if number != one]
        means[one, kept] = means[kept, one] = sums[one, kept] / (sizes[one] * sizes[kept])
        touched[[one, other]] = True
        best[touched] = means[touched].max(1)
    return [sorted(group) for group in groups.values()]
