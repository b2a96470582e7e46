"""The rows of the book as a table: number, day, citizen, paper, officer, copies, fee, stage, note."""

from collections.abc import Sized

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from desk.work.register import BookEntry
from ui.models.register import RegisterModel
from ui.views.certify_words import money
from ui.views.parts.table import STRONG_ROLE, STRUCK_ROLE, TONE_ROLE, Table
from ui.views.parts.table_rows import Index, TableRows
from ui.views.register_words import stage_chip
from ui.views.theme import theme

NUMBER, DAY, CITIZEN, TITLE, OFFICER, COPIES, FEE, STAGE, NOTE = range(9)

_FIXED = {NUMBER: 78, DAY: 104, COPIES: 50, FEE: 84, STAGE: 130}
"""Widths of the columns whose words are short, in px at 100 %."""

_SHARES = {CITIZEN: (0.30, 124), OFFICER: (0.29, 118)}
"""Shares of the room that is left, and the least, in px at 100 %; the paper's name gets the rest."""

_TITLE_LEAST = 150

_NOTE_FROM = 160
"""The note gets a column of its own from so much spare room on; else the panel beside the rows shows it."""


class BookModel(TableRows):
    """Show the rows that passed the sieve; words are made for the cells in sight alone."""

    right = (NUMBER, COPIES, FEE)

    def __init__(self, register: RegisterModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._register = register
        self._rows = register.shown
        self.heads = (
            self.tr("Số"), self.tr("Ngày"), self.tr("Người yêu cầu"), self.tr("Tên giấy"), self.tr("Người ký"),
            self.tr("Bản"), self.tr("Phí"), self.tr("Trạng thái"), self.tr("Ghi chú"),
        )  # fmt: skip
        register.sifted.connect(self._renew)

    def entry(self, row: int) -> BookEntry | None:
        """Return the entry of a row, None beyond the last."""
        return self._rows[row].entry if 0 <= row < len(self._rows) else None

    def row_of(self, copy_id: int) -> int:
        """Return the row of a copy, -1 when it is not shown."""
        return next((row for row, one in enumerate(self._rows) if one.entry.copy_id == copy_id), -1)

    def shown(self) -> Sized:
        """Return the rows that passed the sieve."""
        return self._rows

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell's words, tone and place; a void number is struck through but for its stage and its note."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()].entry, index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(one, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (CITIZEN, TITLE, OFFICER, NOTE):
            return self._words(one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in self.right:
            return int(Qt.AlignmentFlag.AlignRight)
        if role == TONE_ROLE and column == STAGE:
            return stage_chip(one.stage)[1]
        if role == STRUCK_ROLE:
            return one.void and column < STAGE
        return column == NUMBER if role == STRONG_ROLE else None

    def _words(self, one: BookEntry, column: int) -> str:
        if column == DAY:
            return f"{one.day:%d/%m/%Y}"
        if column == FEE:
            return money(one.fee)
        words = {
            NUMBER: one.written, CITIZEN: one.citizen, TITLE: one.title, OFFICER: one.officer,
            COPIES: str(one.copies), STAGE: stage_chip(one.stage)[0], NOTE: one.note,
        }  # fmt: skip
        return words[column]

    def _renew(self) -> None:
        self.beginResetModel()
        self._rows = self._register.shown
        self.endResetModel()


class BookTable(Table):
    """Share the width out among the columns; the note's column is shown where there is room for it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def share_out(self) -> None:
        """Give short columns what they need and the others their share."""
        if self.model() is None:
            return
        now = theme()
        room = self.viewport().width() - sum(now.px(wide) for wide in _FIXED.values())
        least = now.px(_TITLE_LEAST) + sum(now.px(least) for _, least in _SHARES.values())
        note = max(now.px(_NOTE_FROM), room // 4) if room - least >= now.px(2 * _NOTE_FROM) else 0
        self.setColumnHidden(NOTE, not note)
        wide = {column: now.px(px) for column, px in _FIXED.items()}
        wide |= {column: max(now.px(px), int((room - note) * share)) for column, (share, px) in _SHARES.items()}
        wide[TITLE] = max(now.px(_TITLE_LEAST), room - note - sum(wide[column] for column in _SHARES))
        for column, px in wide.items():
            self.setColumnWidth(column, px)
        if note:
            self.setColumnWidth(NOTE, note)
