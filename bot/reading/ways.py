"""Chooses for each piece of a text the way to read it: as typed, other layout, other letters."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from bot.reading.normalise import spans
from bot.reading.scripts import to_cyrillic_keys, to_latin_keys
from bot.reading.vocabulary import Vocabulary

_AHEAD = 0.1
"""How much better, of 1, another layout or alphabet must read than the text as typed."""
_CLEARLY = 0.45
_POOR = 0.3
"""Worth below which a piece is looked at through slips too."""
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяѐё")


class Piece(NamedTuple):
    """A piece of a text: its script, its weight among others, how well it reads in each way."""

    script: str
    weight: float
    offers: dict[str, float]


def script_of(chunk: str) -> str:
    """`latin` or `cyrillic`, whichever most letters are; empty without letters."""
    letters = chunk.lower()
    if chunk.isascii():
        return "" if letters == chunk.upper() else "latin"
    latin = sum(each in _LATIN for each in letters)
    cyrillic = sum(each in _CYRILLIC for each in letters)
    return "" if latin == cyrillic == 0 else "latin" if latin > cyrillic else "cyrillic"


def ways_of(chunks: list[str], vocabulary: Vocabulary) -> list[str]:
    """For each chunk `typed`, `layout` or `letters`: the text decides, a clear word may differ."""
    pieces = [_kept_piece(chunk, vocabulary) for chunk in chunks]
    ways = ["typed"] * len(chunks)
    for script in ("latin", "cyrillic"):
        ours = [at for at, piece in enumerate(pieces) if piece.script == script]
        if not ours:
            continue
        total: dict[str, float] = defaultdict(float)
        weight = 0.0
        for at in ours:
            _, size, offers = pieces[at]
            weight += size
            for way, worth in offers.items():
                total[way] += worth * size
        usual = _best({way: worth / weight for way, worth in total.items()})
        for at in ours:
            _, size, offer = pieces[at]
            if usual == "layout" and offer[usual] < _POOR:
                offer = {
                    **offer,
                    usual: _repaired_worth(turned(chunks[at], vocabulary), vocabulary),
                }
            ways[at] = _chosen(offer, usual, size)
    return ways


def _best(worths: dict[str, float]) -> str:
    way = max(worths, key=worths.__getitem__)
    return way if worths[way] > worths.get("typed", 0.0) + _AHEAD else "typed"


def _chosen(offer: dict[str, float], usual: str, weight: float) -> str:
    best = max(offer, key=offer.__getitem__)
    if weight >= 4 and offer[best] > offer.get(usual, 0.0) + _CLEARLY:
        return best
    return usual if usual in offer else "typed"


def _weight(chunk: str) -> float:
    return min(sum(each.isalnum() for each in chunk), 10) or 1


def _kept_piece(chunk: str, vocabulary: Vocabulary) -> Piece:
    """A piece with its offers; the pieces met last stay with the vocabulary."""
    return vocabulary.kept(
        ("ways", chunk),
        lambda: Piece(script_of(chunk), _weight(chunk), _offers(chunk, vocabulary)),
    )


def _offers(chunk: str, vocabulary: Vocabulary) -> dict[str, float]:
    """How well a chunk reads in each way that is open to it, from 0 to 1."""
    offer = {"typed": _worth(chunk, vocabulary, 1.0)}
    script = script_of(chunk)
    if script == "latin":
        offer["layout"] = _worth(turned(chunk, vocabulary), vocabulary, 0.85)
        offer["letters"] = _letters_worth(chunk, vocabulary)
    elif script == "cyrillic":
        offer["layout"] = _worth(turned(chunk, vocabulary), vocabulary, 0.85)
    if offer["typed"] < _POOR:
        offer["typed"] = max(offer["typed"], _repaired_worth(chunk, vocabulary))
    if max(offer.values()) < _POOR and script:
        offer["layout"] = _repaired_worth(turned(chunk, vocabulary), vocabulary)
    return offer


def turned(chunk: str, vocabulary: Vocabulary) -> str:
    """A piece as it reads on the other layout, where a comma may be a letter or a comma."""
    if script_of(chunk) != "latin":
        return to_latin_keys(chunk)
    whole, core = to_cyrillic_keys(chunk), chunk.rstrip(",.;")
    if core == chunk or not core:
        return whole
    kept = to_cyrillic_keys(core) + chunk[len(core) :]
    return kept if _worth(kept, vocabulary, 1.0) > _worth(whole, vocabulary, 1.0) else whole


def _worth(chunk: str, vocabulary: Vocabulary, real: float) -> float:
    """Mean standing of a chunk's words by length; merely real words count `real` of theirs."""
    total = size = 0.0
    for _, _, word in spans(chunk):
        standing = vocabulary.standing(word)
        total += len(word) * (standing if standing > 0.6 else standing * real)
        size += len(word)
    return total / size if size else 0.0


def _letters_worth(chunk: str, vocabulary: Vocabulary) -> float:
    total = size = 0.0
    for _, _, word in spans(chunk):
        total += len(word) * _in_letters(word, vocabulary)
        size += len(word)
    return total / size if size else 0.0


def _in_letters(word: str, vocabulary: Vocabulary) -> float:
    meant = vocabulary.from_latin(word)
    if meant:
        return 0.9 * vocabulary.standing(meant)
    if vocabulary.standing(word):
        return 0.0
    repair = vocabulary.repaired(word, True, False)
    return 0.2 * repair.trust if repair and repair.how == "letters" else 0.0


def _repaired_worth(chunk: str, vocabulary: Vocabulary) -> float:
    total = size = 0.0
    for _, _, word in spans(chunk):
        repair = vocabulary.repaired(word, False, False)
        spelling = repair is not None and repair.how == "spelling"
        total += len(word) * (0.8 * repair.trust if repair and spelling else 0.0)
        size += len(word)
    return total / size if size else 0.0
