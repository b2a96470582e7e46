"""Pages without a drawing, and what shows pages in a window of its own."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.views.thumbs import ThumbList, ThumbRow
from ui.views.viewer import PageViewer

Pages = TypeVar("Pages", bound=ThumbList)


def sheet(wide: int = 600, tall: int = 850, colour: Qt.GlobalColor = Qt.GlobalColor.white) -> QImage:
    """Return a page of one colour; sizes in px."""
    picture = QImage(wide, tall, QImage.Format.Format_RGB32)
    picture.fill(colour)
    return picture


def viewer_of(page: QImage, qtbot: QtBot, *, evidence: bool = False) -> PageViewer:
    """Return a viewer of 700×600 px with a page, not yet in sight."""
    made = PageViewer(evidence=evidence)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.set_picture(page)
    return made


def show_list(made: Pages, rows: Sequence[ThumbRow], size: tuple[int, int], qtbot: QtBot) -> Pages:
    """Show a list of pages in a window of this size in px."""
    qtbot.addWidget(made)
    made.resize(*size)
    made.show_rows(rows)
    made.show()
    QApplication.processEvents()
    return made
