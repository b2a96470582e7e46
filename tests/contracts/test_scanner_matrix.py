"""The matrix of scanners: every driver in every trouble, what is kept, what is said, and how it goes on.

Rows of a column: SANE's own test device, the virtual scanner through sane-airscan, the same by our own eSCL client, and
a watched folder. Each cell is caused for real: by options of the test device, by faults of the virtual scanner, by
signals to the driver's process, by what a vendor's tool does with its files. A cell that a driver cannot have states
what the program says instead.
"""

import fcntl
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk.errors import (
    Cancelled,
    CoverOpen,
    DeskError,
    FeederEmpty,
    FileBroken,
    FileHeld,
    PageTruncated,
    PaperJam,
    ScannerBusy,
    ScannerHangs,
    ScannerLost,
    SourceUnsupported,
)
from desk.jobs import Limits, Progress
from desk.rehearsal.virtual_scanner import Faults
from tests.fakes.benches import MANY, SLOW, Bench, Benches, Came, expect, expect_tidy, said_of, shade, sides_in
from tests.fakes.processes import own_children, soon

DEVICES = ("test", "airscan", "escl", "watched")
SHORT = Limits(wall_s=2.0)
TEN = 10
"""Sides in the feeder of SANE's test device, which nothing changes."""


@dataclass(frozen=True)
class Must:
    """What must happen in one cell.

    Attributes:
        kept: Sides that come before the end; None = some, at least two, and the sentence tells how many.
        fault: How it ends; None = well.
        says: What the clerk reads; "{kept}" and "{next}" where the number is not fixed.
        then: Sides that come when the trouble is over and Space is pressed again; None = nobody presses it.
    """

    kept: int | None
    fault: type[DeskError] | None = None
    says: str = ""
    then: int | None = None


EMPTY = Must(0, FeederEmpty, "Khay không có giấy. Đặt giấy vào khay rồi nhấn phím cách.", then=4)
NO_DUPLEX = Must(
    0, SourceUnsupported, "Máy quét không có nguồn giấy đã chọn. Chọn mặt kính, khay khác hoặc bỏ quét hai mặt."
)
JAM = Must(
    17, PaperJam, "Kẹt giấy. Đã giữ 17 tờ. Lấy tờ kẹt ra. Đặt lại tờ thứ 18 rồi nhấn phím cách.", then=3
)  # fmt: skip
BUSY = Must(
    0, ScannerBusy, "Máy quét đang bận với người khác. Đợi xong lượt quét kia rồi nhấn phím cách.", then=4
)  # fmt: skip
COVER = Must(
    2, CoverOpen, "Nắp máy quét đang mở. Đã giữ 2 tờ. Đóng nắp. Đặt lại từ tờ thứ 3 rồi nhấn phím cách.", then=2
)  # fmt: skip
LOST = "Máy quét bị ngắt giữa chừng. Đã giữ {kept} tờ. Cắm lại máy quét, đặt tiếp từ tờ thứ {next} rồi nhấn phím cách."
HANGS = (
    "Máy quét không trả lời. Đã giữ {kept} tờ. Tắt rồi bật lại máy quét, đặt tiếp từ tờ thứ {next} rồi nhấn phím cách."
)
STOPPED = Must(None, Cancelled, "Đã dừng theo yêu cầu; phần đã xong được giữ nguyên. Làm tiếp khi cần.")

