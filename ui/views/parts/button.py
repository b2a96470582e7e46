"""Press to act: the button with its icon, its words and the key that does the same."""

from dataclasses import dataclass
from typing import Literal, cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.keys import KeySource, is_plain, key_of, key_words
from ui.views.parts.paint import (
    cap_size,
    draw_box,
    draw_cap,
    draw_ring,
    elided,
    painter_for,
    text_width,
)
from ui.views.theme import theme
from ui.views.tokens import Colour, Height

ButtonRole = Literal["primary", "secondary", "quiet", "soft", "doubt", "seal", "refuse", "tool", "link"]
"""What pressing means.

primary: the one next step. secondary: another act. quiet: an act without a box. soft: the offer of
a row. doubt: an offer a person must look at first. seal: cannot be taken back. refuse: says no.
tool: an icon alone, with its name in the tip. link: a quiet act in accent words.
"""

ButtonSize = Literal["small", "normal", "neighbour", "primary"]
"""How tall: 32, 40, 44 or 48 px."""

_HEIGHTS: dict[ButtonSize, Height] = {
    "small": "button-small",
    "normal": "button",
    "neighbour": "button-neighbour",
    "primary": "button-primary",
}
_PADS: dict[ButtonSize, int] = {"small": 12, "normal": 16, "neighbour": 22, "primary": 22}
_GAP = 10
_LEAST = 120
_SPIN_MS = 40
_SPIN_STEP = 18


@dataclass(frozen=True)
class Look:
    """Hold the colours of a button in one state: words, fill and edge (None: none)."""

    ink: QColor
    fill: QColor | None
    edge: QColor | None


def look_of(role: ButtonRole, *, hover: bool, down: bool, enabled: bool) -> Look:
    """Choose the colours of a role in a state."""
    now = theme()
    if not enabled:
        fill = None if role in ("quiet", "tool", "link") else now.colour("well")
        edge = now.colour("line") if now.high_contrast and fill is not None else None
        return Look(now.colour("ink3"), fill, edge)
    lit = hover or down
    if role == "primary":
        return Look(now.colour("on-accent"), now.colour("accent-hover" if lit else "accent"), None)
    if role == "seal":
        return Look(now.colour("on-seal"), now.colour("seal-hover" if lit else "seal"), None)
    if role in ("quiet", "tool"):
        return Look(now.colour("ink2"), now.colour("well") if lit else None, None)
    if role == "link":
        return Look(now.colour("accent"), now.colour("soft") if lit else None, None)
    inks: dict[ButtonRole, tuple[Colour, Colour, Colour, Colour]] = {
        "secondary": ("ink", "surface", "edge", "sunken"),
        "soft": ("accent", "soft", "soft-line", "soft"),
        "doubt": ("doubt", "surface", "doubt", "doubt-soft"),
        "refuse": ("seal", "surface", "seal", "seal-soft"),
    }
    ink, fill_role, edge_role, hover_role = inks[role]
    if role == "soft" and lit:
        edge_role = "accent"
    return Look(now.colour(ink), now.colour(hover_role if lit else fill_role), now.colour(edge_role))


