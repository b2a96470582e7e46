"""What every scanner owes the desk when paper or line give trouble."""

import threading
from pathlib import Path

import pytest

from desk.errors import (
    CoverOpen,
    DeskError,
    DoubleFeed,
    FeederEmpty,
    FileBroken,
    PageTruncated,
    PaperJam,
    ScannerAbsent,
    ScannerBusy,
    ScannerLost,
)
from desk.rehearsal.virtual_scanner import Faults
from desk.scan.folder import BROKEN
from tests.fakes.benches import VIRTUAL, Benches, Came, expect, expect_fault, expect_tidy, shade, sides_in
from tests.fakes.processes import soon

# -- troubles of paper ------------------------------------------------------------------------------------------------


@VIRTUAL
def test_a_jam_keeps_the_sides_already_delivered_and_names_the_next_sheet(
    benches: Benches, spool: Path, name: str
) -> None:
    came = benches.make(name, 6, Faults(jam=4)).scan(spool)

    expect_fault(came, PaperJam, 3)
    assert came.fault is not None
    assert came.fault.context["next"] == 4
    expect(came, [shade(number) for number in range(3)])
    expect_tidy(spool, came)


@VIRTUAL
def test_after_a_jam_is_cleared_the_stack_goes_on_without_loss_or_double(
    benches: Benches, spool: Path, name: str
) -> None:
    bench = benches.make(name, 6, Faults(jam=4))
    first = bench.scan(spool)
    assert bench.virtual is not None
    bench.virtual.load()

    second = bench.scan(spool)

    assert second.fault is None
    expect(Came(first.pages + second.pages), [shade(number) for number in range(6)])


@pytest.mark.parametrize(("name", "fault"), [("escl", DoubleFeed), ("airscan", ScannerLost)])
def test_two_sheets_drawn_at_once_keep_what_came(
    benches: Benches, spool: Path, name: str, fault: type[DeskError]
) -> None:
    """SANE has no status for a double feed, and sane-airscan calls it an error of the line."""
    came = benches.make(name, 4, Faults(double_feed=3)).scan(spool)

    expect_fault(came, fault, 2)


@pytest.mark.parametrize("name", ["airscan", "escl", "watched"])
def test_an_empty_feeder_is_named(benches: Benches, spool: Path, name: str) -> None:
    came = benches.make(name, 0).scan(spool)

    expect_fault(came, FeederEmpty, 0)


@pytest.mark.parametrize(("name", "kept"), [("escl", 2), ("airscan", 2)])
def test_an_open_cover_keeps_what_came(benches: Benches, spool: Path, name: str, kept: int) -> None:
    came = benches.make(name, 4, Faults(cover=kept + 1)).scan(spool)

    expect_fault(came, CoverOpen, kept)


@pytest.mark.parametrize(
    ("state", "fault"),
    [
        ("Jam", PaperJam),
        ("Mispick", PaperJam),
        ("InputTrayOverloaded", PaperJam),
        ("MultipickDetected", DoubleFeed),
        ("HatchOpen", CoverOpen),
        ("DoorOpen", CoverOpen),
    ],
)
def test_each_state_of_an_escl_feeder_becomes_its_fault(
    benches: Benches, spool: Path, state: str, fault: type[DeskError]
) -> None:
    bench = benches.make("escl")
    assert bench.virtual is not None
    bench.virtual.state.stuck = state

    came = bench.scan(spool)

    expect_fault(came, fault, 0)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        ("DEVICE_BUSY", ScannerBusy),
        ("JAMMED", PaperJam),
        ("NO_DOCS", FeederEmpty),
        ("COVER_OPEN", CoverOpen),
        ("IO_ERROR", ScannerLost),
        ("ACCESS_DENIED", ScannerAbsent),
    ],
)
def test_each_status_of_sane_becomes_its_fault(
    benches: Benches, spool: Path, status: str, fault: type[DeskError]
) -> None:
    came = benches.test_device((f"--read-return-value=SANE_STATUS_{status}",)).scan(spool)

    expect_fault(came, fault, 0)
    expect_tidy(spool, came)


# -- troubles of the line ---------------------------------------------------------------------------------------------


@VIRTUAL
def test_a_device_that_asks_to_wait_is_waited_for(benches: Benches, spool: Path, name: str) -> None:
    came = benches.make(name, 4, Faults(busy=2)).scan(spool)

    assert came.fault is None
    expect(came, [shade(number) for number in range(4)])


@VIRTUAL
def test_a_device_taken_by_another_desk_is_busy(benches: Benches, spool: Path, name: str) -> None:
    came = benches.make(name, 4, Faults(taken=1000)).scan(spool)

    expect_fault(came, ScannerBusy, 0)


@pytest.mark.parametrize(("name", "fault"), [("escl", PageTruncated), ("airscan", ScannerLost)])
def test_a_side_that_breaks_off_is_thrown_away_and_goes_in_again(
    benches: Benches, spool: Path, name: str, fault: type[DeskError]
) -> None:
    bench = benches.make(name, 4, Faults(truncated=2))

    first = bench.scan(spool)
    assert bench.virtual is not None
    bench.virtual.load()
    second = bench.scan(spool)

    expect_fault(first, fault, 1)
    assert second.fault is None
    expect(Came(first.pages + second.pages), [shade(number) for number in range(4)])


def test_a_file_that_stays_without_its_end_is_put_aside_and_the_rest_comes(
    benches: Benches, spool: Path, sides: list[Path]
) -> None:
    bench = benches.make("watched", 4)
    assert bench.folder is not None
    half = bench.folder / sides[2].name
    half.write_bytes(half.read_bytes()[:-200])

    first, second = bench.scan(spool), bench.scan(spool)

    expect_fault(first, FileBroken, 2)
    assert second.fault is None
    expect(Came(first.pages + second.pages), [shade(number) for number in (0, 1, 3)])
    assert [file.name for file in (bench.folder / BROKEN).iterdir()] == [half.name]


@VIRTUAL
def test_a_cable_pulled_in_mid_stack_keeps_what_came(benches: Benches, spool: Path, name: str) -> None:
    bench = benches.make(name, 50, Faults(delay_s=0.1))
    assert bench.virtual is not None
    pulling = threading.Thread(target=lambda: soon(lambda: len(sides_in(spool)) >= 2) and bench.virtual.close())
    pulling.start()

    came = bench.scan(spool)
    pulling.join()

    expect_fault(came, ScannerLost, len(came.pages))
    assert len(came.pages) >= 2
    expect_tidy(spool, came)
