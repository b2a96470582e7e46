"""Closing, checking, binding and looking up by command: what each answers, and its exit codes."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.cli.main import main
from desk.model.certification import CopyKind
from desk.work.certify import void
from desk.work.copy_code import code_of
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.commands import Commands
from tests.fakes.office import StoppedClock


def wait_until(office: CertifyingOffice, moment: datetime) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = moment


def test_a_day_is_closed_with_its_record_and_the_closings_are_listed(saoy: Commands) -> None:
    saoy.office.certified()

    code, closed = saoy("register", "--close-day")

    assert (code, closed["day"], closed["numbers"], closed["fee"]) == (0, "2026-11-24", 1, 2000)
    assert Path(closed["file"]).is_file()
    code, listed = saoy("register", "--closings")
    file = closed.pop("file")
    assert code == 0
    assert file.endswith(f"{closed['head'][:8]}.pdf")
    assert listed["closings"] == [closed]
    assert (listed["head"], listed["lines"], listed["closed"], listed["bound"]) == (closed["head"], 3, False, [])
    assert listed["stop"] == "register.year-runs"
    said = saoy.plain("register", "--closings")
    assert "24/11/2026" in said


def test_the_day_is_that_of_the_clock_and_no_other_is_asked_for(saoy: Commands) -> None:
    saoy.office.certified()

    assert saoy("register", "--close-day", "--year", 2025)[0] == 2


def test_this_year_is_that_of_vietnam_when_a_year_is_closed(saoy: Commands) -> None:
    saoy.office.certified()
    wait_until(saoy.office, datetime(2026, 12, 31, 17, 30, tzinfo=UTC))

    assert saoy("register", "--close-year")[0] == 3
    assert "register.book-unknown" in saoy.heard
    code, closed = saoy("register", "--close-year", "--year", 2026)

    assert (code, closed["year"], closed["day"], closed["numbers"]) == (0, 2026, None, 1)


def test_a_book_changed_behind_the_programs_back_is_named_number_by_number(saoy: Commands) -> None:
    saoy.office.certified()
    assert saoy("register", "--check") == (0, {"whole": True, "lines": 2, "first_break": None, "changed": []})
    with sqlite3.connect(saoy.office.desk.home / "office.db") as intruder:
        intruder.execute("UPDATE certified_copy SET fee = 0")

    code, told = saoy("register", "--check")

    assert (code, told) == (1, {"whole": False, "lines": 2, "first_break": 2, "changed": [1]})


def test_a_code_is_looked_up_and_a_void_number_is_said_to_be_void(
    saoy: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = saoy.office.certified()
    with saoy.office.desk.unit(reading=True) as uow:
        text = code_of(copy, uow.chains.lines_of(copy.book, copy.year, copy.number)[0].hash)
    code, told = saoy("register", "--code", text)
    assert (code, told["fits"], told["entry"]["number"]) == (0, True, 1)
    void(saoy.office.desk, saoy.office.who(), 1, "ký nhầm giấy")

    code, told = saoy("register", "--code", text)

    assert (code, told["fits"], told["entry"]["stage"]) == (1, True, "void")
    assert saoy("register", "--code", "")[0] == 1
    assert main(["register", "--code", text]) == 1
    assert "đã hủy" in capsys.readouterr().out


def test_a_month_is_bound_and_a_year_taken_out_by_command(saoy: Commands, tmp_path: Path) -> None:
    saoy.office.certified()
    wait_until(saoy.office, datetime(2026, 12, 1, 2, tzinfo=UTC))

    code, bound = saoy("register", "--bind", tmp_path / "11.pdf", "--month", 11)
    assert (code, bound["first_page"], (tmp_path / "11.pdf").is_file()) == (0, 1, True)
    assert saoy("register", "--bind", tmp_path / "11.pdf")[0] == 2
    code, chain = saoy("register", "--chain", tmp_path / "so.jsonl")

    assert (code, chain["lines"], Path(chain["checker"]).is_file()) == (0, 2, True)
    assert saoy("register", "--closings")[1]["bound"] == [
        {"month": 11, "first_page": 1, "last_page": bound["last_page"]}
    ]


def test_a_day_is_listed_over_all_books(saoy: Commands) -> None:
    copy = saoy.office.certified()
    with saoy.office.desk.unit() as uow:
        number = uow.copies.take_number("SVB", 2026)
        uow.copies.add(replace(copy, id=0, kind=CopyKind.SAO_Y, book="SVB", number=number, wording=""))
        uow.commit()

    code, told = saoy("register", "--day", "2026-11-24")

    assert (code, [one["book"] for one in told["entries"]]) == (0, ["SCTĐT/BS", "SVB"])
    assert saoy("register", "--day", "2026-11-25")[1]["entries"] == []
    assert saoy("register", "--day", "24/11")[0] == 2


def test_a_secret_paper_is_destroyed_by_a_word_said_on_purpose(saoy: Commands) -> None:
    saoy.office.certified()
    with saoy.office.desk.unit() as uow:
        document = uow.documents.get(saoy.office.paper)
        assert document is not None
        uow.documents.update(replace(document, secrecy="MẬT"))
        uow.commit()

    assert saoy("destroy", saoy.office.paper)[0] == 2
    assert saoy("destroy", saoy.office.paper, "--meant") == (
        0, {"document": saoy.office.paper, "destroyed": [], "left": ["khai_sinh.png"]},
    )

    assert [entry["stage"] for entry in saoy("register")[1]["entries"]] == ["void"]
    assert saoy("destroy", saoy.office.papers[1], "--meant")[1]["fault"] == "intake.document-unknown"


def test_a_book_that_is_none_is_told_and_not_taken_for_an_empty_one(
    saoy: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    acts = [("--check",), ("--closings",), ("--csv", "so.csv"), ("--chain", "so.jsonl"), ()]

    for act in acts:
        for which in (("--book", "SCTDT/BS"), ("--year", "0"), ("--year", "99999")):
            code, told = saoy("register", *act, *which)
            assert (act, which, code, told["fault"]) == (act, which, 3, "register.book-unknown")

    assert not list(tmp_path.glob("so.*"))


def test_the_books_there_are_are_listed(saoy: Commands) -> None:
    saoy.office.certified()

    assert saoy("register", "--books") == (0, {"books": [{"book": "SCTĐT/BS", "year": 2026}]})
    assert "SCTĐT/BS" in saoy.plain("register", "--books")
