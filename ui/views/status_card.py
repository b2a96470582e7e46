"""The card of a state of the status bar: how it stands, since when, and a button that really tests it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desk.model.deadline import VIETNAM
from ui.models.window import WindowModel
from ui.views.bars import StatusBar
from ui.views.icons import TONE_ICON, draw_icon
from ui.views.overlay import SHADOW_PX, Overlay
from ui.views.parts.banner import announce
from ui.views.parts.button import Button
from ui.views.parts.chip import Chip
from ui.views.parts.keys import KeyCap
from ui.views.parts.paint import painter_for
from ui.views.parts.text import Text, TextTone
from ui.views.status_cards import STATES, CardFacts, card_of
from ui.views.status_words import Told
from ui.views.theme import theme
from ui.views.tokens import Tone

WIDE_PX, GAP_PX, _ICON_PX = 480, 6, 14
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TONES: dict[Tone, TextTone] = {"plain": "ink2", "accent": "accent", "ok": "ok", "doubt": "doubt", "seal": "seal"}


class _PartLine(QWidget):
    """Say one part in its words, with the icon and the colour of its tone."""

    def __init__(self, words: str, tone: Tone) -> None:
        super().__init__()
        self._tone: Tone = tone
        row = QHBoxLayout(self)
        row.setContentsMargins(theme().px(_ICON_PX) + 8, 0, 0, 0)
        row.addWidget(Text(words, "label", _TONES[tone], wrap=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon beside the first line."""
        del event
        now = theme()
        painter = painter_for(self)
        side = now.px(_ICON_PX)
        top = (now.line_px("label") - side) / 2
        draw_icon(painter, TONE_ICON[self._tone], QPointF(0, top), now.tone(self._tone)[0], side)
        painter.end()


class StatusCard(Overlay):
    """Stand above the state it is about; the left and right arrows lead to the next one."""

    def __init__(self, window: QWidget, bar: StatusBar, model: WindowModel) -> None:
        super().__init__(window)
        self._bar, self._model = bar, model
        self.state = "scanner"
        self._facts: CardFacts | None = None
        self._parts_shown: tuple[Told, ...] | None = None
        self._tested = False
        self._build()
        model.status.changed.connect(self._refresh)

    def _build(self) -> None:
        self._title = Text("", "heading")
        self._chip = Chip("")
        self._parts = QVBoxLayout()
        self._parts.setSpacing(4)
        self._below = Text("", "label", "ink2", wrap=True)
        self._at = Text("", "caption", "ink3")
        self.test = Button("", "soft", icon="refresh", key="Return", size="small")
        self.test.clicked.connect(self._run_test)
        self.room = Button("", "secondary", icon="arrow-right", size="small")
        self.room.clicked.connect(self._go_to_room)
        self.shut = Button(self.tr("Đóng"), "tool", icon="cross", key="Esc", size="small")
        self.shut.clicked.connect(self.go)
        for button in (self.test, self.room, self.shut):
            button.installEventFilter(self)
        self._lay_out()

    def _lay_out(self) -> None:
        head, foot, acts = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        head.addWidget(self.shut)
        foot.setSpacing(6)
        foot.addWidget(self._at, 1)
        for key in ("Left", "Right"):
            foot.addWidget(KeyCap(key))
        foot.addWidget(Text(self.tr("mục bên"), "caption", "ink2"))
        acts.setSpacing(8)
        acts.addWidget(self.test)
        acts.addWidget(self.room)
        acts.addStretch(1)
        body = self.sheet.body
        body.addLayout(head)
        body.addLayout(self._parts)
        body.addWidget(self._below)
        body.addLayout(foot)
        body.addLayout(acts)

    def open(self, state: str) -> None:
        """Come with the card of a state: scanner, token, network, deliveries or unsaved."""
        if self.isVisible():
            self.shut.setFocus()  # the one button that every card has: no other is hidden with the keyboard on it
        self.state, self._facts, self._parts_shown, self._tested = state, None, None, False
        self.show_facts(card_of(state, self._model))
        stops = (self.test, self.room, self.shut)
        self.come(next(one for one in stops if not one.isHidden() and one.isEnabled()))
        announce(self.sheet, self.sheet.accessibleName())

    def show_facts(self, facts: CardFacts) -> None:
        """Show how a state stands."""
        before, self._facts = self._facts, facts
        words, tone = facts.told
        self._title.setText(facts.title)
        self._chip.set_state(words, tone, facts.icon if tone in ("plain", "ok") else TONE_ICON[tone])
        if facts.parts != self._parts_shown:
            self._parts_shown = facts.parts
            self._fill(facts.parts)
        self._below.setText(facts.below)
        self._below.setVisible(bool(facts.below))
        self._at.setText(self._since(facts))
        self.test.setVisible(facts.test is not None)
        self.test.set_words(facts.test[0] if facts.test is not None else "")
        self.test.set_busy(busy=facts.looking)
        self.room.setVisible(facts.room is not None)
        self.room.set_words(facts.room[0] if facts.room is not None else "")
        self.call(". ".join((facts.title, words, *(part for part, _ in facts.parts), facts.below)))
        if self.isVisible():
            self.place()
            if self._tested and before is not None and before.looking and not facts.looking:
                self._tested = False
                announce(self.sheet, self.sheet.accessibleName())

    def place(self) -> None:
        """Stand above the state in the status bar."""
        wide = min(theme().px(WIDE_PX), self.width() - 8)
        around = 2 * SHADOW_PX
        self.sheet.body.invalidate()
        body = self.sheet.body
        whole = body.totalHeightForWidth(wide + around) if body.hasHeightForWidth() else body.totalSizeHint().height()
        tall = min(whole - around, self.height() - 8)
        at = self._bar.item(self.state).mapTo(self._window, QPoint(0, 0))
        bar = self._bar.mapTo(self._window, QPoint(0, 0))
        self.keep_inside(at.x(), bar.y() - tall - theme().px(GAP_PX), wide, tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next state by an arrow; Enter presses what has the focus."""
        key, focus = event.key(), QApplication.focusWidget()
        if key in _ARROWS:
            self._step(_ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QAbstractButton) and not event.isAutoRepeat():
                focus.click()
        elif key == Qt.Key.Key_F10:
            self.go()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the arrows before a button does, which would only move the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ARROWS:
            self._step(_ARROWS[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        self.open(STATES[(STATES.index(self.state) + by) % len(STATES)])

    def _refresh(self) -> None:
        if self.isVisible():
            self.show_facts(card_of(self.state, self._model))

    def _since(self, facts: CardFacts) -> str:
        if facts.looking:
            return self.tr("Đang thử…")
        if facts.at is None:
            return self.tr("Chưa thử lần nào") if facts.test is not None and self.state != "deliveries" else ""
        return self.tr("Thử lúc {time}").format(time=f"{facts.at.astimezone(VIETNAM):%H:%M:%S}")

    def _fill(self, parts: tuple[Told, ...]) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for words, tone in parts:
            line = _PartLine(words, tone)
            self._parts.addWidget(line)
            line.show()  # at once: the sheet is measured before Qt would show it

    def _run_test(self) -> None:
        if self._facts is not None and self._facts.test is not None and not self._facts.looking:
            self._tested = True
            self._facts.test[1]()
            self._refresh()

    def _go_to_room(self) -> None:
        room = self._facts.room if self._facts is not None else None
        if room is not None:
            self.go()
            self._model.go(room[1])
