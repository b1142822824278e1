"""Drafts from questions asked in vain: the YAML of new topics and phrases, for staff to finish."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.knowledge import Knowledge
from bot.knowledge.topics import KEY, RESERVED
from bot.ledger.blotting import BLOT
from bot.reading.lexicon import frequency
from bot.reading.normalise import is_cyrillic, words
from bot.reading.scripts import cyrillic_key
from bot.staff.unanswered import Matter

NEAR = 0.4
"""Score from which questions are drafted as phrases of the nearest topic, not as a new one."""
_DRAFTED = 40
_COMMON = 5.9
_SAFE = re.compile(r"[^\W\d_](?:[\w ,;/'()’«»“”…—-]*[\w)»”…])?")
_WORDS_OF_YAML = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def as_draft(matters: Sequence[Matter], knowledge: Knowledge) -> str:
    """YAML for staff to finish: new topics, and new phrases for the nearest ones."""
    taken = set(knowledge.commands) | RESERVED
    rows = ["# Drafted from questions that got no answer. Finish it, then run: python -m bot check"]
    for matter in matters:
        rows.append("")
        topic = knowledge.topics.get(matter.nearest or "")
        if topic is not None and _belongs(matter):
            rows += _more_phrases(matter, topic.key, topic.source.file or "")
        else:
            rows += _new_topic(matter, _key(matter, taken), knowledge.embassy.languages)
    return "\n".join(rows)


def _belongs(matter: Matter) -> bool:
    """Whether the nearest topic is likely the right one: near, and not turned down by most."""
    return matter.near >= NEAR and 2 * matter.outcomes["wrong"] < matter.count


def _more_phrases(matter: Matter, key: str, file: str) -> Iterator[str]:
    yield f"# Asked {_times(matter)}. Move these phrases to {key} in {file}."
    yield f"{key}:"
    yield from _asked(matter)


def _new_topic(matter: Matter, key: str, languages: tuple[str, ...]) -> Iterator[str]:
    nearest = f"; nearest was {matter.nearest}" if matter.nearest else ""
    yield f"# Asked {_times(matter)}{nearest}. Write title and answer."
    yield f"{key}:"
    yield "  title:"
    yield from (f'    {language}: ""' for language in languages)
    yield from _asked(matter)
    yield "  answer:"
    yield from (f'    {language}: ""' for language in languages)


def _times(matter: Matter) -> str:
    return "once" if matter.count == 1 else f"{matter.count} times"


def _asked(matter: Matter) -> Iterator[str]:
    """The wordings by language, without what was blotted out of them."""
    yield "  asked:"
    by_language: dict[str, dict[str, None]] = {}
    spoken = {question.text: question.language for question in matter.questions}
    for text in matter.wordings[:_DRAFTED]:
        clean = " ".join(text.replace(BLOT, " ").split())
        if clean:
            by_language.setdefault(spoken[text], {})[clean] = None
    for language, phrases in sorted(by_language.items()):
        yield f"    {language}:"
        yield from (f"      - {_scalar(text)}" for text in phrases)


def _scalar(text: str) -> str:
    """A text as YAML reads it back, with quotation marks only where it needs them."""
    plain = _SAFE.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if plain else json.dumps(text, ensure_ascii=False)


def _key(matter: Matter, taken: set[str]) -> str:
    """A key of the words that tell most, which no other topic has."""
    counts = Counter(word for text in matter.wordings for word in dict.fromkeys(words(text)))
    telling = [word for word, _ in counts.most_common() if frequency(word) < _COMMON]
    key = "_".join(filter(None, (_plain(word) for word in telling[:2])))[:28] or "topic"
    key = key if KEY.fullmatch(key) else "topic"
    number, free = 2, key
    while free in taken:
        free, number = f"{key}_{number}", number + 1
    taken.add(free)
    return free


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", cyrillic_key(word) if is_cyrillic(word) else word)
