"""Sort the pages of a dossier by its list of thumbnails: drag, Ctrl+arrows, X and V, S splits, M merges."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ui.models.paper_look import PaperLook
from ui.models.sorting import Sorting, Target, Wanted, merged, moved, nudged, split_at
from ui.models.window import WindowModel
from ui.views.paper_rows import page_of, room_of
from ui.views.parts.banner import announce
from ui.views.parts.keys import make_action
from ui.views.screen import Screen
from ui.views.sort_list import DropPlace, SortList


class PaperSorting(QObject):
    """Carry out what is done in the list with the pages chosen, each act with its key.

    Attributes:
        lifted: Keys of pages that were taken up and wait to be put down.
    """

    def __init__(self, model: WindowModel, look: PaperLook, thumbs: SortList, screen: Screen) -> None:
        super().__init__(screen)
        self._look, self._thumbs, self._screen = look, thumbs, screen
        self.acts = Sorting(model, self)
        self.acts.done.connect(lambda _made: look.refresh())
        self.lifted: tuple[str, ...] = ()
        thumbs.dropped.connect(self.drop)
        self._keys = [
            self._make(screen, self.tr("Chuyển trang lên trước"), ["Ctrl+Left", "Ctrl+Up"], lambda: self._nudge(-1)),
            self._make(screen, self.tr("Chuyển trang xuống sau"), ["Ctrl+Right", "Ctrl+Down"], lambda: self._nudge(1)),
            self._make(screen, self.tr("Nhấc trang lên, hoặc thôi"), ["X"], self.lift),
            self._make(screen, self.tr("Đặt trang xuống trước trang này, hoặc vào mục trống"), ["V"], self.put_down),
            self._make(screen, self.tr("Tách thành giấy riêng từ trang này"), ["S"], self._split),
            self._make(screen, self.tr("Gộp với giấy trước"), ["M"], self._merge),
        ]

    def _make(self, screen: Screen, words: str, keys: list[str], act: Callable[[], None]) -> QAction:
        made = make_action(screen, words, keys)
        made.triggered.connect(lambda _checked=False: act())
        return made

    def refresh(self) -> None:
        """Let the keys act where pages may be sorted; pages that are gone are no longer held."""
        sortable = self._look.sortable
        for act in self._keys:
            act.setEnabled(sortable)
        self._thumbs.pages().draggable = sortable
        there = {f"page-{page.id}" for one in self._look.papers for page in one.pages}
        self.lifted = tuple(key for key in self.lifted if key in there) if sortable else ()
        self._show_lifted()

    def drop(self, keys: tuple[str, ...], where: DropPlace) -> None:
        """Move pages to where they were dropped."""
        ids, component = [page_of(key) for key in keys], room_of(where.key)
        target = Target(component=component) if component is not None else Target(page_of(where.key), where.behind)
        words = self.tr("Đã chuyển {count} trang").format(count=len(ids))
        self._do(moved(self._look.papers, ids, target), words)

    def lift(self) -> None:
        """Take the chosen pages up to be put down elsewhere; again lets go of them."""
        self.lifted = () if self.lifted else tuple(key for key in self._thumbs.chosen() if page_of(key))
        self._show_lifted()
        if self.lifted:
            announce(self._thumbs, self._screen.fact)

    def _show_lifted(self) -> None:
        self._thumbs.hold(frozenset(self.lifted))
        words = self.tr("Đã nhấc {count} trang: V để đặt xuống, X để thôi").format(count=len(self.lifted))
        fact = words if self.lifted else ""
        if fact != self._screen.fact:
            self._screen.set_fact(fact)

    def put_down(self) -> None:
        """Put the pages that were taken up before the current page, or into the current empty place."""
        here, lifted = self._thumbs.current(), self.lifted
        if here is not None and lifted and here not in lifted:
            self.lift()
            self.drop(lifted, DropPlace(here))

    def _chosen(self) -> list[int]:
        return [page for key in self._thumbs.chosen() if (page := page_of(key))]

    def _nudge(self, by: int) -> None:
        wanted = nudged(self._look.papers, self._chosen(), by)
        self._do(wanted, self.tr("Đã chuyển {count} trang").format(count=len(self._chosen())))

    def _split(self) -> None:
        page = self._look.page
        if page is not None:
            self._do(split_at(self._look.papers, page.id), self.tr("Đã tách giấy từ trang {n}").format(n=page.place))

    def _merge(self) -> None:
        page = self._look.page
        if page is not None:
            self._do(merged(self._look.papers, page.id), self.tr("Đã gộp với giấy trước"))

    def _do(self, wanted: Wanted | None, words: str) -> None:
        if self._look.sortable:
            self.acts.do(wanted, words)
