"""Tell what of a pasted line went into which field, and what was left over."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout

from ui.views.parts.card import Card
from ui.views.parts.text import ElidedText, Text


class PastedCard(Card):
    """List the fields that a paste filled; each of them still waits for Enter, and Ctrl+Z takes all of it back."""

    def __init__(self) -> None:
        super().__init__(state="info", dense=True)
        self._head = Text("", "label", weight=600, wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._rest = Text("", "caption", "ink2", wrap=True)
        back = self.tr("Từng mục còn chờ Enter. Ctrl Z trả lại như trước khi dán.")
        self._back = Text(back, "caption", "ink2", wrap=True)
        self.body.setSpacing(6)
        self.body.addWidget(self._head)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._rest)
        self.body.addWidget(self._back)
        self.hide()

    def show_pasted(self, values: Mapping[str, str], rest: str = "", *, card: bool = False) -> None:
        """Show values by the words of their fields; none hides the card."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        head = self.tr("Đã lấy {n} mục từ mã QR của thẻ") if card else self.tr("Đã dán vào {n} mục")
        self._head.setText(head.format(n=len(values)))
        for label, value in values.items():
            self._lines.addWidget(ElidedText(f"{label}: {value}", "label"))
        self._rest.setText(self.tr("Chưa dùng: {rest}").format(rest=rest))
        self._rest.setVisible(bool(rest))
        self.setVisible(bool(values))
