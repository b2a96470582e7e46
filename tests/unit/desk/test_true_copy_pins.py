"""The PIN of a true copy by command: asked for once, not again, and the last try only by an explicit word."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.cli.main import main
from desk.cli.run import Run
from desk.model.people import Session
from tests.fakes.signing import SEAL_PIN
from tests.unit.desk.test_true_copy import Registry

Saoy = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    made = Registry(tmp_path / "office")

    def session(_run: Run) -> Session:
        return made.who("mien.tt")

    monkeypatch.setattr(Run, "desk", lambda _run: made.desk)
    monkeypatch.setattr(Run, "session", session)
    monkeypatch.setattr(Run, "close", lambda _run: None)
    yield made
    made.desk.close()


@pytest.fixture
def saoy(office: Registry, capsys: pytest.CaptureFixture[str]) -> Saoy:
    def run(*words: str, pin: str | None = None) -> tuple[int, dict[str, Any]]:
        more: list[str] = []
        if pin is not None:
            reading, writing = os.pipe()
            os.write(writing, f"{pin}\n".encode())
            os.close(writing)
            more = ["--pin-fd", str(reading)]
        code = main(["true-copy", str(office.paper), "--kind", "sao-y", *words, *more, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def test_a_copy_sealed_already_needs_no_pin(office: Registry, saoy: Saoy) -> None:
    assert saoy()[1]["fault"] == "component.pin-missing"
    _, first = saoy(pin=SEAL_PIN)

    assert saoy() == (0, first)
    assert office.keys.seal.sent == [SEAL_PIN]


def test_the_last_try_is_spent_by_an_explicit_word_alone(office: Registry, saoy: Saoy) -> None:
    office.keys.seal.tries = 1

    code, told = saoy(pin=SEAL_PIN)
    assert (code, told["fault"], office.keys.seal.sent) == (3, "signing.pin-last-try", [])
    code, made = saoy("--last-try", pin=SEAL_PIN)

    assert (code, made["stage"], made["number"]) == (0, "sealed", 1)
