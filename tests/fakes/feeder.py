"""An evening's stack in the feeder of a network scanner, and an office that scans with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desk.ports import Desk
from desk.rehearsal.virtual_scanner import VirtualScanner
from desk.settings import read_settings
from desk.wiring import scanners_for
from tests.fakes.stacks import HANH, PAO, A, B, on, picture, side, slip, with_stacks

STACK = (slip(A), side(name="Nông Thị Hạnh", number=HANH), on(), on(), slip(B), side(name="Hoàng Văn Páo", number=PAO))
"""Of Hạnh a paper of three sides, of Páo one of one side."""


@contextmanager
def loaded_feeder(folder: Path) -> Iterator[VirtualScanner]:
    """Lay the stack into a feeder that is reached over the network's own protocol."""
    pages = [picture(folder / f"{number}.jpg", **told) for number, told in enumerate(STACK, 1)]
    with VirtualScanner(pages, name="Khay") as virtual:
        yield virtual


@contextmanager
def office_over(desk: Desk, scanner: VirtualScanner, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Give an office that scanner and no other, and a reader that reads what a side's line says."""
    monkeypatch.setattr("desk.scan.drivers.shutil.which", lambda _: None)
    (desk.home / "machine.toml").write_text("mdns = false\n", "utf-8")
    made, _reader = with_stacks(desk, monkeypatch)
    drivers = scanners_for(read_settings(desk.home), lambda: (scanner.address,))
    yield replace(made, scanners=drivers)
    for driver in drivers.values():
        driver.close()
