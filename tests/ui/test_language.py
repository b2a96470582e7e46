"""What people rely on: one language at a time, Qt's own buttons included."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.views.language import Language, speak
from ui.views.parts.road import RoadBar
from ui.views.theme import Theme
from ui.views.tokens import ASSETS

FILES = sorted((ASSETS / "i18n").glob("*.ts"))


@pytest.fixture(autouse=True)
def _back_to_vietnamese(qapp: QApplication) -> object:
    yield
    speak(qapp, Language.VIETNAMESE)


def test_qts_own_buttons_speak_vietnamese(dressed: Theme, qapp: QApplication) -> None:
    speak(qapp, Language.VIETNAMESE)

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Quay lại"
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Dán"


def test_the_window_speaks_english_when_asked(dressed: Theme, qapp: QApplication, qtbot: QtBot) -> None:
    speak(qapp, Language.ENGLISH)

    road = RoadBar()
    qtbot.addWidget(road)

    assert road.accessibleName() == "Step 1 of 5: Receive"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sentence_is_left_untranslated(path: Path) -> None:
    messages = list(ET.parse(path).getroot().iter("message"))  # noqa: S314  our own file

    empty = [one.findtext("source") for one in messages if not one.findtext("translation")]

    assert len(messages) > 50
    assert empty == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_that_ships_is_made_from_the_texts(path: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool = Path(sys.executable).parent / "pyside6-lrelease"

    subprocess.run([tool, path, "-qm", made], check=True, capture_output=True)

    assert made.read_bytes() == path.with_suffix(".qm").read_bytes()
