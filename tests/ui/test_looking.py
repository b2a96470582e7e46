"""What clerks rely on: nothing cut and nothing tiny, at every size, in both languages."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.audit import clipped, too_small, unnamed
from ui.views.frame import Frame
from ui.views.gallery import PartsGallery, ReviewGallery
from ui.views.language import Language, speak
from ui.views.parts.text import Text
from ui.views.screen import Screen
from ui.views.theme import Theme

SIZES = [(1.0, 1366, 768), (1.0, 1920, 1080), (1.25, 1920, 1080), (1.5, 2048, 1152)]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("build", [PartsGallery, ReviewGallery])
def test_no_word_is_cut_and_none_is_tiny(
    dressed: Theme,
    qtbot: QtBot,
    qapp: QApplication,
    build: type[Screen],
    size: tuple[float, int, int],
    language: Language,
) -> None:
    speak(qapp, language)
    factor, wide, tall = size
    dressed.use(factor=factor)
    frame = Frame()
    qtbot.addWidget(frame)
    frame.add_screen("counter", build())
    frame.top_bar.show_citizen("Nông Thị Hạnh", "008 187 004 215 · H60.12.34-261123-0017")
    frame.set_rehearsal(rehearsal=True)
    frame.status_bar.show_state("token", "Token: Hoàng Văn Páo · còn 212 ngày", "ok")
    frame.show_screen("counter")
    frame.resize(wide, tall)
    frame.show()
    qapp.processEvents()

    found = (clipped(frame), too_small(frame), unnamed(frame), frame.width())

    dressed.use(factor=1.0)
    speak(qapp, Language.VIETNAMESE)
    assert found == ([], [], [], wide)


def test_the_looking_itself_sees_a_cut_word(dressed: Theme, qtbot: QtBot) -> None:
    screen = Screen("Thử")
    qtbot.addWidget(screen)
    label = Text("Giấy xác nhận tình trạng hôn nhân", parent=screen)
    label.resize(60, 20)

    assert clipped(screen) == ["Giấy xác nhận tình trạng hôn nhân: 60 px wide"]


def test_the_size_of_the_window_can_be_changed_while_it_runs(dressed: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    frame = Frame()
    qtbot.addWidget(frame)
    frame.add_screen("counter", ReviewGallery())
    frame.show_screen("counter")
    frame.resize(2048, 1152)
    frame.show()
    qapp.processEvents()
    before = frame.action_bar.height()

    dressed.use(factor=1.5)
    qapp.processEvents()
    after, cut = frame.action_bar.height(), clipped(frame)

    dressed.use(factor=1.0)
    assert after == round(before * 1.5)
    assert cut == []


def test_a_1366_screen_at_200_percent_is_usable_by_drawers(dressed: Theme, qtbot: QtBot, qapp: QApplication) -> None:
    frame = Frame()
    qtbot.addWidget(frame)
    screen = ReviewGallery()
    frame.add_screen("counter", screen)
    frame.top_bar.show_citizen("Nông Thị Hạnh", "008 187 004 215 · H60.12.34-261123-0017")
    frame.set_rehearsal(rehearsal=True)
    for name, words in (
        ("scanner", "Canon DR-C225 II sẵn sàng"),
        ("token", "Token: Hoàng Văn Páo · còn 212 ngày"),
        ("network", "Mạng tốt"),
        ("deliveries", "2 bản chờ gửi"),
    ):
        frame.status_bar.show_state(name, words, "ok")
    frame.show_screen("counter")
    frame.resize(683, 384)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    screen.viewer.setFocus()
    qapp.processEvents()

    closed = (screen.thumbs.isVisible(), screen.card.isVisible())
    frame.next_pane()
    fields = (screen.thumbs.isVisible(), screen.card.isVisible(), screen.card.line.hasFocus())
    frame.next_pane()
    pages = (screen.thumbs.isVisible(), screen.card.isVisible(), screen.thumbs.hasFocus())

    assert (frame.width(), frame.height()) == (683, 384)
    assert closed == (False, False)
    assert fields == (False, True, True)
    assert pages == (True, False, True)
