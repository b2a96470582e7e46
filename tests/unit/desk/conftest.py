"""What several files of these tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.work.access import act_as
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.evenings import Evening
from tests.fakes.office import make_office
from tests.fakes.stacks import with_stacks


@pytest.fixture
def office(tmp_path: Path) -> Iterator[CertifyingOffice]:
    """An office that can certify the papers it holds."""
    made = CertifyingOffice(tmp_path / "office")
    yield made
    made.desk.close()


@pytest.fixture
def evening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Evening]:
    desk, reader = with_stacks(make_office(tmp_path / "office"), monkeypatch)
    yield Evening(desk, reader, act_as(desk, "pao.hv", "1"), tmp_path)
    desk.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a package goes."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "hồ sơ.zip"
