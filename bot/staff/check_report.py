"""How a check is told: complaints by file and line and a sentence at the end, or JSON."""

from __future__ import annotations

import json
from pathlib import Path

from bot.embedding import why_absent
from bot.entries import Complaint
from bot.staff.check import Report
from bot.staff.check_language import lacking


def tell(report: Report, as_json: bool, embeddings: str) -> None:
    """Print the report."""
    absent = why_absent(off=embeddings == "off")
    if as_json:
        told = report.as_json() | {"no_model": absent}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for complaint in report.complaints:
        print(line_of(complaint))
    print(_summary(report))
    if absent and not report.errors:
        print(f"Checked on words alone, without the model of meaning: {absent}.")


def line_of(complaint: Complaint) -> str:
    """A complaint as a line; that it is a warning stands before its sentence."""
    warning = "warning: " if complaint.warning else ""
    return f"{complaint.file}:{complaint.line}: {warning}{complaint.sentence}"


def _summary(report: Report) -> str:
    errors, warnings = len(report.errors), len(report.warnings)
    doubts = f"{_count(warnings, 'warning')}" if warnings else "no warnings"
    if errors and not report.topics:
        return f"{_count(errors, 'error')}, {doubts}: nothing of this folder is used before that."
    asked = ""
    if report.questions:
        reached = report.questions - report.missed
        asked = f"; {reached} of {_count(report.questions, 'sample question')} answered as written"
    size = f"{_count(report.topics, 'topic')}, {_count(report.phrases, 'phrase')}"
    if errors:
        return f"{_count(errors, 'error')}, {doubts} ({size}{asked})."
    return f"The knowledge can be used as it is: {doubts} ({size}{asked})."


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def tell_lacking(folder: Path, language: str, as_json: bool) -> int:
    """Print what a language still lacks; 0 when that is nothing."""
    found = lacking(folder, language)
    if as_json:
        print(json.dumps([vars(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(one)
    return 1 if found else 0
