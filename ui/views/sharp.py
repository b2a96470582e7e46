"""Scale a page well for the zoom in use, away from the window's thread."""

import itertools
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QPixmap

from ui.models.pause import pause_before

_REST_MS = 80
_BELOW = 0.75
_stamps = itertools.count(1)


@dataclass(frozen=True)
class _Scaled:
    stamp: int
    picture: QImage


class _Herald(QObject):
    """Bring the copies home to whoever still waits.

    One for all viewers, and never destroyed: a thread may tell it while the viewer that asked is being destroyed.
    """

    done = Signal(object)


@cache
def _herald() -> _Herald:
    return _Herald()


class _Scaling(QRunnable):
    def __init__(self, picture: QImage, size: QSize, stamp: int, herald: _Herald) -> None:
        super().__init__()
        self._picture, self._size, self._stamp, self._herald = picture, size, stamp, herald

    def run(self) -> None:
        """Scale the picture and tell it; the viewer may have gone meanwhile."""
        made = self._picture.scaled(
            self._size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._herald.done.emit(_Scaled(self._stamp, made))


class Sharpener(QObject):
    """Give a well scaled copy of a page 80 ms after the zoom came to rest.

    Signals:
        ready: the copy as a QPixmap, or None when the picture itself is sharp enough.
    """

    ready = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._scale = 1.0
        self._stamp = 0
        self._herald = _herald()
        self._herald.done.connect(self._take)
        self._rest = pause_before(self._ask, _REST_MS, self)

    def want(self, picture: QImage, scale: float) -> None:
        """Ask for a picture at a scale, screen px per picture px; a newer wish replaces it."""
        self._picture, self._scale = picture, scale
        self._stamp = next(_stamps)
        self._rest.start()

    def _ask(self) -> None:
        if self._picture.isNull() or self._scale >= _BELOW:
            self.ready.emit(None)
            return
        wanted = QSize(
            max(1, round(self._picture.width() * self._scale)),
            max(1, round(self._picture.height() * self._scale)),
        )
        job = _Scaling(self._picture, wanted, self._stamp, self._herald)
        QThreadPool.globalInstance().start(job)

    def _take(self, scaled: _Scaled) -> None:
        if scaled.stamp == self._stamp:
            self.ready.emit(QPixmap.fromImage(scaled.picture))
