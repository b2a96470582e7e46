"""Ask once before a number is made void: which number, whose paper, what cannot be taken back, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.work.register import BookEntry
from ui.views.dialog import RedDialog
from ui.views.parts.field import Field
from ui.views.parts.keys import make_action
from ui.views.parts.reasons import usual_reasons
from ui.views.parts.text import Text

LEAST = 5
"""Letters a reason needs: «sai» alone explains nothing to who reads the book later."""


class VoidDialog(RedDialog):
    """Hold the focus on «Quay lại»; the red button acts only with a reason.

    Signals:
        confirmed: the reason, tidied.
    """

    confirmed = Signal(str)

    def __init__(self, entry: BookEntry, parent: QWidget) -> None:
        title = self.tr("Hủy số {number}").format(number=entry.written)
        super().__init__(title, "seal", parent)
        what = self.tr("{title} của {name}, ngày {day}.")
        self.body.addWidget(
            Text(what.format(title=entry.title, name=entry.citizen, day=f"{entry.day:%d/%m/%Y}"), wrap=True)
        )
        lasting = self.tr(
            "Số đã hủy không lấy lại được và không cấp cho giấy khác. Dòng vẫn nằm trong sổ, gạch ngang, có lý do."
        )
        self.body.addWidget(Text(lasting, "label", "ink2", wrap=True))
        self.reason = Field(self.tr("Lý do hủy"), self.tr("Một câu, người sau đọc sổ hiểu được"))
        self.body.addWidget(self.reason)
        self.body.addLayout(self._usual())
        self._back = make_action(self, self.tr("Quay lại"), "", "arrow-left", "secondary")
        self._back.triggered.connect(self.reject)
        self._go = make_action(self, "", "", "seal", "seal")
        self._go.triggered.connect(lambda: self._confirm(entry))
        self._number = entry.written
        self.back_button, self.go_button = self.set_acts(self._back, self._go)
        self.reason.changed.connect(lambda _: self._follow())
        self._follow()
        self.back_button.setFocus()

    def _usual(self) -> QHBoxLayout:
        return usual_reasons((self.tr("Sai tên giấy"), self.tr("Nhầm bản"), self.tr("Dân thôi yêu cầu")), self._take)

    def _take(self, words: str) -> None:
        self.reason.set_text(words)
        self.reason.line.setFocus()

    def _follow(self) -> None:
        ready = len(self.reason.text()) >= LEAST
        words = self.tr("Hủy số {number}").format(number=self._number) if ready else self.tr("Ghi lý do trước")
        self._go.setText(words)

    def _confirm(self, entry: BookEntry) -> None:
        del entry
        reason = " ".join(self.reason.text().split())
        if len(reason) < LEAST:
            self.reason.set_state("wrong", self.tr("Ghi lý do bằng một câu"))
            self.reason.line.setFocus()
            return
        self.accept()
        self.confirmed.emit(reason)
