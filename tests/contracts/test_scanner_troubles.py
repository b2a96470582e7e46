"""What every scanner owes the desk when paper or line give trouble."""

import threading
from pathlib import Path

import pytest

from desk.errors import (
    CoverOpen,
    DeskError,
    DoubleFeed,
    PaperJam,
    ScannerAbsent,
    ScannerLost,
    ScannerStopped,
    SourceUnsupported,
)
from desk.jobs import Progress
from desk.model.scanning import ScanRequest, Source
from desk.rehearsal.virtual_scanner import Faults, VirtualScanner
from desk.scan.escl import EsclScanner
from tests.fakes.benches import VIRTUAL, Benches, expect, expect_fault, expect_tidy, shade, sides_in
from tests.fakes.processes import soon

# -- troubles of paper ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "fault"), [("escl", DoubleFeed), ("airscan", ScannerLost)])
def test_two_sheets_drawn_at_once_keep_what_came(
    benches: Benches, spool: Path, name: str, fault: type[DeskError]
) -> None:
    """SANE has no status for a double feed, and sane-airscan calls it an error of the line."""
    came = benches.make(name, 4, Faults(double_feed=3)).scan(spool)

    expect_fault(came, fault, 2)


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
    sides: list[Path], tmp_path: Path, state: str, fault: type[DeskError]
) -> None:
    with VirtualScanner(sides[:2]) as virtual:
        virtual.state.stuck = state

        with pytest.raises(fault):
            list(EsclScanner(()).scan(ScanRequest(f"escl:{virtual.address}", Source.FEEDER), tmp_path, Progress()))


def test_a_scan_stopped_at_the_device_itself_is_not_taken_for_the_end_of_the_paper(
    benches: Benches, spool: Path
) -> None:
    bench = benches.make("escl", 4, Faults(stopped=3))
    first = bench.scan(spool)
    assert bench.virtual is not None
    bench.virtual.load()

    second = bench.scan(spool)

    expect_fault(first, ScannerStopped, 2)
    assert (second.fault, len(second.pages)) == (None, 2)


@pytest.mark.parametrize(
    ("status", "fault"),
    [("ACCESS_DENIED", ScannerAbsent), ("INVAL", SourceUnsupported)],
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
