"""What the programs say while they run: one line an event on standard error, as text or JSON."""

import json
import logging
import logging.config
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """One object a line; what a logger was given as `extra={"fields": …}` lies beside the text."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": _moment(record),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        fields = getattr(record, "fields", None)
        line |= fields or {"message": record.getMessage()}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class TextLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = getattr(record, "fields", None)
        said = " ".join(map(str, fields.values())) if fields else record.getMessage()
        lines = [f"{_moment(record)} {record.levelname.lower()} {_one_line(said)}"]
        if record.exc_info:
            lines.append(self.formatException(record.exc_info))
        return "\n".join(lines)


FORMATS = {"json": JsonLines, "text": TextLines}


def configuration(log_format: str) -> dict[str, Any]:
    """For logging.config.dictConfig, in this process and in those that the server starts."""
    quiet = {"handlers": ["stderr"], "level": "WARNING", "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": FORMATS[log_format]}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"lms": {"level": "INFO"}, "_granian": quiet},
    }


def configure(log_format: str) -> None:
    logging.config.dictConfig(configuration(log_format))


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _one_line(text: str) -> str:
    """What came from outside cannot begin a line of its own and so forge one."""
    return text.replace("\r", "\\r").replace("\n", "\\n")
