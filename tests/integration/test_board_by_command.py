"""The figures by command: one JSON value for machines, plain lines for people, and the month's paper in one go."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.fakes.commands import Commands
from tests.fakes.days import AID, Days, at

TODAY = date(2026, 11, 24)


def test_today_is_told_with_what_waits_and_every_share_with_its_parts(saoy: Commands) -> None:
    days = Days(saoy.office.desk)
    code = days.dossier(at(TODAY, "08:00"), AID, due=at(TODAY, "08:05"))
    days.reuse(code, 1, at(TODAY, "08:01"))
    days.paper(code, at(TODAY, "08:02"), 2)

    status, told = saoy("board")

    assert (status, told["from"], told["to"]) == (0, "2026-11-24", "2026-11-24")
    assert (told["dossiers"], told["papers_reused"], told["with_reuse"]) == (
        1, {"part": 1, "whole": 2}, {"part": 1, "whole": 1}
    )  # fmt: skip
    assert (told["waiting"]["late"], told["waiting"]["unchecked"], told["waiting"]["due_first"]) == (1, 1, code)
    assert told["targets"] == {"digitised": 80.0, "with_reuse": 80.0, "seconds": 30.0}
    assert [one["name"] for one in told["officers"]] == ["Hoàng Văn Páo"]
    assert "Ma Thị Nguyệt" not in json.dumps(told, ensure_ascii=False)


def test_a_week_and_a_month_are_told_day_by_day(saoy: Commands) -> None:
    Days(saoy.office.desk).dossier(at(TODAY, "08:00"))

    week, month = saoy("board", "--week", "2026-11-29")[1], saoy("board", "--month", "2026-11")[1]

    assert [one["dossiers"] for one in week["columns"]] == [0, 1, 0, 0, 0, 0, 0]
    assert (week["from"], week["to"], len(month["columns"])) == ("2026-11-23", "2026-11-29", 30)


def test_people_are_told_in_lines(saoy: Commands) -> None:
    Days(saoy.office.desk).dossier(at(TODAY, "08:00"))

    said = saoy.plain("board", "--day", "2026-11-24")

    assert "Ngày 24/11/2026" in said
    assert "Hồ sơ có giấy dùng lại: 0/1 (0,0 %)" in said
    assert "Trợ cấp xã hội hằng tháng: 1 hồ sơ" in said


@pytest.mark.parametrize(
    "words", [("--day", "24/11/2026"), ("--month", "2026"), ("--day", "2026-11-24", "--month", "2026-11")]
)
def test_a_day_that_is_none_is_wrong_usage(saoy: Commands, words: tuple[str, ...]) -> None:
    assert saoy("board", *words)[0] == 2


def test_the_months_paper_and_its_table_are_written_with_the_figures_told(saoy: Commands, tmp_path: Path) -> None:
    Days(saoy.office.desk).dossier(at(TODAY, "08:00"))

    status, told = saoy("report", tmp_path / "thang-11.pdf", "--month", "2026-11", "--csv", tmp_path / "thang-11.csv")

    assert (status, told["dossiers"], told["from"]) == (0, 1, "2026-11-01")
    assert (tmp_path / "thang-11.pdf").read_bytes().startswith(b"%PDF-")
    assert "Hồ sơ tiếp nhận,1" in (tmp_path / "thang-11.csv").read_text("utf-8-sig")


def test_without_a_place_the_report_lies_where_the_window_lays_it(saoy: Commands) -> None:
    status, told = saoy("report", "--month", "2026-11")

    assert status == 0
    assert Path(told["file"]) == (saoy.office.desk.home / "bao-cao-thang" / "bao-cao-thang-2026-11.pdf").absolute()
    assert Path(told["csv"]) == Path(told["file"]).with_suffix(".csv")
    assert Path(told["csv"]).is_file()


def test_a_folder_that_is_not_there_is_told_and_nothing_is_left(saoy: Commands, tmp_path: Path) -> None:
    status, told = saoy("report", tmp_path / "nowhere" / "month.pdf")

    assert (status, told["fault"]) == (3, "file.missing")
    assert not (tmp_path / "nowhere").exists()
