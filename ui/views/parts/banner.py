"""Tell what happened, what is safe and what to do, without covering anything."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.views.icons import IconName, draw_icon
from ui.views.parts.button import Button
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.spoken import NOTE
from ui.views.parts.text import Text
from ui.views.theme import theme
from ui.views.tokens import Tone

_ICONS: dict[Tone, IconName] = {
    "plain": "info",
    "accent": "info",
    "ok": "check-circle",
    "doubt": "warn",
    "seal": "shield-cross",
}
_ICON_PX = 20
_LEFT = 14


def announce(widget: QWidget, text: str, *, alarm: bool = False) -> None:
    """Have a screen reader say a text; politely, unless it is an alarm."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive if alarm else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)


class Banner(QFrame):
    """Show one message that pushes the content down and stays until it is solved.

    Signals:
        dismissed: the clerk put the banner away (only when `closable`).
    """

    spoken_role = NOTE

    dismissed = Signal()

    def __init__(
        self,
        what: str,
        todo: str = "",
        tone: Tone = "accent",
        *,
        actions: tuple[QAction, ...] = (),
        closable: bool = False,
    ) -> None:
        """Make a banner.

        Args:
            what: what happened and what is safe, in one or two short sentences.
            todo: what to do now, with its key's name.
            tone: accent, ok, doubt or seal.
            actions: the acts of `make_action` offered at the right, one or two.
            closable: whether the clerk may put it away unsolved.
        """
        super().__init__()
        self._tone: Tone = tone
        self._icon: IconName = _ICONS[tone]
        now, row = theme(), QHBoxLayout(self)
        row.setContentsMargins(_LEFT + now.px(_ICON_PX) + 12, 8, 12, 8)
        row.setSpacing(now.space("m"))
        self._what = Text(what, "body", weight=600, wrap=True)
        self._todo = Text(todo, "label", "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._todo)
        row.addLayout(words, 1)
        self._todo.setVisible(bool(todo))  # only now: shown without a parent it would be a window of its own
        for action in actions:
            row.addWidget(self._button(action), 0, Qt.AlignmentFlag.AlignVCenter)
        if closable:
            close = Button(self.tr("Ẩn lời nhắn"), "tool", icon="cross", size="small")
            close.clicked.connect(self.dismissed)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(now.px(52 if todo else 42))
        self.setAccessibleName(f"{what} {todo}".strip())

    def say(self, what: str, todo: str = "") -> None:
        """Change the words and announce them."""
        self._what.setText(what)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        self.setAccessibleName(f"{what} {todo}".strip())
        self.tell()

    def tell(self) -> None:
        """Have a screen reader say the words; what is red interrupts it."""
        announce(self, self.accessibleName(), alarm=self._tone == "seal")

    def _button(self, action: QAction) -> Button:
        button = Button.of(action)
        if self._tone in ("doubt", "seal") and not action.property("button-role"):
            button.set_role("doubt" if self._tone == "doubt" else "refuse")
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the icon."""
        del event
        now = theme()
        painter = painter_for(self)
        ink, fill, line = now.tone(self._tone)
        draw_box(painter, QRectF(self.rect()), fill, line, now.radius("card"))
        side = now.px(_ICON_PX)
        middle = self.rect().center().y() - side / 2 + 1
        draw_icon(painter, self._icon, QPointF(_LEFT, middle), ink, side)
        painter.end()
