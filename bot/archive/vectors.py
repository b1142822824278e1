"""Vectors of passages: signs in memory, numbers in the flat file; which are nearest by meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.archive.flatfile import WIDTH, FlatFile

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

SCALE = 600.0
"""A number of a vector times this is kept in 8 bits; none is larger than .2."""
_AT_ONCE = 2048


@dataclass
class Vectors:
    """Every vector's passage and signs in memory, its numbers in the flat file."""

    file: FlatFile
    passages: Numbers
    """By place in the file; 0 where a later record has the passage."""
    signs: Numbers
    """6 rows of 64 bits by place: whether each number is above its language's mean."""
    means: Numbers
    """By language, of the languages of `Columns`."""
    centred: int
    """How many vectors the means were taken from."""
    last: int
    """Row number of the last vector taken up."""
    places: Numbers = field(init=False)
    """By passage, its place; -1 for none."""

    def __post_init__(self) -> None:
        import numpy as np

        size = int(self.passages.max(initial=0)) + 1
        self.places = np.full(size, -1, dtype=np.int32)
        self.places[self.passages] = np.arange(len(self.passages))
        self.passages[self.places[self.passages] != np.arange(len(self.passages))] = 0
        self.places[0] = -1

    @property
    def outgrown(self) -> bool:
        """Whether the file has grown so much that the means should be taken again."""
        # However few: of none they are zero, and everything would seem near in meaning.
        return len(self.file) > 1.25 * self.centred or len(self.file) < len(self.passages)

    @property
    def middle(self) -> Numbers:
        """The mean of the languages' means."""
        # An empty archive has no language, and numpy warns of the mean of nothing.
        middle: Numbers = self.means.sum(axis=0) / max(len(self.means), 1)
        return middle

    def near(self, signs: Numbers, kept: Numbers, count: int) -> Numbers:
        """Places of the passages whose signs agree most with these; `kept` says of each place
        whether it may be among them.
        """
        import numpy as np

        apart = np.zeros(len(self.passages), dtype=np.uint16)
        for mine, theirs in zip(signs, self.signs, strict=True):
            apart += np.bitwise_count(theirs ^ mine)
        apart[~kept] = WIDTH + 1
        upto = np.cumsum(np.bincount(apart, minlength=WIDTH + 2)[: WIDTH + 1])
        furthest = int(np.searchsorted(upto, min(count, upto[-1])))
        chosen = apart < furthest
        # Of those that are equally far as many as there is room for.
        equal = np.flatnonzero(apart == furthest)
        chosen[equal[: count - int(np.count_nonzero(chosen))]] = True
        return np.flatnonzero(chosen)


def signs_of(numbers: Numbers, middle: Numbers) -> Numbers:
    """A bit for each number above the middle, 64 to a word, the words as rows."""
    import numpy as np

    packed = np.packbits(numbers > middle, axis=1)
    return np.ascontiguousarray(packed.view(np.uint64).T)


def vectors_of(file: FlatFile, languages: Numbers, count: int) -> Vectors:
    """Take up a whole file: .15 s at 100,000. `languages` is a number by passage."""
    import numpy as np

    sums = np.zeros((count, WIDTH))
    held = np.zeros(count)
    for _, passages, numbers in _pieces(file):
        of = _languages(languages, passages)
        for each in range(count):
            sums[each] += numbers[of == each].sum(axis=0, dtype=np.int64)
            held[each] += (of == each).sum()
    means = (sums / np.maximum(held, 1)[:, None]).astype(np.float32)
    means[held == 0] = means[held > 0].mean(axis=0) if held.any() else 0
    means /= np.float32(SCALE)
    return _read(file, 0, languages, means)


def extended(vectors: Vectors, languages: Numbers) -> Vectors:
    """The same with what was appended to the file since, centred by the same means."""
    import numpy as np

    new = _read(vectors.file, len(vectors.passages), languages, vectors.means)
    return Vectors(
        vectors.file,
        np.concatenate([vectors.passages, new.passages]),
        np.concatenate([vectors.signs, new.signs], axis=1),
        vectors.means,
        vectors.centred,
        new.last,
    )


def _read(file: FlatFile, first: int, languages: Numbers, means: Numbers) -> Vectors:
    """The records from `first` on, their signs against these means."""
    import numpy as np

    scaled = means * np.float32(SCALE)
    signs, of_places, last = [np.zeros((6, 0), np.uint64)], [np.zeros(0, np.int32)], 0
    for rows, passages, numbers in _pieces(file, first):
        signs.append(signs_of(numbers, scaled[_languages(languages, passages)]))
        of_places.append(passages)
        last = int(rows[-1])
    passages = np.concatenate(of_places)
    return Vectors(file, passages, np.concatenate(signs, axis=1), means, len(passages), last)


def _pieces(file: FlatFile, first: int = 0) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    size = len(file)
    for at in range(first, size, _AT_ONCE):
        yield file.read(at, min(_AT_ONCE, size - at))


def _languages(languages: Numbers, passages: Numbers) -> Numbers:
    """The language of each passage; of one that is gone, the first."""
    import numpy as np

    inside = np.where((passages >= 0) & (passages < len(languages)), passages, 0)
    return np.maximum(languages[inside], 0)
