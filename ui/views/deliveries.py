"""Deliveries (Việc chờ gửi): what waits to leave the office, how late it is, and Enter to where it is done."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.model.deadline import VIETNAM
from desk.work.waiting_work import Line
from ui.models.deliveries import DeliveriesModel, Filter
from ui.models.window import WindowModel
from ui.views.deliveries_rows import WIDE, DeliveryRows, DeliverySide
from ui.views.deliveries_words import act_words, filter_words
from ui.views.evening_index import EveningIndex, IndexRow
from ui.views.parts.card import Box, Card, SidePanel
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.parts.table import Table
from ui.views.parts.text import Text
from ui.views.screen import Screen
from ui.views.theme import theme

FILTERS_WIDE = 232


class DeliveriesScreen(Screen):
    """List what waits by its pressingness; digits choose a filter, Enter goes where the marked line is done."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Việc chờ gửi"), self.tr("Những gì còn ở lại cơ quan, và những gì đã trao"))
        self._window = model
        self._deliveries = DeliveriesModel(model, self)
        self._rows = DeliveryRows(self)
        self._make_acts()
        self._build()
        self._deliveries.changed.connect(self._refresh)
        self._refresh()

    @property
    def model(self) -> DeliveriesModel:
        """Return the list behind the screen."""
        return self._deliveries

    def panes(self) -> list[QWidget]:
        """Give the list and the filters."""
        return [self.table, self.filters]

    def enter(self) -> None:
        """Read the list anew; the focus is on its first line."""
        self._deliveries.attend(here=True)
        super().enter()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the list be while nobody looks at it."""
        super().hideEvent(event)
        self._deliveries.attend(here=False)

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._go = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._go_on)
        self._back = make_action(self, self.tr("Về quầy"), "Esc", "arrow-left")
        self._back.triggered.connect(lambda: self._window.go("counter"))
        self._again = make_action(self, self.tr("Xem lại"), "F5", "refresh")
        self._again.triggered.connect(self._deliveries.read)
        for number, one in enumerate(Filter, 1):
            act = make_action(self, filter_words(one)[0], str(number))
            act.triggered.connect(lambda _=False, one=one: self._deliveries.choose(one))

    def _build(self) -> None:
        self.setAccessibleName(self.title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.filters = EveningIndex()
        self.filters.setAccessibleName(self.tr("Lọc việc chờ"))
        self.filters.wanted.connect(lambda key: self._deliveries.choose(Filter(key)))
        self.filters.selectionModel().currentChanged.connect(lambda now, _: self._filter_reached(now.row()))
        left = SidePanel("surface", FILTERS_WIDE)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self.filters)
        self.table = Table(self.tr("Việc chờ gửi, gấp nhất ở trên"), counter=True)
        self.table.setModel(self._rows)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._marked())
        self.table.doubleClicked.connect(lambda _: self._go_on())
        for number, wide in enumerate(WIDE):
            self.table.setColumnWidth(number, theme().px(wide))
        self._side = DeliverySide()
        centre = Box("bg")
        body = QVBoxLayout(centre)
        body.setContentsMargins(16, 16, 16, 14)
        body.setSpacing(10)
        self._word = Text("", "label", "seal", wrap=True)
        body.addWidget(self._word)
        body.addWidget(self._make_list(), 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(
            Panes(centre, (left, self.tr("Lọc việc chờ"), "filter"), (self._side, self.tr("Việc đang chọn"), "info"))
        )

    def _make_list(self) -> QStackedWidget:
        card = Card(dense=True)
        card.body.setContentsMargins(5, 5, 5, 5)
        card.body.addWidget(self.table)
        nothing = EmptyState(
            "check-circle", self.tr("Không còn việc nào chờ gửi"),
            self.tr("Hồ sơ đủ giấy, bản sao chưa ký xong và việc đến hẹn tự hiện ở đây. Bấm Esc để về quầy."),
        )  # fmt: skip
        other = EmptyState(
            "filter", self.tr("Không có việc nào ở mục này"), self.tr("Bấm 1 để xem tất cả việc còn chờ.")
        )
        self._list = QStackedWidget()
        for one in (card, nothing, other):
            self._list.addWidget(one)
        return self._list

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        model = self._deliveries
        marked = self.line()
        self._rows.show_lines(model.shown, self._now())
        self._show_filters()
        failure = model.failure
        self._word.setText(f"{failure.said.sentence} {failure.said.cure}" if failure is not None else "")
        self._word.setVisible(failure is not None)
        there = bool(self._rows.lines)
        waiting = any(line.sort.waits for line in model.lines)
        self._list.setCurrentIndex(0 if there or not model.asked else 1 if not waiting else 2)
        if there and not self.table.currentIndex().isValid():
            same = (n for n, line in enumerate(self._rows.lines) if marked is not None and _same(line, marked))
            self.table.setCurrentIndex(self._rows.index(next(same, 0), 0))
            if self.isVisible() and self.focusWidget() in (None, self, self.filters) and not self.filters.hasFocus():
                self.table.setFocus()
        self._marked()

    def _show_filters(self) -> None:
        model, counts = self._deliveries, self._deliveries.counts()
        rows = []
        for number, one in enumerate(Filter, 1):
            words, icon = filter_words(one)
            pressing = one in (Filter.OVERDUE, Filter.STUCK) and counts[one] > 0
            row = IndexRow(one.value, words, count=str(counts[one]), icon=icon, cap=str(number))
            rows.append(replace(row, tone="doubt") if pressing else row)
        self.filters.show_rows(rows, model.filter.value)
        place = self.filters.model().index(list(Filter).index(model.filter), 0)
        if self.filters.currentIndex() != place:
            self.filters.setCurrentIndex(place)

    def _filter_reached(self, row: int) -> None:
        """Follow the arrows in the filters at once."""
        if self.filters.hasFocus() and 0 <= row < len(Filter):
            self._deliveries.choose(list(Filter)[row])

    def _marked(self) -> None:
        line = self.line()
        self._side.show_line(line, self._now())
        self._go.setText(act_words(line) if line is not None else self.tr("Về quầy"))
        acts = (self._again, self._back) if line is not None else (self._again,)
        if (self.primary, self.neighbours) != (self._go, acts):
            self.set_acts(self._go, *acts)

    def line(self) -> Line | None:
        """Return the line that is marked."""
        here = self.table.currentIndex().row()
        return self._rows.lines[here] if 0 <= here < len(self._rows.lines) else None

    def _now(self) -> datetime:
        desk = self._window.session.desk
        return desk.clock.now() if desk is not None else datetime.now(VIETNAM)

    def _go_on(self) -> None:
        line = self.line()
        if line is not None:
            self._deliveries.go(line)
        else:
            self._window.go("counter")


def _same(one: Line, other: Line) -> bool:
    return (one.dossier, one.document, one.number) == (other.dossier, other.document, other.number)
