"""Hold the rows of an evening's stack, heads and sides, and the small pictures of those that were in sight."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from ui.models.evening_rows import Group, Mark, SideRow, Tray
from ui.views.evening_words import chip_of, count_of, how_icon, note_of, paper_words, title_of
from ui.views.icons import IconName
from ui.views.tokens import Tone

Index = QModelIndex | QPersistentModelIndex

MIME = "application/x-saoy-sides"
"""What a drag of sides carries: their places, parted by commas."""

KEPT = 360
"""Small pictures in memory; one of 200 px is about 110 kB."""


@dataclass(frozen=True)
class HeadRow:
    """The head of a group: icon, name, a few words, the count, the state, and the act of a tray with its key."""

    key: str
    icon: IconName
    title: str
    note: str
    count: str
    chip: str
    tone: Tone
    tray: Tray | None = None
    code: str | None = None


@dataclass(frozen=True)
class PictureKey:
    """What a small picture depends on: the bytes, the turn, and whether its reading tells how it stands."""

    place: int
    digest: str
    turn: int
    read: bool


StackRow = HeadRow | SideRow


def picture_key(row: SideRow) -> PictureKey:
    """Return the key of a side's small picture."""
    return PictureKey(row.place, row.digest, row.turn, row.read)


class StackModel(QAbstractListModel):
    """Hold the rows of a stack; pictures are asked for when they come into sight, and kept while there is room.

    Signals:
        picture_wanted: a `PictureKey`, once; answer later with `set_picture`.
    """

    picture_wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[StackRow] = []
        self.titles: dict[str, str] = {}
        self._places: dict[int, int] = {}
        self._pictures: OrderedDict[PictureKey, QPixmap] = OrderedDict()
        self._asked: set[PictureKey] = set()

    def show_groups(self, groups: Sequence[Group]) -> bool:
        """Show other groups; tell whether the layout is another now. Same rows in the same order do not jump."""
        rows: list[StackRow] = []
        for group in groups:
            chip, tone = chip_of(group)
            rows.append(
                HeadRow(
                    group.key,
                    how_icon(group),
                    title_of(group),
                    note_of(group),
                    count_of(group),
                    chip,
                    tone,
                    group.tray,
                    group.code,
                )
            )
            rows.extend(group.sides)
        self.titles = {paper.bundle.id: paper_words(paper) for group in groups for paper in group.papers}
        same = [row.key for row in rows] == [row.key for row in self.rows]
        if same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return False
        self.beginResetModel()
        self.rows = rows
        self._places = {row.place: number for number, row in enumerate(rows) if isinstance(row, SideRow)}
        self.endResetModel()
        return True

    def row(self, index: Index) -> StackRow:
        """Return the row at an index."""
        return self.rows[index.row()]

    def row_of(self, place: int) -> int | None:
        """Return the row number of a side."""
        return self._places.get(place)

    def head_of(self, number: int) -> HeadRow | None:
        """Return the head above a row."""
        return next((row for row in reversed(self.rows[: number + 1]) if isinstance(row, HeadRow)), None)

    def set_picture(self, key: PictureKey, picture: QImage) -> None:
        """Take a side's small picture; a null one says that there is none."""
        self._pictures[key] = QPixmap.fromImage(picture)
        self._asked.discard(key)
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        number = self._places.get(key.place)
        if number is not None:
            self.dataChanged.emit(self.index(number), self.index(number), [int(Qt.ItemDataRole.DecorationRole)])

    def picture(self, row: SideRow) -> QPixmap | None:
        """Return a side's picture; asks for it once when it is not there. An older one serves meanwhile."""
        key = picture_key(row)
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            return found
        if key not in self._asked:
            self._asked.add(key)
            self.picture_wanted.emit(key)
        return self._pictures.get(PictureKey(key.place, key.digest, key.turn, read=False))

    def give_up(self, key: PictureKey) -> None:
        """Let a picture be asked for again: it went out of sight before it was fetched."""
        self._asked.discard(key)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a row's words for screen readers: name, state, reason in this order."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        if isinstance(row, HeadRow):
            return ". ".join(word for word in (row.title, row.count, row.chip) if word)
        words = [self.tr("Trang {side}").format(side=row.place), self.titles.get(row.bundle, "")]
        words += [self._mark_words(row.mark), self.tr("cần xem") if row.doubts else ""]
        return ", ".join(word for word in words if word)

    def _mark_words(self, mark: Mark) -> str:
        return {
            Mark.NONE: "", Mark.CUT: self.tr("mở đầu giấy"), Mark.MAYBE_CUT: self.tr("có thể mở đầu giấy"),
            Mark.MAYBE_JOIN: self.tr("có thể mở đầu giấy"),
        }[mark]  # fmt: skip

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let sides be chosen and dragged, heads not; drops are taken by the view."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if isinstance(self.rows[index.row()], HeadRow):
            return Qt.ItemFlag.ItemIsEnabled
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Name what a drag carries."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the places of sides."""
        data = QMimeData()
        rows = sorted(index.row() for index in indexes)
        places = [str(row.place) for row in (self.rows[number] for number in rows) if isinstance(row, SideRow)]
        data.setData(MIME, ",".join(places).encode())
        return data
