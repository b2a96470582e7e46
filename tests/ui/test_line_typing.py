"""What people rely on who type Vietnamese: no input method is disturbed, whatever stream of events it sends.

Unikey takes letters back by Backspace and sends them anew as Unicode; ibus and fcitx compose in a preedit and commit;
some send letters and marks apart. The lines of the window must show what such a stream means, letter by letter.
"""

import unicodedata
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.keyboard import commit
from ui.models.typing_forms import day_typed, personal_number
from ui.views.parts.field import Choice, Line, SearchField
from ui.views.parts.suggestions import Suggestions
from ui.views.theme import Theme

NO, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def line(dressed: Theme, qtbot: QtBot) -> Line:
    del dressed
    made = Line()
    made.resize(300, 40)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def unikey(line: Line, stream: Sequence[str]) -> None:
    """Send what Unikey does for each key: so many backspaces («<»), then letters as key events with Unicode text."""
    for part in stream:
        for sign in part:
            if sign == "<":
                QTest.keyClick(line, Qt.Key.Key_Backspace)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(line, QKeyEvent(kind, 0, NO, sign))


def compose(line: Line, preedits: Sequence[str], done: str) -> None:
    """Send what ibus and fcitx do: the word as it is composed, then the word."""
    for preedit in preedits:
        QApplication.sendEvent(line, QInputMethodEvent(preedit, []))
    commit(line, done)


NGUYEN = ("N", "g", "u", "y", "e", "<ê", "<ễ", "n")
"""Telex «Nguyeexn»: the second e makes ê, x makes ễ, each by taking the letter back."""


def test_unikeys_backspaces_and_letters_make_the_word(line: Line) -> None:
    unikey(line, NGUYEN)

    assert line.text() == "Nguyễn"


def test_a_suggestion_list_under_the_line_does_not_disturb_unikey(line: Line) -> None:
    offered = Suggestions(line)
    line.textEdited.connect(lambda _: offered.offer(["Nguyễn Văn A", "Nguyên Bình", "Ngũ Hiệp"]))

    unikey(line, NGUYEN)

    assert line.text() == "Nguyễn"
    assert offered.values()
    assert line.hasFocus()


def test_a_composed_word_is_committed_once(line: Line) -> None:
    compose(line, ["N", "Ng", "Ngu", "Nguy", "Nguye", "Nguyê", "Nguyễ", "Nguyễn"], "Nguyễn")
    compose(line, ["V", "Vă", "Văn"], " Văn")

    assert line.text() == "Nguyễn Văn"


def test_a_word_still_being_composed_is_not_lost_when_the_value_is_taken(line: Line) -> None:
    compose(line, [], "Nguyễn ")
    QApplication.sendEvent(line, QInputMethodEvent("Văn", []))

    taken = line.whole_text()

    assert taken == "Nguyễn Văn"
    assert line.text() == "Nguyễn Văn"


def test_a_word_still_being_composed_is_finished_before_enter_does_its_work(line: Line) -> None:
    taken: list[str] = []
    line.returnPressed.connect(lambda: taken.append(line.text()))
    compose(line, [], "Lò Văn ")
    QApplication.sendEvent(line, QInputMethodEvent("Thắng", []))

    QTest.keyClick(line, Qt.Key.Key_Return)

    assert taken == ["Lò Văn Thắng"]


def test_letters_and_marks_sent_apart_stay_as_sent_until_the_value_is_taken(line: Line) -> None:
    parted = unicodedata.normalize("NFD", "Nguyễn Thị Ề")
    unikey(line, [parted])

    assert unicodedata.normalize("NFC", line.text()) == "Nguyễn Thị Ề"

    unikey(line, ["<<" + unicodedata.normalize("NFD", "Ế")[1:]])

    assert unicodedata.normalize("NFC", line.text()) == "Nguyễn Thị Ế", "two marks were taken back and sent anew"


@pytest.mark.parametrize("letters", ["sfrxjzwaeod", "SFRXJZWAEOD", "12345678906"], ids=["telex", "capitals", "vni"])
def test_no_letter_of_an_input_method_is_eaten(line: Line, letters: str) -> None:
    for letter in letters:
        QTest.keyClick(line, letter)

    assert line.text() == letters


