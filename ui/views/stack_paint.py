"""Paint an evening's stack: cards, heads, small pictures, the marks of cuts between them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle

from ui.models.evening_rows import Mark, SideRow, Tray
from ui.views.icons import IconName, draw_icon
from ui.views.parts.chip import chip_width, draw_chip
from ui.views.parts.paint import cap_size, draw_box, draw_cap, elided, text_width
from ui.views.stack_model import HeadRow
from ui.views.theme import theme
from ui.views.tokens import Colour, Tone

PICTURE_WIDE, PICTURE_TALL = 66, 94
NUMBER_TALL, TITLE_TALL = 22, 18
_FAINT = 0.4
_DISC = 22


def paint_card(painter: QPainter, rect: QRectF) -> None:
    """Paint the ground of a group."""
    now = theme()
    draw_box(painter, rect, now.colour("surface"), now.colour("line"), now.radius("card"))


def paint_head(painter: QPainter, rect: QRectF, head: HeadRow, *, here: bool, act: tuple[str, str]) -> None:
    """Paint a group's head; `here` = the current side is in it, `act` = words and key of what can be done there."""
    now = theme()
    fill = now.colour("soft" if here else "sunken")
    path = rect.adjusted(1, 1, -1, 0)
    draw_box(painter, path, fill, None, now.radius("card"))
    painter.fillRect(path.adjusted(0, now.radius("card"), 0, 0), fill)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), now.colour("line"))
    side, middle = now.px(16), rect.center().y()
    x = rect.left() + 12
    if head.tray is None:
        draw_icon(painter, "grip", QPointF(x - 4, middle - side / 2), "ink3", side)
        x += side
    draw_icon(painter, head.icon, QPointF(x, middle - side / 2), "accent" if head.tray is None else "ink2", side)
    right = _paint_state(painter, rect, head, act)
    x += side + 8
    bold, plain = now.font("body", 600), now.font("label")
    title = elided(bold, head.title, right - x)
    _say(painter, QRectF(x, rect.top(), right - x, rect.height()), title, bold, "ink")
    x += text_width(bold, title) + 8
    if right - x > now.px(48):
        note = elided(plain, head.note, right - x)
        _say(painter, QRectF(x, rect.top(), right - x, rect.height()), note, plain, "ink3")


def _paint_state(painter: QPainter, rect: QRectF, head: HeadRow, act: tuple[str, str]) -> float:
    """Paint count, chip and act at the right of a head, and return where they begin."""
    now = theme()
    right = rect.right() - 10
    words, key = act
    if words:
        cap = cap_size(key)
        at = QPointF(right - cap.width(), rect.center().y() - cap.height() / 2)
        draw_cap(painter, at, key, now.colour("ink2"), now.colour("edge"))
        font = now.font("label", 600)
        wide = text_width(font, words)
        right -= cap.width() + 8 + wide
        _say(painter, QRectF(right, rect.top(), wide, rect.height()), words, font, "ink2")
        right -= 12
    if head.chip:
        wide = chip_width(head.chip)
        icons: dict[Tone, IconName] = {"ok": "check", "doubt": "warn", "accent": "folder"}
        icon = icons.get(head.tone, "clock")
        at = QPointF(right - wide, rect.center().y() - now.height("chip") / 2)
        draw_chip(painter, at, head.chip, head.tone, icon)
        right -= wide + 8
    font = now.font("label")
    wide = text_width(font, head.count)
    right -= wide
    tone: Colour = "ok" if head.tone == "ok" else "ink2"
    _say(painter, QRectF(right, rect.top(), wide, rect.height()), head.count, font, tone)
    return right - 12


