"""The papers of a dossier that are certified in one go, as a table: chosen, name, pages, state, number, level."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.models.many import ManyModel, ManyRow, RowState
from ui.views.certify_words import number_words
from ui.views.parts.table import STRONG_ROLE, TONE_ROLE, Table
from ui.views.theme import theme
from ui.views.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
CHOSEN, TITLE, PAGES, STATE, NUMBER, LEVEL = range(6)

_WIDE = {CHOSEN: 96, PAGES: 70, STATE: 222, NUMBER: 96, LEVEL: 84}
"""Widths in px at 100 %; the paper's name takes the rest."""


class ManyRows(QAbstractTableModel):
    """Show the rows of the list as the model has them."""

    def __init__(self, batch: ManyModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._batch = batch
        self._heads = (
            self.tr("Chọn"), self.tr("Tên giấy"), self.tr("Trang"), self.tr("Tình trạng"), self.tr("Số"),
            self.tr("Mức"),
        )  # fmt: skip
        self._count = len(batch.rows)
        batch.changed.connect(self._renew)

    def row(self, number: int) -> ManyRow | None:
        """Return the paper of a row, None beyond the last."""
        return self._batch.rows[number] if 0 <= number < len(self._batch.rows) else None

    def state_words(self, row: ManyRow) -> tuple[str, Tone]:
        """Say how far a paper is."""
        words: dict[RowState, tuple[str, Tone]] = {
            "open": (self.tr("Chưa đối chiếu"), "doubt"), "compared": (self.tr("Đã đối chiếu"), "ok"),
            "stopped": (self.tr("Không chứng thực được"), "seal"), "begun": (self.tr("Đã giữ số, ký tiếp"), "doubt"),
            "waiting": (self.tr("Chờ dấu thời gian"), "doubt"), "done": (self.tr("Đã xong"), "ok"),
            "failed": (self.tr("Chưa ký được"), "seal"),
        }  # fmt: skip
        return words[row.state]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the papers."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, way: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Name the columns."""
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in (PAGES, NUMBER):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell's words, tone and place."""
        one = self.row(index.row())
        if one is None:
            return None
        column, chosen = index.column(), one.document in self._batch.chosen
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(one, column, chosen=chosen)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (PAGES, NUMBER):
            return int(Qt.AlignmentFlag.AlignRight)
        if role == TONE_ROLE and column == STATE:
            return self.state_words(one)[1]
        if role == TONE_ROLE and column == CHOSEN and chosen:
            return "ok"
        return column == TITLE and chosen if role == STRONG_ROLE else None

    def _words(self, one: ManyRow, column: int, *, chosen: bool) -> str:
        copy = one.copy
        level = copy.level.value if copy is not None and copy.level is not None else ""
        words = {
            CHOSEN: self.tr("Chọn") if chosen else "", TITLE: one.duty.title, PAGES: str(one.duty.pages),
            STATE: self.state_words(one)[0], NUMBER: number_words(one.duty) if copy is not None else "", LEVEL: level,
        }  # fmt: skip
        return words[column]

    def _renew(self) -> None:
        if self._count != len(self._batch.rows):
            self.beginResetModel()
            self._count = len(self._batch.rows)
            self.endResetModel()
        elif self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, LEVEL))


class ManyTable(Table):
    """Choose by Ctrl and a click, or by a click on the first column; keys are the screen's.

    Signals:
        toggled: the row that was clicked.
    """

    toggled = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, counter=True, parent=parent)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer, or choose it no more."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton and (held or index.column() == CHOSEN):
            self.setCurrentIndex(index)
            self.toggled.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        rest = self.viewport().width()
        for column, px in _WIDE.items():
            self.setColumnWidth(column, theme().px(px))
            rest -= theme().px(px)
        self.setColumnWidth(TITLE, max(theme().px(160), rest))
