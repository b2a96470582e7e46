"""The day's board (Bảng ngày): four figures, two charts, what was done and what waits; nothing to decide but that."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.work.board import Board
from ui.models.board import BoardModel, View, waits
from ui.models.names import agency_name
from ui.models.window import Letter, WindowModel
from ui.views import board_words as words
from ui.views.board_parts import BoardTools, BoardWaiting, FigureCard
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card
from ui.views.parts.chart import Plot
from ui.views.parts.charts import ColumnChart, Legend, LineChart, ShareBars
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action
from ui.views.parts.text import ElidedText, Text
from ui.views.screen import Screen
from ui.views.theme import theme

_WIDE_PX, _MIDDLE_PX = 1000, 560
"""From so many px at 100 % on four and two figures stand side by side."""


class BoardScreen(Screen):
    """Look at a day, a week or a month; go back and forward, print the month, go where something waits."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Bảng ngày"))
        self._window = model
        self._board = BoardModel(model, self)
        self._copies = self._people = False
        self._columns, self._empty = 0, False
        self._make_acts()
        self._build()
        self._board.changed.connect(self._refresh)
        self._board.laid.connect(self._show_report)
        self.waiting.led.connect(self._board.lead)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self._refresh()

    @property
    def model(self) -> BoardModel:
        """Return the figures behind the screen."""
        return self._board

    def panes(self) -> list[QWidget]:
        """Give the charts, the list and what waits."""
        shown = [self.hours, self.pace, self.bars, *self.waiting.buttons()[:1]]
        return [one for one in shown if one.isVisibleTo(self)] or [self._scroll]

    def tools(self) -> QWidget | None:
        """Give the choice of days and the report."""
        return self._tools

    def enter(self) -> None:
        """Put the focus on the first chart; figures are counted as long as the screen is shown."""
        super().enter()
        self._show_view()

    def showEvent(self, event: QShowEvent) -> None:
        """Count while it is looked at."""
        super().showEvent(event)
        self._board.watch(here=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no more."""
        super().hideEvent(event)
        self._board.watch(here=False)

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        names = {
            View.DAY: (self.tr("Ngày"), "Alt+1"), View.WEEK: (self.tr("Tuần"), "Alt+2"),
            View.MONTH: (self.tr("Tháng"), "Alt+3"),
        }  # fmt: skip
        self.views = {view: make_action(self, name, key, role="quiet") for view, (name, key) in names.items()}
        for view, act in self.views.items():
            act.triggered.connect(lambda _on=False, view=view: self._show(view))
        self.before = make_action(self, self.tr("Ngày trước"), "PgUp", "arrow-left", "tool")
        self.before.triggered.connect(lambda: self._board.step(-1))
        self.behind = make_action(self, self.tr("Ngày sau"), "PgDown", "arrow-right", "tool")
        self.behind.triggered.connect(lambda: self._board.step(1))
        self.today = make_action(self, self.tr("Về hôm nay"), "Ctrl+Home")
        self.today.triggered.connect(self._board.go_to_today)
        self.report = make_action(self, self.tr("In báo cáo"), "Ctrl+P", "printer")
        self.report.setAutoRepeat(False)
        self.report.triggered.connect(self._board.lay_report)
        self.other = make_action(self, self.tr("Xem bản sao"), "B", "copy", "quiet")
        self.other.triggered.connect(self._turn_chart)
        self.who = make_action(self, self.tr("Theo cán bộ"), "C", "people", "quiet")
        self.who.triggered.connect(self._turn_list)
        home = make_action(self, self.tr("Về quầy"), "Esc")
        home.triggered.connect(lambda: self._window.go("counter"))
        self._again = make_action(self, self.tr("Tính lại"), "F5")
        self._again.triggered.connect(self._board.read)

    def _build(self) -> None:
        self._tools = BoardTools(self.views, self.before, self.behind, self.report)
        self.figures = (
            FigureCard("folder", ""), FigureCard("reuse", self.tr("Dùng lại, không quét")),
            FigureCard("clock", self.tr("Mỗi bản sao chứng thực")), FigureCard("calendar", ""),
        )  # fmt: skip
        self.waiting = BoardWaiting(self)
        self._make_charts()
        self.empty = EmptyState("board", "", self.tr(
            "Số liệu tự lên khi có hồ sơ, giấy quét hay bản sao chứng thực. Bấm Page Up để xem ngày trước."
        ))  # fmt: skip
        self._empty_card = Card()
        self._empty_card.body.addWidget(self.empty)
        self._figure_grid, self._grid = QGridLayout(), QGridLayout()
        for grid in (self._figure_grid, self._grid):
            grid.setSpacing(theme().space("between"))
        inner = Box("bg")
        column = QVBoxLayout(inner)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(theme().space("between"))
        column.addLayout(self._figure_grid)
        column.addLayout(self._grid, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._scroll)
        self._arrange()

    def _make_charts(self) -> None:
        self.hours = ColumnChart(self.tr("Hồ sơ theo giờ"))
        self._hours_title = ElidedText("", "body", weight=600)
        self._legend = Legend(self.tr("có dùng lại"), self.tr("không dùng lại"))
        self._hours_card = _chart_card(self._hours_title, self.hours, self._legend, Button.of(self.other, "small"))
        self.pace = LineChart(self.tr("Giây mỗi bản sao chứng thực theo ngày"))
        self._pace_title = ElidedText("", "body", weight=600)
        self._pace_card = _chart_card(self._pace_title, self.pace, Text(self.tr("trung vị"), "caption", "ink2"))
        self.bars = ShareBars(self.tr("Thủ tục trong kỳ"))
        self.bars.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._bars_title = ElidedText("", "body", weight=600)
        self._bars_head = Text("", "caption", "ink2")
        self._bars_card = _chart_card(self._bars_title, self.bars, self._bars_head, Button.of(self.who, "small"))
        self._none = Text(self.tr("Chưa có hồ sơ nào."), "label", "ink2")
        self._counted = Text("", "caption", "ink2", wrap=True)
        self._bars_card.body.addWidget(self._none)
        self._bars_card.body.addStretch(1)
        self._indicators = Text("", "caption", "ink2", wrap=True)
        self._bars_card.body.addWidget(self._indicators)
        self._bars_card.body.addWidget(self._counted)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Bring what has the focus into sight, however it came there."""
        inner = self._scroll.widget()
        if now is not None and inner is not None and inner.isAncestorOf(now):
            # The whole of it: Qt's own way would show no more of a table than its current cell.
            middle = now.mapTo(inner, now.rect().center())
            half = min(now.height() + 24, self._scroll.viewport().height()) // 2
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, half)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards anew where there is room for more or fewer side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Set four figures and two charts side by side, or fewer on a narrow window."""
        wide = self.width()
        columns = 4 if wide >= theme().px(_WIDE_PX) else 2 if wide >= theme().px(_MIDDLE_PX) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, figure in enumerate(self.figures):
            self._figure_grid.addWidget(figure, place // columns, place % columns)
        for column in range(4):
            self._figure_grid.setColumnStretch(column, int(column < columns))
        self._place()

    def _place(self) -> None:
        """Set the charts and lists; on an empty day what waits has the whole width below the words that teach."""
        two = 2 if self._columns == 4 else 1
        cards = (self._hours_card, self._pace_card, self._bars_card, self.waiting)
        for place, card in enumerate(cards):
            self._grid.addWidget(card, place // two, place % two)
        if self._empty:
            self._grid.addWidget(self.waiting, 3, 0, 1, two)
        self._grid.addWidget(self._empty_card, 0, 0, 1, two)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < two))
        for row in range(4):
            self._grid.setRowStretch(row, int(row == 0 or (row == 1 and two == 1)))

    # -- showing ---------------------------------------------------------------------------------------------------

    def _show(self, view: View) -> None:
        self._board.show(view)
        self._show_view()

    def _show_view(self) -> None:
        view = self._board.view
        self._tools.show_view(view)
        steps = {
            View.DAY: (self.tr("Ngày trước"), self.tr("Ngày sau")),
            View.WEEK: (self.tr("Tuần trước"), self.tr("Tuần sau")),
            View.MONTH: (self.tr("Tháng trước"), self.tr("Tháng sau")),
        }
        for act, name in zip((self.before, self.behind), steps[view], strict=True):
            act.setText(name)
        self.behind.setEnabled(not self._board.of_today)
        self.today.setEnabled(not self._board.of_today)

    def _refresh(self) -> None:
        board = self._board.board
        self._show_view()
        if board is None:
            self.set_title(self.title, words.span_words(self._board.view, self._board.span))
            self._clear()
            return
        session = self._window.session
        office = agency_name(session.facts.authority) if session.facts is not None else ""
        counted = self.tr("số tính lúc {clock}").format(clock=f"{self._board.now:%H:%M}")
        facts = (words.span_words(self._board.view, board.span), office, counted)
        shown = " · ".join(part for part in facts if part)
        if shown != self.facts:
            self.set_title(self.title, shown)
        self._show_cards(empty=board.empty)
        self._show_figures(board)
        self._show_charts(board)
        self.waiting.show_waits(waits(board.waiting))

    def _clear(self) -> None:
        """Show nothing: what the officer before saw may not be for the next."""
        self._show_cards(empty=False)
        for card in self.figures:
            card.show_figure("", words.FigureWords(words.NONE, "", ""), ())
        for chart in (self.hours, self.pace, self.bars):
            chart.show_plot(Plot())
        for told in (self._indicators, self._counted):
            told.setText("")
        self._copies = self._people = False
        self.waiting.show_waits(())

    def _show_cards(self, *, empty: bool) -> None:
        for card in (*self.figures, self._hours_card, self._pace_card, self._bars_card):
            card.setVisible(not empty)
        if empty is not self._empty:
            self._empty = empty
            self._place()
        board = self._board.board
        self._empty_card.setVisible(empty)
        self.waiting.setVisible(board is not None and board.waiting is not None)

    def _show_figures(self, board: Board) -> None:
        view, trend = self._board.view, board.trend
        label = words.of_span(view, today=self._board.of_today)
        dossiers, reuse, pace, on_time = self.figures
        dossiers.show_figure(label, words.dossier_figure(view, board), tuple(one.dossiers or None for one in trend))
        reuse.show_figure(
            self.tr("Dùng lại, không quét"), words.reuse_figure(view, board),
            tuple(one.papers.percent for one in trend),
        )
        pace.show_figure(
            self.tr("Mỗi bản sao chứng thực"), words.pace_figure(view, board), tuple(one.pace.middle for one in trend)
        )
        month = self.tr("Đúng hẹn tháng {month}").format(month=board.span.last.month)
        on_time.show_figure(month, words.on_time_figure(board), tuple(one.on_time.percent for one in trend))
        none = self.tr("Hôm nay chưa có việc nào"), self.tr("Những ngày này không có việc nào")
        self.empty.say(none[0 if self._board.of_today else 1])

    def _show_charts(self, board: Board) -> None:
        now = self._board.now
        by_hour = len(board.span.days) == 1
        if self._copies:
            title = self.tr("Bản sao theo giờ") if by_hour else self.tr("Bản sao theo ngày")
        else:
            title = self.tr("Hồ sơ theo giờ") if by_hour else self.tr("Hồ sơ theo ngày")
        self._hours_title.setText(title)
        self.hours.setAccessibleName(title)
        self.hours.show_plot((words.copy_plot if self._copies else words.dossier_plot)(board, now))
        self.other.setText(self.tr("Xem hồ sơ") if self._copies else self.tr("Xem bản sao"))
        self._legend.setVisible(not self._copies)
        self._pace_title.setText(self.tr("Giây mỗi bản sao chứng thực, {days} ngày").format(days=len(board.trend)))
        self.pace.show_plot(words.pace_plot(board, now.date()))
        self._show_list(board)

    def _show_list(self, board: Board) -> None:
        people = self._people and bool(board.officers)
        titles = {
            View.DAY: self.tr("Thủ tục trong ngày"), View.WEEK: self.tr("Thủ tục trong tuần"),
            View.MONTH: self.tr("Thủ tục trong tháng"),
        }  # fmt: skip
        self._bars_title.setText(self.tr("Cán bộ: giấy nhận, đã kiểm") if people else titles[self._board.view])
        self.bars.setAccessibleName(self._bars_title.text())
        self.bars.show_plot(words.officer_plot(board) if people else words.procedure_plot(board))
        self._bars_head.setText(self.tr("giấy · hồ sơ") if people else self.tr("hồ sơ · dùng lại"))
        self.who.setText(self.tr("Theo thủ tục") if people else self.tr("Theo cán bộ"))
        self.who.setVisible(bool(board.officers))
        self.who.setEnabled(bool(board.officers))
        self.bars.setVisible(bool(self.bars.plot.data))
        self.bars.updateGeometry()
        self._none.setVisible(not self.bars.plot.data)
        self._indicators.setText(words.indicator_words(board))
        self._counted.setText(words.counted_words(board))

    # -- acts ------------------------------------------------------------------------------------------------------

    def _turn_chart(self) -> None:
        self._copies = not self._copies
        self._refresh()

    def _turn_list(self) -> None:
        self._people = not self._people
        self._refresh()

    def _show_report(self, file: Path, month: date) -> None:
        title = self.tr("Báo cáo tháng {month}").format(month=f"{month:%m/%Y}")
        self._window.read_letter(Letter(file, title, "board"), "board.report")


def _chart_card(title: Text, chart: QWidget, *head: QWidget) -> Card:
    """Put a chart on a card with its title at the left and its legend at the right."""
    card = Card(dense=True)
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addStrut(theme().height("button-small"))
    line.addWidget(title, 1)
    for part in head:
        line.addWidget(part)
    card.body.addLayout(line)
    card.body.addWidget(chart, 1)
    return card
