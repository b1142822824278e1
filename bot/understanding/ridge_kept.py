"""Keeps a ridge that was learned whole in a file: all that is needed to put it right later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.understanding.meaning import Matrix
from bot.understanding.ridge import Ridge
from bot.understanding.shelf import get, put

_BAND = 1_024


@dataclass(frozen=True)
class Texts:
    """What the ridge is learned from: the texts' vectors as they came, and whose each is."""

    raw: Matrix
    labels: Sequence[str]

    def names(self) -> list[bytes]:
        """What each text is known by: it is another one when its vector or topic is."""
        pairs = zip(self.raw, self.labels, strict=True)
        return [row.tobytes() + label.encode() for row, label in pairs]


@dataclass(frozen=True)
class Kept:
    """An exact ridge as it was learned."""

    middle: Matrix
    texts: Texts
    topics: tuple[str, ...]
    """Whose each column of the weights is."""
    weights: Matrix
    bands: tuple[Matrix, ...]
    """The factor of the inverse, some rows each, without the zeros behind its triangle."""

    @classmethod
    def of(cls, middle: Matrix, texts: Texts, topics: tuple[str, ...], ridge: Ridge) -> Kept:
        """What is kept of a ridge that was learned whole."""
        factor = ridge.factor
        assert factor is not None
        starts = range(0, len(factor), _BAND)
        bands = [factor[at : at + _BAND, : at + _BAND] for at in starts]
        return cls(middle, texts, topics, ridge.weights, tuple(map(np.ascontiguousarray, bands)))

    def put(self, path: Path) -> None:
        """Keep it in a file; said in the log when that cannot be."""
        head = {"topics": list(self.topics), "labels": list(self.texts.labels)}
        arrays = {"middle": self.middle, "raw": self.texts.raw, "weights": self.weights}
        arrays |= {f"band{number}": band for number, band in enumerate(self.bands)}
        put(path, head, arrays)

    @classmethod
    def get(cls, path: Path) -> Kept | None:
        """What the file keeps; None when there is none or it is damaged."""
        found = get(path)
        if found is None:
            return None
        head, arrays = found
        bands = [arrays[name] for name in arrays if name.startswith("band")]
        texts = Texts(arrays["raw"], head["labels"])
        topics, weights = tuple(head["topics"]), arrays["weights"]
        return cls(arrays["middle"], texts, topics, weights, tuple(bands))

    def times(self, some: Matrix) -> Matrix:
        """The inverse times some columns, a row for each text."""
        result = np.zeros((len(self.texts.raw), some.shape[1]), np.float32)
        for number, band in enumerate(self.bands):
            width = band.shape[1]
            start = number * _BAND
            part = band[:, :start] @ some[:start] + band[:, start:] @ some[start:width]
            result[:width] += band.T @ part
        return result

    def own(self) -> Matrix:
        """The diagonal of the inverse."""
        result = np.zeros(len(self.texts.raw), np.float32)
        for band in self.bands:
            result[: band.shape[1]] += np.einsum("ij,ij->j", band, band)
        return result
