"""Ask for a value: label above, hint or fault below, and help while typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPointF, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.models.typing_forms import Form, Typed
from ui.views.icons import IconName, draw_icon
from ui.views.parts.keys import KeySource, key_of, key_words
from ui.views.parts.paint import cap_size, draw_cap, painter_for
from ui.views.parts.text import Text, TextTone, restyle
from ui.views.theme import theme
from ui.views.tokens import TypeRole

FieldState = Literal["plain", "doubt", "wrong", "ok"]
"""What the machine thinks of a value: nothing, a person must look, not acceptable, agrees."""

_TONES: dict[FieldState, TextTone] = {
    "plain": "ink3",
    "doubt": "doubt",
    "wrong": "seal",
    "ok": "ok",
}
_LIST_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
)


class Line(QLineEdit):
    """Edit one line of text, with room for an icon at the left and a key cap at the right.

    Vietnamese typing is left alone: no validator refuses letters on their way, no completion stands in the line, and a
    form (`set_form`) changes digits only, never while an input method composes. Ctrl+Z is the line's own while there
    is something typed to take back, and the window's otherwise.

    Attributes:
        take_paste: Is offered what is pasted; True takes it from the line.
    """

    def __init__(
        self,
        *,
        role: TypeRole = "body",
        icon: IconName | None = None,
        key: KeySource = None,
        parent: QWidget | None = None,
    ) -> None:
        self._composing = ""
        self._form: Form | None = None
        self.take_paste: Callable[[str], bool] | None = None
        super().__init__(parent)
        self._role: TypeRole = role
        self._icon: IconName | None = icon
        self._key = key
        self._dress()

    def set_form(self, form: Form | None) -> None:
        """Give what is typed a local form from now on; None leaves it as it is typed."""
        self._form = form

    def whole_text(self) -> str:
        """Return the text with the word an input method is still composing, which is finished by it."""
        if self._composing:
            QGuiApplication.inputMethod().commit()
        if self._composing:  # nobody answered: the word is taken as it stands
            event = QInputMethodEvent()
            event.setCommitString(self._composing)
            QApplication.sendEvent(self, event)
        return self.text()

    def paste_text(self, text: str) -> None:
        """Put a text in at the cursor, in one line and in the line's form, unless somebody else takes it."""
        if self.isReadOnly() or not text or (self.take_paste is not None and self.take_paste(text)):
            return
        before = self._typed()
        self.insert(" ".join(text.split()))
        if not self._shape(before):
            self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key, then give the text its form."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_text(QGuiApplication.clipboard().text())
            event.accept()
            return
        before = self._typed()
        super().keyPressEvent(event)
        if not (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)):
            self._shape(before)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method composes or commits; the form waits for what is committed."""
        before = self._typed()
        super().inputMethodEvent(event)
        self._composing = event.preeditString()
        self._shape(before)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when nothing typed here could be taken back; finish a word before Enter acts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.whole_text()
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if undo and not (self.isUndoAvailable() or self._composing):
                event.ignore()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open Qt's own menu, its «Dán» pasting as Ctrl+V does."""
        menu = self.createStandardContextMenu()
        own = next((act for act in menu.actions() if act.objectName() == "edit-paste"), None)
        if own is not None:
            paste = QAction(own.icon(), own.text(), menu)
            paste.setEnabled(own.isEnabled())
            paste.triggered.connect(lambda: self.paste_text(QGuiApplication.clipboard().text()))
            menu.insertAction(own, paste)
            menu.removeAction(own)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _typed(self) -> Typed:
        return Typed(self.text(), self.cursorPosition())

    def _shape(self, before: Typed) -> bool:
        """Give a changed text its form; tell whether that changed it further."""
        now = self._typed()
        if self._form is None or now.text == before.text or self._composing:
            return False
        made = self._form(before, now)
        if made == now:
            return False
        self.setText(made.text)
        self.setModified(True)
        self.setCursorPosition(made.cursor)
        self.textEdited.emit(made.text)
        return True

    def set_state(self, state: FieldState) -> None:
        """Show what the machine thinks of the value by ground and edge."""
        if self.property("state") != state:
            self.setProperty("state", state)
            restyle(self)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new size of the type role when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text clear of icon and cap."""
        super().resizeEvent(event)
        self._clear_sides()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then its icon and cap."""
        super().paintEvent(event)
        words = key_words(key_of(self._key))
        if self._icon is None and not words:
            return
        now = theme()
        painter = painter_for(self)
        middle = self.height() / 2
        if self._icon is not None:
            side = now.px(16)
            draw_icon(painter, self._icon, QPointF(10, middle - side / 2), "ink2", side)
        if words:
            size = cap_size(words)
            at = QPointF(self.width() - size.width() - 10, middle - size.height() / 2)
            draw_cap(painter, at, words, now.colour("ink2"), now.colour("edge"))
        painter.end()

    def _dress(self) -> None:
        font = theme().font(self._role)
        if self.font() != font:
            self.setFont(font)
        self._clear_sides()

    def _clear_sides(self) -> None:
        words = key_words(key_of(self._key))
        left = theme().px(16) + 8 if self._icon is not None else 0
        right = cap_size(words).width() + 6 if words else 0
        self.setTextMargins(left, 0, right, 0)


