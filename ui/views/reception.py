"""Reception (Quầy): who has come, what for, what the office holds already, and the one next step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.model.dossier import Dossier, SlotState
from desk.model.people import Citizen
from desk.work import counter as counter_of
from ui.models.smart_paste import is_card
from ui.models.steps import Step, is_scanned, to_certify
from ui.models.window import Notice, WindowModel
from ui.views.arrival_pane import ArrivalPane
from ui.views.card_reader import CardReader
from ui.views.citizen_cards import CitizenCard, HeldCard, RecentCard
from ui.views.dossier_pane import DossierPane
from ui.views.parts.card import Box, ScrollPanel
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.procedure_pane import ProcedurePane
from ui.views.screen import Screen
from ui.views.slot_words import short_name, step_words

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

RECENT = 8
LEFT_WIDE = 318
"""Width of the left column with its margin, in px at 100 %."""


class ReceptionScreen(Screen):
    """Lead a case from the card to the last slot by one key, Enter, and the digits of the slots."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Quầy"), at_counter=True)
        self._model = model
        self._counter = model.counter
        self._rooms = model.rooms
        self._make_acts()
        self._build()
        self._counter.changed.connect(self._refresh)
        self._counter.moved.connect(self._move_focus)
        model.history.undone.connect(lambda _: self._focus_next())
        self._reader = CardReader(self)
        self._reader.read.connect(self._card_read)
        self._pane_shown: QWidget | None = None
        self._refresh()

    def panes(self) -> list[QWidget]:
        """Give the left column and the pane in work."""
        pane = self._stack.currentWidget()
        if pane is self._arrival:
            return [self._arrival.line]
        if pane is self._procedures:
            return [self._procedures.line]
        return [*self._dossier.rows()[:1], self._held]

    def enter(self) -> None:
        """Read the counter again, and put the focus where the next act is."""
        if self._counter.left:
            self._counter.next_citizen()
        self._counter.refresh()
        self._read_recent()
        self._focus_next()

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._step = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._step.setAutoRepeat(False)
        self._step.triggered.connect(self._go_on)
        self._next = make_action(self, self.tr("Người tiếp theo"), "F12")
        self._next.triggered.connect(self._next_citizen)
        self._slip = make_action(self, self.tr("Phiếu"), "Ctrl+P", "printer")
        self._slip.triggered.connect(self._show_slip)
        self._back = make_action(self, self.tr("Trở lại một bước"), "Esc")
        self._back.triggered.connect(self._step_back)
        self._drop = make_action(self, self.tr("Bỏ giấy của mục vào khay"), "Delete")
        self._drop.triggered.connect(self._remove)
        self._all_held = make_action(self, self.tr("Xem hết giấy đang giữ"), "H")
        self._certify = make_action(self, self.tr("Chứng thực bản sao của giấy ở mục đang chọn"), "Ctrl+D")
        self._certify.triggered.connect(self._certify_here)
        self._many = make_action(self, self.tr("Chứng thực nhiều giấy"), "Ctrl+B", "papers")
        self._many.triggered.connect(lambda: self._model.go("counter.many"))
        self._hand = make_action(self, self.tr("Trao hồ sơ"), "Ctrl+S")
        self._hand.triggered.connect(lambda: self._model.go("counter.hand"))
        self._consent = make_action(self, self.tr("Đổi ý kiến về giữ bản sao"), "Ctrl+G")
        self._consent.triggered.connect(self._change_consent)

    def _build(self) -> None:
        self._citizen, self._held, self._recent = CitizenCard(), HeldCard(), RecentCard()
        self._held.looked.connect(self._model.look_at)
        self._recent.chosen.connect(self._take_up)
        self._all_held.triggered.connect(self._held.show_all)
        left = ScrollPanel("bg", LEFT_WIDE)
        left.column.setContentsMargins(18, 16, 0, 14)
        left.column.setSpacing(12)
        left.column.addWidget(self._citizen)
        left.column.addWidget(self._held, 1)
        left.column.addWidget(self._recent, 1)
        self._make_panes()
        centre = Box("bg")
        body = QVBoxLayout(centre)
        body.setContentsMargins(18, 16, 18, 14)
        body.addWidget(self._stack)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(Panes(centre, left=(left, self.tr("Người dân và giấy đang giữ"), "person")))

    def _make_panes(self) -> None:
        self._arrival = ArrivalPane(self._counter.arrival)
        self._arrival.typed.connect(self._name_step)
        self._procedures = ProcedurePane(self._counter.arrival)
        self._procedures.marked.connect(self._name_step)
        self._procedures.taken.connect(self._go_on)
        self._dossier = DossierPane(self._model, can_scan="counter.scan" in self._rooms)
        self._dossier.acted.connect(self._act)
        self._dossier.looked.connect(self._look)
        self._dossier.scan_wanted.connect(lambda place: self._enter_room(place, "counter.scan"))
        self._dossier.change_wanted.connect(self._change_procedure)
        self._dossier.consent.agreed.connect(lambda: self._answer(agrees=True))
        self._dossier.consent.refused.connect(lambda: self._answer(agrees=False))
        for button in self._dossier.consent.buttons:
            button.installEventFilter(self)
        self._stack = QStackedWidget()
        for pane in (self._arrival, self._procedures, self._dossier):
            self._stack.addWidget(pane)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Name the next step anew when the focus comes to an answer of the citizen."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._model.runner.homeward(lambda _: self._name_step())(None)
        return super().eventFilter(watched, event)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        counter, citizen = self._counter.counter, self._counter.citizen
        self._citizen.setVisible(citizen is not None)
        self._held.setVisible(counter is not None)
        self._recent.setVisible(counter is None)
        if citizen is not None:
            self._citizen.show_citizen(citizen, by_card=self._counter.arrival.by_card, counter=counter)
        pane: QWidget = self._arrival
        if counter is not None:
            pane = self._dossier
            self._held.show_held(counter.held)
            self._dossier.refresh()
        elif citizen is not None:
            pane = self._procedures
            self._procedures.refresh()
        else:
            self._arrival.refresh()
        self._stack.setCurrentWidget(pane)
        if pane is not self._pane_shown:
            self._pane_shown = pane
            self._start_pane(pane)
        self._show_failure()
        self._name_step()

    def _start_pane(self, pane: QWidget) -> None:
        if pane is self._arrival:
            self._arrival.clear()
            self._read_recent()
        if pane is self._procedures:
            self._procedures.clear()
        shown = pane is self._dossier
        self._slip.setVisible(shown)
        self._slip.setEnabled(shown)
        for action in (self._drop, self._all_held, self._consent, self._certify, self._hand, self._many):
            action.setEnabled(shown)
        self._next.setEnabled(pane is not self._arrival)
        self._back.setEnabled(True)
        if self.isVisible():
            self._focus_next()

    def _show_beside(self) -> None:
        """Offer certifying many at once beside the next step where there is more than one paper for it."""
        pane = self._stack.currentWidget()
        many = self._counter.counter is not None and len(self._counter.certifiable) > 1
        acts: tuple[QAction, ...] = (self._next,) if pane is self._procedures else ()
        if pane is self._dossier:
            acts = (self._many if many else self._slip, self._next)
        if (self.primary, self.neighbours) != (self._step, acts):
            self.set_acts(self._step, *acts)

    def _name_step(self) -> None:
        self._show_beside()
        pane = self._stack.currentWidget()
        if pane is self._arrival:
            self._step.setText(self._arrival.words())
        elif pane is self._procedures:
            self._step.setText(self._procedures.words())
        else:
            self._step.setText(self._dossier_words())
        self._step.setEnabled(not self._counter.working)

    def _dossier_words(self) -> str:
        wanted = self._counter.next
        if wanted.step is Step.ASK_CONSENT:
            answer = self._dossier.consent.focused()
            if answer is None:
                return self.tr("Hỏi người dân về giữ bản sao")
            return self.tr("Ghi câu trả lời: {answer}").format(answer=answer.text())
        if wanted.step in (Step.SCAN, Step.CHECK, Step.MEND) and self._room_of(wanted.step) not in self._rooms:
            return self.tr("Nhận người tiếp theo")
        return step_words(wanted, self._counter.counter)

    def _room_of(self, step: Step) -> str:
        return "counter.scan" if step is Step.SCAN else "counter.review"

    def _show_failure(self) -> None:
        failure = self._counter.failure
        if failure is not None:
            self._counter.failure = None
            self._model.tell_failure("counter", failure)

    def _focus_next(self) -> None:
        pane = self._stack.currentWidget()
        if pane is self._arrival:
            self._arrival.focus_first()
        elif pane is self._procedures:
            self._procedures.line.setFocus()
        elif self._counter.next.step is Step.ASK_CONSENT:
            self.setFocus()
        elif self._counter.place:
            self._dossier.focus_slot(self._counter.place)

    def _move_focus(self, place: int) -> None:
        if self.isVisible():
            self._dossier.focus_slot(place)

    def _read_recent(self) -> None:
        desk = self._model.session.desk
        if desk is not None and self._counter.counter is None:
            self._model.runner.ask(lambda: counter_of.recent(desk, RECENT), self._recent.show_recent)

    # -- going on --------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        self._model.solve("counter")
        pane = self._stack.currentWidget()
        if pane is self._arrival:
            self._arrival.go_on()
        elif pane is self._procedures and is_card(self._procedures.line.text()):
            self._card_read(self._procedures.line.text())
        elif pane is self._procedures:
            self._procedures.go_on()
        else:
            self._dossier_step()

    def _dossier_step(self) -> None:
        wanted = self._counter.next
        if wanted.step is Step.ASK_CONSENT:
            answer = self._dossier.consent.focused()
            if answer is None:
                self._dossier.consent.buttons[0].setFocus()
            else:
                answer.trigger()
        elif wanted.step is Step.HAND:
            self._model.go("counter.hand")
        elif wanted.step in (Step.FINISH, Step.WAIT):
            self._next_citizen()
        elif wanted.step is Step.LOOK:
            self._counter.reach(wanted.place)
            self._dossier.focus_slot(wanted.place)
        elif wanted.step in (Step.SCAN, Step.CHECK, Step.MEND) and self._room_of(wanted.step) not in self._rooms:
            self._next_citizen()
        else:
            self._act(wanted.place)

    def _act(self, place: int) -> None:
        """Do a slot's main act: the same by its digit, by its button and by Enter."""
        slot = self._counter.slot(place)
        counter = self._counter.counter
        if slot is None or counter is None:
            return
        name = short_name(counter, place)
        state = slot.state
        if state is SlotState.OFFERED:
            self._counter.reuse(place, self.tr("Đã dùng lại {name}").format(name=name))
        elif state is SlotState.REUSED:
            self._counter.drop_reuse(place, self.tr("Đã bỏ dùng lại {name}").format(name=name))
        elif state is SlotState.SHOWN:
            self._counter.mark_shown(place, self.tr("Đã bỏ đánh dấu {name}").format(name=name), shown=False)
        elif state is SlotState.EMPTY and not is_scanned(slot.component, counter.dossier.procedure.kind):
            self._counter.mark_shown(place, self.tr("Đã xuất trình {name}").format(name=name))
        elif state is SlotState.EMPTY:
            self._enter_room(place, "counter.scan")
        elif to_certify(counter, slot) and "counter.certify" in self._rooms:
            self._counter.reach(place)
            self._model.certify(to_certify(counter, slot))
        else:
            self._enter_room(place, "counter.review")

    def _enter_room(self, place: int, room: str) -> None:
        self._counter.reach(place)
        if room in self._rooms:
            self._model.go(room)
        elif room == "counter.review":
            self._look(place)

    def _certify_here(self) -> None:
        """Certify a paper that no procedure of certification asks for: it was read and stands in the slot in hand."""
        slot = self._counter.slot(self._counter.place)
        papers = [paper for paper in slot.documents if paper.pdf is not None] if slot is not None else []
        if papers and "counter.certify" in self._rooms:
            self._model.certify(papers[-1].id)
        elif slot is not None:
            what = self.tr("Mục đang chọn chưa có giấy nào đọc xong để chứng thực.")
            self._model.tell(Notice("counter", what, self.tr("Quét bản chính vào mục này rồi bấm lại Ctrl D.")))

    def _look(self, place: int) -> None:
        document = self._counter.best_paper(place)
        if document is not None:
            self._counter.reach(place)
            self._model.look_at(document)

    def _answer(self, *, agrees: bool) -> None:
        words = self.tr("Đã ghi: đồng ý giữ bản sao") if agrees else self.tr("Đã ghi: không giữ bản sao")
        self._counter.agree(agrees=agrees, words=words)

    def _change_consent(self) -> None:
        counter = self._counter.counter
        if counter is not None:
            self._answer(agrees=not counter.agrees)

    def _remove(self) -> None:
        counter, place = self._counter.counter, self._counter.place
        if counter is not None and place:
            name = short_name(counter, place)
            self._counter.remove(place, self.tr("Đã bỏ {name} vào khay").format(name=name))

    def _show_slip(self) -> None:
        self._counter.make_receipt(lambda _path: self._model.go("counter.slip"))

    def _take_up(self, dossier: Dossier, citizen: Citizen) -> None:
        self._counter.arrival.citizen = citizen
        self._counter.arrival.go_on(dossier)

    def _change_procedure(self) -> None:
        citizen = self._counter.citizen
        if citizen is not None:
            self._counter.next_citizen()
            self._counter.arrival.change_procedure(citizen)

    def _next_citizen(self) -> None:
        self._model.solve("counter")
        self._counter.next_citizen()
        self._arrival.focus_first()

    def _card_read(self, text: str) -> None:
        """Take the card of the next citizen; the card of the one who is here changes nothing."""
        if not self.isVisible():
            what = self.tr("Thẻ vừa đọc chưa được dùng, việc đang làm còn nguyên.")
            todo = self.tr("Bấm F12 để nhận người tiếp theo rồi đưa lại thẻ.")
            self._model.tell(Notice("card", what, todo, "accent"))
            return
        self._model.solve("card")
        citizen = self._counter.citizen
        here = citizen.personal_id.number if citizen is not None and citizen.personal_id is not None else ""
        if citizen is not None and here and text.strip().startswith(here):
            self._procedures.clear()
            self._model.history.tell(self.tr("Đúng thẻ của {name}").format(name=citizen.name))
            return
        self._next_citizen()
        self._counter.arrival.identify(text)

    def _step_back(self) -> None:
        pane = self._stack.currentWidget()
        if pane is self._arrival:
            self._counter.arrival.clear()
            self._arrival.clear()
            self._arrival.focus_first()
        elif pane is self._procedures:
            if self._procedures.line.text():
                self._procedures.clear()
            else:
                self._next_citizen()
        else:
            self._model.solve("counter")
            self._focus_next()

