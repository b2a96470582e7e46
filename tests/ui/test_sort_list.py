"""What a clerk relies on who sorts pages by mouse: where they would lie is shown, and nothing else takes them."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.ui.sheets import sheet, show_list
from ui.views.sort_list import MIME, DropPlace, SortList, sort_list
from ui.views.theme import Theme, theme
from ui.views.thumbs import ThumbHead, ThumbPage, ThumbRoom, ThumbRow

ROWS: list[ThumbRow] = [
    ThumbHead("head-1", "Tờ khai", "2 trang"),
    ThumbPage("page-1", "1"),
    ThumbPage("page-2", "2"),
    ThumbHead("head-2", "Giấy khai sinh", "1 trang"),
    ThumbPage("page-3", "1"),
    ThumbHead("slot-3", "Sổ hộ khẩu"),
    ThumbRoom("room-3", "Thả trang vào đây"),
]


@pytest.fixture
def thumbs(dressed: Theme, qtbot: QtBot) -> SortList:
    """Three pages of two papers and an empty slot."""
    return show_list(sort_list(), ROWS, (216, 700), qtbot)


def middle(thumbs: SortList, key: str) -> QPoint:
    place = thumbs.pages().place_of(key)
    assert place is not None
    return thumbs.visualRect(thumbs.pages().index(place)).center()


def drop(thumbs: SortList, keys: list[str], at: QPoint) -> list[tuple[object, object]]:
    told: list[tuple[object, object]] = []
    thumbs.dropped.connect(lambda moved, where: told.append((moved, where)))
    data = QMimeData()
    data.setData(MIME, "\n".join(keys).encode())
    event = QDropEvent(
        QPointF(at), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    thumbs.dropEvent(event)
    return told


def test_pages_dropped_left_or_right_of_a_page_come_before_or_behind_it(thumbs: SortList) -> None:
    here = middle(thumbs, "page-3")

    left = drop(thumbs, ["page-1"], here - QPoint(20, 0))
    right = drop(thumbs, ["page-1", "page-2"], here + QPoint(20, 0))

    assert left[:1] == [(("page-1",), DropPlace("page-3", behind=False))]
    assert right[-1] == (("page-1", "page-2"), DropPlace("page-3", behind=True))


def test_a_head_stands_for_its_first_page_and_an_empty_slot_takes_pages(thumbs: SortList) -> None:
    head, room = middle(thumbs, "head-2"), middle(thumbs, "room-3")

    assert thumbs.place_at(head) == DropPlace("page-3")
    assert drop(thumbs, ["page-1"], room) == [(("page-1",), DropPlace("room-3"))]


def test_pages_dropped_on_one_of_themselves_stay(thumbs: SortList) -> None:
    assert drop(thumbs, ["page-1", "page-2"], middle(thumbs, "page-2")) == []


def test_the_bar_stands_where_pages_would_come_to_lie_and_those_carried_are_faint(thumbs: SortList) -> None:
    theme().motion = False
    thumbs.pages().set_picture("page-1", sheet(100, 140, Qt.GlobalColor.black))
    theme().motion = True
    before = thumbs.viewport().grab().toImage()

    thumbs.hold(frozenset({"page-1"}))
    thumbs.show_drop(DropPlace("page-3", behind=True))

    after = thumbs.viewport().grab().toImage()
    place = thumbs.pages().place_of("page-3")
    assert place is not None
    rect = thumbs.visualRect(thumbs.pages().index(place))
    accent = theme().colour("accent")
    assert any(after.pixelColor(x, rect.center().y()) == accent for x in range(rect.right() - 2, rect.right() + 2))
    inked = middle(thumbs, "page-1") - QPoint(0, 10)
    assert after.pixelColor(inked).lightness() > before.pixelColor(inked).lightness() + 60


def test_shift_and_arrows_choose_several_and_an_empty_slot_can_be_reached(thumbs: SortList, qtbot: QtBot) -> None:
    thumbs.go_to("page-1")

    qtbot.keyClick(thumbs, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    chosen = thumbs.chosen()
    thumbs.go_to("room-3")

    assert chosen == ["page-1", "page-2"]
    assert thumbs.current() == "room-3"
    index = thumbs.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Thả trang vào đây"


def test_a_picture_appears_over_its_place_and_is_whole_soon_after(thumbs: SortList, qtbot: QtBot) -> None:
    thumbs.pages().set_picture("page-3", sheet(100, 140, Qt.GlobalColor.black))
    coming = thumbs.pages().appearing()

    qtbot.waitUntil(lambda: not thumbs.pages().appearing(), timeout=2000)
    qtbot.wait(40)
    assert coming == ["page-3"]
    assert thumbs.viewport().grab().toImage().pixelColor(middle(thumbs, "page-3") - QPoint(0, 10)).lightness() < 40
