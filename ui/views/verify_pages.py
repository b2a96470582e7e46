"""Draw pages of a file in any of its saved states, and find what changed between two of them."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from desk.jobs import Progress
from desk.ports import Desk
from ui.models.page_words import NO_WORDS, PageWords
from ui.models.verify import Checked
from ui.models.window import WindowModel
from ui.runner import Failure
from ui.views.changed_places import changed_places
from ui.views.pictures import PAGE_PX

KEPT = 12
"""Pages kept in memory: about 10 MB each."""

WORDS_PX, MOST_FOUND = 300, 300
"""Longer side of a page that is drawn for its words alone, and pages that are looked through at most."""

_PIECE = 1 << 20

_LINE = 0.026
"""Height of a line of text with its surroundings, 0-1 of an A4 page."""

_SHAPE = 5.2
"""Width of the cut by its height."""


@dataclass(frozen=True)
class Shown:
    """One page in one state of a file, with its words; the picture is null when it cannot be drawn."""

    picture: QImage
    pages: int
    words: PageWords = NO_WORDS


@dataclass(frozen=True)
class Place:
    """One place that looks different now: the page, where on it, and both pictures of it."""

    page: int
    rect: QRectF
    before: QImage
    now: QImage


class RevisionPages(QObject):
    """Fetch pages one at a time; a state of the file is its beginning, up to the end of a revision.

    Signals:
        came: a revision and a page are there now.
        places_came: what changed between the state signed last and the file as it is was found.
        words_came: the words of one more page of a revision are there.
        failed: a page cannot be drawn, with the `Failure`.
    """

    came = Signal(int, int)
    places_came = Signal()
    words_came = Signal(int)
    failed = Signal(object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._checked: Checked | None = None
        self._shown: dict[tuple[int, int], Shown | None] = {}
        self._words: dict[tuple[int, int], PageWords] = {}
        self._fetching: set[int] = set()
        self.places: list[Place] = []
        self.compared = False

    def show_file(self, checked: Checked | None) -> None:
        """Let go of the file before and take another."""
        self._checked, self.places, self.compared = checked, [], False
        self._shown.clear()
        self._words, self._fetching = {}, set()

    def get(self, revision: int, page: int) -> Shown | None:
        """Return a page if it has come, else ask for it and return None."""
        key = (revision, page)
        if key not in self._shown:
            self._shown[key] = None
            self._ask(revision, page)
        return self._shown[key]

    def words(self, revision: int) -> dict[int, PageWords]:
        """Return the words of the pages of a state that have come, by their number."""
        return {page: words for (state, page), words in self._words.items() if state == revision}

    def fetch_words(self, revision: int, count: int) -> None:
        """Fetch the words of all pages of a state, page by page, so that something can be found on them."""
        desk, checked = self._model.session.desk, self._checked
        missing = [page for page in range(1, min(count, MOST_FOUND) + 1) if (revision, page) not in self._words]
        if desk is None or checked is None or not missing or revision in self._fetching:
            return
        self._fetching.add(revision)

        def take(came: tuple[int, PageWords]) -> None:
            if checked is self._checked:
                self._words.setdefault((revision, came[0]), came[1])
                self.words_came.emit(revision)

        home = self._model.runner.homeward(take)

        def carry_out(progress: Progress) -> None:
            for page in missing:
                progress.check()
                if checked is not self._checked:
                    return
                home((page, _draw(desk, checked, revision, page, WORDS_PX).words))

        self._model.runner.work(carry_out, None, lambda _: None)

    def compare(self, pages: list[int], before: int, now: int) -> None:
        """Find what changed on some pages between two states."""
        desk, checked = self._model.session.desk, self._checked
        if desk is None or checked is None:
            return

        def carry_out(_progress: object) -> list[Place]:
            found = []
            for page in pages:
                first = _draw(desk, checked, before, page)
                second = _draw(desk, checked, now, page)
                there = first.picture if page <= first.pages else QImage()
                here = second.picture if page <= second.pages else QImage()
                found += [_place(page, rect, there, here) for rect in changed_places(there, here)]
            return found

        self._model.runner.work(carry_out, lambda places: self._compared(checked, places), lambda _: None)

    def _ask(self, revision: int, page: int) -> None:
        desk, checked = self._model.session.desk, self._checked
        if desk is None or checked is None:
            return
        self._model.runner.work(
            lambda _progress: _draw(desk, checked, revision, page),
            lambda shown: self._take(checked, revision, page, shown),
            lambda failure: self._not_drawn(checked, revision, page, failure),
        )

    def _take(self, checked: Checked, revision: int, page: int, shown: Shown) -> None:
        if checked is not self._checked:
            return
        self._shown[revision, page] = shown
        self._words[revision, page] = shown.words
        kept = [key for key, one in self._shown.items() if one is not None]
        for key in kept[:-KEPT]:
            del self._shown[key]
        self.came.emit(revision, page)

    def _not_drawn(self, checked: Checked, revision: int, page: int, failure: Failure) -> None:
        if checked is self._checked:
            self._shown[revision, page] = Shown(QImage(), 0)
            self.failed.emit(failure)

    def _compared(self, checked: Checked, places: list[Place]) -> None:
        if checked is self._checked:
            self.places, self.compared = places, True
            self.places_came.emit()


def _draw(desk: Desk, checked: Checked, revision: int, page: int, side_px: int = PAGE_PX) -> Shown:
    """Draw one page of one state; called on a thread of the runner."""
    source = checked.copy
    end = checked.end_of(revision)
    if end < checked.size:
        source = checked.copy.with_name(f"r{revision}.pdf")
        if not source.is_file():
            _copy_beginning(checked.copy, end, source)
    out = source.with_name(f"{uuid.uuid4().hex}.png")
    try:
        drawn = desk.reader.draw(source, page, out, side_px)
        words = PageWords.of(drawn.words, drawn.image.width_px, drawn.image.height_px)
        return Shown(QImage(str(out)), drawn.pages, words)
    finally:
        out.unlink(missing_ok=True)


def _copy_beginning(file: Path, end: int, out: Path) -> None:
    part = out.with_suffix(f".{uuid.uuid4().hex[:8]}")
    with file.open("rb") as whole, part.open("wb") as beginning:
        while end > 0 and (piece := whole.read(min(_PIECE, end))):
            beginning.write(piece)
            end -= len(piece)
    part.replace(out)


def _place(page: int, rect: QRectF, before: QImage, now: QImage) -> Place:
    return Place(page, rect, _cut(before, rect), _cut(now, rect))


def _cut(picture: QImage, rect: QRectF) -> QImage:
    """Cut a place with what stands around it, more at its left, in the shape of a line of text."""
    if picture.isNull():
        return picture
    tall = max(rect.height() + 0.006, _LINE)
    wide = min(1.0, max(rect.width() + 0.02, tall * picture.height() / picture.width() * _SHAPE))
    left = rect.center().x() - wide * 0.6 if wide > rect.width() + 0.03 else rect.center().x() - wide / 2
    left = min(max(0.0, left), 1 - wide)
    top = min(max(0.0, rect.center().y() - tall / 2), max(0.0, 1 - tall))
    return picture.copy(
        round(left * picture.width()), round(top * picture.height()),
        round(wide * picture.width()), round(min(1.0, tall) * picture.height()),
    )  # fmt: skip
