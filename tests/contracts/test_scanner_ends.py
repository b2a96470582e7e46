"""What every scanner owes the desk when it is cancelled, hangs or dies."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from desk.errors import Cancelled, ScannerHangs, ScannerLost
from desk.jobs import Limits, Progress
from desk.model.scanning import ScanRequest, Source
from desk.rehearsal.virtual_scanner import Faults
from desk.scan.folder import DONE
from tests.fakes.benches import MANY, SLOW, Benches, expect_fault, expect_tidy, sides_in
from tests.fakes.processes import children_of, lives, own_children, soon

# -- cancelling -------------------------------------------------------------------------------------------------------


class Stopping(threading.Thread):
    """Cancels once so many sides are in the spool, and remembers when."""

    def __init__(self, progress: Progress, spool: Path, count: int) -> None:
        super().__init__()
        self._progress, self._spool, self._count = progress, spool, count
        self._at = 0.0
        self.start()

    def run(self) -> None:
        soon(lambda: len(sides_in(self._spool)) >= self._count, 20)
        self._at = time.monotonic()
        self._progress.stop.set()

    def seconds(self) -> float:
        """Return how long ago it was."""
        self.join()
        return time.monotonic() - self._at


def test_a_file_of_the_watched_folder_is_either_taken_or_still_there_after_a_cancel(
    benches: Benches, spool: Path
) -> None:
    bench, progress = benches.make("watched", MANY), Progress()
    assert bench.folder is not None
    stopping = Stopping(progress, spool, 5)

    came = bench.scan(spool, progress)
    stopping.join()

    done = {file.name for file in (bench.folder / DONE).iterdir()}
    assert len(done) == len(came.pages)
    assert len(done) + len(list(bench.folder.glob("*.jpg"))) == MANY


def test_a_cancel_reaches_a_device_that_is_silent(benches: Benches, spool: Path) -> None:
    bench, progress = benches.make("escl", 4, Faults(hang=2)), Progress()
    stopping = Stopping(progress, spool, 1)

    came = bench.scan(spool, progress)

    assert stopping.seconds() < 1.9, "before the device's own silence is up"
    expect_fault(came, Cancelled, 1)
    assert bench.virtual is not None
    assert bench.virtual.deleted == 1


# -- drivers that hang or die -----------------------------------------------------------------------------------------


class Striking(threading.Thread):
    """Sends a signal to the programs that a driver runs, once two sides are in the spool."""

    def __init__(self, spool: Path, number: signal.Signals) -> None:
        super().__init__()
        self._spool, self._number = spool, number
        self.before = own_children()
        self.start()

    def run(self) -> None:
        soon(lambda: len(sides_in(self._spool)) >= 2, 20)
        for driver in own_children() - self.before:
            for target in children_of(driver):
                os.kill(target, self._number)


def test_a_driver_whose_program_is_frozen_in_mid_stack_is_ended(benches: Benches, spool: Path) -> None:
    bench = benches.test_device(SLOW, Limits(wall_s=2.0))
    freezing = Striking(spool, signal.SIGSTOP)

    came = bench.scan(spool)
    freezing.join()

    expect_fault(came, ScannerHangs, len(came.pages))
    assert len(came.pages) >= 2
    expect_tidy(spool, came)
    assert own_children() == freezing.before


def test_scanimage_killed_in_mid_stack_keeps_every_side_that_came(benches: Benches, spool: Path) -> None:
    bench = benches.test_device(SLOW)
    killing = Striking(spool, signal.SIGKILL)

    came = bench.scan(spool)
    killing.join()

    expect_fault(came, ScannerLost, len(came.pages))
    assert len(came.pages) >= 2
    expect_tidy(spool, came)


@pytest.mark.parametrize("name", ["test", "escl"])
def test_a_scan_that_is_left_early_draws_no_more(benches: Benches, spool: Path, name: str) -> None:
    bench = benches.test_device(SLOW) if name == "test" else benches.make(name, MANY, Faults(delay_s=0.1))
    before = own_children()
    scan = bench.scanner.scan(
        ScanRequest(bench.device, Source.FEEDER, dpi=75, width_mm=50, height_mm=66.6), _made(spool), Progress()
    )
    next(scan)
    (driver,) = own_children() - before
    programs = children_of(driver)
    assert len(programs) == (1 if name == "test" else 0)

    scan.close()  # type: ignore[attr-defined]  # a generator, promised as an Iterator

    assert own_children() == before
    assert soon(lambda: not any(map(lives, programs)))
    if bench.virtual is not None:
        assert bench.virtual.deleted == 1


def _made(spool: Path) -> Path:
    spool.mkdir()
    return spool
