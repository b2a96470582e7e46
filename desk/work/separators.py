"""Sheets to lay between papers before an evening's stack is scanned (in tờ ngăn)."""

from pathlib import Path

from desk.errors import ComponentUnknown, OutputRefused
from desk.model.people import Role, Session
from desk.model.slip import Slip
from desk.ports import Desk
from desk.work.intake import one
from desk.work.office import office_facts


def patch_sheet(out: Path) -> Path:
    """Write the sheet with the patch code T, which parts papers without naming a dossier; print it as often as needed.

    Raises:
        OutputRefused.
    """
    from desk.papers.separators import patch_pdf  # setting type loads slowly

    return _written(out, patch_pdf())


def cover_sheet(desk: Desk, who: Session, code: str, component: int | None, out: Path) -> Path:
    """Write the cover sheet of a dossier, or of one of its components: what lies behind it in a stack belongs there.

    Raises:
        RoleMissing, DossierUnknown, ComponentUnknown, OutputRefused.
    """
    from desk.papers.separators import Cover, cover_pdf  # setting type loads slowly

    who.require(Role.RECEPTION)
    with desk.unit(reading=True) as uow:
        dossier = one(uow, code)
        citizen = uow.citizens.get(dossier.citizen_id)
    part = dossier.component(component) if component is not None else None
    if component is not None and part is None:
        raise ComponentUnknown(dossier=dossier.code, place=component)
    cover = Cover(
        Slip(dossier.code, component), citizen.name, part.name if part else "", rehearsal=office_facts(desk).rehearsal
    )
    return _written(out, cover_pdf(cover))


def _written(out: Path, pdf: bytes) -> Path:
    try:
        out.write_bytes(pdf)
    except OSError as fault:
        raise OutputRefused(file=out.name, why=fault.strerror or "-") from fault
    return out
