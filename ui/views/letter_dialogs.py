"""Ask what a letter of certification needs: why a refusal is taken back; for when the copy is promised, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.work.deferring import MOST_DAYS
from ui.views.dialog import RedDialog
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field
from ui.views.parts.keys import make_action
from ui.views.parts.reasons import usual_reasons
from ui.views.parts.text import Text

LEAST = 5
"""Letters a reason needs: one word alone explains nothing to who reads it later."""

AGREED_DAYS = (3, 5, 10, 15)
"""Working days offered beyond what Điều 21 gives without an agreement."""


class TakeBackDialog(RedDialog):
    """Take a written refusal back, with a reason; the focus waits in the reason.

    Signals:
        confirmed: the reason, tidied.
    """

    confirmed = Signal(str)

    def __init__(self, refused: str, parent: QWidget) -> None:
        super().__init__(self.tr("Rút lại việc từ chối?"), "undo", parent)
        self.body.addWidget(Text(refused, wrap=True))
        lasting = self.tr("Hai văn bản đều được giữ; người dân nhận văn bản rút lại, ghi lý do dưới đây.")
        self.body.addWidget(Text(lasting, "label", "ink2", wrap=True))
        self.reason = Field(self.tr("Lý do rút lại"), self.tr("Một câu, ví dụ: đã hợp pháp hóa lãnh sự"))
        self.body.addWidget(self.reason)
        back = make_action(self, self.tr("Quay lại"), "Esc", "arrow-left", "secondary")
        back.triggered.connect(self.reject)
        self._go = make_action(self, self.tr("Rút lại"), "Return", "paper-text", "seal")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._confirm)
        self.set_acts(back, self._go)
        self.reason.changed.connect(lambda _: self._follow())
        self._follow()
        self.reason.line.setFocus()

    def _follow(self) -> None:
        self._go.setEnabled(len(self.reason.text()) >= LEAST)

    def _confirm(self) -> None:
        reason = " ".join(self.reason.text().split())
        self.accept()
        self.confirmed.emit(reason)


class PromiseDialog(RedDialog):
    """Promise a copy for an hour and day: as it is due already, one or two working days more, or as agreed.

    Signals:
        confirmed: days more, the reason, and whether the citizen agreed in writing.
    """

    confirmed = Signal(int, str, bool)

    def __init__(self, due: str, parent: QWidget) -> None:
        super().__init__(self.tr("Hẹn trả kết quả"), "calendar", parent, tone="accent")
        self.body.addWidget(Text(self.tr("Đang hẹn: {due}.").format(due=due), wrap=True))
        self.days = ComboField(self.tr("Kéo dài"), self._choices())
        self.body.addWidget(self.days)
        self.reason = Field(self.tr("Lý do kéo dài"), self.tr("Một câu, in trên phiếu hẹn"))
        self.body.addWidget(self.reason)
        self.body.addLayout(self._usual())
        back = make_action(self, self.tr("Quay lại"), "Esc", "arrow-left", "secondary")
        back.triggered.connect(self.reject)
        self._go = make_action(self, self.tr("Lập phiếu hẹn"), "Return", "printer", "primary")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._confirm)
        self.set_acts(back, self._go)
        self.days.chosen.connect(lambda _: self._follow())
        self.reason.changed.connect(lambda _: self._follow())
        self._follow()
        self.days.setFocus()

    def _choices(self) -> list[Choice]:
        law = self.tr("Điều 21")
        signed = self.tr("người dân ký thỏa thuận")
        more = self.tr("thêm {days} ngày làm việc")
        within = [Choice(str(n), more.format(days=n), law) for n in range(1, MOST_DAYS + 1)]
        agreed = [Choice(str(n), more.format(days=n), signed) for n in AGREED_DAYS]
        return [Choice("0", self.tr("theo hạn đang hẹn"), self.tr("chỉ in phiếu")), *within, *agreed]

    def _usual(self) -> QHBoxLayout:
        reasons = (self.tr("Nhiều bản chính"), self.tr("Nhiều trang"), self.tr("Nội dung phức tạp"))
        return usual_reasons(reasons, self._take)

    def _take(self, words: str) -> None:
        self.reason.set_text(words)
        self._follow()

    @property
    def _more(self) -> int:
        return int(self.days.key() or 0)

    def _follow(self) -> None:
        self.reason.setEnabled(self._more > 0)
        self._go.setEnabled(not self._more or len(self.reason.text()) >= LEAST)

    def _confirm(self) -> None:
        reason, days = " ".join(self.reason.text().split()), self._more
        self.accept()
        self.confirmed.emit(days, reason if days else "", days > MOST_DAYS)
