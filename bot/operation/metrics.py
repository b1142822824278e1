"""The numbers of a running bot in the form that Prometheus reads; counts are the ledger's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot import __version__
from bot.desk import Desk
from bot.operation.vitals import BOUNDS, Vitals

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

MOST = 32
"""Values that a label may have; what comes beyond is summed up as `other`."""
OUTCOMES = frozenset(["sure", "unsure", "lost"])
_NAME = re.compile(r"[a-z_]{1,32}")

Pairs = Counter[tuple[str, str]]


@dataclass
class Counted:
    """How often each outcome was reached, by language; past days are added up once a day."""

    desk: Desk
    _until: date = date.min
    _past: Pairs = field(default_factory=Counter)

    async def so_far(self, today: date) -> Pairs:
        """The counts until now."""
        yesterday = today - timedelta(days=1)
        # Zones differ from ours by a day at most: a day is past when the next one is, too.
        if self._until < yesterday:
            self._past += await self._between(self._until, yesterday)
            self._until = yesterday
        return self._past + await self._between(yesterday, date.max)

    async def _between(self, since: date, before: date) -> Pairs:
        counts: Pairs = Counter()
        for asked, times in await self.desk.ledger.asked(since):
            if since <= asked.day < before:
                counts[asked.outcome, asked.language] += times
        return counts


class Metrics:
    """Everything that is told of one running bot."""

    def __init__(self, desk: Desk, vitals: Vitals) -> None:
        self.desk = desk
        self.vitals = vitals
        self._counted = Counted(desk)

    async def text(self) -> bytes:
        """The exposition in Prometheus' text format."""
        from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest

        questions = await self._counted.so_far(datetime.now(UTC).date())
        registry = CollectorRegistry(auto_describe=False)
        told = (_version(), *self._run(), *self._delivery(), _questions(questions))
        registry.register(_Told(told))
        ProcessCollector(registry=registry)
        return generate_latest(registry)

    def _run(self) -> Iterator[Metric]:
        vitals, live = self.vitals, self.desk.live
        yield _gauge(
            "last_call_timestamp_seconds",
            "When Telegram last answered a call; 0 when it never has.",
            vitals.called_at or 0,
        )
        yield _gauge(
            "last_reload_timestamp_seconds",
            "Since when the knowledge in use is live; 0 when that is not known.",
            live.since.timestamp() if live else 0,
        )
        yield _gauge(
            "reload_complaints",
            "Complaints about newer knowledge files, which wait until there are none.",
            len(live.complaints) if live else 0,
        )
        yield _counts("errors", "Errors in the log since the start.", {(): vitals.errors})
        yield _answer_times(vitals)

    def _delivery(self) -> Iterator[Metric]:
        ledger = self.desk.ledger
        answers, broadcasts = ledger.outbox.depths()
        yield _gauge("inbox_waiting", "Updates that wait to be handled.", ledger.inbox.depth())
        yield _gauge("outbox_answers_waiting", "Answers that wait to be sent.", answers)
        yield _gauge("outbox_broadcasts_waiting", "Letters of broadcasts that wait.", broadcasts)
        about = "What became of messages and updates; `again` counts retries."
        counts = bounded(Counter(ledger.tallied()))
        yield _counts("delivery", about, {(name,): n for name, n in counts.items()}, "what")


def _questions(counts: Pairs) -> Metric:
    languages = bounded(Counter({language: 1 for _, language in counts}))
    summed: Counter[tuple[str, ...]] = Counter()
    for (outcome, language), times in counts.items():
        known = outcome if outcome in OUTCOMES else "other"
        summed[known, language if language in languages else "other"] += times
    return _counts("questions", "Questions.", summed, "outcome", "language")


def bounded(counts: Counter[str]) -> Counter[str]:
    """The counts under at most 33 plain names: each name costs whoever keeps them."""
    kept: Counter[str] = Counter()
    for name, times in counts.most_common():
        plain = name if _NAME.fullmatch(name) and len(kept) < MOST else "other"
        kept[plain] += times
    return kept


def _gauge(name: str, about: str, value: float) -> Metric:
    from prometheus_client.metrics_core import GaugeMetricFamily

    return GaugeMetricFamily(f"desk_{name}", about, value)


def _counts(name: str, about: str, counts: Mapping[tuple[str, ...], float], *labels: str) -> Metric:
    from prometheus_client.metrics_core import CounterMetricFamily

    told = CounterMetricFamily(f"desk_{name}", about, labels=labels)
    for values, times in sorted(counts.items()):
        told.add_metric(values, times)
    return told


def _version() -> Metric:
    from prometheus_client.metrics_core import InfoMetricFamily

    return InfoMetricFamily("desk", "The program.", value={"version": __version__})


def _answer_times(vitals: Vitals) -> Metric:
    """The classes as Prometheus wants them: each holds the quicker ones too."""
    from prometheus_client.metrics_core import HistogramMetricFamily

    names = [*map(str, BOUNDS), "+Inf"]
    classes = [(name, float(sum(vitals.answers[: place + 1]))) for place, name in enumerate(names)]
    about = "What the desk took for an answer, sending it not counted."
    return HistogramMetricFamily(
        "desk_answer_seconds", about, buckets=classes, sum_value=vitals.seconds
    )


@dataclass(frozen=True, eq=False)
class _Told:
    metrics: tuple[Metric, ...]

    def collect(self) -> tuple[Metric, ...]:
        """What the registry asks for."""
        return self.metrics
