"""The keys of an evening and the one next step, which is always Enter at the bottom right."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from desk.model.evening import Batch
from ui.models.evening import Busy, EveningModel, EveningState
from ui.models.evening_acts import EveningActs
from ui.models.evening_answers import Answer, Say
from ui.models.window import Letter
from ui.views.evening_tools import EveningTools
from ui.views.evening_words import answer_icon, answer_words
from ui.views.parts.keys import make_action
from ui.views.screen import Screen

Step = tuple[str, str, Callable[[], object]]
"""What the primary says, its icon, what it does."""


class Hand(Protocol):
    """What the keys reach of the screen."""

    evening: EveningModel
    acts: EveningActs
    tools_of: EveningTools
    broken_off: bool
    """A fault of the scanner stopped the stack, which goes on once it is mended."""

    def open(self, batch: Batch) -> None:
        """Go on with a stack that waits."""

    def primary_pressed(self) -> None:
        """Do the one next step."""

    def choose_files(self) -> None:
        """Ask for files."""

    def choose_folder(self) -> None:
        """Ask for a folder."""

    def find_dossier(self) -> None:
        """Go to the field of dossiers."""

    def find_kind(self) -> None:
        """Go to the list of kinds."""

    def step_back(self) -> None:
        """Stop, or go one step back."""

    def leave(self) -> None:
        """Lay the stack aside."""

    def answers_now(self) -> tuple[Answer, ...]:
        """Return the answers to the question in hand."""

    def give(self, answer: Answer) -> None:
        """Give one of them."""


class EveningKeys(QObject):
    """Make the acts of the screen, and keep the primary and its neighbours true."""

    _shown: tuple[object, ...] = ()

    def __init__(self, host: Screen, screen: Hand) -> None:
        super().__init__(host)
        self._host, self._screen = host, screen
        self._step: Callable[[], object] = lambda: None
        tools, evening, acts = screen.tools_of, screen.evening, screen.acts
        self.go = self._make("", "Return", "arrow-right", screen.primary_pressed)
        self.go.setAutoRepeat(False)
        self.scan = self._make(self.tr("Quét chồng giấy"), "Space", "scan", evening.scan)
        self.read = self._make(self.tr("Đọc những trang đã vào"), "Ctrl+Return", "arrow-right", evening.read_on)
        self.files = self._make(self.tr("Chọn tệp"), "Ctrl+O", "paper", screen.choose_files)
        self.folder = self._make(self.tr("Chọn thư mục"), "Ctrl+L", "folder", screen.choose_folder)
        self.sample = self._make(self.tr("Lấy chồng giấy mẫu"), "Ctrl+M", "flask", evening.take_sample)
        self.resume = self._make(self.tr("Làm tiếp chồng đang chờ"), "Ctrl+T", "arrow-right", self._resume)
        self.file = self._make("", "Ctrl+S", "folder", self._file)
        self.redo = self._make(self.tr("Làm lại"), "Ctrl+Y", "refresh", acts.redo)
        self.back = self._make("", "Esc", "arrow-left", screen.step_back)
        self.report = self._make(self.tr("Báo cáo"), "Ctrl+R", "list", evening.tell_report)
        self.print = self._make(self.tr("In báo cáo"), "Ctrl+P", "printer", self._print)
        self.next = self._make(
            self.tr("Chỗ kế"), "N", "arrow-right", lambda: evening.ask_about(evening.questions.step())
        )
        self.before = self._make(
            self.tr("Chỗ trước"), "P", "arrow-left", lambda: evening.ask_about(evening.questions.step(-1))
        )
        self.split = self._make(self.tr("Tách ở trang này"), "S", "cut", tools.split)
        self.join = self._make(self.tr("Gộp với giấy trước"), "M", "link", tools.join)
        self.cut = self._make(self.tr("Nhấc trang lên, hoặc thôi"), "X", "cut", tools.cut_out)
        self.put = self._make(self.tr("Đặt trang xuống trước trang này"), "V", "download", tools.put_down)
        self.remove = self._make(self.tr("Bỏ trang vào khay"), "Delete", "trash", tools.remove)
        self.bring = self._make(self.tr("Lấy trang lại"), "B", "undo", tools.bring_back)
        self.left = self._make(self.tr("Xoay trái"), "Ctrl+[", "turn-left", lambda: tools.turn(left=True))
        self.right = self._make(self.tr("Xoay phải"), "Ctrl+]", "turn-right", lambda: tools.turn(left=False))
        self.assign = self._make(self.tr("Chuyển sang hồ sơ"), "H", "search", screen.find_dossier)
        self.kind = self._make(self.tr("Đổi loại giấy"), "F4", "edit", screen.find_kind)
        self.same = self._make(self.tr("Đúng giấy của hồ sơ này"), "1", "person", self._same)

    def _make(self, words: str, keys: str, icon: str, act: Callable[[], object]) -> QAction:
        made = make_action(self._host, words, keys, icon)
        made.triggered.connect(lambda _checked=False: act())
        return made

    def of(self, say: Say) -> QAction | None:
        """Return the key of an answer that is not the primary."""
        return {
            Say.SPLIT: self.split, Say.JOIN: self.join, Say.NOT_BLANK: self.bring, Say.FIND_DOSSIER: self.assign,
            Say.FIND_KIND: self.kind, Say.SAME_PERSON: self.same,
        }.get(say)  # fmt: skip

    def next_step(self) -> Callable[[], object]:
        """Return what Enter does now."""
        return self._step

    def refresh(self) -> None:
        """Show the primary, its neighbours, and which keys have something to act on."""
        evening, acts = self._screen.evening, self._screen.acts
        words, icon, self._step = self._primary()
        self.go.setText(words)
        self.go.setProperty("icon-name", icon)
        self.go.setEnabled(bool(words))
        stack = evening.state is EveningState.STACK
        idle = evening.busy is Busy.NO
        for one in (
            self.split, self.join, self.cut, self.put, self.remove, self.bring, self.left, self.right, self.assign,
            self.kind, self.next, self.before,
        ):  # fmt: skip
            one.setEnabled(stack and evening.look is not None)
        self.redo.setEnabled(stack and not acts.busy)
        self.same.setEnabled(any(one.say is Say.SAME_PERSON for one in self._screen.answers_now()))
        can_try = evening.window.session.sample_stack is not None
        self.sample.setVisible(can_try)
        self.sample.setEnabled(can_try and idle and evening.state is EveningState.START)
        for one in (self.scan, self.files, self.folder):
            one.setEnabled(idle and evening.state is not EveningState.REPORT)
        self.read.setEnabled(stack and idle and evening.waits_to_be_read > 0)
        more = evening.batch is not None
        self.scan.setText(self.tr("Quét tiếp") if more else self.tr("Quét chồng giấy"))
        self.resume.setEnabled(evening.state is EveningState.START and bool(evening.begin.waiting))
        ready = len(evening.ready_codes)
        self.file.setText(self.tr("Cất {count} hồ sơ sẵn sàng").format(count=ready))
        self.file.setEnabled(stack and ready > 0 and not acts.busy)
        self.report.setEnabled(evening.batch is not None and idle and stack)
        self.print.setEnabled(evening.state is EveningState.REPORT)
        self.back.setText(self._back_words())
        shown = (bool(words), icon, *self._neighbours())
        if shown != self._shown:
            self._shown = shown
            self._host.set_acts(self.go if words else None, *self._neighbours())

    def _neighbours(self) -> list[QAction]:
        evening = self._screen.evening
        if evening.state is EveningState.START:
            return []
        if evening.state is EveningState.REPORT:
            return [self.back, self.print]
        if evening.busy is Busy.NO and evening.waits_to_be_read and evening.questions.now is None:
            return [self.back, self.read if self._screen.broken_off else self.scan]
        shown = [self.back] if evening.busy is not Busy.NO or not self.file.isEnabled() else []
        if self.file.isEnabled() and evening.questions.now is not None:
            shown.append(self.file)
        elif evening.busy is Busy.NO and evening.questions.now is None and self.file.isEnabled():
            shown.append(self.report)
        return shown

    def _back_words(self) -> str:
        evening = self._screen.evening
        if evening.busy is Busy.TAKING:
            return self.tr("Dừng, giữ những trang đã vào")
        if evening.busy is Busy.READING:
            return self.tr("Dừng đọc")
        return {
            EveningState.START: self.tr("Về quầy"), EveningState.REPORT: self.tr("Về chồng giấy"),
            EveningState.STACK: self.tr("Để chồng này chờ"),
        }[evening.state]  # fmt: skip

    def _primary(self) -> Step:
        screen, evening = self._screen, self._screen.evening
        if evening.state is EveningState.REPORT:
            return self.tr("Xong, chồng khác"), "check", screen.leave
        if evening.state is EveningState.START:
            return self._beginning()
        if evening.busy is Busy.TAKING:
            return "", "scan", lambda: None
        offered = screen.answers_now()
        doubt = evening.questions.now
        if doubt is not None and offered:
            side = screen.tools_of.side_of(doubt)
            more = len(evening.questions.left) > 1
            words = answer_words(offered[0], side, more=more)
            return words, answer_icon(offered[0]) if not more else "arrow-right", lambda: screen.give(offered[0])
        if evening.busy is not Busy.NO:
            return "", "clock", lambda: None
        return self._finishing()

    def _beginning(self) -> Step:
        evening = self._screen.evening
        if evening.busy is not Busy.NO:
            return "", "scan", lambda: None
        if evening.begin.files:
            words = self.tr("Nhận {count} tệp của thư mục cuối ngày").format(count=evening.begin.files)
            return words, "folder", evening.take_evening
        if evening.window.session.sample_stack is not None:
            return self.sample.text(), "flask", evening.take_sample
        if evening.device is None:
            return self.tr("Tìm máy quét"), "refresh", evening.scan
        return self.tr("Quét chồng giấy"), "scan", evening.scan

    def _finishing(self) -> Step:
        evening = self._screen.evening
        if evening.waits_to_be_read and self._screen.broken_off:
            return self.tr("Quét tiếp"), "scan", evening.scan
        if evening.waits_to_be_read:
            return self.read.text(), "arrow-right", evening.read_on
        if evening.ready_codes:
            return self.file.text(), "folder", self._file
        return self.tr("Xem báo cáo"), "list", evening.tell_report

    def _file(self) -> None:
        self._screen.acts.file_ready(self.tr("Đã cất {count} giấy vào hồ sơ"))

    def _resume(self) -> None:
        waiting = self._screen.evening.begin.waiting
        if waiting:
            self._screen.open(waiting[0].batch)

    def _same(self) -> None:
        found = next((one for one in self._screen.answers_now() if one.say is Say.SAME_PERSON), None)
        if found is not None:
            self._screen.give(found)

    def _print(self) -> None:
        title = self.tr("Báo cáo cuối ngày")
        window = self._screen.evening.window
        self._screen.evening.make_report(
            lambda file: window.read_letter(Letter(file, title, "evening"), "evening.report")
        )
