"""What the month's report owes who signs it: paper, table and verb say what the rows say, and name nobody."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk.errors import OutputIsInput
from desk.model.people import Session
from desk.ports import Desk
from desk.work.board import Board
from desk.work.month_report import decimal, lay_month_report, month_report
from tests.fakes.days import Days, at, weeks_of_work
from tests.fakes.office import StoppedClock, make_office
from tests.fakes.printed import text_of

TODAY = date(2026, 11, 24)
MONTH = date(2026, 11, 1)
IN_MONTH = "BETWEEN '2026-10-31T17:00:00' AND '2026-11-30T16:59:59.999999+00:00'"


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = make_office(tmp_path_factory.mktemp("busy") / "office")
    assert isinstance(desk.clock, StoppedClock)
    desk.clock.at = at(TODAY, "15:32")
    weeks_of_work(desk, TODAY)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def made(busy: Desk, tmp_path_factory: pytest.TempPathFactory) -> tuple[Board, str, list[list[str]]]:
    """The figures, the words of the PDF, and the rows of the table."""
    folder = tmp_path_factory.mktemp("made")
    told = month_report(busy, clerk(busy), TODAY, folder / "month.pdf", folder / "month.csv")
    table = list(csv.reader(io.StringIO((folder / "month.csv").read_text("utf-8-sig"))))
    return told, text_of(folder / "month.pdf"), table


def clerk(desk: Desk) -> Session:
    with desk.unit(reading=True) as uow:
        return Session(uow.officers.get(1), "Quầy 1")


def counted(desk: Desk, question: str) -> int:
    with sqlite3.connect(desk.home / "office.db") as rows:
        return int(rows.execute(question).fetchone()[0] or 0)


TRUTHS = {
    "dossiers": "SELECT count(*) FROM dossier WHERE opened_at {in_month}",
    "digitised": "SELECT count(*) FROM dossier d WHERE opened_at {in_month} AND (EXISTS (SELECT 1 FROM reuse WHERE"
    " dossier = d.code AND undone_at IS NULL) OR EXISTS (SELECT 1 FROM document WHERE dossier = d.code AND place IS NOT"
    " NULL AND stage != 'removed' AND place < json_array_length(d.procedure, '$.components')))",
    "with_reuse": "SELECT count(DISTINCT d.code) FROM dossier d JOIN reuse r ON r.dossier = d.code WHERE r.undone_at IS"
    " NULL AND d.opened_at {in_month}",
    "papers_reused": "SELECT count(DISTINCT d.code || '/' || r.place) FROM dossier d JOIN reuse r ON r.dossier = d.code"
    " WHERE r.undone_at IS NULL AND d.opened_at {in_month}",
    "handed_over": "SELECT count(*) FROM dossier WHERE handed_over_at {in_month}",
    "papers": "SELECT count(*) FROM document WHERE stage != 'removed' AND made_at {in_month}",
    "sides": "SELECT count(*) FROM page p JOIN document t ON t.id = p.document_id WHERE p.reading IS NOT NULL AND NOT"
    " p.removed AND t.made_at {in_month}",
    "checked": "SELECT count(*) FROM document WHERE stage = 'confirmed' AND confirmed_at {in_month}",
    "certified": "SELECT count(*) FROM certified_copy WHERE kind = 'certified' AND certified_at {in_month}",
    "fee": "SELECT sum(fee) FROM certified_copy WHERE kind = 'certified' AND certified_at {in_month}",
    "pages": "SELECT sum(pages) FROM certified_copy WHERE kind = 'certified' AND certified_at {in_month}",
}
"""Statements written for this test alone: what the figures of November must be."""


def test_paper_table_and_rows_say_the_same(busy: Desk, made: tuple[Board, str, list[list[str]]]) -> None:
    told, _, table = made
    of_table = {row[1]: row[3] for row in table if row[0] == "chỉ tiêu"}

    true = {key: counted(busy, question.format(in_month=IN_MONTH)) for key, question in TRUTHS.items()}

    assert true["dossiers"] > 100
    assert {key: int(of_table[key]) for key in true} == true
    assert (told.dossiers, told.papers_reused.part, told.certified) == (
        true["dossiers"], true["papers_reused"], true["certified"]
    )  # fmt: skip


def test_every_figure_stands_on_the_paper_beside_its_name(made: tuple[Board, str, list[list[str]]]) -> None:
    _, text, table = made
    figures = [row for row in table if row[0] == "chỉ tiêu"]

    def grouped(number: str) -> str:
        return f"{int(number):,}".replace(",", ".") if number.isdigit() else number

    lines = [
        " ".join(part for part in (row[2], grouped(row[3]), grouped(row[4]), f"{row[5]} %" if row[5] else "") if part)
        for row in figures
    ]

    assert len(lines) > 14
    assert [line for line in lines if line not in text] == []


def test_the_sums_of_days_and_procedures_are_those_of_the_month(made: tuple[Board, str, list[list[str]]]) -> None:
    told, text, table = made

    by_day = sum(int(row[3]) for row in table if row[0] == "ngày" and row[2] == "Hồ sơ")
    by_procedure = {(row[1], row[4]) for row in table if row[0] == "thủ tục"}

    assert by_day == sum(int(count) for _code, count in by_procedure) == told.dossiers
    assert f"Cộng {told.dossiers} {told.with_reuse.part} {told.papers}" in text


def test_a_month_that_runs_says_so_and_names_its_basis(made: tuple[Board, str, list[list[str]]]) -> None:
    _, text, _ = made

    assert "Tháng chưa hết: số liệu tính đến 15 giờ 32 phút, ngày 24 tháng 11 năm 2026." in text
    assert "Tháng 11 năm 2026" in text
    assert "766/QĐ-TTg" in text
    assert "UBND XÃ THƯỢNG LÂM" in text
    assert "24/11" in text
    assert "25/11" not in text


def test_no_person_is_named_on_it(made: tuple[Board, str, list[list[str]]]) -> None:
    _, text, table = made
    said = text + repr(table)

    assert not [name for name in ("Nguyệt", "Páo", "TAM-") if name in said]


def test_a_month_without_work_has_a_report_too(tmp_path: Path) -> None:
    days = Days(make_office(tmp_path / "office"))

    told = month_report(days.desk, clerk(days.desk), date(2026, 2, 1), tmp_path / "february.pdf")

    assert told.empty
    text = text_of(tmp_path / "february.pdf")
    assert "Tháng này chưa tiếp nhận hồ sơ nào." in text
    assert "28/02" in text


def test_the_same_figures_give_the_same_bytes_where_a_clerk_finds_them(busy: Desk) -> None:
    first = lay_month_report(busy, clerk(busy), MONTH).file.read_bytes()

    again = lay_month_report(busy, clerk(busy), TODAY).file

    assert again.read_bytes() == first
    assert b"/Subtype /Image" not in first, "the chart is drawn, not a picture"
    assert again.name == "bao-cao-thang-2026-11.pdf"
    assert again.with_suffix(".csv").is_file()


def test_the_table_is_not_written_over_the_paper(busy: Desk, tmp_path: Path) -> None:
    with pytest.raises(OutputIsInput):
        month_report(busy, clerk(busy), MONTH, tmp_path / "one", tmp_path / "one")

    assert not (tmp_path / "one").exists()


@pytest.mark.parametrize(("number", "words"), [(41.0, "41"), (64.25, "64,2"), (99.96, "100"), (0.0, "0")])
def test_a_decimal_has_a_comma(number: float, words: str) -> None:
    assert decimal(number) == words
