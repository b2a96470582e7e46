"""The dossier at the counter: its procedure, the question of keeping copies, its slots, and a word of advice."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.model.dossier import SlotState
from desk.model.reuse import Outcome
from desk.work.counter import Counter, Slot
from ui.models.steps import Step, done_count, is_original, is_scanned, step_of, to_certify
from ui.models.window import WindowModel
from ui.views.dossier_parts import ConsentCard, CounterSlot, Segments
from ui.views.parts.banner import Banner
from ui.views.parts.button import Button
from ui.views.parts.card import Box
from ui.views.parts.chip import Chip
from ui.views.parts.keys import make_action
from ui.views.parts.slot import SlotFacts
from ui.views.parts.text import ElidedText, Text
from ui.views.pictures import SmallPictures
from ui.views.slot_moving import SlotMoving
from ui.views.slot_words import copy_chip, procedure_facts, reason_words, slot_facts, title_words
from ui.views.theme import theme

_LEAST_HEAD = 700  # px; below it the name of the procedure would be a few letters


class SlotLine:
    """One slot's row with its two acts, which stay the same objects while their words change."""

    def __init__(self, pane: "DossierPane", slot: Slot) -> None:
        self._pane = pane
        self.place = slot.component.place
        self.row = CounterSlot(slot_facts(slot))
        self.main = make_action(pane, "", "")
        self.look = make_action(pane, QCoreApplication.translate("DossierPane", "Xem"), "", role="quiet")
        self.main.setAutoRepeat(False)
        self.main.triggered.connect(lambda: pane.act(self.place))
        self.look.triggered.connect(lambda: pane.looked.emit(self.place))
        self._has_look = False
        self.row.set_acts(self.main)

    def show(self, slot: Slot, facts: SlotFacts, *, current: bool, space: bool) -> None:
        """Show the slot as it stands; `space` gives the row's scan the space bar."""
        self.row.show_facts(facts)
        self.row.set_current(current=current)
        words, icon, role = self._pane.act_words(slot)
        self.main.setText(words)
        self.main.setStatusTip(f"{words}: {slot.component.name}")
        self.main.setProperty("icon-name", icon)
        self.main.setProperty("button-role", role)
        digit = str(self.place) if self.place < 10 else ""
        keys = [key for key in ("Space" if space else "", digit) if key]
        if [key.toString() for key in self.main.shortcuts()] != keys:
            self.main.setShortcuts([QKeySequence(key) for key in keys])
        self.main.changed.emit()
        has_look = bool(slot.documents or slot.offers or slot.reused)
        self.look.setStatusTip(f"{self.look.text()}: {slot.component.name}")
        self.look.setShortcuts([QKeySequence("F3")] if current and has_look else [])
        if has_look != self._has_look:
            self._has_look = has_look
            self.row.set_acts(self.main, self.look if has_look else None)

    def drop(self) -> None:
        """Take the row and its acts away."""
        for action in (self.main, self.look):
            self._pane.removeAction(action)
            action.deleteLater()
        self.row.hide()
        self.row.deleteLater()


