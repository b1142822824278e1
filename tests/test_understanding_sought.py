"""How much a question sounds like one after something published."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.embedding import open_embedder
from bot.reading.repair import Vocabulary, as_written
from bot.understanding import Phrase, Phrasebook, Samples, sought

WORDS = Vocabulary.of_phrases(())
PAIRS = [
    ("what did the mayor say on harbour dues", "is the mayor married"),
    ("speech of the mayor in Port Maren", "weather in Port Maren"),
    ("the letter on the lighthouses", "who built the lighthouses"),
    ("что мэр сказал о причалах", "сколько лет мэру"),
    ("интервью мэра о маяках", "кто построил маяки"),
]
"""Of the same person, place or thing: a question after something published, and another one."""


@pytest.mark.parametrize(("after", "other"), PAIRS)
def test_words_tell_a_question_after_something_published(after: str, other: str) -> None:
    said, beside = (as_written(text, WORDS).words for text in (after, other))
    assert sought.by_words(said) > sought.by_words(beside)


@pytest.mark.model
@pytest.mark.parametrize(("after", "other"), PAIRS)
def test_meaning_tells_it_better(after: str, other: str, tmp_path: Path) -> None:
    embedder = open_embedder(tmp_path)
    assert embedder is not None
    said, beside = embedder.questions([after, other])
    assert sought.by_meaning(said) > 0 > sought.by_meaning(beside)


def test_a_question_without_words_sounds_like_hardly_anything() -> None:
    assert sought.by_words(()) == sought.by_words(as_written("zxqv", WORDS).words) < 0


@pytest.mark.model
def test_the_evidence_of_a_question_says_how_it_sounds(tmp_path: Path) -> None:
    phrases = (Phrase("honey", "en", "a jar of honey"), Phrase("boats", "en", "boat licence"))
    text = "what did the minister say about bees"
    words = Phrasebook.learn(Samples(phrases))
    meaning = Phrasebook.learn(Samples(phrases), open_embedder(tmp_path))
    by_words, by_meaning = (book.weigh(book.read(text)).sought for book in (words, meaning))
    assert by_words == sought.by_words(words.read(text).words)
    assert by_meaning != by_words and by_meaning > 0
