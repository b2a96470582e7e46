"""Drafts (nháp): what an officer typed or accepted of a paper before confirming it, kept at once.

So that nothing need be saved: a restart or a power failure loses at most the keystrokes of the field in hand. A draft
is its officer's own, counts as no fact, and goes when the paper is confirmed or read otherwise. The journal knows none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

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


@dataclass(frozen=True, slots=True)
class Stranger:
    """Người chưa có trong sổ: what was given of a person nobody knows yet, twelve digits or a name."""

    number: str = ""
    name: str = ""


STRANGER_LASTS = timedelta(hours=1)
"""So long a person waits at a counter that went dark; later another one stands there."""


def keep_stranger(desk: Desk, who: Session, stranger: Stranger | None) -> None:
    """Keep what was given of the person at this counter before they are registered; None lets it go."""
    who.require(Role.RECEPTION)
    subject, now = _counter(who), desk.clock.now()
    with desk.unit() as uow:
        uow.drafts.clear(subject)
        if stranger is not None:
            told = {"number": stranger.number, "name": stranger.name, "at": now.isoformat()}
            uow.drafts.put(subject, who.officer.id, {key: Draft(value) for key, value in told.items()}, now)
        uow.commit()


def stranger_of(desk: Desk, who: Session) -> Stranger | None:
    """Return what this officer was given of the person at this counter within `STRANGER_LASTS`, or None."""
    with desk.unit(reading=True) as uow:
        kept = uow.drafts.of(_counter(who), who.officer.id)
    if "at" not in kept or desk.clock.now() - datetime.fromisoformat(kept["at"].value) > STRANGER_LASTS:
        return None
    return Stranger(kept["number"].value, kept["name"].value)


def _counter(who: Session) -> str:
    return f"counter:{who.desk}"


def _subject(document_id: int) -> str:
    return f"document:{document_id}"
