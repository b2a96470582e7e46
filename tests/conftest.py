"""Keep every test's window off any display, in whichever folder it stands; one authority, one server."""

import gc
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fakes.authority import Pki
    from tests.fakes.server import Server

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files of slow tests, so that at the end no core works on one of them alone."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


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


@pytest.fixture(scope="session")
def server() -> "Iterator[Server]":
    from tests.fakes.server import Server

    made = Server()
    yield made
    made.close()
