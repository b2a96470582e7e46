"""What every scanner owes the desk, whichever driver is underneath, each in its own process.

SANE's own test device, the virtual scanner through sane-airscan, the same by our own eSCL client, and a watched folder;
`test_scanner_matrix.py` holds each of them in each trouble.
"""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.errors import PaperJam, ScannerAbsent, SourceUnsupported
from desk.model.scanning import Source
from desk.rehearsal.virtual_scanner import Faults
from tests.fakes.benches import (
    ALL,
    MANY,
    SHOWING,
    TEST_DEVICE_SIDES,
    VIRTUAL,
    Benches,
    expect,
    expect_fault,
    expect_tidy,
    shade,
)

if TYPE_CHECKING:
    from desk.ports import Scanner

# -- finding ----------------------------------------------------------------------------------------------------------


@ALL
def test_a_device_is_found_by_the_name_it_is_scanned_by(benches: Benches, name: str) -> None:
    bench = benches.make(name)
    scanner: Scanner = bench.scanner

    found = {device.id: device for device in scanner.devices()}

    assert bench.device in found
    assert {(device.driver, device.id.partition(":")[0]) for device in found.values()} == {(scanner.name, scanner.name)}
    assert Source.FEEDER in found[bench.device].sources
    assert found[bench.device].duplex is (name in ("airscan", "escl"))


@pytest.mark.parametrize(
    ("name", "device"),
    [
        ("escl", "escl:http://127.0.0.1:9/eSCL"),
        ("test", "sane:nowhere:0"),
        ("watched", "folder:gone"),
    ],
)
def test_a_device_that_is_not_there_is_absent(benches: Benches, spool: Path, name: str, device: str) -> None:
    bench = benches.make(name)
    bench.device = device
    if bench.folder is not None:
        for file in bench.folder.iterdir():
            file.unlink()
        bench.folder.rmdir()

    came = bench.scan(spool)

    expect_fault(came, ScannerAbsent, 0)
    assert name != "watched" or bench.scanner.devices() == []


# -- plain ------------------------------------------------------------------------------------------------------------


@SHOWING
def test_sides_come_in_order_and_are_the_device_s_own_pictures(
    benches: Benches, spool: Path, sides: list[Path], name: str
) -> None:
    came = benches.make(name, 6).scan(spool)

    assert came.fault is None
    assert [page.number for page in came.pages] == [1, 2, 3, 4, 5, 6]
    expect(came, [shade(number) for number in range(6)])
    expect_tidy(spool, came)
    if name in ("escl", "watched"):
        assert [page.path.read_bytes() for page in came.pages] == [side.read_bytes() for side in sides[:6]]


def test_the_test_device_of_sane_gives_its_ten_sides(benches: Benches, spool: Path) -> None:
    came = benches.make("test").scan(spool)

    assert came.fault is None
    assert [page.number for page in came.pages] == list(range(1, TEST_DEVICE_SIDES + 1))
    assert {(page.media, page.dpi) for page in came.pages} == {("image/jpeg", 75)}
    expect_tidy(spool, came)


@ALL
def test_no_more_sides_come_than_were_asked_for(benches: Benches, spool: Path, name: str) -> None:
    bench = benches.make(name, 5)

    came = bench.scan(spool, limit=2)

    assert came.fault is None
    assert len(came.pages) == 2
    if bench.folder is not None:
        assert len(list(bench.folder.glob("*.jpg"))) == 3


@pytest.mark.parametrize("name", ["test", "airscan", "escl"])
def test_the_glass_gives_one_side(benches: Benches, spool: Path, name: str) -> None:
    came = benches.make(name, 3).scan(spool, source=Source.GLASS)

    assert came.fault is None
    assert len(came.pages) == 1


@VIRTUAL
def test_automatic_takes_the_feeder_while_it_holds_paper_and_then_the_glass(
    benches: Benches, spool: Path, name: str
) -> None:
    bench = benches.make(name, 3)

    first, second = (bench.scan(spool, source=Source.AUTO) for _ in range(2))

    assert (len(first.pages), len(second.pages)) == (3, 1)
    assert (first.fault, second.fault) == (None, None)


@SHOWING
def test_a_second_stack_is_appended_and_nothing_of_the_first_is_touched(
    benches: Benches, spool: Path, sides: list[Path], name: str
) -> None:
    bench = benches.make(name, 3)
    first = bench.scan(spool)
    before = [page.path.read_bytes() for page in first.pages]
    if bench.virtual is not None:
        bench.virtual.load(sides[3:5])
    if bench.folder is not None:
        for side in sides[3:5]:
            (bench.folder / side.name).write_bytes(side.read_bytes())

    second = bench.scan(spool)

    assert [page.number for page in second.pages] == [4, 5]
    assert [page.path.read_bytes() for page in first.pages] == before
    expect(second, [shade(3), shade(4)])


@pytest.mark.slow
def test_two_hundred_sides_of_the_test_device_come_in_twenty_stacks(benches: Benches, spool: Path) -> None:
    bench, start = benches.make("test"), time.monotonic()

    pages = [page for _ in range(MANY // TEST_DEVICE_SIDES) for page in bench.scan(spool).pages]

    assert time.monotonic() - start < 90
    assert [page.number for page in pages] == list(range(1, MANY + 1))


# -- both sides -------------------------------------------------------------------------------------------------------


@VIRTUAL
def test_a_sheet_stuck_between_its_sides_goes_in_again_whole(benches: Benches, spool: Path, name: str) -> None:
    bench = benches.make(name, 6, Faults(jam=4))

    came = bench.scan(spool, duplex=True)

    expect_fault(came, PaperJam, 2)
    assert came.fault is not None
    assert came.fault.context["next"] == 2
    expect_tidy(spool, came)


@pytest.mark.parametrize(
    ("name", "wish"),
    [("watched", {"source": Source.GLASS})],
)
def test_a_source_the_device_lacks_is_refused(
    benches: Benches, spool: Path, name: str, wish: dict[str, object]
) -> None:
    came = benches.make(name).scan(spool, **wish)

    expect_fault(came, SourceUnsupported, 0)
