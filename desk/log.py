"""Logging for every process of the desk: identifiers, sizes, times and fault codes; never contents of papers."""

import json
import logging
import logging.handlers
from pathlib import Path

_KEEP_DAYS = 14


class _Line(logging.Formatter):
    """Formats one record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "where": record.name,
            "what": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class _Log(logging.handlers.TimedRotatingFileHandler):
    """Keeps quiet when it cannot write: a stick pulled out, or a full disk, is told by what the office does there."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- the library's name
        """Let the record go."""


def start_log(folder: Path) -> None:
    """Write this process's log to `folder`/saoy.log, one file a day, kept for 14 days.

    Nothing goes to the terminal: standard error belongs to the words meant for people.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = _Log(
        folder / "saoy.log", when="midnight", backupCount=_KEEP_DAYS, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Line())
    root = logging.getLogger()
    for before in [old for old in root.handlers if isinstance(old, logging.handlers.TimedRotatingFileHandler)]:
        root.removeHandler(before)
        before.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
