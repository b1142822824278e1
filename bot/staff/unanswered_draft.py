"""Drafts from questions asked in vain: the YAML of new topics and phrases, for staff to finish."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.entries import Sample
from bot.knowledge import Knowledge
from bot.knowledge.topics import KEY, RESERVED
from bot.ledger.blotting import BLOT
from bot.reading.lexicon import frequency
from bot.reading.normalise import is_cyrillic, words
from bot.reading.scripts import cyrillic_key
from bot.staff.unanswered import Matter
from bot.talk import Unanswered
from bot.topics import Topic

Scripts = Mapping[str, bool]
"""Of each language whether it is written in Cyrillic letters."""

NEAR = 0.4
"""Score from which questions are drafted as phrases of the nearest topic, not as a new one."""
_DRAFTED = 40
_COMMON = 5.9
_SAFE = re.compile(r"[^\W\d_](?:[\w ,;/'()’«»“”…—-]*[\w)»”…])?")
_WORDS_OF_YAML = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def as_draft(matters: Sequence[Matter], knowledge: Knowledge) -> str:
    """YAML for staff to finish: new topics, and new phrases for the nearest ones."""
    taken, scripts = set(knowledge.commands) | RESERVED, _scripts(knowledge)
    rows = ["# Drafted from questions that got no answer. Finish it, then run: python -m bot check"]
    for topic, found in _by_topic(matters, knowledge):
        rows.append("")
        if topic is None:
            rows += _new_topic(found[0], _key(found[0], taken), scripts)
        else:
            rows += _more_phrases(found, topic, scripts)
    return "\n".join(rows)


def _by_topic(
    matters: Sequence[Matter], knowledge: Knowledge
) -> Iterator[tuple[Topic | None, list[Matter]]]:
    """Matters that belong to a topic together, at the first of them; each other one alone."""
    near = [knowledge.topics.get(each.nearest or "") for each in matters]
    homes = [t if m.mostly_near(NEAR) else None for m, t in zip(matters, near, strict=True)]
    for number, home in enumerate(homes):
        if home is None:
            yield None, [matters[number]]
        elif home not in homes[:number]:
            yield home, [m for m, other in zip(matters, homes, strict=True) if other is home]


def _scripts(knowledge: Knowledge) -> dict[str, bool]:
    """Of each language whether staff write it in Cyrillic letters."""
    return {
        language: _in_cyrillic(
            sample.text
            for topic in knowledge.topics.values()
            for sample in (*topic.asked, Sample(topic.title.said(language), language, 0))
            if sample.language == language
        )
        for language in knowledge.embassy.languages
    }


def _in_cyrillic(texts: Iterable[str]) -> bool:
    letters = Counter(is_cyrillic(letter) for text in texts for letter in text if letter.isalpha())
    return letters[True] > letters[False]


def _language(question: Unanswered, scripts: Scripts) -> str:
    """The language that a question was typed in: somebody may have chosen another for answers.

    Latin letters may be Russian ones too, unless most of the words are in a dictionary.
    """
    said, cyrillic = words(question.text), _in_cyrillic([question.text])
    known = cyrillic or 2 * sum(frequency(word) > 0 for word in said) > len(said)
    if scripts.get(question.language, cyrillic) == cyrillic or not known:
        return question.language
    return next((one for one, other in scripts.items() if other == cyrillic), question.language)


def _more_phrases(matters: list[Matter], topic: Topic, scripts: Scripts) -> Iterator[str]:
    count = sum(matter.count for matter in matters)
    place = f"{topic.key} in {topic.source.file or ''}"
    yield f"# Asked {_times(count)}. Move these phrases to {place}."
    yield f"{topic.key}:"
    yield from _asked(matters, scripts)


def _new_topic(matter: Matter, key: str, scripts: Scripts) -> Iterator[str]:
    nearest = f"; nearest was {matter.nearest}" if matter.nearest else ""
    yield f"# Asked {_times(matter.count)}{nearest}. Write title and answer."
    yield f"{key}:"
    yield "  title:"
    yield from (f'    {language}: ""' for language in scripts)
    yield from _asked([matter], scripts)
    yield "  answer:"
    yield from (f'    {language}: ""' for language in scripts)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _asked(matters: Sequence[Matter], scripts: Scripts) -> Iterator[str]:
    """The wordings by language, without what was blotted out of them."""
    yield "  asked:"
    by_language: dict[str, dict[str, None]] = {}
    questions = [each for matter in matters for each in matter.questions]
    spoken = {each.text: _language(each, scripts) for each in questions}
    wordings = [text for matter in matters for text in matter.wordings]
    for text in wordings[:_DRAFTED]:
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
    """A key of the words that tell most, which no other topic has; Latin ones where there are."""
    counts = Counter(word for text in matter.wordings for word in dict.fromkeys(words(text)))
    telling = [word for word in counts if frequency(word) < _COMMON]
    telling.sort(key=lambda word: (is_cyrillic(word), -counts[word], frequency(word)))
    key = "_".join(filter(None, (_plain(word) for word in telling[:2])))[:28] or "topic"
    key = key if KEY.fullmatch(key) else "topic"
    number, free = 2, key
    while free in taken:
        free, number = f"{key}_{number}", number + 1
    taken.add(free)
    return free


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", cyrillic_key(word) if is_cyrillic(word) else word)
