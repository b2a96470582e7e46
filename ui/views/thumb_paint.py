"""Paint the rows of a thumbnail list: heads, pictures, numbers and state discs."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.views.icons import IconName, draw_icon
from ui.views.parts.paint import draw_box, elided, text_width
from ui.views.theme import theme
from ui.views.thumb_model import ROW_ROLE, PageState, ThumbHead, ThumbModel, ThumbPage, ThumbRoom, ThumbRow
from ui.views.tokens import Colour

Index = QModelIndex | QPersistentModelIndex

_PAD, _NUMBER_TALL, _HEAD_TALL, _ROOM_TALL, _DISC, _GAP = 8, 24, 38, 52, 22, 3
_FAINT = 0.4

_DISCS: dict[PageState, tuple[IconName, Colour, Colour]] = {
    "ok": ("check", "ok", "surface"),
    "doubt": ("doubt", "doubt", "surface"),
    "seal": ("cross", "seal", "on-seal"),
    "accent": ("refresh", "accent", "on-accent"),
    "faint": ("eye-off", "ink3", "surface"),
}


class ThumbDelegate(QStyledItemDelegate):
    """Paint heads across the list and pages as pictures with number and state."""

    def __init__(self, view: QListView, wide_px: int) -> None:
        super().__init__(view)
        self._view = view
        self._wide = wide_px

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure a head (as wide as the list) or a page."""
        del option
        now = theme()
        if isinstance(index.data(ROW_ROLE), ThumbHead):
            return QSize(max(60, self._view.viewport().width() - 1), now.px(_HEAD_TALL))
        if isinstance(index.data(ROW_ROLE), ThumbRoom):
            return QSize(max(60, self._view.viewport().width() - 1), now.px(_ROOM_TALL))
        wide = now.px(self._wide) + 2 * _PAD + 2 * _GAP
        tall = round(now.px(self._wide) * 1.414) + _PAD + now.px(_NUMBER_TALL) + 2 * _GAP
        return QSize(wide, tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: ThumbRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(option.rect)
        if isinstance(row, ThumbHead):
            self._paint_head(painter, rect, row, first=index.row() == 0)
        elif isinstance(row, ThumbRoom):
            self._paint_room(painter, rect.adjusted(8, 2, -8, -6), row, option.state)
        else:
            state = option.state
            self._paint_page(painter, rect.adjusted(_GAP, _GAP, -_GAP, -_GAP), row, state)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, row: ThumbHead, *, first: bool) -> None:
        now = theme()
        inner = rect.adjusted(8, 6, -8, 0)
        if not first:
            painter.fillRect(QRectF(rect.left(), rect.top() + 4, rect.width(), 1), now.colour("line"))
        caption = now.font("label")
        note = text_width(caption, row.note)
        current = self._view.currentIndex()
        here = current.isValid() and self._holds(row, current.row())
        painter.setFont(now.font("label", 600))
        painter.setPen(now.colour("accent" if here else "ink2"))
        label = elided(now.font("label", 600), row.label, inner.width() - note - 8)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, label)
        painter.setFont(caption)
        painter.setPen(now.colour("ink3"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.note)

    def _paint_room(self, painter: QPainter, rect: QRectF, row: ThumbRoom, state: QStyle.StateFlag) -> None:
        now = theme()
        lit = row.key == getattr(self._view, "lit", "")
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ink = now.colour("accent" if lit or chosen else "edge")
        pen = QPen(ink, 2 if chosen else 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(now.colour("soft" if lit or chosen else "sunken"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), now.radius("control"), now.radius("control"))
        painter.setFont(now.font("caption"))
        painter.setPen(now.colour("accent" if lit or chosen else "ink2"))
        words = elided(now.font("caption"), row.label, rect.width() - 12)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _holds(self, head: ThumbHead, place: int) -> bool:
        model = self._view.model()
        if not isinstance(model, ThumbModel):
            return False
        for number in range(place, -1, -1):
            row = model.row(model.index(number))
            if isinstance(row, ThumbHead):
                return row.key == head.key
        return False

    def _paint_page(self, painter: QPainter, rect: QRectF, row: ThumbPage, state: QStyle.StateFlag) -> None:
        now = theme()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hover = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or hover:
            fill = now.colour("soft" if chosen else "sunken")
            edge = now.colour("focus" if focused else "accent") if chosen else None
            draw_box(painter, rect, fill, edge, now.radius("control"), 2 if focused else 1.5)
        tall = rect.height() - now.px(_NUMBER_TALL)
        room = QRectF(rect.left() + _PAD, rect.top() + _PAD - 2, rect.width() - 2 * _PAD, tall - _PAD)
        box = self._paint_picture(painter, room, row)
        painter.setFont(now.font("label", 600))
        painter.setPen(now.colour("accent" if chosen else "ink2"))
        number = QRectF(rect.left(), rect.bottom() - now.px(_NUMBER_TALL), rect.width(),
                        now.px(_NUMBER_TALL))  # fmt: skip
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, row.number)
        self._paint_disc(painter, box, row.state)

    def _paint_picture(self, painter: QPainter, room: QRectF, row: ThumbPage) -> QRectF:
        now = theme()
        model = self._view.model()
        picture = model.picture(row.key) if isinstance(model, ThumbModel) else None
        shape = row.shape if picture is None else picture.height() / max(1, picture.width())
        wide = min(room.width(), room.height() / shape)
        box = QRectF(room.center().x() - wide / 2, room.bottom() - wide * shape, wide, wide * shape)
        if row.state == "faint" or row.key in getattr(self._view, "held", ()):
            painter.setOpacity(_FAINT)
        shadow = QColor(now.colour("shadow"))
        shadow.setAlphaF(0.06)
        draw_box(painter, box.adjusted(-2, -1, 2, 3), shadow, None, 3)
        appeared = model.appeared(row.key) if isinstance(model, ThumbModel) and picture is not None else 0.0
        if appeared < 1:
            draw_box(painter, box, now.colour("sunken"), now.colour("line"), 1)
        if picture is not None:
            painter.setOpacity(painter.opacity() * max(appeared, 0.01))
            painter.drawPixmap(box, picture, QRectF(picture.rect()))
            if now.dark:
                shade = QColor(now.colour("shadow"))
                shade.setAlphaF(now.tokens.page.dim)
                painter.fillRect(box, shade)
            painter.setPen(QPen(now.colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        painter.setOpacity(1.0)
        return box

    def _paint_disc(self, painter: QPainter, box: QRectF, state: PageState) -> None:
        if state not in _DISCS:
            return
        now = theme()
        icon, fill, ink = _DISCS[state]
        side = float(now.px(_DISC))
        disc = QRectF(box.right() - side * 0.62, box.bottom() - side * 0.62, side, side)
        draw_box(painter, disc, now.colour(fill), now.colour("surface"), side / 2, 2)
        mark = now.px(13)
        at = QPointF(disc.center().x() - mark / 2, disc.center().y() - mark / 2)
        draw_icon(painter, icon, at, ink, mark)
