"""The duty panel: Điều 22 one by one, the words of certification, the number, the two signatures, the fee."""

from typing import Literal

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.model.certification import Ground
from ui.models.case import Case
from ui.views.book_entry import BookEntry
from ui.views.certify_words import keys_chip, number_line, steps, warning_words
from ui.views.duty_parts import GroundTick, PaperWords, StepList
from ui.views.icons import IconName, draw_icon
from ui.views.parts.button import Button
from ui.views.parts.card import Card, ScrollPanel
from ui.views.parts.chip import Chip
from ui.views.parts.keys import make_action
from ui.views.parts.paint import painter_for
from ui.views.parts.text import Text
from ui.views.theme import theme

WIDE = 440

LineTone = Literal["ink2", "doubt", "seal"]
"""How a line with an icon is meant: a fact, a thing to look at, a thing that cannot be taken back."""


class IconLine(QWidget):
    """Show one line with an icon before it, in one tone."""

    def __init__(self, icon: IconName) -> None:
        super().__init__()
        self._icon: IconName = icon
        self._tone: LineTone = "ink2"
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(16) + 8, 0, 0, 0)
        self.words = Text("", "label", "ink2", weight=500, wrap=True)
        row.addWidget(self.words)

    def say(self, words: str, tone: LineTone = "ink2") -> None:
        """Show words: amber when a person must look, seal red when they cannot be taken back."""
        self._tone = tone
        self.words.setText(words)
        self.words.set_role("label", 500 if tone == "ink2" else 600)
        self.words.set_tone(tone)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon beside the first line."""
        del event
        painter = painter_for(self)
        side = theme().px(16)
        top = (theme().line_px("label") - side) / 2
        draw_icon(painter, self._icon, QPointF(0, max(0.0, top)), self._tone, side)
        painter.end()


class GroundList(QWidget):
    """Show the grounds of Điều 22 with their digits; a digit ticks its ground and goes on to the next open one.

    Signals:
        ticked: the number of a ground, and whether it is ticked now.
        reached: a row that has the focus now.
        whole: the last open ground was ticked.
    """

    ticked = Signal(int, bool)
    reached = Signal(QWidget)
    whole = Signal()

    def __init__(self, *, refusing: bool = False) -> None:
        super().__init__()
        self._refusing = refusing
        self._grounds: tuple[Ground, ...] = ()
        self._acts: list[QAction] = []
        self.rows: dict[int, GroundTick] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_grounds(self, grounds: tuple[Ground, ...]) -> None:
        """Make a row for each ground, once."""
        if grounds == self._grounds:
            return
        self._grounds = grounds
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.deleteLater()
        for act in self._acts:
            self.removeAction(act)
            act.deleteLater()
        self.rows, self._acts = {}, []
        for ground in grounds:
            self._add(ground)

    def show_ticks(self, ticked: set[int], *, able: bool = True) -> None:
        """Show which grounds are ticked."""
        for number, row in self.rows.items():
            row.setChecked(number in ticked)
            row.setEnabled(able)
        for act in self._acts:
            act.setEnabled(able)

    def ticks(self) -> tuple[int, ...]:
        """Return the numbers of the grounds ticked."""
        return tuple(number for number, row in self.rows.items() if row.isChecked())

    def focus(self, number: int) -> None:
        """Put the focus on a ground, whose words are shown then."""
        row = self.rows.get(number)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def tick_rest(self) -> None:
        """Tick every ground that is still open, in the order of the article."""
        for number, row in self.rows.items():
            if not row.isChecked() and row.isEnabled():
                row.setChecked(True)
                self.ticked.emit(number, row.isChecked())
        if self.rows and all(row.isChecked() for row in self.rows.values()):
            self.whole.emit()

    def _add(self, ground: Ground) -> None:
        # A refusal is ticked by the article's own words, a duty by what it comes to.
        words = ground.law if self._refusing else ground.short
        act = make_action(self, words, str(ground.number))
        act.setAutoRepeat(False)
        row = GroundTick(ground.short if not self._refusing else words, ground.law, act, refusing=self._refusing)
        act.triggered.connect(lambda: self._digit(ground.number))
        row.clicked.connect(lambda: self._told(ground.number))
        row.reached.connect(lambda: self.reached.emit(row))
        self._acts.append(act)
        self.rows[ground.number] = row
        self._column.addWidget(row)

    def _digit(self, number: int) -> None:
        self.rows[number].toggle()
        self.focus(number)
        self._told(number)

    def _told(self, number: int) -> None:
        on = self.rows[number].isChecked()
        self.ticked.emit(number, on)
        if on and not self._refusing:
            after = [n for n, row in self.rows.items() if not row.isChecked()]
            later = [n for n in after if n > number] or after
            if later:
                self.focus(later[0])
            else:
                self.whole.emit()


class DutyPanel(ScrollPanel):
    """Show what the officer has to do, in the order it is done.

    Signals:
        ticked: the number of a ground, and whether it is ticked.
        wanted: a `Wanted`: another name in the book, other copies, another signer.
    """

    ticked = Signal(int, bool)
    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("bg", WIDE)
        self.setAccessibleName(self.tr("Việc phải làm khi chứng thực"))
        self.column.setContentsMargins(14, 10, 14, 10)
        self.column.setSpacing(8)
        self.column.addWidget(self._make_grounds())
        self.column.addWidget(self._make_words())
        self.column.addWidget(self._make_steps())
        self.entry = BookEntry()
        self.entry.wanted.connect(self.wanted)
        self.entry.unfolded.connect(lambda: QTimer.singleShot(0, self, lambda: self.show_part(self.entry)))
        self.column.addWidget(self.entry)
        self.column.addStretch(1)

    def _tick_rest(self) -> None:
        self.grounds.tick_rest()

    def focus_ground(self, number: int) -> None:
        """Put the focus on a ground that is still open."""
        self.grounds.focus(number)

    def show_signatures(self) -> None:
        """Bring the steps of the signatures into sight."""
        self.show_part(self._signatures)

    def show_case(self, case: Case) -> None:
        """Show a case as it stands."""
        duty = case.duty
        if duty is None:
            return
        warning = warning_words(duty) if case.copy is None else ""
        self._warning.setVisible(bool(warning))
        self._warning.say(warning, "doubt")
        self.grounds.show_grounds(duty.grounds)
        open_still = case.copy is None
        ticked = case.ticked if open_still or case.copy is None else set(case.copy.comparison.grounds)
        self.grounds.show_ticks(ticked, able=open_still and not case.stopped)
        self.grounds.setVisible(open_still)
        whole = len(ticked) == len(duty.grounds)
        pages = any(one.what == "page" for one in case.missing)
        self.none.setEnabled(open_still and not case.stopped and not whole and case.compared is not None and not pages)
        self._none.setVisible(self.none.isEnabled())
        self._count.setVisible(not self.none.isEnabled())
        count = self.tr("{done} / {all} đã xem").format(done=len(ticked), all=len(duty.grounds))
        self._count.set_state(count, "ok" if whole else "doubt")
        since = f"{duty.wording.effective_from:%d/%m/%Y}"
        self._since.setText(self.tr("mẫu từ {day}").format(day=since))
        self._words.show_lines(duty.words)
        line, taken = number_line(case)
        self._number.say(line, "seal" if taken else "ink2")
        self._keys.set_state(*keys_chip(case), "token")
        self._keys.setVisible(not (case.stage is not None and case.stage.value in ("waiting", "sealed")))
        self._steps.show_steps(steps(case))
        self.entry.show_case(case)

    def _make_grounds(self) -> Card:
        card = Card(self.tr("Điều 22: xem từng điểm"), dense=True)
        self._count = Chip("", "doubt")
        card.head.addWidget(self._count)
        self.none = make_action(self, self.tr("Không điểm nào"), "0", "check", "soft")
        self.none.setStatusTip(self.tr("Đã xem cả sáu điểm, giấy không thuộc điểm nào"))
        self.none.setAutoRepeat(False)
        self.none.triggered.connect(self._tick_rest)
        self._none = Button.of(self.none, "small")
        self._none.hide()
        card.head.addWidget(self._none)
        self._warning = IconLine("warn")
        self._warning.hide()
        card.body.addWidget(self._warning)
        self.grounds = GroundList()
        self.grounds.ticked.connect(self.ticked)
        self.grounds.reached.connect(self.show_part)
        card.body.addWidget(self.grounds)
        return card

    def _make_words(self) -> Card:
        card = Card(self.tr("Lời chứng"), dense=True)
        self._since = Text("", "caption", "ink2")
        card.head.addWidget(self._since)
        self._words = PaperWords()
        self._number = IconLine("number")
        card.body.addWidget(self._words)
        card.body.addWidget(self._number)
        return card

    def _make_steps(self) -> Card:
        card = self._signatures = Card(self.tr("Chữ ký"), dense=True)
        self._keys = Chip("", "plain", "token")
        card.head.addWidget(self._keys)
        self._steps = StepList(3)
        card.body.addWidget(self._steps)
        return card


