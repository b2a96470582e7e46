"""Name keys in the office's words and show them as caps that follow a changed shortcut."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QTextEdit,
    QWidget,
)

from ui.views.parts.paint import cap_size, draw_cap, painter_for
from ui.views.theme import theme

if TYPE_CHECKING:
    from ui.views.tokens import Colour

KeySource = QAction | QShortcut | QKeySequence | str | None
"""Where a key cap reads its key: an action, a shortcut, or a fixed sequence such as "Ctrl+K"."""

_WORDS = {
    "Return": "Enter",
    "Esc": "Esc",
    "Del": "Delete",
    "PgUp": "Page Up",
    "PgDown": "Page Down",
}
_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def key_words(sequence: QKeySequence) -> str:
    """Write a key sequence as it stands on the caps: «Ctrl Enter», «Space», «F12»."""
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    if not text:
        return ""
    parts = text.replace("++", "+Plus").split("+")
    return " ".join({**_WORDS, **_ARROWS, "Plus": "+"}.get(part, part) for part in parts)


def sequence_of(text: str) -> QKeySequence:
    """Read a portable key text such as "Ctrl+Return"; the language in use plays no part in it."""
    return QKeySequence.fromString(text, QKeySequence.SequenceFormat.PortableText)


def typing_text() -> bool:
    """Tell whether a text field has the focus, so that plain letters and digits are not ours."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit):
        return not focus.isReadOnly()
    return isinstance(focus, QTextEdit | QPlainTextEdit)


def is_plain(sequence: QKeySequence) -> bool:
    """Tell whether a key types a character in a text field: a letter, a digit or Space."""
    text = sequence.toString(QKeySequence.SequenceFormat.PortableText).removeprefix("Shift+")
    return text == "Space" or len(text) == 1


def key_of(source: KeySource) -> QKeySequence:
    """Read a source's current key: of several, the one that acts where the focus is now."""
    if source is None:
        return QKeySequence()
    if isinstance(source, str):
        return sequence_of(source)
    if isinstance(source, QKeySequence):
        return source
    if isinstance(source, QShortcut):
        return source.key()
    keys = source.shortcuts()
    if typing_text():
        return next((key for key in keys if not is_plain(key)), source.shortcut())
    return source.shortcut()


class KeyCap(QWidget):
    """Show one key as a cap; not focusable, read by screen readers through its button."""

    def __init__(self, source: KeySource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._ink: Colour = "ink2"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if isinstance(source, QAction):
            source.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read the key again."""
        self.setAccessibleName(self.words())
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Give the words on the cap, empty when the source has no key."""
        return key_words(key_of(self._source))

    def sizeHint(self) -> QSize:
        """Measure the cap from its words."""
        words = self.words()
        return cap_size(words) if words else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """Never cut a key's words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cap."""
        del event
        words = self.words()
        if not words:
            return
        painter = painter_for(self)
        now = theme()
        draw_cap(painter, self.rect().toRectF().topLeft(), words, now.colour(self._ink),
                 now.colour("edge"))  # fmt: skip
        painter.end()


def make_action(parent: QWidget, text: str, keys: str | list[str] = "", icon: str = "", role: str = "") -> QAction:
    """Make an act of a screen: its words, keys, icon and button role in one place.

    The act works only while `parent` is visible. Of several keys the first is shown, or the
    first that does not type a character while a text field has the focus.

    Args:
        parent: the screen or window that owns the act.
        text: what will happen, in the user's language.
        keys: portable key texts such as "Ctrl+Return"; "Return" also takes the keypad's Enter.
        icon: an icon's name, empty for none.
        role: the button role, empty for secondary.
    """
    action = QAction(text, parent)
    wanted = [keys] if isinstance(keys, str) else keys
    sequences = [sequence_of(key) for key in wanted if key]
    sequences += [sequence_of(key.replace("Return", "Enter")) for key in wanted if key.endswith("Return")]
    action.setShortcuts(sequences)
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setProperty("icon-name", icon)
    action.setProperty("button-role", role)
    parent.addAction(action)
    return action


def make_page_keys(parent: QWidget, turn: Callable[[int], object]) -> None:
    """Have Page Down and Page Up call `turn` with 1 and -1, while `parent` is visible."""
    after = make_action(parent, QCoreApplication.translate("PageKeys", "Trang sau"), "PgDown")
    after.triggered.connect(lambda: turn(1))
    before = make_action(parent, QCoreApplication.translate("PageKeys", "Trang trước"), "PgUp")
    before.triggered.connect(lambda: turn(-1))
