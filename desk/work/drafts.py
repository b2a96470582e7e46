"""Drafts (nháp): what an officer typed or accepted of a paper before confirming it, kept at once.

So that nothing need be saved: a restart or a power failure loses at most the keystrokes of the field in hand. A draft
is its officer's own, counts as no fact, and goes when the paper is confirmed or read otherwise. The journal knows none.
"""

from collections.abc import Mapping

from desk.errors import DocumentUnknown, NotReadYet
from desk.model.deed import Draft
from desk.model.paper import Stage
from desk.model.people import Role, Session
from desk.ports import Desk


def keep_drafts(desk: Desk, who: Session, document_id: int, drafts: Mapping[str, Draft | None]) -> None:
    """Keep drafts of a paper's fields by their names; None lets one go.

    Raises:
        RoleMissing, DocumentUnknown; NotReadYet: it is being received or read, or in the tray.
    """
    who.require(Role.RECEPTION, Role.CERTIFIER)
    with desk.unit() as uow:
        document = uow.documents.get(document_id)
        if document is None:
            raise DocumentUnknown(document=document_id)
        if document.stage not in (Stage.READ, Stage.CONFIRMED):
            raise NotReadYet(document=document_id)
        uow.drafts.put(_subject(document_id), who.officer.id, drafts, desk.clock.now())
        uow.commit()


def drafts_of(desk: Desk, who: Session, document_id: int) -> dict[str, Draft]:
    """Return this officer's drafts of a paper's fields by their names."""
    with desk.unit(reading=True) as uow:
        return uow.drafts.of(_subject(document_id), who.officer.id)


def _subject(document_id: int) -> str:
    return f"document:{document_id}"