class Field(QWidget):
    """Ask for one value in a line: label above, hint or reason below.

    Signals:
        changed: the text as it is typed.
        entered: Enter was pressed or the focus left after a change.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        text: str = "",
        icon: IconName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._label = Text(label, "label", "ink2", weight=600)
        self.line = Line(icon=icon)
        self.line.setAccessibleName(label)
        self._label.setBuddy(self.line)
        self._below = Text(hint, "caption", "ink3", wrap=True)
        column.addWidget(self._label)
        column.addWidget(self.line)
        column.addWidget(self._below)
        self._below.setVisible(bool(hint))
        self.setFocusProxy(self.line)
        self.line.setText(text)
        self.line.textChanged.connect(self.changed)
        self.line.editingFinished.connect(self.entered)

    def text(self) -> str:
        """Give what stands in the field, without spaces at the ends."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Put a value into the field."""
        self.line.setText(text)

    def set_state(self, state: FieldState, reason: str = "") -> None:
        """Say what is wrong or doubtful below the field; "plain" brings the hint back."""
        self.line.set_state(state)
        words = reason or self._hint
        self._below.setText(words)
        self._below.set_tone(_TONES[state])
        self._below.setVisible(bool(words))
        self.line.setAccessibleDescription(words)


@dataclass(frozen=True)
class Choice:
    """Offer one value: its stable key, its words, and a second line to tell it from others."""

    key: str
    words: str
    second: str = ""


class SearchField(Field):
    """Ask for one of many: typing asks `find`, and the finds drop down below.

    Signals:
        chosen: the `Choice.key` of the value taken.
    """

    chosen = Signal(str)

    def __init__(
        self,
        label: str,
        find: Callable[[str], Sequence[Choice]],
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            label: what is asked for.
            find: gives the choices for what was typed, best first; must answer within 50 ms.
            hint: one line below the field.
            parent: the parent widget.
        """
        super().__init__(label, hint, icon="search", parent=parent)
        self._find = find
        self._choices: list[Choice] = []
        self._rows = QStringListModel(self)
        self._completer = QCompleter(self._rows, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self._popup = QListView()
        popup.setProperty("popup", "true")
        popup.setAccessibleName(label)
        popup.setFont(theme().font("body"))
        self._completer.setPopup(popup)
        self._completer.setWidget(self.line)
        self._completer.activated.connect(self._take_words)
        self.line.textEdited.connect(self._ask)
        self.line.installEventFilter(self)
        popup.installEventFilter(self)

    def show_choices(self) -> None:
        """Drop the list down, for what stands in the field now."""
        self._ask(self.line.text())

    def take(self, choice: Choice) -> None:
        """Put a choice into the field and tell it."""
        self.line.setText(choice.words)
        self.chosen.emit(choice.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list on the down arrow; while it is open, its keys are its own."""
        if event.type() == QEvent.Type.ShortcutOverride and self._popup.isVisible():
            if getattr(event, "key", lambda: None)() in _LIST_KEYS:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress:
            key = getattr(event, "key", lambda: None)()
            if key == Qt.Key.Key_Down and not self._popup.isVisible():
                self.show_choices()
                return True
        return super().eventFilter(watched, event)

    def _ask(self, text: str) -> None:
        self._choices = list(self._find(text))
        self._rows.setStringList(
            [f"{one.words}  ·  {one.second}" if one.second else one.words for one in self._choices]
        )
        if self._choices:
            self._completer.complete()
            self._popup.setCurrentIndex(self._rows.index(0))
        else:
            self._popup.hide()

    def _take_words(self, words: str) -> None:
        for one, row in zip(self._choices, self._rows.stringList(), strict=False):
            if row == words:
                self.take(one)
                return
