"""What a judgement comes with: how sure it is, what else was near, and other matters."""

from __future__ import annotations

from dataclasses import dataclass

from bot.talk import Judgement


@dataclass(frozen=True)
class Verdict:
    """What the desk is to do with a question, and how well each topic fits it."""

    judgement: Judgement
    score: float
    """Of the best, 0 to 1, comparable between questions and folders."""
    top: tuple[tuple[str, float], ...]
    """The ten best topics, statements and points with their scores, best first."""
    second: tuple[str, ...] = ()
    """Other matters in the same question, such as the service whose fee is asked."""
