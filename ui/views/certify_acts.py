"""The acts of the certify screen: which one is next, what it is called, and what is asked before a red one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.model.certification import CopyStage, Purpose
from desk.work.duty import Wanted
from ui.models.case import Case
from ui.models.case_paper import CasePaper
from ui.models.certify import CertifyModel
from ui.models.letters import LettersModel
from ui.models.many import many_of
from ui.models.pins import PinAsk
from ui.models.unlocking import asked_together, pin_asks
from ui.models.window import Letter, WindowModel
from ui.runner import Failure
from ui.views.certify_look import CertifyLook
from ui.views.certify_words import (
    act_words,
    due_words,
    number_words,
    plain_number,
    small_title,
    stop_words,
    token_words,
)
from ui.views.letter_dialogs import PromiseDialog, TakeBackDialog
from ui.views.parts.keys import make_action
from ui.views.pin_dialog import PinDialog, RedQuestion
from ui.views.sign_dialog import SignDialog

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.views.dialog import RedDialog

HAND = "counter.hand"


class CertifyActs(QObject):
    """Keep the one next step and its neighbours true."""

    def __init__(self, screen: CertifyLook, window: WindowModel, model: CertifyModel) -> None:
        super().__init__(screen)
        self._screen, self._window, self._model = screen, window, model
        self._dialog: RedDialog | None = None
        self.step = make_action(screen, "", ["Return"], "arrow-right", "primary")
        self.step.setAutoRepeat(False)
        self.step.triggered.connect(self._step)
        self.red = make_action(screen, "", "Ctrl+D", "seal", "seal")
        self.red.setAutoRepeat(False)
        self.red.triggered.connect(self._red)
        self.refuse = make_action(screen, self.tr("Từ chối theo Điều 22"), "F8", role="refuse")
        self.refuse.triggered.connect(lambda: screen.show_refusal(on=not screen.refusing))
        self.again = make_action(screen, self.tr("Quét lại"), "F7")
        self.again.triggered.connect(self._scan_again)
        self.look = make_action(screen, self.tr("Xem bản sao"), "F3", "eye")
        self.look.triggered.connect(self._look)
        self.retry = make_action(screen, self.tr("Xin lại dấu thời gian"), "F5", "refresh")
        self.retry.triggered.connect(lambda: model.go_on())
        self._make_letters()
        self.back = make_action(screen, self.tr("Về quầy"), "Esc", "arrow-left")
        self.back.triggered.connect(self._back)
        self.many = make_action(screen, self.tr("Chứng thực nhiều giấy"), "Ctrl+B")
        self.many.triggered.connect(lambda: window.go("counter.many"))
        model.pin_wanted.connect(self.ask_pin)
        model.unlocker.wrong.connect(self._ask_again)
        model.refused.connect(self._refused)

    def _make_letters(self) -> None:
        screen = self._screen
        self.meant = make_action(screen, self.tr("Vẫn chứng thực, ghi vào sổ"), "F2", "check", "doubt")
        self.meant.triggered.connect(self._mean_it)
        self.take_back = make_action(screen, self.tr("Rút lại việc từ chối…"), "F8", "undo", "refuse")
        self.take_back.triggered.connect(self._ask_take_back)
        self.promise = make_action(screen, self.tr("Hẹn trả…"), "F9", "calendar")
        self.promise.setStatusTip(self.tr("In phiếu hẹn ghi giờ và ngày, kéo dài thời hạn theo Điều 21"))
        self.promise.triggered.connect(self._ask_promise)
        self.paper = CasePaper(self._window, self._model)
        self.letters = LettersModel(self._window, self._model)
        self.letters.taken_back.connect(self._taken_back)
        self.letters.promised.connect(self._promised)

    # -- what is next ------------------------------------------------------------------------------------------------

    def show(self, case: Case | None) -> None:
        """Put the next step of a case into the action bar."""
        refusing = self._screen.refusing
        stage = case.stage if case is not None else None
        fresh = case is not None and case.duty is not None and case.copy is None
        idle = case is not None and case.busy is None
        under_way = stage in (CopyStage.NUMBERED, CopyStage.SIGNED)
        laid = case is not None and case.compared is not None and not case.stopped
        due = fresh and laid and case is not None and not case.missing and not case.keyless
        due = due and not (case is not None and many_of(self._window).holds(case.document))
        red = case is not None and not refusing and (under_way or due)
        self.red.setEnabled(bool(case) and not refusing and (red or bool(case and case.missing)) and idle)
        stop = case.duty.stop if case is not None and case.duty is not None and fresh else None
        self.meant.setEnabled(stop == "certify.expired" and idle)
        self.take_back.setEnabled(stop == "certify.refused-before" and idle)
        self.promise.setEnabled(self._may_promise(case) and idle and not refusing)
        self.refuse.setEnabled(fresh and idle and stop != "certify.refused-before")
        self.again.setEnabled(fresh and idle and not refusing)
        self.look.setEnabled(stage is CopyStage.SEALED)
        self.retry.setEnabled(stage is CopyStage.WAITING and idle)
        away = self.tr("Về danh sách") if many_of(self._window).comparing else self.tr("Về quầy")
        self.back.setText(self.tr("Quay lại đối chiếu") if refusing else away)
        if case is not None and red:
            self.red.setText(act_words(case))
            self.step.setEnabled(False)
            self._set(self.red, *(self._beside(case) if fresh else (self.back,)))
            return
        self._show_step(case, refusing=refusing)

    def _show_step(self, case: Case | None, *, refusing: bool) -> None:
        icon, role, neighbours = "arrow-right", "primary", [self.back]
        able = True
        if case is not None and case.broken:
            words, icon = self.tr("Thử lại"), "refresh"
        elif case is None or case.duty is None:
            words, able = self.tr("Đang mở giấy…"), False
        elif refusing:
            words, able = self._refusal_words(), case.busy is None
            icon, role = ("paper-text", "seal") if self._screen.refusal.ready() else ("arrow-right", "primary")
        elif case.stage is CopyStage.SEALED:
            words, neighbours = self._done_words(), [self.look]
        elif case.stage is CopyStage.WAITING:
            words, neighbours = self.tr("Về quầy, máy tự xin dấu thời gian"), [self.retry]
        elif case.stopped:
            words, icon, neighbours = self.tr("Về quầy"), "arrow-left", self._ways_on(case)
        else:
            words, icon, able = self._duty_words(case)
            neighbours = [self.back] if self._batched(case) else self._beside(case)
        self._show(self.step, words, icon, role)
        self.step.setEnabled(able)
        self._set(self.step, *neighbours)

    def _beside(self, case: Case) -> list["QAction"]:
        """Offer the slip with hour and day where the citizen waits for the next day, else scanning again."""
        late = case.duty is not None and case.duty.late and self._may_promise(case)
        return [self.refuse, self.promise if late else self.again]

    def _ways_on(self, case: Case) -> list["QAction"]:
        """Offer the way out of what stops a paper, where a person has one."""
        ways = {"certify.expired": self.meant, "certify.refused-before": self.take_back}
        way = ways.get(case.duty.stop or "") if case.duty is not None else None
        return [way, self.again] if way is not None else [self.again]

    def _may_promise(self, case: Case | None) -> bool:
        """Tell whether the dossier at the counter is one of certification, and the paper is its own."""
        counter = self._window.counter.counter
        if case is None or case.duty is None or counter is None or case.stage is CopyStage.SEALED:
            return False
        mine = case.duty.document.dossier == counter.dossier.code
        return mine and counter.dossier.procedure.days == 0

    def _duty_words(self, case: Case) -> tuple[str, str, bool]:
        """Say what keeps a number from being taken: words, icon, and whether Enter leads there."""
        if case.missing:
            return act_words(case), "arrow-right", True
        if self._batched(case):
            left = len(many_of(self._window).to_compare) - 1
            words = self.tr("Xong, đối chiếu giấy tiếp theo, còn {left}") if left else self.tr("Xong, về danh sách")
            return words.format(left=left), "check", case.busy is None
        if case.keyless and case.compared is not None:
            return token_words(case.keys.officer), "token", case.busy is None
        return self.tr("Đang dựng bản sao…"), "arrow-right", False

    def _batched(self, case: Case) -> bool:
        """Tell whether a paper is only compared here, and signed with others later."""
        return many_of(self._window).holds(case.document) and case.examined

    def _show(self, action: "QAction", words: str, icon: str, role: str) -> None:
        action.setText(words)
        action.setProperty("icon-name", icon)
        action.setProperty("button-role", role)
        action.changed.emit()

    def _set(self, primary: "QAction", *neighbours: "QAction") -> None:
        screen = self._screen
        if (screen.primary, screen.neighbours) != (primary, neighbours):
            screen.set_acts(primary, *neighbours)

    def _refusal_words(self) -> str:
        refusal = self._screen.refusal
        if refusal.ready():
            grounds = ", ".join(str(number) for number in refusal.grounds.ticks())
            return self.tr("Từ chối theo điểm {grounds}, lập văn bản").format(grounds=grounds)
        return self.tr("Chọn điểm vi phạm") if not refusal.grounds.ticks() else self.tr("Ghi lý do từ chối")

    def _done_words(self) -> str:
        if self._following():
            return self.tr("Chứng thực giấy tiếp theo")
        return self.tr("Sang Trao") if HAND in self._window.rooms else self.tr("Xong, về quầy")

    def _following(self) -> int:
        """Return the next paper of the dossier that is to be certified, 0 for none."""
        case, counter = self._model.case, self._window.counter
        mine = case is not None and case.duty is not None and case.duty.document.dossier == counter.code
        others = [one for one in counter.to_certify() if case is not None and one != case.document]
        return others[0] if mine and others else 0

    # -- doing -------------------------------------------------------------------------------------------------------

    def _step(self) -> None:
        case = self._model.case
        if case is None:
            return
        if case.broken:
            self._model.load()
        elif self._screen.refusing:
            self._write_refusal()
        elif case.missing and not case.stopped:
            self._screen.next_missing()
        elif self._batched(case):
            self._take_for_batch(case)
        elif case.keyless and not case.stopped:
            self._model.look_at_keys(case)
        else:
            self._leave(case)

    def _leave(self, case: Case) -> None:
        """Go on to what comes after a finished copy, or back to the counter."""
        following = self._following() if case.stage is CopyStage.SEALED else 0
        if following:
            self._window.certify(following)
        else:
            hand = case.stage is CopyStage.SEALED and HAND in self._window.rooms
            self._window.go(HAND if hand else "counter")

    def _take_for_batch(self, case: Case) -> None:
        wish = self._model.wish_of(case)
        if wish is not None:
            many_of(self._window).take(wish)

    def _red(self) -> None:
        case = self._model.case
        if case is None or case.duty is None or case.busy is not None or self._dialog is not None:
            return
        if case.missing:
            self._screen.next_missing()
        elif case.copy is not None:
            self._model.go_on()
        elif case.ready:
            self._ask_once(case)

    def _ask_once(self, case: Case, wrong: frozenset[Purpose] = frozenset()) -> None:
        duty = case.duty
        if duty is None or self._dialog is not None:
            return
        number, keys = number_words(duty), case.keys
        officer = f"{duty.officer.name}, {duty.officer.title}" if duty.officer is not None else ""
        lines = (
            self.tr("Số {number}, quyển {book}: {title}, {pages} trang, {copies} bản.").format(
                number=number, book=duty.book_name, title=small_title(duty), pages=duty.pages, copies=duty.copies
            ),
            self.tr("Người ký: {officer}. Đóng dấu: {seal}.").format(officer=officer, seal=keys.seal.holder),
            *([self.tr("Con dấu chưa ký được bây giờ: bản sao sẽ chờ đóng dấu.")] if keys.seal.useless else []),
            self.tr("Số đã giữ không lấy lại được; chỉ có thể hủy số, ghi rõ lý do."),
        )
        title = self.tr("Giữ số {number} và ký?").format(number=number)
        act = self.tr("Giữ số {number} và ký").format(number=plain_number(duty))
        asks = pin_asks(asked_together(keys, duty), wrong, self._window.session.known_pin)
        if asks:
            dialog = SignDialog(title, lines, act, asks, self._screen)
            dialog.confirmed.connect(self._model.take_number)
            self._open(dialog)
            return
        asked = RedQuestion(title, lines, act, "Ctrl+D", self._screen)
        asked.confirmed.connect(lambda: self._model.take_number())
        self._open(asked)

    def _ask_again(self, wrong: frozenset[Purpose], failure: Failure, about: object) -> None:
        """Ask once more after a wrong PIN while the clerk is there, else tell it; nothing was taken."""
        case = self._model.case
        if case is None or about is not case or not self._model.attended or self._dialog is not None:
            self._window.tell_failure("unlock", failure)
            return
        self._model.look_at_keys(case, lambda: self._ask_once(case, wrong) if case.ready else None)

    def ask_pin(self, ask: PinAsk) -> None:
        """Ask for a PIN beside the page; without an answer the copy stays where it is."""
        if self._dialog is not None:
            return
        dialog = PinDialog(ask, self._screen)
        dialog.given.connect(lambda pin, meant: self._model.give_pin(pin, meant=meant))
        dialog.rejected.connect(self._model.keep_for_later)
        self._open(dialog)

    def _open(self, dialog: "RedDialog") -> None:
        self._dialog = dialog
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.open_beside(self._screen.panes()[0])

    def _closed(self, dialog: "RedDialog") -> None:
        self._dialog = None
        dialog.deleteLater()
        self._screen.window().activateWindow()
        self._screen.setFocus()

    def _write_refusal(self) -> None:
        refusal = self._screen.refusal
        if refusal.ready():
            self._model.refuse(refusal.grounds.ticks(), refusal.reason.text())
        else:
            refusal.lead()

    def _refused(self, _refusal: object, file: object) -> None:
        self._screen.show_refusal(on=False)
        title = self.tr("Văn bản từ chối chứng thực")
        self._window.history.add(self.tr("Đã từ chối chứng thực bằng văn bản"))
        self._window.read_letter(Letter(Path(str(file)), title, "counter"))

    def _mean_it(self) -> None:
        case = self._model.case
        if case is not None:
            self._model.want(Wanted({**case.wanted, "expired_meant": True}))

    def _ask_take_back(self) -> None:
        case = self._model.case
        if case is not None and case.duty is not None and self._dialog is None:
            dialog = TakeBackDialog(stop_words(case.duty)[0], self._screen)
            dialog.confirmed.connect(self.letters.take_back)
            self._open(dialog)

    def _taken_back(self, _refusal: object, file: object) -> None:
        self._window.history.add(self.tr("Đã rút lại việc từ chối chứng thực"))
        title = self.tr("Văn bản rút lại việc từ chối")
        self._window.read_letter(Letter(Path(str(file)), title, "counter.certify"))

    def _ask_promise(self) -> None:
        case = self._model.case
        if case is not None and case.duty is not None and self._dialog is None:
            dialog = PromiseDialog(due_words(case.duty), self._screen)
            dialog.confirmed.connect(lambda days, reason, agreed: self.letters.promise(days, reason, agreed=agreed))
            self._open(dialog)

    def _promised(self, _dossier: object, file: object) -> None:
        self._window.history.add(self.tr("Đã lập phiếu hẹn trả kết quả"))
        self._window.read_letter(Letter(Path(str(file)), self.tr("Phiếu hẹn trả kết quả"), "counter.certify"))

    def _scan_again(self) -> None:
        self.paper.set_aside(self.tr("Đã bỏ giấy vào khay để quét lại"), lambda: self._window.go("counter.scan"))

    def _look(self) -> None:
        case = self._model.case
        if case is not None and case.duty is not None:
            title = self.tr("Bản sao số {number}").format(number=number_words(case.duty))
            self.paper.fetch_file(
                lambda file: self._window.read_letter(Letter(file, title, "counter.certify", to_print=False))
            )

    def _back(self) -> None:
        if self._screen.refusing:
            self._screen.show_refusal(on=False)
        else:
            self._window.go("counter.many" if many_of(self._window).comparing else "counter")
