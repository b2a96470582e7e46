"""What a clerk relies on when the book is closed: what is open and why, the record, the chain, the months."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.model.certification import CopyStage
from desk.model.people import Role, Session
from desk.store.engine import open_database
from desk.store.opening import DATABASE
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import StoppedClock
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.test_register_screen import copies, filler, open_book
from ui.views.closing import ClosingScreen
from ui.views.pin_dialog import RedQuestion
from ui.views.theme import theme
from ui.views.tokens import Palette

__all__ = ["filler"]

CTRL = Qt.KeyboardModifier.ControlModifier


def open_closing(walk: Walk) -> ClosingScreen:
    open_book(walk)
    walk.press(Qt.Key.Key_L, CTRL)
    screen = walk.window.screen_now()
    assert isinstance(screen, ClosingScreen)
    walk.settle()
    return screen


def today(office: OfficeMade, day: datetime) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = day


def numbered(fill: Leaver, *stages: CopyStage) -> None:
    """Certify papers today."""
    code = fill.dossier("TAM-261124-0007", COPYING)
    for stage in stages:
        fill.copy(fill.paper(code, "Giấy khai sinh", 1), stage)


def test_an_office_without_numbers_has_nothing_to_close(walk: Walk) -> None:
    screen = open_closing(walk)

    assert walk.primary() == "Về sổ"
    assert not screen.day.isEnabled()
    assert screen.cards.today.chip.text() == "Sổ chưa mở"

    walk.press(Qt.Key.Key_Escape)

    assert walk.screen() == "register"


def test_one_key_closes_today_and_the_record_is_there_to_be_printed(walk: Walk, filler: Leaver) -> None:
    numbered(filler, CopyStage.SEALED, CopyStage.SIGNED)
    screen = open_closing(walk)
    assert screen.cards.today.chip.text() == "Chưa khóa"
    assert "2 số, từ 1 đến 2" in screen.cards.today.words.text()
    assert "Còn 1 số chưa ký xong" in screen.cards.today.words.text()

    walk.enter()

    assert walk.screen() == "register.record"
    assert walk.model.letter is not None
    assert walk.model.letter.file.parent.name == "closings"
    walk.press(Qt.Key.Key_Escape)
    assert walk.screen() == "register.closing"
    assert screen.cards.today.chip.text() == "Đã khóa"
    assert screen.table.model().rowCount() == 1
    assert walk.primary() == "In biên bản ngày 24/11/2026"


def test_what_is_certified_after_the_closing_opens_the_day_again(walk: Walk, filler: Leaver) -> None:
    numbered(filler, CopyStage.SEALED)
    screen = open_closing(walk)
    walk.enter()
    walk.press(Qt.Key.Key_Escape)
    filler.copy(filler.paper("TAM-261124-0007", "Bằng tốt nghiệp", 1))

    screen.model.read()
    walk.settle()

    assert screen.cards.today.chip.text() == "Chưa khóa"
    assert walk.primary() == "Khóa sổ hôm nay"


def test_the_year_is_not_closed_before_its_time_and_the_card_says_why(walk: Walk, filler: Leaver) -> None:
    numbered(filler, CopyStage.SEALED)
    screen = open_closing(walk)

    walk.press(Qt.Key.Key_L, CTRL)

    assert not screen.year.isEnabled()
    assert screen.findChildren(RedQuestion) == []
    assert screen.cards.year.chip.text() == "Chưa khóa được"
    assert screen.cards.year.words.text() == "Khóa được từ ngày 31/12/2026."
    assert screen.cards.binding.chip.text() == "Chưa đến kỳ"
    assert "Tháng 11 in được khi hết tháng." in screen.cards.binding.words.text()


def test_the_year_is_closed_after_one_question_and_takes_no_number_more(
    walk: Walk, filler: Leaver, office: OfficeMade
) -> None:
    numbered(filler, CopyStage.SEALED, CopyStage.SEALED)
    today(office, datetime(2026, 12, 31, 9, tzinfo=UTC))
    screen = open_closing(walk)

    walk.press(Qt.Key.Key_L, CTRL)
    assert "2 số, từ 1 đến 2" in question().accessibleDescription()
    QTest.keyClick(question(), Qt.Key.Key_Escape)
    walk.settle()
    assert not closed(office)
    walk.press(Qt.Key.Key_L, CTRL)
    QTest.keyClick(question(), Qt.Key.Key_L, CTRL)
    walk.settle()

    assert closed(office)
    walk.press(Qt.Key.Key_Escape)
    assert screen.cards.year.chip.text() == "Đã khóa"
    assert not screen.year.isEnabled()
    assert not screen.day.isEnabled()


def question() -> RedQuestion:
    found = QApplication.activeModalWidget()
    assert isinstance(found, RedQuestion)
    return found


def closed(office: OfficeMade) -> bool:
    with office.desk.unit(reading=True) as uow:
        return uow.chains.closed("SCTĐT/BS", 2026)


def test_a_whole_chain_is_told_and_taken_out_with_the_program_that_checks_it(
    walk: Walk, filler: Leaver, tmp_path: Path
) -> None:
    numbered(filler, CopyStage.NUMBERED, CopyStage.NUMBERED)
    screen = open_closing(walk)
    assert screen.cards.chain.chip.text() == "Còn nguyên"

    screen.take_out(tmp_path / "chuoi.jsonl")
    walk.settle()

    command = [sys.executable, "-I", str(tmp_path / "check_register.py"), str(tmp_path / "chuoi.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    head = json.loads((tmp_path / "chuoi.jsonl").read_text("utf-8").splitlines()[0])
    assert head["lines"] == 2


def test_a_chain_that_was_tampered_with_is_told_with_its_place(
    walk: Walk, filler: Leaver, office: OfficeMade
) -> None:
    numbered(filler, CopyStage.SEALED, CopyStage.SEALED)
    engine = open_database(office.desk.home / DATABASE)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        connection.execute(sa.text("DROP TRIGGER register_line_unchanged"))
        connection.execute(sa.text("UPDATE register_line SET body = replace(body, '2000', '9000') WHERE place = 2"))
        connection.exec_driver_sql("COMMIT")
    engine.dispose()

    screen = open_closing(walk)

    assert screen.cards.chain.chip.text() == "Đứt ở dòng 2"
    assert "không còn là bằng chứng" in screen.cards.chain.words.text()


def test_the_month_that_is_over_is_offered_to_be_bound_and_then_the_next(
    walk: Walk, filler: Leaver, tmp_path: Path
) -> None:
    copies(filler, CopyStage.SEALED, CopyStage.SEALED, CopyStage.SEALED)  # of 15/10, 4/11 and 24/11
    screen = open_closing(walk)
    assert screen.cards.binding.chip.text() == "Chờ in tháng 10"
    assert screen.bind.text() == "In tháng 10 để đóng quyển"

    screen.bind_month(10, tmp_path / "thang-10.pdf")
    walk.settle()

    assert (tmp_path / "thang-10.pdf").read_bytes().startswith(b"%PDF")
    assert screen.cards.binding.chip.text() == "Đủ"
    assert "Đã in đến tháng 10" in screen.cards.binding.words.text()
    assert not screen.bind.isEnabled()


def test_an_inspector_sees_it_all_and_closes_nothing(walk: Walk, filler: Leaver, office: OfficeMade) -> None:
    numbered(filler, CopyStage.SEALED)
    with office.desk.unit() as uow:
        officer = uow.officers.get(1)
    walk.model.session.who = Session(replace(officer, roles=frozenset({Role.INSPECTOR})), "Quầy 1")

    screen = open_closing(walk)

    assert not screen.day.isEnabled()
    assert not screen.year.isEnabled()
    assert screen.cards.chain.chip.text() == "Còn nguyên"


@pytest.mark.parametrize("palette", [Palette.LIGHT, Palette.HIGH])
def test_no_word_is_cut_and_the_keys_collide_with_none(walk: Walk, filler: Leaver, palette: Palette) -> None:
    copies(filler, CopyStage.SEALED, CopyStage.SIGNED, CopyStage.SEALED)
    theme().use(palette, 1.0)
    screen = open_closing(walk)
    walk.enter()
    walk.press(Qt.Key.Key_Escape)

    assert (clipped(walk.window), too_small(walk.window), unnamed(walk.window)) == ([], [], [])
    keys = [key.toString() for one in screen.actions() + walk.window.actions() if one.isEnabled()
            for key in one.shortcuts()]  # fmt: skip
    assert len(keys) == len(set(keys))
