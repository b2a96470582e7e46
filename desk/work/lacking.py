"""Why a copy is not finished (bản sao còn thiếu gì): the sentence of the fault it keeps, with its blanks filled."""

from desk.model.certification import CertifiedCopy, CopyStage, Purpose
from desk.model.deadline import VIETNAM
from desk.ports import UnitOfWork
from desk.text import Language, Said, phrase, say
from desk.work.certifiable import people_for
from signing.certificate import read_certificate


def why_unfinished(uow: UnitOfWork, copy: CertifiedCopy, language: Language = "vi") -> Said:
    """Return what keeps a copy from being finished, and what to do.

    A copy keeps the code of the fault alone; whose key it is, the end of its certificate and the mark on the paper are
    read from what the office knows now.
    """
    sealing = copy.stage is not CopyStage.NUMBERED
    signer_id = copy.seal_id if sealing else copy.officer_id
    purpose = Purpose.SEAL if sealing else Purpose.OFFICER
    document = uow.documents.get(copy.document_id)
    context: dict[str, object] = {
        "number": copy.number, "document": copy.document_id, "pages": copy.pages, "book": copy.book,
        "year": copy.year, "dossier": copy.dossier, "name": uow.officers.get(signer_id).name, "day": "-",
        "mark": (document.secrecy if document is not None else None) or "-",
        "why": phrase("certify.self-check-why", language),
    }
    person = next((one for one in people_for(uow, purpose) if one.officer.id == signer_id), None)
    if person is not None and copy.lacking == "signing.certificate-expired":
        ends = read_certificate(person.signer.der).not_after
        context["day"] = f"{ends.astimezone(VIETNAM):%d/%m/%Y}"
    return say(copy.lacking or "certify.unfinished", context, language)
