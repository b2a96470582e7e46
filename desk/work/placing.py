"""Finding the component a paper belongs to (xếp vào thành phần hồ sơ)."""

from desk.model.dossier import Dossier
from desk.model.paper import Document, Stage
from desk.model.procedure import Component, Need
from desk.ports import UnitOfWork
from desk.work.intake import one


def choose_place(uow: UnitOfWork, document: Document) -> int | None:
    """Return the first empty component the kind of the paper fits, else None: «giấy tờ khác».

    A component that names the kind comes before one that takes any; a component only shown is never filled.
    """
    dossier = one(uow, document.dossier)
    free = [c for c in dossier.procedure.components if c.need is not Need.SHOW and c.place not in taken(uow, dossier)]
    naming = [c for c in free if document.kind in c.kinds]
    return next((c.place for c in (*naming, *[c for c in free if not c.kinds])), None)


def taken(uow: UnitOfWork, dossier: Dossier) -> set[int]:
    """Return the components that hold a paper or a reuse."""
    filled = {
        d.place for d in uow.documents.of_dossier(dossier.code) if d.place is not None and d.stage is not Stage.REMOVED
    }
    return filled | {reuse.place for reuse in uow.dossiers.reuses(dossier.code)}


def component_of(dossier: Dossier, place: int | None) -> Component | None:
    """Return the component of a place, or None for «giấy tờ khác»."""
    return dossier.component(place) if place is not None else None
