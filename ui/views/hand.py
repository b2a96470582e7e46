"""Hand over (Trao): each paper with its state, what the package holds, where it goes, the closing of the dossier."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desk.work.handing import PaperState, PaperToHand
from ui.models.hand import HandModel
from ui.models.window import Letter, WindowModel
from ui.views.dossier_parts import CounterSlot
from ui.views.hand_side import HandSide
from ui.views.hand_signing import HandSigningActs
from ui.views.hand_words import act_words, paper_name, row_facts
from ui.views.parts.card import Box
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.parts.slot import SlotFacts, SlotRow
from ui.views.parts.text import ElidedText, Text
from ui.views.pictures import SmallPictures
from ui.views.screen import Screen

_DIGITS = 9


class HandScreen(Screen):
    """Lead from the last paper to a closed dossier: Ctrl+S hands over, a digit mends the paper of that number."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Trao"), at_counter=True)
        self._window = model
        self._hand = HandModel(model, self)
        self.signing = HandSigningActs(self, model, self._hand)
        self._rows: list[tuple[SlotRow, QAction]] = []
        self._just_entered = False
        self._pictures = SmallPictures(model, self)
        self._pictures.came.connect(lambda _: self._show_rows())
        self._make_acts()
        self._build()
        self._hand.changed.connect(self._refresh)
        self._refresh()

    @property
    def model(self) -> HandModel:
        """Return the hand-over behind the screen."""
        return self._hand

    def panes(self) -> list[QWidget]:
        """Give the papers and the package."""
        first: list[QWidget] = [row for row, _ in self._rows[:1]]
        return [*first, self.side]

    def enter(self) -> None:
        """Read the dossier anew; the focus waits at the first paper that needs something."""
        self._just_entered = True
        self._hand.read()
        self.signing.read()
        self._focus_next()

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._go = make_action(self, "", ["Ctrl+S"], "arrow-right", "primary")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._go_on)
        self._next = make_action(self, self.tr("Nhận người tiếp theo"), ["F12", "Return"], "arrow-right", "primary")
        self._next.triggered.connect(self._next_citizen)
        self._pack = make_action(self, self.tr("Chỉ lưu gói"), "Ctrl+E", "download")
        self._pack.setStatusTip(self.tr("Lưu gói ra nơi đã chọn, hồ sơ vẫn mở"))
        self._pack.triggered.connect(self._hand.pack)
        self._back = make_action(self, self.tr("Về quầy"), "Esc", "arrow-left")
        self._back.triggered.connect(self._step_back)
        self._open = make_action(self, self.tr("Mở thư mục"), "Ctrl+L", "folder", "soft")
        self._open.triggered.connect(self._open_folder)
        self._print = make_action(self, self.tr("In bìa"), "Ctrl+P", "printer", "secondary")
        self._print.triggered.connect(lambda: self._hand.take_cover(self._show_cover))

    def _build(self) -> None:
        self.setAccessibleName(self.title)
        self._head = Text("", "title", wrap=True)
        self._procedure = ElidedText("", "label", "ink2")
        self._below = Text("", "label", "ink2", wrap=True)
        centre = Box("bg")
        body = QVBoxLayout(centre)
        body.setContentsMargins(18, 16, 18, 14)
        body.setSpacing(4)
        body.addWidget(self._procedure)
        body.addWidget(self._head)
        body.addWidget(self._below)
        body.addSpacing(8)
        body.addWidget(self._make_papers(), 1)
        self.side = HandSide((self._open, self._print), self.signing.acts)
        self.side.folder_wanted.connect(lambda folder: self._hand.choose(Path(folder)))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Panes(centre, right=(self.side, self.tr("Gói trao"), "download")))

    def _make_papers(self) -> QStackedWidget:
        ground = Box("none")
        self._column = QVBoxLayout(ground)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(self._scroll.focusPolicy().NoFocus)
        self._scroll.setWidget(ground)
        empty = EmptyState(
            "papers", self.tr("Hồ sơ chưa có giấy nào để trao"),
            self.tr("Quét giấy hoặc dùng lại giấy đang giữ ở quầy, rồi trở lại đây bằng Ctrl S."),
        )  # fmt: skip
        self._papers = QStackedWidget()
        self._papers.addWidget(self._scroll)
        self._papers.addWidget(empty)
        return self._papers

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        hand = self._hand
        if hand.failure is not None:
            failure, hand.failure = hand.failure, None
            self._window.tell_failure("hand", failure)
        self._show_rows()
        self.side.show_model(hand)
        self.signing.show(self.side)
        self._show_head()
        self._show_acts()
        if self._just_entered and hand.handing is not None:
            self._just_entered = False
            self._focus_next()

    def _show_rows(self) -> None:
        found = self._hand.handing
        papers = found.papers if found is not None else ()
        if len(self._rows) != len(papers):
            self._rebuild(len(papers))
        self._papers.setCurrentIndex(0 if papers or found is None else 1)
        for number, (paper, (row, act)) in enumerate(zip(papers, self._rows, strict=True), start=1):
            facts = row_facts(number, paper, gone=self._hand.closed)
            picture = self._pictures.get(paper.document.id)
            row.show_facts(facts if picture is None else replace(facts, picture=picture))
            self._show_act(number, paper, row, act)

    def _rebuild(self, count: int) -> None:
        for row, act in self._rows:
            self._column.removeWidget(row)
            self.removeAction(act)
            act.deleteLater()
            row.hide()
            row.deleteLater()
        self._rows = []
        for number in range(count):
            act = make_action(self, "", "")
            act.triggered.connect(lambda _=False, number=number: self._mend(number))
            row = CounterSlot(SlotFacts(number + 1, ""))
            self._rows.append((row, act))
            self._column.insertWidget(number, row)

    def _show_act(self, number: int, paper: PaperToHand, row: SlotRow, act: QAction) -> None:
        words = act_words(paper.state)
        able = words is not None and not self._hand.closed
        if words is not None:
            act.setText(words[0])
            act.setStatusTip(f"{words[0]}: {paper_name(paper)}")
            act.setProperty("icon-name", words[1])
            act.setProperty("button-role", "doubt" if paper.state.holds else "secondary")
        keys = [QKeySequence(str(number))] if able and number <= _DIGITS else []
        if act.shortcuts() != keys:
            act.setShortcuts(keys)
        act.setEnabled(able)
        act.changed.emit()
        if row.property("acts") is not able:
            row.setProperty("acts", able)
            row.set_acts(act if able else None)

    def _show_head(self) -> None:
        found = self._hand.handing
        if found is None:
            self._head.setText(self.tr("Đang xem hồ sơ…"))
            self._below.setText("")
            return
        holding = len(found.holding)
        if self._hand.closed:
            head, below = self.tr("Hồ sơ đã trao"), self.tr("Trả giấy gốc cho người dân, rồi nhận người tiếp theo.")
        elif holding:
            head = self.tr("Còn {count} giấy chưa xong, chưa trao được").format(count=holding)
            below = self.tr("Giấy có nút ở bên phải: bấm số của giấy để làm tiếp bước còn thiếu.")
        elif found.able:
            head = self.tr("{count} giấy sẵn sàng trao").format(count=len(found.leaving))
            below = self.tr("Trao xong thì hồ sơ đóng, không thêm giấy vào được nữa.")
        else:
            head = self.tr("Chưa có gì để trao")
            below = self.tr("Gói chỉ nhận giấy đã đọc xong và bản sao đã chứng thực xong.")
        self._head.setText(head)
        self._below.setText(below)
        self._procedure.setText(found.dossier.procedure.name)

    def _show_acts(self) -> None:
        hand, found = self._hand, self._hand.handing
        over = hand.closed
        ready = found is not None and found.able and not hand.working
        if hand.working:
            words = self.tr("Dừng đóng gói")
        elif found is not None and found.able:
            words = self.tr("Trao và đóng hồ sơ")
        elif found is not None and found.holding:
            words = self.tr("Còn {count} giấy chưa xong").format(count=len(found.holding))
        else:
            words = self.tr("Về quầy, thêm giấy")
        self._go.setText(words)
        self._go.setEnabled(not over and found is not None)
        keys = ["Ctrl+S"] if ready else ["Return", "Enter", "Ctrl+S"]
        self._go.setShortcuts([QKeySequence(key) for key in keys])
        self._pack.setEnabled(ready and not over)
        self._next.setEnabled(True)
        left = hand.packaged is not None
        self._open.setEnabled(left)
        self._print.setEnabled(left)
        wanted = self._next if over else self._go
        beside: tuple[QAction, ...] = () if over else (self._pack, self._back) if ready else (self._back,)
        if (self.primary, self.neighbours) != (wanted, beside):
            self._next.setShortcuts([QKeySequence(key) for key in (("F12", "Return", "Enter") if over else ("F12",))])
            self.set_acts(wanted, *beside)

    def _focus_next(self) -> None:
        found = self._hand.handing
        if found is None or not self._rows:
            self.side.folder.setFocus()
            return
        here = next((n for n, paper in enumerate(found.papers) if paper.state.holds), 0)
        self._rows[here][0].setFocus()
        self._scroll.ensureWidgetVisible(self._rows[here][0], 0, 10)

    # -- acts ------------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        hand, found = self._hand, self._hand.handing
        self._window.solve("hand")
        if hand.working:
            hand.stop()
        elif found is not None and found.able:
            hand.hand_over()
        elif found is not None and found.holding:
            self._focus_next()
        else:
            self._window.go("counter")

    def _mend(self, number: int) -> None:
        """Lead to the step that a paper still needs."""
        found = self._hand.handing
        if found is None or number >= len(found.papers):
            return
        paper = found.papers[number]
        if paper.state is PaperState.TO_SIGN:
            self.signing.sign.trigger()
        elif paper.copy is not None and paper.copy.kind.true_copy and paper.state is PaperState.UNSIGNED:
            self.signing.copy.trigger()
        elif paper.state in (PaperState.UNSIGNED, PaperState.TO_CERTIFY):
            self._window.certify(paper.document.id)
        elif paper.state is PaperState.WAITING and paper.copy is not None:
            self._hand.complete(paper.copy)
        else:
            if paper.component is not None:
                self._window.counter.reach(paper.component.place)
            review = paper.state is PaperState.UNCHECKED and "counter.review" in self._window.rooms
            self._window.go("counter.review" if review else "counter")

    def _step_back(self) -> None:
        if self._hand.working:
            self._hand.stop()
        elif self._hand.closed:
            self._next_citizen()
        else:
            self._window.go("counter")

    def _next_citizen(self) -> None:
        self._window.solve("hand")
        self._window.counter.next_citizen()
        self._window.go("counter")

    def _open_folder(self) -> None:
        if self._hand.packaged is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._hand.packaged.file.parent)))

    def _show_cover(self, file: Path) -> None:
        title = self.tr("Bản kê hồ sơ {code}").format(code=self._hand.code)
        self._window.read_letter(Letter(file, title, "counter.hand"))
