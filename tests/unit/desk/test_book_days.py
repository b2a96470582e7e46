"""Days and years of the book: each number is counted by a closing of its day, and no clock that is wrong mixes them."""

import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk.errors import ClockBehind
from desk.model.certification import CertifiedCopy
from desk.work.certify import Wish, take_number, void
from desk.work.closing import (
    CHECKER,
    changed_entries,
    check_chain,
    close_day,
    close_year,
    closings,
    export_chain,
    take_out_chain,
)
from tests.fakes.certifying import COMPARED, CertifyingOffice
from tests.fakes.office import StoppedClock

BOOK = "SCTĐT/BS"


def wait_until(office: CertifyingOffice, *moment: int) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type]  # parts of a moment


def numbered(office: CertifyingOffice, place: int) -> CertifiedCopy:
    return take_number(office.desk, office.who(), Wish(office.papers[place], COMPARED))


def counted(office: CertifyingOffice, year: int = 2026) -> list[tuple[date | None, int, int, int]]:
    return [(one.day, one.first, one.last, one.numbers) for one in closings(office.desk, office.who(), year)]


def checked(file: Path, *options: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(CHECKER), str(file), *options], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


# -- closings ---------------------------------------------------------------------------------------------------------


def test_a_number_taken_after_its_day_was_closed_is_counted_with_the_next_number(office: CertifyingOffice) -> None:
    numbered(office, 0)
    close_day(office.desk, office.who())
    numbered(office, 1)
    wait_until(office, 2026, 11, 25, 2)

    numbered(office, 2)

    assert counted(office) == [(date(2026, 11, 24), 1, 1, 1), (date(2026, 11, 24), 1, 2, 2)]


def test_the_last_day_of_a_year_is_closed_with_the_first_number_of_the_next(
    office: CertifyingOffice, tmp_path: Path
) -> None:
    wait_until(office, 2026, 12, 31, 16, 59, 59)
    last = numbered(office, 0)
    wait_until(office, 2026, 12, 31, 17)

    first = numbered(office, 1)

    assert [(one.year, one.number) for one in (last, first)] == [(2026, 1), (2027, 1)]
    assert counted(office, 2026) == [(date(2026, 12, 31), 1, 1, 1)]
    assert counted(office, 2027) == []
    void(office.desk, office.who(), 1, "công dân rút lại", year=2026)
    closed = close_year(office.desk, office.who(), 2026)
    export_chain(office.desk, office.who(), tmp_path / "so.jsonl", 2026)
    code, words = checked(tmp_path / "so.jsonl", "--head", closed.head)
    assert (code, words.splitlines()[-1]) == (0, "IN ORDER")


def test_a_day_closed_again_without_a_change_is_closed_once(office: CertifyingOffice) -> None:
    numbered(office, 0)

    closing = close_day(office.desk, office.who())

    assert close_day(office.desk, office.who()) == closing
    assert len(closings(office.desk, office.who())) == 1
    void(office.desk, office.who(), 1, "ký nhầm giấy")
    assert close_day(office.desk, office.who()).void == 1


# -- clocks -----------------------------------------------------------------------------------------------------------


def test_a_clock_behind_the_book_takes_no_number_until_it_is_set_right(office: CertifyingOffice) -> None:
    wait_until(office, 2026, 11, 25, 2)
    numbered(office, 0)
    wait_until(office, 2026, 11, 24, 16, 59, 59)

    with pytest.raises(ClockBehind) as told:
        numbered(office, 1)

    assert told.value.context == {"day": "24/11/2026", "number": 1, "book": BOOK, "later": "25/11/2026"}
    wait_until(office, 2026, 11, 24, 17)
    assert numbered(office, 1).number == 2


def test_a_number_of_a_wrong_day_is_made_void_and_the_book_goes_on(office: CertifyingOffice, tmp_path: Path) -> None:
    wait_until(office, 2026, 12, 24, 2)
    numbered(office, 0)
    wait_until(office, 2026, 11, 24, 2)
    void(office.desk, office.who(), 1, "máy sai ngày")

    assert numbered(office, 1).number == 2

    head = close_day(office.desk, office.who()).head
    export_chain(office.desk, office.who(), tmp_path / "so.jsonl")
    code, words = checked(tmp_path / "so.jsonl", "--head", head)
    assert (code, words.splitlines()[-1]) == (0, "IN ORDER")


def test_a_clock_back_in_the_old_year_takes_no_number_of_its_book(office: CertifyingOffice) -> None:
    wait_until(office, 2027, 1, 2, 2)
    numbered(office, 0)
    wait_until(office, 2026, 12, 30, 2)

    with pytest.raises(ClockBehind):
        numbered(office, 1)

    with office.desk.unit(reading=True) as uow:
        assert uow.copies.of_book(BOOK, 2026) == []


# -- the rows and the chain -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE certified_copy SET fee = 0 WHERE number = 1",
        "UPDATE certified_copy SET title = 'Khác' WHERE number = 1",
        "UPDATE certified_copy SET certified_at = '2026-11-23T01:14:00+00:00' WHERE number = 1",
        "UPDATE certified_copy SET stage = 'void' WHERE number = 1",
        "UPDATE certified_copy SET requester_number = '' WHERE number = 1",
        "DROP TRIGGER certified_copy_kept; DELETE FROM certified_copy WHERE number = 1",
    ],
)
def test_a_row_of_the_book_changed_behind_the_programs_back_is_found_and_named(
    office: CertifyingOffice, change: str
) -> None:
    numbered(office, 0)
    numbered(office, 1)
    with sqlite3.connect(office.desk.home / "office.db") as intruder:
        intruder.executescript(change)

    assert check_chain(office.desk, office.who()) == (2, 1)
    assert changed_entries(office.desk, office.who()) == [1]


def test_a_number_counted_on_without_an_entry_is_found(office: CertifyingOffice) -> None:
    numbered(office, 0)
    with sqlite3.connect(office.desk.home / "office.db") as intruder:
        intruder.execute("UPDATE register_number SET last = 3")

    assert check_chain(office.desk, office.who()) == (1, 2)
    assert changed_entries(office.desk, office.who()) == [2, 3]


def test_a_last_line_cut_off_in_the_database_is_found_in_the_file_taken_out(
    office: CertifyingOffice, tmp_path: Path
) -> None:
    numbered(office, 0)
    numbered(office, 1)
    with sqlite3.connect(office.desk.home / "office.db") as intruder:
        intruder.execute("DROP TRIGGER register_line_kept")
        intruder.execute("DELETE FROM register_line WHERE place = 2")

    export_chain(office.desk, office.who(), tmp_path / "so.jsonl")

    code, words = checked(tmp_path / "so.jsonl")
    assert (code, "the file says 2 lines and has 1" in words) == (1, True)


def test_the_chain_never_takes_the_place_of_the_program_that_checks_it(
    office: CertifyingOffice, tmp_path: Path
) -> None:
    from desk.errors import OutputIsInput

    numbered(office, 0)

    with pytest.raises(OutputIsInput):
        take_out_chain(office.desk, office.who(), tmp_path / CHECKER.name)

    assert not (tmp_path / CHECKER.name).exists()
