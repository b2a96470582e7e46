"""Slips told by their print, and stacks that come from a scanner."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import (
    PaperJam,
    ScannerAbsent,
)
from desk.jobs import Progress
from desk.model.cutting import Owner
from desk.model.scanning import RawPage, ScanRequest
from desk.ports import Desk
from desk.work.evening import open_batch, scan_batch
from desk.work.evening_run import run_batch
from desk.work.evening_slips import slip_on
from ocr.page import PageReading, Word
from tests.fakes.evenings import Evening
from tests.fakes.office import ToldScanner
from tests.fakes.stacks import HANH, PAO, A, B, on, side, slip, stack


def printed(*lines: str) -> PageReading:
    """Return a side with lines of print, without a square code."""
    words = [
        Word(text, 60 + 90 * at, 100 + 40 * row, 140 + 90 * at, 124 + 40 * row, 0.95, row)
        for row, line in enumerate(lines) for at, text in enumerate(line.split())
    ]  # fmt: skip
    return PageReading(1240, 1754, 150, 0, 0.0, False, tuple(words), "\n".join(lines))


TITLE = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [(A, HANH, A), (A, PAO, None), (B, HANH, None), ("TAM-261124-0009", HANH, None), ("", "", None)],
)
def test_a_slip_read_by_its_print_counts_only_when_its_person_agrees(
    evening: Evening, code: str, number: str, expected: str | None
) -> None:
    reading = printed(TITLE, f"Mã hồ sơ: {code}", f"Số định danh cá nhân: {number}")

    found = slip_on(evening.desk, reading)

    assert found is not None
    assert found.owner == Owner(expected)


def test_a_page_that_is_no_slip_is_none(evening: Evening) -> None:
    assert slip_on(evening.desk, printed("GIẤY KHAI SINH", "Họ và tên: Nông Thị Hạnh")) is None


class Feeder(ToldScanner):
    """A feeder that gives three sides and then stops with the program, or ends."""

    def __init__(self, *, dies_at: int = 0, jams_at: int = 0) -> None:
        super().__init__()
        self.dies_at, self.jams_at = dies_at, jams_at

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[object]:
        """Give sides, each in a file of its own."""
        del progress
        for number, one in enumerate((slip(A), side(), on()), 1):
            if number == self.jams_at:
                raise PaperJam(kept=number - 1, sheets=number - 1, next=number)
            path = spool / f"tờ {number}.png"
            stack(path, one)
            if number == self.dies_at:
                raise KeyboardInterrupt
            yield RawPage(path, "image/png", 300.0, number)


def scanning(evening: Evening, feeder: Feeder) -> Desk:
    return replace(evening.desk, scanners={"escl": feeder})


def test_a_scanned_stack_is_sorted_and_its_backs_are_known(evening: Evening) -> None:
    desk = scanning(evening, Feeder())
    batch = open_batch(desk, evening.who, "scan:escl:invented")
    heard: list[int] = []

    request = ScanRequest("escl:invented", duplex=True)

    came = scan_batch(desk, evening.who, batch.id, request, on_side=lambda one: heard.append(one.place))
    run_batch(desk, evening.who, batch.id)

    assert (came, heard) == (3, [1, 2, 3])
    assert [one.front for one in evening.look(batch.id).papers[0].sides] == [False, True]
    assert len(evening.documents(A)) == 1
    with pytest.raises(ScannerAbsent):
        scan_batch(desk, evening.who, batch.id, ScanRequest("sane:x"))


def test_a_jam_keeps_the_sides_that_came_and_counts_the_whole_stack(evening: Evening) -> None:
    batch = open_batch(evening.desk, evening.who, "scan:escl:invented")
    scan_batch(scanning(evening, Feeder()), evening.who, batch.id, ScanRequest("escl:invented"))

    with pytest.raises(PaperJam) as told:
        scan_batch(scanning(evening, Feeder(jams_at=3)), evening.who, batch.id, ScanRequest("escl:invented"))

    assert told.value.context == {"kept": 5, "sheets": 5, "next": 6}
    run_batch(evening.desk, evening.who, batch.id)
    assert len(evening.look(batch.id).arrangement.sides) == 5


@pytest.mark.parametrize("dies_at", [1, 2, 3])
def test_a_side_that_had_arrived_when_the_program_died_is_taken_in(evening: Evening, dies_at: int) -> None:
    desk = scanning(evening, Feeder(dies_at=dies_at))
    batch = open_batch(desk, evening.who, "scan:escl:invented")
    with pytest.raises(KeyboardInterrupt):
        scan_batch(desk, evening.who, batch.id, ScanRequest("escl:invented"))

    run_batch(desk, evening.who, batch.id)
    run_batch(desk, evening.who, batch.id)

    shown = evening.look(batch.id)
    assert sorted(shown.arrangement.sides) == list(range(1, dies_at + 1))
    assert list(evening.desk.spool.glob("scan-evening-*")) == []
