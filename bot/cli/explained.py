"""An explanation in lines for a terminal: one screen, for staff."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from datetime import date

from bot.talk import Lost, Sure
from bot.understanding import Explanation, PublishedShown, StatementShown
from bot.understanding.explanation import WordShown
from bot.understanding.published import LIMITS
from bot.wording import say, written

WIDTH = 100
"""Letters of a line where there is no terminal; in one its own, within these bounds."""
_NARROWEST, _WIDEST = 80, 120
_WORDS = 3
"""Words that are shown with the topics that they speak for."""
_LEAST = 10
"""Letters of a quotation that are left however long the rest of its line is."""
_PHRASE = 30
_READ = {
    "layout": "typed on the other keyboard",
    "letters": "typed in the letters of the other language",
    "spelling": "spelling put right",
}
_PASSED = {
    "own_phrase": "not weighed: staff wrote just these words for {best}",
    "numbered": "not weighed: the question names the point by its number",
    "title_only": "not weighed: the question only names the statement that {best} opens",
    "nothing_found": "not weighed: nothing was found",
    "not_readable": "not weighed: hardly a word of the question can be read",
    "no_telling_word": "not weighed: every word is too common to tell anything",
    "reply": "not weighed: it replies to a message, and a topic fits",
}
_HELD_BACK = {
    "topic_is_sure": "a topic is sure too",
    "others_fit_alike": "others fit nearly as well",
    "by_dictionary": "only single words of it were translated",
    "few_words": "only one word tells it, or words were guessed",
}


def told(why: Explanation) -> list[str]:
    """The explanation in lines; quotations are cut to the width."""
    return [
        *_outcome(why),
        *_topics(why),
        *_words(why),
        *_phrases(why),
        *(_published(why, why.published) if why.published else ()),
    ]


def _outcome(why: Explanation) -> Iterator[str]:
    how = ", ".join(_READ.get(each, each) for each in why.reading.how) or "as typed"
    if why.reading.foreign:
        how += ", in another language"
    if why.reading.typed.startswith("/"):
        yield "A command is looked up and not understood; free text like it would be read so:"
    yield fitted("Read as   ", why.reading.text, f"   ({how})")
    outcome = f"Outcome   {why.outcome}: {_reason(why)}"
    yield from textwrap.wrap(outcome, _width(), subsequent_indent=" " * 10)


def _reason(why: Explanation) -> str:
    """What the bot does, and the number that decided it."""
    limits, judgement = why.thresholds, why.judgement
    best = max((one.score for one in why.scores), default=0.0)
    if not why.words:
        return "no answer, there is no word in it"
    if isinstance(judgement, Lost):
        if limits["for_this_desk"] < limits["lost_below"]:
            needed = f"({limits['for_this_desk']:.2f}; {limits['lost_below']:.2f} is needed)"
            return f"no answer, it is hardly for this desk {needed}"
        return "no answer, nothing fits, or what fits is not in force"
    labels = ", ".join(judgement.labels)
    asks = "asks which of" if len(judgement.labels) > 1 else "offers"
    does = f"{'answers with' if isinstance(judgement, Sure) else asks} {labels}"
    if any(label.startswith("statement:") for label in judgement.labels):
        held_back = why.published.held_back if why.published else None
        return f"{does} ({_HELD_BACK[held_back] if held_back else 'see Archive'})"
    enough, sure = best >= limits["sure_from"], isinstance(judgement, Sure)
    needed = f"{best:.2f}; {limits['sure_from']:.2f} is needed"
    other = "parts of the question are sure" if sure else "its words were guessed"
    return f"{does} ({needed if enough == sure else other})"


def _topics(why: Explanation) -> Iterator[str]:
    limits = why.thresholds
    model = "words and meaning" if why.meaning else "words alone"
    sure = f"sure from {limits['sure_from']:.2f}"
    yield f"Topics    likely ({sure}), alike, alike in words; by {model}"
    for one in why.scores:
        yield f"  {one.score:.2f}  {one.fit:.2f}  {one.by_words:.2f}  {one.label}"


def _words(why: Explanation) -> Iterator[str]:
    """The words that say most, then the others in a line."""
    if not why.words:
        return
    yield "Words     how surely read, and the topics that they speak for"
    most = sorted(why.words, key=lambda word: -max((share for _, share in word.topics), default=0))
    telling = [word for word in most if word.topics][:_WORDS]
    for word in telling:
        spoken = ", ".join(f"{label} {share:.2f}" for label, share in word.topics)
        yield f"  {word.trust:.2f}  {_read(word.typed, word.read)}: {spoken}"
    others = [word for word in why.words if word not in telling]
    strange = ", ".join(_distinct(word for word in others if not word.topics))
    less = ", ".join(_distinct(word for word in others if word.topics))
    parts = (f"in no phrase: {strange}" if strange else "", f"say less: {less}" if less else "")
    if any(parts):
        yield fitted("  ", "; ".join(filter(None, parts)), "")


def _distinct(words: Iterable[WordShown]) -> dict[str, None]:
    return dict.fromkeys(_read(word.typed, word.read) for word in words)


def _phrases(why: Explanation) -> Iterator[str]:
    yield f"Phrases   {'the nearest, 1.00 is the same' if why.nearest else 'none is near'}"
    for near in why.nearest:
        place = f" ({near.label}, {near.file}:{near.line})"
        yield fitted(f"  {near.closeness:.2f}  by {near.by}: ", near.text, place, _PHRASE)


def _published(why: Explanation, published: PublishedShown) -> Iterator[str]:
    yield f"Archive   {_weighed(why, published)}"
    far = published.probability is None or published.probability < min(LIMITS.values())
    for first in published.found[:1]:
        yield fitted("  ", quoted(first, first.title), f" ({first.label})")
        place = f"{first.file}:{first.line}" if first.file else "imported"
        yield fitted("  ", first.publisher, f", {_day(first)} ({place})")
        yield from () if far else _passage(first)
        yield from _rows(_held(first, published.sounds))
    others = () if far else published.found[1:]
    if others:
        rest = sum(len(_title(one, 0)) + 2 for one in others)
        room = max(_LEAST, (_width() - len("  then ") - rest) // len(others) + 1)
        yield "  then " + "; ".join(_title(one, room) for one in others)


def _title(found: StatementShown, most: int) -> str:
    return f"{found.score:.2f} {quoted(found, cut(found.title, most))}, {_day(found)}"


def _width() -> int:
    if not sys.stdout.isatty():
        return WIDTH
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def _passage(found: StatementShown) -> list[str]:
    """The beginning of what fits best, in two lines."""
    return _rows(quoted(found, found.passage))


def _rows(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        _width(),
        initial_indent="  ",
        subsequent_indent="  ",
        max_lines=2,
        placeholder=" …",
    )


def _weighed(why: Explanation, published: PublishedShown) -> str:
    best = next((one.label for one in why.scores), "a topic")
    if published.passed is not None:
        return _PASSED[published.passed].format(best=best)
    given, first, offered = LIMITS.values()
    limits = f"given from {given:.2f}, first {first:.2f}, offered {offered:.2f}"
    what = f"a point of {best}" if published.within else "it"
    return f"{published.probability:.2f} that {what} is meant ({limits})"


def _held(found: StatementShown, sounds: float) -> str:
    words = ", ".join(_read(asked, there) for asked, there in found.words)
    told = [f"fits {found.score:.2f}", f"sounds so {sounds:.2f}"]
    if found.nearness:
        told.append(f"near in meaning {found.nearness:.2f}")
    if found.on_the_day:
        told.append("came out when the question says")
    share = f"has {found.share:.2f} of the words: {words}" if words else "has no word of it"
    return f"{', '.join(told)}; {share}"


def _day(found: StatementShown) -> str:
    point = f", point {found.point}" if found.point else ""
    return written(date.fromisoformat(found.date)) + point


def _read(typed: str, read: str) -> str:
    return typed if typed.lower() == read.lower() else f"{typed} -> {read}"


def quoted(found: StatementShown, text: str) -> str:
    """The publisher's words in the quotation marks of their language, in one line."""
    return say(found.language, "quoted", text=re.sub(r"\s+", " ", text))


def fitted(before: str, text: str, after: str, least: int = _LEAST) -> str:
    """A line whose middle is cut to the width, but not to less than so many letters."""
    return before + cut(text, max(least, _width() - len(before) - len(after))) + after


def cut(text: str, most: int) -> str:
    """A text of at most so many letters."""
    return text if len(text) <= most else text[: max(0, most - 1)].rstrip() + "…"
