"""What was done (các việc đã làm): the deeds of the dossier at the counter, or on the settings, in a list."""

from collections.abc import Sized
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk.model.deadline import VIETNAM
from desk.work.deed_words import deed_words
from desk.work.undoing import Told
from ui.models.window import WindowModel
from ui.views.parts.card import Card
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action
from ui.views.parts.table import STRONG_ROLE, STRUCK_ROLE, TONE_ROLE, Table
from ui.views.parts.table_rows import Index, TableRows
from ui.views.screen import Screen
from ui.views.theme import theme

if TYPE_CHECKING:
    from ui.views.tokens import Tone

AT, WHAT, WHO, DESK, STATE = range(5)

_WIDE = {AT: 150, WHO: 170, DESK: 110, STATE: 212}
"""Widths of the columns in px at 100 %; what was done has the rest."""

_WHAT_LEAST = 250
"""Where what was done would have less, the desk gives way first, then the officer."""


class DeedRows(TableRows):
    """Show deeds, newest first; those taken back are struck through."""

    def __init__(self, model: WindowModel, *, office: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._office = model, office
        self._rows: list[Told] = []
        self.heads = (
            self.tr("Lúc"), self.tr("Việc"), self.tr("Ai"), self.tr("Quầy"), self.tr("Tình trạng"),
        )  # fmt: skip
        model.history.changed.connect(self.renew)

    def deed(self, row: int) -> Told | None:
        """Return the deed of a row, None beyond the last."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, deed_id: int) -> int:
        """Return the row of a deed, -1 when it is not shown."""
        return next((row for row, one in enumerate(self._rows) if one.deed.id == deed_id), -1)

    def renew(self) -> None:
        """Take the deeds as they are known now."""
        rows = self._model.history.office if self._office else self._model.history.told
        if rows != self._rows:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()

    def shown(self) -> Sized:
        """Return the deeds."""
        return self._rows

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell's words; how a deed stands has a tone."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(one, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (WHAT, STATE):
            return self._words(one, column)
        if role == TONE_ROLE and column == STATE:
            return self._state(one)[1]
        if role == STRUCK_ROLE:
            return not one.deed.holds and column == WHAT
        return column == WHAT if role == STRONG_ROLE else None

    def _words(self, one: Told, column: int) -> str:
        if column == AT:
            return f"{one.deed.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
        if column == WHAT:
            return deed_words(one.deed, self._model.runner.language)
        return {WHO: one.officer, DESK: one.deed.desk, STATE: self._state(one)[0]}[column]

    def _state(self, one: Told) -> "tuple[str, Tone]":
        if not one.deed.holds:
            return self.tr("Đã hoàn tác"), "plain"
        if one.back:
            return self.tr("Hoàn tác được"), "ok"
        if one.why == "undo.buried":
            return self.tr("Sau nó còn việc khác"), "plain"
        words = {
            "undo.fixed": self.tr("Giấy đã có số hoặc đã ký"),
            "undo.changed": self.tr("Đã khác lúc làm"),
            "intake.dossier-closed": self.tr("Hồ sơ đã đóng"),
        }
        return words.get(one.why, self.tr("Không hoàn tác được")), "doubt"


class DeedTable(Table):
    """Give what was done the room that is left; on a narrow window other columns give way."""

    def share_out(self) -> None:
        """Give what was done the rest of the width."""
        if self.model() is None:
            return
        wide = {column: theme().px(px) for column, px in _WIDE.items()}
        room = self.viewport().width() - sum(wide.values())
        for column in (DESK, WHO):
            hidden = room < theme().px(_WHAT_LEAST)
            self.setColumnHidden(column, hidden)
            room += wide[column] if hidden else 0
        for column, px in wide.items():
            self.setColumnWidth(column, px)
        self.setColumnWidth(WHAT, max(room, theme().px(_WHAT_LEAST * 2 // 3)))


class DeedsScreen(Screen):
    """List the deeds; Enter takes the one marked back, or does it again."""

    def __init__(self, model: WindowModel, *, office: bool = False) -> None:
        super().__init__(self.tr("Các việc đã làm"))
        self._model, self._home = model, "settings" if office else "counter"
        self._before = self._home
        self._rows = DeedRows(model, office=office, parent=self)
        self._marked = 0
        self._placing = False
        self._make_acts()
        self._build(office=office)
        self._rows.modelReset.connect(self._refresh)

    def enter(self) -> None:
        """Read the deeds again, and mark the newest."""
        if not self._model.screen.endswith(".deeds"):
            self._before = self._model.screen or self._home
        self._marked = 0
        self.set_title(self.title, self._facts())
        self._model.history.look()
        self._rows.renew()
        self._refresh()
        self.table.setFocus()

    def _facts(self) -> str:
        if self._home == "settings":
            return self.tr("Thiết đặt của cả văn phòng")
        counter = self._model.counter.counter
        if counter is None:
            return self.tr("Chưa có hồ sơ nào ở quầy")
        words = self.tr("Hồ sơ {code} của {name}; số, chữ ký và việc trao hồ sơ không hoàn tác được")
        return words.format(code=counter.dossier.code, name=counter.citizen.name)

    def panes(self) -> list[QWidget]:
        """Give the table."""
        return [self.table]

    def _make_acts(self) -> None:
        self.back_act = make_action(self, self.tr("Hoàn tác việc này"), "Return", "undo", "primary")
        self.again_act = make_action(self, self.tr("Làm lại việc này"), "Return", "refresh", "primary")
        for act in (self.back_act, self.again_act):
            act.setAutoRepeat(False)
            act.triggered.connect(self._turn)
        self.leave_act = make_action(self, self.tr("Quay lại"), "Esc", "arrow-left")
        self.leave_act.triggered.connect(lambda: self._model.go(self._before))

    def _build(self, *, office: bool) -> None:
        self.table = DeedTable(self.tr("Các việc đã làm, mới nhất ở trên"))
        self.table.setModel(self._rows)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._moved())
        self.table.doubleClicked.connect(lambda _: self._turn())
        card = Card(dense=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        words = (
            self.tr("Đổi kiểu quét, ký hiệu sổ hay việc đòi ký thì việc ấy hiện ở đây.") if office
            else self.tr("Dùng lại, chuyển, xoay, xác nhận hay bỏ giấy thì việc ấy hiện ở đây, cả sau khi mở lại máy.")
        )  # fmt: skip
        none = EmptyState("history", self.tr("Chưa có việc nào để hoàn tác"), words)
        self._answers = QStackedWidget()
        self._answers.addWidget(card)
        self._answers.addWidget(none)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.addWidget(self._answers)

    def _refresh(self) -> None:
        there = self._rows.rowCount() > 0
        self._answers.setCurrentIndex(0 if there else 1)
        if there:
            row = max(0, self._rows.row_of(self._marked))
            self._placing = True
            self.table.setCurrentIndex(self._rows.index(row, 0))
            self._placing = False
        self._show_acts()

    def _moved(self) -> None:
        """Keep the deed a person moved to marked, wherever it comes to stand."""
        told = self._rows.deed(self.table.currentIndex().row())
        if told is not None and not self._placing:
            self._marked = told.deed.id
        self._show_acts()

    def _show_acts(self) -> None:
        told = self._rows.deed(self.table.currentIndex().row())
        again = told is not None and not told.deed.holds
        self.back_act.setEnabled(told is not None and told.back)
        self.again_act.setEnabled(told is not None and told.again)
        able = self.back_act.isEnabled() or self.again_act.isEnabled()
        primary = self.again_act if again else self.back_act
        if not able:
            self.leave_act.setProperty("button-role", "primary")
            self.set_acts(self.leave_act)
            return
        self.leave_act.setProperty("button-role", "secondary")
        self.set_acts(primary, self.leave_act)

    def _turn(self) -> None:
        told = self._rows.deed(self.table.currentIndex().row())
        if told is None:
            return
        self._marked = told.deed.id
        if told.back:
            self._model.history.take_back(told.deed)
        elif told.again:
            self._model.history.do_again(told.deed)


def office_deeds(model: WindowModel) -> DeedsScreen:
    """Make the list of the deeds about the office itself."""
    return DeedsScreen(model, office=True)
