"""What the desk says about a quotation that is not in the reader's language."""

from __future__ import annotations

from bot.talk import Line
from bot.wording import has_phrase, say


def language_note(quoted: str, language: str) -> tuple[Line, ...]:
    """A line that names the quotation's language, unless it is the reader's own."""
    if not quoted or quoted == language:
        return ()
    phrase = f"quoted-in-{quoted}"
    if has_phrase(language, phrase):
        return (Line(say(language, phrase)),)
    return (Line(say(language, "quoted-in", code=quoted)),)