def _say(painter: QPainter, rect: QRectF, words: str, font: QFont, colour: Colour) -> None:
    painter.setFont(font)
    painter.setPen(theme().colour(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def paint_side(
    painter: QPainter, rect: QRectF, row: SideRow, picture: QPixmap | None, state: QStyle.StateFlag, *, held: bool
) -> None:
    """Paint one side: its picture, number and disc; `held` = it was cut out and waits to be put down."""
    now = theme()
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    current = bool(state & QStyle.StateFlag.State_HasFocus)
    frame = rect.adjusted(2, 4, -2, -now.px(TITLE_TALL) + 2)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        edge = now.colour("focus" if current else "accent") if chosen else None
        width = 3 if now.high_contrast else 2
        draw_box(painter, frame, now.colour("soft" if chosen else "sunken"), edge, now.radius("control"), width)
    elif current:
        draw_box(painter, frame, None, now.colour("focus"), now.radius("control"), 2)
    room = QRectF(0, 0, now.px(PICTURE_WIDE), now.px(PICTURE_TALL))
    room.moveCenter(QPointF(rect.center().x(), 0))
    room.moveTop(rect.top() + 8)
    box = _paint_picture(painter, room, row, picture, faint=row.faint or held)
    number = QRectF(frame.left(), frame.bottom() - now.px(NUMBER_TALL), frame.width(), now.px(NUMBER_TALL))
    painter.setFont(now.font("label", 600))
    painter.setPen(now.colour("accent" if chosen else "ink2"))
    painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(row.place))
    if row.doubts:
        _disc(painter, box.bottomRight(), "doubt", "doubt", "surface")
    elif row.faint:
        _disc(painter, box.bottomRight(), "eye-off", "ink3", "surface")


def _paint_picture(painter: QPainter, room: QRectF, row: SideRow, picture: QPixmap | None, *, faint: bool) -> QRectF:
    now = theme()
    there = picture is not None and not picture.isNull()
    shape = picture.height() / max(1, picture.width()) if there and picture is not None else row.shape
    wide = min(room.width(), room.height() / max(0.05, shape))
    box = QRectF(room.center().x() - wide / 2, room.top(), wide, wide * shape)
    painter.setOpacity(_FAINT if faint else 1.0)
    shadow = QColor(now.colour("shadow"))
    shadow.setAlphaF(0.06)
    draw_box(painter, box.adjusted(-2, -1, 2, 3), shadow, None, 3)
    if there and picture is not None:
        painter.drawPixmap(box, picture, QRectF(picture.rect()))
        if now.dark:
            shadow.setAlphaF(now.tokens.page.dim)
            painter.fillRect(box, shadow)
    else:
        painter.fillRect(box, now.colour("sunken"))
    painter.setPen(QPen(now.colour("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.setOpacity(1.0)
    return box


def _disc(painter: QPainter, at: QPointF, icon: IconName, fill: Colour, ink: Colour) -> None:
    now = theme()
    side = float(now.px(_DISC))
    disc = QRectF(at.x() - side * 0.6, at.y() - side * 0.6, side, side)
    draw_box(painter, disc, now.colour(fill), now.colour("surface"), side / 2, 2)
    mark = now.px(13)
    draw_icon(painter, icon, QPointF(disc.center().x() - mark / 2, disc.center().y() - mark / 2), ink, mark)


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Paint what stands before a side: a hairline for a sure cut, a dashed line with scissors for an unsure one."""
    if mark is Mark.NONE:
        return
    now = theme()
    x = rect.left()
    top, bottom = rect.top() + 6, rect.bottom() - now.px(TITLE_TALL) - 2
    if mark is Mark.CUT:
        painter.fillRect(QRectF(x - 0.5, top, 1.5, bottom - top), now.colour("edge"))
        return
    pen = QPen(now.colour("doubt"), 2)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    side = float(now.px(26))
    disc = QRectF(x - side / 2, (top + bottom) / 2 - side / 2, side, side)
    draw_box(painter, disc, now.colour("doubt-soft"), now.colour("doubt"), side / 2, 1.5)
    px = now.px(16)
    icon: IconName = "cut" if mark is Mark.MAYBE_CUT else "link"
    draw_icon(painter, icon, QPointF(disc.center().x() - px / 2, disc.center().y() - px / 2), "doubt", px)


def paint_title(painter: QPainter, rect: QRectF, words: str, *, tray: Tray | None = None) -> None:
    """Paint a paper's name below its sides."""
    now = theme()
    font = now.font("caption")
    colour: Colour = "ink3" if tray is not None else "ink2"
    _say(painter, rect, elided(font, words, rect.width()), font, colour)


def paint_insertion(painter: QPainter, rect: QRectF, *, behind: bool) -> None:
    """Paint the bar that says where dragged sides would come to lie: at the left of a side's cell, or `behind` it."""
    now = theme()
    x = rect.right() if behind else rect.left()
    bar = QRectF(x - 1.5, rect.top() + 6, 3, rect.height() - now.px(TITLE_TALL) - 8)
    painter.fillRect(bar, now.colour("accent"))
