"""What every scanner owes the desk, whichever driver is underneath, each in its own process.

The matrix: SANE's own test device, the virtual scanner through sane-airscan, the same by our own eSCL client, and a
watched folder. A bench knows how to make its device do what a test asks; a driver that cannot have a trouble (a folder
has no cover) has no cell for it.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from desk.errors import (
    Cancelled,
    CoverOpen,
    DeskError,
    DoubleFeed,
    FeederEmpty,
    PageTruncated,
    PaperJam,
    ScannerAbsent,
    ScannerBusy,
    ScannerHangs,
    ScannerLost,
    SourceUnsupported,
)
from desk.jobs import Limits, Progress
from desk.model.scanning import RawPage, ScanRequest, Source
from desk.rehearsal.virtual_scanner import Faults, VirtualScanner, airscan_config
from desk.scan.child import ChildScanner
from desk.scan.escl import EsclScanner
from desk.scan.folder import BROKEN, DONE, FolderScanner
from desk.scan.sane import SaneScanner
from desk.text import say
from tests.fakes.processes import children_of, lives, own_children, soon

MANY = 200
PATIENT = Limits(wall_s=30.0)
TEST_DEVICE_SIDES = 10
SLOW = ("--read-delay=yes", "--read-delay-duration=200000", "--read-limit=yes", "--read-limit-size=8192")


def shade(number: int) -> int:
    """Return the grey of the side of this number, so that each can be told from its neighbours."""
    return 30 + number * 37 % 200


@pytest.fixture(scope="session")
def sides(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("sides")
    made = [folder / f"side {number}.jpg" for number in range(MANY)]
    for number, place in enumerate(made):
        Image.new("RGB", (148, 197), (shade(number),) * 3).save(place, quality=95, dpi=(75, 75))
    return made


@dataclass
class Came:
    """What one scan gave: the sides, and the fault that ended it."""

    pages: list[RawPage] = field(default_factory=list)
    fault: DeskError | None = None

    @property
    def shades(self) -> list[int]:
        found = []
        for page in self.pages:
            with Image.open(page.path) as picture:
                found.append(int(picture.convert("L").getpixel((70, 90))))
        return found


@dataclass
class Bench:
    """A device under test."""

    name: str
    scanner: ChildScanner
    device: str
    virtual: VirtualScanner | None = None
    folder: Path | None = None
    shows_pictures: bool = True

    def scan(self, spool: Path, progress: Progress | None = None, **wish: object) -> Came:
        """Scan to the end or to the fault; each side must be whole the moment it is told of."""
        request = ScanRequest(
            self.device,
            **{"source": Source.FEEDER, "dpi": 75, "width_mm": 50.0, "height_mm": 66.6, **wish},  # type: ignore[arg-type]  # words of a test
        )
        spool.mkdir(exist_ok=True)
        came = Came()
        try:
            for page in self.scanner.scan(request, spool, progress or Progress()):
                with Image.open(page.path) as picture:
                    picture.load()
                came.pages.append(page)
        except DeskError as fault:
            came.fault = fault
        return came


def expect(came: Came, shades: list[int]) -> None:
    """Hold what came against the shades of the sides, a codec's rounding allowed."""
    assert len(came.shades) == len(shades)
    assert [(n, a, b) for n, (a, b) in enumerate(zip(came.shades, shades, strict=True)) if abs(a - b) > 3] == []


def expect_fault(came: Came, fault: type[DeskError], kept: int) -> None:
    """Hold the fault, what it says was kept, and its sentence without a gap."""
    assert type(came.fault) is fault, came.fault
    assert came.fault.context["kept"] == kept == len(came.pages)
    said = say(came.fault.code, came.fault.context)
    assert "{" not in said.sentence + said.cure


def expect_tidy(spool: Path, came: Came) -> None:
    """Nothing lies in the spool but the sides that were told of."""
    assert sorted(spool.iterdir()) == sorted(page.path for page in came.pages)


# -- benches ----------------------------------------------------------------------------------------------------------


