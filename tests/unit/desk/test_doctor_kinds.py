"""An administrator hears of a file of the office's own kinds of paper that cannot be taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.cli import doctor
from desk.cli.checks import Check, State
from desk.settings import KINDS
from desk.text import say
from ocr.kinds import use_own_kinds


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / KINDS).mkdir()
    yield tmp_path
    use_own_kinds(tmp_path / "none")


def state_and_sentence(home: Path) -> tuple[str, str]:
    def make(name: str, state: State, key: str, **context: object) -> Check:
        said = say(f"doctor.{key}", context)
        return Check(name, state, said.sentence, said.cure)

    told = doctor._kinds(make, home)
    return told.state, told.sentence


def test_a_faulty_file_of_kinds_is_a_warning_that_names_it(home: Path) -> None:
    (home / KINDS / "hong.toml").write_text("ten = ", "utf-8")

    state, sentence = state_and_sentence(home)

    assert state == "warning"
    assert "hong.toml" in sentence


def test_without_one_the_kinds_are_counted(home: Path) -> None:
    state, sentence = state_and_sentence(home)

    assert state == "ok"
    assert any(map(str.isdigit, sentence))
