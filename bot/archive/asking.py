"""Asking: what was typed as terms, each with the stems of the archive by which it can be found."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import exp

from bot.archive.asked import Asked, Term
from bot.archive.dates import names_of_month
from bot.archive.sounds import frames_of, sound_alike, sounds_of
from bot.archive.spelling import Near, Spelling, is_real, real_spelling
from bot.archive.stopwords import STOP_WORDS
from bot.archive.typed import Way, way_of
from bot.reading.normalise import is_cyrillic, language_of, spans, stem
from bot.reading.translations import translations
from bot.sqlite import Connection

ACROSS = 0.8
"""Weight of a name in the other script, and of a word in the other language."""
NAMED = 0.9
"""Weight of a name in the other script that sounds as this one does to its last letter."""
BESIDE = 0.6
"""Weight of a word in the other language where there is such a name: `дели` is Delhi, or divide."""
NEARLY = 0.7
"""Weight of a name in the other script that sounds alike but for some vowels."""
KIN = 0.6
REPAIRED = 0.9
LONG = 8
"""Letters above which a word of the language may be meant in spite of two slips."""
OWN = 0.25
"""How much likelier, as a logarithm, a word of the archive is meant than one of the language."""
FAINTEST = 0.1
"""Weight under which a word that may have been meant is left out."""
MOST_REPAIRED = 60
"""Words of one question that are repaired."""
_SHARED = 4
"""Letters that kin share at least."""
_HELD = """
  select word, passages from word where word in (select value from json_each(?))
  union all
  select w.word, w.passages from json_each(?) j
  join word w on w.word >= j.value and w.word < j.value || char(1114111)
"""


async def asked_of(db: Connection, spelling: Spelling, text: str) -> Asked:
    """Read a question against the archive's own words; `text` is any text at all."""
    way = await way_of(db, text)
    found = [(start, end, word) for start, end, word in spans(way.text)]
    held = await _kin(db, [word for _, _, word in found])
    sounding = await _sounding(db, [word for _, _, word in found])
    terms = [
        _term(Term(start, end, word, {stem(word): 1.0}, False), held, sounding)
        for start, end, word in found
    ]
    doubtful = (term.word for term in terms if not term.known and not term.real)
    suspects = list(dict.fromkeys(doubtful))[:MOST_REPAIRED]
    if suspects:
        near = await asyncio.to_thread(_near, spelling, suspects)
        terms = [_repaired(term, near.get(term.word, ()), way.text) for term in terms]
    return Asked(way.typed, _rewritten(way, terms), tuple(terms), way.changed or _any(terms))


def _any(terms: Iterable[Term]) -> bool:
    return any(term.read_as for term in terms)


async def _kin(db: Connection, words: Sequence[str]) -> dict[str, int]:
    """The archive's words that begin as these do, with the passages that hold each."""
    begin = {_beginning(word) for word in words} | set(words)
    exact = json.dumps([each for each in begin if len(each) < _SHARED])
    ranges = json.dumps([each for each in begin if len(each) >= _SHARED])
    return {word: count for word, count in await db.execute_fetchall(_HELD, (exact, ranges))}


def _beginning(word: str) -> str:
    """The first three quarters of a word's stem, at least four letters where it has them."""
    root = stem(word)
    return root[: max(_SHARED, -(-3 * len(root) // 4))]


async def _sounding(db: Connection, words: Sequence[str]) -> dict[str, set[str]]:
    """By sound, the archive's words that sound like these."""
    keys = {key for word in words for key in sounds_of(word) | frames_of(word)}
    sounds = json.dumps(sorted(keys))
    found: dict[str, set[str]] = defaultdict(set)
    query = "select sound, word from sound where sound in (select value from json_each(?))"
    for sound, word in await db.execute_fetchall(query, (sounds,)):
        found[sound].add(word)
    return found


def _term(term: Term, held: Mapping[str, int], sounding: Mapping[str, set[str]]) -> Term:
    """The term with its kin, and with the names in the other script that sound like it."""
    root = stem(term.word)
    forms = {root: 1.0}
    known = term.word in held
    for word in held:
        other = stem(word)
        if other == root:
            known = True
        elif (shared := _shared(root, other)) >= max(_SHARED, 0.75 * len(root)):
            forms[other] = KIN * (shared / max(len(root), len(other))) ** 2
    forms |= {stem(name): 1.0 for name in names_of_month(term.word)}
    across = _across(term.word, sounding)
    forms |= across
    plain = not term.word.isalpha() or len(term.word) < 3
    met = max(across.values(), default=0.0) > NEARLY
    real = known or plain or met or is_real(term.word)
    return replace(term, forms=forms, known=known, real=real)


def _across(word: str, sounding: Mapping[str, set[str]]) -> dict[str, float]:
    """By stem of the other script what it counts for this word: that of a name which sounds
    alike, or nearly so, and that of a word which the other language has for it.
    """
    if word in STOP_WORDS:
        return {}
    others = _others(word, sounds_of(word), sounding)
    whole = {stem(other) for other in others if sounds_of(word, False) & sounds_of(other, False)}
    like = () if others else _others(word, frames_of(word), sounding)
    return {
        **{stem(other): NEARLY for other in like if sound_alike(word, other)},
        **dict.fromkeys(translations(stem(word)), BESIDE if whole else ACROSS),
        **{stem(other): ACROSS for other in others},
        **dict.fromkeys(whole, NAMED),
    }


def _others(word: str, keys: Iterable[str], sounding: Mapping[str, set[str]]) -> set[str]:
    """Words in the other script that have one of these keys."""
    alike = {other for key in keys for other in sounding.get(key, ())}
    return {other for other in alike if is_cyrillic(other) != is_cyrillic(word)}


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    at = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        at += 1
    return at


def _near(spelling: Spelling, words: Iterable[str]) -> dict[str, list[Near]]:
    """By word, those that may have been meant, best first."""
    near: dict[str, list[Near]] = {}
    for word in words:
        own = [replace(each, weight=each.weight + OWN, own=True) for each in spelling.near(word)]
        usual = real_spelling(language_of(word)).near(word)
        real = [each for each in usual if each.slips <= 1 + (len(word) > LONG)]
        near[word] = sorted([*own, *real], key=lambda each: -each.weight)
    return near


def _repaired(term: Term, near: Sequence[Near], text: str) -> Term:
    """The term with the nearest words of the archive beside one that it does not have.

    A name, as a capital within the question tells, is not taken for a word of the language.
    """
    if text[term.start].isupper() and not text.isupper() and term.start:
        near = [each for each in near if each.own or each.slips == 1 < len(term.word) - 4]
    if not near:
        return term
    forms = dict(term.forms)
    for each in near:
        weight = REPAIRED * exp(each.weight - near[0].weight)
        if each.own and weight >= FAINTEST:
            root = stem(each.word)
            forms[root] = max(forms.get(root, 0.0), weight)
    forms |= dict.fromkeys(translations(stem(near[0].word)), ACROSS * REPAIRED)
    return replace(term, forms=forms, read_as=near[0].word)


def _rewritten(way: Way, terms: Sequence[Term]) -> str:
    """The question with repaired words in place of those typed; case and punctuation stay."""
    written, at = "", 0
    for term in terms:
        shown = way.text[term.start : term.end]
        if term.read_as:
            shown = term.read_as.title() if shown.istitle() else term.read_as
        written += way.text[at : term.start] + shown
        at = term.end
    return written + way.text[at:]
