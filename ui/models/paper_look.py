"""Looking at a paper (xem giấy): its pages with their words, and beside them the other papers of its dossier."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desk.model.paper import Page, Stage
from desk.ports import Desk
from desk.work.counter import Paper, paper
from ui.models.page_words import PageWords
from ui.models.window import WindowModel
from ui.runner import Failure


class PaperLook(QObject):
    """Hold the papers that are shown and which page of them is looked at.

    Attributes:
        papers: The papers of the dossier at the counter in the order of its components, or the one paper alone when
            it is of another.
        document: The paper that is looked at, 0 for none.
        page: The page that is looked at, None for none.

    Signals:
        changed: something of the above is another now.
        failed: the `Failure` that kept the papers from being shown.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, window: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._asked = 0
        self._words: dict[int, tuple[Page, PageWords]] = {}
        self.papers: list[Paper] = []
        self.document = 0
        self.page: Page | None = None
        window.counter.changed.connect(self._counter_changed)

    def open(self, document: int) -> None:
        """Look at the first page of a paper."""
        self.papers, self.page, self._words = [], None, {}
        self.document = document
        self.changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read the papers again; the page that is looked at stays so where it is still there."""
        desk, document = self._window.session.desk, self.document
        if desk is None or not document:
            return
        self._asked += 1
        number, ids = self._asked, self._of_dossier() or [document]

        def came(papers: list[Paper]) -> None:
            if number == self._asked:
                self._take(papers)

        def fail(failure: Failure) -> None:
            if number == self._asked:
                self.failed.emit(failure)

        self._window.runner.ask(lambda: _papers(desk, ids), came, fail)

    @property
    def paper(self) -> Paper | None:
        """Return the paper that is looked at."""
        return next((one for one in self.papers if one.document.id == self.document), None)

    @property
    def pages(self) -> Sequence[Page]:
        """Return the pages of the paper that is looked at."""
        here = self.paper
        return here.pages if here is not None else ()

    @property
    def sortable(self) -> bool:
        """Tell whether these are the papers of the dossier at the counter, whose pages may be sorted."""
        counter = self._window.counter.counter
        if counter is None or not counter.dossier.state.open:
            return False
        code = counter.dossier.code
        still = all(one.document.stage is not Stage.RECEIVING for one in self.papers)
        return bool(self.papers) and still and all(one.document.dossier == code for one in self.papers)

    def words(self, page: Page) -> PageWords:
        """Return the words read on a page."""
        known = self._words.get(page.id)
        if known is None or known[0] is not page:
            known = self._words[page.id] = (page, PageWords.read(page.reading))
        return known[1]

    def all_words(self) -> dict[int, PageWords]:
        """Return the words of each page of the paper that is looked at, by its place."""
        return {page.place: self.words(page) for page in self.pages}

    def go_to(self, page: int) -> None:
        """Look at a page by its id, of whichever of the papers."""
        for one in self.papers:
            found = next((side for side in one.pages if side.id == page), None)
            if found is not None and found is not self.page:
                self.document, self.page = one.document.id, found
                self.changed.emit()

    def go_to_place(self, place: int) -> None:
        """Look at a page of the paper by its place, from 1."""
        found = next((page for page in self.pages if page.place == place), None)
        if found is not None:
            self.go_to(found.id)

    def beside(self, by: int) -> Page | None:
        """Return the page so many before or behind the one that is looked at, in its paper; None beyond its ends."""
        if self.page is None:
            return None
        place = self.page.place + by
        return next((page for page in self.pages if page.place == place), None)

    def _counter_changed(self) -> None:
        """Read the papers again when the dossier has others now."""
        ids = self._of_dossier()
        if ids and self.papers and ids != [one.document.id for one in self.papers]:
            self.refresh()

    def _of_dossier(self) -> list[int]:
        counter = self._window.counter.counter
        ids = [one.id for one in counter.documents] if counter is not None else []
        return ids if self.document in ids else []

    def _take(self, papers: list[Paper]) -> None:
        self.papers = papers
        if self.paper is None and papers:
            self.document = papers[0].document.id
        sides = [page for one in papers for page in one.pages]
        wanted = self.page.id if self.page is not None else 0
        found = next((page for page in sides if page.id == wanted), None)
        if found is not None:
            self.document = found.document_id
        self.page = found or next(iter(self.pages), None)
        self.changed.emit()


def _papers(desk: Desk, ids: Sequence[int]) -> list[Paper]:
    return [paper(desk, one) for one in ids]
