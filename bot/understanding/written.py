"""What was learned as plain values and arrays, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from bot.pace import breathing
from bot.understanding.alike import AlikePhrases
from bot.understanding.judges import Judge
from bot.understanding.logistic import Logistic, Standard
from bot.understanding.weighing import WordSide
from bot.understanding.words import WordIndex

if TYPE_CHECKING:
    import numpy as np

    from bot.understanding.learning import Taught

    Arrays = dict[str, np.ndarray[Any, np.dtype[Any]]]

_DIGITS = 5
_HALF = ("rows", "refused", "marks", "centroids")
"""Unit vectors, which half precision keeps well enough."""


def words_written(side: WordSide) -> dict[str, Any]:
    """The evidence of words as plain values."""
    index = side.index
    return {
        "labels": list(index.labels),
        "phrases": index.phrases,
        "uses": index.uses,
        "held": {stem: _flat(topics.items()) for stem, topics in index.held.items()},
        "weights": {name: round(weight, _DIGITS) for name, weight in index.weights.items()},
        "postings": {
            feature: [value for place, share in topics for value in (place, round(share, _DIGITS))]
            for feature, topics in index.postings.items()
        },
        "alike": _alike_written(side.alike),
        "refused": _alike_written(side.refused),
        "has_refused": side.has_refused,
    }


def words_read(written: Mapping[str, Any]) -> WordSide:
    """The evidence of words from plain values; raises KeyError or ValueError for others."""
    index = WordIndex(
        tuple(written["labels"]),
        written["phrases"],
        written["uses"],
        {stem: dict(_pairs(topics)) for stem, topics in written["held"].items()},
        written["weights"],
        {feature: _pairs(topics) for feature, topics in breathing(written["postings"].items())},
    )
    alike, refused = AlikePhrases(**written["alike"]), AlikePhrases(**written["refused"])
    return WordSide(index, alike, refused, written["has_refused"])


def _alike_written(alike: AlikePhrases) -> dict[str, Any]:
    lengths = [round(length, _DIGITS) for length in alike.lengths]
    return {"postings": alike.postings, "lengths": lengths}


def _flat(pairs: Any) -> list[int]:
    return [value for pair in pairs for value in pair]


def _pairs(flat: list[Any]) -> list[tuple[Any, Any]]:
    return list(zip(flat[::2], flat[1::2], strict=True))


def judge_written(judge: Judge) -> dict[str, Any]:
    """A judge as plain values."""
    return asdict(judge)


def judge_read(written: Mapping[str, Any]) -> Judge:
    """A judge from plain values."""
    return Judge(
        meaning=written["meaning"],
        scope=_standard(written["scope"]),
        right=_standard(written["right"]),
        in_scope=Logistic(tuple(written["in_scope"]["weights"])),
        is_right=Logistic(tuple(written["is_right"]["weights"])),
        lost=written["lost"],
        sure=written["sure"],
    )


def _standard(written: Mapping[str, Any]) -> Standard:
    return Standard(tuple(written["means"]), tuple(written["spreads"]))


def meaning_written(taught: Taught) -> Arrays:
    """The index of meaning as arrays."""
    import numpy as np

    index = taught.index
    arrays = {field.name: getattr(index, field.name) for field in fields(index)}
    return {
        name: array.astype(np.float16) if name in _HALF else array for name, array in arrays.items()
    }


def meaning_read(arrays: Arrays, joined: Judge, abroad: Judge) -> Taught:
    """The index of meaning from arrays, with its judges."""
    import numpy as np

    from bot.understanding.learning import Taught
    from bot.understanding.meaning import MeaningIndex

    whole = {
        name: array.astype(np.float32) if name in _HALF else array for name, array in arrays.items()
    }
    return Taught(MeaningIndex(**whole), joined, abroad)
