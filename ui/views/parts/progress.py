"""Show long work: what, how far, how long, and how to stop it."""

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.views.parts.banner import announce
from ui.views.parts.button import Button
from ui.views.parts.keys import make_action
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.spoken import GROUP, Share
from ui.views.parts.text import Text
from ui.views.theme import theme
from ui.views.tokens import Tone

_BAR_TALL = 6
_QUARTER = 0.25
_WHOLE = 100


class Bar(Share):
    """Show a share from 0 to 1 as a bar; readers are told per cent."""

    def __init__(self, tone: Tone = "accent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float, tone: Tone | None = None) -> None:
        """Show a share, 0 to 1, and optionally another tone."""
        self._share = min(1.0, max(0.0, share))
        self._tone = tone or self._tone
        self.say_value(round(_WHOLE * self._share), _WHOLE)

    def sizeHint(self) -> QSize:
        """Measure the bar."""
        return QSize(80, theme().px(_BAR_TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and the share done."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        edge = now.colour("line") if now.high_contrast else None
        draw_box(painter, rect, now.colour("well"), edge, rect.height() / 2)
        ink = now.colour("ink2") if self._tone == "plain" else now.tone(self._tone)[0]
        done = QRectF(rect.left(), rect.top(), rect.width() * self._share, rect.height())
        if self._share > 0:
            draw_box(painter, done, ink, None, rect.height() / 2)
        painter.end()


class ProgressStrip(QWidget):
    """Show one long work in a line and a bar, with «Dừng Esc».

    Signals:
        stop_asked: the clerk wants it stopped; what was done is kept.
    """

    spoken_role = GROUP

    stop_asked = Signal()

    def __init__(self, what: str, *, can_stop: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quarter = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._what = Text(what, "label", weight=600)
        self._left = Text("", "label", "ink2")
        line.addWidget(self._what)
        line.addWidget(self._left, 1)
        if can_stop:
            stop = make_action(self, self.tr("Dừng"), "Esc", role="quiet")
            stop.triggered.connect(self.stop_asked)
            line.addWidget(Button.of(stop, "small"))
        column.addLayout(line)
        self._bar = Bar()
        self._bar.setAccessibleName(what)
        column.addWidget(self._bar)
        self.setAccessibleName(what)

    def show_progress(self, what: str, done: int, total: int, left: str = "", tone: Tone = "accent") -> None:
        """Show how far the work is.

        Args:
            what: the work, such as «Đọc chữ».
            done: pieces done.
            total: pieces in all; 0 when it is not known.
            left: how long it will still take or what is kept, in words.
            tone: accent while it runs, doubt when it waits, ok when done.
        """
        words = f"{what} {done} / {total}" if total else what
        self._what.setText(words)
        self._bar.setAccessibleName(what)
        self._left.setText(left)
        self._left.set_tone("doubt" if tone == "doubt" else "ink2")
        share = done / total if total else 0.0
        self._bar.set_share(share, tone)
        self.setAccessibleName(f"{words} {left}".strip())
        quarter = int(share / _QUARTER)
        if quarter != self._quarter:
            self._quarter = quarter
            announce(self, self.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._bar.updateGeometry()
        super().changeEvent(event)
