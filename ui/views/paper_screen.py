"""Look at a paper (xem giấy): its pages, those of its dossier beside them, two side by side, sorted by drag or keys."""

from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk.model.paper import Page
from ui.models.paper_look import PaperLook
from ui.models.window import WindowModel
from ui.views.compare import ComparePanes
from ui.views.page_store import PageStore
from ui.views.paper_look import LOW, PagesScreen
from ui.views.paper_rows import page_key, page_of, paper_rows
from ui.views.paper_sorting import PaperSorting
from ui.views.parts.card import SidePanel
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.parts.text import Text
from ui.views.slot_words import title_words
from ui.views.sort_list import sort_list
from ui.views.theme import theme


class PaperScreen(PagesScreen):
    """Look at papers before they are reused, or as they were scanned; Enter goes back."""

    def __init__(self, model: WindowModel) -> None:
        self._look = PaperLook(model)
        self._store = PageStore(model)
        self._pinned: Page | None = None
        self._shown: tuple[int, ...] = ()
        self._compare: ComparePanes | None = None
        super().__init__(model, "")
        self.set_title(self.tr("Xem giấy"))
        self.viewer.setAccessibleName(self.title)
        for one in (self._look, self._store):
            one.setParent(self)
        self._return = make_action(self, self.tr("Đã xem, về quầy"), "Return", "arrow-left", "primary")
        self._return.triggered.connect(self._go_back)
        self.back.triggered.disconnect()
        self.back.triggered.connect(self._step_back)
        self._two = make_action(self, self.tr("Xem hai trang cạnh nhau"), "C", "copy")
        self._two.triggered.connect(self._turn_comparing)
        self.sorting = PaperSorting(model, self._look, self.thumbs, self)
        self._look.changed.connect(self._refresh)
        self._look.failed.connect(self.failed)
        self._store.came.connect(self._came)
        self._store.small_came.connect(self._small_came)
        self.set_acts(self._return, self._two)

    @property
    def look(self) -> PaperLook:
        """Return what is looked at."""
        return self._look

    @property
    def compared(self) -> ComparePanes | None:
        """Return the two pages side by side, None while one is looked at."""
        return self._compare if self._pinned is not None else None

    def shows(self, page: Page) -> bool:
        """Tell whether a page itself is shown now, not only waited for."""
        return page.id in self._shown[: 2 if self._pinned is not None else 1]

    def build(self, page: QWidget) -> None:
        """Lay the list of pages beside the page."""
        self.thumbs = sort_list()
        self.thumbs.setAccessibleName(self.tr("Các trang của hồ sơ"))
        self.thumbs.reached.connect(self._reached)
        self.thumbs.pages().picture_wanted.connect(self._small_wanted)
        left = SidePanel("surface", 216)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.thumbs, 1)
        words = self.tr("Kéo trang để xếp lại.\nX nhấc · V đặt · S tách · M gộp")
        self._hint = Text(words, "caption", "ink2", wrap=True)
        self._hint.setContentsMargins(10, 6, 10, 8)
        inside.addWidget(self._hint)
        self._whole = QStackedWidget()
        self._whole.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Panes(self._whole, (left, self.tr("Các trang"), "papers")))

    def panes(self) -> list[QWidget]:
        """Give the page, or both, and the list."""
        compared = self.compared
        return [self.viewer if compared is None else compared.panes[1].viewer, self.thumbs]

    def enter(self) -> None:
        """Fetch the paper to be looked at; what it was searched by is marked on it."""
        self._end_comparing()
        searched = self._model.paper_from == "search"
        self._return.setText(self.tr("Đã xem, về tra cứu") if searched else self.tr("Đã xem, về quầy"))
        self.viewer.setFocus()
        document = self._model.paper
        if not document:
            return
        self._store.clear()
        self._shown = ()
        self.show_waiting(self._name(document))
        low = self.window().height() < theme().px(LOW)
        self.viewer.fit("width" if low else "page")
        self._look.open(document)
        if self._model.paper_words:
            self.finder.open_bar(self._model.paper_words, focus=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the pages: nobody looks at them, and the next citizen's are others."""
        super().hideEvent(event)
        if event.spontaneous():
            return  # the window was put down; it comes back as it was
        self._store.clear()
        self._shown = ()
        self.viewer.set_picture(QImage())

    def turn(self, by: int) -> None:
        """Go to another page of the paper."""
        wanted = self._look.beside(by)
        if wanted is not None:
            self._look.go_to(wanted.id)

    def go_to(self, place: int) -> None:
        """Go to the page of a place, from 1."""
        self._look.go_to_place(place)

    # -- showing -----------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        look, page = self._look, self._look.page
        counter = self._model.counter.counter
        self.thumbs.show_rows(paper_rows(look.papers, counter if look.sortable else None))
        self.sorting.refresh()
        self._hint.setVisible(look.sortable)
        self.finder.show_paper(look.all_words())
        if page is None:
            return
        if self.thumbs.current() != page_key(page):
            self.thumbs.go_to(page_key(page))
        near = [one for one in (look.beside(1), look.beside(-1), self._pinned) if one is not None]
        self._store.want([page, *near])
        if self._pinned is None:
            self._show_page(page)
        else:
            self._show_two(self._pinned, page)

    def _show_page(self, page: Page) -> None:
        picture = self._store.get(page)
        if picture is None or self._shown == (page.id, picture.cacheKey()):
            return
        again = bool(self._shown) and self._shown[0] == page.id
        self._shown = (page.id, picture.cacheKey())
        before, zoom = self.viewer.page_rect().width(), self.viewer.zoom()
        self.viewer.set_picture(picture)
        if again and self.viewer.fit_way() == "free" and before and not picture.isNull():
            self.viewer.set_zoom(zoom * before / picture.width())  # the sharp picture stands as large as the coarse did
        here = self._look.paper
        self._what = self._name(page.document_id) if here is None else title_words(here.document)
        if picture.isNull():
            self.bar.show_page(self._what, self.tr("Không vẽ được trang này"))
            return
        self.pages = [picture]
        self.say_page(page.place, len(self._look.pages))

    def _came(self, page: int) -> None:
        shown = self._look.page
        if shown is not None and page in (shown.id, self._pinned.id if self._pinned is not None else 0):
            if self._pinned is None:
                self._show_page(shown)
            else:
                self._show_two(self._pinned, shown)

    def _name(self, document: int) -> str:
        if self._model.paper_title and document == self._model.paper:
            return self._model.paper_title
        counter = self._model.counter.counter
        known = [o.document for o in self._model.counter.held()] + (counter.documents if counter is not None else [])
        found = next((one for one in known if one.id == document), None)
        return found.title if found is not None and found.title else self.tr("Giấy số {number}").format(number=document)

    # -- two side by side --------------------------------------------------------------------------------------------

    def _turn_comparing(self) -> None:
        """Keep the page that is looked at, or the first of two chosen, and look at another beside it; or end that."""
        page = self._look.page
        if self._pinned is not None:
            self._end_comparing()
            self._refresh()
            self.viewer.setFocus()
        elif page is not None:
            chosen = [found for key in self.thumbs.chosen() if (found := page_of(key))]
            first, second = chosen[:2] if len(chosen) > 1 else (page.id, self._other_than(page))
            if second == first:
                return
            self._look.go_to(first)
            self._pinned = self._look.page
            self._two.setText(self.tr("Thôi xem cạnh nhau"))
            self._begin_comparing()
            self._look.go_to(second)

    def _other_than(self, page: Page) -> int:
        """Return the page to be looked at beside one: the next, of its paper or the following, else the one before."""
        sides = [side for one in self._look.papers for side in one.pages]
        at = next((n for n, side in enumerate(sides) if side.id == page.id), 0)
        beside = sides[at + 1 : at + 2] or sides[max(0, at - 1) : at] or [page]
        return beside[0].id

    def _begin_comparing(self) -> None:
        if self._compare is None:
            self._compare = ComparePanes((self.tr("Trang giữ lại"), self.tr("Trang đang xem")))
            self._whole.addWidget(self._compare)
        self._compare.start(1)
        self._whole.setCurrentWidget(self._compare)
        self._compare.panes[1].viewer.setFocus()
        self._shown = ()

    def _end_comparing(self) -> None:
        self._pinned, self._shown = None, ()
        self._two.setText(self.tr("Xem hai trang cạnh nhau"))
        self._whole.setCurrentIndex(0)

    def _show_two(self, left: Page, right: Page) -> None:
        pictures = [self._store.get(one) for one in (left, right)]
        there = (left.id, right.id, *[0 if one is None else one.cacheKey() for one in pictures])
        if self._compare is None or there == self._shown:
            return
        self._shown = there
        waiting = self.tr("Đang mở…")
        self._compare.show_pair(pictures[0], pictures[1], (waiting, waiting))
        for head, page in zip(self._compare.heads, (left, right), strict=True):
            paper = next((one for one in self._look.papers if one.document.id == page.document_id), None)
            title = title_words(paper.document) if paper is not None else ""
            head.say(title, self.tr("Trang {page} / {total}").format(
                page=page.place, total=len(paper.pages) if paper is not None else 1))  # fmt: skip
        for pane, page in zip(self._compare.panes, (left, right), strict=True):
            pane.viewer.text.set_words(self._look.words(page))

    # -- acts --------------------------------------------------------------------------------------------------------

    def _reached(self, key: str) -> None:
        page = page_of(key)
        if page:
            self._look.go_to(page)

    def _small_wanted(self, key: str) -> None:
        wanted = page_of(key)
        found = next((page for one in self._look.papers for page in one.pages if page.id == wanted), None)
        if found is not None:
            self._store.ask_small(found)

    def _small_came(self, page: int, small: QImage) -> None:
        self.thumbs.pages().set_picture(f"page-{page}", small)

    def _step_back(self) -> None:
        if self._pinned is not None:
            self._turn_comparing()
        else:
            self._go_back()

    def _go_back(self) -> None:
        self._model.go(self._model.paper_from)
