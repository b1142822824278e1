"""Log lines on standard error: for people in a terminal, as JSON elsewhere."""

from __future__ import annotations

import logging
import sys


def set_up_logs(level: str) -> None:
    """Send every logger's lines through one handler, from this level on."""
    import structlog

    watched = sys.stderr.isatty()
    shown: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer() if watched else structlog.processors.JSONRenderer()
    )
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    common: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        stamp,
    ]
    handler = logging.StreamHandler(sys.stderr)
    last: list[structlog.types.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta
    ]
    if not watched:
        last.append(structlog.processors.format_exc_info)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=common, processors=[*last, shown])
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # The client's own lines tell of every call; they matter only when somebody looks for a fault.
    logging.getLogger("aiogram").setLevel(max(logging.WARNING, root.level))
