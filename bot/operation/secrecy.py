"""Keeps out of every log line what nobody may read there: the token, and what citizens wrote."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from bot.operation.tracebacks import told

_HIDDEN = "[token]"
_SHORT = 8
_IN_A_TASK = re.compile(r"(exception|result)=(\w+).*", re.DOTALL)
"""How asyncio shows a task or future that failed: with the exception as it would print itself."""


class Secrecy:
    """Knows the token, other secrets, and the forms in which they may turn up."""

    def __init__(self, token: str, *others: str) -> None:
        secret = token.partition(":")[2]
        forms = [token, quote(token, safe=""), *others]
        if len(secret) >= _SHORT:
            forms += [secret, quote(secret, safe="")]
        self._forms = tuple(form for form in dict.fromkeys(forms) if form)

    def hidden(self, text: str) -> str:
        """The text with the token blotted out."""
        for form in self._forms:
            text = text.replace(form, _HIDDEN)
        return text

    @contextmanager
    def over_logs(self) -> Iterator[None]:
        """As long as it lasts, no record that anybody logs carries the token, whoever writes it,
        nor an exception the words that it may quote.
        """
        usual = logging.getLogRecordFactory()
        logging.setLogRecordFactory(self.careful(usual))
        try:
            yield
        finally:
            logging.setLogRecordFactory(usual)

    def careful(self, usual: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
        """A maker of records that blots them out as they are made."""

        def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
            made = usual(*args, **kwargs)
            made.msg, made.args = self.hidden(_message(made)), ()
            if made.exc_info and made.exc_info[1] is not None:
                # Whoever shows the record later would format the exception by itself.
                made.exc_text, made.exc_info = self.hidden(told(made.exc_info[1])), None
            if made.stack_info:
                made.stack_info = self.hidden(made.stack_info)
            return made

        return record


def _message(record: logging.LogRecord) -> str:
    try:
        text = record.getMessage()
    except (TypeError, ValueError):
        text = str(record.msg)
    return _IN_A_TASK.sub(r"\1=\2", text) if record.name == "asyncio" else text
