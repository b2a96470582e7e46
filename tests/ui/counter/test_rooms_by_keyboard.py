"""What a clerk without a mouse relies on: the book, its closing, a search, a check, the settings, by keys alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desk.model.certification import CopyStage
from desk.model.verification import Verdict
from tests.fakes.leaving import Leaver
from tests.ui.counter.conftest import OfficeMade, Walk
from tests.ui.counter.every_room import SAMPLE
from tests.ui.counter.test_register_screen import copies, filler
from tests.ui.counter.test_search_screen import searching
from ui.views.closing import ClosingScreen
from ui.views.register import RegisterScreen
from ui.views.register_rows import CITIZEN
from ui.views.search import SearchScreen
from ui.views.theme import theme
from ui.views.tokens import Palette
from ui.views.verify import VerifyScreen

__all__ = ["filler", "searching"]

CTRL = Qt.KeyboardModifier.ControlModifier


def until(walk: Walk, condition: Callable[[], bool]) -> None:
    walk.qtbot.waitUntil(condition, timeout=10_000)
    walk.settle()


def tab_to(walk: Walk, name: str) -> None:
    """Go on by Tab until the keyboard is on what is called so."""
    for _ in range(40):
        if walk.focus().accessibleName() == name:
            return
        walk.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach «{name}»")


def test_a_number_of_the_book_is_found_by_a_name_and_shown(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED, CopyStage.SEALED, CopyStage.SEALED)
    walk.press(Qt.Key.Key_4, CTRL)
    book = walk.window.screen_now()
    assert isinstance(book, RegisterScreen)

    walk.type("quan van toi")
    until(walk, lambda: book.table.model().rowCount() == 1)
    walk.press(Qt.Key.Key_Down)
    found = book.table.model().index(book.table.currentIndex().row(), CITIZEN).data()
    walk.enter()

    assert found == "Quan Văn Tới"
    assert walk.screen() == "register.copy"
    walk.press(Qt.Key.Key_Escape)
    assert walk.screen() == "register"


def test_the_day_is_closed_from_the_book_and_the_keyboard_is_back_where_it_was(walk: Walk, filler: Leaver) -> None:
    copies(filler, CopyStage.SEALED)
    walk.press(Qt.Key.Key_4, CTRL)
    walk.press(Qt.Key.Key_L, CTRL)
    assert isinstance(walk.window.screen_now(), ClosingScreen)

    walk.enter()
    record = walk.screen()
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_Escape)

    assert (record, walk.screen()) == ("register.record", "register")
    assert walk.focus().isVisible()


def test_a_paper_is_found_and_opened_for_the_dossier_at_the_counter(searching: Walk) -> None:
    walk = searching
    search = walk.window.screen_now()
    assert isinstance(search, SearchScreen)

    walk.type("giay khai sinh")
    until(walk, lambda: not search.model.waiting and bool(search.model.found))
    walk.enter()
    opened = walk.screen()
    walk.press(Qt.Key.Key_Escape)
    back = walk.screen()
    walk.press(Qt.Key.Key_Escape)
    words = search.line.text()
    walk.press(Qt.Key.Key_Escape)

    assert (opened, back, words, walk.screen()) == ("counter.paper", "search", "", "counter")


def test_a_file_is_chosen_and_checked(walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    walk.press(Qt.Key.Key_5, CTRL)
    verify = walk.window.screen_now()
    assert isinstance(verify, VerifyScreen)
    titles = []

    def type_its_name() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        titles.append(dialog.windowTitle())
        line = dialog.focusWidget()
        QTest.keyClicks(line, str(SAMPLE))
        QTest.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(300, type_its_name)
    walk.press(Qt.Key.Key_O, CTRL)
    until(walk, lambda: verify.model.checked is not None)

    assert titles == ["Chọn tệp PDF để kiểm"]
    assert verify.model.checked is not None
    assert verify.model.checked.report.verdict in set(Verdict)
    assert walk.focus().isVisible()


def test_the_looks_are_changed_in_the_settings_and_esc_leads_back(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, office: OfficeMade
) -> None:
    del office
    monkeypatch.setattr("ui.views.settings.look_file", lambda: tmp_path / "look.toml")
    walk.press(Qt.Key.Key_7, CTRL)
    assert walk.screen() == "settings"

    tab_to(walk, "Màu")
    walk.press(Qt.Key.Key_Down)
    worn = theme().palette_name
    walk.press(Qt.Key.Key_Up)
    walk.press(Qt.Key.Key_Escape)

    assert (worn, theme().palette_name) == (Palette.DARK, Palette.LIGHT)
    assert walk.screen() == "counter"