class DossierPane(Box):
    """Show the dossier's slots; digits act on them, arrows and Tab move between them.

    Signals:
        acted: the place of the slot whose main act is wanted.
        looked: the place of the slot whose paper is to be looked at.
        scan_wanted: the place of the slot to scan for.
        change_wanted: the clerk wants another procedure.
    """

    acted = Signal(int)
    looked = Signal(int)
    scan_wanted = Signal(int)
    change_wanted = Signal()

    def __init__(self, model: WindowModel, *, can_scan: bool) -> None:
        super().__init__("none")
        self._model = model
        self._can_scan = can_scan
        self._lines: list[SlotLine] = []
        self._code, self._kind = "", ""
        self._led = False
        self._pictures = SmallPictures(model, self)
        self._pictures.came.connect(lambda _: self.refresh())
        self.moving = SlotMoving(model, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._make_head())
        self.consent = ConsentCard()
        column.addWidget(self.consent)
        column.addWidget(self._make_slots(), 1)
        self._scan = make_action(self, self.tr("Quét giấy cho mục đang chọn"), "Space")
        self._scan.setAutoRepeat(False)
        self._scan.triggered.connect(lambda: self.scan_wanted.emit(self.scan_place()))
        for key, by in (("Down", 1), ("Up", -1)):
            words = self.tr("Mục dưới") if by > 0 else self.tr("Mục trên")
            move = make_action(self, words, key)
            move.triggered.connect(lambda _=False, by=by: self._move(by))

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = QHBoxLayout()
        title.setSpacing(10)
        self._title = ElidedText("", "title")
        self._procedure_code = Chip("", bare=True)
        title.addWidget(self._title)
        title.addWidget(self._procedure_code)
        title.addStretch(1)
        self._facts = ElidedText("", "label", "ink2")
        words.addLayout(title)
        words.addWidget(self._facts)
        row.addLayout(words, 1)
        count = QVBoxLayout()
        count.setSpacing(6)
        counts = QHBoxLayout()
        self._done, self._rest = Text("", "body", weight=600), Text("", "label", "ink2")
        counts.addStretch(1)
        counts.addWidget(self._done)
        counts.addWidget(self._rest)
        self._segments = Segments()
        count.addLayout(counts)
        count.addWidget(self._segments)
        row.addLayout(count)
        change = make_action(self, self.tr("Đổi thủ tục"), "F4", role="quiet")
        change.triggered.connect(self.change_wanted)
        row.addWidget(Button.of(change))
        return row

    def _make_slots(self) -> QScrollArea:
        ground = Box("none")
        self._slots = QVBoxLayout(ground)
        self._slots.setContentsMargins(0, 0, 0, 0)
        self._slots.setSpacing(10)
        self._tip = Banner("", tone="accent")
        self._slots.addWidget(self._tip)
        self._slots.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        self._scroll = scroll
        return scroll

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the dossier as the model has it."""
        counter = self._model.counter.counter
        if counter is None:
            return
        if counter.dossier.code != self._code:
            self._rebuild(counter)
        self._show_head(counter)
        wanted = self._model.counter.next
        self.consent.setVisible(wanted.step is Step.ASK_CONSENT)
        scan_at = self.scan_place()
        row_scans = False
        for line, slot in zip(self._lines, counter.slots, strict=True):
            facts = self._with_picture(slot)
            current = line.place == self._model.counter.place
            space = line.place == scan_at and self.act_words(slot)[1] == "scan"
            row_scans = row_scans or space
            line.show(slot, facts, current=current, space=space)
        # Space always scans; where the row's own act is another one, it is not the row's key.
        self._scan.setShortcuts([] if row_scans else [QKeySequence("Space")])
        self._scan.setEnabled(scan_at > 0)
        self._show_tip(counter)

    def focus_slot(self, place: int, *, led: bool = True) -> None:
        """Put the focus on a slot's row and bring it into sight.

        `led`: the machine leads there; only a person's own move makes a warning seen.
        """
        line = next((line for line in self._lines if line.place == place), None)
        if line is not None:
            self._led = led
            line.row.setFocus()
            self._led = False
            self._scroll.ensureWidgetVisible(line.row, 0, 10)

    def _reached(self, place: int) -> None:
        if self._led:
            self._model.counter.hold(place)
        else:
            self._model.counter.reach(place)

    def rows(self) -> list[QWidget]:
        """Return the rows in order."""
        return [line.row for line in self._lines]

    def scan_place(self) -> int:
        """Return the slot the space bar scans: the one in hand if paper can go there, else the first empty one."""
        model = self._model.counter
        if not self._can_scan or model.counter is None:
            return 0
        here = model.slot(model.place)
        if here is not None and _takes_paper(here, model.counter):
            return here.component.place
        kind = model.counter.dossier.procedure.kind
        slots = model.counter.slots
        return next((slot.component.place for slot in slots if step_of(slot, kind) is Step.SCAN), 0)

    def act(self, place: int) -> None:
        """Have a slot's main act done."""
        self.acted.emit(place)

    def act_words(self, slot: Slot) -> tuple[str, str, str]:
        """Give words, icon and role of a slot's main act."""
        if slot.state is SlotState.OFFERED:
            fits = slot.offers[0].verdict.outcome is Outcome.FITS
            return self.tr("Dùng lại"), "reuse", "soft" if fits else "doubt"
        if slot.state is SlotState.EMPTY:
            if is_scanned(slot.component, self._kind):
                return self.tr("Quét"), "scan", "secondary"
            return self.tr("Đã xuất trình"), "check", "secondary"
        counter = self._model.counter.counter
        if counter is not None and to_certify(counter, slot):
            return self.tr("Chứng thực"), "seal", "soft"
        acts = {
            SlotState.SHOWN: (self.tr("Bỏ đánh dấu"), "", "quiet"),
            SlotState.REUSED: (self.tr("Bỏ dùng lại"), "", "quiet"),
            SlotState.READ: (self.tr("Kiểm"), "eye", "soft"),
            SlotState.CONFIRMED: (self.tr("Mở"), "eye", "quiet"),
            SlotState.FAILED: (self.tr("Xem lỗi"), "warn", "refuse"),
            SlotState.READING: (self.tr("Mở"), "eye", "quiet"),
        }
        return acts[slot.state]

    def _rebuild(self, counter: Counter) -> None:
        self.moving.forget()
        for line in self._lines:
            self._slots.removeWidget(line.row)
            line.drop()
        self._code = counter.dossier.code
        self._kind = counter.dossier.procedure.kind
        self._pictures.clear()
        self._lines = [SlotLine(self, slot) for slot in counter.slots]
        for number, line in enumerate(self._lines):
            line.row.reached.connect(self._reached)
            self.moving.watch(line.row, line.place)
            self._slots.insertWidget(number, line.row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the procedure's name where it is narrow: its code and the words of the count give way."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        wide = self.width() >= theme().px(_LEAST_HEAD)
        self._procedure_code.setVisible(wide and bool(self._procedure_code.text()))
        self._rest.setVisible(wide)

    def _show_head(self, counter: Counter) -> None:
        procedure = counter.dossier.procedure
        self._title.setText(procedure.name)
        self._procedure_code.set_state(procedure.code, "plain")
        self._facts.setText(procedure_facts(procedure))
        done, offered, total = done_count(counter)
        self._done.setText(self.tr("{done} trên {total}").format(done=done, total=total))
        more = self.tr(" · {count} dùng lại được").format(count=offered) if offered else ""
        self._rest.setText(self.tr("đã xong") + more)
        self._segments.show_parts(done, offered, total)
        self._fit_head()
        self._segments.setAccessibleName(f"{self._done.text()} {self._rest.text()}")

    def _with_picture(self, slot: Slot) -> SlotFacts:
        facts = slot_facts(slot)
        original = is_original(slot.component, self._kind)
        if original and slot.state is SlotState.EMPTY:
            words = self.tr("Quét bản chính để chứng thực bản sao")
            facts = replace(facts, chip=self.tr("Chưa có"), source=words, icon="scan")
        counter = self._model.counter.counter
        told = copy_chip(counter, slot) if counter is not None else None
        if told is not None:
            facts = replace(facts, chip=told[0], tone=told[1], chip_icon=told[2])
        picture = self._pictures.get(self._model.counter.best_paper(slot.component.place))
        return facts if picture is None else replace(facts, picture=picture)

    def _show_tip(self, counter: Counter) -> None:
        tip = self._tip_words(counter)
        self._tip.setVisible(bool(tip))
        if tip and self._tip.accessibleName() != tip:
            self._tip.say(tip)

    def _tip_words(self, counter: Counter) -> str:
        """Say the one thing worth telling the citizen: what need not be handed in again, or waits elsewhere."""
        if counter.other:
            count = len(counter.other)
            return self.tr("{count} giấy chưa xếp vào mục nào, nằm ở «giấy tờ khác».").format(count=count)
        reusable = [slot for slot in counter.slots if slot.reused is not None or slot.offers]
        if reusable:
            return self.tr("Giấy dùng lại được thì người dân không phải nộp bản chụp nữa.")
        useless = next((offer for offer in counter.held if offer.verdict.reason == "household-book-ended"), None)
        return f"{title_words(useless.document)}: {reason_words(useless.verdict)}" if useless is not None else ""

    def _move(self, by: int) -> None:
        rows = [line.place for line in self._lines]
        if not rows:
            return
        here = rows.index(self._model.counter.place) if self._model.counter.place in rows else -1
        self.focus_slot(rows[max(0, min(len(rows) - 1, here + by))], led=False)


def _takes_paper(slot: Slot, counter: Counter) -> bool:
    scanned = is_scanned(slot.component, counter.dossier.procedure.kind)
    return scanned and slot.reused is None and slot.shown_at is None
