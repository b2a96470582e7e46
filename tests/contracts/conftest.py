"""The sides, the benches and the spool that the contract of the scanners is held on; the memory of an office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desk.ports import Units
from desk.store.opening import Memory
from tests.fakes.benches import MANY, Benches, shade
from tests.fakes.memory import copied_memory, fresh_memory


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


@pytest.fixture(scope="session")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("new") / "office"
    fresh_memory(home).close()
    return home


@pytest.fixture
def memory(new_office: Path, tmp_path: Path) -> Iterator[Memory]:
    opened = copied_memory(new_office, tmp_path / "office")
    yield opened
    opened.close()


@pytest.fixture
def unit(memory: Memory) -> Units:
    return memory.unit
