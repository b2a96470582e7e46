"""Dress the test application and keep it off any display."""

import os
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui.runner import Sweeper
from ui.views.theme import Theme, install_theme
from ui.views.tokens import Palette


@pytest.fixture(scope="module", autouse=True)
def swept(qapp: QApplication) -> Iterator[None]:
    """Hold the collector for one file: each window would look through all that the tests hold, and threads run."""
    sweeper = Sweeper(qapp)
    yield
    sweeper.end()
    sweeper.deleteLater()


@pytest.fixture
def dressed(qapp: QApplication) -> Theme:
    """The application in the light palette at 100 %; laid anew only where a test left another."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # closed windows would be dressed too
    worn = qapp.findChild(Theme)
    if worn is not None and (worn.palette_name, worn.factor) == (Palette.LIGHT, 1.0):
        return worn
    return install_theme(qapp, Palette.LIGHT, 1.0)
