"""Parts of the duty panel: a tick with the law's full words, the steps to a signed copy, the words of certification."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.keys import KeySource, key_of, key_words
from ui.views.parts.paint import cap_size, draw_box, draw_cap, draw_ring, painter_for
from ui.views.parts.spoken import GROUP
from ui.views.parts.text import Text
from ui.views.theme import theme

if TYPE_CHECKING:
    from ui.views.tokens import Colour

StepState = Literal["ahead", "now", "busy", "done", "waits", "stopped"]
"""A step to come, the next one, under way, done, waiting for a service, stopped by a fault."""

_ROW, _BOX, _DISC = 25, 19, 24
_PAD = 4
_USUAL = 380


class GroundTick(QAbstractButton):
    """Tick one ground of Điều 22: a few words always, the article's own words while the row has the focus.

    Signals:
        reached: the row has the focus now.
    """

    reached = Signal()

    def __init__(self, short: str, law: str, key: KeySource, *, refusing: bool = False) -> None:
        """Make a row.

        Args:
            short: a few words for the tick.
            law: the article's own words.
            key: the digit that ticks it.
            refusing: whether the tick says that the ground holds, which is a cross in seal red.
        """
        super().__init__()
        self._law, self._key, self._refusing = law, key, refusing
        self.setText(short)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(law if short == law else f"{short}. {law}")
        self.setAccessibleDescription(key_words(key_of(key)))

    def sizeHint(self) -> QSize:
        """Measure the row at the panel's usual width."""
        return QSize(240, self.heightForWidth(theme().px(_USUAL)))

    def minimumSizeHint(self) -> QSize:
        """Give way in width; the height follows it."""
        return QSize(160, theme().px(_ROW))

    def heightForWidth(self, width: int) -> int:
        """Measure the line at a width in px, and the article's words while they are shown."""
        law = self._law_box(width).height() + 8 if self._shows_law() else 0
        return self._line_tall(width) + law

    def event(self, event: QEvent) -> bool:
        """Keep Space for the row while it has the focus, before the screen's own Space."""
        if event.type() == QEvent.Type.ShortcutOverride and getattr(event, "key", lambda: None)() == Qt.Key.Key_Space:
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the article's words."""
        super().focusInEvent(event)
        self.updateGeometry()
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Fold the article's words away."""
        super().focusOutEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tick, the words, the key, and the article's words while the row has the focus."""
        del event
        now = theme()
        painter = painter_for(self)
        line = QRectF(0, 0, self.width(), self._line_tall(self.width()))
        if self.hasFocus():
            draw_box(painter, QRectF(self.rect()), now.colour("sunken"), None, now.radius("control"))
        elif self.underMouse():
            draw_box(painter, line, now.colour("sunken"), None, now.radius("control"))
        self._paint_box(painter, line)
        words = key_words(key_of(self._key))
        painter.setFont(self._font())
        painter.setPen(now.colour("ink"))
        room = line.adjusted(self._left(), 0, -self._right(), 0)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if words:
            cap = cap_size(words)
            at = QPointF(line.right() - cap.width() - _PAD, (now.px(_ROW) - cap.height()) / 2)
            draw_cap(painter, at, words, now.colour("ink2"), now.colour("edge"))
        if self._shows_law():
            painter.setFont(now.font("label"))
            painter.setPen(now.colour("ink2"))
            painter.drawText(QRectF(self._law_box(self.width())), int(Qt.TextFlag.TextWordWrap), self._law)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), now.radius("control"))
        painter.end()

    def _paint_box(self, painter: QPainter, line: QRectF) -> None:
        now = theme()
        side = now.px(_BOX)
        box = QRectF(_PAD, line.top() + (now.px(_ROW) - side) / 2, side, side)
        tone: Colour = "seal" if self._refusing else "ok"
        checked = self.isChecked()
        enabled = self.isEnabled()
        fill = now.colour(tone) if checked and enabled else now.colour("surface" if enabled else "well")
        edge = now.colour(tone if checked else "edge") if enabled else now.colour("line")
        draw_box(painter, box, fill, edge, now.radius("cap"), 1.5)
        if checked:
            small = now.px(14)
            at = QPointF(box.center().x() - small / 2, box.center().y() - small / 2)
            icon: IconName = "cross" if self._refusing else "check"
            draw_icon(painter, icon, at, "surface" if enabled else "ink3", small)

    def _shows_law(self) -> bool:
        return self.hasFocus() and self._law != self.text()

    def _font(self) -> QFont:
        return theme().font("label", 400 if self._refusing else 500)

    def _line_tall(self, width: int) -> int:
        """Measure the line: one row, or as many as its words need where the panel is narrow or the letters large."""
        room = QRect(0, 0, max(120, width - self._left() - self._right()), 10_000)
        words = QFontMetrics(self._font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(theme().px(_ROW), words.height() + 8)

    def _right(self) -> int:
        words = key_words(key_of(self._key))
        return (cap_size(words).width() if words else 0) + 2 * _PAD

    def _left(self) -> int:
        return 2 * _PAD + theme().px(_BOX) + 4

    def _law_box(self, width: int) -> QRect:
        left, top = self._left(), self._line_tall(width)
        room = QRect(left, top, max(120, width - left - 2 * _PAD), 10_000)
        return QFontMetrics(theme().font("label")).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._law)