MATRIX: dict[str, tuple[Must, Must, Must, Must]] = {
    # trouble        SANE's test device      through sane-airscan    our own eSCL client     watched folder
    "plain": (Must(TEN), Must(4), Must(4), Must(4)),
    "duplex": (NO_DUPLEX, Must(4), Must(4), NO_DUPLEX),
    "empty": (Must(0, FeederEmpty, EMPTY.says), EMPTY, EMPTY, EMPTY),
    "jam": (
        Must(0, PaperJam, JAM.says.replace("17", "0").replace("18", "1")), JAM, JAM,
        Must(2, then=2),  # the vendor's tool says it, and saves the rest later
    ),
    "busy": (
        Must(0, ScannerBusy, BUSY.says), BUSY, BUSY,
        Must(
            2, FileHeld,
            "Tệp side 2.jpg đang được chương trình khác giữ. Đã giữ 2 tờ. "
            "Đóng tệp đó trong chương trình kia rồi nhấn phím cách.", then=2,
        ),
    ),
    "truncated": (
        Must(0, ScannerLost, LOST.format(kept=0, next=1)),
        Must(1, ScannerLost, LOST.format(kept=1, next=2), then=3),  # SANE calls it an error of the line
        Must(
            1, PageTruncated,
            "Một trang truyền về không đủ nên đã bỏ. Đã giữ 1 tờ. Đặt lại tờ thứ 2 rồi nhấn phím cách.", then=3,
        ),
        Must(
            2, FileBroken,
            "Tệp side 2.jpg thiếu phần cuối hoặc không phải ảnh giấy tờ, đã để riêng trong thư mục broken. "
            "Đã giữ 2 tờ. Lưu lại trang đó từ chương trình của máy quét rồi nhấn phím cách.", then=2,
        ),
    ),
    "cover": (
        Must(0, CoverOpen, COVER.says.replace("2 tờ", "0 tờ").replace("thứ 3", "thứ 1")), COVER, COVER,
        Must(2, then=2),
    ),
    "cancel": (STOPPED, STOPPED, STOPPED, STOPPED),
    "hang": (
        Must(None, ScannerHangs, HANGS), Must(2, ScannerHangs, HANGS, then=2), Must(2, ScannerHangs, HANGS, then=2),
        Must(None, ScannerHangs, HANGS),
    ),
    "driver crash": (
        Must(None, ScannerLost, LOST), Must(None, ScannerLost, LOST), Must(None, ScannerLost, LOST),
        Must(None, ScannerLost, LOST),
    ),
    # Twenty stacks of ten of the test device are drawn in `test_scanner.py`.
    "200 pages": (Must(TEN), Must(MANY), Must(MANY), Must(MANY)),
}  # fmt: skip


@pytest.mark.parametrize("name", DEVICES)
@pytest.mark.parametrize("trouble", MATRIX)
def test_every_device_in_every_trouble_keeps_what_came_and_says_what_to_do(
    benches: Benches, spool: Path, sides: list[Path], trouble: str, name: str
) -> None:
    must = MATRIX[trouble][DEVICES.index(name)]
    bench, wish, begin, mend = CAUSES[trouble](Cell(benches, name, spool, sides))
    before, progress = own_children(), Progress()
    while_it_runs = begin(progress) if begin is not None else None

    came = bench.scan(spool, progress, **wish)
    if while_it_runs is not None:
        while_it_runs.join()
    tidy_with = came.pages[:]
    if must.then is not None:
        mend()
    later = bench.scan(spool) if must.then is not None else Came()

    numbers = {"kept": len(came.pages), "next": len(came.pages) + 1}
    assert type(came.fault) is (must.fault or type(None)), came.fault
    assert len(came.pages) == must.kept if must.kept is not None else len(came.pages) >= 2
    assert said_of(came) == must.says.format(**numbers)
    assert came.fault is None or came.fault.context["kept"] == len(came.pages)
    assert (later.fault, len(later.pages)) == (None, must.then or 0)
    expect_tidy(spool, Came([*tidy_with, *later.pages]))
    assert own_children() == before
    if bench.shows_pictures:
        expect(Came([*came.pages, *later.pages]), expected_shades(trouble, name, len(came.pages) + len(later.pages)))


def expected_shades(trouble: str, name: str, count: int) -> list[int]:
    """Return the greys of the first sides in order; a broken file of a folder stays aside and leaves a gap."""
    gap = 2 if (trouble, name) == ("truncated", "watched") else count
    return [shade(number) for number in range(count + 1) if number != gap][:count]


# -- how each trouble is caused ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """What a cell has at hand."""

    benches: Benches
    name: str
    spool: Path
    sides: list[Path]

    def virtual(self, faults: Faults, count: int = 4, silence: Limits | None = None) -> Bench:
        """Return the virtual scanner by this row's driver."""
        return self.benches.make(self.name, count, faults, **({"silence": silence} if silence else {}))

    def told(self, status: str) -> Bench:
        """Return the test device that answers every read with a status."""
        return self.benches.test_device((f"--read-return-value=SANE_STATUS_{status}",))


Begin = Callable[[Progress], threading.Thread]
Caused = tuple[Bench, dict[str, object], Begin | None, Callable[[], None]]
"""The bench, what is asked, what happens meanwhile, and what ends the trouble."""


def no_one() -> None:
    """Nobody needs to do anything."""


