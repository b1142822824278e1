"""Keeps the token out of every log line and exception text."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

_HIDDEN = "[token]"
_SHORT = 8


class Secrecy:
    """Knows the token and the forms in which it may turn up."""

    def __init__(self, token: str) -> None:
        secret = token.partition(":")[2]
        forms = [token, quote(token, safe="")]
        if len(secret) >= _SHORT:
            forms += [secret, quote(secret, safe="")]
        self._forms = tuple(dict.fromkeys(forms))

    def hidden(self, text: str) -> str:
        """The text with the token blotted out."""
        for form in self._forms:
            text = text.replace(form, _HIDDEN)
        return text

    @contextmanager
    def over_logs(self) -> Iterator[None]:
        """As long as it lasts, no record that anybody logs carries the token, whoever writes it."""
        usual = logging.getLogRecordFactory()
        logging.setLogRecordFactory(self._careful(usual))
        try:
            yield
        finally:
            logging.setLogRecordFactory(usual)

    def _careful(self, usual: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
        def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
            made = usual(*args, **kwargs)
            made.msg, made.args = self.hidden(_message(made)), ()
            if made.exc_info and made.exc_info[0]:
                told = "".join(traceback.format_exception(*made.exc_info)).rstrip("\n")
                if self.hidden(told) != told:
                    made.exc_info, made.exc_text = None, self.hidden(told)
            if made.stack_info:
                made.stack_info = self.hidden(made.stack_info)
            return made

        return record


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)
