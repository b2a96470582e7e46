"""What the contracts are held on: sides, benches and a spool for scanners, the memory of an office, tokens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desk.ports import Units
from desk.settings import TRUST
from desk.sign.room import SigningRoom
from desk.store.opening import Memory
from tests.fakes.authority import Pki
from tests.fakes.benches import MANY, Benches, shade
from tests.fakes.memory import copied_memory, fresh_memory
from tests.fakes.server import Server, server_memory
from tests.fakes.signing_benches import SigningBench, real_bench, told_bench
from tests.fakes.simulated_token import SimulatedToken
from tests.fakes.token_benches import Bench, simulated_bench, soft_bench, soft_tokens


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


@pytest.fixture(params=["file", "server"])
def memory(request: pytest.FixtureRequest, new_office: Path, tmp_path: Path) -> Iterator[Memory]:
    if request.param == "file":
        opened = copied_memory(new_office, tmp_path / "office")
        yield opened
        opened.close()
        return
    server: Server = request.getfixturevalue("server")
    opened = server_memory(server, tmp_path / "objects")
    yield opened
    opened.close()


@pytest.fixture
def unit(memory: Memory) -> Units:
    return memory.unit


@pytest.fixture(scope="session")
def tokens_made(authority: Pki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return soft_tokens(authority, tmp_path_factory.mktemp("made") / "soft")


@pytest.fixture
def soft(authority: Pki, tokens_made: Path, tmp_path: Path) -> Iterator[Bench]:
    with soft_bench(authority, tokens_made, tmp_path) as made:
        yield made


@pytest.fixture
def simulated(authority: Pki, tmp_path: Path) -> Iterator[Bench]:
    with simulated_bench(authority, tmp_path) as made:
        yield made


@pytest.fixture(params=["soft", "simulated"])
def token_bench(request: pytest.FixtureRequest) -> Bench:
    made: Bench = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def lying(simulated: Bench) -> SimulatedToken:
    assert simulated.simulated is not None
    return simulated.simulated


@pytest.fixture
def told(tmp_path: Path) -> SigningBench:
    return told_bench(tmp_path)


@pytest.fixture(scope="session")
def room(authority: Pki) -> Iterator[SigningRoom]:
    made = SigningRoom(authority.home / TRUST, authority.services, lambda: None)
    yield made
    made.close()


@pytest.fixture
def real(room: SigningRoom, authority: Pki, tmp_path: Path) -> SigningBench:
    return real_bench(room, authority, tmp_path)


@pytest.fixture(params=["told", "real"])
def signing_bench(request: pytest.FixtureRequest) -> SigningBench:
    made: SigningBench = request.getfixturevalue(request.param)
    return made
