"""Find words on the paper shown (Ctrl+F): hits on every page, n of m, the next one by Enter."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.models.page_words import LEAST, Hit, PageWords
from ui.views.parts.banner import announce
from ui.views.parts.button import Button
from ui.views.parts.card import Box
from ui.views.parts.field import Line
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.viewer import PageViewer

_PAUSE_MS = 120
_LINE_WIDE = 280
_STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FindLine(Line):
    """Take words; Enter and the arrows go from hit to hit here, and Esc ends the finding alone.

    Signals:
        stepped: 1 for the next hit, -1 for the one before.
        left: Esc was pressed.
    """

    stepped = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Enter, the arrows and Esc from the screen."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() in (*_STEPS, Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from hit to hit, or type."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-step if back else step)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(Box):
    """Look for words on all pages of a paper and show where they stand; hidden until it is asked for.

    Signals:
        page_wanted: the place of the page whose hit is to be shown.
        opened: the words of pages not shown yet are wanted now.
    """

    page_wanted = Signal(int)
    opened = Signal()

    def __init__(self, viewer: PageViewer, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._viewer = viewer
        self._pages: Mapping[int, PageWords] = {}
        self._page = 0
        self._hits: list[Hit] = []
        self._at = -1
        self._led = False
        self._told = ""
        self.line = FindLine(icon="search")
        self.line.setAccessibleName(self.tr("Chữ cần tìm trên giấy, có dấu hay không dấu"))
        self.line.setPlaceholderText(self.tr("Tìm trên giấy này"))
        self.line.stepped.connect(self.step)
        self.line.left.connect(self.close_bar)
        self._count = Text("", "label", "ink2", weight=600)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.line.textChanged.connect(lambda _: self._pause.start())
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        self.line.setMaximumWidth(_LINE_WIDE)
        row.addWidget(self.line, 1)
        row.addWidget(self._count)
        self._before = make_action(self, self.tr("Chỗ trước"), "Alt+F3", "arrow-left", "tool")
        self._next = make_action(self, self.tr("Chỗ kế"), "F3", "arrow-right", "tool")
        self._end = make_action(self, self.tr("Thôi tìm"), "", "cross", "tool")
        for act in (self._before, self._next, self._end):
            row.addWidget(Button.of(act, "small"))
        row.addStretch(1)
        self._before.triggered.connect(lambda: self.step(-1))
        self._next.triggered.connect(lambda: self.step(1))
        self._end.triggered.connect(self.close_bar)

    # -- what is looked at -------------------------------------------------------------------------------------------

    def show_paper(self, pages: Mapping[int, PageWords]) -> None:
        """Take the words of another paper's pages, by their place; what was looked for is looked for in it."""
        self._pages = pages
        self._look(lead=False)

    def show_page(self, place: int) -> None:
        """Tell which page the viewer shows now: its hits are marked on it."""
        self._page = place
        self._viewer.text.set_words(self._pages.get(place, self._viewer.text.words))
        self._mark(bring=True)

    @property
    def hits(self) -> list[Hit]:
        """Return all hits, in the order of the pages."""
        return self._hits

    @property
    def told(self) -> str:
        """Return what is told of the hits: «2 / 7»."""
        return self._count.text()

    # -- finding -----------------------------------------------------------------------------------------------------

    def open_bar(self, words: str = "", *, focus: bool = True) -> None:
        """Show the bar; `words` are looked for at once, as those a paper was found by."""
        if words:
            self.line.setText(words)
        self._led = False
        self.show()
        if focus:
            self.line.setFocus()
            self.line.selectAll()
        self.opened.emit()
        self._look()

    def close_bar(self) -> None:
        """Hide the bar and take the marks away; the keyboard goes back to the page."""
        had = self.line.hasFocus()
        self._pause.stop()
        self._hits, self._at = [], -1
        self.hide()
        self._mark()
        if had:
            self._viewer.setFocus()

    def forget(self) -> None:
        """End the finding with the paper it was for."""
        self.line.clear()
        self._pages = {}
        self.close_bar()

    def step(self, by: int) -> None:
        """Go to the next hit or the one before, round the ends."""
        if self._pause.isActive():
            self._look()
        elif self._hits:
            self._go((self._at + by) % len(self._hits))

    def _look(self, *, lead: bool = True) -> None:
        self._pause.stop()
        if self.isHidden():
            return
        before = self._hits[self._at] if 0 <= self._at < len(self._hits) else None
        words = self.line.text()
        self._hits = [hit for place in sorted(self._pages) for hit in self._pages[place].find(words, place)]
        self._at = self._hits.index(before) if before in self._hits else -1
        first = next((n for n, hit in enumerate(self._hits) if hit.page >= self._page), 0 if self._hits else -1)
        if self._at < 0 and first >= 0 and (lead or not self._led):
            self._led = True  # words that come later lead nobody away from where they look by then
            self._go(first)
        else:
            self._mark()

    def _go(self, number: int) -> None:
        self._at = number
        place = self._hits[number].page
        if place != self._page:
            self.page_wanted.emit(place)
        self._mark(bring=True)

    def _mark(self, *, bring: bool = False) -> None:
        here = [hit for hit in self._hits if hit.page == self._page]
        current = self._hits[self._at] if 0 <= self._at < len(self._hits) else None
        self._viewer.text.show_hits(here, here.index(current) if current in here else -1, bring=bring)
        for act in (self._before, self._next):
            act.setEnabled(bool(self._hits))
        if self._hits:
            at = str(self._at + 1) if self._at >= 0 else "–"
            self._count.setText(self.tr("{at} / {count} chỗ").format(at=at, count=len(self._hits)))
        else:
            short = len(self.line.text().strip()) < LEAST
            self._count.setText("" if short else self.tr("Không có trên giấy này"))
        if self._count.text() and self._count.text() != self._told:
            announce(self.line, self._count.text())
        self._told = self._count.text()
        self.line.set_state("doubt" if self._count.text() and not self._hits else "plain")
