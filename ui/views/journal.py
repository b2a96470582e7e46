"""The journal (Nhật ký): who did what when, and whether the chain of lines is whole; for inspectors."""

from collections.abc import Sized

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.model.deadline import VIETNAM
from desk.model.events import Entry
from ui.models.journal import JournalReading
from ui.models.window import WindowModel
from ui.views.journal_words import data_words, kind_words, subject_words
from ui.views.parts.card import Card
from ui.views.parts.chip import Chip
from ui.views.parts.keys import make_action
from ui.views.parts.table import STRONG_ROLE, TONE_ROLE, Table
from ui.views.parts.table_rows import Index, TableRows
from ui.views.parts.text import Text
from ui.views.screen import Screen
from ui.views.theme import theme

_SEQ, _AT, _WHO, _DESK, _WHAT, _ABOUT, _DATA = range(7)
_WIDE = (76, 166, 186, 110, 196, 220)


class JournalRows(TableRows):
    """Hold the lines fetched; older ones are fetched when the table asks for more."""

    def __init__(self, reading: JournalReading, people: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._people = people
        self.heads = (
            self.tr("Dòng"), self.tr("Lúc"), self.tr("Ai"), self.tr("Quầy"), self.tr("Việc"), self.tr("Về"),
            self.tr("Số liệu"),
        )  # fmt: skip
        reading.renewed.connect(self._renew)
        reading.changed.connect(self._chain_changed)
        reading.grown.connect(self._grow)

    def shown(self) -> Sized:
        """Return the lines fetched."""
        return self._reading.entries

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell's words; from the first break on the chain proves nothing, and the place is marked."""
        if not index.isValid():
            return None
        entry = self._reading.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(entry, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _DATA:
            return f"{data_words(entry.event)}\n{entry.hash}"
        if role == STRONG_ROLE:
            return index.column() == _WHAT
        chain = self._reading.chain
        broken = chain is not None and chain.first_break is not None and entry.seq >= chain.first_break
        if role == TONE_ROLE and index.column() == _SEQ and broken:
            return "seal"
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether older lines wait."""
        return not parent.isValid() and self._reading.more

    def fetchMore(self, parent: Index) -> None:
        """Fetch older lines; they come later."""
        if not parent.isValid():
            self._reading.fetch_older()

    def _words(self, entry: Entry, column: int) -> str:
        event = entry.event
        if column == _AT:
            return f"{event.at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"
        words = {
            _SEQ: str(entry.seq), _WHO: self._people.get(event.actor, event.actor), _DESK: event.desk,
            _WHAT: kind_words(event.kind), _ABOUT: subject_words(event), _DATA: data_words(event),
        }  # fmt: skip
        return words[column]

    def _renew(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _chain_changed(self) -> None:
        if self._reading.entries:
            self.dataChanged.emit(self.index(0, _SEQ), self.index(len(self._reading.entries) - 1, _SEQ), [TONE_ROLE])

    def _grow(self, entries: list[Entry]) -> None:
        there = len(self._reading.entries)
        self.beginInsertRows(QModelIndex(), there, there + len(entries) - 1)
        self._reading.entries += entries
        self.endInsertRows()


class JournalScreen(Screen):
    """Read the journal newest first; one line says whether the whole chain fits."""

    def __init__(self, model: WindowModel) -> None:
        facts = self.tr("Mỗi dòng giữ dấu vân tay của dòng trước; không dòng nào sửa được")
        super().__init__(self.tr("Nhật ký"), facts)
        self._window = model
        self._reading = JournalReading(model, self)
        people = {officer.login: officer.name for officer in model.session.people}
        self._rows = JournalRows(self._reading, people, self)
        self._chip = Chip("", "plain")
        self._words = Text("", "label", "ink2", wrap=True)
        self._table = Table(self.tr("Các dòng nhật ký, mới nhất ở trên"))
        self._table.setModel(self._rows)
        self._back = make_action(self, self.tr("Về thiết đặt"), ["Return", "Esc"], "arrow-left", "primary")
        self._back.triggered.connect(lambda: model.go("settings"))
        self._again = make_action(self, self.tr("Soát lại chuỗi"), "F5", "refresh")
        self._again.triggered.connect(self._reading.check)
        self.set_acts(self._back, self._again)
        self._build()
        self._reading.changed.connect(self._refresh)
        self._reading.renewed.connect(self._choose_first)

    @property
    def reading(self) -> JournalReading:
        """Return the reading behind the screen."""
        return self._reading

    def panes(self) -> list[QWidget]:
        """Give the table."""
        return [self._table]

    def enter(self) -> None:
        """Check the chain anew and read the newest lines."""
        super().enter()
        self._reading.check()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._words, 1)
        card = Card(dense=True)
        card.body.setContentsMargins(5, 5, 5, 5)
        card.body.addWidget(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(card, 1)
        for number, wide in enumerate(_WIDE):
            self._table.setColumnWidth(number, theme().px(wide))

    def _choose_first(self) -> None:
        if self._rows.rowCount():
            self._table.setCurrentIndex(self._rows.index(0, 0))

    def _refresh(self) -> None:
        reading, chain = self._reading, self._reading.chain
        self._again.setEnabled(not reading.checking)
        if reading.failure is not None:
            self._chip.set_state(self.tr("Không đọc được"), "seal")
            self._words.setText(f"{reading.failure.said.sentence} {reading.failure.said.cure}")
        elif reading.checking:
            self._chip.set_state(self.tr("Đang soát"), "accent", "refresh")
            self._words.setText(self.tr("Đang tính lại dấu vân tay của mọi dòng…"))
        elif chain is None:
            self._chip.set_state(self.tr("Chưa soát"), "plain")
        elif chain.first_break is None:
            self._chip.set_state(self.tr("Chuỗi nguyên vẹn"), "ok", "link")
            words = self.tr("Đã soát cả {count} dòng, dòng nào cũng khớp dòng trước.")
            self._words.setText(words.format(count=chain.events))
        else:
            self._chip.set_state(self.tr("Chuỗi bị đứt ở dòng {place}").format(place=chain.first_break), "seal")
            words = self.tr(
                "Từ dòng {place} trở đi không còn là bằng chứng. Sao cả thư mục văn phòng, báo người quản trị."
            )
            self._words.setText(words.format(place=chain.first_break))
