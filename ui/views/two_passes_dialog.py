"""Guide a stack through two passes: how it is turned, how many came, and what is done when a back is lacking."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from desk.model.two_passes import BackOrder
from desk.work.two_passes import Stack
from ui.models.scan_sides import SideActs
from ui.views.dialog import RedDialog
from ui.views.pair_strip import PairStrip
from ui.views.parts.button import Button
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.pictures import load_picture
from ui.views.theme import theme


def load_small(path: Path) -> QImage:
    """Decode a side for the strip of pairs; called on a thread of the runner."""
    return load_picture(path, 240, 0)


class TurnPicture(QWidget):
    """Draw how the stack is turned over: as it came out, an arrow, its backs up."""

    def __init__(self, fronts: int) -> None:
        super().__init__()
        self._fronts = fronts
        self.setAccessibleName(self.tr("Lật cả chồng, giữ nguyên thứ tự các tờ, đầu trang vẫn quay về phía cũ"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measure two stacks and an arrow."""
        return QSize(theme().px(380), theme().px(132))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both stacks and the arrow between."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit, middle = theme().px(1), self.width() / 2
        self._stack(painter, middle - 92 * unit, unit, backs=False)
        self._arrow(painter, middle, unit)
        self._stack(painter, middle + 92 * unit, unit, backs=True)
        painter.end()

    def _stack(self, painter: QPainter, x: float, unit: float, *, backs: bool) -> None:
        now = theme()
        painter.setPen(QPen(now.colour("edge"), 1.2))
        for lift in range(4, -1, -1):
            sheet = QRectF(x - 38 * unit + lift * 3 * unit, 14 * unit + lift * 3 * unit, 70 * unit, 94 * unit)
            painter.setBrush(now.colour("surface") if not backs else now.colour("sunken"))
            painter.drawRect(sheet)
        ink: QColor = now.colour("ink3")
        painter.setPen(QPen(ink, 2 * unit))
        top = QRectF(x - 38 * unit, 14 * unit, 70 * unit, 94 * unit)
        for line in range(2 if backs else 5):
            y = top.top() + (26 + line * 12) * unit
            painter.drawLine(QPointF(top.left() + 10 * unit, y), QPointF(top.right() - (10 + 9 * (line % 2)) * unit, y))
        painter.setFont(now.font("heading"))
        painter.setPen(now.colour("accent"))
        number = str(self._fronts if backs else 1)
        painter.drawText(top.adjusted(6 * unit, 3 * unit, -6 * unit, 0), Qt.AlignmentFlag.AlignRight, number)

    def _arrow(self, painter: QPainter, middle: float, unit: float) -> None:
        painter.setPen(QPen(theme().colour("accent"), 3 * unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(middle - 32 * unit, 34 * unit, 64 * unit, 60 * unit), 20 * 16, 140 * 16)
        painter.setBrush(theme().colour("accent"))
        tip = QPointF(middle + 31 * unit, 58 * unit)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-9 * unit, -4 * unit), tip + QPointF(3 * unit, -11 * unit)]))


