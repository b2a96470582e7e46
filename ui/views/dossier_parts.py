"""Parts of the dossier at the counter: how far it is, the question of keeping copies, and a slot's row."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from ui.views.parts.button import Button
from ui.views.parts.card import Card
from ui.views.parts.keys import make_action
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.slot import SlotRow
from ui.views.parts.spoken import Share
from ui.views.parts.text import Text
from ui.views.theme import theme

GIVES_WAY_PX = 140
"""How much of a slot's words may be elided before its acts would be cut, on a narrow window."""


class Segments(Share):
    """Show each component as one piece of a bar: done, offered, missing."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = (0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, done: int, offered: int, total: int) -> None:
        """Show how many are done, how many could be reused, and how many there are."""
        self._parts = (done, offered, total)
        self.say_value(done, total)

    def sizeHint(self) -> QSize:
        """Measure the bar."""
        return QSize(theme().px(200), theme().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pieces; in high contrast each has an edge."""
        del event
        now = theme()
        painter = painter_for(self)
        done, offered, total = self._parts
        wide = (self.width() - 4 * (total - 1)) / total if total else 0
        for number in range(total):
            box = QRectF(number * (wide + 4), 0, wide, self.height())
            edge = now.colour("line") if now.high_contrast else None
            fill = now.colour("ok" if number < done else "soft-line" if number < done + offered else "well")
            draw_box(painter, box, fill, edge, self.height() / 2)
        painter.end()


class ConsentCard(Card):
    """Ask once whether copies may be kept for reuse; only a person's answer counts, never a default.

    Signals:
        agreed: the citizen agrees.
        refused: the citizen does not.
    """

    agreed = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__(state="info")
        words = QVBoxLayout()
        words.setSpacing(2)
        question = self.tr("Người dân có đồng ý cho giữ bản sao để dùng lại lần sau không?")
        words.addWidget(Text(question, weight=600, wrap=True))
        second = self.tr("Đồng ý thì lần sau khỏi nộp lại giấy còn giá trị. Rút lại lúc nào cũng được.")
        words.addWidget(Text(second, "label", "ink2", wrap=True))
        self.yes = make_action(self, self.tr("Có, đồng ý"), "C", role="secondary")
        self.no = make_action(self, self.tr("Không"), "K", role="secondary")
        self.yes.triggered.connect(self.agreed)
        self.no.triggered.connect(self.refused)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(words, 1)
        self.buttons = [Button.of(self.no), Button.of(self.yes)]
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def focused(self) -> QAction | None:
        """Return the answer whose button has the focus."""
        acts = {self.buttons[0]: self.no, self.buttons[1]: self.yes}
        return next((act for button, act in acts.items() if button.hasFocus()), None)


class CounterSlot(SlotRow):
    """A slot's row whose words give way before its acts do."""

    def minimumSizeHint(self) -> QSize:
        """Keep the acts whole and some of the words."""
        wanted = self.sizeHint()
        return QSize(wanted.width() - theme().px(GIVES_WAY_PX), wanted.height())