def by_faults(status: str, faults: Faults, count: int = 4) -> Callable[[Cell], Caused]:
    """Let the device itself have the trouble; a folder gets half of its files now and the rest later."""

    def cause(cell: Cell) -> Caused:
        if cell.name == "test":
            return cell.told(status), {}, None, no_one
        if cell.name == "watched":
            bench = cell.benches.make("watched", 2)
            return bench, {}, None, lambda: saved(bench, cell.sides[2:4])
        bench = cell.virtual(faults, count)
        assert bench.virtual is not None
        return bench, {}, None, bench.virtual.load

    return cause


def saved(bench: Bench, files: list[Path]) -> None:
    """Save files into the watched folder, as a vendor's tool does."""
    assert bench.folder is not None
    for file in files:
        (bench.folder / file.name).write_bytes(file.read_bytes())


def plain(cell: Cell) -> Caused:
    return cell.benches.make(cell.name), {}, None, no_one


def duplex(cell: Cell) -> Caused:
    return cell.benches.make(cell.name), {"duplex": True}, None, no_one


def empty(cell: Cell) -> Caused:
    if cell.name == "test":
        return cell.told("NO_DOCS"), {}, None, no_one
    bench = cell.benches.make(cell.name, 0)
    if bench.virtual is None:
        return bench, {}, None, lambda: saved(bench, cell.sides[:4])
    virtual = bench.virtual
    return bench, {}, None, lambda: virtual.load(cell.sides[:4])


def busy(cell: Cell) -> Caused:
    if cell.name != "watched":
        return by_faults("DEVICE_BUSY", Faults(taken=1000))(cell)
    bench = cell.benches.make("watched", 4)
    assert bench.folder is not None
    locked = (bench.folder / cell.sides[2].name).open("rb")
    fcntl.flock(locked, fcntl.LOCK_EX)
    return bench, {}, None, locked.close


def truncated(cell: Cell) -> Caused:
    if cell.name != "watched":
        return by_faults("IO_ERROR", Faults(truncated=2))(cell)
    bench = cell.benches.make("watched", 2)
    assert bench.folder is not None
    (bench.folder / cell.sides[2].name).write_bytes(cell.sides[2].read_bytes()[:-200])
    return bench, {}, None, lambda: saved(bench, cell.sides[3:5])


def long_stack(cell: Cell, silence: Limits | None = None) -> Bench:
    """Return a stack that takes its time, so that something can happen in its middle."""
    if cell.name == "test":
        return cell.benches.test_device(SLOW, **({"silence": silence} if silence else {}))
    return cell.virtual(Faults(delay_s=0.05), MANY, silence)


def once_two_came(cell: Cell, act: Callable[[], None]) -> threading.Thread:
    """Do something as soon as two sides are on the disk."""
    acting = threading.Thread(target=lambda: soon(lambda: len(sides_in(cell.spool)) >= 2, 20) and act())
    acting.start()
    return acting


def cancel(cell: Cell) -> Caused:
    return long_stack(cell), {}, lambda progress: once_two_came(cell, progress.stop.set), no_one


def strike(cell: Cell, number: signal.Signals, silence: Limits | None = None) -> Caused:
    """Send a signal to the driver's process, and to none of other tests."""

    def begin(_progress: Progress) -> threading.Thread:
        before = own_children()
        return once_two_came(cell, lambda: [os.kill(one, number) for one in own_children() - before] and None)

    return long_stack(cell, silence), {}, begin, no_one


def crash(cell: Cell) -> Caused:
    return strike(cell, signal.SIGKILL)


def hang(cell: Cell) -> Caused:
    if cell.name in ("test", "watched"):
        return strike(cell, signal.SIGSTOP, SHORT)
    bench = cell.virtual(Faults(hang=3), 4, SHORT)
    assert bench.virtual is not None
    return bench, {}, None, bench.virtual.load


def many(cell: Cell) -> Caused:
    return cell.benches.make(cell.name, MANY), {}, None, no_one


CAUSES: dict[str, Callable[[Cell], Caused]] = {
    "plain": plain,
    "duplex": duplex,
    "empty": empty,
    "jam": by_faults("JAMMED", Faults(jam=18), 20),
    "busy": busy,
    "truncated": truncated,
    "cover": by_faults("COVER_OPEN", Faults(cover=3)),
    "cancel": cancel,
    "hang": hang,
    "driver crash": crash,
    "200 pages": many,
}
