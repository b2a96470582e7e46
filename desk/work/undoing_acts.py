"""How each kind of deed is turned round (cách hoàn tác từng loại việc): its other side put in force, and back again.

Each works both ways: it holds → it is taken back → it is done again. What is put in force and what was there change
places in the deed, so that nothing is lost either way.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from desk.errors import DeedChanged
from desk.model.deed import Deed, DeedKind, PaperState, fits, mark_of, slim
from desk.model.events import Kind
from desk.model.paper import Document, Page, Stage
from desk.model.people import Citizen, Session
from desk.model.values import Json
from desk.ports import Desk, UnitOfWork
from desk.work.books import check_unbegun
from desk.work.deeds import states_of
from desk.work.intake import set_shown_in
from desk.work.journalling import note
from desk.work.reuse import in_force, reuse_in, undo_reuse_in
from desk.work.tray import index_again, put_into_tray, take_from_tray

_UNREAD = (Stage.RECEIVING, Stage.RECEIVED)


def still_fits(uow: UnitOfWork, deed: Deed) -> bool:
    """Tell whether things are as the deed left them, or as its taking back did."""
    return _FITS[deed.kind](uow, deed)


# -- the tray, the component ------------------------------------------------------------------------------------------


def _in_tray(deed: Deed) -> bool:
    """Tell whether the paper is in the tray as the deed stands now."""
    return (deed.kind is DeedKind.REMOVED) is deed.holds


def _tray_fits(uow: UnitOfWork, deed: Deed) -> bool:
    return (_paper(uow, deed).stage is Stage.REMOVED) is _in_tray(deed)


def _turn_tray(uow: UnitOfWork, desk: Desk, who: Session, deed: Deed) -> Deed:
    turn = take_from_tray if _in_tray(deed) else put_into_tray
    turn(uow, desk, who, _paper(uow, deed))
    return deed


def _sides(deed: Deed) -> tuple[Any, Any]:
    """Return what was before and after a deed, as it is to be put and as it is expected to be."""
    before, after = deed.data["before"], deed.data["after"]
    return (before, after) if deed.holds else (after, before)


def _place_fits(uow: UnitOfWork, deed: Deed) -> bool:
    return bool(_paper(uow, deed).place == _sides(deed)[1])


def _turn_place(uow: UnitOfWork, desk: Desk, who: Session, deed: Deed) -> Deed:
    document, (wanted, there) = _paper(uow, deed), _sides(deed)
    uow.documents.update(replace(document, place=wanted))
    note(uow, desk, who, Kind.DOCUMENT_MOVED, f"document:{document.id}", before=there, after=wanted)
    return deed


def _paper(uow: UnitOfWork, deed: Deed) -> Document:
    return states_of(uow, deed.documents)[0].document


# -- what papers are --------------------------------------------------------------------------------------------------


def _papers_fit(uow: UnitOfWork, deed: Deed) -> bool:
    return fits(deed.mark, states_of(uow, deed.documents))


def _turn_papers(uow: UnitOfWork, desk: Desk, who: Session, deed: Deed) -> Deed:
    """Put papers as the deed has them, and keep in it how they were."""
    del desk, who
    now = states_of(uow, deed.documents)
    wanted = [_joined(state, there) for state, there in zip(deed.papers, now, strict=True)]
    uow.deeds.put_papers(_with_came(wanted, now))
    for state in wanted:
        index_again(uow, state.document)
        uow.drafts.clear(f"document:{state.document.id}")
    then = states_of(uow, deed.documents)
    return replace(deed, papers=slim(_with_came(now, then), then), mark=mark_of(then))


def _joined(wanted: PaperState, now: PaperState) -> PaperState:
    """Return a state with what no deed of this sort changes: the count by hand, and the end of the receiving."""
    document = replace(wanted.document, paper_pages=now.document.paper_pages)
    if document.stage is Stage.RECEIVING and now.document.stage is not Stage.RECEIVING:
        document = document.at(Stage.RECEIVED)
    return replace(wanted, document=document)


def _with_came(wanted: Sequence[PaperState], now: Sequence[PaperState]) -> list[PaperState]:
    """Return states with the sides they do not know, which came since: behind the others, as they are."""
    known = {page.id for state in wanted for page in state.pages}
    whole = []
    for state, there in zip(wanted, now, strict=True):
        came = [page for page in there.pages if page.id not in known]
        pages: list[Page] = [*state.pages, *came]
        # Sides of the paper come first; those laid aside stay behind them.
        pages.sort(key=lambda page: page.removed)
        placed = (replace(page, document_id=state.document.id, place=n) for n, page in enumerate(pages, 1))
        whole.append(replace(state, pages=tuple(placed)))
    return whole


# -- the slots of a dossier -------------------------------------------------------------------------------------------


def _slot(deed: Deed) -> tuple[str, int]:
    return deed.dossier or "", int(str(deed.data["place"]))


def _moment(told: object) -> datetime | None:
    return datetime.fromisoformat(told) if isinstance(told, str) else None


def _shown_fits(uow: UnitOfWork, deed: Deed) -> bool:
    code, place = _slot(deed)
    return uow.dossiers.shown(code).get(place) == _moment(_sides(deed)[1])


def _turn_shown(uow: UnitOfWork, desk: Desk, who: Session, deed: Deed) -> Deed:
    set_shown_in(uow, desk, who, _slot(deed), _moment(_sides(deed)[0]))
    return deed


def _serves(deed: Deed) -> bool:
    """Tell whether the held paper serves the component as the deed stands now."""
    return (deed.kind is DeedKind.REUSED) is deed.holds


def _reuse_fits(uow: UnitOfWork, deed: Deed) -> bool:
    there = in_force(uow, *_slot(deed), int(str(deed.data["document"])))
    return (there is not None) is _serves(deed)


def _turn_reuse(uow: UnitOfWork, desk: Desk, who: Session, deed: Deed) -> Deed:
    document_id = int(str(deed.data["document"]))
    if not _serves(deed):
        reuse_in(uow, desk, who, _slot(deed), document_id)
        return deed
    there = in_force(uow, *_slot(deed), document_id)
    if there is None:
        raise DeedChanged(deed=deed.id)
    undo_reuse_in(uow, desk, who, there)
    return deed


# -- people and settings ----------------------------------------------------------------------------------------------


def _citizen(uow: UnitOfWork, deed: Deed) -> Citizen:
    return uow.citizens.get(int(deed.scope.partition(":")[2]))


def _citizen_fits(uow: UnitOfWork, deed: Deed) -> bool:
    there = _citizen(uow, deed)
    return all(getattr(there, name) == value for name, value in _sides(deed)[1].items())


def _turn_citizen(uow: UnitOfWork, desk: Desk, who: Session, deed: Deed) -> Deed:
    there = _citizen(uow, deed)
    uow.citizens.update(replace(there, **_sides(deed)[0]))
    note(uow, desk, who, Kind.CITIZEN_CHANGED, f"citizen:{there.id}")
    return deed


def _setting_fits(uow: UnitOfWork, deed: Deed) -> bool:
    wanted, expected = _sides(deed)
    return all(_mixed(uow.setting(key), value, wanted[key]) == uow.setting(key) for key, value in expected.items())


def _mixed(there: Json, wanted: Json, other: Json) -> Json:
    """Return a setting with the wanted side of a deed in force: of a table, only what either side tells changes."""
    if not isinstance(wanted, dict) or not isinstance(other, dict):
        return wanted
    kept = there if isinstance(there, dict) else {}
    return {**{name: value for name, value in kept.items() if name not in other}, **wanted}


def _turn_setting(uow: UnitOfWork, desk: Desk, who: Session, deed: Deed) -> Deed:
    check_unbegun(uow, deed.data.get("books"))
    wanted, expected = _sides(deed)
    for key, value in wanted.items():
        uow.set_setting(key, _mixed(uow.setting(key), value, expected[key]))
    note(uow, desk, who, Kind.SETTINGS_CHANGED, "office", setting=deed.data.get("what"), deed=deed.id)
    return deed


_Fit = Callable[[UnitOfWork, Deed], bool]
_Turn = Callable[[UnitOfWork, Desk, Session, Deed], Deed]

_PAPERS = (
    DeedKind.KIND_SET, DeedKind.TURNED, DeedKind.CONFIRMED, DeedKind.LAID, DeedKind.SPLIT, DeedKind.MERGED,
)  # fmt: skip

_FITS: dict[DeedKind, _Fit] = {
    DeedKind.REMOVED: _tray_fits, DeedKind.RESTORED: _tray_fits, DeedKind.MOVED: _place_fits,
    DeedKind.SHOWN: _shown_fits, DeedKind.NOT_SHOWN: _shown_fits, DeedKind.REUSED: _reuse_fits,
    DeedKind.REUSE_UNDONE: _reuse_fits, DeedKind.CITIZEN_CHANGED: _citizen_fits, DeedKind.SETTING: _setting_fits,
    **dict.fromkeys(_PAPERS, _papers_fit),
}  # fmt: skip

TURNS: dict[DeedKind, _Turn] = {
    DeedKind.REMOVED: _turn_tray, DeedKind.RESTORED: _turn_tray, DeedKind.MOVED: _turn_place,
    DeedKind.SHOWN: _turn_shown, DeedKind.NOT_SHOWN: _turn_shown, DeedKind.REUSED: _turn_reuse,
    DeedKind.REUSE_UNDONE: _turn_reuse, DeedKind.CITIZEN_CHANGED: _turn_citizen, DeedKind.SETTING: _turn_setting,
    **dict.fromkeys(_PAPERS, _turn_papers),
}  # fmt: skip
"""Puts the other side of a deed in force, inside the unit's transaction, and returns the deed turned round."""
