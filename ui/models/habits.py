"""What this desk does by itself (thói quen của quầy): kept beside the look, changed at run time."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.models.look import Habits, read_habits, write_habits
from ui.models.session import SessionModel
from ui.runner import Runner


class HabitsModel(QObject):
    """Hold the habits and keep each change; without a file they last this sitting.

    Attributes:
        now: The habits as they are.

    Signals:
        changed: they are others now.
    """

    changed = Signal()

    def __init__(
        self, runner: Runner, session: SessionModel, file: Path | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._session, self._file = runner, session, file
        self.now = read_habits(file) if file is not None else Habits()
        session.changed.connect(self._note_who)

    def show_citizen(self, *, on: bool) -> None:
        """Open the citizen's screen, or close it."""
        self._change(replace(self.now, citizen=on))

    def lock_after(self, minutes: int) -> None:
        """Lock the screen after so many minutes without a key or the mouse; 0 for never."""
        self._change(replace(self.now, lock=minutes))

    def _note_who(self) -> None:
        who = self._session.who
        if who is not None and who.officer.login != self.now.login:
            self._change(replace(self.now, login=who.officer.login))

    def _change(self, habits: Habits) -> None:
        if habits == self.now:
            return
        self.now = habits
        file = self._file
        if file is not None:
            self._runner.ask(lambda: write_habits(file, habits))
        self.changed.emit()
