"""The sides, the benches and the spool that the contract of the scanners is held on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.fakes.benches import MANY, Benches, shade


@pytest.fixture(scope="session")
def sides(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sides")
    made = [folder / f"side {number}.jpg" for number in range(MANY)]
    for number, place in enumerate(made):
        Image.new("RGB", (148, 197), (shade(number),) * 3).save(place, quality=95, dpi=(75, 75))
    return made


@pytest.fixture
def benches(tmp_path: Path, sides: list[Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Benches]:
    made = Benches(tmp_path, sides, monkeypatch)
    yield made
    made.close()


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"
