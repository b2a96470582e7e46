"""The callout of the guided rehearsal (lời chỉ dẫn): what to do now, and the ring around what it is done with."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from ui.views.guide_place import GAP, Placed, Side
from ui.views.guide_words import Said
from ui.views.parts.banner import announce
from ui.views.parts.button import Button
from ui.views.parts.keys import make_action
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.text import Text
from ui.views.theme import theme

WIDE = 428
_PAD = 14
_NO_LIMIT = 16_777_215
_RING, _RING_OUT = 3, 5
_ARROW_HALF = 9
_RAIL = 6
"""Gaps within which a control stands at the left edge, in the rail: above it the arrow would lie on words."""


class GuideCard(QFrame):
    """Say one step; it stands beside the control, or across the top of the screen where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self.docked = self._low = False
        self._said, self._short = Said("", ""), ""
        self._count = Text("", "caption", "accent", weight=600)
        self._title = Text("", "heading", wrap=True)
        self._text = Text("", "body", wrap=True)
        self.back = make_action(self, self.tr("Bước trước"), "Alt+Left", role="quiet")
        self.skip = make_action(self, self.tr("Bỏ qua"), "Alt+Right", role="quiet")
        self.leave = make_action(self, self.tr("Để lúc khác"), "Esc", role="quiet")
        self.there = make_action(self, self.tr("Sang đó"), "Alt+Return", "arrow-right", "soft")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._count)
        words.addWidget(self._title)
        words.addWidget(self._text)
        acts = self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        acts.setSpacing(2)
        for action in (self.there, self.back, self.skip, self.leave):
            acts.addWidget(Button.of(action, "small"))
        acts.addStretch(1)
        self._whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._whole.setContentsMargins(_PAD, _PAD - 4, _PAD, _PAD - 6)
        self._whole.setSpacing(6)
        self._whole.addLayout(words, 1)
        self._whole.addLayout(acts)

    def say(self, said: Said, place: int, total: int) -> None:
        """Show the words of a step and have them read aloud; `place` counts from 1, 0 after the last step."""
        over = place == 0
        counted = self.tr("Tập dượt · bước {place} trên {total}").format(place=place, total=total)
        self._said, self._short = said, f"{place} / {total}" if place else self.tr("Tập dượt")
        self._count.setText(self.tr("Tập dượt") if over else counted)
        self._title.setText(said.title)
        self._show_text()
        self.there.setVisible(said.away)
        self.there.setEnabled(said.away)
        self.back.setEnabled(place > 1 or over)
        self.skip.setText(self.tr("Xong") if over else self.tr("Bỏ qua"))
        self.leave.setVisible(not over)
        told = f"{self._count.text()}. {said.title}. {said.text}"
        self.setAccessibleName(told)
        announce(self, told)

    def dock(self, *, docked: bool, wide: int, low: bool = False) -> None:
        """Lie across the top of the screen, `wide` px; in a `low` window in as few lines as can be; or float."""
        self.docked, self._low = docked, docked and low
        across, upright = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(across if docked else upright)
        self._acts.setDirection(upright if self._low else across)
        self._acts.setSpacing(0 if self._low else 2)
        self.back.setVisible(not self._low)
        self._count.setVisible(not self._low)
        self._title.setVisible(not self._low)
        self._text.set_role("label" if self._low else "body")
        self._show_text()
        self.setMinimumWidth(0 if docked else theme().px(WIDE))
        self.setMaximumWidth(_NO_LIMIT if docked else theme().px(WIDE))
        # Where a low window has less room than its parts want, a layout would take it from the words.
        self.setMinimumHeight(self._whole.totalHeightForWidth(wide) if docked else 0)

    def _show_text(self) -> None:
        said = self._said
        self._text.setText(f"{self._short} · {said.title}. {said.text}" if self._low else said.text)

    def wanted(self) -> QSize:
        """Measure the card as it stands beside a control."""
        self._whole.invalidate()  # the words changed just now
        wide = max(theme().px(WIDE), self._whole.minimumSize().width())
        return QSize(wide, self._whole.totalHeightForWidth(wide))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the edge."""
        del event
        now = theme()
        painter = painter_for(self)
        draw_box(painter, QRectF(self.rect()), now.colour("popup"), now.colour("accent"), now.radius("card"), 2)
        painter.end()


class GuideRing(QWidget):
    """Draw the ring around a control and the arrow from the callout to it; the mouse goes through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target = QRect()
        self._arrow = QPolygonF()

    def show_at(self, target: QRect, placed: Placed | None) -> None:
        """Draw around a target in px of the parent; without a place for the callout the arrow stands alone."""
        self.setGeometry(self._ground.rect())
        self._target = target.adjusted(-_RING_OUT, -_RING_OUT, _RING_OUT, _RING_OUT).intersected(self.rect())
        self._arrow = _arrow(target, placed, self.rect())
        self.setMask(QRegion(self._target).united(self._arrow.boundingRect().toAlignedRect()))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and arrow."""
        del event
        now = theme()
        painter = painter_for(self)
        draw_box(painter, QRectF(self._target), None, now.colour("accent"), now.radius("control") + _RING, _RING)
        painter.setPen(QPen(now.colour("accent"), 1))
        painter.setBrush(now.colour("accent"))
        painter.drawPolygon(self._arrow)
        painter.end()


def _length(placed: Placed | None) -> int:
    """Return how far in px the callout stands from its target."""
    if placed is None:
        return GAP
    rect, tip = placed.rect, placed.tip
    ways = {"right": rect.left() - tip.x(), "left": tip.x() - rect.right(), "below": rect.top() - tip.y(),
            "above": tip.y() - rect.bottom()}  # fmt: skip
    return max(GAP, ways[placed.side])


def _arrow(target: QRect, placed: Placed | None, room: QRect) -> QPolygonF:
    """Return a triangle whose tip touches the ring: from the callout, or from where there is room."""
    side: Side
    if placed is not None:
        side, tip = placed.side, placed.tip
    elif target.right() - room.left() < _RAIL * GAP:
        side, tip = "right", QPoint(target.right() + 1, target.center().y())
    elif target.top() - room.top() > 2 * GAP:
        side, tip = "above", QPoint(target.center().x(), target.top() - 1)
    else:
        side, tip = "below", QPoint(target.center().x(), target.bottom() + 1)
    out = {"right": (1, 0), "left": (-1, 0), "below": (0, 1), "above": (0, -1)}[side]
    at = QPointF(tip) + QPointF(out[0], out[1]) * (_RING_OUT - 1)
    foot = at + QPointF(out[0], out[1]) * (_length(placed) - _RING_OUT)
    across = QPointF(out[1], out[0]) * _ARROW_HALF
    return QPolygonF([at, foot + across, foot - across])