class Button(QAbstractButton):
    """Show one act with its icon and key cap; a click does what the key does.

    The key cap is read from its source whenever it is painted, so a changed shortcut shows.
    A click does not take the focus from the field in work; Tab reaches the button, and Space
    then presses it.

    Signals:
        clicked: the act is wanted (not sent when the button stands for a QAction: its
            `triggered` is sent instead).
    """

    def __init__(
        self,
        text: str = "",
        role: ButtonRole = "secondary",
        *,
        icon: IconName | None = None,
        key: KeySource = None,
        size: ButtonSize = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: ButtonRole = role
        self._size: ButtonSize = size
        self._icon: IconName | None = icon
        self._key: KeySource = key
        self._action: QAction | None = None
        self._hidden_by_act = False
        self._gives_way = False
        self._follows_focus = False
        self._angle = 0
        self._spinner = QTimer(self)
        self._spinner.setInterval(_SPIN_MS)
        self._spinner.timeout.connect(self._turn)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._press)
        self.set_words(text)
        if isinstance(key, QAction):
            self.set_action(key)

    @classmethod
    def of(cls, action: QAction, size: ButtonSize = "normal", parent: QWidget | None = None) -> "Button":
        """Make the button of an act made by `make_action`, with its words, icon, key and role."""
        made = cls(size=size, parent=parent)
        made.set_action(action)
        return made

    def set_action(self, action: QAction) -> None:
        """Stand for an act from now on: words, icon, key, role and enabled state follow it."""
        if self._action is not None:
            self._action.changed.disconnect(self._follow)
        self._action = action
        self._key = action
        action.changed.connect(self._follow)
        self._follow()

    def set_words(self, text: str) -> None:
        """Change the words; they are also the accessible name, the key the description."""
        self.setText(text)
        self.setAccessibleName(text)
        self._measure()

    def set_key(self, key: KeySource) -> None:
        """Change where the key cap is read from."""
        self._key = key
        self._measure()

    def set_role(self, role: ButtonRole) -> None:
        """Change what pressing means."""
        self._role = role
        self.update()

    def set_busy(self, *, busy: bool) -> None:
        """Turn the button's own spinner on or off; used for work of 0.3 to 2 s."""
        if busy:
            self._spinner.start()
        else:
            self._spinner.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Measure icon, words and cap at the size in use."""
        now = theme()
        tall = now.height(_HEIGHTS[self._size])
        if self._role == "tool":
            return QSize(tall, tall)
        pad = now.px(_PADS[self._size] - (4 if self._role in ("quiet", "link") else 0))
        return QSize(2 * pad + self._content_width(), tall)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words, unless the bar said that this button gives way."""
        if not self._gives_way:
            return self.sizeHint()
        return QSize(min(self.sizeHint().width(), theme().px(_LEAST)), self.sizeHint().height())

    def give_way(self) -> None:
        """Let the words be cut with «…» where there is no room; the tip keeps them whole."""
        self._gives_way = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(self.text())

    def event(self, event: QEvent) -> bool:
        """Keep Space for the button while it has the focus, before the screen's own Space."""
        if event.type() == QEvent.Type.ShortcutOverride and self.hasFocus():
            key = getattr(event, "key", lambda: None)()
            if key == Qt.Key.Key_Space:
                event.accept()
                return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the icon, the words and the cap of the current key."""
        del event
        now = theme()
        look = look_of(
            self._role,
            hover=self.underMouse(),
            down=self.isDown() or self.isChecked(),
            enabled=self.isEnabled(),
        )
        painter = painter_for(self)
        rect = QRectF(self.rect())
        box = rect.adjusted(3, 3, -3, -3) if self._ring_outside() else rect
        if look.fill is not None or look.edge is not None:
            draw_box(painter, box, look.fill, look.edge, now.radius("control"))
        self._paint_content(painter, rect, look)
        if self.hasFocus():
            draw_ring(painter, rect, now.radius("control") + (2 if self._ring_outside() else 0))
        painter.end()

    def _ring_outside(self) -> bool:
        return self.hasFocus() and self._role in ("primary", "seal")

    def _paint_content(self, painter: QPainter, rect: QRectF, look: Look) -> None:
        now = theme()
        icon_px = self._icon_px()
        words = key_words(key_of(self._key)) if self._role != "tool" else ""
        if self._gives_way and self.width() < self.sizeHint().width() - 8:
            words = ""  # the key gives way before the words do; the tip keeps both
        pad = 8 if self._gives_way else 0
        x = max(pad, rect.center().x() - self._content_width() / 2)
        middle = rect.center().y()
        if self._spinner.isActive():
            self._paint_spinner(painter, QRectF(x, middle - icon_px / 2, icon_px, icon_px), look.ink)
            x += icon_px + now.px(_GAP)
        elif self._icon is not None:
            draw_icon(painter, self._icon, QPointF(x, middle - icon_px / 2), look.ink, icon_px)
            x += icon_px + now.px(_GAP)
        if self._role == "tool":
            return
        cap = cap_size(words) if words else QSize(0, 0)
        painter.setFont(self._font())
        painter.setPen(look.ink)
        room = rect.right() - x - (cap.width() + now.px(_GAP) if words else 0) - 4
        text = elided(self._font(), self.text(), room)
        width = text_width(self._font(), text)
        painter.drawText(QRectF(x, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if words:
            x += width + (now.px(_GAP) if text else 0)
            draw_cap(painter, QPointF(x, middle - cap.height() / 2), words, look.ink)

    def _paint_spinner(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(rect.adjusted(1, 1, -1, -1), -self._angle * 16, 270 * 16)

    def _turn(self) -> None:
        if theme().motion:
            self._angle = (self._angle + _SPIN_STEP) % 360
            self.update()

    def _font(self) -> QFont:
        now = theme()
        if self._size == "primary" or self._role == "link":
            return now.font("body", 600)
        return now.font("label" if self._size == "small" else "body", 600)

    def _icon_px(self) -> int:
        return theme().px(20 if self._role == "tool" else 18)

    def _content_width(self) -> int:
        now = theme()
        wide = 0
        if self._icon is not None or self._spinner.isActive():
            wide += self._icon_px()
        if self._role == "tool":
            return wide
        if self.text():
            wide += (now.px(_GAP) if wide else 0) + text_width(self._font(), self.text())
        words = key_words(key_of(self._key))
        if words:
            wide += (now.px(_GAP) if wide else 0) + cap_size(words).width()
        return wide

    def _follow(self) -> None:
        action = self._action
        if action is None:
            return
        self._icon = cast("IconName | None", action.property("icon-name") or None)
        self._role = cast("ButtonRole", action.property("button-role") or self._role)
        self.setEnabled(action.isEnabled())
        if action.isVisible() == self._hidden_by_act:
            self._hidden_by_act = not action.isVisible()
            self.setVisible(action.isVisible())
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.set_words(action.text())

    def _measure(self) -> None:
        words = key_words(key_of(self._key))
        self.setAccessibleDescription(words)
        if self._role == "tool":
            self.setToolTip(f"{self.text()} ({words})" if words else self.text())
        if not self._follows_focus and isinstance(self._key, QAction):
            keys = self._key.shortcuts()
            if len(keys) > 1 and any(map(is_plain, keys)):
                app = cast("QApplication", QApplication.instance())
                app.focusChanged.connect(self._focus_moved)
                self._follows_focus = True
        self.updateGeometry()
        self.update()

    def _focus_moved(self) -> None:
        self.updateGeometry()
        self.update()

    def _press(self) -> None:
        if self._action is not None:
            self._action.trigger()
