"""The window over an office with something in every room, as a program of its own: for readers on another bus.

Run: python -m tests.fakes.spoken_window FOLDER. It does what its lines say, parted by tabs, and answers «done».
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDeadlineTimer, QSocketNotifier
from PySide6.QtTest import QTest

from tests.ui.counter.every_room import Rooms, make_rooms
from ui.app import application
from ui.models.window import Notice, NoticeTone

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Patience:
    """Waits as `QtBot` does, where no test runs."""

    def wait(self, ms: int) -> None:
        """Wait so many ms."""
        QTest.qWait(ms)

    def waitUntil(self, condition: Callable[[], bool], *, timeout: int = 5000) -> None:  # noqa: N802 -- its name
        """Wait until something holds; TimeoutError when it never does."""
        end = QDeadlineTimer(timeout)
        while not condition():
            if end.hasExpired():
                raise TimeoutError
            QTest.qWait(10)


def carry_out(rooms: Rooms, words: list[str]) -> None:
    """Do what a line says."""
    match words:
        case ["show", room]:
            rooms.show(room)
        case ["tell", tone, what]:
            rooms.walk.model.tell(Notice("test", what, "", cast("NoticeTone", tone)))
        case ["act", what]:
            rooms.walk.model.history.add(what)
        case _:
            raise ValueError(words)


def main() -> int:
    """Open the window, do what the lines say, and close it when they end."""
    app = application()
    home = Path(sys.argv[1])
    rooms = make_rooms(home / "office", cast("QtBot", Patience()))
    lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def came() -> None:
        line = sys.stdin.readline()
        if not line:
            app.quit()
            return
        carry_out(rooms, line.rstrip("\n").split("\t"))
        print("done", flush=True)  # noqa: T201 -- the answer

    lines.activated.connect(came)
    print("done", flush=True)  # noqa: T201 -- the answer
    app.exec()
    rooms.walk.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
