"""What a clerk relies on who takes words from a page: by mouse and by key, while the page can still be moved."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.audit import clipped, unnamed
from tests.ui.sheets import sheet, viewer_of
from tests.ui.test_page_words import PAGE, number_of
from ui.views.find_bar import FindBar
from ui.views.page_items import PageBox
from ui.views.parts.card import Box
from ui.views.theme import Theme
from ui.views.viewer import PageViewer
from ui.views.viewer_bar import ViewerBar

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def viewer(dressed: Theme, qtbot: QtBot) -> PageViewer:
    """A viewer of 700×600 px with a page of 1000×1400 px whose words are known."""
    made = viewer_of(sheet(1000, 1400), qtbot)
    made.text.set_words(PAGE)
    made.show()
    QApplication.processEvents()
    return made


def at(viewer: PageViewer, word: str) -> QPoint:
    """Where a word stands in the viewport."""
    left, top, right, bottom = PAGE.words[number_of(word)].box
    return viewer.mapFromScene(QPointF(500 * (left + right), 700 * (top + bottom)))


def drag(viewer: PageViewer, first: str, last: str, keys: Qt.KeyboardModifier) -> None:
    QTest.mousePress(viewer.viewport(), LEFT, keys, at(viewer, first))
    QTest.mouseMove(viewer.viewport(), at(viewer, last))
    QTest.mouseRelease(viewer.viewport(), LEFT, keys, at(viewer, last))


def test_shift_and_drag_choose_words_and_ctrl_c_copies_them(viewer: PageViewer, qtbot: QtBot) -> None:
    drag(viewer, "KHAI", "chữ", SHIFT)

    qtbot.keyClick(viewer, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert viewer.text.text == "KHAI SINH\nHọ, chữ"
    assert QGuiApplication.clipboard().text() == "KHAI SINH\nHọ, chữ"


def test_dragging_alone_moves_the_page_and_chooses_nothing(viewer: PageViewer) -> None:
    viewer.set_zoom(1.5)
    before = viewer.verticalScrollBar().value()

    drag(viewer, "Hoàng", "KHAI", Qt.KeyboardModifier.NoModifier)

    assert viewer.text.text == ""
    assert viewer.verticalScrollBar().value() != before


def test_a_word_pressed_twice_is_chosen(viewer: PageViewer) -> None:
    QTest.mouseDClick(viewer.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at(viewer, "Gia"))

    assert viewer.text.text == "Gia"


def test_arrows_go_from_word_to_word_and_esc_ends_it_step_by_step(viewer: PageViewer, qtbot: QtBot) -> None:
    viewer.text.switch(on=True)

    for _ in range(2):
        qtbot.keyClick(viewer, Qt.Key.Key_Down)
    qtbot.keyClick(viewer, Qt.Key.Key_Right, SHIFT)
    chosen = viewer.text.text
    qtbot.keyClick(viewer, Qt.Key.Key_End, SHIFT)
    line = viewer.text.text
    qtbot.keyClick(viewer, Qt.Key.Key_Escape)

    assert chosen == "Họ, chữ"
    assert line == "Họ, chữ đệm, tên: Hoàng Gia Bảo"
    assert (viewer.text.text, viewer.text.on) == ("", False)


def test_choosing_over_a_box_opens_no_field(viewer: PageViewer) -> None:
    viewer.set_boxes((PageBox("whole", QRectF(0, 0, 1, 1)),))
    clicked: list[str] = []
    viewer.box_clicked.connect(clicked.append)

    drag(viewer, "Gia", "Gia", SHIFT)

    assert (viewer.text.text, clicked) == ("Gia", [])


def test_another_page_has_nothing_chosen(viewer: PageViewer) -> None:
    viewer.text.choose(0, 3)

    viewer.set_picture(QImage(100, 100, QImage.Format.Format_RGB32))

    assert viewer.text.text == ""


def test_the_bar_tells_what_is_chosen_and_a_screen_reader_hears_it(viewer: PageViewer, qtbot: QtBot) -> None:
    bar = ViewerBar(viewer, with_words=True)
    qtbot.addWidget(bar)
    bar.resize(900, 44)
    bar.show_page("Trang 1 / 2", "300 dpi")
    bar.show()

    viewer.text.choose(number_of("Hoàng"), number_of("Bảo"))

    assert "Hoàng Gia Bảo" in viewer.accessibleDescription()
    assert (unnamed(bar), clipped(bar)) == ([], [])


@pytest.fixture
def finder(viewer: PageViewer, qtbot: QtBot) -> Iterator[FindBar]:
    """The finding beside a viewer that shows page 1 of 2."""
    ground = Box("bg")
    qtbot.addWidget(ground)
    ground.resize(700, 60)
    made = FindBar(viewer, ground)
    ground.show()
    made.page_wanted.connect(made.show_page)
    made.show_paper({1: PAGE, 2: PAGE})
    made.show_page(1)
    yield made
    ground.close()


def look_for(finder: FindBar, words: str, qtbot: QtBot) -> None:
    finder.line.setText(words)
    qtbot.waitUntil(lambda: bool(finder.told), timeout=2000)


def test_hits_of_all_pages_are_counted_and_gone_through_by_enter(finder: FindBar, qtbot: QtBot) -> None:
    pages: list[int] = []
    finder.page_wanted.connect(pages.append)

    finder.open_bar()
    look_for(finder, "khai sinh", qtbot)
    first = finder.told
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    second = finder.told
    qtbot.keyClick(finder.line, Qt.Key.Key_Return, SHIFT)

    assert (first, second, finder.told) == ("1 / 2 chỗ", "2 / 2 chỗ", "1 / 2 chỗ")
    assert pages == [2, 1]


def test_what_is_not_there_is_said_and_esc_takes_the_marks_away(finder: FindBar, qtbot: QtBot) -> None:
    finder.open_bar()
    look_for(finder, "khong thay", qtbot)
    told = finder.told

    qtbot.keyClick(finder.line, Qt.Key.Key_Escape)

    assert told == "Không có trên giấy này"
    assert finder.isHidden()
    assert finder.hits == []


def test_words_a_paper_was_searched_by_are_marked_at_once(finder: FindBar) -> None:
    finder.open_bar("gia bao", focus=False)

    assert [hit.page for hit in finder.hits] == [1, 2]
    assert unnamed(finder) == []
