"""The list of what waits to leave: a row a line, and beside it all that is known of the one that is marked."""

from collections.abc import Sequence, Sized
from datetime import datetime

from PySide6.QtCore import QObject, Qt

from desk.model.deadline import VIETNAM
from desk.work.waiting_work import Line
from ui.views.deliveries_words import due_words, late_words, sort_words, what_words, why_told
from ui.views.parts.card import Card, ScrollPanel
from ui.views.parts.chip import Chip
from ui.views.parts.table import STRONG_ROLE, TONE_ROLE
from ui.views.parts.table_rows import Index, TableRows
from ui.views.parts.text import Text

STATE, WHO, DUE, LATE, WHAT = range(5)
WIDE = (174, 146, 132, 108)
"""Widths of the columns but the last, in px at 100 %."""

_GROUP = 8
"""Signs of a digest that stand together, so that its lines can be broken and it can be read aloud."""


class DeliveryRows(TableRows):
    """Hold the lines under the filter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self._now = datetime.now(VIETNAM)
        self.heads = (
            self.tr("Việc"), self.tr("Người dân"), self.tr("Hẹn"), self.tr("Trễ"), self.tr("Giấy, thủ tục")
        )  # fmt: skip

    def show_lines(self, lines: Sequence[Line], now: datetime) -> None:
        """Show other lines; the same ones in the same order do not jump."""
        same = [(one.dossier, one.document, one.number) for one in self.lines] == [
            (one.dossier, one.document, one.number) for one in lines
        ]
        if not same:
            self.beginResetModel()
        self.lines, self._now = list(lines), now
        if not same:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, WHAT))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, DUE, DUE)

    def shown(self) -> Sized:
        """Return the lines under the filter."""
        return self.lines

    def headerData(self, section: int, way: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Name the columns; what has left has the day it left on."""
        named = way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section == DUE
        if named and self.lines and not self.lines[0].sort.waits:
            return self.tr("Ngày trao")
        return super().headerData(section, way, role)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell's words; the state and the lateness have icon and colour, the citizen stands out."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words(line, column) if column in (WHO, WHAT) else None
        if role == TONE_ROLE and column == STATE:
            return sort_words(line.sort)[1]
        if role == TONE_ROLE and column == LATE and line.overdue:
            return "doubt"
        return column == WHO if role == STRONG_ROLE else None

    def _words(self, line: Line, column: int) -> str:
        words = {
            STATE: sort_words(line.sort)[0], DUE: due_words(line, self._now), LATE: late_words(line),
            WHO: line.citizen, WHAT: what_words(line),
        }  # fmt: skip
        return words[column]


class DeliverySide(ScrollPanel):
    """Tell of the marked line: what it is, since when, for when, what keeps it here and what to do."""

    def __init__(self) -> None:
        super().__init__("bg", 300)
        self.setAccessibleName(self.tr("Về việc đang chọn"))
        self._card = Card()
        self._chip = Chip("", "plain")
        self._what = Text("", "heading", wrap=True)
        self._who = Text("", "body", weight=600, wrap=True)
        self._facts = Text("", "label", "ink2", wrap=True)
        self._late = Text("", "label", "doubt", weight=600, wrap=True)
        self._why = Text("", "body", "doubt", weight=600, wrap=True)
        self._cure = Text("", "body", wrap=True)
        self._proof = Text("", "caption", "ink2", wrap=True)
        self._card.body.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._what, self._who, self._facts, self._late, self._why, self._cure, self._proof):
            self._card.body.addWidget(part)
        self.column.setContentsMargins(0, 16, 18, 14)
        self.column.addWidget(self._card)
        self.column.addStretch(1)

    def show_line(self, line: Line | None, now: datetime) -> None:
        """Show a line, or nothing."""
        self._card.setVisible(line is not None)
        if line is None:
            return
        words, tone = sort_words(line.sort)
        self._chip.set_state(words, tone)
        said = why_told(line)
        self._what.setText(what_words(line))
        self._who.setText(line.citizen)
        self._facts.setText("\n".join(self._told(line, now)))
        digest = " ".join(line.digest[at : at + _GROUP] for at in range(0, len(line.digest), _GROUP))
        proof = self.tr("SHA-256 của gói: {digest}").format(digest=digest) if digest else ""
        for text, shown in (
            (self._late, late_words(line)), (self._why, said.sentence), (self._cure, said.cure), (self._proof, proof),
        ):  # fmt: skip
            text.setText(shown)
            text.setVisible(bool(shown))

    def _told(self, line: Line, now: datetime) -> list[str]:
        since = f"{line.at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
        told = [self.tr("Hồ sơ {code}").format(code=line.dossier)]
        if line.papers and line.number is None:
            told.append(self.tr("{n} giấy").format(n=line.papers))
        if not line.sort.waits:
            return [*told, self.tr("Trao lúc {at}").format(at=since)]
        told.append(self.tr("Chờ từ {at}").format(at=since))
        if line.due_at is not None:
            due = self.tr("Hẹn trả {due}").format(due=due_words(line, now))
            told.append(self.tr("{due}, đã hẹn lại").format(due=due) if line.deferred else due)
        return told
