"""The book: what its lines say, the list of a day, and the book in a file that harms nobody who opens it."""

import csv
import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desk.errors import BookUnknown, FileMissing, OutputRefused, RoleMissing, StoreBusy
from desk.model.certification import CopyStage
from desk.work.certify import Wish, certify, take_number, void
from desk.work.register import FileKind, books, day_list, export, harmless, register, total
from signing.values import Level
from tests.fakes.certifying import COMPARED, PINS, CertifyingOffice
from tests.fakes.office import StoppedClock

READERS = ("pao.hv", "mai.lt", "mien.tt")


@pytest.fixture
def filled(office: CertifyingOffice) -> CertifyingOffice:
    """An office whose book has a finished copy, a void one, and one under way in the next month."""
    assert isinstance(office.desk.clock, StoppedClock)
    certify(office.desk, office.who(), Wish(office.papers[0], COMPARED, copies=2, note="gấp"), PINS)
    office.certified(office.papers[1])
    void(office.desk, office.who(), 2, "ký nhầm giấy")
    office.desk.clock.at = datetime(2026, 12, 1, 2, tzinfo=UTC)
    take_number(office.desk, office.who(), Wish(office.papers[2], COMPARED))
    return office


def test_a_line_says_who_asked_for_a_copy_of_what_and_who_signed(filled: CertifyingOffice) -> None:
    book = register(filled.desk, filled.who())

    first, second, third = book.entries
    assert (book.book, book.year, book.name) == ("SCTĐT/BS", 2026, "01/2026-SCTĐT/BS")
    assert (first.number, first.written, first.day) == (1, "1/ĐT", date(2026, 11, 24))
    assert (first.citizen, first.citizen_id) == ("Nông Thị Hạnh", "008187004215")
    assert (first.title, first.officer, first.officer_title) == (
        "Giấy khai sinh", "Lý Thị Mai", "Phó Chủ tịch UBND xã",
    )  # fmt: skip
    assert (first.copies, first.pages, first.fee, first.note) == (2, 1, 4000, "gấp")
    assert (first.stage, first.level, first.document) == (CopyStage.SEALED, Level.LTA, filled.papers[0])
    assert (second.void, second.fee, second.note) == (True, 0, "Hủy số: ký nhầm giấy")
    assert (third.void, third.note, third.level) == (False, "Chưa hoàn thành", None)


def test_a_line_keeps_the_name_of_the_day_when_the_person_is_renamed(filled: CertifyingOffice) -> None:
    with filled.desk.unit() as uow:
        uow.citizens.update(replace(filled.citizen, name="Nông Thị Hạnh Đổi Tên"))
        uow.commit()

    assert register(filled.desk, filled.who()).entries[0].citizen == "Nông Thị Hạnh"


def test_a_book_without_a_number_is_an_empty_book(office: CertifyingOffice) -> None:
    book = register(office.desk, office.who(), 2031, "SCTĐT/BS")

    assert (book.book, book.year, book.entries) == ("SCTĐT/BS", 2031, ())
    with pytest.raises(BookUnknown):
        register(office.desk, office.who(), 2031, "SCTDT/BS")
    assert books(office.desk, office.who()) == []


def test_the_list_of_a_day_holds_that_day_alone(filled: CertifyingOffice) -> None:
    assert [entry.number for entry in day_list(filled.desk, filled.who(), date(2026, 11, 24))] == [1, 2]
    assert [entry.number for entry in day_list(filled.desk, filled.who(), date(2026, 12, 1))] == [3]
    assert day_list(filled.desk, filled.who(), date(2026, 11, 25)) == []
    assert books(filled.desk, filled.who()) == [("SCTĐT/BS", 2026)]


def test_void_numbers_are_counted_and_not_paid(filled: CertifyingOffice) -> None:
    added = total(register(filled.desk, filled.who()).entries)

    assert (added.numbers, added.void, added.copies, added.fee) == (3, 1, 3, 6000)


@pytest.mark.parametrize("login", READERS)
def test_whoever_works_with_the_book_may_read_it(filled: CertifyingOffice, login: str) -> None:
    assert len(register(filled.desk, filled.who(login)).entries) == 3


def test_nobody_else_reads_or_takes_the_book_out(filled: CertifyingOffice, tmp_path: Path) -> None:
    nobody = replace(filled.who(), officer=replace(filled.who().officer, roles=frozenset()))

    with pytest.raises(RoleMissing):
        register(filled.desk, nobody)
    with pytest.raises(RoleMissing):
        export(filled.desk, nobody, None, None, "csv", tmp_path / "book.csv")
    assert not (tmp_path / "book.csv").exists()


def test_a_book_that_cannot_be_journalled_does_not_leave(
    filled: CertifyingOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise StoreBusy

    monkeypatch.setattr("desk.work.register.note", refuse)

    with pytest.raises(StoreBusy):
        export(filled.desk, filled.who(), None, None, "csv", tmp_path / "book.csv")

    assert not list(tmp_path.glob("*.csv*"))
    assert not list(tmp_path.glob(".*.part"))


# -- in a file --------------------------------------------------------------------------------------------------------


def test_the_csv_opens_in_a_spreadsheet_with_its_marks_and_eight_columns(
    filled: CertifyingOffice, tmp_path: Path
) -> None:
    out = tmp_path / "sổ.csv"

    export(filled.desk, filled.who(), None, None, "csv", out)

    raw = out.read_bytes()
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert [len(row) for row in rows] == [8] * 4
    assert rows[0][2] == "Họ tên, số giấy tờ tùy thân của người yêu cầu chứng thực"
    assert rows[1] == [
        "1/ĐT", "24/11/2026", "Nông Thị Hạnh, 008187004215", "Giấy khai sinh", "Lý Thị Mai, Phó Chủ tịch UBND xã", "2",
        "4000", "gấp",
    ]  # fmt: skip
    assert rows[2][7] == "Hủy số: ký nhầm giấy"


def test_the_xlsx_strikes_void_numbers_and_keeps_numbers_as_numbers(filled: CertifyingOffice, tmp_path: Path) -> None:
    out = tmp_path / "book.xlsx"

    export(filled.desk, filled.who(), None, None, "xlsx", out)

    sheet = load_workbook(out).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:3] == ["1/ĐT", "24/11/2026", "Nông Thị Hạnh, 008187004215"]
    assert [sheet["F2"].value, sheet["G2"].value, sheet["G2"].data_type] == [2, 4000, "n"]
    assert [sheet["A2"].font.strike, sheet["A3"].font.strike] == [None, True]
    assert sheet.max_row == 4