@dataclass(frozen=True)
class StepFacts:
    """One step to a signed copy: its title, one line about it, its state, and whether the line is a warning."""

    title: str
    second: str = ""
    state: StepState = "ahead"
    warns: bool = False


class _Disc(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._state: StepState = "ahead"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: StepState) -> None:
        """Show the step's state."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """Measure the disc."""
        return QSize(theme().px(_DISC), theme().px(_DISC))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the number, or what became of the step."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        inks: dict[StepState, tuple[Colour | None, Colour, Colour]] = {
            "ahead": (None, "edge", "ink2"),
            "now": ("accent", "accent", "on-accent"),
            "busy": ("soft", "accent", "accent"),
            "done": ("ok-soft", "ok-line", "ok"),
            "waits": ("doubt-soft", "doubt-line", "doubt"),
            "stopped": ("seal-soft", "seal-line", "seal"),
        }
        icons: dict[StepState, IconName] = {"busy": "refresh", "done": "check", "waits": "clock", "stopped": "warn"}
        fill, edge, ink = inks[self._state]
        draw_box(painter, rect, now.colour(fill) if fill else None, now.colour(edge), rect.height() / 2, 1.5)
        icon = icons.get(self._state)
        if icon is None:
            painter.setFont(now.font("caption", 600))
            painter.setPen(now.colour(ink))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self._number))
        else:
            side = now.px(14)
            draw_icon(painter, icon, QPointF((rect.width() - side) / 2, (rect.height() - side) / 2), ink, side)
        painter.end()


class StepList(QWidget):
    """Show the steps to a signed copy, one under the other, joined by a line."""

    spoken_role = GROUP

    def __init__(self, count: int) -> None:
        super().__init__()
        self._rows: list[tuple[_Disc, Text, Text]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for number in range(count):
            disc, title = _Disc(number + 1), Text("", "body", weight=600, wrap=True)
            second = Text("", "caption", "ink2", wrap=True)
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(disc, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(title)
            words.addWidget(second)
            row.addLayout(words, 1)
            column.addLayout(row)
            self._rows.append((disc, title, second))

    def show_steps(self, steps: tuple[StepFacts, ...]) -> None:
        """Show the steps as they stand."""
        for (disc, title, second), facts in zip(self._rows, steps, strict=True):
            disc.show_state(facts.state)
            title.setText(facts.title)
            second.setText(facts.second)
            second.setVisible(bool(facts.second))
            second.set_tone("doubt" if facts.warns else "ink2")
        self.setAccessibleName(". ".join(f"{facts.title}. {facts.second}" for facts in steps))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line between the discs."""
        del event
        painter = painter_for(self)
        painter.setPen(QPen(theme().colour("line"), 1.5))
        for (upper, _, _), (lower, _, _) in zip(self._rows, self._rows[1:], strict=False):
            x = upper.geometry().center().x() + 0.5
            painter.drawLine(QPointF(x, upper.geometry().bottom() + 3), QPointF(x, lower.geometry().top() - 2))
        painter.end()


class PaperWords(QLabel):
    """Show the words of certification as they will stand on the copy: the serif of papers, in blue, on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._lines: tuple[str, ...] = ()
        self._dress()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show the lines; the first is set bold."""
        self._lines = lines
        self.setText("\n".join(lines))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new size when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Measure the lines at the panel's usual width."""
        return QSize(240, self.heightForWidth(theme().px(_USUAL)))

    def minimumSizeHint(self) -> QSize:
        """Give way in width; the height follows it."""
        return QSize(160, theme().px(30))

    def heightForWidth(self, width: int) -> int:
        """Measure the lines at a width in px."""
        boxes = self._boxes(max(160, width))
        return int(boxes[-1].bottom()) + 9 if boxes else theme().px(30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines on a piece of paper."""
        del event
        now = theme()
        painter = painter_for(self)
        page = now.tokens.page
        draw_box(painter, QRectF(self.rect()), QColor(page.colours["paper"]), now.colour("line"), now.radius("control"))
        painter.setPen(now.page_colour("accent"))
        for number, (line, box) in enumerate(zip(self._lines, self._boxes(self.width()), strict=True)):
            painter.setFont(now.paper_font(16, 700 if number == 0 else 400))
            painter.drawText(QRectF(box), int(Qt.TextFlag.TextWordWrap), line)
        painter.end()

    def _boxes(self, width: int) -> list[QRect]:
        boxes, top = [], 6
        for number, line in enumerate(self._lines):
            metrics = QFontMetrics(theme().paper_font(16, 700 if number == 0 else 400))
            box = metrics.boundingRect(QRect(14, top, width - 28, 10_000), int(Qt.TextFlag.TextWordWrap), line)
            boxes.append(box)
            top = box.bottom() + 3
        return boxes

    def _dress(self) -> None:
        self.setFont(theme().paper_font(16))
        self.updateGeometry()
