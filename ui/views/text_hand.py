"""Choose words on a page as in a text: drag over them, press one twice, or go by the arrows; Ctrl+C copies them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from ui.models.page_words import NO_WORDS, Hit, PageWords
from ui.views.page_items import PageItem
from ui.views.words_item import WordsItem

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TextHand(QObject):
    """Hold the words of the page shown and which of them are chosen.

    Attributes:
        words: The words of the page.
        on: Dragging chooses words instead of moving the page, and arrows go from word to word.

    Signals:
        chosen: other words are chosen now, as their text; "" for none.
        switched: `on` is another now.
        moved: the word reached by key, as its rectangle in the scene, is to be brought into sight.
    """

    chosen = Signal(str)
    switched = Signal(bool)
    moved = Signal(object)

    def __init__(self, page: PageItem, parent: QObject) -> None:
        super().__init__(parent)
        self._item = WordsItem(page)
        self.words: PageWords = NO_WORDS
        self.on = False
        self._anchor: int | None = None
        self._caret: int | None = None
        self._dragging = False

    def set_words(self, words: PageWords) -> None:
        """Take the words of another page; nothing of it is chosen."""
        if words is not self.words:
            self.words = words
            self._item.show_hits(())
            self.clear()

    def show_hits(self, hits: "Sequence[Hit]", current: int = -1, *, bring: bool = False) -> None:
        """Show hits of the page shown; the current one is outlined, and brought into sight when asked."""
        self._item.show_hits([hit.boxes for hit in hits], current)
        if bring and 0 <= current < len(hits):
            self.moved.emit(self._item.scene_rect(hits[current].boxes[0]))

    def switch(self, *, on: bool) -> None:
        """Begin or end choosing by drag and by arrows; what is chosen stays until another is, or Esc."""
        if on != self.on:
            self.on = on
            if on and self._caret is None and len(self.words):
                self._anchor = self._caret = 0
                self._show()
            self.switched.emit(on)

    @property
    def text(self) -> str:
        """Return what is chosen, in reading order; "" for nothing."""
        return "" if self._anchor is None or self._caret is None else self.words.text(self._anchor, self._caret)

    @property
    def count(self) -> int:
        """Return how many words are chosen."""
        return 0 if self._anchor is None or self._caret is None else abs(self._anchor - self._caret) + 1

    def choose(self, first: int, last: int) -> None:
        """Choose the words from one to another."""
        self._anchor, self._caret = first, last
        self._show()

    def clear(self) -> None:
        """Choose nothing."""
        self._anchor = self._caret = None
        self._dragging = False
        self._show()

    def copy(self) -> None:
        """Put what is chosen into the clipboard."""
        if self.text:
            QGuiApplication.clipboard().setText(self.text)

    # -- mouse -------------------------------------------------------------------------------------------------------

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """Begin to choose at a point of the scene; False when the page is to be moved instead."""
        further = bool(modifiers & _SHIFT)
        near = self.words.near(*self._item.share_of(at)) if self.on or further else None
        if near is None:
            return False
        if not further or self._anchor is None:
            self._anchor = near
            self._caret = near if self.words.at(*self._item.share_of(at)) is not None else None
        else:
            self._caret = near
        self._dragging = True
        self._show()
        return True

    def drag(self, at: QPointF) -> bool:
        """Choose up to a point of the scene; False when nothing is being chosen."""
        if self._dragging:
            near = self.words.near(*self._item.share_of(at))
            if near is not None and near != self._caret:
                self._caret = near
                self._show()
        return self._dragging

    def release(self) -> bool:
        """End choosing; False when nothing was being chosen."""
        was, self._dragging = self._dragging, False
        return was

    def press_twice(self, at: QPointF) -> bool:
        """Choose the word at a point of the scene; False when there is none."""
        number = self.words.at(*self._item.share_of(at))
        if number is None:
            return False
        self.choose(number, number)
        return True

    # -- keys --------------------------------------------------------------------------------------------------------

    def wants(self, event: QKeyEvent) -> bool:
        """Tell whether a key is for the words now, before it is taken for a key of the screen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            return bool(self.text)
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return bool(len(self.words))
        if event.key() == Qt.Key.Key_Escape:
            return self.on or bool(self.text)
        plain = not event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)
        return self.on and bool(len(self.words)) and plain and event.key() in _MOVES

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the words; False when it is none of theirs."""
        if not self.wants(event):
            return False
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.choose(0, len(self.words) - 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.switch(on=False)
        else:
            self._go(Qt.Key(event.key()), further=bool(event.modifiers() & _SHIFT))
        return True

    def _go(self, key: Qt.Key, *, further: bool) -> None:
        here = self._caret if self._caret is not None else 0
        if key in _STEPS:
            here = min(max(0, here + _STEPS[key]), len(self.words) - 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            here = self.words.beside(here, 1 if key == Qt.Key.Key_Down else -1)
        else:
            here = self.words.line_end(here, 1 if key == Qt.Key.Key_End else -1)
        self.choose(self._anchor if further and self._anchor is not None else here, here)
        self.moved.emit(self._item.scene_rect(self.words.words[here].box))

    def _show(self) -> None:
        both = self._anchor is not None and self._caret is not None
        self._item.show_chosen(self.words.boxes(self._anchor or 0, self._caret or 0) if both else ())
        self.chosen.emit(self.text)
