"""How well the whole desk answers labelled questions, asked through `ask --batch`.

    python -m benchmarks.answers [FILE ...]      the practice questions when no file is named

Right: the label asked for, or one that a careful clerk would accept; for a statement or a point,
the one that was meant. Out of scope is right when it is lost.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

QUESTIONS = Path(__file__).parent / "questions"
MOMENT = "2020-01-17T20:01+00:00"
OUT = "out_of_scope"


def asked(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The replies to the questions, in their order, from one process."""
    rows = [json.dumps({"text": q["text"], "at": MOMENT}, ensure_ascii=False) for q in questions]
    command = [sys.executable, "-m", "bot", "ask", "--batch", "-"]
    done = subprocess.run(
        command, input="\n".join(rows), text=True, capture_output=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def accepted(question: dict[str, Any]) -> set[str]:
    """The labels that are right; the article as a whole also answers for one of its points."""
    return {question["label"], *question.get("also", ())}


def is_right(question: dict[str, Any], reply: dict[str, Any]) -> bool:
    """Whether the first thing offered is what was asked."""
    if question["label"] == OUT:
        return reply["outcome"] == "lost"
    if reply["outcome"] == "lost" or reply["label"] not in accepted(question):
        return False
    if reply["outcome"] == "unsure":
        return True
    return holds_expected(question, reply)


def holds_expected(question: dict[str, Any], reply: dict[str, Any]) -> bool:
    """Whether the statement or point that was meant is the one that is shown."""
    wanted = question.get("expect")
    if wanted is None or reply["label"] not in ("statement", "article_point"):
        return True
    if isinstance(wanted, int):
        return f"“{wanted}. " in reply["answer"]
    return any(
        each in reply["answer"] for each in ([wanted] if isinstance(wanted, str) else wanted)
    )


def offered(question: dict[str, Any], reply: dict[str, Any]) -> bool:
    """Whether one of the choices is right."""
    return any(choice["topic"] in accepted(question) for choice in reply["choices"])


def report(name: str, questions: list[dict[str, Any]], replies: list[dict[str, Any]]) -> None:
    """Print the figures of one file."""
    inside = [(q, r) for q, r in zip(questions, replies, strict=True) if q["label"] != OUT]
    outside = [r for q, r in zip(questions, replies, strict=True) if q["label"] == OUT]
    sure = [(q, r) for q, r in inside if r["outcome"] == "sure"]
    unsure = [(q, r) for q, r in inside if r["outcome"] == "unsure"]
    lost = len(inside) - len(sure) - len(unsure)
    outcomes = Counter(r["outcome"] for r in outside)
    right, sound = (sum(is_right(q, r) for q, r in each) for each in (inside, sure))
    among = sum(offered(q, r) for q, r in unsure)
    print(f"{name}: {len(inside)} in scope, {len(outside)} out of scope")
    print(f"  right topic              {share(right, len(inside))}")
    print(f"  sure                     {share(len(sure), len(inside))}")
    print(f"  right when sure          {share(sound, len(sure))}")
    print(f"  unsure, right is offered {share(among, len(unsure))}")
    print(f"  refused in scope         {share(lost, len(inside))}")
    print(f"  out of scope, sure       {share(outcomes['sure'], len(outside))}")
    print(f"  out of scope, offered    {share(len(outside) - outcomes['lost'], len(outside))}")
    for field in ("style", "lang"):
        groups: dict[str, list[bool]] = defaultdict(list)
        for question, reply in inside:
            groups[question[field]].append(is_right(question, reply))
        told = (f"{key} {share(sum(hits), len(hits))}" for key, hits in sorted(groups.items()))
        print(f"  by {field}: " + ", ".join(told))


def share(part: int, whole: int) -> str:
    """A share in per cent, with what it is of."""
    return f"{100 * part / whole:.1f} % of {whole}" if whole else "none"


def main() -> None:
    """Ask every question of each file, and report."""
    for path in [Path(name) for name in sys.argv[1:]] or [QUESTIONS / "practice.jsonl"]:
        questions = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        began = time.perf_counter()
        replies = asked(questions)
        report(path.name, questions, replies)
        print(f"  {time.perf_counter() - began:.1f} s in all")


if __name__ == "__main__":
    main()
