"""Fetch the two pictures of each page that is compared, decoded and drawn away from the window's thread."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from desk.ports import Desk
from ui.models.compared import Compared, drawn_page
from ui.models.window import WindowModel
from ui.runner import Failure
from ui.views.changed_places import changed_places
from ui.views.pictures import PAGE_PX, load_picture, upright_turn

KEPT = 3
"""Pairs kept in memory: the one shown and its neighbours."""

_NEAR = 0.03
"""Changed places no further apart than this share of the page are outlined as one, such as the lines of a text."""


@dataclass(frozen=True)
class Pair:
    """The same page of both papers; a null picture where there is none, and where they differ, 0-1 of the page."""

    original: QImage
    copy: QImage
    zones: list[QRectF] = field(default_factory=list)


class Pairs(QObject):
    """Keep the pairs of one comparison; each is asked for once.

    Signals:
        came: the place of a page whose pair is there now.
        failed: the place of a page that could not be drawn, and the `Failure`.
    """

    came = Signal(int)
    failed = Signal(int, object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._compared: Compared | None = None
        self._pairs: dict[int, Pair] = {}
        self._asked: set[int] = set()

    def start(self, compared: Compared | None) -> None:
        """Begin with other papers; what was fetched is let go."""
        self._compared = compared
        self._pairs, self._asked = {}, set()

    def get(self, place: int) -> Pair | None:
        """Return a pair if it has come, else ask for it."""
        found = self._pairs.get(place)
        if found is None:
            self.ask(place)
        return found

    def ask(self, place: int) -> None:
        """Ask for the pair of a page, as of a neighbour of the page shown."""
        compared, desk = self._compared, self._model.session.desk
        there = compared is not None and 0 < place <= compared.total
        if compared is None or desk is None or not there or place in self._asked or place in self._pairs:
            return
        self._asked.add(place)

        def take(pair: Pair) -> None:
            if compared is self._compared:
                self._asked.discard(place)
                self._pairs[place] = pair
                while len(self._pairs) > KEPT:
                    self._pairs.pop(max(self._pairs, key=lambda other: abs(other - place)))
                self.came.emit(place)

        def fail(failure: Failure) -> None:
            if compared is self._compared:
                self._asked.discard(place)
                self.failed.emit(place, failure)

        self._model.runner.work(lambda _p: load_pair(desk, compared, place), take, fail)


def load_pair(desk: Desk, compared: Compared, place: int) -> Pair:
    """Load both pictures of a page and find where they differ; called on a thread of the runner."""
    page = compared.original(place)
    original = QImage() if page is None else load_picture(desk.store.path(page.digest), PAGE_PX, upright_turn(page))
    copy = load_picture(drawn_page(desk, compared, place), PAGE_PX) if place <= compared.pages else QImage()
    if original.isNull() or copy.isNull():
        return Pair(original, copy)
    zones = changed_places(original, copy)
    whole = [QRectF(0, 0, 1, 1)]
    return Pair(original, copy, [] if zones == whole else joined(zones))


def joined(zones: list[QRectF]) -> list[QRectF]:
    """Join places that lie near each other, largest first."""
    left = list(zones)
    found: list[QRectF] = []
    while left:
        one = left.pop()
        grown = True
        while grown:
            wide = one.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)
            near = [other for other in left if wide.intersects(other)]
            left = [other for other in left if other not in near]
            for other in near:
                one = one.united(other)
            grown = bool(near)
        found.append(one)
    return sorted(found, key=lambda zone: -zone.width() * zone.height())
