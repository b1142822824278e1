"""The report: tables in Markdown, and two plots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.understanding.collections import Asked, Collection, without_a_quarter
from benchmarks.understanding.drawing import bars, curves
from benchmarks.understanding.figures import (
    Figures,
    Told,
    figures,
    refused_at,
    rivals_right,
    share,
    told,
)
from benchmarks.understanding.ingredients import SAMPLES_TAKEN_OUT, TAKEN_OUT, without
from benchmarks.understanding.methods import Method, bm25, ngram_centroid, token_set
from benchmarks.understanding.noise import (
    in_latin_letters,
    is_russian,
    on_the_other_layout,
    with_slips,
)
from bot.embedding import Embedder
from bot.talk import Lost
from bot.understanding import Phrasebook

SPOILT = {
    "clean": None,
    "with slips": with_slips,
    "other layout": on_the_other_layout,
    "in Latin letters": in_latin_letters,
}
METHODS = {
    "RapidFuzz token_set": token_set,
    "BM25": bm25,
    "tf-idf centroid of 3-grams": ngram_centroid,
}
_HEAD = (
    "| | right | among three | refused | sure | right when sure | choices hold it "
    "| false sure | false offered | out refused at 5 % |"
)


@dataclass(frozen=True)
class Bench:
    """What is measured, with which model, and where the plots go."""

    collection: Collection
    embedder: Embedder | None
    plots: Path | None = None

    def book(self, meaning: bool = True) -> Phrasebook:
        """The folder, learned."""
        return Phrasebook.learn(self.collection.samples, self.embedder if meaning else None)


def report(bench: Bench) -> Iterator[str]:
    """All tables of a collection, and its plots."""
    collection = bench.collection
    yield f"## {collection.name}\n"
    yield (
        f"{len({p.label for p in collection.samples.phrases})} topics, "
        f"{len(collection.samples.phrases)} phrases, {len(collection.samples.refused)} refused; "
        f"{len(collection.within())} questions in scope, {len(collection.outside())} out of it.\n"
    )
    joined, words = bench.book(), bench.book(meaning=False)
    yield from _outcomes(collection, {"words and meaning": joined, "words alone": words})
    yield from _methods(bench, joined, words)
    yield from _styles(joined, collection.within())
    yield from _calibration(told(joined, collection.asked))


def _outcomes(collection: Collection, books: dict[str, Phrasebook]) -> Iterator[str]:
    yield _HEAD
    yield "|" + " --- |" * 10
    for name, book in books.items():
        found = figures(told(book, collection.within()), told(book, collection.outside()))
        yield _row(name, found)
    yield ""


def _row(name: str, found: Figures) -> str:
    values = (
        found.right,
        found.three,
        found.refused,
        found.sure,
        found.right_when_sure,
        found.among_choices,
        found.false_sure,
        found.false_offered,
        found.out_refused,
    )
    return f"| {name} | " + " | ".join(f"{value:.1f}" for value in values) + " |"


def _methods(bench: Bench, joined: Phrasebook, words: Phrasebook) -> Iterator[str]:
    """Right topics by every method on the same questions, clean and spoilt."""
    within, outside = bench.collection.within(), bench.collection.outside()
    spoilt = {
        name: spoil
        for name, spoil in SPOILT.items()
        if name != "in Latin letters" or all(is_russian(each.text) for each in within)
    }
    pairs = [(phrase.label, phrase.text) for phrase in bench.collection.samples.phrases]
    table: list[tuple[str, list[float], float]] = []
    for name, method in METHODS.items():
        table.append((name, *_of_method(method(pairs), within, outside, tuple(spoilt.values()))))
    for name, book in (("ours, words alone", words), ("ours", joined)):
        right = [share([each.right for each in told(book, within, s)]) for s in spoilt.values()]
        clean = [each.verdict.score for each in told(book, within)]
        out = refused_at(clean, [each.verdict.score for each in told(book, outside)])
        table.append((name, right, out))
    yield "| right topic | " + " | ".join(spoilt) + " | out of scope refused at 5 % |"
    yield "| --- |" + " --- |" * (len(spoilt) + 1)
    for name, right, out in table:
        yield f"| {name} | " + " | ".join(f"{v:.1f}" for v in right) + f" | {out:.1f} |"
    yield ""
    if bench.plots is not None:
        series = [(name, right) for name, right, _ in table]
        title = f"Right topic, %: {bench.collection.name}"
        bars(bench.plots / f"{_file(bench)}-methods.svg", title, tuple(spoilt), series)
        _plot_thresholds(bench, joined, words)


def _of_method(
    method: Method, within: Sequence[Asked], outside: Sequence[Asked], spoils: Sequence[object]
) -> tuple[list[float], float]:
    found = [rivals_right(method, within, spoil) for spoil in spoils]  # type: ignore[arg-type]
    scores = [method(each.text)[1] for each in outside]
    return [right for right, _ in found], refused_at(found[0][1], scores)


def _plot_thresholds(bench: Bench, joined: Phrasebook, words: Phrasebook) -> None:
    series = []
    for name, book in (("words alone", words), ("words and meaning", joined)):
        within = told(book, bench.collection.within())
        outside = told(book, bench.collection.outside())
        series.append((name, [_answered(within, outside, at / 50) for at in range(51)]))
    axes = ("wrong: out of scope or another topic, % of all answered", "answered right, %")
    curves(
        bench.plots / f"{_file(bench)}-thresholds.svg",  # type: ignore[operator]
        f"As the threshold of the score moves: {bench.collection.name}",
        axes,
        series,
    )


def _answered(within: Sequence[Told], outside: Sequence[Told], limit: float) -> tuple[float, float]:
    right = sum(each.right and each.verdict.score >= limit for each in within)
    wrong = sum(not each.right and each.verdict.score >= limit for each in within)
    wrong += sum(each.verdict.score >= limit for each in outside)
    return 100 * wrong / max(right + wrong, 1), 100 * right / max(len(within), 1)


def _file(bench: Bench) -> str:
    return bench.collection.name.split(",")[0].replace(" ", "-") + (
        ""
        if "embassy" not in bench.collection.name
        else "-" + bench.collection.name.split()[-1][:5]
    )


def _styles(book: Phrasebook, within: Sequence[Asked]) -> Iterator[str]:
    """By the way the question is written, where a file says so."""
    styles = sorted({each.style for each in within})
    if len(styles) < 2:
        return
    yield "| style | questions | right | refused |"
    yield "| --- | --- | --- | --- |"
    for style in styles:
        some = told(book, [each for each in within if each.style == style])
        lost = share([isinstance(each.verdict.judgement, Lost) for each in some])
        yield f"| {style} | {len(some)} | {share([e.right for e in some]):.1f} | {lost:.1f} |"
    yield ""


def _calibration(found: Sequence[Told]) -> Iterator[str]:
    """How often a score of so much was right; out of scope nothing is."""
    yield "| score | questions | mean score | right |"
    yield "| --- | --- | --- | --- |"
    off = 0.0
    for low in range(0, 100, 20):
        some = [each for each in found if low <= 100 * each.verdict.score < low + 20 + (low == 80)]
        if some:
            mean = 100 * sum(each.verdict.score for each in some) / len(some)
            right = share([each.right for each in some])
            off += abs(mean - right) * len(some) / len(found)
            yield f"| {low} to {low + 20} | {len(some)} | {mean:.0f} | {right:.0f} |"
    yield f"\nOff by {off:.0f} points on average.\n"


def ablation(bench: Bench) -> Iterator[str]:
    """What each ingredient buys: everything but one, learned anew."""
    yield f"## {bench.collection.name}: what each ingredient buys\n"
    yield "| without | right | with slips | false offered | out refused at 5 % | near misses |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, changes in TAKEN_OUT.items():
        with without(changes):
            yield _ablated(name, bench)
    for name, taken in SAMPLES_TAKEN_OUT.items():
        if bench.collection.samples.refused:
            samples = taken(bench.collection.samples)
            yield _ablated(
                name, replace(bench, collection=replace(bench.collection, samples=samples))
            )
    yield ""


def _ablated(name: str, bench: Bench) -> str:
    collection, book = bench.collection, bench.book()
    clean = figures(told(book, collection.within()), told(book, collection.outside()))
    slips = share([each.right for each in told(book, collection.within(), with_slips)])
    near = without_a_quarter(collection)
    other = replace(bench, collection=near).book()
    missed = figures(told(other, near.within()), told(other, near.outside()))
    return (
        f"| {name} | {clean.right:.1f} | {slips:.1f} | {clean.false_offered:.1f} "
        f"| {clean.out_refused:.1f} | {missed.out_refused:.1f} |"
    )
