"""What the doctor says of one thing: that it is good, or what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    name: str
    good: bool
    said: str
    """How it stands; when it is not good, a sentence that says what to do."""

    def __str__(self) -> str:
        return f"{'good' if self.good else 'look':4}  {self.name}: {self.said}"


def good(name: str, said: str) -> Finding:
    """Nothing is to be done."""
    return Finding(name, True, said)


def bad(name: str, said: str) -> Finding:
    """Somebody must do something."""
    return Finding(name, False, said)
