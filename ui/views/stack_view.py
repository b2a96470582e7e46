"""Show an evening's stack: arrows move, Shift and Ctrl choose several, sides are dragged between papers."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle

from ui.models.evening_rows import Group, SideRow, Tray
from ui.views.parts.banner import announce
from ui.views.parts.spoken import LIST
from ui.views.stack_cells import StackCells
from ui.views.stack_drag import DragView
from ui.views.stack_layout import Line, Measures, StackLayout
from ui.views.stack_model import HeadRow, StackModel
from ui.views.stack_paint import (
    NUMBER_TALL,
    PICTURE_TALL,
    TITLE_TALL,
    paint_card,
    paint_insertion,
    paint_mark,
    paint_title,
)
from ui.views.theme import theme

Index = QModelIndex | QPersistentModelIndex
_CELL_WIDE, _HEAD, _MARGIN, _PAD, _GAP = 82, 36, 14, 10, 11


class StackView(DragView):
    """Show a `StackModel` as cards of dossiers.

    Signals:
        reached: place of the side that is current now.
        chosen_changed: other sides are chosen now.
        opened: place of a side that was pressed twice.
    """

    spoken_role = LIST

    reached = Signal(int)
    chosen_changed = Signal()
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows = StackModel(self)
        self._layout = StackLayout()
        self._tray_act = ("", "")
        self._follows = True
        self._cells = StackCells()
        self._marked: tuple[set[int], int] = (set(), -1)  # rows that are chosen and the current one, while painting
        self.setModel(self._rows)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Các trang của chồng giấy"))
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    # -- what is shown ------------------------------------------------------------------------------------------------

    def pages(self) -> StackModel:
        """Give the model, to answer with pictures."""
        return self._rows

    def show_groups(self, groups: list[Group]) -> None:
        """Show groups; the current side, what is chosen and the place in the scroll stay where they can."""
        current, chosen, at = self.current(), self.chosen(), self.verticalScrollBar().value()
        if not self._rows.show_groups(groups):
            return
        self._lay_out()
        self.verticalScrollBar().setValue(at)
        if current is not None and self._rows.row_of(current) is not None:
            self.go_to(current, scroll=False)
        if len(chosen) > 1:
            self.choose(chosen)

    def set_tray_act(self, words: str, key: str) -> None:
        """Say what can be done with sides in a tray, and the key of it."""
        self._tray_act = (words, key)

    def current(self) -> int | None:
        """Return the place of the current side."""
        index = self.currentIndex()
        row = self._rows.row(index) if index.isValid() else None
        return row.place if isinstance(row, SideRow) else None

    def current_row(self) -> SideRow | None:
        """Return the current side."""
        index = self.currentIndex()
        row = self._rows.row(index) if index.isValid() else None
        return row if isinstance(row, SideRow) else None

    def chosen(self) -> list[int]:
        """Return the places of the sides chosen, as they lie; the current one when none is."""
        rows = [self._rows.row(index) for index in sorted(self.selectedIndexes(), key=QModelIndex.row)]
        places = [row.place for row in rows if isinstance(row, SideRow)]
        now = self.current()
        return places or ([now] if now is not None else [])

    def go_to(self, place: int, *, scroll: bool = True) -> None:
        """Make a side the current one and the only one chosen."""
        row = self._rows.row_of(place)
        if row is None:
            return
        self._follows = scroll
        self.setAutoScroll(scroll)  # Qt's own following of the current one
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._rows.index(row), flags)
        self._follows = True
        self.setAutoScroll(True)

    def go_to_first(self) -> None:
        """Make the first side the current one."""
        first = next((row.place for row in self._rows.rows if isinstance(row, SideRow)), None)
        if first is not None:
            self.go_to(first)

    def choose(self, places: list[int]) -> None:
        """Choose several sides."""
        wanted = QItemSelection()
        for place in places:
            row = self._rows.row_of(place)
            if row is not None:
                wanted.select(self._rows.index(row), self._rows.index(row))
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # -- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        now = theme()
        tall = now.px(PICTURE_TALL) + now.px(NUMBER_TALL) + now.px(TITLE_TALL) + 14
        measures = Measures(_MARGIN, now.px(_HEAD), now.px(_CELL_WIDE), tall, _PAD, _GAP)
        self._layout.lay(self._rows.rows, self.viewport().width(), measures)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._layout.tall - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(now.px(40))
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Lay out anew when Qt asks for it."""
        super().updateGeometries()
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def visualRect(self, index: Index) -> QRect:
        """Return where a row is in sight."""
        return self._layout.rect(index.row()).translated(0, -self.verticalOffset())

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight, with the head of its group when there is room."""
        rect, bar, tall = self._layout.rect(index.row()), self.verticalScrollBar(), self.viewport().height()
        head = theme().px(_HEAD) + _MARGIN
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - tall // 2)
        elif rect.top() - head < bar.value():
            bar.setValue(rect.top() - head)
        elif rect.bottom() + _PAD > bar.value() + tall:
            bar.setValue(rect.bottom() + _PAD - tall)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row at a point of the window."""
        row = self._layout.row_at(point.x(), point.y() + self.verticalOffset())
        return self._rows.index(row) if row is not None else QModelIndex()

    def horizontalOffset(self) -> int:
        """Nothing moves sideways."""
        return 0

    def verticalOffset(self) -> int:
        """Return how far it is scrolled down in px."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        """No row is hidden."""
        del index
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the sides that a frame touches."""
        frame = rect.normalized().translated(0, self.verticalOffset())
        wanted = QItemSelection()
        for line in self._layout.lines(frame.top(), frame.bottom()):
            for row in range(line.first, line.first + line.count):
                if not line.head and self._layout.rect(row).intersects(frame):
                    wanted.select(self._rows.index(row), self._rows.index(row))
        self.selectionModel().select(wanted, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return where chosen sides are in sight."""
        region = QRegion()
        for index in selection.indexes():
            region += QRegion(self.visualRect(index))
        return region

    # -- moving -------------------------------------------------------------------------------------------------------

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Move among sides as in a text; heads are passed over."""
        del modifiers
        act = QAbstractItemView.CursorAction
        now = self.currentIndex().row()
        sides = [n for n, row in enumerate(self._rows.rows) if isinstance(row, SideRow)]
        if not sides:
            return QModelIndex()
        if now not in sides:
            return self._rows.index(sides[0])
        steps = {act.MoveLeft: -1, act.MovePrevious: -1, act.MoveRight: 1, act.MoveNext: 1}
        if action in steps:
            at = sides.index(now) + steps[action]
            return self._rows.index(sides[min(max(at, 0), len(sides) - 1)])
        if action in (act.MoveHome, act.MoveEnd):
            return self._rows.index(sides[0 if action == act.MoveHome else -1])
        lines = max(1, self.viewport().height() // max(1, self._layout.measures.tall))
        times = lines if action in (act.MovePageUp, act.MovePageDown) else 1
        step = -1 if action in (act.MoveUp, act.MovePageUp) else 1
        for _ in range(times):
            now = self._layout.beside(now, step)
        return self._rows.index(now)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which side was reached."""
        super().currentChanged(current, previous)
        self.viewport().update()
        row = self._rows.row(current) if current.isValid() else None
        if isinstance(row, SideRow):
            if self._follows:
                self.scrollTo(current)
            self._say(current)
            self.reached.emit(row.place)

    def _say(self, index: Index) -> None:
        """Tell readers the side: Qt hands them the rows of its own kinds of list, of ours they know what we tell."""
        words = str(self._rows.data(index, int(Qt.ItemDataRole.AccessibleTextRole)))
        self.setAccessibleDescription(words)
        if self.hasFocus():
            announce(self, words)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that other sides are chosen."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.chosen_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and Enter to the screen."""
        letter = bool(event.text()) and event.text().isprintable()
        if letter or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row(index)
        if isinstance(row, SideRow):
            self.opened.emit(row.place)

    def side_at(self, at: QPoint) -> int | None:
        """Return the side that a point lies before, or minus the one it lies behind; None over nothing."""
        number = self._layout.row_at(at.x(), at.y() + self.verticalOffset(), near=True)
        row = self._rows.rows[number] if number is not None else None
        if not isinstance(row, SideRow) or number is None:
            return None
        return row.place if at.x() < self._layout.rect(number).center().x() else -row.place

    # -- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight, and ask for the pictures a few lines below it."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), theme().colour("bg"))
        offset = self.verticalOffset()
        painter.translate(0, -offset)
        top, bottom = offset + event.rect().top(), offset + event.rect().bottom()
        lines = self._layout.lines(top, bottom)
        now = self.currentIndex().row() if self.hasFocus() else -1
        self._marked = ({index.row() for index in self.selectedIndexes()}, now)
        for card in sorted({line.card for line in lines}):
            low, high = self._layout.cards[card]
            wide = self.viewport().width() - 2 * _MARGIN
            paint_card(painter, QRectF(_MARGIN, low, wide, high - low))
        here = self._rows.head_of(self.currentIndex().row()) if self.currentIndex().isValid() else None
        for line in lines:
            self._paint_line(painter, line, here)
        if self.drop is not None and (number := self._rows.row_of(abs(self.drop))) is not None:
            paint_insertion(painter, QRectF(self._layout.rect(number)), behind=self.drop < 0)
        painter.end()

    def _paint_line(self, painter: QPainter, line: Line, here: HeadRow | None) -> None:
        first = self._rows.rows[line.first]
        if isinstance(first, HeadRow):
            acting = first is here and first.tray in (Tray.ASIDE, Tray.REMOVED)
            act = self._tray_act if acting else ("", "")
            self._cells.head(painter, QRectF(self._layout.rect(line.first)), first, here=first is here, act=act)
            return
        for number in range(line.first, line.first + line.count):
            row = self._rows.rows[number]
            if isinstance(row, SideRow):
                rect = QRectF(self._layout.rect(number))
                looks = (self._state(number), row.place in self.held)
                self._cells.side(painter, rect, row, self._rows.picture(row), looks)
        self._paint_titles(painter, line)
        for number in range(line.first, line.first + line.count):
            row = self._rows.rows[number]
            if isinstance(row, SideRow):
                paint_mark(painter, QRectF(self._layout.rect(number)), row.mark)

    def _paint_titles(self, painter: QPainter, line: Line) -> None:
        """Name each paper below its sides in a line."""
        number, end = line.first, line.first + line.count
        while number < end:
            row = self._rows.rows[number]
            bundle = row.bundle if isinstance(row, SideRow) else ""
            last = number
            while last + 1 < end and getattr(self._rows.rows[last + 1], "bundle", "") == bundle:
                last += 1
            words = self._rows.titles.get(bundle, "")
            if words:
                rect = QRectF(self._layout.rect(number)).united(QRectF(self._layout.rect(last)))
                tall = theme().px(TITLE_TALL)
                paint_title(painter, QRectF(rect.left() + 6, rect.bottom() - tall, rect.width() - 10, tall), words)
            number = last + 1

    def _state(self, number: int) -> QStyle.StateFlag:
        chosen, current = self._marked
        state = QStyle.StateFlag.State_None
        if number in chosen:
            state |= QStyle.StateFlag.State_Selected
        if number == current:
            state |= QStyle.StateFlag.State_HasFocus
        return state
