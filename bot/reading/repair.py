"""Reads what was typed: on which layout, in which letters, and which words were meant."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from bot.reading.foreign import is_foreign, is_unread
from bot.reading.normalise import clean, spans, stem
from bot.reading.scripts import to_cyrillic_keys, to_latin_keys, unmixed
from bot.reading.vocabulary import Repair
from bot.reading.vocabulary import Vocabulary as Vocabulary

_AHEAD = 0.1
"""How much better, of 1, another layout or alphabet must read than the text as typed."""
_CLEARLY = 0.45


@dataclass(frozen=True)
class Word:
    """One word as typed and as read; `trust` is 1 for a word that the desk knows as it stands."""

    typed: str
    text: str
    stem: str
    trust: float
    how: str = ""
    """`layout`, `letters`, `spelling`; empty when read as typed."""


@dataclass(frozen=True)
class Reading:
    """What was typed and what was read from it."""

    typed: str
    text: str
    words: tuple[Word, ...]
    foreign: bool = False
    """It is in neither English nor Russian, nor in a language of the phrases."""
    how: tuple[str, ...] = ()
    """What was done to read it: `layout`, `letters`, `spelling`."""

    @property
    def changed(self) -> bool:
        """Whether anything was read otherwise than typed."""
        return bool(self.how)


def read(text: str, vocabulary: Vocabulary) -> Reading:
    """The words of any text at all, each read in the way that makes the most of the question."""
    typed = clean(text)
    chunks = typed.split()
    ways = _ways(chunks, vocabulary)
    if not _otherwise(chunks, ways) and is_foreign(typed, vocabulary):
        return _foreign(typed, vocabulary)
    pieces: list[str] = []
    words: list[Word] = []
    for chunk, way in zip(chunks, ways, strict=True):
        piece, found = _read_chunk(chunk, way, vocabulary)
        pieces.append(piece)
        words += found
    if is_unread([word.text for word in words], vocabulary):
        return _foreign(typed, vocabulary)
    how = tuple(
        each for each in ("layout", "letters", "spelling") if each in {w.how for w in words}
    )
    return Reading(typed, " ".join(pieces), tuple(words), how=how)


def _otherwise(chunks: list[str], ways: list[str]) -> bool:
    """Whether most of the text is on another layout or in other letters."""
    turned = sum(len(chunk) for chunk, way in zip(chunks, ways, strict=True) if way != "typed")
    return 2 * turned > sum(map(len, chunks))


def _foreign(typed: str, vocabulary: Vocabulary) -> Reading:
    words = (Word(w, w, stem(w), _trust(w, vocabulary)) for _, _, w in spans(typed))
    return Reading(typed, typed, tuple(words), foreign=True)


def _script(chunk: str) -> str:
    latin = sum("a" <= each <= "z" for each in chunk.lower())
    cyrillic = sum("а" <= each <= "ё" for each in chunk.lower())
    return "" if latin == cyrillic == 0 else "latin" if latin > cyrillic else "cyrillic"


def _ways(chunks: list[str], vocabulary: Vocabulary) -> list[str]:
    """For each chunk `typed`, `layout` or `letters`: the text decides, a clear word may differ."""
    offers = [_offers(chunk, vocabulary) for chunk in chunks]
    ways = ["typed"] * len(chunks)
    for script in ("latin", "cyrillic"):
        ours = [at for at, chunk in enumerate(chunks) if _script(chunk) == script]
        total: dict[str, float] = defaultdict(float)
        weight = 0.0
        for at in ours:
            size = _weight(chunks[at])
            weight += size
            for way, worth in offers[at].items():
                total[way] += worth * size
        usual = _best({way: worth / weight for way, worth in total.items()}) if ours else "typed"
        for at in ours:
            ways[at] = _chosen(offers[at], usual, _weight(chunks[at]))
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


def _offers(chunk: str, vocabulary: Vocabulary) -> dict[str, float]:
    """How well a chunk reads in each way that is open to it, from 0 to 1."""
    offer = {"typed": _worth(chunk, vocabulary, 1.0)}
    script = _script(chunk)
    if script == "latin":
        offer["layout"] = _worth(to_cyrillic_keys(chunk), vocabulary, 0.85)
        offer["letters"] = _letters_worth(chunk, vocabulary)
    elif script == "cyrillic":
        offer["layout"] = _worth(to_latin_keys(chunk), vocabulary, 0.85)
    if offer["typed"] < 0.3:
        offer["typed"] = max(offer["typed"], _repaired_worth(chunk, vocabulary))
    if max(offer.values()) < 0.3 and script:
        other = to_cyrillic_keys(chunk) if script == "latin" else to_latin_keys(chunk)
        offer["layout"] = _repaired_worth(other, vocabulary)
    return offer


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
        meant = vocabulary.from_latin(word)
        total += len(word) * (vocabulary.standing(meant) * 0.9 if meant else 0.0)
        size += len(word)
    return total / size if size else 0.0


def _repaired_worth(chunk: str, vocabulary: Vocabulary) -> float:
    total = size = 0.0
    for _, _, word in spans(chunk):
        repair = vocabulary.repaired(word)
        total += len(word) * (0.8 * repair.trust if repair else 0.0)
        size += len(word)
    return total / size if size else 0.0


def _read_chunk(chunk: str, way: str, vocabulary: Vocabulary) -> tuple[str, list[Word]]:
    """A chunk as it reads in one way, its words replaced in place, and these words."""
    if way == "layout":
        other = to_cyrillic_keys if _script(chunk) == "latin" else to_latin_keys
        chunk, typed_as = other(chunk), chunk
    else:
        typed_as = chunk
    piece, at, words = "", 0, []
    for start, end, word in spans(chunk):
        meant = _meant(word, way, vocabulary)
        shown = chunk[start:end] if meant.text == word else _cased(meant.text, chunk[start:end])
        piece += chunk[at:start] + shown
        at = end
        how = meant.how or ("layout" if way == "layout" else "")
        for part in meant.text.split():
            typed = typed_as if way == "layout" else word
            words.append(Word(typed, part, stem(part), meant.trust, how))
    return piece + chunk[at:], words


def _meant(word: str, way: str, vocabulary: Vocabulary) -> Repair:
    standing = vocabulary.standing(word)
    if way == "letters":
        meant = vocabulary.from_latin(word)
        if meant and vocabulary.standing(meant) >= standing * 0.9:
            return Repair(meant, _trust(meant, vocabulary), "letters")
    if standing:
        return Repair(word, _trust(word, vocabulary), "")
    for alike in unmixed(word):
        if vocabulary.standing(alike):
            return Repair(alike, _trust(alike, vocabulary), "letters")
    return vocabulary.repaired(word) or Repair(word, 0.0, "")


def _trust(word: str, vocabulary: Vocabulary) -> float:
    return 1.0 if vocabulary.standing(word) > 0.6 else 0.0


def _cased(word: str, like: str) -> str:
    return (
        word.upper()
        if like.isupper() and len(like) > 1
        else word.title()
        if like.istitle()
        else word
    )
