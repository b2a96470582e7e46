"""The log of a process: for whoever looks after the office, never for the terminal."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.log import start_log


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_a_log_that_cannot_be_written_says_nothing_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    start_log(tmp_path / "logs")
    shutil.rmtree(tmp_path / "logs")

    logging.getLogger("desk").info("one line")

    assert capfd.readouterr() == ("", "")
