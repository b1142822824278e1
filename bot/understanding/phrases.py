"""Sample phrases that staff wrote: what they belong to, and what they are none of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """What citizens say for a topic; `label` is the topic's key."""

    label: str
    language: str
    text: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Samples:
    """Everything that a folder gives to learn from."""

    phrases: tuple[Phrase, ...]
    refused: tuple[Phrase, ...] = ()
    """Questions that this desk does not answer; their `label` is empty."""
    not_for: tuple[Phrase, ...] = ()
    """Phrases that look like `label`'s and are something else."""
    smalltalk: frozenset[str] = frozenset()
    """Labels that give way to any other matter in the same question."""
    services: frozenset[str] = frozenset()
    """Labels of services, which may be asked about together with a matter of theirs."""
    matters: frozenset[str] = frozenset()
    """Labels of what may be asked of any service, such as its price."""

    def mistakes(self) -> tuple[Phrase, ...]:
        """The `not_for` phrases of topics that have phrases, but those that a topic has itself."""
        labels = {phrase.label for phrase in self.phrases}
        said = {phrase.text.casefold() for phrase in (*self.phrases, *self.refused)}
        return tuple(
            phrase
            for phrase in self.not_for
            if phrase.label in labels and phrase.text.casefold() not in said
        )
