"""An Answer as plain text, and as HTML in pieces that a channel accepts."""

from __future__ import annotations

from functools import lru_cache

from bot.rendering.composing import composed
from bot.rendering.markup import LIMIT, cut
from bot.talk import Answer

_REMEMBERED = 256
"""Answers whose pieces are remembered: on the worst day thousands ask the same."""


def plain(answer: Answer) -> str:
    """The answer as text: notices and notes, the answer, its link, and how the text was read."""
    return "".join(run.text for run in composed(answer, with_link=True)).strip()


def pieces(answer: Answer, limit: int = LIMIT) -> list[str]:
    """The answer in HTML, cut into pieces of at most `limit` UTF-16 units that are seen.

    None is empty, and each closes its own tags. The link is left to a button.
    """
    if answer.why is None or answer.read_as:
        # It may tell of whoever asked, which is remembered nowhere.
        return list(cut(tuple(composed(answer)), limit))
    shown = Answer(
        title=answer.title,
        lines=answer.lines,
        choices=answer.choices if answer.numbered else (),
        language=answer.language,
        notes=answer.notes,
        above=answer.above,
        numbered=answer.numbered,
    )
    return list(_pieces(shown, limit))


@lru_cache(_REMEMBERED)
def _pieces(shown: Answer, limit: int) -> tuple[str, ...]:
    return tuple(cut(tuple(composed(shown)), limit))
