"""Show the road of a case: Tiếp nhận → Quét → Kiểm → Chứng thực → Trao."""

from PySide6.QtCore import Property, QEvent, QPointF, QPropertyAnimation, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.views.icons import draw_icon
from ui.views.parts.paint import draw_box, painter_for, text_width
from ui.views.parts.spoken import Share
from ui.views.theme import theme

_DISC, _GAP, _LINK, _PAD, _TALL = 22, 7, 16, 6, 32


class RoadBar(Share):
    """Show the steps of a case: done with a tick, the current one in a pill, the rest to come."""

    def __init__(self, steps: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = steps or (
            self.tr("Tiếp nhận"),
            self.tr("Quét"),
            self.tr("Kiểm"),
            self.tr("Chứng thực"),
            self.tr("Trao"),
        )
        self._current = 0
        self._slide = 0.0
        self._move = QPropertyAnimation(self, b"slide", self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._name()

    def _get_slide(self) -> float:
        return self._slide

    def _set_slide(self, value: float) -> None:
        self._slide = value
        self.update()

    slide = Property(float, _get_slide, _set_slide)
    """The pill's place in steps from the first, between two steps while it slides."""

    def go_to(self, step: int) -> None:
        """Make a step (0 is the first) the current one; those before it are done."""
        if step == self._current:
            return
        self._current = step
        self._name()
        self.updateGeometry()
        self._move.stop()
        if theme().move_ms() and self.isVisible():
            self._move.setDuration(theme().move_ms())
            self._move.setStartValue(self._slide)
            self._move.setEndValue(float(step))
            self._move.start()
        else:
            self._set_slide(float(step))

    def current(self) -> int:
        """Give the current step, 0 for the first."""
        return self._current

    def widths(self) -> tuple[int, int, int]:
        """Give the widths in px of all words, of discs with the current word, and of that alone."""
        alone = int(max(self._widths(compact=False)))
        return self._wide(compact=False), self._wide(compact=True), alone

    def sizeHint(self) -> QSize:
        """Measure all steps and the links between them."""
        return QSize(self._wide(compact=False), theme().px(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Give way to discs with words on the current step only, and at last to that step alone."""
        wide = max(self._widths(compact=False))
        return QSize(int(wide), theme().px(_TALL))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill, the steps and the links."""
        del event
        painter = painter_for(self)
        if self.width() < self._wide(compact=True):
            self._paint_alone(painter)
            painter.end()
            return
        boxes = self._boxes()
        self._paint_pill(painter, boxes)
        now = theme()
        for number, box in enumerate(boxes):
            if number:
                left = boxes[number - 1].right() + now.px(4)
                y = box.center().y()
                painter.setPen(now.colour("line" if number > self._current else "edge"))
                painter.drawLine(QPointF(left, y), QPointF(box.left() - now.px(4), y))
            self._paint_step(painter, box, number)
        painter.end()

    def _paint_alone(self, painter: QPainter) -> None:
        _, fill, line = theme().tone("accent")
        box = QRectF(0, 0, self._widths(compact=False)[self._current], self.height())
        draw_box(painter, box, fill, line, box.height() / 2)
        self._paint_step(painter, box, self._current)

    def _paint_pill(self, painter: QPainter, boxes: list[QRectF]) -> None:
        first = min(int(self._slide), len(boxes) - 1)
        second = min(first + 1, len(boxes) - 1)
        share = self._slide - first
        here, there = boxes[first], boxes[second]
        left = here.left() + (there.left() - here.left()) * share
        wide = here.width() + (there.width() - here.width()) * share
        _, fill, line = theme().tone("accent")
        rect = QRectF(left, here.top(), wide, here.height())
        draw_box(painter, rect, fill, line, rect.height() / 2)

    def _paint_step(self, painter: QPainter, box: QRectF, number: int) -> None:
        now = theme()
        side = now.px(_DISC)
        disc = QRectF(box.left() + now.px(_PAD), box.center().y() - side / 2, side, side)
        if number < self._current:
            draw_box(painter, disc, None, now.colour("accent"), side / 2, 1.5)
            tick = now.px(13)
            at = QPointF(disc.center().x() - tick / 2, disc.center().y() - tick / 2)
            draw_icon(painter, "check", at, "accent", tick)
        else:
            current = number == self._current
            fill = now.colour("accent") if current else None
            edge = None if current else now.colour("edge")
            draw_box(painter, disc, fill, edge, side / 2, 1.5)
            painter.setFont(now.font("caption", 600))
            painter.setPen(now.colour("on-accent" if current else "ink2"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        if self._compact() and number != self._current:
            return
        painter.setFont(now.font("label", 600 if number == self._current else 500))
        painter.setPen(now.colour("ink" if number == self._current else "ink2"))
        words = QRectF(disc.right() + now.px(_GAP), box.top(), box.width(), box.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._steps[number])

    def _compact(self) -> bool:
        return self.width() < self._wide(compact=False)

    def _wide(self, *, compact: bool) -> int:
        links = (len(self._steps) - 1) * theme().px(_LINK + 2 * 4)
        return int(sum(self._widths(compact=compact))) + links

    def _widths(self, *, compact: bool) -> list[float]:
        now = theme()
        font = now.font("label", 600)
        disc = now.px(_PAD + _DISC + _PAD)
        return [
            disc + (0 if compact and number != self._current else now.px(_GAP + 4) + text_width(font, step))
            for number, step in enumerate(self._steps)
        ]

    def _boxes(self) -> list[QRectF]:
        now = theme()
        x = 0.0
        boxes = []
        for wide in self._widths(compact=self._compact()):
            boxes.append(QRectF(x, 0, wide, self.height()))
            x += wide + now.px(_LINK + 2 * 4)
        return boxes

    def _name(self) -> None:
        words = self.tr("Bước {n} trên {all}: {step}")
        self.setAccessibleName(words.format(n=self._current + 1, all=len(self._steps), step=self._steps[self._current]))
        self.say_value(self._current + 1, len(self._steps))
