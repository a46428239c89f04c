"""Logs: one JSON object a line, ids and text keys only, no token and nothing people wrote."""

import logging
import sys
from collections import Counter
from typing import TextIO

import structlog

#: Libraries that log addresses with tokens in them, or what people wrote.
_SILENT = (
    "aiohttp",
    "apscheduler",
    "asyncio",
    "httpcore",
    "httpx",
    "nio",
    "peewee",
    "sqlalchemy",
    "telegram",
)

LEVELS = ("debug", "info", "warning", "error")
#: How many lines of each level this process has written.
written: Counter[str] = Counter()


def set_up(level: str, to: TextIO | None = None) -> None:
    """Write our own logs from `level` up, and of libraries warnings without their texts.

    They go to the error stream, if not elsewhere.
    """
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _count,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _traceback_without_values,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=to or sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(handlers=[_Named()], force=True, level=logging.WARNING)
    logging.captureWarnings(True)  # Python writes them as they are, with what somebody typed
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Named(logging.Handler):
    """Says which library complained, and where; its words may hold an address or a text."""

    def emit(self, record: logging.LogRecord) -> None:
        place = f"{record.module}:{record.lineno}"
        structlog.get_logger().warning("library", logger=record.name, place=place)


def _count(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    written[event["level"]] += 1
    return event


def _traceback_without_values(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Write a traceback as its places: the error's own text may hold what somebody typed."""
    if not event.pop("exc_info", None):
        return event
    error = sys.exc_info()[1]
    places = _places(error)
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
        places += _places(error)
    event["error"] = type(error).__name__
    event["places"] = places
    return event


def _places(error: BaseException | None) -> list[str]:
    traceback, places = error.__traceback__ if error else None, []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places
