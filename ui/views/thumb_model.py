"""Hold the rows of a thumbnail list: heads, pages, and the pictures that have come so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPixmap

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


ThumbRow = ThumbHead | ThumbPage


class ThumbModel(QAbstractListModel):
    """Hold the rows of a thumbnail list and the pictures that have come so far.

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

    def show_rows(self, rows: Sequence[ThumbRow]) -> None:
        """Show other rows; pictures of pages that stay are kept, selection is kept when keys are.

        When only states changed (same keys in the same order) the list does not jump.
        """
        keys = [row.key for row in rows]
        if keys == [row.key for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._place = {key: number for number, key in enumerate(keys)}
        kept = set(keys)
        self._pictures = {key: value for key, value in self._pictures.items() if key in kept}
        self._asked &= set(self._pictures)
        self.endResetModel()

    def set_picture(self, key: str, picture: QImage) -> None:
        """Give a page's small picture, about 160 px wide; decoding belongs to a worker."""
        self._pictures[key] = QPixmap.fromImage(picture)
        place = self._place.get(key)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place), [PICTURE_ROLE])

    def forget_picture(self, key: str) -> None:
        """Ask for a page's picture again, as after turning or scanning it again."""
        self._pictures.pop(key, None)
        self._asked.discard(key)
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
        """Let pages be chosen, heads not."""
        if index.isValid() and isinstance(self._rows[index.row()], ThumbPage):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def _words(self, row: ThumbRow) -> str:
        if isinstance(row, ThumbHead):
            return f"{row.label}. {row.note}".rstrip(". ")
        return " ".join(word for word in (self.tr("Trang"), row.number, row.tip) if word)
