"""How often a question on a matter of a service gets just that part of the service's answer.

    python -m benchmarks.parts            the figures, and what was not answered so

Asked in a copy of the knowledge folder in which every part of every service is written, each by its
own name; `questions/matters.jsonl` has questions on a matter (documents, fees, time, payment,
appointment) of one service, and some on two topics of the page.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.answers import QUESTIONS, share
from bot.knowledge import read_knowledge
from bot.settings import Settings
from bot.topics.service import PARTS, Service


def services(folder: Path) -> dict[str, tuple[Path, int]]:
    """Every service that may have parts, with the file and the line of its key."""
    topics = read_knowledge(folder).topics
    return {
        key: (Path(topic.source.file or ""), topic.source.line or 0)
        for key, topic in topics.items()
        if isinstance(topic.facts, Service) and key not in PARTS
    }


def written(folder: Path, to: Path) -> set[str]:
    """A copy of the folder with every part of every service; the services' keys."""
    shutil.copytree(folder, to)
    found = services(to)
    for file in {path for path, _ in found.values()}:
        lines = []
        for line in (to.parent / file).read_text("utf-8").splitlines():
            lines.append(line)
            key = line.removesuffix(":")
            if key in found:
                lines += _parts(key)
        (to.parent / file).write_text("\n".join(lines) + "\n", "utf-8")
    return set(found)


def _parts(key: str) -> Iterator[str]:
    yield "  parts:"
    for part in PARTS:
        yield f'    {part}: {{en: "{part} of {key}", ru: "{part} of {key}"}}'


def asked(folder: Path, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The replies in that folder, in the order of the questions."""
    rows = [json.dumps({"text": each["text"]}, ensure_ascii=False) for each in questions]
    command = [sys.executable, "-m", "bot", "ask", "--batch", "-", "--knowledge", str(folder)]
    done = subprocess.run(
        command, input="\n".join(rows), text=True, capture_output=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    """Write the parts, ask, and report."""
    lines = (QUESTIONS / "matters.jsonl").read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "knowledge"
        keys = written(Settings().knowledge_dir, folder)
        questions = [
            each
            for each in map(json.loads, lines)
            if each["label"] in PARTS and keys & {*each.get("also", ())}
        ]
        replies = asked(folder, questions)
    given = offered = 0
    for question, reply in zip(questions, replies, strict=True):
        service = next(key for key in question["also"] if key in keys)
        said = f"{question['label']} of {service}" in reply["answer"]
        button = f"/{service} {question['label']}" in [each["asks"] for each in reply["choices"]]
        given += said
        offered += said or button
        if not said:
            print(f"{reply['outcome']:6} {reply['label']}: {question['text']}")
    print(f"just the part that was asked for: {share(given, len(questions))}")
    print(f"that part, or a button for it:    {share(offered, len(questions))}")


if __name__ == "__main__":
    main()
