"""Walk to the day's board of an invented office in the middle of a working day, for the pictures."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from docs.counter_walk import CounterWalk, entered
from tests.fakes.days import at, weeks_of_work
from tests.fakes.office import StoppedClock

TODAY = date(2026, 11, 24)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def _on_board(*, work: bool = True) -> CounterWalk:
    walk = entered()
    desk = walk.window.model.session.desk
    if desk is not None and isinstance(desk.clock, StoppedClock):
        desk.clock.at = at(TODAY, "15:32")
        if work:
            weeks_of_work(desk, TODAY)
    walk.window.choose("board")
    walk.settle()
    return walk


def board() -> QWidget:
    """Show the board of a working day."""
    return _on_board().window


def board_month() -> QWidget:
    """Show a month day by day."""
    return _on_board().press(Qt.Key.Key_3, ALT).window


def board_empty() -> QWidget:
    """Show a day on which nothing has happened yet."""
    return _on_board(work=False).window


def board_report() -> QWidget:
    """Show the report of the month before it is printed."""
    return _on_board().draw_pages().press(Qt.Key.Key_P, CTRL).window


PLACES: tuple[tuple[str, Callable[[], QWidget]], ...] = (
    ("board", board),
    ("board-month", board_month),
    ("board-empty", board_empty),
    ("board-report", board_report),
)
"""Each picture's name and how to get there."""
