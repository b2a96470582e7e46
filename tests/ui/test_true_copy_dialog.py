"""What a clerk relies on when a document is copied: the receiver asked for is the one the copy is made for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.model.certification import CopyKind
from desk.work.true_copy import TrueWish
from ui.models.hand_signing import Copyable
from ui.views.theme import Theme
from ui.views.true_copy_dialog import TrueCopyDialog


@pytest.fixture
def screen(dressed: Theme, qtbot: QtBot) -> QWidget:
    del dressed
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(screen: QWidget) -> TrueCopyDialog:
    made = TrueCopyDialog([Copyable(7, "Quyết định trợ cấp", 3, (CopyKind.SAO_Y,), is_copy=False)], screen)
    screen.show()
    made.show()
    return made


def test_without_a_receiver_the_copy_is_for_whose_dossier_it_is(dialog: TrueCopyDialog) -> None:
    assert dialog.wish() == TrueWish(7, CopyKind.SAO_Y)


def test_another_receiver_stands_in_the_wish_and_in_the_question_for_the_pin(dialog: TrueCopyDialog) -> None:
    told: list[tuple[TrueWish, str]] = []
    dialog.wished.connect(lambda wish, words: told.append((wish, words)))
    dialog.receiver.set_text("  Phòng   Tư pháp ")

    QTest.keyClick(dialog.receiver.line, Qt.Key.Key_Return)

    assert [wish.receiver for wish, _ in told] == ["Phòng Tư pháp"]
    assert told[0][1] == "Sao y: Quyết định trợ cấp, gửi Phòng Tư pháp"