class TwoPassesDialog(RedDialog):
    """Ask for the second pass, or for what becomes of a sheet whose back is lacking; Esc lets the stack wait."""

    def __init__(self, stack: Stack, order: BackOrder, acts: SideActs, parent: QWidget) -> None:
        fronts, backs = len(stack.fronts), len(stack.backs)
        super().__init__(self._title(fronts, backs), "papers", parent, tone="accent")
        self._stack, self._acts = stack, acts
        self.order = ComboField(
            self.tr("Mặt sau ra theo thứ tự"),
            [
                Choice(BackOrder.REVERSE.value, self.tr("Ngược: mặt sau của tờ cuối ra trước")),
                Choice(BackOrder.SAME.value, self.tr("Cùng thứ tự: mặt sau của tờ đầu ra trước")),
            ],
        )
        self.order.choose(order.value)
        self.sheet = Field(self.tr("Tờ không có mặt sau"), self.tr("Số thứ tự của tờ, ví dụ 4; nhiều tờ thì 4, 6"))
        back = make_action(self, self.tr("Để sau"), "Esc")
        back.triggered.connect(self.reject)
        if backs:
            self._ask_lacking(fronts, backs)
        else:
            self._ask_backs()
        words = self.tr("Bỏ qua tờ này") if backs else self.tr("Quét mặt sau")
        go = make_action(self, words, "Return", "scan", "primary")
        go.setAutoRepeat(False)
        go.triggered.connect(self._skip if backs else self._scan)
        _, self._go = self.set_acts(back, go)
        (self.sheet.line if backs else self._go).setFocus()

    def _title(self, fronts: int, backs: int) -> str:
        if not backs:
            return self.tr("Đã giữ {n} mặt trước").format(n=fronts)
        return self.tr("Có {fronts} mặt trước nhưng {backs} mặt sau").format(fronts=fronts, backs=backs)

    def _ask_backs(self) -> None:
        words = self.tr("Lật cả chồng như hình rồi đặt lại vào khay. Máy nhớ thứ tự cho lần sau.")
        self.body.addWidget(Text(words, "body", wrap=True))
        self.body.addWidget(TurnPicture(len(self._stack.fronts)))
        self.body.addWidget(self.order)

    def _ask_lacking(self, fronts: int, backs: int) -> None:
        lacking = fronts - backs
        words = (
            self.tr("Thiếu {n} mặt sau; không mặt nào bị mất. Cho biết tờ nào, hoặc quét lại mặt sau của tờ đó.")
            if lacking > 0 else self.tr("Thừa {n} mặt sau: một mặt trước bị sót. Quét lại các mặt sau rồi thử lại.")
        )  # fmt: skip
        self.body.addWidget(Text(words.format(n=abs(lacking)), "body", wrap=True))
        self._strip = PairStrip(self._stack)
        self.body.addWidget(self._strip)
        pictures = self._acts.each_picture(self._stack, load_small, self._take_picture)
        if pictures is not None:
            self.finished.connect(lambda _: pictures.cancel())
        self.order.chosen.connect(lambda _: self._pair())
        self.sheet.changed.connect(lambda _: self._pair())
        self._pair()
        self.body.addWidget(self.order)
        self.body.addWidget(self.sheet)
        again = make_action(self, self.tr("Quét lại mặt sau của tờ này"), "Ctrl+R", "refresh")
        again.triggered.connect(self._rescan)
        more = make_action(self, self.tr("Quét tiếp các mặt sau còn lại"), "Ctrl+T", "scan")
        more.triggered.connect(self._scan)
        for act in (again, more):
            self.body.addWidget(Button.of(act, "small"))

    def _take_picture(self, page: int, picture: object) -> None:
        if isinstance(picture, QImage) and isValid(self):
            self._strip.take(page, picture)

    def _pair(self) -> None:
        """Show the pairs as they would be put together now."""
        self._strip.show_pairs(self._order(), self._numbers())

    def _numbers(self) -> list[int]:
        words, most = self.sheet.text().replace(",", " ").split(), len(self._stack.fronts)
        return [int(word) for word in words if word.isdecimal() and 1 <= int(word) <= most]

    def _order(self) -> BackOrder:
        return BackOrder(self.order.key() or BackOrder.REVERSE.value)

    def _sheets(self) -> list[int]:
        numbers, most = self._numbers(), len(self._stack.fronts)
        fits = bool(numbers) and len(numbers) == len(self.sheet.text().replace(",", " ").split())
        told = "" if fits else self.tr("Gõ số tờ từ 1 đến {n}").format(n=most)
        self.sheet.set_state("plain" if fits else "wrong", told)
        return numbers if fits else []

    def _scan(self) -> None:
        self.accept()
        self._acts.scan_backs(self._stack, self._order())

    def _skip(self) -> None:
        sheets = self._sheets()
        if sheets:
            self.accept()
            self._acts.skip_back(self._stack, self._order(), sheets)

    def _rescan(self) -> None:
        sheets = self._sheets()
        if len(sheets) == 1:
            self.accept()
            self._acts.scan_back_of(self._stack, self._order(), sheets[0])
