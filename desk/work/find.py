"""Finding (tra cứu): text, fields and people, without diacritics; every search belongs to an open dossier."""

import re
from dataclasses import dataclass

from desk.errors import QueryEmpty
from desk.model.events import Kind
from desk.model.paper import Document
from desk.model.people import Citizen, Role, Session
from desk.model.values import PersonalId, tidy
from desk.ports import Desk
from desk.work.intake import open_one
from desk.work.journalling import note

_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: the document, whose it is, and the words around the match."""

    document: Document
    citizen: Citizen
    snippet: str
    score: float


def masked(text: str) -> str:
    """Return text fit for a list of several people: of personal numbers only the first and last three digits."""
    return _NUMBER.sub(lambda found: PersonalId(found.group()).masked, text)


def find(desk: Desk, who: Session, words: str, code: str, limit: int = 50) -> list[Found]:
    """Find documents by words, best first, on behalf of an open dossier.

    The journal keeps that a search was made and how many answers it had, never the words.

    Raises:
        QueryEmpty; DossierUnknown, DossierClosed.

    Law: docs/law.md#search-needs-dossier
    """
    who.require(Role.RECEPTION, Role.CERTIFIER, Role.INSPECTOR)
    if not tidy(words):
        raise QueryEmpty
    with desk.unit() as uow:
        dossier = open_one(uow, code)
        answers = []
        for hit in uow.index.find(tidy(words), limit):
            document = uow.documents.get(hit.document_id)
            if document is not None:
                own = document.citizen_id == dossier.citizen_id
                snippet = hit.snippet if own else masked(hit.snippet)
                answers.append(Found(document, uow.citizens.get(document.citizen_id), snippet, hit.score))
        note(uow, desk, who, Kind.SEARCHED, f"dossier:{dossier.code}", found=len(answers))
        uow.commit()
    return answers
