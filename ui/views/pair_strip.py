"""Show the sheets of a stack as pairs, front above back, as they would be put together now."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from desk.model.two_passes import BackOrder, backs_wanted
from desk.work.two_passes import Stack
from ui.views.parts.paint import painter_for
from ui.views.theme import theme

_WIDE, _TALL, _GAP, _TOP = 50, 70, 10, 6
_SMALL_PX = 160


class PairStrip(QScrollArea):
    """List the pairs from left to right; sheets told to have no back stand alone, and are lit."""

    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self._pairs = _Pairs(stack)
        self.setWidget(self._pairs)
        self.viewport().setAutoFillBackground(False)
        self._pairs.setAutoFillBackground(False)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._pairs.sizeHint().height() + theme().px(10))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Các tờ, mặt trước ở trên, mặt sau ở dưới"))

    def take(self, page: int, picture: QImage) -> None:
        """Take the picture of a side, by the id of its page."""
        small = picture.scaledToHeight(_SMALL_PX, Qt.TransformationMode.SmoothTransformation)
        self._pairs.pictures[page] = small
        self._pairs.update()

    def show_pairs(self, order: BackOrder, without: list[int]) -> None:
        """Pair the sides in this order, these sheets having no back, and bring the first of them into view."""
        self._pairs.pair(order, without)
        if without:
            self.ensureVisible(round(self._pairs.middle_of(without[0])), 0, theme().px(120), 0)


class _Pairs(QWidget):
    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self._stack = stack
        self.pictures: dict[int, QImage] = {}
        self._back_of: dict[int, int] = {}
        self._without: list[int] = []
        self.pair(BackOrder.REVERSE, [])
        self.resize(self.sizeHint())

    def pair(self, order: BackOrder, without: list[int]) -> None:
        """Pair what can be paired; backs that are too few run out at the end of their order."""
        wanted = backs_wanted(len(self._stack.fronts), without, order)
        self._back_of = {sheet: page.id for sheet, page in zip(wanted, self._stack.backs, strict=False)}
        self._without = without
        self.update()

    def sizeHint(self) -> QSize:
        """Measure a column a sheet."""
        now = theme()
        wide = (_WIDE + _GAP) * len(self._stack.fronts) + _GAP
        return QSize(now.px(wide), now.px(_TOP + 2 * _TALL + _GAP // 2 + 24))

    def middle_of(self, sheet: int) -> float:
        """Tell where a sheet's column is."""
        return theme().px(_GAP + (_WIDE + _GAP) * (sheet - 1) + _WIDE // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint each sheet: front, back or its empty place, number."""
        painter, now = painter_for(self), theme()
        painter.setFont(now.font("label"))
        for sheet, front in enumerate(self._stack.fronts, 1):
            left = self.middle_of(sheet) - now.px(_WIDE) / 2
            if left > event.rect().right() or left + now.px(_WIDE) < event.rect().left():
                continue
            for row, page in enumerate((front.id, self._back_of.get(sheet))):
                top = now.px(_TOP + row * (_TALL + _GAP // 2))
                self._paint_side(_place(left, top), page, painter)
            lit = sheet in self._without
            painter.setPen(now.colour("accent" if lit else "doubt" if sheet not in self._back_of else "ink2"))
            foot = QRectF(left, now.px(_TOP + 2 * _TALL + _GAP // 2), now.px(_WIDE), now.px(22))
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(sheet))
        painter.end()

    def _paint_side(self, box: QRectF, page: int | None, painter: QPainter) -> None:
        now = theme()
        if page is None:
            painter.setPen(QPen(now.colour("doubt"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            return
        picture = self.pictures.get(page)
        if picture is not None and not picture.isNull():
            size = picture.size().scaled(box.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            middle = box.center() - QPointF(size.width() / 2, size.height() / 2)
            box = QRectF(middle.x(), middle.y(), size.width(), size.height())
            painter.drawImage(box, picture)
        painter.setPen(QPen(now.colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)


def _place(left: float, top: float) -> QRectF:
    return QRectF(left, top, theme().px(_WIDE), theme().px(_TALL))
