"""The tray (khay): a paper put aside is out of the dossier, the search and the reuse; its bytes stay."""

from desk.errors import CopyStageWrong
from desk.model.certification import CopyStage
from desk.model.events import Kind
from desk.model.paper import Document, Page, Stage
from desk.model.people import Session
from desk.ports import Desk, UnitOfWork
from desk.work.digitise import index_document
from desk.work.journalling import note


def put_into_tray(uow: UnitOfWork, desk: Desk, who: Session, document: Document) -> Document:
    """Put a paper into the tray, inside the unit's transaction.

    Raises:
        CopyStageWrong: it has a number in the register, which is made void first.
    """
    true_copies = uow.copies.of_document(document.id, true=True)
    for copy in [*uow.copies.of_document(document.id), *true_copies]:
        if copy.stage is not CopyStage.VOID:
            raise CopyStageWrong(number=copy.number, stage=copy.stage.value)
    removed = document.at(Stage.REMOVED)
    uow.documents.update(removed)
    uow.index.remove(document.id)
    note(uow, desk, who, Kind.DOCUMENT_REMOVED, f"document:{document.id}", stage=document.stage)
    return removed


def take_from_tray(uow: UnitOfWork, desk: Desk, who: Session, document: Document) -> Document:
    """Take a paper out of the tray, confirmed again if it had been, inside the unit's transaction."""
    stage = Stage.CONFIRMED if document.confirmed_by else Stage.READ if document.pdf else Stage.RECEIVED
    restored = document.at(stage)
    uow.documents.update(restored)
    index_again(uow, restored)
    note(uow, desk, who, Kind.DOCUMENT_RESTORED, f"document:{document.id}")
    return restored


def index_again(uow: UnitOfWork, document: Document) -> None:
    """Have a paper found by what its rows say now; one in the tray is not found, one that is not read is left."""
    if document.stage is Stage.REMOVED:
        uow.index.remove(document.id)
    elif document.pdf and document.stage in (Stage.READ, Stage.CONFIRMED):
        readings = [page.reading for page in _here(uow, document) if page.reading is not None]
        index_document(uow, document, uow.documents.fields(document.id), readings)


def _here(uow: UnitOfWork, document: Document) -> list[Page]:
    return [page for page in uow.documents.pages(document.id) if not page.removed]
