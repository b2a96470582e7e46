"""Keeping what was done (ghi việc đã làm): a deed is written in the transaction of its act: no crash parts them.

A verb that can be taken back changes rows inside `doing(…)` and commits afterwards; `desk.work.undoing` takes it back.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from desk.errors import DocumentUnknown
from desk.jobs import milestone
from desk.model.deed import OFFICE, Deed, DeedKind, PaperState, mark_of, scope_of_dossier, slim
from desk.model.paper import Document, Stage
from desk.model.people import Session
from desk.model.values import Json
from desk.ports import Desk, UnitOfWork


@dataclass(slots=True)
class Act:
    """An act under way.

    Attributes:
        papers: Papers whose rows, sides and fields it may change; how they stood is kept.
        about: What else it changes, such as "slot:TAM-…/2".
        settings: Keys of settings it may change; what changes in them is kept.
        data: Small facts; the verb may add to them before the end.
        made: Papers that it makes; taken back, they are empty in the tray.
        kept: False = it turned out that nothing was done.
    """

    kind: DeedKind
    scope: str
    papers: tuple[int, ...] = ()
    about: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    data: dict[str, Json] = field(default_factory=dict)
    made: list[int] = field(default_factory=list)
    kept: bool = True


def act_on(kind: DeedKind, document: Document, *others: int, **data: Json) -> Act:
    """Return an act that changes a paper's rows, sides or fields, and maybe those of others of its dossier."""
    return replace(told_of(kind, document, **data), papers=(document.id, *others), about=())


def told_of(kind: DeedKind, document: Document, **data: Json) -> Act:
    """Return an act on a paper that can be taken back from its facts alone."""
    facts: dict[str, Json] = {"document": document.id, "title": document.title, "place": document.place, **data}
    return Act(kind, scope_of_dossier(document.dossier), about=(f"document:{document.id}",), data=facts)


def setting_act(what: str, *settings: str, **data: Json) -> Act:
    """Return an act on settings of the office, told by their keys; `what` names its words."""
    about = tuple(f"setting:{key}" for key in settings)
    return Act(DeedKind.SETTING, OFFICE, about=about, data={"what": what, **data}, settings=settings)


@contextmanager
def doing(uow: UnitOfWork, desk: Desk, who: Session, act: Act) -> Iterator[Act]:
    """Keep the deed of an act whose rows are changed inside; whoever calls commits afterwards.

    Raises:
        DocumentUnknown: a paper of the act is none.
    """
    before, settings = states_of(uow, act.papers), {key: uow.setting(key) for key in act.settings}
    yield act
    now = states_of(uow, (*act.papers, *act.made))
    if not act.kept or (act.papers and before == now):
        return
    if act.settings and not _tell_settings(act, settings, {key: uow.setting(key) for key in act.settings}):
        return
    names = tuple(f"document:{one}" for one in (*act.papers, *act.made))
    uow.deeds.add(
        Deed(
            kind=act.kind, scope=act.scope, about=(*names, *act.about), officer=who.officer.id, desk=who.desk,
            at=desk.clock.now(), data=dict(act.data), papers=slim(_whole(before, now), now), mark=mark_of(now),
        )
    )
    milestone("deed-kept")


def _tell_settings(act: Act, before: dict[str, Json], now: dict[str, Json]) -> bool:
    """Put what changed of the settings into the act's facts; False when nothing did."""
    told = {key: _changed(before[key], now[key]) for key in before if before[key] != now[key]}
    act.data["before"] = {key: pair[0] for key, pair in told.items()}
    act.data["after"] = {key: pair[1] for key, pair in told.items()}
    act.about = tuple(f"setting:{key}" for key in told)
    return bool(told)


def _changed(before: Json, now: Json) -> tuple[Json, Json]:
    """Return of two settings what differs: of two tables their entries, as the others are other people's.

    What was not set yet is an empty table; an entry that one of them lacks is lacking in what is returned of it.
    """
    before = {} if before is None and isinstance(now, dict) else before
    if not isinstance(before, dict) or not isinstance(now, dict):
        return before, now
    same = {name for name in before if name in now and before[name] == now[name]}
    return (
        {name: value for name, value in before.items() if name not in same},
        {name: value for name, value in now.items() if name not in same},
    )


def states_of(uow: UnitOfWork, documents: Sequence[int]) -> list[PaperState]:
    """Return how papers stand; DocumentUnknown."""
    found = []
    for document_id in documents:
        state = uow.deeds.paper(document_id)
        if state is None:
            raise DocumentUnknown(document=document_id)
        found.append(state)
    return found


def _whole(before: Sequence[PaperState], now: Sequence[PaperState]) -> list[PaperState]:
    """Return the states before an act, with the sides it brought laid aside where they are, and what it made empty."""
    known = {page.id for state in before for page in state.pages}
    there = {state.document.id for state in before}
    whole = []
    for state in before:
        later = next(one for one in now if one.document.id == state.document.id)
        came = [page for page in later.pages if page.id not in known]
        aside = [replace(page, place=n, removed=True) for n, page in enumerate(came, len(state.pages) + 1)]
        whole.append(replace(state, pages=(*state.pages, *aside)))
    made = [one for one in now if one.document.id not in there]
    return [*whole, *(PaperState(one.document.at(Stage.REMOVED), (), ()) for one in made)]
