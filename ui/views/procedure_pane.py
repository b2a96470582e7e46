"""Choose what the citizen came for: by code, three letters or words; or take up an open dossier."""

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desk.model.dossier import Dossier
from desk.model.procedure import Procedure
from ui.models.arrival import Arrival
from ui.views.icons import draw_icon
from ui.views.parts.card import Box, Card
from ui.views.parts.field import Line
from ui.views.parts.paint import elided, text_width
from ui.views.parts.painted_list import PaintedList, draw_row_ground
from ui.views.parts.text import Text
from ui.views.slot_words import procedure_facts
from ui.views.theme import theme

Index = QModelIndex | QPersistentModelIndex
Row = Procedure | Dossier
_MOST = 40
_PAD = 14


class Choices(QAbstractListModel):
    """Hold open dossiers and procedures to choose from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give the words of a row, for readers and search."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            name = row.procedure.name if isinstance(row, Dossier) else row.name
            code = row.code
            return f"{name}. {code}"
        return None


class ChoiceDelegate(QStyledItemDelegate):
    """Paint a row in two lines: the name with its code, and its facts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure a row."""
        del option, index
        now = theme()
        return QSize(200, now.line_px("body") + now.line_px("caption") + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        model = index.model()
        row = model.rows[index.row()] if isinstance(model, Choices) else None
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect).adjusted(1, 2, -1, -2)
        draw_row_ground(painter, rect, option.state)
        self._paint_words(painter, rect, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        now = theme()
        dossier = row if isinstance(row, Dossier) else None
        procedure = row.procedure if isinstance(row, Dossier) else row
        side = now.px(18)
        icon_at = rect.topLeft()
        icon_at.setX(rect.left() + _PAD)
        icon_at.setY(rect.center().y() - side / 2)
        draw_icon(painter, "folder" if dossier else "paper-text", icon_at, "accent" if dossier else "ink2", side)
        left = rect.left() + _PAD + side + 12
        code = procedure.code
        code_wide = text_width(now.font("caption", 600), code) + 8 if code else 0
        first = QRectF(left, rect.top() + 5, rect.right() - left - _PAD - code_wide, now.line_px("body"))
        middle = Qt.AlignmentFlag.AlignVCenter
        font = now.font("body", 600)
        painter.setFont(font)
        painter.setPen(now.colour("ink"))
        painter.drawText(first, middle, elided(font, procedure.name, first.width()))
        painter.setFont(now.font("caption", 600))
        painter.setPen(now.colour("ink2"))
        painter.drawText(
            QRectF(first.right(), first.top(), code_wide, first.height()), middle | Qt.AlignmentFlag.AlignRight, code
        )
        second = QRectF(left, first.bottom(), rect.right() - left - _PAD, now.line_px("caption"))
        words = self.tr("Đang làm dở · {code}").format(code=dossier.code) if dossier else procedure_facts(procedure)
        painter.setFont(now.font("caption"))
        painter.setPen(now.colour("accent" if dossier else "ink2"))
        painter.drawText(second, middle, elided(now.font("caption"), words, second.width()))


class ChoiceList(PaintedList):
    """List choices; the field above keeps the focus and moves the mark."""

    def __init__(self) -> None:
        super().__init__(ChoiceDelegate)
        self.setUniformItemSizes(True)


class ProcedurePane(Box):
    """Ask for the procedure; typing searches, arrows move, Enter opens.

    Signals:
        marked: another row is marked.
        taken: a row was double-clicked.
    """

    marked = Signal()
    taken = Signal()

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("none")
        self._arrival = arrival
        self._model = Choices(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text(self.tr("Làm thủ tục gì?"), "title"))
        self.line = Line(role="heading", icon="search")
        self.line.setAccessibleName(self.tr("Mã thủ tục, ba chữ đầu, hoặc vài chữ trong tên"))
        self.line.textChanged.connect(self.refresh)
        self.line.installEventFilter(self)
        column.addWidget(self.line)
        self._hint = Text("", "label", "ink2", wrap=True)
        column.addWidget(self._hint)
        self.list = ChoiceList()
        self.list.setAccessibleName(self.tr("Thủ tục và hồ sơ đang làm"))
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.doubleClicked.connect(self.taken)
        card = Card(dense=True)
        card.body.setContentsMargins(5, 5, 5, 5)
        card.body.addWidget(self.list)
        column.addWidget(card, 1)
        self._shown: tuple[object, ...] = ()
        arrival.procedure_wished.connect(self._take_wish)

    def refresh(self) -> None:
        """Search anew for what stands in the field."""
        words = self.line.text()
        rows: list[Row] = []
        if not words.strip():
            rows += self._arrival.dossiers
        rows += self._arrival.procedures(words, _MOST)
        if tuple(rows) != self._shown:
            self._shown = tuple(rows)
            self._model.show_rows(rows)
            if rows:
                self.list.setCurrentIndex(self._model.index(0))
        failure = self._arrival.failure
        if failure is not None:
            self._hint.setText(f"{failure.said.sentence} {failure.said.cure}")
            self._hint.set_tone("seal")
        else:
            none = self.tr("Không có thủ tục nào khớp. Gõ mã, ba chữ đầu, hoặc vài chữ khác trong tên.")
            hint = self.tr("Gõ mã thủ tục, ba chữ đầu (ví dụ «cdk»), hoặc vài chữ trong tên")
            self._hint.setText(hint if rows else none)
            self._hint.set_tone("ink2" if rows else "doubt")
        self.marked.emit()

    def clear(self) -> None:
        """Empty the field for the next citizen, but for what was wished for."""
        wished, self._arrival.wished = self._arrival.wished, ""
        self.line.setText(wished)

    def row(self) -> Row | None:
        """Return the marked row."""
        here = self.list.currentIndex().row()
        return self._model.rows[here] if 0 <= here < len(self._model.rows) else None

    def words(self) -> str:
        """Say what Enter does now."""
        row = self.row()
        if row is None:
            return self.tr("Chọn một thủ tục")
        if isinstance(row, Dossier):
            return self.tr("Làm tiếp hồ sơ {code}").format(code=row.code)
        name = row.name if len(row.name) <= 48 else row.name[:48].rsplit(" ", 1)[0] + "…"
        return self.tr("Mở hồ sơ: {name}").format(name=name[:1].lower() + name[1:])

    def go_on(self) -> None:
        """Open what is marked."""
        row = self.row()
        if isinstance(row, Dossier):
            self._arrival.go_on(row)
        elif row is not None:
            self._arrival.pick(row)
            self._arrival.open_dossier()
        else:
            self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field move the mark in the list."""
        if event.type() == QEvent.Type.KeyPress:
            key = getattr(event, "key", lambda: None)()
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
            if key in steps:
                here = self.list.currentIndex().row() + steps[key]
                self.list.setCurrentIndex(self._model.index(max(0, min(self._model.rowCount() - 1, here))))
                return True
        return super().eventFilter(watched, event)

    def _take_wish(self, words: str) -> None:
        """Look for what was wished for while a procedure is asked for; else it waits for `clear`."""
        above = self.parentWidget()
        if above is not None and self.isVisibleTo(above):
            self._arrival.wished = ""
            self.line.setText(words)

    def _moved(self) -> None:
        row = self.row()
        self._arrival.pick(row if isinstance(row, Procedure) else None)
        self.marked.emit()
