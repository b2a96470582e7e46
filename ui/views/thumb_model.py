"""Hold the rows of a thumbnail list: heads, pages, and the pictures that have come so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPixmap

from ui.views.theme import theme

Index = QModelIndex | QPersistentModelIndex

PageState = Literal["none", "ok", "doubt", "seal", "accent", "faint", "arriving"]
"""The disc at a page's corner: nothing, fine, look at it, broken, working, set aside, on its way."""

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PICTURE_ROLE = ROW_ROLE + 1


@dataclass(frozen=True)
class ThumbHead:
    """Head a group of pages: the component's name and a few words («2 trang», «dùng lại»)."""

    key: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class ThumbPage:
    """Show one page: its stable key, its number in words, its state, and why in a tip.

    Attributes:
        key: the stable key that the list's signals tell.
        number: as it stands below the picture («3», «sau 13»).
        state: the disc; `arriving` draws a placeholder of the page's size.
        tip: the reason of the state, one line.
        shape: height divided by width, for the placeholder (A4 upright: 1.414).
    """

    key: str
    number: str
    state: PageState = "none"
    tip: str = ""
    shape: float = 1.414


@dataclass(frozen=True)
class ThumbRoom:
    """Show an empty place that takes pages: its stable key and what it says («Thả trang vào đây»)."""

    key: str
    label: str


ThumbRow = ThumbHead | ThumbPage | ThumbRoom


class ThumbModel(QAbstractListModel):
    """Hold the rows of a thumbnail list and the pictures that have come so far.

    Attributes:
        draggable: Pages can be taken up with the mouse.

    Signals:
        picture_wanted: a page's key, once, when it is about to be shown without a picture;
            answer later with `set_picture`.
    """

    picture_wanted = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ThumbRow] = []
        self._place: dict[str, int] = {}
        self._pictures: dict[str, QPixmap] = {}
        self._asked: set[str] = set()
        self._came: dict[str, QElapsedTimer] = {}
        self.draggable = False

    def show_rows(self, rows: Sequence[ThumbRow]) -> bool:
        """Show other rows, and tell whether their keys or their order are others; pictures of pages that stay are kept.

        When only states changed (same keys in the same order) the list does not jump.
        """
        keys = [row.key for row in rows]
        if keys == [row.key for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return False
        self.beginResetModel()
        self._rows = list(rows)
        self._place = {key: number for number, key in enumerate(keys)}
        kept = set(keys)
        self._pictures = {key: value for key, value in self._pictures.items() if key in kept}
        self._asked &= set(self._pictures)
        self._came = {key: clock for key, clock in self._came.items() if key in kept}
        self.endResetModel()
        return True

    def set_picture(self, key: str, picture: QImage) -> None:
        """Give a page's small picture, about 160 px wide; decoding belongs to a worker.

        One that could not be decoded is none: the placeholder stays.
        """
        if picture.isNull():
            return
        if key not in self._pictures and theme().appear_ms():
            self._came[key] = QElapsedTimer()
            self._came[key].start()
        self._pictures[key] = QPixmap.fromImage(picture)
        place = self._place.get(key)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place), [PICTURE_ROLE])

    def row(self, index: Index) -> ThumbRow:
        """Give the row at an index."""
        return self._rows[index.row()]

    def place_of(self, key: str) -> int | None:
        """Give the row number of a key."""
        return self._place.get(key)

    def picture(self, key: str) -> QPixmap | None:
        """Give a page's picture; asks for it once when it has not come yet."""
        found = self._pictures.get(key)
        if found is None and key not in self._asked:
            self._asked.add(key)
            self.picture_wanted.emit(key)
        return found

    def appeared(self, key: str) -> float:
        """Tell how far a page's picture has appeared over its placeholder, 0-1."""
        clock = self._came.get(key)
        if clock is None:
            return 1.0
        share = clock.elapsed() / max(1, theme().appear_ms())
        if share >= 1:
            del self._came[key]
        return min(1.0, share)

    def appearing(self) -> list[str]:
        """Return the keys of the pages whose pictures are still appearing."""
        return [key for key in list(self._came) if self.appeared(key) < 1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give the row, its words for screen readers, and its tip."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, ThumbPage):
            return row.tip or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pages and empty places be chosen, heads not."""
        row = self._rows[index.row()] if index.isValid() else None
        if row is None or isinstance(row, ThumbHead):
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        taken = self.draggable and isinstance(row, ThumbPage) and row.state != "arriving"
        return plain | Qt.ItemFlag.ItemIsDragEnabled if taken else plain

    def _words(self, row: ThumbRow) -> str:
        if isinstance(row, ThumbHead):
            return f"{row.label}. {row.note}".rstrip(". ")
        if isinstance(row, ThumbRoom):
            return row.label
        return " ".join(word for word in (self.tr("Trang"), row.number, row.tip) if word)
