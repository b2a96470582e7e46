"""The cards beside the closings: today, the year, the chain, the months to be bound."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desk.text import say
from ui.models.closing import ClosingModel
from ui.views.language import language_now
from ui.views.parts.button import Button
from ui.views.parts.card import Card, ScrollPanel
from ui.views.parts.chip import Chip
from ui.views.parts.text import Text
from ui.views.register_words import counted_words

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from desk.work.closing import BookState
    from ui.views.tokens import Tone

WIDE = 356


class FactCard(Card):
    """Show one fact of the book in a sentence, its state as a chip, and the acts that belong to it."""

    def __init__(self, title: str, *acts: "QAction") -> None:
        super().__init__(title, dense=True)
        self.setAccessibleName(title)
        self.chip = Chip("", "plain")
        self.head.addWidget(self.chip)
        self.words = Text("", "label", "ink2", wrap=True)
        self.body.addWidget(self.words)
        self.buttons = [Button.of(act, "small") for act in acts]
        for button in self.buttons:
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, words: str, chip: str, tone: "Tone") -> None:
        """Show a sentence and a state."""
        self.words.setText(words)
        self.chip.set_state(chip, tone)


class ClosingCards(ScrollPanel):
    """Hold the four cards; the acts are the screen's own."""

    def __init__(self, closing: ClosingModel, year: "QAction", chain: tuple["QAction", ...], bind: "QAction") -> None:
        super().__init__("bg", WIDE)
        self._closing = closing
        self.column.setContentsMargins(2, 16, 14, 14)
        self.column.setSpacing(10)
        self.today = FactCard(self.tr("Hôm nay"))
        self.year = FactCard(self.tr("Cả năm"), year)
        self.chain = FactCard(self.tr("Chuỗi băm của sổ"), *chain)
        self.binding = FactCard(self.tr("Đóng quyển hằng tháng"), bind)
        for card in (self.today, self.year, self.chain, self.binding):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Show how the book stands now."""
        state = self._closing.state
        if state is None:
            return
        self.today.setVisible(state.today is not None)
        if state.today is not None:
            chip = self.tr("Chưa khóa") if state.fresh else self.tr("Đã khóa")
            tone: Tone = "doubt" if state.fresh else "ok"
            if not state.lines:
                chip, tone = self.tr("Sổ chưa mở"), "plain"
            self.today.say(counted_words(state.today), chip, tone)
        self._show_year()
        self._show_chain()
        self._show_binding()

    def _show_year(self) -> None:
        state = self._closing.state
        if state is None:
            return
        if state.closed:
            self.year.say(self.tr("Sổ không cấp số nữa."), self.tr("Đã khóa"), "ok")
        elif state.stop is not None:
            self.year.say(self._why_open(state, self._closing.today), self.tr("Chưa khóa được"), "plain")
        else:
            words = self.tr("Mọi số đã xong hoặc đã hủy. Khóa rồi thì sổ năm {year} không cấp số nữa.")
            self.year.say(words.format(year=state.year), self.tr("Khóa được"), "doubt")

    def _why_open(self, state: "BookState", today: date) -> str:
        """Say what keeps the year from being closed, each of the two reasons by itself."""
        left, early = state.whole.unfinished, today < date(state.year, 12, 31)
        if not state.lines or not (left or early):
            said = say(state.stop.code if state.stop is not None else "bug", {}, language_now())
            return self.tr("Sổ chưa có số nào để khóa.") if not state.lines else said.sentence
        unfinished = self.tr("Còn {count} số chưa ký xong: ký tiếp hoặc hủy số, ghi lý do.").format(count=left)
        later = self.tr("Khóa được từ ngày 31/12/{year}.").format(year=state.year)
        return " ".join(([unfinished] if left else []) + ([later] if early else []))

    def _show_chain(self) -> None:
        chain = self._closing.chain
        if chain is None:
            self.chain.say(self.tr("Đang tính lại dấu vân tay của mọi dòng…"), self.tr("Đang soát"), "accent")
        elif not chain.lines:
            self.chain.say(self.tr("Sổ chưa có dòng nào."), self.tr("Chưa có"), "plain")
        elif chain.broken is None:
            words = self.tr("Cả {count} dòng đều khớp. Lấy ra để cơ quan khác kiểm trên máy không có Sao Y.")
            self.chain.say(words.format(count=chain.lines), self.tr("Còn nguyên"), "ok")
        else:
            words = self.tr(
                "Từ dòng {place} trở đi không còn là bằng chứng. Sao cả thư mục văn phòng, báo người quản trị."
            )
            where = self.tr("Đứt ở dòng {place}").format(place=chain.broken)
            self.chain.say(words.format(place=chain.broken), where, "seal")

    def _show_binding(self) -> None:
        closing = self._closing
        last = closing.bound[-1] if closing.bound else None
        words = self.tr("Chưa in tháng nào. Số trang chạy liền qua các tháng, thành một quyển của năm.")
        if last is not None:
            words = self.tr("Đã in đến tháng {month}, trang {page}.").format(month=last.month, page=last.last_page)
        running = closing.running_month
        if closing.next_month is not None:
            self.binding.say(words, self.tr("Chờ in tháng {month}").format(month=closing.next_month), "doubt")
        elif running is None and last is None:
            self.binding.say(self.tr("Sổ chưa có số nào để in."), self.tr("Chưa có"), "plain")
        else:
            later = self.tr("Tháng {month} in được khi hết tháng.").format(month=running) if running is not None else ""
            chip = self.tr("Đủ") if last is not None else self.tr("Chưa đến kỳ")
            self.binding.say(f"{words} {later}".strip(), chip, "ok" if last is not None else "plain")