def test_a_form_leaves_composing_and_letters_alone(line: Line) -> None:
    line.set_form(personal_number)

    QApplication.sendEvent(line, QInputMethodEvent("00109", []))
    composing = line.text()
    compose(line, [], "001090")
    unikey(line, [" hộ chiếu"])

    assert (composing, line.text()) == ("", "001 090 hộ chiếu")


def test_a_number_is_parted_as_keys_come_and_can_be_mended_in_its_middle(line: Line) -> None:
    line.set_form(personal_number)
    unikey(line, ["001090001234"])
    line.setCursorPosition(5)

    QTest.keyClick(line, Qt.Key.Key_Backspace)
    unikey(line, ["5"])

    assert (line.text(), line.cursorPosition()) == ("001 590 001 234", 5)


def test_a_chosen_text_is_typed_over(line: Line) -> None:
    line.set_form(personal_number)
    line.setText("001 090 001 234")
    line.selectAll()

    unikey(line, ["0081"])

    assert line.text() == "008 1"


def test_a_pasted_number_loses_its_dots_and_a_pasted_day_gets_its_slashes(line: Line) -> None:
    clipboard = QGuiApplication.clipboard()
    line.set_form(personal_number)
    clipboard.setText(" 001.090.001.234\n")
    QTest.keyClick(line, Qt.Key.Key_V, CTRL)
    number = line.text()
    line.clear()
    line.set_form(day_typed)
    clipboard.setText("1-2-1990")
    QTest.keyClick(line, Qt.Key.Key_V, CTRL)

    assert (number, line.text()) == ("001 090 001 234", "01/02/1990")


def test_a_pasted_text_is_offered_to_who_may_take_it(line: Line) -> None:
    offered: list[str] = []
    line.take_paste = lambda text: bool(offered.append(text)) or text.startswith("lấy")
    for text in ("lấy hết", "để lại"):
        line.paste_text(text)

    assert offered == ["lấy hết", "để lại"]
    assert line.text() == "để lại"


def undo_wanted(line: Line) -> bool:
    """Tell whether the line keeps Ctrl+Z for itself."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, CTRL)
    event.ignore()
    QApplication.sendEvent(line, event)
    return event.isAccepted()


def test_undo_is_the_lines_while_something_is_typed_and_the_windows_otherwise(line: Line) -> None:
    line.setText("Nguyễn")
    untouched = undo_wanted(line)

    unikey(line, [" Văn"])

    assert (untouched, undo_wanted(line)) == (False, True)


# -- suggestions ------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(line: Line) -> Suggestions:
    made = Suggestions(line)
    unikey(line, ["ub"])
    made.offer(["UBND xã Nà Khuôn", "UBND xã Đỏng"])
    return made


def test_tab_takes_the_first_suggestion_and_enter_takes_none_that_was_not_marked(
    line: Line, offered: Suggestions
) -> None:
    QTest.keyClick(line, Qt.Key.Key_Return)
    after_enter = line.text()

    QTest.keyClick(line, Qt.Key.Key_Tab)

    assert (after_enter, line.text()) == ("ub", "UBND xã Nà Khuôn")
    assert offered.values() == []


def test_down_marks_and_enter_takes_the_marked_one(line: Line, offered: Suggestions) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(line, key)

    assert line.text() == "UBND xã Đỏng"
    assert line.isModified()


def test_escape_puts_the_list_away_and_leaves_the_text(line: Line, offered: Suggestions) -> None:
    QTest.keyClick(line, Qt.Key.Key_Escape)

    assert (line.text(), offered.values()) == ("ub", [])


def test_the_list_never_has_the_focus_and_goes_with_it(line: Line, offered: Suggestions) -> None:
    assert line.hasFocus()

    line.clearFocus()

    assert offered.values() == []


def test_a_list_that_drops_down_does_not_disturb_unikey_either(dressed: Theme, qtbot: QtBot) -> None:
    del dressed
    people = [Choice("1", "Nguyễn Văn A"), Choice("2", "Nông Thị Hạnh")]
    field = SearchField("Hồ sơ", lambda text: people if text else [])
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.line.setFocus()
    qtbot.waitUntil(field.line.hasFocus)

    unikey(field.line, NGUYEN)
    compose(field.line, [" V", " Vă", " Văn"], " Văn")

    assert field.text() == "Nguyễn Văn"
