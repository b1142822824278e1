"""Measures understanding: `python -m benchmarks.understanding [--corpus DIR] [--what PART]`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from benchmarks.understanding.collections import embassy, public, without_a_quarter
from benchmarks.understanding.report import Bench, ablation, report
from benchmarks.understanding.speed import report as speeds
from bot.embedding import open_embedder

FILES = ("apart.jsonl", "other_languages.jsonl", "practice.jsonl")


def asked_for() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding")
    parser.add_argument("--what", choices=("report", "ablation", "speed", "near"), default="report")
    parser.add_argument("--corpus", type=Path, help="a folder with train.jsonl and test.jsonl")
    parser.add_argument("--phrases", type=int, default=10, help="phrases a topic of the corpus")
    parser.add_argument("--most", type=int, default=500, help="questions of each kind")
    parser.add_argument("--cache", type=Path, default=Path("data/cache"))
    parser.add_argument("--plots", type=Path, help="where to draw the plots")
    return parser.parse_args()


def lines(wish: argparse.Namespace) -> Iterator[str]:
    """The report asked for."""
    if wish.what == "speed":
        yield from speeds(wish.cache)
        return
    embedder = open_embedder(wish.cache)
    if wish.corpus:
        collections = [public(wish.corpus, wish.phrases, wish.most)]
    else:
        collections = [embassy(name) for name in FILES]
    for collection in collections:
        bench = Bench(collection, embedder, wish.plots)
        if wish.what == "ablation":
            yield from ablation(bench)
        elif wish.what == "near":
            yield from report(Bench(without_a_quarter(collection), embedder))
        else:
            yield from report(bench)


if __name__ == "__main__":
    for line in lines(asked_for()):
        print(line, flush=True)
