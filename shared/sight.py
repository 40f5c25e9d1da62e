"""Sight: logs that are events with fields, and metrics. No personal data reaches either."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any
from uuid import UUID

import structlog
from prometheus_client import Counter, Histogram

COMMANDS = Counter("waishi_calls_total", "Calls answered, by method and outcome", ["method", "outcome"])
SECONDS = Histogram("waishi_call_seconds", "Seconds from door to answer", ["method"])
READER_FAILURES = Counter("waishi_reader_failures_total", "Times a reader lost its database", ["reader"])
HEARD = Counter("waishi_heard_total", "Messages at the heard door, by source and outcome", ["source", "outcome"])
TOLD = Counter("waishi_told_total", "Public facts confirmed by the broker")
REFUSALS = Counter("waishi_refusals_total", "Refusals of commands, by rule", ["rule"])
CONFLICTS = Counter("waishi_append_conflicts_total", "Appends at which somebody else was faster")
MALFORMED = Counter("waishi_malformed_total", "Messages that could not even be answered", ["reason"])

HOUSEKEEPING = ("facts_told", "exchange_seals")
"""What listeners ask every few seconds, for no case in particular: counted, and else worth no word."""

READING: dict[str, int] = {}
"""The readers that run in this process, and up to which position each has read: `gauges` shows their lag."""


def set_up_logging(service: str) -> None:
    """One JSON object a line on standard output. Libraries' own loggers are silenced: their texts hold values."""
    logging.basicConfig(stream=sys.stderr, level=logging.CRITICAL)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            plain,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)


def plain(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Only names and numbers are logged: an object given by mistake, a fact say, shows its class and nothing more."""
    for key, item in event.items():
        if not isinstance(item, (str, int, float, bool, UUID, type(None))):
            event[key] = f"<{type(item).__name__}>"
        elif isinstance(item, UUID):
            event[key] = str(item)
    return event


def bind(service: str, correlation: UUID, causation: UUID | None = None) -> None:
    """At each door: what this thread's log lines belong to."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(service=service, correlation_id=str(correlation))
    if causation is not None:
        structlog.contextvars.bind_contextvars(causation_id=str(causation))


def where(error: BaseException) -> str:
    """Function and line in which an error arose: enough to find it, and nothing of what it held."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
