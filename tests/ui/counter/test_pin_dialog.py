"""What the holder of a token relies on when a PIN is typed: seen by nobody, sent once, gone at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk.model.certification import Purpose
from tests.ui.audit import clipped, unnamed
from ui.models.pins import PinAsk, means_it
from ui.views.pin_dialog import PinDialog, RedQuestion
from ui.views.theme import Theme, theme


@pytest.fixture
def desk_top(dressed: Theme, qtbot: QtBot) -> QWidget:
    """A window that dialogs open over."""
    del dressed
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


def ask(purpose: Purpose = Purpose.OFFICER, **more: object) -> PinAsk:
    """Return a question for a PIN."""
    return PinAsk(purpose, "Lý Thị Mai", "Phó Chủ tịch UBND xã", "213/ĐT", "giấy khai sinh", **more)  # type: ignore[arg-type]  # what a test says


def opened(question: PinAsk, desk_top: QWidget) -> tuple[PinDialog, list[tuple[str, bool]]]:
    """Open the dialog and collect what it gives."""
    dialog = PinDialog(question, desk_top)
    given: list[tuple[str, bool]] = []
    dialog.given.connect(lambda pin, meant: given.append((pin, meant)))
    dialog.open_beside(desk_top)
    QTest.qWait(30)
    return dialog, given


def test_enter_gives_the_pin_once_and_the_field_is_empty(desk_top: QWidget) -> None:
    dialog, given = opened(ask(), desk_top)

    QTest.keyClicks(dialog.pin.line, "246810")
    QTest.keyClick(dialog.pin.line, Qt.Key.Key_Return)
    QTest.keyClick(dialog.pin.line, Qt.Key.Key_Return)

    assert given == [("246810", False)]
    assert dialog.pin.line.text() == ""
    assert not dialog.isVisible()


def test_escape_gives_nothing_and_the_field_is_empty(desk_top: QWidget) -> None:
    dialog, given = opened(ask(), desk_top)

    QTest.keyClicks(dialog.pin.line, "246810")
    QTest.keyClick(dialog.pin.line, Qt.Key.Key_Escape)

    assert given == []
    assert dialog.pin.line.text() == ""
    assert dialog.result() == 0


def test_the_pin_is_never_shown_completed_or_brought_back(desk_top: QWidget) -> None:
    dialog, _given = opened(ask(), desk_top)
    line = dialog.pin.line

    QTest.keyClicks(line, "246810")
    shown = line.displayText()
    taken = dialog.pin.take()
    line.undo()

    assert line.echoMode() is QLineEdit.EchoMode.Password
    assert "2" not in shown
    assert taken == "246810"
    assert line.text() == ""
    assert line.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
    assert not line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_an_empty_pin_is_never_sent(desk_top: QWidget) -> None:
    dialog, given = opened(ask(), desk_top)

    QTest.keyClick(dialog.pin.line, Qt.Key.Key_Return)

    assert given == []
    assert dialog.isVisible()


def test_the_last_try_needs_a_sentence_of_the_officer(desk_top: QWidget) -> None:
    dialog, given = opened(ask(tries="last"), desk_top)
    QTest.keyClicks(dialog.pin.line, "246810")
    QTest.keyClick(dialog.pin.line, Qt.Key.Key_Return)
    without = list(given)

    dialog.sure.line.setText("Tôi chắc chắn mã PIN này đúng")
    QTest.keyClick(dialog.sure.line, Qt.Key.Key_Return)

    assert without == []
    assert given == [("246810", True)]


@pytest.mark.parametrize("typed", ["toi chac chan ma pin nay dung", "TÔI CHẮC CHẮN  mã PIN này đúng"])
def test_the_sentence_may_be_typed_without_marks(typed: str) -> None:
    assert means_it(typed, "tôi chắc chắn mã PIN này đúng")
    assert not means_it("chắc", "tôi chắc chắn mã PIN này đúng")


def test_the_tries_left_are_told_before_anything_is_typed(desk_top: QWidget) -> None:
    last, _ = opened(ask(tries="last"), desk_top)
    low, _ = opened(ask(tries="low"), desk_top)
    wrong, _ = opened(ask(wrong=True), desk_top)

    assert "MỘT lần" in last.accessibleDescription()
    assert "Còn ít lần" in low.accessibleDescription()
    assert "Số 213/ĐT vẫn giữ" in wrong.accessibleDescription()


def test_only_the_rehearsals_pin_is_shown(desk_top: QWidget) -> None:
    from ui.views.parts.chip import Chip

    real, _ = opened(ask(), desk_top)
    rehearsal, _ = opened(ask(known="112233"), desk_top)

    assert real.findChildren(Chip) == []
    assert [chip.text() for chip in rehearsal.findChildren(Chip)] == ["Diễn tập: mã PIN là 112233"]


def test_the_focus_is_in_the_pin_field_at_once(desk_top: QWidget) -> None:
    dialog, _given = opened(ask(), desk_top)

    assert dialog.focusWidget() is dialog.pin.line


def test_the_red_question_starts_on_the_way_back(desk_top: QWidget) -> None:
    question = RedQuestion("Giữ số 213/ĐT và ký?", ("Số 213/ĐT.", "Không lấy lại được."), "Ký", "Ctrl+D", desk_top)
    told: list[int] = []
    question.confirmed.connect(lambda: told.append(1))
    question.open_beside(desk_top)
    QTest.qWait(30)
    first = question.focusWidget()

    QTest.keyClick(question, Qt.Key.Key_Return)

    assert first is question.back
    assert told == []
    assert not question.isVisible()


def test_the_red_question_is_confirmed_by_its_own_key(desk_top: QWidget) -> None:
    question = RedQuestion("Giữ số 213/ĐT và ký?", ("Số 213/ĐT.", "Không lấy lại được."), "Ký", "Ctrl+D", desk_top)
    told: list[int] = []
    question.confirmed.connect(lambda: told.append(1))
    question.open_beside(desk_top)
    QTest.qWait(30)

    QTest.keyClick(question, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    assert told == [1]


@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("tries", ["plenty", "low", "last"])
def test_no_word_of_the_dialog_is_cut_or_nameless(desk_top: QWidget, factor: float, tries: str) -> None:
    theme().use(factor=factor)
    dialog, _given = opened(ask(Purpose.SEAL, tries=tries, known="445566"), desk_top)
    found = (clipped(dialog), unnamed(dialog))

    theme().use(factor=1.0)
    assert found == ([], [])
