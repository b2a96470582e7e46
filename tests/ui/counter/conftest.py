"""A window over a real office in a temporary folder, walked by the keyboard alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.errors import OfficeMissing
from tests.fakes.office import PASSWORD, make_office
from ui.models.session import Doors, SessionModel
from ui.models.window import WindowModel
from ui.runner import Runner
from ui.views.theme import Theme
from ui.views.window import MainWindow

if TYPE_CHECKING:
    from desk.model.people import Citizen, Session
    from desk.ports import Desk


@dataclass
class Walk:
    """A person at the keyboard of one window."""

    window: MainWindow
    model: WindowModel
    qtbot: QtBot

    @property
    def desk(self) -> "Desk":
        """Return the office that is open."""
        desk = self.model.session.desk
        assert desk is not None
        return desk

    @property
    def who(self) -> "Session":
        """Return who is signed in."""
        who = self.model.session.who
        assert who is not None
        return who

    @property
    def code(self) -> str:
        """Return the code of the dossier at the counter."""
        code = self.model.counter.code
        assert code is not None
        return code

    def settle(self) -> None:
        """Wait until nothing is under way any more."""
        self.qtbot.wait(20)
        self.qtbot.waitUntil(self._still, timeout=20_000)
        self.qtbot.wait(30)

    def _still(self) -> bool:
        return self.model.runner.busy == 0 and not self.model.counter.gathering

    def focus(self) -> QWidget:
        """Return the widget that has the keyboard."""
        focus = QApplication.focusWidget()
        return focus if focus is not None else self.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key and wait for what it causes."""
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Type a text as a keyboard or a card reader does; letters outside ASCII come as key events with text."""
        focus = self.focus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focus, event)

    def enter(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return)

    def primary(self) -> str:
        """Return the words of the one primary."""
        screen = self.window.screen_now()
        assert screen is not None
        assert screen.primary is not None
        return screen.primary.text()

    def screen(self) -> str:
        """Return the name of the screen shown."""
        return self.window.screen_name() or ""


@dataclass
class OfficeMade:
    """An office of its own, with a citizen whose papers it holds."""

    desk: "Desk"
    citizen: "Citizen"


def open_window(doors: Doors, home: Path, qtbot: QtBot) -> Walk:
    """Open a window with the doors given."""
    runner = Runner()
    window = MainWindow(WindowModel(runner, SessionModel(runner, doors, home)))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    walk = Walk(window, window.model, qtbot)
    window.model.session.open()
    walk.settle()
    return walk


@pytest.fixture
def make_walk(dressed: Theme, qtbot: QtBot) -> Iterator[Callable[[Doors, Path], Walk]]:
    """Open a window with the doors given."""
    opened: list[Walk] = []

    def make(doors: Doors, home: Path) -> Walk:
        opened.append(open_window(doors, home, qtbot))
        return opened[-1]

    del dressed
    yield make
    for walk in opened:
        walk.window.close()
        walk.window.deleteLater()


def no_office(home: Path) -> "Desk":
    """Say that there is no office."""
    raise OfficeMissing(folder=home)


def office_in(home: Path) -> OfficeMade:
    """Return an office that holds four papers of a citizen who agreed to it."""
    desk = make_office(home, papers=True)
    with desk.unit(reading=True) as uow:
        return OfficeMade(desk, uow.citizens.search("Nông Thị Hạnh")[0])


@pytest.fixture
def office(tmp_path: Path) -> OfficeMade:
    """An office that holds four papers of a citizen who agreed to it."""
    return office_in(tmp_path / "office")


@pytest.fixture
def door(make_walk: Callable[[Doors, Path], Walk], office: OfficeMade) -> Walk:
    """The office's window before anybody signed in."""
    desk = office.desk
    return make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)


@pytest.fixture
def walk(door: Walk) -> Walk:
    """The reception screen, its officer signed in."""
    door.type(PASSWORD)
    door.enter()
    assert door.screen() == "counter"
    return door
