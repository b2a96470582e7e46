"""Act once after a pause: events or letters that come close together cause one look."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def pause_before(act: Callable[[], object], pause_ms: int, parent: QObject) -> QTimer:
    """Make a timer that acts once when it was started and then left alone for a pause; each start begins it anew."""
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(pause_ms)
    made.timeout.connect(act)
    return made
