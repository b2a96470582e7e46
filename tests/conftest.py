"""Keep every test's window off any display, in whichever folder it stands; one authority, one server."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from desk.ports import Desk
    from signing.report import Report
    from signing.services import Trust
    from tests.fakes.authority import Pki
    from tests.fakes.leaving import Leaver
    from tests.fakes.server import Server
    from tests.fakes.signing_bench import Bench

os.environ["QT_QPA_PLATFORM"] = "offscreen"


_LONG_FIRST = ("e2e", "ui", "integration", "contracts", "unit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of slow tests and end with quick ones: else one core works on at the end, alone."""
    folders = Path(__file__).parent
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda i: (i.path not in slow, _LONG_FIRST.index(i.path.relative_to(folders).parts[0])))


def pytest_collection_finish() -> None:
    """Let the collector pass over what stays to the end: thousands of tests, looked through at each full round."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Pki]":
    from tests.fakes.authority import make_pki

    made = make_pki(tmp_path_factory.mktemp("authority") / "office")
    yield made
    made.close()


@pytest.fixture
def bench(authority: "Pki") -> "Bench":
    """What a finished copy was made with."""
    from tests.fakes.signing_bench import finished

    return finished(authority)[0]


@pytest.fixture
def copy(authority: "Pki") -> bytes:
    """A finished copy, made once."""
    from tests.fakes.signing_bench import finished

    return finished(authority)[1]


@pytest.fixture
def check(bench: "Bench", tmp_path: Path) -> "Callable[..., Report]":
    """Verify some bytes, by the roots of the bench unless others are given, now or at a time."""
    from signing.verify import verify

    def checked(data: bytes, trust: "Trust | None" = None, at: "datetime | None" = None) -> "Report":
        file = tmp_path / "file.pdf"
        file.write_bytes(data)
        return verify(file, bench.trust if trust is None else trust, at)

    return checked


@pytest.fixture(scope="session")
def server() -> "Iterator[Server]":
    from tests.fakes.server import Server

    made = Server()
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> "Iterator[Desk]":
    """An office of the test's own."""
    from tests.fakes.office import make_office

    made = make_office(tmp_path / "office")
    yield made
    made.close()


@pytest.fixture
def fill(desk: "Desk") -> "Leaver":
    """What fills the dossiers of a citizen of that office."""
    from tests.fakes.leaving import leaver

    return leaver(desk)
