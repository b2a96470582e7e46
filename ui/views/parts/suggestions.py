"""Offer below a line what this office has typed there before, without ever touching what is being typed.

The list is a child of the window and never has the focus: a pop-up window would take the keyboard from an input method
in the middle of a word, and a completion written into the line would be taken back by Unikey's backspaces.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScrollArea, QSizePolicy

from ui.views.parts.banner import announce
from ui.views.parts.card import Card
from ui.views.parts.field import Line
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.text import Text
from ui.views.theme import theme

MOST = 5
"""Values offered at a time: what does not stand among the first is typed sooner than found."""

_GAP = 4
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Suggestions(Card):
    """Show values below a line: ↓ marks one and Enter takes it, Tab takes the first, Esc puts the list away.

    Signals:
        taken: the value a person took; it stands in the line already.
    """

    taken = Signal(str)

    def __init__(self, line: Line) -> None:
        super().__init__(dense=True, parent=line)
        self._line = line
        self._rows = QStringListModel(self)
        self._list = QListView()
        self._list.setModel(self._rows)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._list.setAccessibleName(self.tr("Đã gõ ở cơ quan này"))
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self.body.setContentsMargins(6, 6, 6, 6)
        self.body.setSpacing(2)
        self.body.addWidget(self._list)
        self._keys = Text(self.tr("Tab lấy dòng đầu · ↓ rồi Enter lấy dòng khác"), "caption", "ink2", wrap=True)
        self._keys.setContentsMargins(8, 0, 8, 0)
        self.body.addWidget(self._keys)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line.installEventFilter(self)
        self.hide()

    def offer(self, values: Sequence[str]) -> None:
        """Show these values, or put the list away when there are none."""
        shown = list(values[:MOST])
        if not shown or not self._line.hasFocus():
            self.hide()
            return
        if shown != self._rows.stringList():
            self._rows.setStringList(shown)
        if not self.isVisible():
            announce(self._line, self.tr("{n} gợi ý, Tab lấy dòng đầu").format(n=len(shown)))
        self._list.setCurrentIndex(self._rows.index(-1))
        self._place()
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and an edge that stands out from the cards below."""
        del event
        now = theme()
        painter = painter_for(self)
        draw_box(painter, QRectF(self.rect()), now.colour("surface"), now.colour("edge"), now.radius("card"))
        painter.end()

    def values(self) -> list[str]:
        """Give what is offered now, nothing while the list is away."""
        return self._rows.stringList() if self.isVisible() else []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Use the list's keys while it is shown; every other key is the line's."""
        if not self.isVisible():
            return False
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize):
            self.hide()
        elif isinstance(event, QKeyEvent) and self._own(Qt.Key(event.key())):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)

    def _own(self, key: Qt.Key) -> bool:
        marked = self._list.currentIndex().isValid()
        return key in (*_STEPS, Qt.Key.Key_Tab, Qt.Key.Key_Escape) or (marked and key in _ENDS)

    def _press(self, key: Qt.Key) -> None:
        here = self._list.currentIndex().row()
        if key in _STEPS:
            count = self._rows.rowCount()
            row = max(-1, min(count - 1, here + _STEPS[key]))
            self._list.setCurrentIndex(self._rows.index(row))
            if row >= 0:
                announce(self._line, self._rows.stringList()[row])
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            self._take(max(0, here))

    def _take(self, row: int) -> None:
        value = self._rows.stringList()[row]
        self.hide()
        self._line.setText(value)
        self._line.setModified(True)
        self._line.textEdited.emit(value)
        self.hide()
        self.taken.emit(value)

    def _watch_scrolling(self) -> None:
        """Go away when what the line stands in is scrolled from under the list."""
        above = self._line.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.verticalScrollBar().valueChanged.connect(lambda _: self.hide())
            above = above.parentWidget()

    def _place(self) -> None:
        """Stand below the line, in front of what is there, and above it where the window ends."""
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self._watch_scrolling()
        tall = max(self._list.sizeHintForRow(0), theme().height("row")) * self._rows.rowCount()
        self._list.setFixedHeight(tall + 2)
        self.setFixedWidth(self._line.width())
        self.adjustSize()
        at = self._line.mapTo(window, QPoint(0, self._line.height() + _GAP))
        if at.y() + self.height() > window.height():
            at = self._line.mapTo(window, QPoint(0, -self.height() - _GAP))
        self.move(at)
