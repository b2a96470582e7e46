"""Taking back and doing again by key, and the line that tells the last act, whichever screen is shown."""

from PySide6.QtCore import QObject

from ui.models.history import Act
from ui.models.window import WindowModel
from ui.views.frame import Frame
from ui.views.parts.keys import make_action

OFFICE_ROOM = "settings"
COUNTER_DEEDS, OFFICE_DEEDS = "counter.deeds", "settings.deeds"


class UndoKeys(QObject):
    """Hold Ctrl+Y and Ctrl+H, and tell of acts at the left of the action bar.

    Attributes:
        redo_act: does again what was taken back last.
        deeds_act: shows what was done in the dossier, or in the settings what was done to them.
    """

    def __init__(self, window: Frame, model: WindowModel) -> None:
        super().__init__(window)
        self._window, self._model, self._history = window, model, model.history
        self.redo_act = make_action(window, self.tr("Làm lại việc vừa hoàn tác"), "Ctrl+Y")
        self.redo_act.setAutoRepeat(False)
        self.redo_act.triggered.connect(lambda: self._history.redo())
        self.deeds_act = make_action(window, self.tr("Các việc đã làm"), "Ctrl+H", "history")
        self.deeds_act.setAutoRepeat(False)
        self.deeds_act.triggered.connect(self._show_deeds)
        window.undo_act.triggered.connect(lambda: self._history.undo())
        window.undo_act.setAutoRepeat(False)
        history = self._history
        history.done.connect(self._tell_done)
        history.undone.connect(self._tell_undone)
        history.redone.connect(self._tell_redone)
        history.last.connect(self._tell_last)
        history.nothing.connect(self._tell_nothing)
        history.final.connect(self._tell_final)
        history.changed.connect(self._refresh)
        model.session.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        inside = self._model.session.who is not None
        self.redo_act.setEnabled(inside and not self._history.lent)
        self.deeds_act.setEnabled(inside)

    def _show_deeds(self) -> None:
        room = (self._window.screen_name() or "").partition(".")[0]
        self._window.show_screen(OFFICE_DEEDS if room == OFFICE_ROOM else COUNTER_DEEDS)

    def _tell_done(self, act: Act) -> None:
        self._window.action_bar.undo.show_act(act.words, can_undo=act.back)

    def _tell_undone(self, act: Act) -> None:
        words = self.tr("Đã hoàn tác: {act}").format(act=act.words)
        self._window.action_bar.undo.show_act(words, can_undo=self._history.depth > 0, icon="undo")

    def _tell_redone(self, act: Act) -> None:
        self._window.action_bar.undo.show_act(self.tr("Đã làm lại: {act}").format(act=act.words))

    def _tell_last(self, act: Act) -> None:
        words = self.tr("Việc gần nhất: {act}").format(act=act.words)
        self._window.action_bar.undo.show_act(words, icon="history")

    def _tell_nothing(self, way: str) -> None:
        words = {
            "undo": self.tr("Không còn việc nào để hoàn tác"), "redo": self.tr("Không có việc nào để làm lại"),
            "fixed": self.tr("Số đã cấp và chữ ký không hoàn tác được"),
        }[way]  # fmt: skip
        self._window.action_bar.undo.show_act(words, can_undo=False, icon="info")

    def _tell_final(self, act: str) -> None:
        words = self.tr("Không hoàn tác được: {act}").format(act=act)
        self._window.action_bar.undo.show_act(words, can_undo=self._history.depth > 0, icon="info")
