"""The acts that can be taken back (hoàn tác), newest last."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class Act:
    """One act done, in words, and what takes it back; None = it cannot be taken back."""

    words: str
    undo: Callable[[], None] | None


class History(QObject):
    """Remember the acts of this sitting.

    Signals:
        done: an `Act` just done, to be told at the left of the action bar.
        undone: the `Act` that was taken back.
    """

    done = Signal(object)
    undone = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acts: list[Act] = []
        self._lent: Callable[[], bool] | None = None

    def lend(self, undo: Callable[[], bool] | None) -> None:
        """Let Ctrl+Z be that of a screen whose acts the office keeps, while it is shown; None takes it back."""
        self._lent = undo

    def add(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Tell an act; with `undo` it can be taken back."""
        act = Act(words, undo)
        if undo is not None:
            self._acts.append(act)
        self.done.emit(act)

    def undo(self) -> bool:
        """Take the newest act back; False when there is none."""
        if self._lent is not None:
            return self._lent()
        if not self._acts:
            return False
        act = self._acts.pop()
        if act.undo is not None:
            act.undo()
        self.undone.emit(act)
        return True

    def forget(self) -> None:
        """Let go of all acts, as for the next citizen: one citizen's acts are not undone before another's eyes."""
        self._acts.clear()

    @property
    def depth(self) -> int:
        """Return how many acts can be taken back."""
        return len(self._acts)
