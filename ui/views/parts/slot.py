"""Show one slot of a dossier: what is wanted, what there is, why, and the act for it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.button import Button
from ui.views.parts.chip import draw_chip
from ui.views.parts.paint import draw_box, draw_picture, elided, fitted, painter_for, text_width
from ui.views.parts.spoken import ROW
from ui.views.theme import theme
from ui.views.tokens import Tone

_NUMBER_X, _PICTURE_X, _TEXT_X = 20, 40, 112
_PICTURE_WIDE, _PICTURE_TALL = 58, 66
_ICON_PX = 24


@dataclass(frozen=True)
class SlotFacts:
    """Hold what a slot row shows; every text is ready to read.

    Attributes:
        number: 1-9, also the digit key of the slot's act.
        name: the component («Giấy khai sinh của trẻ»).
        need: how it is wanted («phải nộp», «chỉ xuất trình»).
        chip: the state in words; `tone` and `chip_icon` go with it.
        source: where the paper in the slot comes from, one line.
        reason: why the act is offered or not, one line; in the tone when doubt or seal.
        picture: a small picture of the paper, at least 66 px tall; None shows `icon`.
        icon: what stands in the picture's place.
    """

    number: int
    name: str
    need: str = ""
    chip: str = ""
    tone: Tone = "plain"
    chip_icon: IconName | None = None
    source: str = ""
    reason: str = ""
    picture: QImage | None = None
    icon: IconName = "scan"


class SlotRow(QWidget):
    """Show a slot 96 px high with at most two acts at the right.

    Signals:
        reached: the slot's number, when the row got the focus or was pressed.
    """

    spoken_role = ROW

    reached = Signal(int)

    def __init__(self, facts: SlotFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._current = False
        self._buttons: list[Button] = []
        self._small: QPixmap | None = None
        self._small_room = QSize()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 15, 0)
        self._row.setSpacing(12)
        self._row.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_facts(facts)

    def show_facts(self, facts: SlotFacts) -> None:
        """Show other facts in the same row."""
        self._facts = facts
        self._small = None
        said = [facts.name, facts.chip, facts.source, facts.reason]
        self.setAccessibleName(". ".join(word for word in said if word))
        self.setToolTip("\n".join(word for word in (facts.source, facts.reason) if word))
        self.update()

    def facts(self) -> SlotFacts:
        """Give the facts shown."""
        return self._facts

    def set_acts(self, main: QAction | None, second: QAction | None = None) -> None:
        """Offer acts from `make_action`: the main one at the right edge, another beside it."""
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for action in (second, main):
            if action is None:
                continue
            made = Button.of(action)
            if action is second and not action.property("button-role"):
                made.set_role("quiet")
            self._buttons.append(made)
            self._row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_current(self, *, current: bool) -> None:
        """Mark the slot whose act is the next step."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        """Measure the row: at least the name and the acts."""
        buttons = sum(one.sizeHint().width() + 12 for one in self._buttons)
        return QSize(theme().px(_TEXT_X) + 260 + buttons, theme().height("slot"))

    def minimumSizeHint(self) -> QSize:
        """Keep the acts whole."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the row was reached."""
        super().focusInEvent(event)
        self.reached.emit(self._facts.number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell that the row was pressed."""
        super().mousePressEvent(event)
        self.reached.emit(self._facts.number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the number, the picture and the lines."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        lit = self._current or self.hasFocus()
        edge = now.colour("focus") if self.hasFocus() else now.colour("accent" if lit else "line")
        width = 2 if lit else 1
        draw_box(painter, rect, now.colour("surface"), edge, now.radius("card"), width)
        painter.setFont(now.font("heading"))
        painter.setPen(now.colour("ink2"))
        number = QRectF(now.px(_NUMBER_X) - 14, 0, 28, rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(self._facts.number))
        self._paint_picture(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        now = theme()
        wide, tall = now.px(_PICTURE_WIDE), now.px(_PICTURE_TALL)
        box = QRectF(now.px(_PICTURE_X), (self.height() - tall) / 2, wide, tall)
        if self._facts.picture is not None:
            room = box.size().toSize()
            if self._small is None or self._small_room != room:
                self._small = fitted(self._facts.picture, room, self.devicePixelRatioF())
                self._small_room = room
            draw_picture(painter, box, self._small, 2)
            return
        missing = self._facts.tone == "plain"
        if missing:
            pen = QPen(now.colour("edge"), 1)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            painter.setBrush(now.colour("sunken"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        else:
            _, fill, line = now.tone("accent")
            draw_box(painter, box, fill, line, 6)
        side = now.px(_ICON_PX)
        at = QPointF(box.center().x() - side / 2, box.center().y() - side / 2)
        draw_icon(painter, self._facts.icon, at, "ink2" if missing else "accent", side)

    def _paint_words(self, painter: QPainter) -> None:
        now = theme()
        facts = self._facts
        left = float(now.px(_TEXT_X))
        right = min([one.x() for one in self._buttons] or [self.width() - 4]) - 12.0
        lines = [now.px(24), now.height("chip")] + ([now.px(20)] if facts.reason else [])
        y = (self.height() - sum(lines) - 4 * (len(lines) - 1)) / 2
        self._line(painter, QRectF(left, y, right - left, lines[0]))
        y += lines[0] + 4
        x = left
        if facts.chip:
            chip = draw_chip(painter, QPointF(x, y), facts.chip, facts.tone, self._chip_icon())
            x = chip.right() + 8
        font = now.font("label")
        painter.setFont(font)
        painter.setPen(now.colour("ink2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        source = elided(font, facts.source, right - x)
        painter.drawText(QRectF(x, y, right - x, lines[1]), middle, source)
        if facts.reason:
            y += lines[1] + 4
            ink = facts.tone if facts.tone in ("doubt", "seal") else "ink2"
            painter.setPen(now.colour("doubt" if ink == "doubt" else ink))
            reason = elided(font, facts.reason, right - left)
            painter.drawText(QRectF(left, y, right - left, lines[2]), middle, reason)

    def _line(self, painter: QPainter, box: QRectF) -> None:
        now = theme()
        heading, caption = now.font("heading"), now.font("caption")
        need = text_width(caption, self._facts.need) + 10 if self._facts.need else 0
        name = elided(heading, self._facts.name, box.width() - need)
        painter.setFont(heading)
        painter.setPen(now.colour("ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
        x = box.left() + text_width(heading, name) + 10
        painter.setFont(caption)
        painter.setPen(now.colour("ink3"))
        rest = QRectF(x, box.top() + 1, box.right() - x, box.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._facts.need)

    def _chip_icon(self) -> IconName | None:
        if self._facts.chip_icon is not None:
            return self._facts.chip_icon
        icons: dict[Tone, IconName] = {
            "plain": "waiting",
            "accent": "check",
            "ok": "check",
            "doubt": "warn",
            "seal": "cross",
        }
        return icons[self._facts.tone]
