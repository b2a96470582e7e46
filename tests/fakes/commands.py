"""The command line in this process, over an invented office."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from desk.cli.main import main
from desk.cli.run import Run
from desk.model.people import Session
from tests.fakes.certifying import CertifyingOffice


class Commands:
    """The command line, in this process, over the invented office."""

    def __init__(self, office: CertifyingOffice, capsys: pytest.CaptureFixture[str]) -> None:
        self.office, self._capsys = office, capsys
        self.login = "pao.hv"
        self.heard = ""

    def __call__(self, *words: str | int | Path, pins: str | None = None) -> tuple[int, Any]:
        """Run one command with --json; `pins` is what stands on the stream of the PINs."""
        more: list[str] = []
        if pins is not None:
            reading, writing = os.pipe()
            os.write(writing, pins.encode())
            os.close(writing)
            more = ["--pin-fd", str(reading)]
        try:
            code = main([*map(str, words), *more, "--json"])
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = self._capsys.readouterr()
        self.heard += told.out + told.err
        return code, json.loads(told.out) if told.out.strip() else None

    def plain(self, *words: str | int) -> str:
        """Run one command for people and return what it says."""
        assert main([str(word) for word in words]) == 0
        return self._capsys.readouterr().out


def commands_over(
    office: CertifyingOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    """Return the command line whose every command finds this office open, and leaves it open."""
    commands = Commands(office, capsys)

    def session(_run: Run) -> Session:
        return office.who(commands.login)

    monkeypatch.setattr(Run, "desk", lambda _run: office.desk)
    monkeypatch.setattr(Run, "session", session)
    monkeypatch.setattr(Run, "close", lambda _run: None)
    return commands
