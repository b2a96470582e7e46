"""Certify several papers in one go (Chứng thực nhiều giấy): choose, compare one by one, one PIN a token, one list."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk.model.certification import Purpose
from ui.models.many import ManyRow, many_of
from ui.models.unlocking import asked_together, pin_asks
from ui.models.window import WindowModel
from ui.runner import Failure
from ui.views.certify_words import key_words_of, stop_words
from ui.views.many_rows import ManyRows, ManyTable
from ui.views.parts.card import Box, Card, ScrollPanel
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.parts.progress import ProgressStrip
from ui.views.parts.text import Text
from ui.views.pin_dialog import RedQuestion
from ui.views.screen import Screen
from ui.views.sign_dialog import SignDialog

if TYPE_CHECKING:
    from ui.views.dialog import RedDialog

WIDE = 440
"""Width of the panel in px at 100 %: a question finds room over it."""


class ManyScreen(Screen):
    """List the papers of the dossier; Space chooses, Enter compares the next, Ctrl+D signs what was compared."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Chứng thực nhiều giấy"), at_counter=True)
        self._window, self._batch = model, many_of(model)
        self._rows = ManyRows(self._batch, self)
        self._dialog: RedDialog | None = None
        self._make_acts()
        self._build()
        self._batch.changed.connect(self.refresh)
        self._batch.finished.connect(self._finished)
        self._batch.unlocker.wrong.connect(self._ask_again)
        self.refresh()

    def panes(self) -> list[QWidget]:
        """Give the list and what is told of the paper in hand."""
        return [self.table, self.panel]

    def enter(self) -> None:
        """Read the papers anew; the focus is on the list."""
        self._batch.comparing = False
        self._batch.read()
        self.table.setFocus()
        self.refresh()

    # -- building -----------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._step = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._step.setAutoRepeat(False)
        self._step.triggered.connect(self._go_on)
        self._red = make_action(self, "", "Ctrl+D", "seal", "seal")
        self._red.setAutoRepeat(False)
        self._red.triggered.connect(lambda: self._ask(frozenset()))
        self._choose = make_action(self, self.tr("Chọn, bỏ chọn"), "Space")
        self._choose.triggered.connect(lambda: self._toggle(self.table.currentIndex().row()))
        self._all = make_action(self, self.tr("Chọn tất cả"), "Ctrl+A", "list")
        self._all.triggered.connect(self._batch.choose_all)
        self._again = make_action(self, self.tr("Đọc lại"), "F5")
        self._again.triggered.connect(self._batch.read)
        self._back = make_action(self, self.tr("Về quầy"), "Esc", "arrow-left")
        self._back.triggered.connect(self._step_back)

    def _build(self) -> None:
        self.table = ManyTable(self.tr("Các giấy của hồ sơ"))
        self.table.setModel(self._rows)
        self.table.toggled.connect(self._toggle)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_side())
        nothing = EmptyState(
            "papers", self.tr("Hồ sơ chưa có giấy nào đọc xong"),
            self.tr("Quét bản chính vào hồ sơ rồi mở lại trang này."),
        )  # fmt: skip
        card = Card(dense=True)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.addWidget(self.table)
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(card)
        centre = Box("bg")
        column = QVBoxLayout(centre)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        words = self.tr("Chọn giấy, đối chiếu từng giấy với bản chính, rồi ký và đóng dấu tất cả một lần.")
        column.addWidget(Text(words, "label", "ink2", wrap=True))
        column.addWidget(self._stack, 1)
        self._strip = ProgressStrip(self.tr("Đang ký"), can_stop=False)
        column.addWidget(self._strip)
        self.panel = self._make_side()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Panes(centre, right=(self.panel, self.tr("Chi tiết"), "paper-text")))

    def _make_side(self) -> ScrollPanel:
        panel = ScrollPanel("bg", WIDE)
        panel.setAccessibleName(self.tr("Chi tiết"))
        panel.column.setContentsMargins(0, 16, 18, 14)
        panel.column.setSpacing(10)
        paper = self._paper = Card(self.tr("Dòng đang xem"))
        self._name = Text("", "body", weight=600, wrap=True)
        self._what = Text("", "label", "ink2", wrap=True)
        self._cure = Text("", "label", "ink2", wrap=True)
        for one in (self._name, self._what, self._cure):
            paper.body.addWidget(one)
        panel.column.addWidget(paper)
        keys = Card(self.tr("USB ký số"))
        self._officer, self._seal = Text("", "label", wrap=True), Text("", "label", wrap=True)
        keys.body.addWidget(self._officer)
        keys.body.addWidget(self._seal)
        words = self.tr("Mỗi USB hỏi mã PIN một lần cho cả loạt. Dừng giữa chừng thì giấy chưa ký không mất số nào.")
        keys.body.addWidget(Text(words, "caption", "ink3", wrap=True))
        panel.column.addWidget(keys)
        panel.column.addStretch(1)
        return panel

    # -- showing ------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the list as the model has it."""
        batch = self._batch
        self._stack.setCurrentIndex(1 if batch.rows or batch.doing == "reading" else 0)
        if batch.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._rows.index(0, 0))
        signing = batch.doing in ("opening", "signing")
        self._strip.setVisible(signing)
        if signing:
            kept = self.tr("Đang dừng, làm nốt giấy dở") if batch.stopping else self.tr("Esc dừng giữa hai giấy")
            opening = batch.doing == "opening"
            words = self.tr("Đang mở USB") if opening else self.tr("Đang ký và đóng dấu")
            self._strip.show_progress(words, *(batch.progress if not opening else (0, 0)), kept)
        self.set_fact(self._fact())
        self._show_side()
        self._show_acts()

    def _fact(self) -> str:
        batch = self._batch
        if not batch.chosen:
            return ""
        words = self.tr("Đã chọn {chosen}, đã đối chiếu {compared}")
        return words.format(chosen=len(batch.chosen), compared=len(batch.to_sign))

    def _show_side(self) -> None:
        row = self._rows.row(self.table.currentIndex().row())
        self._paper.setVisible(row is not None)
        if row is not None:
            what, cure = self._told(row)
            self._name.setText(row.duty.title)
            self._what.setText(what)
            self._what.set_tone("seal" if row.state in ("stopped", "failed") else "ink2")
            self._cure.setText(cure)
            self._cure.setVisible(bool(cure))
        for key, line in ((self._batch.keys.officer, self._officer), (self._batch.keys.seal, self._seal)):
            said, warns = key_words_of(key)
            line.setText(f"{key.holder}: {said}" if key.holder else said)
            line.set_tone("doubt" if warns else "ink2")

    def _told(self, row: ManyRow) -> tuple[str, str]:
        """Say what is to be known of a paper, and what to do."""
        if row.failure is not None:
            return row.failure.said.sentence, row.failure.said.cure
        if row.state == "stopped":
            return stop_words(row.duty)
        words = {
            "open": self.tr("Bấm Enter để đối chiếu bản sao với bản chính và xem sáu điểm của Điều 22."),
            "compared": self.tr("Đã đối chiếu từng trang, không điểm nào của Điều 22 vướng."),
            "begun": self.tr("Đã có số, còn thiếu chữ ký; ký cùng loạt này."),
            "waiting": self.tr("Đã ký và đóng dấu; máy tự xin dấu thời gian."),
            "done": self.tr("Đã ký, đóng dấu và tự kiểm hợp lệ."),
        }
        return words.get(row.state, ""), ""

    def _show_acts(self) -> None:
        batch = self._batch
        ready, left = len(batch.to_sign), batch.to_compare
        idle = not batch.doing
        self._red.setText(self.tr("Giữ số và ký {count} bản sao").format(count=ready))
        self._red.setEnabled(idle and bool(ready) and batch.able)
        self._choose.setEnabled(idle)
        self._all.setEnabled(idle)
        stops = batch.doing == "signing"
        self._back.setText(self.tr("Dừng") if stops else self.tr("Về quầy"))
        self._step.setEnabled(idle)
        self._step.setText(self._step_words(ready, left))
        if ready and not left and self._red.isEnabled():
            self._step.setEnabled(False)
            acts = (self._red, self._all)
        else:
            able = any(row.choosable for row in batch.rows)
            other = self._all if able and not stops else self._back
            acts = (self._step, self._red if self._red.isEnabled() else other)
        if (self.primary, self.neighbours) != (acts[0], acts[1:]):
            self.set_acts(*acts)

    def _step_words(self, ready: int, left: list[ManyRow]) -> str:
        batch = self._batch
        if batch.doing == "reading":
            return self.tr("Đang đọc các giấy…")
        if batch.doing:
            return self.tr("Đang ký…")
        if left:
            title = left[0].duty.title
            return self.tr("Đối chiếu {title}").format(title=title[:1].lower() + title[1:])
        if ready:
            return self.tr("Thử lại USB ký số")
        if any(row.choosable for row in batch.rows):
            return self.tr("Chọn tất cả")
        return self.tr("Sang Trao") if any(row.state == "done" for row in batch.rows) else self.tr("Về quầy")

    # -- acts ---------------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        batch = self._batch
        if batch.compare_next():
            return
        if batch.to_sign:
            batch.look_at_keys()
        elif any(row.choosable for row in batch.rows):
            batch.choose_all()
        else:
            done = any(row.state == "done" for row in batch.rows)
            self._window.go("counter.hand" if done and "counter.hand" in self._window.rooms else "counter")

    def _toggle(self, number: int) -> None:
        row = self._rows.row(number)
        if row is not None:
            self._batch.toggle(row.document)

    def _step_back(self) -> None:
        if self._batch.doing == "signing":
            self._batch.stop()
            self.refresh()
        else:
            self._window.go("counter")

    def _ask(self, wrong: frozenset[Purpose]) -> None:
        """Ask once for the whole stack: which numbers, who signs, and the PIN of each token that is shut."""
        rows = self._batch.to_sign
        if not rows or self._dialog is not None or self._batch.doing or not self.isVisible():
            return
        duty, keys = rows[0].duty, self._batch.keys
        fresh = sum(row.copy is None for row in rows)
        officer = f"{duty.officer.name}, {duty.officer.title}" if duty.officer is not None else ""
        lines = (
            self.tr("{count} bản sao, {fresh} số mới của quyển {book}, từ số {first} nếu chưa ai giữ.").format(
                count=len(rows), fresh=fresh, book=duty.book_name, first=duty.wording.number(duty.next_number)
            ),
            self.tr("Người ký: {officer}. Đóng dấu: {seal}.").format(officer=officer, seal=keys.seal.holder),
            self.tr("Số đã giữ không lấy lại được; chỉ có thể hủy số, ghi rõ lý do."),
        )
        title = self.tr("Giữ số và ký {count} bản sao?").format(count=len(rows))
        act = self.tr("Ký {count} bản sao").format(count=len(rows))
        asks = pin_asks(asked_together(keys, duty), wrong, self._window.session.known_pin)
        if asks:
            dialog = SignDialog(title, lines, act, asks, self, seal_later=False)
            dialog.confirmed.connect(self._batch.sign)
            self._open(dialog)
        else:
            question = RedQuestion(title, lines, act, "Ctrl+D", self)
            question.confirmed.connect(lambda: self._batch.sign({}))
            self._open(question)

    def _ask_again(self, wrong: frozenset[Purpose], failure: Failure, _about: object) -> None:
        """Ask once more after a wrong PIN, with the tokens as they are now; who is elsewhere is told."""
        if self.isVisible():
            self._batch.look_at_keys(lambda: self._ask(wrong))
        else:
            self._window.tell_failure("many", failure)

    def _open(self, dialog: "RedDialog") -> None:
        self._dialog = dialog
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.open_beside(self.panel)

    def _closed(self, dialog: "RedDialog") -> None:
        self._dialog = None
        dialog.deleteLater()
        self.window().activateWindow()
        self.table.setFocus()

    def _finished(self) -> None:
        done = sum(row.state == "done" for row in self._batch.rows)
        self._window.history.add(self.tr("Đã ký xong, {done} bản sao hoàn chỉnh").format(done=done))
        failed = next((n for n, row in enumerate(self._batch.rows) if row.state == "failed"), None)
        if failed is not None:
            self.table.setCurrentIndex(self._rows.index(failed, 0))