class Benches:
    """Makes benches and ends what they started."""

    def __init__(self, folder: Path, sides: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._sides, self._monkeypatch = folder, sides, monkeypatch
        self._running: list[VirtualScanner] = []

    def make(self, name: str, count: int = 4, faults: Faults | None = None, silence: Limits = PATIENT) -> Bench:
        """Return a device with so many sides in its feeder."""
        return getattr(self, f"_{name}")(self._sides[:count], faults, silence)

    def _virtual(self, pages: list[Path], faults: Faults | None) -> VirtualScanner:
        scanner = VirtualScanner(pages, faults).start()
        self._running.append(scanner)
        return scanner

    def _escl(self, pages: list[Path], faults: Faults | None, silence: Limits) -> Bench:
        virtual = self._virtual(pages, faults)
        scanner = ChildScanner("escl", EsclScanner, lambda: ((virtual.address,), 2.0, 1.0), silence)
        return Bench("escl", scanner, f"escl:{virtual.address}", virtual)

    def _airscan(self, pages: list[Path], faults: Faults | None, silence: Limits) -> Bench:
        virtual = self._virtual(pages, faults)
        self._monkeypatch.setenv("SANE_CONFIG_DIR", str(airscan_config(self._folder / "sane", virtual.address)))
        return Bench("airscan", ChildScanner("sane", SaneScanner, tuple, silence), "sane:airscan:e0:Sao Y", virtual)

    def _test(self, pages: list[Path], faults: Faults | None, silence: Limits) -> Bench:
        del pages, faults
        return self.test_device((), silence)

    def test_device(self, options: tuple[str, ...], silence: Limits = PATIENT) -> Bench:
        """Return SANE's own test device with options of its own."""
        config = self._folder / "sane"
        config.mkdir(exist_ok=True)
        (config / "dll.conf").write_text("test\n", "ascii")
        self._monkeypatch.setenv("SANE_CONFIG_DIR", str(config))
        scanner = ChildScanner("sane", SaneScanner, lambda: (options,), silence)
        return Bench("test", scanner, "sane:test:0", shows_pictures=False)

    def _folder_of(self, pages: list[Path]) -> Path:
        watched = self._folder / "watched"
        watched.mkdir(exist_ok=True)
        for page in pages:
            (watched / page.name).write_bytes(page.read_bytes())
        return watched

    def _watched(self, pages: list[Path], faults: Faults | None, silence: Limits) -> Bench:
        del faults
        watched = self._folder_of(pages)
        scanner = ChildScanner("folder", FolderScanner, lambda: (watched, 0.2, 1.0), silence)
        return Bench("watched", scanner, f"folder:{watched}", folder=watched)

    def close(self) -> None:
        for scanner in self._running:
            scanner.close()


@pytest.fixture
def benches(tmp_path: Path, sides: list[Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Benches]:
    made = Benches(tmp_path, sides, monkeypatch)
    yield made
    made.close()


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    return tmp_path / "spool"


ALL = pytest.mark.parametrize("name", ["test", "airscan", "escl", "watched"])
VIRTUAL = pytest.mark.parametrize("name", ["airscan", "escl"])
SHOWING = pytest.mark.parametrize("name", ["airscan", "escl", "watched"])


# -- finding ----------------------------------------------------------------------------------------------------------


@ALL
def test_a_device_is_found_by_the_name_it_is_scanned_by(benches: Benches, name: str) -> None:
    bench = benches.make(name)

    found = {device.id: device for device in bench.scanner.devices()}

    assert bench.device in found
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
@pytest.mark.parametrize(("name", "seconds"), [("airscan", 60), ("escl", 30), ("watched", 60)])
def test_two_hundred_sides_come_whole_in_order_and_in_time(
    benches: Benches, spool: Path, name: str, seconds: float
) -> None:
    start = time.monotonic()

    came = benches.make(name, MANY).scan(spool)

    assert time.monotonic() - start < seconds
    assert came.fault is None
    expect(came, [shade(number) for number in range(MANY)])
    expect_tidy(spool, came)


@pytest.mark.slow
def test_two_hundred_sides_of_the_test_device_come_in_twenty_stacks(benches: Benches, spool: Path) -> None:
    bench, start = benches.make("test"), time.monotonic()

    pages = [page for _ in range(MANY // TEST_DEVICE_SIDES) for page in bench.scan(spool).pages]

    assert time.monotonic() - start < 90
    assert [page.number for page in pages] == list(range(1, MANY + 1))


# -- both sides -------------------------------------------------------------------------------------------------------


@VIRTUAL
def test_both_sides_of_each_sheet_come_front_first(benches: Benches, spool: Path, name: str) -> None:
    came = benches.make(name, 6).scan(spool, duplex=True)

    assert came.fault is None
    expect(came, [shade(number) for number in range(6)])


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
    [("test", {"duplex": True}), ("watched", {"duplex": True}), ("watched", {"source": Source.GLASS})],
)
def test_a_source_the_device_lacks_is_refused(
    benches: Benches, spool: Path, name: str, wish: dict[str, object]
) -> None:
    came = benches.make(name).scan(spool, **wish)

    expect_fault(came, SourceUnsupported, 0)


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

    expect_fault(first, PageTruncated, 2)
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


def sides_in(spool: Path) -> list[Path]:
    return list(spool.glob("*.jpg")) if spool.is_dir() else []


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


@pytest.mark.parametrize("name", ["test", "airscan", "escl", "watched"])
def test_a_cancel_keeps_what_came_leaves_no_half_side_and_ends_at_once(
    benches: Benches, spool: Path, name: str
) -> None:
    bench = benches.test_device(SLOW) if name == "test" else benches.make(name, MANY, Faults(delay_s=0.2))
    progress, before = Progress(), own_children()
    stopping = Stopping(progress, spool, 2)

    came = bench.scan(spool, progress)

    assert stopping.seconds() < 4
    expect_fault(came, Cancelled, len(came.pages))
    assert 2 <= len(came.pages) < (TEST_DEVICE_SIDES if name == "test" else MANY)
    expect_tidy(spool, came)
    assert own_children() == before
    if bench.virtual is not None:
        assert soon(lambda: bench.virtual.deleted == 1), "the device must be told, or it draws on"


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


def test_a_device_that_falls_silent_is_given_up(benches: Benches, spool: Path) -> None:
    start = time.monotonic()

    came = benches.make("escl", 4, Faults(hang=3)).scan(spool)

    expect_fault(came, ScannerHangs, 2)
    assert time.monotonic() - start < 10
    expect_tidy(spool, came)


class Striking(threading.Thread):
    """Sends a signal to the driver, or to the programs it runs, once two sides are in the spool."""

    def __init__(self, spool: Path, number: signal.Signals, *, programs: bool = False) -> None:
        super().__init__()
        self._spool, self._number, self._programs = spool, number, programs
        self.before = own_children()
        self.start()

    def run(self) -> None:
        soon(lambda: len(sides_in(self._spool)) >= 2, 20)
        for driver in own_children() - self.before:
            for target in children_of(driver) if self._programs else {driver}:
                os.kill(target, self._number)


def test_a_driver_that_gives_no_sign_of_life_is_ended(benches: Benches, spool: Path) -> None:
    bench = benches.make("airscan", 4, Faults(hang=3), Limits(wall_s=3.0))
    before, start = own_children(), time.monotonic()

    came = bench.scan(spool)

    expect_fault(came, ScannerHangs, 2)
    assert time.monotonic() - start < 15
    expect_tidy(spool, came)
    assert own_children() == before


@pytest.mark.parametrize("programs", [False, True])
def test_a_driver_or_its_program_frozen_in_mid_stack_is_ended(benches: Benches, spool: Path, programs: bool) -> None:
    bench = benches.test_device(SLOW, Limits(wall_s=3.0))
    freezing = Striking(spool, signal.SIGSTOP, programs=programs)

    came = bench.scan(spool)
    freezing.join()

    expect_fault(came, ScannerHangs, len(came.pages))
    assert len(came.pages) >= 2
    expect_tidy(spool, came)
    assert own_children() == freezing.before


@pytest.mark.parametrize("name", ["test", "airscan", "escl", "watched"])
def test_a_driver_killed_in_mid_stack_keeps_every_side_that_came(benches: Benches, spool: Path, name: str) -> None:
    bench = benches.test_device(SLOW) if name == "test" else benches.make(name, MANY, Faults(delay_s=0.1))
    killing = Striking(spool, signal.SIGKILL)

    came = bench.scan(spool)
    killing.join()

    expect_fault(came, ScannerLost, len(came.pages))
    assert len(came.pages) >= 2
    expect_tidy(spool, came)


def test_scanimage_killed_in_mid_stack_keeps_every_side_that_came(benches: Benches, spool: Path) -> None:
    bench = benches.test_device(SLOW)
    killing = Striking(spool, signal.SIGKILL, programs=True)

    came = bench.scan(spool)
    killing.join()

    expect_fault(came, ScannerLost, len(came.pages))
    assert len(came.pages) >= 2
    expect_tidy(spool, came)


@pytest.mark.parametrize("name", ["test", "escl"])
def test_no_program_of_a_killed_driver_draws_on(benches: Benches, spool: Path, name: str) -> None:
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


def _made(spool: Path) -> Path:
    spool.mkdir()
    return spool
