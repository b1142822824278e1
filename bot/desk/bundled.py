"""Several matters that one topic tells together: both clocks, telephone and e-mail."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.around import Around
from bot.talk import Sure
from bot.topics import Topic
from bot.topics.bundle import Bundle
from bot.topics.contact import Contact
from bot.understanding import Evidence, Verdict

_NAMED = 0.5
"""Share of a clause's words that a topic's own phrases must hold for the clause to name it."""


def in_one(verdict: Verdict, evidence: Evidence, around: Around) -> Verdict:
    """The verdict, with the topic that tells all that is named in place of its parts."""
    match verdict.judgement:
        case Sure(labels) if whole := _whole({*labels, *_named(evidence)}, labels, around):
            top = ((whole, verdict.score), *(pair for pair in verdict.top if pair[0] != whole))
            return replace(verdict, judgement=Sure((whole,)), top=top[:10], second=())
    return verdict


def _named(evidence: Evidence) -> set[str]:
    """What the clauses of a question name, each by itself."""
    return {
        part.best
        for part in evidence.clauses
        if part.best and part.in_scope and part.measures.explained >= _NAMED
    }


def _whole(named: set[str], labels: tuple[str, ...], around: Around) -> str | None:
    """The topic whose parts are just these, of which the labels are some."""
    topics = around.knowledge.topics.values()
    wholes = ((topic.key, _parts(topic, around)) for topic in topics)
    return next(
        (key for key, parts in wholes if len(parts) > 1 and parts == named and parts >= {*labels}),
        None,
    )


def _parts(topic: Topic, around: Around) -> set[str]:
    """The topics whose answers one topic gives together."""
    match topic.facts:
        case Bundle(of=of):
            return {*of}
        case Contact(of=None):
            others = around.knowledge.topics.values()
            return {
                other.key
                for other in others
                if isinstance(other.facts, Contact) and other.facts.of == topic.key
            }
    return set()
