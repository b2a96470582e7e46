"""What people rely on: one language at a time, Qt's own buttons included."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.model.events import Kind
from desk.model.people import Officer, Role
from desk.model.procedure import Need
from tests.fakes.qm import sentences
from ui.views.journal_words import kind_words
from ui.views.language import Language, speak
from ui.views.parts.road import RoadBar
from ui.views.sign_in import role_words
from ui.views.slot_words import need_words
from ui.views.theme import Theme
from ui.views.tokens import ASSETS

FILLED = re.compile(r"{\w*}")
OF_QT = {
    "QFileDialog", "QFileSystemModel", "QAbstractFileIconProvider", "QPrintDialog", "QPageSetupWidget",
    "QCupsJobWidget", "QPrintSettingsOutput", "QPrintWidget", "QPrintPropertiesDialog", "QPrintPropertiesWidget",
    "QCupsPrinterSupport",
    "Print Device Input Slot", "Print Device Output Bin", "QPlatformTheme", "QGnomeTheme", "QScrollBar", "QLineEdit",
    "QWidgetTextControl", "QAbstractSpinBox", "QComboBox", "QDialog", "QDialogButtonBox", "QErrorMessage",
    "QProgressDialog", "QSpiAccessibleBridge", "QAccessibleActionInterface",
}  # fmt: skip
"""What Qt itself says in the window: its dialogs of files and printers, its menus, and the roles told to readers.

Names of keys and of sizes of paper are the same in Vietnam, «About Qt» is nowhere opened.
"""

FILES = sorted((ASSETS / "i18n").glob("*.ts"))


@pytest.fixture(autouse=True)
def _back_to_vietnamese(qapp: QApplication) -> object:
    yield
    speak(qapp, Language.VIETNAMESE)


def test_qts_own_buttons_speak_vietnamese(dressed: Theme, qapp: QApplication) -> None:
    speak(qapp, Language.VIETNAMESE)

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Quay lại"
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Dán"


def test_nothing_that_qt_says_in_its_own_dialogs_is_left_in_english(dressed: Theme, qapp: QApplication) -> None:
    known = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_de.qm"
    ours = {(context, source) for context, source, _ in sentences(ASSETS / "i18n" / "qt_vi.qm")}

    silent = [one for one in sentences(known) if one[0] in OF_QT and one[:2] not in ours]

    assert len(ours) > 300
    assert silent == []


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


def test_every_text_of_the_window_stands_in_the_english_file(tmp_path: Path) -> None:
    copy = tmp_path / "saoy_en.ts"
    shutil.copy(ASSETS / "i18n" / "saoy_en.ts", copy)
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    sources = sorted(str(path) for path in ASSETS.parent.rglob("*.py"))

    subprocess.run(
        [tool, *sources, "-tr-function-alias", "tr+=_tr", "-locations", "none", "-ts", copy],
        check=True, capture_output=True,
    )  # fmt: skip

    messages = ET.parse(copy).getroot().iter("message")  # noqa: S314  our own file
    states = {one.findtext("source"): one.find("translation") for one in messages}
    unfinished = [text for text, made in states.items() if made is None or made.get("type") == "unfinished"]
    assert unfinished == []


def test_no_translation_loses_what_is_filled_in() -> None:
    messages = ET.parse(ASSETS / "i18n" / "saoy_en.ts").getroot().iter("message")  # noqa: S314  our own file

    lost = [
        one.findtext("source")
        for one in messages
        if sorted(FILLED.findall(one.findtext("source") or ""))
        != sorted(FILLED.findall(one.findtext("translation") or ""))
    ]

    assert lost == []


def test_words_said_outside_of_widgets_are_english_too(dressed: Theme, qapp: QApplication) -> None:
    speak(qapp, Language.ENGLISH)

    assert need_words(Need.HAND_IN) == "to hand in"
    assert kind_words(Kind.SEARCHED) == "Search"
    assert role_words(Officer("a", "A", "", frozenset({Role.INSPECTOR}))) == "inspector"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_that_ships_is_made_from_the_texts(path: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool = Path(sys.executable).parent / "pyside6-lrelease"

    subprocess.run([tool, path, "-qm", made], check=True, capture_output=True)

    assert made.read_bytes() == path.with_suffix(".qm").read_bytes()
