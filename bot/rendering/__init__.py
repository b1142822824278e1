"""An Answer as plain text, and as HTML in pieces that a channel accepts."""

from __future__ import annotations

from bot.rendering.composing import composed
from bot.rendering.markup import LIMIT, cut
from bot.talk import Answer


def plain(answer: Answer) -> str:
    """The answer as text: notices and notes, the answer, its link, and how the text was read."""
    return "".join(run.text for run in composed(answer, with_link=True)).strip()


def pieces(answer: Answer, limit: int = LIMIT) -> list[str]:
    """The answer in HTML, cut into pieces of at most `limit` UTF-16 units that are seen.

    None is empty, and each closes its own tags. The link is left to a button.
    """
    return list(cut(tuple(composed(answer)), limit))
