"""The right of an evening: one question at a time with its page, why the machine asks, and the other answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from ui.views.icons import IconName
from ui.views.parts.button import Button
from ui.views.parts.card import Box, SidePanel
from ui.views.parts.chip import Chip
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, SearchField
from ui.views.parts.keys import KeySource
from ui.views.parts.text import ElidedText, Text
from ui.views.viewer import PageViewer

WIDE = 300
_MOST_REASONS = 4

Other = tuple[str, IconName, KeySource, Callable[[], None]]
"""An answer beside the primary: words, icon, key, what it does."""


class QuestionPanel(SidePanel):
    """Show the question in hand, else the side in hand.

    Signals:
        dossier_chosen: the code of the dossier a paper is given to.
        kind_chosen: the code of the kind a paper is said to be.
    """

    dossier_chosen = Signal(str)
    kind_chosen = Signal(str)

    def __init__(self, find: Callable[[str], Sequence[Choice]], kinds: Sequence[Choice]) -> None:
        super().__init__("surface", WIDE)
        self.viewer = PageViewer()
        self.viewer.setAccessibleName(self.tr("Trang đang hỏi"))
        self.viewer.setMinimumHeight(110)
        self._question = Text("", "heading", wrap=True)
        self._sure = Chip("", "doubt")
        self._place = ElidedText("", "label", "ink2")
        self._why = Text(self.tr("Vì sao máy hỏi"), "body", weight=600)
        self._reasons = Text("", "label", "ink2", wrap=True)
        self.dossier = SearchField(self.tr("Chuyển vào hồ sơ (phím H)"), find)
        self.dossier.line.setPlaceholderText(self.tr("Tên, mã hoặc 4 số cuối"))
        self.dossier.chosen.connect(self.dossier_chosen)
        self.kind = ComboField(self.tr("Loại giấy"), kinds)
        self.kind.chosen.connect(self.kind_chosen)
        self.kind.combo.setMinimumContentsLength(8)
        self._others = QVBoxLayout()
        self._others.setSpacing(8)
        self._buttons: list[Button] = []
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._question)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._sure)
        line.addWidget(self._place, 1)
        column.addLayout(line)
        column.addWidget(self.viewer, 1)
        column.addWidget(self._why)
        column.addWidget(self._reasons)
        column.addWidget(self.dossier)
        column.addWidget(self.kind)
        self._ground = Box("none")
        self._ground.setLayout(self._others)
        self._others.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._ground)

    def show_question(self, words: str, sure: str, place: str, reasons: Sequence[str]) -> None:
        """Show a question, how sure the machine is, where it stands among the others, and why it is asked."""
        self._question.setText(words)
        self._sure.set_state(sure, "doubt")
        self._sure.setVisible(bool(sure))
        self._place.setText(place)
        self._place.setVisible(bool(place) or bool(sure))
        told = "\n".join(f"• {one}" for one in reasons[:_MOST_REASONS])
        self._why.setVisible(bool(told))
        self._reasons.setText(told)
        self._reasons.setVisible(bool(told))

    def show_fields(self, *, dossier: bool, kind: bool) -> None:
        """Show the fields that belong to the question."""
        self.dossier.setVisible(dossier)
        self.kind.setVisible(kind)

    def show_page(self, picture: QImage) -> None:
        """Show the page asked about."""
        self.viewer.set_picture(picture)

    def show_others(self, others: Sequence[Other]) -> None:
        """Offer the other answers, each with its key."""
        if [one[0] for one in others] == [button.text() for button in self._buttons]:
            return
        for old in self._buttons:
            self._others.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for words, icon, key, act in others:
            button = Button(words, icon=icon, key=key, parent=self._ground)
            button.clicked.connect(act)
            button.give_way()
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._others.addWidget(button)
            self._buttons.append(button)
            button.show()
        self._ground.setVisible(bool(others))
