"""What the book says to the code on a copy (mã trên bản sao): it fits, it does not, or the book knows no such entry."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.models.register import RegisterModel, garbled
from ui.views.parts.card import Card
from ui.views.parts.text import Text
from ui.views.verify_side import Sign


class CodeAnswerCard(Card):
    """Answer a code that was typed or scanned into the search; hidden while none stands there."""

    def __init__(self, register: RegisterModel) -> None:
        super().__init__(dense=True)
        self._register = register
        row = QHBoxLayout()
        row.setSpacing(10)
        self._sign = Sign("check", "ok", 20)
        row.addWidget(self._sign)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.what, self.todo = Text("", "body", weight=600, wrap=True), Text("", "label", "ink2", wrap=True)
        words.addWidget(self.what)
        words.addWidget(self.todo)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.hide()

    def refresh(self, typed: str) -> None:
        """Show the answer to what stands in the search."""
        answer = self._register.answer
        spoilt = answer is None and garbled(typed)
        self.setVisible(answer is not None or spoilt)
        if spoilt:
            what = self.tr("Bộ gõ tiếng Việt đã làm sai mã vừa quét.")
            self._say(what, self.tr("Tắt bộ gõ, xóa ô tìm rồi quét lại mã."), good=False)
        elif answer is None:
            return
        elif answer.entry is None:
            what = self.tr("Sổ không có mục nào ứng với mã này.")
            self._say(what, self.tr("Bản sao này không do cơ quan cấp, hoặc sổ của năm ấy ở máy khác."), good=False)
        elif answer.fits and answer.entry.void:
            what = self.tr("Mã khớp với sổ, nhưng số {number} đã hủy.").format(number=answer.entry.written)
            self._say(what, self.tr("Không dùng bản sao này; lý do hủy ở cột ghi chú."), good=False)
        elif answer.fits:
            what = self.tr("Khớp với sổ: số {number}, ngày {day}, {title}.").format(
                number=answer.entry.written, day=f"{answer.entry.day:%d/%m/%Y}", title=answer.entry.title
            )
            self._say(what, self.tr("Mã nói đúng số, tệp đã đối chiếu và dòng của sổ; chữ ký thì kiểm ở Kiểm PDF."))
        else:
            what = self.tr("Mã KHÔNG khớp với mục số {number} trong sổ.").format(number=answer.entry.written)
            self._say(what, self.tr("Không nhận bản sao này; kiểm tệp ở Kiểm PDF và báo người quản trị."), good=False)

    def _say(self, what: str, todo: str, *, good: bool = True) -> None:
        self.set_state("info" if good else "seal")
        self._sign.set_state("check" if good else "cross", "ok" if good else "seal")
        self.what.setText(what)
        self.what.set_tone("ok" if good else "seal")
        self.todo.setText(todo)
