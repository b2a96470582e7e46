"""What clerks rely on: the next step in one place, rooms by key, nothing covered."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout
from pytestqt.qtbot import QtBot

from ui.views.frame import Frame, design_size
from ui.views.gallery import PartsGallery, ReviewGallery
from ui.views.parts.banner import Banner
from ui.views.parts.button import Button
from ui.views.parts.field import Field
from ui.views.parts.keys import make_action
from ui.views.screen import Screen
from ui.views.theme import Theme


class TwoPanes(Screen):
    """A screen with two panes and one act."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__(title)
        row = QHBoxLayout(self)
        self.first, self.second = Field("Một"), Field("Hai")
        row.addWidget(self.first)
        row.addWidget(self.second)
        self.set_acts(make_action(self, words, "Return", "arrow-right"))

    def panes(self) -> list[Field]:  # type: ignore[override]  # a list of widgets all the same
        return [self.first, self.second]


@pytest.fixture
def frame(dressed: Theme, qtbot: QtBot) -> Frame:
    """A window with two rooms, shown at 1366×768."""
    window = Frame()
    qtbot.addWidget(window)
    window.add_screen("counter", TwoPanes("Quầy", "Quét"))
    window.add_screen("search", TwoPanes("Tra cứu", "Mở giấy khai sinh của Nông Gia Bảo"))
    window.resize(*design_size())
    window.show_screen("counter")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def two_panes(frame: Frame) -> TwoPanes:
    """The counter's screen."""
    screen = frame.screen_of("counter")
    assert isinstance(screen, TwoPanes)
    return screen


def primary(frame: Frame) -> Button:
    """The one next step."""
    QApplication.processEvents()
    shown = [one for one in frame.action_bar.findChildren(Button) if one.isVisible()]
    return max(shown, key=lambda one: one.mapTo(frame, QPoint(0, 0)).x())


def test_the_body_has_the_room_the_screens_are_drawn_for(frame: Frame) -> None:
    screen = two_panes(frame)

    assert (screen.width(), screen.height()) == (1282, 612)


def test_the_primary_never_moves(frame: Frame) -> None:
    before = primary(frame)
    corner = before.mapTo(frame, before.rect().bottomRight())

    frame.show_screen("search")
    after = primary(frame)

    assert after.text() != before.text()
    assert after.mapTo(frame, after.rect().bottomRight()) == corner


@pytest.mark.parametrize("build", [PartsGallery, ReviewGallery])
def test_no_screen_of_parts_widens_the_window(dressed: Theme, qtbot: QtBot, build: type[Screen]) -> None:
    screen = build()
    qtbot.addWidget(screen)

    hint = screen.minimumSizeHint()

    assert hint.width() <= 1282
    assert hint.height() <= 678


def test_ctrl_and_a_digit_go_to_a_room(frame: Frame, qtbot: QtBot) -> None:
    qtbot.keyClick(frame, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)

    assert frame.screen_name() == "search"


def test_a_room_without_a_screen_is_told_and_the_rail_stays_true(frame: Frame, qtbot: QtBot) -> None:
    with qtbot.waitSignal(frame.room_chosen) as told:
        frame.rail.chosen.emit("board")

    assert told.args == ["board"]
    assert frame.screen_name() == "counter"


def test_f6_goes_from_pane_to_pane(frame: Frame, qtbot: QtBot) -> None:
    screen = two_panes(frame)
    screen.first.setFocus()

    qtbot.keyClick(frame, Qt.Key.Key_F6)
    second = frame.focusWidget()
    qtbot.keyClick(frame, Qt.Key.Key_F6)

    assert second is screen.second.line
    assert frame.focusWidget() is screen.first.line


def test_a_banner_pushes_the_body_and_covers_nothing(frame: Frame, qtbot: QtBot) -> None:
    screen = two_panes(frame)
    before = screen.mapTo(frame, QPoint(0, 0)).y()
    banner = Banner("Kẹt giấy ở tờ 18. 17 tờ đã lưu.", "Lấy tờ 18 ra rồi quét tiếp", "doubt")

    frame.add_banner(banner)
    qtbot.waitUntil(lambda: screen.mapTo(frame, QPoint(0, 0)).y() > before)
    pushed = screen.mapTo(frame, QPoint(0, 0)).y()
    foot = banner.mapTo(frame, QPoint(0, banner.height())).y()
    frame.remove_banner(banner)
    qtbot.waitUntil(lambda: screen.mapTo(frame, QPoint(0, 0)).y() == before)

    assert before < foot <= pushed


def test_the_window_says_its_name_and_that_it_is_a_rehearsal(frame: Frame) -> None:
    frame.set_rehearsal(rehearsal=True)

    assert "Sao Y" in frame.windowTitle()
    assert "DIỄN TẬP" in frame.windowTitle()


def test_enter_in_a_field_does_the_next_step(frame: Frame, qtbot: QtBot) -> None:
    screen = two_panes(frame)
    acts: list[int] = []
    assert screen.primary is not None
    screen.primary.triggered.connect(lambda: acts.append(1))
    screen.first.line.setFocus()

    qtbot.keyClick(screen.first.line, Qt.Key.Key_Return)
    qtbot.keyClick(screen.first.line, Qt.Key.Key_Enter)

    assert acts == [1, 1]


def test_acts_of_a_hidden_screen_do_not_answer(frame: Frame, qtbot: QtBot) -> None:
    hidden = two_panes(frame)
    acts: list[int] = []
    assert hidden.primary is not None
    hidden.primary.triggered.connect(lambda: acts.append(1))

    frame.show_screen("search")
    qtbot.keyClick(frame, Qt.Key.Key_Return)

    assert acts == []


def test_the_status_bar_shows_and_hides_what_there_is(frame: Frame, qtbot: QtBot) -> None:
    frame.status_bar.show_state("network", "Mất mạng", "doubt", "network-off")
    items = {item.text(): item for item in frame.status_bar.findChildren(Button) if item.text()}
    network = next(one for one in frame.status_bar.children() if getattr(one, "text", str)() == "Mất mạng")
    shown = network.isVisible()
    frame.status_bar.show_state("network", "")

    assert shown
    assert not network.isVisible()
    assert "Phím" in items