def test_the_pdf_is_landscape_with_months_totals_pages_and_lines_to_sign(
    filled: CertifyingOffice, tmp_path: Path
) -> None:
    out = tmp_path / "book.pdf"

    export(filled.desk, filled.who(), None, None, "pdf", out)

    told = subprocess.run(["pdftotext", "-layout", str(out), "-"], capture_output=True, text=True, check=True).stdout
    size = subprocess.run(["pdfinfo", str(out)], capture_output=True, text=True, check=True).stdout
    text = " ".join(told.split())
    assert "841.89 x 595.276 pts (A4)" in size
    assert "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH" in text
    assert "Quyển số: 01/2026-SCTĐT/BS" in text
    assert "Cộng tháng 11/2026: 2 số chứng thực (1 số hủy) 2 4.000" in text
    assert "Cộng tháng 12/2026: 1 số chứng thực (0 số hủy) 1 2.000" in text
    assert "Cộng cả năm 2026: 3 số chứng thực (1 số hủy) 3 6.000" in text
    assert re.search(r"trang (\d)/\1", text), "the last page says it is the last"
    assert "THỦ TRƯỞNG CƠ QUAN" in text
    assert "DIỄN TẬP" not in text


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
def test_one_month_can_be_taken_out_alone(filled: CertifyingOffice, tmp_path: Path, kind: FileKind) -> None:
    out = tmp_path / f"book.{kind}"

    export(filled.desk, filled.who(), None, 2026, kind, out, month=12)

    if kind == "csv":
        assert out.read_text("utf-8-sig").count("\n") == 2
    elif kind == "xlsx":
        sheet = load_workbook(out).active
        assert sheet is not None
        assert [sheet["A2"].value, sheet.max_row] == ["3/ĐT", 2]
    else:
        told = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout
        assert "3/ĐT" in told
        assert "1/ĐT" not in told


def test_a_month_without_a_number_says_so(filled: CertifyingOffice, tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"

    export(filled.desk, filled.who(), None, None, "pdf", out, month=3)

    told = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout
    assert "Chưa có số nào." in told


@pytest.mark.parametrize("cell", ["=1+1", "+84912", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    made = harmless(cell)

    assert isinstance(made, str)
    assert made.startswith("'")
    assert harmless("Giấy khai sinh - bản gốc") == "Giấy khai sinh - bản gốc"
    assert harmless(-5) == -5


def test_a_title_that_looks_like_a_formula_stays_a_title(office: CertifyingOffice, tmp_path: Path) -> None:
    title = '=HYPERLINK("http://a","b")'
    certify(office.desk, office.who(), Wish(office.paper, COMPARED, title=title), PINS)

    export(office.desk, office.who(), None, None, "csv", tmp_path / "book.csv")
    export(office.desk, office.who(), None, None, "xlsx", tmp_path / "book.xlsx")

    row = list(csv.reader((tmp_path / "book.csv").read_text("utf-8-sig").splitlines()))[1]
    sheet = load_workbook(tmp_path / "book.xlsx").active
    assert sheet is not None
    assert row[3] == f"'{title}"
    assert (sheet["D2"].value, sheet["D2"].data_type) == (f"'{title}", "s")


def test_signs_that_no_file_can_hold_do_not_stop_the_book(office: CertifyingOffice, tmp_path: Path) -> None:
    office.certified()
    void(office.desk, office.who(), 1, "lý do\x01 \x0b<b>&")

    for kind in ("csv", "xlsx", "pdf"):
        export(office.desk, office.who(), None, None, kind, tmp_path / f"book.{kind}")  # type: ignore[arg-type]  # of the three

    sheet = load_workbook(tmp_path / "book.xlsx").active
    assert sheet is not None
    assert sheet["H2"].value == "Hủy số: lý do <b>&"


def test_taking_the_book_out_is_journalled_without_names(filled: CertifyingOffice, tmp_path: Path) -> None:
    export(filled.desk, filled.who("mien.tt"), None, None, "csv", tmp_path / "book.csv", month=11)

    with filled.desk.unit(reading=True) as uow:
        last = uow.journal.entries(limit=10_000)[-1].event
    assert (last.kind.value, last.subject, last.actor) == ("register.exported", "register:SCTĐT/BS/2026", "mien.tt")
    assert last.data == {"form": "csv", "month": 11, "entries": 2}


def test_a_place_that_cannot_be_written_leaves_nothing(filled: CertifyingOffice, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        export(filled.desk, filled.who(), None, None, "csv", tmp_path / "nowhere" / "book.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(OutputRefused):
        export(filled.desk, filled.who(), None, None, "csv", tmp_path / "folder.csv")

    assert "register.exported" not in filled.kinds()
