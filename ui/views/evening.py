"""The end of the day (Cuối ngày): the day's stack from the feeder to the report, one question at a time."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent, QImage
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from desk.model.evening import Batch, DoubtKind
from desk.work.evening_stack import Doubt
from desk.work.kinds_shown import kind_titles
from ui.models.evening import Busy, EveningModel, EveningState
from ui.models.evening_acts import EveningActs
from ui.models.evening_answers import Answer, Say, answers
from ui.models.evening_profile import StackPress
from ui.models.evening_rows import Group, Tray, groups_of, tray_of
from ui.models.window import WindowModel
from ui.views.evening_index import EveningIndex
from ui.views.evening_keys import EveningKeys
from ui.views.evening_parts import EveningShares, index_rows
from ui.views.evening_pictures import StackPictures
from ui.views.evening_report import ReportPane
from ui.views.evening_side import Other, QuestionPanel
from ui.views.evening_start import RulesPanel, StartPane
from ui.views.evening_tools import EveningTools
from ui.views.evening_words import (
    answer_icon,
    answer_words,
    batch_words,
    paper_words,
    question_words,
    reasons_of,
    sure_words,
)
from ui.views.language import language_now
from ui.views.parts.card import SidePanel
from ui.views.parts.field import Choice
from ui.views.parts.panes import Panes
from ui.views.scan import FILES
from ui.views.screen import Screen
from ui.views.stack_view import StackView

_LEFT = 250
_FOUND = 12
_ASKS_DOSSIER = (DoubtKind.DOSSIER, DoubtKind.PERSON)


class EveningScreen(Screen):
    """Enter answers with the machine's proposal, the other answers have keys; nothing is filed before Ctrl+S."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Cuối ngày"))
        self._window = model
        self.evening = EveningModel(model, self)
        self.press = StackPress(model, self.evening)
        self.acts = EveningActs(self.evening, self)
        self.stack = StackView()
        self.tools_of = EveningTools(self.evening, self.acts, self.stack, self)
        self.keys = EveningKeys(self, self)
        self.broken_off = False
        self._groups: list[Group] = []
        self._asked: Doubt | None = None
        self._naming = False
        self._shares = EveningShares()
        self.setAcceptDrops(True)
        self._build()
        self._pictures = StackPictures(self.evening, self.stack.pages(), self)
        self._pictures.page_came.connect(lambda _place: self._show_page())
        self._connect()
        self._refresh()

    def panes(self) -> list[QWidget]:
        """Give the places of F6."""
        if self.evening.state is EveningState.STACK:
            return [self.stack, self.side, self.index]
        return [self._rules] if self.evening.state is EveningState.START else [self.report_pane]

    def tools(self) -> QWidget | None:
        """Give the two bars of how far the stack is."""
        return self._shares

    def enter(self) -> None:
        """See what there is, and be ready for the keys of the stack."""
        self._window.history.lend(self.acts.undo)
        if not self._window.status.scanners.asked:
            self._window.status.look_for_scanners()
        self.evening.enter()
        (self.stack if self.evening.state is EveningState.STACK else self).setFocus()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give Ctrl+Z back to the window."""
        super().hideEvent(event)
        self._window.history.lend(None)

    # -- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Chồng giấy cuối ngày"))
        self.index = EveningIndex()
        left = SidePanel("surface", _LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.index)
        kinds = [Choice(code, title) for code, title in sorted(kind_titles(language_now()).items(), key=lambda k: k[1])]
        self.side = QuestionPanel(self._find, kinds)
        self.start = StartPane(self.keys.scan, (self.keys.files, self.keys.folder))
        self._rules = RulesPanel(self.evening)
        self.report_pane = ReportPane()
        self.stack.set_tray_act(self.tr("Đưa trang chọn về chỗ cũ"), "B")
        self._pages = QStackedWidget()
        self._pages.addWidget(Panes(self.start, right=(self._rules, self.tr("Cài đặt của chồng"), "settings")))
        self._pages.addWidget(
            Panes(
                self.stack,
                (left, self.tr("Việc cần người"), "list"),
                (self.side, self.tr("Câu hỏi"), "help"),
            )
        )
        self._pages.addWidget(self.report_pane)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.evening.changed.connect(self._refresh)
        self.evening.looked.connect(self._show_stack)
        self.acts.changed.connect(self._refresh)
        self.stack.reached.connect(lambda _place: self._show_page())
        self.stack.chosen_changed.connect(self.keys.refresh)
        self.stack.dropped.connect(self.tools_of.drop)
        self.index.wanted.connect(self._go_to)
        self.start.opened.connect(self.open)
        self.side.dossier_chosen.connect(self._assign)
        self.side.kind_chosen.connect(self._name_kind)

    # -- what the keys ask for ----------------------------------------------------------------------------------------

    def open(self, batch: Batch) -> None:
        """Go on with a stack that waits."""
        self.evening.open(batch)
        self.stack.setFocus()

    def primary_pressed(self) -> None:
        """Do the one next step."""
        self.keys.next_step()()

    def choose_files(self) -> None:
        """Ask for files."""
        kinds = self.tr("Giấy tờ") + f" ({FILES})"
        files, _kind = QFileDialog.getOpenFileNames(self, self.tr("Chọn ảnh hoặc PDF"), "", kinds)
        self.evening.take_files([Path(file) for file in files])

    def choose_folder(self) -> None:
        """Ask for a folder of scans."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục giấy đã quét"))
        if folder:
            self.evening.take_folder(Path(folder))

    def find_dossier(self) -> None:
        """Go to the field in which a dossier is looked for."""
        self._naming = False
        self.side.show_fields(dossier=True, kind=False)
        self.side.dossier.set_text("")
        self.side.dossier.line.setFocus()
        self.side.dossier.show_choices()

    def find_kind(self) -> None:
        """Go to the list of kinds."""
        self._naming = True
        self.side.show_fields(dossier=False, kind=True)
        row = self.stack.current_row()
        look = self.evening.look
        papers = look.papers if look is not None else ()
        paper = next((one for one in papers if row is not None and one.bundle.id == row.bundle), None)
        if paper is not None and paper.kind:
            self.side.kind.choose(paper.kind)
        self.side.kind.combo.setFocus()
        self.side.kind.combo.showPopup()

    def step_back(self) -> None:
        """Stop what runs, leave a field, the report, or the stack; nothing is lost."""
        evening = self.evening
        if evening.busy is not Busy.NO:
            evening.stop()
        elif self.tools_of.cut:
            self.tools_of.cut_out()
        elif evening.state is EveningState.REPORT:
            evening.back_to_stack()
        elif evening.state is EveningState.STACK and not self.stack.hasFocus():
            self._naming = False
            self._refresh()
            self.stack.setFocus()
        elif evening.state is EveningState.STACK:
            self.leave()
        else:
            self._window.go("counter")

    def leave(self) -> None:
        """Lay the stack aside; it waits under the others."""
        self._pictures.clear()
        self.evening.leave()
        self.setFocus()

    def answers_now(self) -> tuple[Answer, ...]:
        """Return the answers to the question in hand."""
        look, doubt = self.evening.look, self.evening.questions.now
        return answers(look, doubt) if look is not None and doubt is not None else ()

    def give(self, answer: Answer) -> None:
        """Give an answer to the question in hand, or help to find one."""
        doubt = self.evening.questions.now
        if answer.say is Say.FIND_DOSSIER:
            self.find_dossier()
        elif answer.say is Say.FIND_KIND:
            self.find_kind()
        elif doubt is not None:
            self.tools_of.answer(doubt, answer)
            self.stack.setFocus()

    def _find(self, words: str) -> list[Choice]:
        known = [one for one in self.evening.begin.dossiers if one.fits(words)]
        here = {group.code for group in self._groups}
        first = sorted(known, key=lambda one: one.code not in here)
        return [Choice(one.code, one.name, f"{one.procedure[:40]} · {one.code[-4:]}") for one in first[:_FOUND]]

    def _assign(self, code: str) -> None:
        doubt = self.evening.questions.now
        about = doubt is not None and doubt.kind in _ASKS_DOSSIER and self._about_current(doubt)
        self.tools_of.assign(code, doubt.bundle if doubt is not None and about else "")
        self.stack.setFocus()

    def _name_kind(self, kind: str) -> None:
        doubt = self.evening.questions.now
        about = doubt is not None and doubt.kind is DoubtKind.KIND and self._about_current(doubt)
        title = kind_titles(language_now()).get(kind, kind)
        self._naming = False
        self.tools_of.set_kind(kind, title, doubt.bundle if doubt is not None and about else "")
        self.stack.setFocus()

    def _about_current(self, doubt: Doubt) -> bool:
        row = self.stack.current_row()
        return row is None or row.bundle in (doubt.bundle, "")

    def _go_to(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "doubt":
            self.evening.ask_about(next(iter(self.evening.questions.of(DoubtKind(name))), None))
        else:
            wanted = next(
                (group for group in self._groups if group.key == key or (key == "ready" and group.ready)), None
            )
            if wanted is not None and wanted.sides:
                self.stack.go_to(wanted.sides[0].place)
        self.stack.setFocus()

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show_stack(self) -> None:
        look = self.evening.look
        self._groups = groups_of(look) if look is not None else []
        self._show_groups()

    def _show_groups(self) -> None:
        groups = self._groups
        came = tuple(self.evening.came)
        if came:
            kept = [group for group in groups if group.tray is not Tray.COMING]
            there = [group.sides for group in groups if group.tray is Tray.COMING]
            fresh = tray_of(Tray.COMING, came)
            sides = (*there[0], *fresh.sides) if there else fresh.sides
            groups = [*kept, Group(fresh.key, tray=Tray.COMING, sides=sides)]
        self.stack.show_groups(groups)

    def _refresh(self) -> None:
        evening = self.evening
        place = {EveningState.START: 0, EveningState.STACK: 1, EveningState.REPORT: 2}[evening.state]
        if self._pages.currentIndex() != place:
            self._pages.setCurrentIndex(place)
            if place == 1 and self.isVisible():
                self.stack.setFocus()
        who = self._window.session.who
        facts = batch_words(evening.batch) if evening.batch is not None else self.tr("Chồng giấy thành hồ sơ, tự xếp")
        told = f"{facts} · {who.officer.name}" if who is not None else facts
        if told != self.facts:
            self.set_title(self.tr("Cuối ngày"), told)
        if self.isVisible():  # else the bar shows another room's tools
            self._shares.setVisible(evening.batch is not None)
        self._shares.refresh(evening)
        if evening.state is EveningState.START:
            self.start.refresh(evening, self.keys.resume)
            self._rules.refresh()
            self.stack.show_groups([])
        elif evening.state is EveningState.STACK:
            self._refresh_stack()
        elif evening.report is not None:
            self.report_pane.show_report(evening.report)
        self._tell_failure()
        self.keys.refresh()

    def _refresh_stack(self) -> None:
        evening = self.evening
        if evening.came or evening.look is None:
            self._show_groups()
        doubt = evening.questions.now
        self.index.show_rows(index_rows(evening, self._groups), f"doubt:{doubt.kind.value}" if doubt else "ready")
        with QSignalBlocker(self.stack):  # page and keys follow below, once
            if doubt != self._asked:
                self._asked = doubt
                self._naming = False
                if doubt is not None and (place := self.tools_of.side_of(doubt)):
                    self.stack.go_to(place)
            if doubt is None and self.stack.current() is None:
                self.stack.go_to_first()
        self._show_question()
        self._show_page()

    def _show_question(self) -> None:
        look, doubt = self.evening.look, self.evening.questions.now
        if look is None or doubt is None:
            self.side.show_question(self._quiet_words(), "", self._side_words(), ())
            self.side.show_others(())
            self.side.show_fields(dossier=self.side.dossier.line.hasFocus(), kind=self._naming)
            return
        offered = self.answers_now()
        first = offered[0] if offered else None
        at, count = self.evening.questions.place
        place = self.tr("chỗ {at} trên {count}").format(at=at, count=count)
        self.side.show_question(question_words(look, doubt), sure_words(doubt, first), place, reasons_of(doubt))
        self.side.show_fields(
            dossier=doubt.kind in _ASKS_DOSSIER or self.side.dossier.line.hasFocus(), kind=self._naming
        )
        others = [one for one in offered[1:] if one.say is not Say.FIND_DOSSIER]  # its field stands there already
        self.side.show_others([self._other(one, doubt) for one in others])

    def _other(self, answer: Answer, doubt: Doubt) -> Other:
        words = answer_words(answer, self.tools_of.side_of(doubt), more=False)
        key = self.keys.of(answer.say)
        return words, answer_icon(answer), key.shortcut() if key is not None else None, lambda: self.give(answer)

    def _quiet_words(self) -> str:
        if self.evening.busy is Busy.TAKING:
            return self.tr("Đang nhận giấy, mỗi mặt giữ ngay trên đĩa")
        if self.evening.busy is Busy.READING:
            return self.tr("Đang đọc, chưa có gì phải hỏi")
        if self.evening.waits_to_be_read:
            return self.tr("Đã dừng, {count} trang đã giữ chờ đọc").format(count=self.evening.waits_to_be_read)
        return self.tr("Không còn chỗ nào phải hỏi")

    def _side_words(self) -> str:
        row, look = self.stack.current_row(), self.evening.look
        paper = next((one for one in look.papers if row and one.bundle.id == row.bundle), None) if look else None
        if row is None:
            return ""
        return self.tr("Trang {side}").format(side=row.place) + (f" · {paper_words(paper)}" if paper else "")

    def _show_page(self) -> None:
        row = self.stack.current_row()
        picture = self._pictures.page(row) if row is not None else None
        if picture is not None:
            self.side.show_page(picture)
        elif row is None:
            self.side.show_page(QImage())

    def _tell_failure(self) -> None:
        failure, self.evening.failure = self.evening.failure, None
        if self.evening.busy is not Busy.NO:
            self.broken_off = False
        if failure is not None:
            self.broken_off = failure.code.startswith("scan.")
            self._window.tell_failure("evening", failure)

    # -- files dropped here -------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light the drop zone up for files."""
        if event.mimeData().hasUrls() and self.evening.busy is Busy.NO:
            self.start.set_lit(lit=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Let the drop zone go dark."""
        self.start.set_lit(lit=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files, or the files of a dropped folder."""
        self.start.set_lit(lit=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(paths) == 1 and paths[0].is_dir():
            self.evening.take_folder(paths[0])
        else:
            self.evening.take_files([path for path in paths if path.is_file()])
        event.acceptProposedAction()
