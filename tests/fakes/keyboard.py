"""A Vietnamese keyboard (bộ gõ): what ibus, fcitx and Unikey's own mode send when a word is done."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication


def commit(target: QObject, text: str) -> None:
    """Send a text as an input method commits it, over what is chosen."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)
