"""The command palette (bảng lệnh, Ctrl+K): type a few letters, Enter does what is marked, Esc goes back."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.palette import Offer, Palette, Row, Value
from ui.models.pause import pause_before
from ui.models.window import WindowModel
from ui.views.overlay import Overlay
from ui.views.palette_list import PaletteList, PaletteRows
from ui.views.palette_words import offers_of
from ui.views.parts.banner import announce
from ui.views.parts.card import Rule
from ui.views.parts.field import Line
from ui.views.parts.keys import KeyCap
from ui.views.parts.rail import Room
from ui.views.parts.text import ElidedText, Text
from ui.views.screen import Screen
from ui.views.theme import theme

WIDE_PX, TALL_PX, TOP_PX, EDGE_PX = 640, 480, 84, 12
"""The sheet's size and how far below the window's top it stands, in px at 100 %; the least air around it."""

PAGE = 8
"""Rows that Page Up and Page Down pass over."""

ANNOUNCE_MS = 500
"""How long the typing rests before the number of finds is said."""

_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: PAGE, Qt.Key.Key_PageUp: -PAGE,
}  # fmt: skip
_CTRL = Qt.KeyboardModifier.ControlModifier


class PaletteLine(Line):
    """The palette's field; a word that an input method still composes is looked for as it stands.

    Signals:
        typed: what stands in the field, with what is being composed.
        stepped: so many rows down, up when negative.
        entered: Enter was pressed.
        left: Ctrl+K was pressed again.
    """

    typed = Signal(str)
    stepped = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(role="heading", icon="search")
        self._composed = ""
        self.textChanged.connect(lambda _: self._tell())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take a composed word into account before it is committed."""
        self._composed = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows move the mark; Enter alone does it, Ctrl+Enter nothing."""
        key, held = event.key(), event.modifiers()
        if key in _STEPS and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not held & ~Qt.KeyboardModifier.KeypadModifier and not event.isAutoRepeat():
                self.entered.emit()
        elif key == Qt.Key.Key_K and held == _CTRL:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _tell(self) -> None:
        place = self.cursorPosition()
        text = self.text()
        self.typed.emit(text[:place] + self._composed + text[place:])


class PaletteOverlay(Overlay):
    """Lie over any screen; the first row is marked until a key moves the mark, and then that row stays marked."""

    def __init__(self, window: QWidget, model: WindowModel, file: Path | None = None) -> None:
        super().__init__(window)
        self.call(self.tr("Bảng lệnh"))
        self._model = model
        self.offered = Palette(model, file, self)
        self._by_hand = self._entering = False
        self.rows = PaletteRows(self.offered, model, self)
        self._build()
        self._speak = pause_before(self._say_count, ANNOUNCE_MS, self)
        self.offered.changed.connect(self._refresh)
        self.offered.settled.connect(self._settled)

    def _build(self) -> None:
        self.line = PaletteLine()
        self.line.setAccessibleName(self.tr("Gõ việc, phòng, tên người, mã hồ sơ hoặc thủ tục"))
        self.line.setPlaceholderText(self.tr("Việc, phòng, tên người, mã hồ sơ, thủ tục…"))
        self.line.typed.connect(self._typed)
        self.line.stepped.connect(self._step)
        self.line.entered.connect(self._enter)
        self.line.left.connect(self.go)
        self.list = PaletteList()
        self.list.setAccessibleName(self.tr("Kết quả"))
        self.list.setModel(self.rows)
        self.list.clicked.connect(lambda index: self._take(self.rows.row(index.row())))
        self._count = ElidedText("", "caption", "ink2")
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._count, 1)
        for key, words in (("Return", self.tr("làm")), ("Up", ""), ("Down", self.tr("chọn")), ("Esc", self.tr("đóng"))):
            foot.addWidget(KeyCap(key))
            if words:
                foot.addWidget(Text(words, "caption", "ink2"))
        self.sheet.set_padding(theme().px(EDGE_PX))
        self.sheet.body.addWidget(self.line)
        self.sheet.body.addWidget(self.list, 1)
        self.sheet.body.addWidget(Rule())
        self.sheet.body.addLayout(foot)

    def open(self, screen: Screen | None, name: str, acts: list[QAction], rooms: tuple[Room, ...]) -> None:
        """Come with the acts of the screen as it stands, those of the window and the rooms.

        Args:
            screen: The screen shown, or None.
            name: Its name in the program.
            acts: The acts of the window.
            rooms: The rooms of the rail, in their order.
        """
        self._by_hand = self._entering = False
        self.line.clear()
        self.offered.open(offers_of(screen, name, acts, rooms, self._model))
        self.come(self.line)
        self._speak.start()

    def follow(self, screen: Screen, name: str, acts: list[QAction], rooms: tuple[Room, ...]) -> None:
        """Offer the acts of another screen that came below; what is typed stays."""
        self.offered.offer(offers_of(screen, name, acts, rooms, self._model))

    def place(self) -> None:
        """Stand below the top bar in the middle; on a small window take all but an edge."""
        now = theme()
        edge = now.px(EDGE_PX)
        wide = min(now.px(WIDE_PX), self.width() - 2 * edge)
        tall = min(now.px(TALL_PX), self.height() - 2 * edge)
        top = min(now.px(TOP_PX), self.height() - tall - edge)
        self.keep_inside((self.width() - wide) // 2, top, wide, tall)

    # -- typing ----------------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._by_hand = self._entering = False
        self.offered.ask(text)
        self._speak.start()

    def _refresh(self) -> None:
        here = self.marked()
        before: Value | None = here.value if here is not None and self._by_hand else None
        self.rows.refresh()
        rows = range(self.rows.rowCount())
        same = next((n for n in rows if (row := self.rows.row(n)) is not None and row.value == before), None)
        first = next((n for n in rows if self.rows.row(n) is not None), 0)
        self._mark(first if same is None else same)
        total = len(self.offered.rows)
        words = self.tr("{count} kết quả").format(count=total) if self.offered.words else self.tr("{count} việc và nơi")
        self._count.setText(words.format(count=total))

    def marked(self) -> Row | None:
        """Return the row that is marked."""
        return self.rows.row(self.list.currentIndex().row())

    def _mark(self, line: int) -> None:
        index = self.rows.index(line)
        self.list.setCurrentIndex(index)
        if self.rows.row(line - 1) is None and line:
            self.list.scrollTo(self.rows.index(line - 1))  # the head of a group comes into sight with its first row
        self.list.scrollTo(index)

    def _step(self, by: int) -> None:
        """Move the mark over so many rows; heads are passed over, and the ends hold."""
        here, way = self.list.currentIndex().row(), 1 if by > 0 else -1
        lines = [n for n in range(self.rows.rowCount()) if self.rows.row(n) is not None]
        if not lines:
            return
        place = lines.index(here) if here in lines else -way
        wanted = lines[max(0, min(len(lines) - 1, place + by))]
        self._by_hand, self._entering = True, False
        self._mark(wanted)
        announce(self.list, str(self.rows.index(wanted).data()))

    def _say_count(self) -> None:
        if self.isVisible():
            first = self.list.currentIndex()
            told = str(first.data()) if first.isValid() else ""
            announce(self.list, f"{self._count.text()}. {told}".strip())

    # -- doing -----------------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        """Do what is marked; a name typed quickly waits for the desk's answer, an act that stands there does not."""
        marked = self.marked()
        if self.offered.waiting and not self._by_hand and marked is not None and not isinstance(marked.value, Offer):
            self._entering = True
        else:
            self._take(marked)

    def _settled(self) -> None:
        if self._entering and self.isVisible():
            self._entering = False
            self._take(self.marked())

    def _take(self, row: Row | None) -> None:
        if row is not None:
            self.go()
            self.offered.take(row)
