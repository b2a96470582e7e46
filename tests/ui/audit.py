"""Look over a whole screen: names read aloud, words cut, text too small. For every screen's tests."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ui.views.parts.text import ElidedText
from ui.views.theme import FLOOR_PX


def spoken(widget: QWidget) -> str:
    """The name a screen reader says for a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def focusable(root: QWidget) -> list[QWidget]:
    """All visible widgets inside a root that Tab can reach."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(root)
    ]


def unnamed(root: QWidget) -> list[str]:
    """The focusable widgets without a name; must be empty."""
    return [repr(one) for one in focusable(root) if not spoken(one)]


def clipped(root: QWidget) -> list[str]:
    """The labels and buttons whose words do not fit their place; must be empty.

    A label that elides on purpose shows «…» and its tip, and is left out.
    """
    cut = []
    for label in root.findChildren(QLabel):
        if isinstance(label, ElidedText) or not label.isVisibleTo(root) or not label.text():
            continue
        room = label.contentsRect()
        if label.wordWrap():
            if label.heightForWidth(room.width()) > label.height():
                cut.append(f"{label.text()}: {label.heightForWidth(room.width())} px high")
        elif label.fontMetrics().horizontalAdvance(label.text()) > room.width() + 1:
            cut.append(f"{label.text()}: {room.width()} px wide")
    cut += [
        f"{button.text()}: {button.width()} px wide"
        for button in root.findChildren(QAbstractButton)
        if button.isVisibleTo(root) and button.width() < button.minimumSizeHint().width()
    ]
    return cut


def too_small(root: QWidget) -> list[str]:
    """The visible widgets with words whose font is under 12 px; must be empty."""
    return [
        repr(one)
        for one in root.findChildren(QWidget)
        if one.isVisibleTo(root) and isinstance(one, QLabel | QAbstractButton) and 0 < one.font().pixelSize() < FLOOR_PX
    ]
