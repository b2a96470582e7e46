"""Notice when nobody is at the desk: no key, no mouse, no touch for some minutes."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

_SIGNS = {
    QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
}  # fmt: skip


class IdleWatch(QObject):
    """Watch the windows of the program, not its widgets: the system's own events are few, those of widgets are many.

    Signals:
        fell: nothing was done for as long as was waited.
    """

    fell = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[QWindow] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.fell)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    @property
    def minutes(self) -> int:
        """Return how long is waited, 0 for never."""
        return self._timer.interval() // 60_000 if self._timer.isActive() else 0

    def wait(self, minutes: int) -> None:
        """Wait for so many minutes of nothing from now on; 0 waits for nothing."""
        if minutes and self.minutes != minutes:
            self._timer.start(minutes * 60_000)
        elif not minutes:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin anew at each sign of somebody."""
        if self._timer.isActive() and event.type() in _SIGNS:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched = [*self._watched[-8:], window]
            window.removeEventFilter(self)
            window.installEventFilter(self)
