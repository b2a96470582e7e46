"""What people with other eyes or another language rely on: no word of the new rooms is cut at any size."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.model.certification import CopyStage
from desk.model.people import Session
from tests.fakes.leaving import Leaver
from tests.fakes.office import PASSWORD
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import Walk, office_in, open_window
from tests.ui.counter.test_hand_screen import CODE, take_up
from ui.models.session import Doors
from ui.views.keys_help import keys_of
from ui.views.language import Language, speak
from ui.views.theme import install_theme, theme
from ui.views.tokens import Palette
from ui.views.verify import VerifyScreen

ROOMS = ("evening", "register", "verify", "counter.hand", "settings", "settings.signing")
SAMPLE = next((Path(__file__).parents[4] / "shared" / "samples" / "signed-pdfs").glob("bbabad57*.pdf"))


@pytest.fixture(scope="module", params=list(Language))
def opened(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    """A dossier at the counter with copies at each stage, in one window for each language."""
    install_theme(qapp, Palette.LIGHT, 1.0)
    speak(qapp, request.param)
    office = office_in(tmp_path_factory.mktemp("rooms") / "office")
    desk = office.desk
    with desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
    fill = Leaver(desk, office.citizen, who)
    fill.dossier(CODE)
    fill.paper(CODE, "Tờ khai", 1)
    for place, stage in enumerate((CopyStage.SEALED, CopyStage.WAITING, CopyStage.SIGNED), start=2):
        fill.copy(fill.paper(CODE, "Giấy xác nhận tình trạng hôn nhân", place), stage)
    walk = open_window(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home, QtBot(request))
    walk.type(PASSWORD)
    walk.enter()
    take_up(walk, office)
    yield walk
    walk.window.close()
    walk.window.deleteLater()
    speak(qapp, Language.VIETNAMESE)


@pytest.fixture
def spoken(opened: Walk, qtbot: QtBot) -> Iterator[Walk]:
    """That window at its usual size, at the counter."""
    opened.window.show_screen("counter")
    opened.window.resize(1366, 768)
    yield replace(opened, qtbot=qtbot)
    theme().use(Palette.LIGHT, 1.0)


@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("room", ROOMS)
def test_no_word_of_a_room_is_cut(spoken: Walk, room: str, factor: float) -> None:
    theme().use(Palette.LIGHT, factor)
    spoken.window.resize(round(1366 * factor), round(768 * factor))
    spoken.window.show_screen(room)
    spoken.settle()
    if room == "verify":
        screen = spoken.window.screen_now()
        assert isinstance(screen, VerifyScreen)
        screen.model.check(SAMPLE)
        spoken.settle()

    assert (clipped(spoken.window), too_small(spoken.window), unnamed(spoken.window)) == ([], [], [])


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_works_on_the_smallest_window(spoken: Walk, room: str) -> None:
    spoken.window.show_screen(room)
    spoken.window.resize(683, 384)
    spoken.settle()

    spoken.press(Qt.Key.Key_F6)

    screen = spoken.window.screen_now()
    assert screen is not None
    assert screen.width() <= spoken.window.width()
    assert screen.minimumSizeHint().width() <= 683


@pytest.mark.parametrize("room", ROOMS)
def test_no_key_of_a_room_means_two_things(spoken: Walk, room: str) -> None:
    spoken.window.show_screen(room)
    spoken.settle()
    screen = spoken.window.screen_now()
    assert screen is not None
    if isinstance(screen, VerifyScreen):
        screen.model.check(SAMPLE)
        spoken.settle()

    rows = keys_of(screen) + keys_of(spoken.window, own_only=True) + keys_of(spoken.window.rail, own_only=True)

    keys = [key.toString() for _, found in rows for key in found]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []
