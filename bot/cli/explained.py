"""An explanation in lines for a terminal: one screen, for staff."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from datetime import date

from bot.talk import Lost
from bot.understanding import Explanation, PublishedShown, StatementShown
from bot.understanding.published import LIMITS
from bot.wording import say, written

WIDTH = 100
"""Letters of a line; quotations are cut so that it fits."""
_WORDS = 3
"""Words that are shown with the topics that they speak for."""
_LEAST = 10
"""Letters of a quotation that are left however long the rest of its line is."""
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
    "topic_is_sure": "a topic is sure too, so the bot asks which is meant",
    "others_fit_alike": "others fit nearly as well, so the bot asks which is meant",
    "by_dictionary": "only single words were translated, so it is offered and not given",
    "few_words": "a single word, or one that was guessed, tells it: so it is offered and not given",
}


def told(why: Explanation) -> list[str]:
    """The explanation in lines, none longer than WIDTH but for what cannot be cut."""
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
    yield fitted("Read as   ", why.reading.text, f"   ({how})")
    model = "by words and meaning" if why.meaning else "by words alone"
    match why.judgement:
        case Lost():
            yield f"Outcome   lost, {model}"
        case judgement:
            yield f"Outcome   {why.outcome}: {', '.join(judgement.labels)}; {model}"


def _topics(why: Explanation) -> Iterator[str]:
    limits = why.thresholds
    scope = f"{limits['for_this_desk']:.2f} for this desk, lost below {limits['lost_below']:.2f}"
    yield f"Topics    score (sure from {limits['sure_from']:.2f}), fit, fit by words; {scope}"
    for one in why.scores:
        yield f"  {one.score:.2f}  {one.fit:.2f}  {one.by_words:.2f}  {one.label}"


def _words(why: Explanation) -> Iterator[str]:
    """The words that say most, then the others in a line."""
    yield "Words     trust, and the topics that they speak for"
    most = sorted(why.words, key=lambda word: -max((share for _, share in word.topics), default=0))
    telling = [word for word in most if word.topics][:_WORDS]
    for word in telling:
        spoken = ", ".join(f"{label} {share:.2f}" for label, share in word.topics)
        yield f"  {word.trust:.2f}  {_read(word.typed, word.read)}: {spoken}"
    others = [_read(word.typed, word.read) for word in why.words if word not in telling]
    if others:
        yield fitted("  less or nothing: ", ", ".join(others), "")


def _phrases(why: Explanation) -> Iterator[str]:
    yield f"Phrases   {'closeness of the nearest' if why.nearest else 'none is near'}"
    for near in why.nearest:
        place = f" ({near.label}, {near.file}:{near.line})"
        yield fitted(f"  {near.closeness:.2f}  by {near.by}: ", near.text, place)


def _published(why: Explanation, published: PublishedShown) -> Iterator[str]:
    yield f"Archive   {_weighed(why, published)}"
    if published.held_back:
        yield f"  {_HELD_BACK[published.held_back]}"
    for first in published.found[:1]:
        yield fitted(f"  {first.score:.2f}  {first.label} ", quoted(first, first.title), "")
        place = f"{first.file}:{first.line}" if first.file else "imported"
        yield fitted("  ", first.publisher, f", {_day(first)} ({place})")
        yield from _passage(first)
        yield fitted("  holds ", _held(first), "")
    others = published.found[1:]
    if others:
        each = max(_LEAST, WIDTH // len(others) - 26)
        yield "  also " + "; ".join(
            f"{one.score:.2f} {quoted(one, cut(one.title, each))}, {_day(one)}" for one in others
        )


def _passage(found: StatementShown) -> list[str]:
    """The beginning of what fits best, in two lines."""
    return textwrap.wrap(
        quoted(found, found.passage),
        WIDTH,
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
    limits = f"given from {given:.2f}, first of a choice {first:.2f}, offered {offered:.2f}"
    where = f", looked for within {best}" if published.within else ""
    sounds = f"; sounds so by {published.sounds:.2f}"
    return f"{published.probability:.2f} that it is meant ({limits}){where}{sounds}"


def _held(found: StatementShown) -> str:
    words = ", ".join(_read(asked, there) for asked, there in found.words)
    told = [f"{found.share:.2f} of the words by worth: {words}" if words else "no word"]
    if found.on_the_day:
        told.append("came out when the question says")
    if found.nearness:
        told.append(f"nearness in meaning {found.nearness:.2f}")
    return "; ".join(told)


def _day(found: StatementShown) -> str:
    point = f", point {found.point}" if found.point else ""
    return written(date.fromisoformat(found.date)) + point


def _read(typed: str, read: str) -> str:
    return typed if typed.lower() == read.lower() else f"{typed} -> {read}"


def quoted(found: StatementShown, text: str) -> str:
    """The publisher's words in the quotation marks of their language, in one line."""
    return say(found.language, "quoted", text=re.sub(r"\s+", " ", text))


def fitted(before: str, text: str, after: str) -> str:
    """A line whose middle is cut to the width."""
    return before + cut(text, max(_LEAST, WIDTH - len(before) - len(after))) + after


def cut(text: str, most: int) -> str:
    """A text of at most so many letters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
