"""What keeps the window alive: nothing slow on its thread; and the real rehearsal office in the real window."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desk.model.people import read_card_qr
from desk.ports import UnitOfWork
from desk.work.intake import open_dossier, register_citizen
from tests.fakes.office import CARD, PASSWORD
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.app import doors
from ui.models.session import Doors
from ui.views.paper_look import SlipScreen

Make = Callable[[Doors, Path], Walk]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_database_is_never_touched_on_the_window_thread(make_walk: Make, office: OfficeMade) -> None:
    window_thread = threading.get_ident()
    touched: list[int] = []
    real = office.desk.unit

    def unit() -> AbstractContextManager[UnitOfWork]:
        touched.append(threading.get_ident())
        return real()

    desk = replace(office.desk, unit=unit)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)

    walk.type(PASSWORD)
    walk.enter()
    for words in (CARD, "tcx"):
        walk.type(words)
        walk.enter()
    walk.enter()
    walk.press(Qt.Key.Key_4)
    walk.press(Qt.Key.Key_Z, CTRL)
    walk.press(Qt.Key.Key_F3)
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_P, CTRL)
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_F12)

    assert len(touched) > 10
    assert window_thread not in touched


def test_a_slip_that_came_too_late_does_not_show_another_citizens_paper(walk: Walk) -> None:
    screen = SlipScreen(walk.model)
    walk.qtbot.addWidget(screen)
    first = screen.show_waiting("TAM-1")
    screen.show_waiting("TAM-2")

    screen.show_pages(first, [QImage(10, 10, QImage.Format.Format_RGB32)])

    assert screen.pages == []


@pytest.mark.slow
def test_the_rehearsal_office_opens_receives_and_shows_a_real_slip(make_walk: Make, tmp_path: Path) -> None:
    walk = make_walk(doors(), tmp_path / "office")
    assert walk.screen() == "door.first"

    walk.press(Qt.Key.Key_F2)
    walk.qtbot.waitUntil(lambda: walk.model.session.desk is not None, timeout=60_000)
    walk.enter()
    assert walk.screen() == "counter.welcome"
    walk.press(Qt.Key.Key_Escape)
    walk.type(CARD)
    walk.enter()
    walk.type("1.001193")
    walk.enter()
    walk.press(Qt.Key.Key_P, CTRL)

    counter = walk.model.counter.counter
    slip = walk.window.screen_now()
    assert "DIỄN TẬP" in walk.window.windowTitle()
    assert counter is not None
    assert counter.agrees
    assert isinstance(slip, SlipScreen)
    assert len(slip.pages) >= 1
    assert slip.pages[0].height() > slip.pages[0].width() > 500


def test_what_another_command_did_is_there_after_a_new_start(make_walk: Make, office: OfficeMade) -> None:
    desk = office.desk
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type(PASSWORD)
    walk.enter()
    who = walk.who
    citizen = register_citizen(desk, who, read_card_qr(CARD))
    walk.model.counter.arrival.take(citizen)
    walk.settle()
    procedure = walk.model.counter.arrival.procedures("tcx")[0]

    opened = open_dossier(desk, who, citizen, procedure)
    walk.model.counter.arrival.go_on(opened.dossier)
    walk.settle()

    assert walk.model.counter.code == opened.dossier.code


def test_a_window_that_closes_lets_go_of_its_office_away_from_its_own_thread(
    make_walk: Make, office: OfficeMade
) -> None:
    closed_on: list[threading.Thread] = []
    desk = replace(office.desk, closing=[lambda: closed_on.append(threading.current_thread())])
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)

    walk.window.close()

    assert walk.model.session.desk is None
    assert [thread.name for thread in closed_on] == ["saoy-closing"]
