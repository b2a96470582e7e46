"""Closing the book: each day has its line, a year is closed once and for all, and its chain is checked elsewhere."""

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk.cli.register_care import CHECKER
from desk.errors import BookClosed, BookOpen, BookUnknown, FileMissing, RoleMissing, YearRuns
from desk.model.certification import CopyStage
from desk.model.people import Officer, Role
from desk.work.certify import Wish, take_number, void
from desk.work.closing import check_chain, close_day, close_year, closing_record, closings, export_chain
from tests.fakes.certifying import COMPARED, CertifyingOffice
from tests.fakes.office import StoppedClock


def wait_until(office: CertifyingOffice, moment: datetime) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = moment


def numbered(office: CertifyingOffice, place: int) -> None:
    take_number(office.desk, office.who(), Wish(office.papers[place], COMPARED))


def test_a_day_closed_counts_its_numbers_and_tells_the_head_of_the_chain(office: CertifyingOffice) -> None:
    office.certified(office.papers[0])
    office.certified(office.papers[1])
    void(office.desk, office.who(), 2, "ký nhầm giấy")
    numbered(office, 2)

    closing = close_day(office.desk, office.who())

    assert (closing.day, closing.first, closing.last, closing.numbers) == (date(2026, 11, 24), 1, 3, 3)
    assert (closing.void, closing.unfinished, closing.copies, closing.fee) == (1, 1, 2, 4000)
    assert closings(office.desk, office.who()) == [closing]
    assert office.kinds()[-1] == "register.book-closed"
    with office.desk.unit(reading=True) as uow:
        assert uow.chains.head(closing.book, closing.year).hash == closing.head


def test_the_record_of_a_closing_tells_the_seal_of_the_book(office: CertifyingOffice) -> None:
    office.certified(office.papers[0])
    closing = close_day(office.desk, office.who())

    record = closing_record(office.desk, closing)

    told = subprocess.run(["pdftotext", "-layout", str(record), "-"], capture_output=True, text=True, check=True).stdout
    assert "BIÊN BẢN KHÓA SỔ CHỨNG THỰC TRONG NGÀY" in told
    assert "1 số, từ số 1/ĐT đến số 1/ĐT" in told
    assert closing.head in re.sub(r"\s", "", told)
    assert closing_record(office.desk, closing) == record


def test_a_day_that_nobody_closed_is_closed_with_the_next_number(office: CertifyingOffice) -> None:
    numbered(office, 0)
    wait_until(office, datetime(2026, 11, 25, 2, tzinfo=UTC))
    numbered(office, 1)
    wait_until(office, datetime(2026, 11, 28, 2, tzinfo=UTC))

    numbered(office, 2)
    numbered(office, 3)

    days = [(one.day, one.first, one.last) for one in closings(office.desk, office.who())]
    assert days == [(date(2026, 11, 24), 1, 1), (date(2026, 11, 25), 2, 2)]


def test_a_day_closed_twice_counts_what_was_added_in_between(office: CertifyingOffice) -> None:
    numbered(office, 0)
    close_day(office.desk, office.who())
    numbered(office, 1)

    assert close_day(office.desk, office.who()).numbers == 2
    assert check_chain(office.desk, office.who())[1] is None


def test_a_year_is_closed_on_its_last_day_when_nothing_is_under_way(office: CertifyingOffice) -> None:
    office.certified(office.papers[0])
    numbered(office, 1)
    with pytest.raises(BookOpen):
        close_year(office.desk, office.who(), 2026)
    void(office.desk, office.who(), 2, "công dân rút lại")
    with pytest.raises(YearRuns):
        close_year(office.desk, office.who(), 2026)
    wait_until(office, datetime(2026, 12, 31, 9, tzinfo=UTC))

    closing = close_year(office.desk, office.who(), 2026)

    assert (closing.day, closing.numbers, closing.void, closing.fee) == (None, 2, 1, 2000)
    assert close_year(office.desk, office.who(), 2026) == closing
    with pytest.raises(BookClosed):
        numbered(office, 2)
    wait_until(office, datetime(2027, 1, 2, 2, tzinfo=UTC))
    numbered(office, 2)
    with office.desk.unit(reading=True) as uow:
        assert [copy.number for copy in uow.copies.of_book(closing.book, 2027)] == [1]


def test_a_number_of_a_closed_year_can_still_be_made_void(office: CertifyingOffice) -> None:
    copy = office.certified()
    wait_until(office, datetime(2027, 1, 2, 2, tzinfo=UTC))
    close_year(office.desk, office.who(), 2026)

    void(office.desk, office.who(), 1, "bản chính bị thu hồi", year=2026)

    assert office.copy(copy.id).stage is CopyStage.VOID
    assert check_chain(office.desk, office.who(), 2026)[1] is None


def test_no_book_no_closing(office: CertifyingOffice) -> None:
    with pytest.raises(BookUnknown):
        close_day(office.desk, office.who())
    with pytest.raises(BookUnknown):
        close_year(office.desk, office.who(), 2025)
    with pytest.raises(BookUnknown):
        export_chain(office.desk, office.who(), office.desk.home / "so.jsonl")
    assert check_chain(office.desk, office.who()) == (0, None)


def test_an_inspector_checks_a_book_and_does_not_close_it(office: CertifyingOffice) -> None:
    numbered(office, 0)
    with office.desk.unit() as uow:
        uow.officers.add(Officer("thanh.tra", "Ma Thị Vân", "Thanh tra viên", frozenset({Role.INSPECTOR})))
        uow.commit()

    assert check_chain(office.desk, office.who("thanh.tra")) == (1, None)
    with pytest.raises(RoleMissing):
        close_day(office.desk, office.who("thanh.tra"))


def test_a_year_taken_out_passes_the_independent_check(office: CertifyingOffice, tmp_path: Path) -> None:
    copy = office.certified(office.papers[0])
    numbered(office, 1)
    void(office.desk, office.who(), 2, "ký nhầm giấy")
    head = close_day(office.desk, office.who()).head
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "1.pdf").write_bytes(office.desk.store.get(copy.file or ""))

    lines = export_chain(office.desk, office.who(), tmp_path / "so.jsonl")

    command = [sys.executable, "-I", str(CHECKER), str(tmp_path / "so.jsonl"), "--head", head, "--copies", str(copies)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "IN ORDER")
    assert lines == 5
    with pytest.raises(FileMissing):
        export_chain(office.desk, office.who(), tmp_path / "nowhere" / "so.jsonl")


def test_an_entry_changed_behind_the_programs_back_is_found(office: CertifyingOffice) -> None:
    import sqlite3

    numbered(office, 0)
    with sqlite3.connect(office.desk.home / "office.db") as intruder, pytest.raises(sqlite3.IntegrityError):
        intruder.execute("UPDATE register_line SET body = replace(body, 'Giấy', 'Tờ')")
    with sqlite3.connect(office.desk.home / "office.db") as intruder:
        intruder.execute("DROP TRIGGER register_line_unchanged")
        intruder.execute("UPDATE register_line SET body = replace(body, 'Giấy', 'Tờ')")

    assert check_chain(office.desk, office.who()) == (1, 1)
