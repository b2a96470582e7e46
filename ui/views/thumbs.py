"""List the pages of a dossier as small pictures, grouped by component."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.views.theme import theme
from ui.views.thumb_model import PICTURE_ROLE, PageState, ThumbHead, ThumbModel, ThumbPage, ThumbRoom, ThumbRow
from ui.views.thumb_paint import ThumbDelegate

__all__ = ["PageState", "ThumbHead", "ThumbList", "ThumbModel", "ThumbPage", "ThumbRoom", "ThumbRow", "side_list"]

Index = QModelIndex | QPersistentModelIndex

_FRAME_MS = 16


class ThumbList(QListView):
    """Show a `ThumbModel`: arrows move, Ctrl and Shift choose several, Enter stays the screen's.

    Attributes:
        held: Keys of pages that are dimmed: carried, or taken up to be put down elsewhere.

    Signals:
        reached: the key of the page that is now the current one.
        chosen_changed: the keys chosen, in the list's order.
        opened: the key of a page that was double-clicked.
    """

    reached = Signal(str)
    chosen_changed = Signal(list)
    opened = Signal(str)

    def __init__(self, *, wide_px: int = 80, several: bool = True) -> None:
        """Make a list.

        Args:
            wide_px: width of a picture in px at 100 %, 80 to 108.
            several: whether more than one page can be chosen.
        """
        super().__init__()
        self._model = ThumbModel(self)
        self.held: frozenset[str] = frozenset()
        self._last_appearing: list[str] = []
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._paint_appearing)
        self._model.dataChanged.connect(self._picture_came)
        self.setModel(self._model)
        self.setItemDelegate(ThumbDelegate(self, wide_px))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setAccessibleName(self.tr("Các trang"))
        self.doubleClicked.connect(self._open)

    def pages(self) -> ThumbModel:
        """Give the model, to show rows and answer with pictures."""
        return self._model

    def show_rows(self, rows: Sequence[ThumbRow]) -> None:
        """Show other rows and keep the current page and the choice where they are still there."""
        current, chosen = self.current(), self.chosen()
        if not self._model.show_rows(rows):
            return
        kept = [key for key in chosen if self._model.place_of(key) is not None]
        if current is not None and self._model.place_of(current) is not None:
            self.go_to(current)
        if len(kept) > 1:
            self.choose(kept)

    def go_to(self, key: str) -> None:
        """Make a page the current one, choose it alone and scroll to it."""
        place = self._model.place_of(key)
        if place is not None:
            self.setCurrentIndex(self._model.index(place))

    def choose(self, keys: Sequence[str]) -> None:
        """Choose several pages."""
        wanted = QItemSelection()
        for key in keys:
            place = self._model.place_of(key)
            if place is not None:
                index = self._model.index(place)
                wanted.select(index, index)
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def current(self) -> str | None:
        """Give the key of the current page."""
        index = self.currentIndex()
        return self._model.row(index).key if index.isValid() else None

    def chosen(self) -> list[str]:
        """Give the keys chosen, in the list's order."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return [self._model.row(self._model.index(row)).key for row in rows]

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which page was reached."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.scrollTo(current)
            self.reached.emit(self._model.row(current).key)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what is chosen now."""
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit(self.chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and digits to the screen's keys; a list of pictures has no words to find."""
        if event.text() and event.text().isprintable() and event.text() != " ":
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the heads out anew, which are as wide as the list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the pages out anew when the size changes."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(theme().font("body"))
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Measure two pictures side by side."""
        return QSize(theme().px(216), theme().px(320))

    def _picture_came(self, _first: Index, _last: Index, roles: list[int]) -> None:
        """Let a picture that came appear."""
        if PICTURE_ROLE in roles and self._model.appearing() and not self._frames.isActive():
            self._frames.start()

    def _paint_appearing(self) -> None:
        keys = self._model.appearing()
        for key in keys or self._last_appearing:
            place = self._model.place_of(key)
            if place is not None:
                self.viewport().update(self.visualRect(self._model.index(place)))
        self._last_appearing = keys
        if not keys:
            self._frames.stop()

    def _open(self, index: Index) -> None:
        row = self._model.row(index)
        if isinstance(row, ThumbPage):
            self.opened.emit(row.key)


def side_list(parent: QWidget | None = None) -> ThumbList:
    """Make the list of a side panel 216 px wide: two pictures of 68 px in a row."""
    made = ThumbList(wide_px=68)
    made.setParent(parent)
    return made
