"""Refusals that stand (từ chối còn hiệu lực): a paper refused in writing is not certified until that is taken back."""

from desk.errors import RefusedBefore
from desk.model.certification import Refusal, standing
from desk.model.paper import Document
from desk.ports import UnitOfWork
from desk.work.attestation import local_day
from ocr.vietnamese import canon

_NUMBERS = (
    "so", "so_ky_hieu", "so_hieu", "so_phat_hanh", "so_vao_so", "so_quyet_dinh", "so_chung_thuc", "so_cong_chung",
)  # fmt: skip
"""Fields that tell one paper of a kind from another."""


def check_not_refused(uow: UnitOfWork, document: Document) -> None:
    """Let a paper pass whose certification nobody refused, or whose refusal was taken back.

    Raises:
        RefusedBefore.

    Law: docs/law.md#refusal-grounds
    """
    there = standing_refusal(uow, document)
    if there is not None:
        grounds = ", ".join(str(number) for number in there.grounds)
        raise RefusedBefore(document=document.id, day=f"{local_day(there.at):%d/%m/%Y}", grounds=grounds)


def standing_refusal(uow: UnitOfWork, document: Document) -> Refusal | None:
    """Return the newest refusal that stands against a paper, also one of another scan of it, or None.

    Another scan of the same citizen is the same paper when it came as the same file, or is of the same kind and bears
    the same number.
    """
    codes = {dossier.code for dossier in uow.dossiers.of_citizen(document.citizen_id)} | {document.dossier}
    made = sorted((one for code in codes for one in uow.copies.refusals(code)), key=lambda one: one.id)
    stand = standing(made)
    own = next((one for one in stand if one.document_id == document.id), None)
    return own or next((one for one in reversed(stand) if _same_paper(uow, document, one.document_id)), None)


def _same_paper(uow: UnitOfWork, document: Document, other_id: int) -> bool:
    other = uow.documents.get(other_id)
    if other is None or other.citizen_id != document.citizen_id:
        return False
    if document.source_digest is not None and document.source_digest == other.source_digest:
        return True
    same_kind = document.kind is not None and document.kind == other.kind
    return same_kind and bool(_numbers(uow, document.id) & _numbers(uow, other_id))


def _numbers(uow: UnitOfWork, document_id: int) -> set[tuple[str, str]]:
    fields = uow.documents.fields(document_id)
    return {(field.name, canon(field.value)) for field in fields if field.name in _NUMBERS and field.value}
