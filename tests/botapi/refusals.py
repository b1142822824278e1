"""How the Bot API says no."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An answer with `ok: false`: its code, its description, and what else it tells."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The answer as JSON."""
        told: dict[str, Any] = {"ok": False, "error_code": self.code}
        told["description"] = self.description
        return told | ({"parameters": self.parameters} if self.parameters else {})


def bad(reason: str) -> Refusal:
    """A 400; the server writes the first letter small unless the second is a capital too."""
    if reason[1:2] != "_" and not reason[1:2].isupper():
        reason = reason[:1].lower() + reason[1:]
    return Refusal(400, f"Bad Request: {reason}")
