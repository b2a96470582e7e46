"""What clerks rely on: pages in their groups, pictures as they come, nothing jumping."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.sheets import sheet, show_list
from ui.views.theme import Theme
from ui.views.thumbs import ThumbHead, ThumbList, ThumbPage, ThumbRow, side_list

ROWS: list[ThumbRow] = [
    ThumbHead("form", "Tờ khai", "2 trang"),
    ThumbPage("p1", "1", "ok"),
    ThumbPage("p2", "2"),
    ThumbHead("birth", "Giấy khai sinh", "1 trang"),
    ThumbPage("p3", "3", "doubt", "Số giấy chưa rõ"),
]


@pytest.fixture
def thumbs(dressed: Theme, qtbot: QtBot) -> ThumbList:
    """A side list with three pages in two groups."""
    return show_list(side_list(), ROWS, (200, 600), qtbot)


def test_two_pages_stand_side_by_side_under_a_head_across_the_list(thumbs: ThumbList) -> None:
    model = thumbs.pages()
    head, one, two, second = (thumbs.visualRect(model.index(row)) for row in range(4))

    assert head.width() > 150
    assert one.top() == two.top() > head.top()
    assert two.left() > one.left()
    assert second.top() > one.top()
    assert second.left() == 0


def test_arrows_pass_over_heads(thumbs: ThumbList, qtbot: QtBot) -> None:
    thumbs.go_to("p2")

    qtbot.keyClick(thumbs, Qt.Key.Key_Right)

    assert thumbs.current() == "p3"


def test_a_picture_is_asked_for_once_and_shown_when_it_comes(dressed: Theme, qtbot: QtBot) -> None:
    made = side_list()
    asked: list[str] = []
    made.pages().picture_wanted.connect(asked.append)
    show_list(made, ROWS, (200, 600), qtbot)
    before = made.grab().toImage()

    made.pages().set_picture("p1", sheet(160, 226, Qt.GlobalColor.darkBlue))
    QApplication.processEvents()
    after = made.grab().toImage()

    assert sorted(asked) == ["p1", "p2", "p3"]
    assert after != before


def test_the_choice_stays_when_a_page_arrives(thumbs: ThumbList) -> None:
    thumbs.choose(["p1", "p3"])

    thumbs.show_rows([*ROWS, ThumbPage("p4", "4", "arriving")])

    assert thumbs.chosen() == ["p1", "p3"]


def test_reaching_a_page_tells_its_key_once(thumbs: ThumbList) -> None:
    told: list[str] = []
    thumbs.reached.connect(told.append)

    thumbs.go_to("p3")
    thumbs.go_to("p3")

    assert told == ["p3"]


def test_a_screen_reader_hears_number_and_reason(thumbs: ThumbList) -> None:
    model = thumbs.pages()

    words = model.data(model.index(4), int(Qt.ItemDataRole.AccessibleTextRole))

    assert words == "Trang 3 Số giấy chưa rõ"


def test_letters_and_digits_are_left_to_the_screen(thumbs: ThumbList, qtbot: QtBot) -> None:
    thumbs.go_to("p1")

    qtbot.keyClick(thumbs, Qt.Key.Key_3)

    assert thumbs.current() == "p1"
