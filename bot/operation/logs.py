"""Log lines on standard error: for people in a terminal, as JSON elsewhere."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

from bot.operation.secrecy import Secrecy

_log = logging.getLogger(__name__)


def set_up_logs(level: str, token: str = "") -> None:
    """Send every logger's lines through one handler, from this level on, without the token.

    Below INFO only the desk's own are shown: libraries tell there what they are given, such as
    aiosqlite every value that it writes.
    """
    root, own = logging.getLogger(), logging.getLogger("bot")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(watched=sys.stderr.isatty()))
    root.handlers[:] = [handler]
    own.setLevel(level)
    root.setLevel(max(logging.INFO, own.level))
    # The client's own lines tell of every call; they matter only when somebody looks for a fault.
    logging.getLogger("aiogram").setLevel(max(logging.WARNING, own.level))
    logging.captureWarnings(True)
    logging.setLogRecordFactory(Secrecy(token).careful(logging.getLogRecordFactory()))
    # What nobody catches goes to the log like all else, not past it to standard error.
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda left: _tell("an error that nobody can catch", left.exc_value)
    threading.excepthook = lambda left: _tell("a thread ended by an error", left.exc_value)


def _formatter(watched: bool) -> logging.Formatter:
    import structlog

    before: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_traceback,
    ]
    # The traceback is text already; the usual formatter would print every local variable.
    shown: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if watched
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    plain = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=before, processors=[plain, shown])


def _with_traceback(
    _logger: Any, _name: str, told: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    if text := told["_record"].exc_text:
        told["exception"] = text
    return told


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _tell("the program ended by an error", error)


def _tell(what: str, error: BaseException | None) -> None:
    _log.critical(what, exc_info=error)
