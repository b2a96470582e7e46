"""Sorting sides among the papers of a dossier (xếp mặt giấy): order, split, merge, move; one transaction, one deed.

Every act is a picture of how papers are to be: which sides each has, in which order. A paper that is left without any
goes into the tray, one that gets some comes back from it. `desk.work.undoing` takes it back.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.errors import DocumentUnknown, NotReadYet, SecrecyMarked, StoreBusy
from desk.jobs import Progress, milestone
from desk.model.deed import DeedKind
from desk.model.events import Kind
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work.deeds import Act, act_on, doing
from desk.work.journalling import note
from desk.work.laying import aside, changeable, let_go, put_sides, put_understood, renewed
from desk.work.receive import Place, check_place

if TYPE_CHECKING:
    from desk.model.values import Json

NEW = 0
"""The paper that is to be made, among those of `sort_sides`."""

_SORTED = "sorted:"

Sides = Mapping[int, Sequence[int]]
"""Ids of sides in their order, by the id of their paper; none = it goes into the tray."""


@dataclass(frozen=True, slots=True)
class SidesSorted:
    """What became of papers whose sides were sorted (các mặt đã xếp).

    Attributes:
        sides: Ids of the sides each has now, in their order; none = it is in the tray.
        made: The paper that was made, 0 = none.
    """

    sides: dict[int, tuple[int, ...]]
    made: int = 0


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper as it was, with all its pages, and as it will be; `fields` None = it is not read."""

    was: Document
    own: list[Page]
    now: Document
    sides: list[Page]
    fields: list[Field] | None


def sort_sides(
    desk: Desk, who: Session, wanted: Sides, progress: Progress | None = None, *, component: int | None = None
) -> SidesSorted:
    """Let papers of one dossier have these sides in this order, all or none.

    What was read is not read again; kind, fields, PDF and index of each paper are made anew, and a paper that a person
    had confirmed is to be confirmed again. Sides that no paper is to have are laid aside behind their own.

    Args:
        desk: The office.
        who: The officer.
        wanted: The papers that change, with their sides; `NEW` stands for one to be made.
        progress: Sides that were never read are read where their new paper is read.
        component: Where the paper that is made goes; None = «giấy tờ khác».

    Raises:
        RoleMissing, those of `laying.changeable`. DocumentUnknown: papers of several dossiers, or sides that are none
        of theirs or stand twice. NotReadYet: one is still being received. StoreBusy: one was changed meanwhile.
        ComponentUnknown, ComponentShownOnly: of the component. SecrecyMarked: a side read just now bears such a mark.
    """
    who.require(Role.RECEPTION)
    progress = progress or Progress()
    with desk.unit(reading=True) as uow:
        there = {one: changeable(uow, one, from_tray=True) for one in wanted if one != NEW}
        _check(wanted, there)
        if NEW in wanted:
            check_place(uow, Place(next(iter(there.values()))[0].dossier, component))
    pages = {page.id: page for _document, own in there.values() for page in own}
    papers = [_laid_anew(desk, *there[one], [pages[side] for side in wanted[one]], progress) for one in there]
    if NEW in wanted:
        papers.append(_made(desk, who, there, [pages[side] for side in wanted[NEW]], (component, progress)))
    milestone("sides-chosen")
    done = _kept(desk, who, papers)
    milestone("sides-sorted")
    marked = next((paper.now for paper in papers if paper.now.secrecy is not None), None)
    if marked is not None:
        raise SecrecyMarked(document=marked.id, mark=marked.secrecy)
    return done


# -- inside -----------------------------------------------------------------------------------------------------------


def _check(wanted: Sides, there: Mapping[int, tuple[Document, list[Page]]]) -> None:
    named = [side for sides in wanted.values() for side in sides]
    known = {page.id for _document, own in there.values() for page in own}
    first = next(iter(there), 0)
    alone = len({document.dossier for document, _own in there.values()}) == 1
    if not alone or not named or not wanted.get(NEW, named) or len(set(named)) != len(named) or not set(named) <= known:
        raise DocumentUnknown(document=first)
    coming = next((one for one, (document, _own) in there.items() if document.stage is Stage.RECEIVING), None)
    if coming is not None:
        raise NotReadYet(document=coming)


