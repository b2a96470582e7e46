"""Arranging a stack by hand (xếp lại xấp giấy): each act is kept, and undoing or doing again outlives a restart."""

from desk.errors import ArrangementWrong, BundleFiled, NothingToUndo
from desk.jobs import milestone
from desk.model.arranging import Act, Assign, apply, changed, name_of
from desk.model.evening import Arrangement
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.ports import Desk
from desk.work.evening_look import Look, look
from desk.work.evening_stack import Stack, load_arrangement, load_stack
from desk.work.evening_understanding import understand_all, understand_bundle
from desk.work.intake import open_one
from desk.work.journalling import note


def act(desk: Desk, who: Session, batch_id: int, *acts: Act) -> Look:
    """Do acts one after the other, all or none, and return the stack as it is then; changed papers are understood.

    Raises:
        RoleMissing, BatchUnknown. ArrangementWrong: an act names what is not there (any more). BundleFiled: it would
        change a paper that is in its dossier. DossierUnknown, DossierClosed: of the dossier a paper is given to.
    """
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        stack = load_stack(uow, batch_id)
        after = stack.arrangement
        for one in acts:
            if isinstance(one, Assign) and one.dossier is not None:
                open_one(uow, one.dossier)
            after = apply(after, one)
        _none_filed(stack, after)
        for one in acts:
            uow.evenings.act(batch_id, one, who.officer.id, desk.clock.now())
            note(uow, desk, who, Kind.BATCH_CHANGED, f"batch:{batch_id}", act=name_of(one))
        uow.commit()
    milestone("stack-arranged")
    return _shown(desk, who, batch_id, stack.arrangement, after)


def undo(desk: Desk, who: Session, batch_id: int) -> Look:
    """Take the last act back; NothingToUndo, BundleFiled, RoleMissing, BatchUnknown."""
    return _step(desk, who, batch_id, forward=False)


def redo(desk: Desk, who: Session, batch_id: int) -> Look:
    """Do the act again that was taken back last; faults as `undo`."""
    return _step(desk, who, batch_id, forward=True)


def _step(desk: Desk, who: Session, batch_id: int, *, forward: bool) -> Look:
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        stack = load_stack(uow, batch_id)
        if not uow.evenings.point(batch_id, forward=forward):
            raise NothingToUndo
        after = load_arrangement(uow, batch_id)
        _none_filed(stack, after)
        note(uow, desk, who, Kind.BATCH_CHANGED, f"batch:{batch_id}", act="redo" if forward else "undo")
        uow.commit()
    return _shown(desk, who, batch_id, stack.arrangement, after)


def _none_filed(stack: Stack, after: Arrangement) -> None:
    """Refuse to change what is in a dossier; that a paper was said to be right may be told or untold at any time."""
    there = {one.id: (one.sides, one.dossier, one.component, one.kind) for one in after.bundles}
    turned = {side for side, _turn in set(stack.arrangement.turns) ^ set(after.turns)}
    for one in stack.arrangement.bundles:
        same = there.get(one.id) == (one.sides, one.dossier, one.component, one.kind)
        if one.id in stack.filed and not (same and turned.isdisjoint(one.sides)):
            raise BundleFiled(dossier=one.dossier)


def _shown(desk: Desk, who: Session, batch_id: int, before: Arrangement, after: Arrangement) -> Look:
    turned = {side for side, _turn in set(before.turns) ^ set(after.turns)}
    fresh = [one for one in after.bundles if one in changed(after, before) or not turned.isdisjoint(one.sides)]
    understand_all(desk, batch_id, after, fresh)
    return look(desk, who, batch_id)


def read_again(desk: Desk, who: Session, batch_id: int, bundle_id: str) -> Look:
    """Read the sides of a paper once more that could not be read, as after a worker died, and understand it anew.

    Raises:
        RoleMissing, BatchUnknown, ArrangementWrong; the fault of the first side that still cannot be read.
    """
    who.require(Role.RECEPTION)
    with desk.unit(reading=True) as uow:
        arrangement = load_arrangement(uow, batch_id)
    bundle = arrangement.bundle(bundle_id)
    if bundle is None:
        raise ArrangementWrong(what=bundle_id)
    understand_bundle(desk, batch_id, arrangement, bundle, again=True)
    return look(desk, who, batch_id)
