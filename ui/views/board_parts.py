"""Parts of the day's board: a card with one figure, the bar of its tools, the list of what waits."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.models.board import View, Wait
from ui.views.board_words import NONE, FigureWords, wait_words
from ui.views.icons import IconName
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card, Rule
from ui.views.parts.charts import Spark
from ui.views.parts.chip import Chip
from ui.views.parts.keys import make_action, sequence_of
from ui.views.parts.text import ElidedText, Text
from ui.views.theme import theme
from ui.views.verify_side import Sign

MOST_KINDS = 6
_GAP = 8


class FigureCard(Card):
    """Show one figure large, what is to be known of it, and how it went."""

    def __init__(self, icon: IconName, label: str) -> None:
        super().__init__(dense=True)
        self._label = ElidedText(label, "label", "ink2", weight=500)
        self._number = Text(NONE, "figure")
        self._unit = Text("", "label", "ink2")
        self._chips = (Chip("", "plain", bare=True), Chip("", "ok"))
        self._shown: tuple[str, FigureWords] | None = None
        self._spark = Spark()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Sign(icon, "plain", 18))
        top.addWidget(self._label, 1)
        figure = QHBoxLayout()
        figure.setSpacing(8)
        figure.addWidget(self._number)
        figure.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addSpacing(4)
        figure.addWidget(self._spark, 1, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        for chip in self._chips:
            chip.hide()
            foot.addWidget(chip)
        foot.addStretch(1)
        foot.addStrut(theme().height("chip"))
        for row in (top, figure, foot):
            self.body.addLayout(row)
        self.body.addStretch(1)

    def show_figure(self, label: str, words: FigureWords, values: tuple[float | None, ...]) -> None:
        """Show other words and values; those that are the same are left alone."""
        self._spark.show_values(values)
        if (label, words) == self._shown:
            return
        self._shown = (label, words)
        self._label.setText(label)
        self._number.setText(words.number)
        self._unit.setText(words.unit)
        bare, toned = self._chips
        bare.setVisible(words.tone == "plain" and bool(words.note))
        toned.setVisible(words.tone != "plain")
        chip = bare if words.tone == "plain" else toned
        chip.set_state(words.note, words.tone, words.icon)
        self.setAccessibleName(f"{label}: {words.spoken}")


class BoardTools(QWidget):
    """Choose the days and print, at the right of the top bar; what has no room gives way, its key stays.

    Attributes:
        views: The acts that choose a day, a week or a month.
    """

    def __init__(self, views: dict[View, QAction], before: QAction, behind: QAction, report: QAction) -> None:
        super().__init__()
        self.views = views
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        group = QActionGroup(self)
        self._choices = {view: self._choice(group, act) for view, act in views.items()}
        self._steps = [Button.of(act, "small") for act in (before, behind)]
        self._report = Button.of(report, "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._steps[0])
        for button in self._choices.values():
            row.addWidget(button)
        row.addWidget(self._steps[1])
        row.addSpacing(_GAP)
        row.addWidget(self._report)

    def _choice(self, group: QActionGroup, act: QAction) -> Button:
        act.setCheckable(True)
        group.addAction(act)
        button = Button.of(act, "small")
        button.set_key(None)
        return button

    def show_view(self, view: View) -> None:
        """Mark what is shown."""
        for one, act in self.views.items():
            act.setProperty("button-role", "soft" if one is view else "quiet")
            act.setChecked(one is view)
            self._choices[one].set_role("soft" if one is view else "quiet")

    def sizeHint(self) -> QSize:
        """Measure all of it, also what has given way."""
        wide = sum(button.sizeHint().width() + 4 for button in (*self._steps, *self._choices.values(), self._report))
        return QSize(wide + 2 * _GAP, self._report.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Give way but for the arrows: every act has its key."""
        wide = sum(button.sizeHint().width() + 4 for button in self._steps)
        return QSize(wide, self._report.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room: the report first, then the spans."""
        super().resizeEvent(event)
        room = event.size().width() - self.minimumSizeHint().width() - _GAP
        for group in (list(self._choices.values()), [self._report]):
            wide = sum(button.sizeHint().width() + 4 for button in group)
            for button in group:
                button.setVisible(wide <= room)
            room -= wide


class WaitRow(Box):
    """Say one kind of work that waits, with the act that leads to it."""

    def __init__(self, act: QAction) -> None:
        super().__init__("none")
        self._act = act
        self._sign = Sign("clock", "doubt", 18)
        self._what = ElidedText("", "body", weight=600)
        self._more = ElidedText("", "label", "ink2")
        self._button = Button.of(act, "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._what)
        words.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_wait(self, wait: Wait) -> None:
        """Show another kind of work."""
        words = wait_words(wait)
        self._sign.set_state(words.icon, words.tone)
        self._what.setText(words.what)
        self._more.setText(words.more)
        self._more.setVisible(bool(words.more))
        self._act.setText(words.act)
        self._act.setStatusTip(f"{words.act}: {words.what}")
        self._button.setAccessibleName(f"{words.act}: {words.what}")


class BoardWaiting(Card):
    """List what waits; each row leads to the room where it is done, by a digit too.

    Signals:
        led: the `Wait` of the row whose act was taken.
    """

    led = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(self.tr("Đang chờ"), dense=True)
        self._waits: tuple[Wait, ...] = ()
        self._count = Chip("", "doubt", bare=True)
        self.head.insertWidget(1, self._count)
        self._none = Text(self.tr("Không có việc nào đang chờ."), "label", "ink2", wrap=True)
        self.body.addWidget(self._none)
        self._rules: list[Rule] = []
        self._rows: list[WaitRow] = []
        self.acts: list[QAction] = []
        for number in range(1, MOST_KINDS + 1):
            act = make_action(owner, "", f"{number}")
            act.setVisible(False)
            act.setEnabled(False)
            act.triggered.connect(lambda _on=False, place=number - 1: self._lead(place))
            self.acts.append(act)
            self._rows.append(WaitRow(act))
            self._rules.append(Rule())
            self.body.addWidget(self._rules[-1])
            self.body.addWidget(self._rows[-1])
        self.body.addStretch(1)
        self.show_waits(())

    def show_waits(self, waits: tuple[Wait, ...]) -> None:
        """Show what waits now; rows that are the same are left alone."""
        for place, (rule, row, act) in enumerate(zip(self._rules, self._rows, self.acts, strict=True)):
            there = place < len(waits)
            row.setVisible(there)
            rule.setVisible(there and place > 0)
            act.setEnabled(there)
            act.setVisible(there)
            act.setShortcut(sequence_of(f"{place + 1}") if there else sequence_of(""))
            if there and (place >= len(self._waits) or self._waits[place] != waits[place]):
                row.show_wait(waits[place])
        self._waits = waits
        self._none.setVisible(not waits)
        self._count.setVisible(bool(waits))
        self._count.set_state(self.tr("{count} việc").format(count=len(waits)), "doubt")

    @property
    def waits(self) -> tuple[Wait, ...]:
        """Return what is listed."""
        return self._waits

    def buttons(self) -> list[QWidget]:
        """Give the rows that can be taken."""
        return [row for row in self._rows if row.isVisibleTo(self)]

    def _lead(self, place: int) -> None:
        if place < len(self._waits):
            self.led.emit(self._waits[place])
