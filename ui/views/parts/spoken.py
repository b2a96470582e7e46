"""Say what a thing is that we paint ourselves: a row, a chip, a banner, a picture.

Qt knows the role of its own widgets and takes everything else for a filler, which screen readers pass over. A class
says its role as `spoken_role`; its name, description and state are those of any widget. What has a value is made of
the widget of Qt that has one: a share is a `QProgressBar`, painted anew. What can be switched on is a checkable button,
which Qt tells as a check box, or as a radio button where it is exclusive.
"""

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QProgressBar, QWidget

ROW = QAccessible.Role.ListItem
STATE = QAccessible.Role.StaticText
PICTURE = QAccessible.Role.Graphic
PAGE = QAccessible.Role.Document
LIST = QAccessible.Role.List
NOTE = QAccessible.Role.Notification
GROUP = QAccessible.Role.Grouping

_told: list[bool] = []


class Share(QProgressBar):
    """Be the base of what we paint to show how far something is: readers are told its value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)

    def say_value(self, value: int, whole: int) -> None:
        """Tell readers a value from 0 to `whole`, and paint anew with the next frame.

        Qt's own bar paints at once at each change; here a hundred changes are one picture.
        """
        self.setUpdatesEnabled(False)
        self.setRange(0, max(1, whole))  # a range of nothing would mean that nobody knows how far
        self.setValue(value)
        self.setUpdatesEnabled(True)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Leave the size to who paints."""
        return QSize(-1, -1)


def speak_roles() -> None:
    """Have Qt ask our classes for their role; once in a program, and nothing is asked before a reader listens."""
    if not _told:
        _told.append(True)
        QAccessible.installFactory(_interface)


def _interface(_class_name: str, thing: QObject) -> QAccessibleWidget | None:
    role = getattr(thing, "spoken_role", None)
    if isinstance(role, QAccessible.Role) and isinstance(thing, QWidget):
        return QAccessibleWidget(thing, role)
    return None
