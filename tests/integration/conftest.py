"""A rehearsal office founded once, and a copy of it for each test."""

import shutil
from pathlib import Path

import pytest

from desk.rehearsal.opening import found_rehearsal


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("founded") / "office"
    found_rehearsal(home)
    return home


@pytest.fixture
def home(founded: Path, tmp_path: Path) -> Path:
    shutil.copytree(founded, tmp_path / "office")
    return tmp_path / "office"
