"""Takes one ingredient out at a time, to see what it buys."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from rapidfuzz.distance import OSA

from bot.reading import offers, repair, vocabulary
from bot.understanding import Samples, evidence, judgement, meaning, words

Change = tuple[object, str, Any]
"""A module or class, a name in it, and what to put there."""


def _no_repair(
    self: vocabulary.Vocabulary, word: str, in_latin: bool = False, far: bool = True
) -> None:
    return None


def _as_typed(chunks: list[str], known: vocabulary.Vocabulary) -> list[str]:
    return ["typed"] * len(chunks)


def _no_offers(self: vocabulary.Vocabulary, word: str) -> Iterator[Any]:
    return iter(())


def _none_real(word: str) -> Iterator[Any]:
    return iter(())


def _all_equal(self: words.WordIndex, some: Any, without: int = 0) -> float:
    return 1.0


_RUNS = words.features_of


def _without_block(at: int) -> Callable[[Any], Any]:
    def features(some: Any) -> Any:
        blocks = list(_RUNS(some))
        blocks[at] = type(blocks[at])()
        return tuple(blocks)

    return features


TAKEN_OUT: dict[str, tuple[Change, ...]] = {
    "nothing": (),
    "repair of slips": ((vocabulary.Vocabulary, "_repaired", _no_repair),),
    "real words beside the phrases' in repair": ((vocabulary, "real_offers", _none_real),),
    "rarer words and further slips": (
        (vocabulary.Vocabulary, "_far_offers", _no_offers),
        (vocabulary, "farther_real_offers", _none_real),
    ),
    "how easily a finger slips": ((offers, "slip_cost", OSA.distance),),
    "layout and Latin letters": ((repair, "ways_of", _as_typed),),
    "stems as a block": ((words, "features_of", _without_block(0)),),
    "pairs of stems": ((words, "features_of", _without_block(1)),),
    "runs of letters": ((words, "features_of", _without_block(2)),),
    "coverage": ((words.WordIndex, "coverage", _all_equal),),
    "words beside meaning": ((evidence, "MEANING", 1.0),),
    "the ridge": ((meaning, "CENTROID", 1.0),),
    "the centroid": ((meaning, "CENTROID", 0.0),),
    "parts of a question": ((judgement, "_leading", lambda whole: whole),),
}
SAMPLES_TAKEN_OUT: dict[str, Callable[[Samples], Samples]] = {
    "the refused samples": lambda samples: replace(samples, refused=()),
    "not_for": lambda samples: replace(samples, not_for=()),
}


@contextmanager
def without(changes: tuple[Change, ...]) -> Iterator[None]:
    """The program without something, until the block ends."""
    spread = [each for change in changes for each in _everywhere(change)]
    before = [(where, name, getattr(where, name)) for where, name, _ in spread]
    for where, name, what in spread:
        setattr(where, name, what)
    try:
        yield
    finally:
        for where, name, what in before:
            setattr(where, name, what)


def _everywhere(change: Change) -> Iterator[Change]:
    """The change, and the same in every module that took the name over at its import."""
    where, name, what = change
    yield change
    for title, module in list(sys.modules.items()):
        held = getattr(module, name, None)
        if title.startswith("bot.") and module is not where and held is getattr(where, name):
            yield module, name, what