def _laid_anew(desk: Desk, was: Document, own: list[Page], chosen: Sequence[Page], progress: Progress) -> _Paper:
    sides = [replace(page, place=place, removed=False) for place, page in enumerate(chosen, 1)]
    if not sides:
        return _Paper(was, own, was.at(Stage.REMOVED), [], None)
    if was.stage in (Stage.READ, Stage.CONFIRMED) or (was.stage is Stage.REMOVED and was.pdf is not None):
        now, fields, sides = renewed(desk, was, sides, progress)
        return _Paper(was, own, now, sides, fields)
    return _Paper(was, own, was.at(Stage.RECEIVED), sides, None)


def _made(
    desk: Desk,
    who: Session,
    there: Mapping[int, tuple[Document, list[Page]]],
    chosen: Sequence[Page],
    to: tuple[int | None, Progress],
) -> _Paper:
    """Make the paper its sides are parted off to: of the same citizen, and read where theirs was."""
    origin = there[chosen[0].document_id][0]
    blank = Document(
        dossier=origin.dossier, citizen_id=origin.citizen_id, place=to[0], source=origin.source,
        made_at=desk.clock.now(), made_by=who.officer.id, intake_key=f"{_SORTED}{uuid.uuid4().hex}",
        stage=Stage.RECEIVED if origin.stage is Stage.RECEIVED else Stage.READ,
    )  # fmt: skip
    return _laid_anew(desk, blank, [], chosen, to[1])


def _kept(desk: Desk, who: Session, papers: Sequence[_Paper]) -> SidesSorted:
    with desk.unit() as uow:
        with doing(uow, desk, who, _act(papers)) as act:
            done = _write(desk, who, uow, papers)
            act.made += [done.made] if done.made else []
        for paper in papers:
            let_go(uow, paper.now)
        if any(paper.now.secrecy is not None for paper in papers) and done.made:
            uow.deeds.forget(done.made)
        uow.commit()
    return done


def _act(papers: Sequence[_Paper]) -> Act:
    """Return the act, named by what becomes of the papers: one made, one gone, or their sides laid anew."""
    there = [paper.was for paper in papers if paper.was.id]
    made, gone = len(papers) > len(there), any(not paper.sides for paper in papers)
    kind = DeedKind.SPLIT if made and not gone else DeedKind.MERGED if gone and not made else DeedKind.LAID
    return act_on(kind, there[0], *[document.id for document in there[1:]])


def _write(desk: Desk, who: Session, uow: UnitOfWork, papers: Sequence[_Paper]) -> SidesSorted:
    for paper in papers:
        same = uow.documents.get(paper.was.id) == paper.was and uow.documents.pages(paper.was.id) == paper.own
        if paper.was.id and not same:
            raise StoreBusy(why="a paper was changed meanwhile")
    claimed = {page.id for paper in papers for page in paper.sides}
    for page in [page for paper in papers for page in paper.own]:
        # A place belongs to one side: all step out of the way before each takes its own, in whichever paper.
        uow.documents.update_page(replace(page, place=-page.id))
    sides: dict[int, tuple[int, ...]] = {}
    made = 0
    for paper in papers:
        now = paper.now if paper.was.id else uow.documents.add(paper.now)
        made = made or (0 if paper.was.id else now.id)
        left = [page for page in paper.own if page.id not in claimed]
        put_sides(uow, now, paper.sides, aside(uow, now, [*left, *paper.sides], [page.id for page in paper.sides]))
        if paper.fields is not None:
            put_understood(uow, now, paper.fields, paper.sides)
        elif now.stage is Stage.REMOVED:
            uow.index.remove(now.id)
        before: list[Json] = [page.id for page in paper.own if not page.removed]
        sides[now.id] = tuple(page.id for page in paper.sides)
        note(
            uow, desk, who, Kind.PAGES_LAID, f"document:{now.id}",
            before=before, after=list(sides[now.id]), object=now.pdf,
        )  # fmt: skip
    return SidesSorted(sides, made)
