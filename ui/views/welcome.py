"""Welcome to the rehearsal (chào mừng diễn tập), in the counter's place: what this is, and two ways to begin."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.models.window import WindowModel
from ui.views.parts.banner import announce
from ui.views.parts.card import Box, Card
from ui.views.parts.keys import KeyCap, make_action
from ui.views.parts.text import Text
from ui.views.screen import Screen
from ui.views.sign_in import Mark
from ui.views.theme import theme

_WIDE = 880
_BESIDE = 760
"""Width in px at 100 % from which on both choices stand beside each other."""


class Choice(Card):
    """Tell what a key of the welcome leads to; lit while it has the keyboard."""

    def __init__(self, title: str, words: tuple[str, ...], act: QAction) -> None:
        super().__init__()
        self.body.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(Text(title, "heading", wrap=True), 1)
        head.addWidget(KeyCap(act), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        for one in words:
            self.body.addWidget(Text(one, "body", "ink2", wrap=True))
        self.body.addStretch(1)
        self.setAccessibleName(f"{title}. {' '.join(words)}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the edge."""
        super().focusInEvent(event)
        self.set_state("current")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the edge go dark."""
        super().focusOutEvent(event)
        self.set_state("plain")


class WelcomeScreen(Screen):
    """Enter begins the guided rehearsal, Esc leads to the counter; it is seen once a start and asks for nothing."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Chào mừng"), self.tr("Văn phòng diễn tập của Sao Y"))
        self._model, self._guide = model, model.guide
        self._begin = make_action(self, "", ["Return"], "flask", "primary")
        self._begin.setAutoRepeat(False)
        self._begin.triggered.connect(self._guide.begin)
        self._look = make_action(self, self.tr("Tự xem, vào thẳng quầy"), "Esc", "counter")
        self._look.triggered.connect(self._go)
        self._build()
        self.set_acts(self._begin, self._look)
        self._guide.changed.connect(self._refresh)
        self._refresh()

    def panes(self) -> list[QWidget]:
        """Give the first choice; the other one has its key."""
        return [self._first]

    def enter(self) -> None:
        """Be ready for Enter, and have the welcome read aloud."""
        self._first.setFocus()
        announce(self, self.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the choices one below the other where there is no room beside."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction.LeftToRight
        if self.width() < theme().px(_BESIDE):
            way = QBoxLayout.Direction.TopToBottom
        self._choices.setDirection(way)

    # -- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        inner = Box("none")
        inner.setMaximumWidth(theme().px(_WIDE))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(self._head())
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._choices.setSpacing(14)
        self._choices.addWidget(self._lesson_card(), 1)
        self._choices.addWidget(self._look_card(), 1)
        column.addLayout(self._choices)
        ground = Box("none")
        middle = QVBoxLayout(ground)
        middle.setContentsMargins(18, 12, 18, 12)
        middle.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        middle.addLayout(across)
        middle.addStretch(3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Mark(), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = self.tr("Đây là văn phòng diễn tập")
        what = self.tr(
            "Người dân, giấy tờ, máy quét, chữ ký và con dấu ở đây đều là giả. "
            "Bấm sai không hỏng gì, không giấy nào đi ra ngoài."
        )
        words.addWidget(Text(title, "title", wrap=True))
        words.addWidget(Text(what, "body", "ink2", wrap=True))
        head.addLayout(words, 1)
        self.setAccessibleName(f"{title}. {what}")
        return head

    def _lesson_card(self) -> Card:
        self._lesson_words = Text("", "label", "seal", wrap=True)
        words = (
            self.tr("Một hồ sơ từ đầu đến cuối: nhận người, quét, gặp kẹt giấy, kiểm chữ, ký số, rồi dùng lại."),
            self.tr("Máy chỉ đúng chỗ, tay mình bấm. Nghỉ giữa chừng bằng Esc, làm tiếp lúc nào cũng được."),
        )
        card = self._first = Choice(self.tr("Tập dượt có hướng dẫn"), words, self._begin)
        card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.body.addWidget(self._lesson_words)
        return card

    def _look_card(self) -> Card:
        words = (
            self.tr("Vào thẳng quầy và thử theo ý mình. Mọi màn hình đều dùng được."),
            self.tr("Muốn tập thì bấm Shift F1 ở bất cứ đâu. F1 kể các phím của màn đang mở."),
        )
        return Choice(self.tr("Tự xem"), words, self._look)

    # -- following -------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        guide = self._guide
        self._begin.setText(self.tr("Đang bày giấy tập…") if guide.laying else self.tr("Tập dượt ba phút"))
        self._begin.setEnabled(guide.able and not guide.laying)
        said = guide.failure.said if guide.failure is not None else None
        self._lesson_words.setText(f"{said.sentence} {said.cure}" if said is not None else "")
        self._lesson_words.setVisible(said is not None)

    def _go(self) -> None:
        self._guide.leave()
        self._model.go("counter")
