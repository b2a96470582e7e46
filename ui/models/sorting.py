"""Sorting pages among the papers of the dossier at the counter (xếp trang): what a drop or a key asks for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desk.jobs import Progress
from desk.model.paper import Document
from desk.model.people import Session
from desk.ports import Desk
from desk.work.counter import Paper
from desk.work.review import move_document
from desk.work.sorting import NEW, SidesSorted, sort_sides
from ui.models.history import Act
from ui.models.window import WindowModel
from ui.runner import Failure


@dataclass(frozen=True)
class Target:
    """Where pages are to lie: before or `behind` a page, or as a paper of their own in a component (0 = others)."""

    page: int = 0
    behind: bool = False
    component: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What a move comes to: the sides of each paper that changes, and where a new or whole paper goes.

    Attributes:
        sides: Ids of sides by paper, as `desk.work.sorting.sort_sides` takes them; empty = only the place changes.
        component: Of the paper that is made, or of the `whole` one; None = «giấy tờ khác».
        whole: The paper that changes its component as it is, 0 = none.
    """

    sides: Mapping[int, Sequence[int]]
    component: int | None = None
    whole: int = 0


def moved(papers: Sequence[Paper], ids: Sequence[int], target: Target) -> Wanted | None:
    """Return what moving pages means; None when nothing would change.

    Args:
        papers: Of the dossier, with their pages.
        ids: Pages to move, of any of the papers; they come to lie in the order of the papers.
        target: Where to.
    """
    there = {one.document.id: [page.id for page in one.pages] for one in papers}
    taken = [page for sides in there.values() for page in sides if page in set(ids)]
    if not taken:
        return None
    rest = {one: [page for page in sides if page not in set(taken)] for one, sides in there.items()}
    origins = [one for one, sides in there.items() if set(sides) & set(taken)]
    if target.component is not None:
        if len(origins) == 1 and not rest[origins[0]]:
            return Wanted({}, target.component or None, origins[0])
        return Wanted({**{one: rest[one] for one in origins}, NEW: taken}, target.component or None)
    home = next((one for one, sides in there.items() if target.page in sides), None)
    if home is None or target.page in taken:
        return None
    at = rest[home].index(target.page) + target.behind
    wanted = {one: rest[one] for one in origins} | {home: [*rest[home][:at], *taken, *rest[home][at:]]}
    changed = {one: sides for one, sides in wanted.items() if sides != there[one]}
    return Wanted(changed) if changed else None


def nudged(papers: Sequence[Paper], ids: Sequence[int], by: int) -> Wanted | None:
    """Return what moving pages one place up (-1) or down (1) in their paper means; None at its end."""
    home = next((one for one in papers if {page.id for page in one.pages} & set(ids)), None)
    if home is None:
        return None
    sides = [page.id for page in home.pages]
    taken = [page for page in sides if page in set(ids)]
    first, last = sides.index(taken[0]), sides.index(taken[-1])
    beside = first - 1 if by < 0 else last + 1
    if not 0 <= beside < len(sides):
        return None
    return moved([home], taken, Target(sides[beside], behind=by > 0))


def split_at(papers: Sequence[Paper], page: int) -> Wanted | None:
    """Return what parting a paper before a page means; None before its first."""
    home = next((one for one in papers if page in [side.id for side in one.pages]), None)
    sides = [side.id for side in home.pages] if home is not None else []
    at = sides.index(page) if page in sides else 0
    return Wanted({home.document.id: sides[:at], NEW: sides[at:]}, home.document.place) if home and at else None


def merged(papers: Sequence[Paper], page: int) -> Wanted | None:
    """Return what joining the paper of a page with the one before it means; None for the first."""
    place = next((n for n, one in enumerate(papers) if page in [side.id for side in one.pages]), 0)
    if not place:
        return None
    before, here = papers[place - 1], papers[place]
    both = [side.id for one in (before, here) for side in one.pages]
    return Wanted({before.document.id: both, here.document.id: []})


class Sorting(QObject):
    """Carry out what was asked for, away from the window's thread; each act can be taken back.

    Attributes:
        busy: An act is under way.

    Signals:
        done: papers are others now; the id of a paper that was made, else 0.
    """

    done = Signal(int)

    def __init__(self, window: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self.busy = False
        window.history.undone.connect(self._turned)
        window.history.redone.connect(self._turned)

    def do(self, wanted: Wanted | None, words: str) -> None:
        """Do it and tell it in these words; nothing while another act is under way."""
        if wanted is None or self.busy:
            return
        if wanted.whole:
            self._place(wanted.whole, wanted.component, words)
            return

        def carry_out(desk: Desk, who: Session, progress: Progress) -> SidesSorted:
            return sort_sides(desk, who, wanted.sides, progress, component=wanted.component)

        def done(made: SidesSorted) -> None:
            self._window.history.did(words)
            self._told(made.made)

        self._run(carry_out, done)

    def _place(self, document: int, component: int | None, words: str) -> None:
        def done(_moved: Document) -> None:
            self._window.history.did(words)
            self._told(0)

        self._run(lambda desk, who, _p: move_document(desk, who, document, component), done)

    def _turned(self, act: Act) -> None:
        """Show papers anew when a deed about them was taken back or done again."""
        if act.deed is not None and act.deed.documents:
            self.done.emit(0)

    def _told(self, made: int) -> None:
        self._window.solve("sorting")
        self._window.counter.refresh()
        self.done.emit(made)

    def _run(self, verb: Callable[[Desk, Session, Progress], object], done: Callable[..., None]) -> None:
        desk, who = self._window.session.desk, self._window.session.who
        if desk is None or who is None:
            return
        self.busy = True

        def finish(made: object) -> None:
            self.busy = False
            done(made)

        def failed(failure: Failure) -> None:
            self.busy = False
            self._window.tell_failure("sorting", failure)

        self._window.runner.work(lambda progress: verb(desk, who, progress), finish, failed)
