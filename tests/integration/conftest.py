"""A rehearsal office founded once, and a copy of it for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.rehearsal.opening import found_rehearsal
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.commands import Commands, commands_over


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("founded") / "office"
    found_rehearsal(home)
    return home


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Path:
    shutil.copytree(founded, tmp_path / "office")
    return tmp_path / "office"


@pytest.fixture
def saoy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Commands]:
    """Give the command line over an office of the test's own."""
    office = CertifyingOffice(tmp_path / "office")
    yield commands_over(office, monkeypatch, capsys)
    office.desk.close()
