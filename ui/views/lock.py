"""The locked desk (khóa màn hình): everything covered, nothing put away, opened by the officer's password."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout

from ui.models.window import WindowModel
from ui.views.parts.button import Button
from ui.views.parts.card import Avatar, Box, Card
from ui.views.parts.field import Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.sign_in import Mark
from ui.views.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

_CARD_WIDE = 460


class LockPage(Box):
    """Ask for the password of who left; Enter opens, F12 lets another officer sign in."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__("bg")
        self._model = model
        self.setAccessibleName(self.tr("Màn hình đang khóa"))
        self._name = Text("", "heading", wrap=True)
        self._avatar = Avatar("", 44)
        self._password = Field(self.tr("Mật khẩu"))
        self._password.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._word = Text("", "label", "seal", wrap=True)
        self._open = make_action(self, self.tr("Mở khóa"), ["Return"], "arrow-right", "primary")
        self._open.setAutoRepeat(False)
        self._open.triggered.connect(self._unlock)
        self._other = make_action(self, self.tr("Người khác vào quầy"), "F12", "person")
        self._other.triggered.connect(model.session.sign_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addLayout(self._middle())
        column.addStretch(3)
        column.addWidget(self._bar(self._other, self._open))
        model.session.changed.connect(self._refresh)

    def begin(self) -> None:
        """Take the keyboard, and let no act of the covered screens through."""
        cast("QApplication", QApplication.instance()).installEventFilter(self)
        self._password.line.setText("")
        self._refresh()
        self._focus()

    def end(self) -> None:
        """Let the keys go to the screens again."""
        cast("QApplication", QApplication.instance()).removeEventFilter(self)
        self._password.line.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back the keys of acts that belong to the whole window, and questions that work under way asks."""
        if event.type() == QEvent.Type.Shortcut and watched not in (self._open, self._other):
            return True
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            watched.setWindowOpacity(0)
            QTimer.singleShot(0, watched, lambda: self._turn_away(watched))
        return super().eventFilter(watched, event)

    def _turn_away(self, asked: QDialog) -> None:
        """Close a question that nobody is there to answer; the password has the keyboard again."""
        asked.reject()
        asked.setWindowOpacity(1)  # it may be asked again
        self.activateWindow()
        self._focus()

    def _middle(self) -> QHBoxLayout:
        card = Card()
        card.setMaximumWidth(theme().px(_CARD_WIDE))
        card.body.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Mark(), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(self.tr("Màn hình đang khóa"), "title", wrap=True))
        kept = self.tr("Việc đang làm còn nguyên. Máy đang quét hay đọc thì vẫn làm tiếp.")
        words.addWidget(Text(kept, "label", "ink2", wrap=True))
        head.addLayout(words, 1)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self._avatar)
        who.addWidget(self._name, 1)
        card.body.addLayout(head)
        card.body.addLayout(who)
        card.body.addWidget(self._password)
        card.body.addWidget(self._word)
        across = QHBoxLayout()
        across.setContentsMargins(12, 0, 12, 0)
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)
        return across

    def _bar(self, *acts: "QAction") -> Box:
        """Put the acts where every screen has them."""
        bar = Box("action")
        bar.setFixedHeight(theme().height("action"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 18, 0)
        row.setSpacing(10)
        row.addStretch(1)
        for act in acts:
            button = self._last = Button.of(act, "primary" if act is self._open else "neighbour")
            button.give_way()
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return bar

    def _refresh(self) -> None:
        session = self._model.session
        who = session.who
        if who is None or not session.locked:
            return
        self._avatar.set_name(who.officer.name)
        self._name.setText(who.officer.name)
        self._password.setVisible(who.officer.secret is not None)
        failure = session.failure
        self._word.setText(f"{failure.said.sentence} {failure.said.cure}" if failure is not None else "")
        self._word.setVisible(failure is not None)
        self._open.setEnabled(not session.working)
        if failure is not None:
            self._focus()

    def _focus(self) -> None:
        if self._password.isVisibleTo(self):
            self._password.line.setFocus()
            self._password.line.selectAll()
        else:
            self._last.setFocus()

    def _unlock(self) -> None:
        self._model.session.unlock(self._password.line.text())
        self._password.line.setText("")
