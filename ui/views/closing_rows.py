"""The closings of a book as a table: which day or year, which numbers, what they came to, who closed, the seal."""

from collections.abc import Sized

from PySide6.QtCore import QObject, Qt

from desk.model.deadline import VIETNAM
from desk.work.closing import Closing
from ui.models.closing import ClosingModel
from ui.views.certify_words import money
from ui.views.parts.table import STRONG_ROLE, TONE_ROLE
from ui.views.parts.table_rows import Index, TableRows
from ui.views.register_words import closing_words, seal_words

WHEN, NUMBERS, COUNT, FEE, BY, AT, SEAL = range(7)

_WIDE = {WHEN: 142, NUMBERS: 72, COUNT: 122, FEE: 90, BY: 134, AT: 150}
"""Widths of the columns in px at 100 %; the seal has the rest."""


class ClosingRows(TableRows):
    """Show the closings, newest first."""

    right = (FEE,)

    def __init__(self, closing: ClosingModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closing = closing
        self._rows: tuple[Closing, ...] = ()
        self.heads = (
            self.tr("Khóa"), self.tr("Các số"), self.tr("Số lượng"), self.tr("Phí"), self.tr("Người khóa"),
            self.tr("Lúc"), self.tr("Mã niêm phong"),
        )  # fmt: skip
        closing.changed.connect(self._renew)

    def closing(self, row: int) -> Closing | None:
        """Return the closing of a row, None beyond the last."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def shown(self) -> Sized:
        """Return the closings."""
        return self._rows

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell's words; a day closed with copies under way is marked."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(one, column)
        if role == Qt.ItemDataRole.ToolTipRole and column == SEAL:
            return one.head
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self.right:
            return int(Qt.AlignmentFlag.AlignRight)
        if role == TONE_ROLE and column == COUNT and one.unfinished:
            return "doubt"
        return column == WHEN if role == STRONG_ROLE else None

    def _words(self, one: Closing, column: int) -> str:
        at = one.at.astimezone(VIETNAM) if one.at is not None else None
        numbers = self.tr("{first}–{last}").format(first=one.first, last=one.last) if one.numbers else "–"
        words = {
            WHEN: closing_words(one), NUMBERS: numbers, COUNT: self._count(one), FEE: money(one.fee), BY: one.by,
            AT: f"{at:%d/%m/%Y %H:%M}" if at is not None else "", SEAL: seal_words(one.head),
        }  # fmt: skip
        return words[column]

    def _count(self, one: Closing) -> str:
        words = self.tr("{count} số").format(count=one.numbers)
        void = self.tr(", hủy {void}").format(void=one.void) if one.void else ""
        rest = self.tr(", dở {open}").format(open=one.unfinished) if one.unfinished else ""
        return words + void + rest

    def _renew(self) -> None:
        state = self._closing.state
        rows = tuple(reversed(state.closings)) if state is not None else ()
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()


def wide(column: int) -> int:
    """Return the width of a column in px at 100 %, 0 for the one that takes the rest."""
    return _WIDE.get(column, 0)
