"""One run of the `saoy` command: where its office is, how it speaks, how it tells progress."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from desk.jobs import Progress
from desk.model.values import Json
from desk.settings import default_home
from desk.text import Language, phrase, say

if TYPE_CHECKING:
    from desk.model.people import Session
    from desk.ports import Desk

DONE, SOME_FAULTY, WRONG_USAGE, FAULT, STOPPED = 0, 1, 2, 3, 130
"""Exit codes of the contract; 130 = cancelled."""

_BAR = 24

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 -- argparse names it only so
"""What `add_commands` of each module adds to."""


@dataclass
class Run:
    """What the options common to all commands say.

    Attributes:
        speaks_json: Standard output holds exactly one JSON value; everything else goes to standard error.
    """

    office: Path
    speaks_json: bool
    language: Language
    login: str | None
    _desk: "Desk | None" = field(default=None, repr=False)

    @classmethod
    def of(cls, options: argparse.Namespace) -> "Run":
        """Read the common options; each may be absent."""
        return cls(
            office=getattr(options, "office", None) or default_home(),
            speaks_json=getattr(options, "json", False),
            language=getattr(options, "lang", "vi"),
            login=getattr(options, "as_name", None),
        )

    def desk(self) -> "Desk":
        """Open the office, once; OfficeMissing when there is none."""
        if self._desk is None:
            from desk.log import start_log
            from desk.rehearsal.opening import open_any

            self._desk = open_any(self.office)
            start_log(self.office / "logs")
        return self._desk

    def session(self) -> "Session":
        """Return who acts: `--as NAME`, or the office's only clerk."""
        from desk.settings import read_settings
        from desk.work.access import act_as

        return act_as(self.desk(), self.login, read_settings(self.office).desk)

    def close(self) -> None:
        """Let go of the office."""
        if self._desk is not None:
            self._desk.close()

    def say(self, value: Json, lines: Iterable[str] = ()) -> None:
        """Print the result: the value as JSON, or the lines for people."""
        if self.speaks_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()

    def phrase(self, key: str, **context: object) -> str:
        """Return a phrase in the language of this run."""
        return phrase(key, self.language, **context)

    def fault(self, fault: Exception) -> dict[str, Json]:
        """Return the code, the sentence and the cure of a fault that did not end the command, as JSON tells them."""
        code = str(getattr(fault, "code", "bug"))
        said = say(code, getattr(fault, "context", {}), self.language)
        return {"fault": code, "sentence": said.sentence, "cure": said.cure}

    def warn(self, text: str) -> None:
        """Tell something on standard error."""
        sys.stderr.write(f"{text}\n")

    def progress(self) -> Progress:
        """Return progress told as a bar when standard error is a terminal, silent otherwise."""
        return Progress(tell=_bar) if sys.stderr.isatty() else Progress()


def _bar(done: int, total: int, what: str) -> None:
    full = _BAR * done // max(1, total)
    sys.stderr.write(f"\r[{'#' * full}{'.' * (_BAR - full)}] {done}/{total} {what:<30.30}")
    if done >= total:
        sys.stderr.write("\n")
    sys.stderr.flush()
