"""Filling a rehearsal office with a past (kho giấy diễn tập): invented people, dossiers and papers."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import islice
from pathlib import Path

from desk.jobs import Progress
from desk.model.dossier import Dossier, DossierState, provisional_code
from desk.model.events import Event, Kind
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Citizen, Consent, Officer
from desk.model.procedure import Procedure
from desk.model.values import Digest, Json, PersonalId
from desk.ports import Desk, UnitOfWork
from desk.rehearsal.people import InventedDocument, Person
from desk.rehearsal.people import invent_documents as invented
from desk.work.catalogue import current
from desk.work.digitise import index_document
from ocr.page import PageReading

_BATCH = 250
_WIDTH, _HEIGHT, _DPI = 620, 877, 75


def invent_documents(desk: Desk, count: int, picture: Path, progress: Progress) -> None:
    """Put so many confirmed papers into the office, in transactions of 250; every paper shows the same picture.

    Raises:
        Cancelled between two transactions, what was written stays; DiskFull.
    """
    digest = desk.store.put_file(picture)
    with desk.unit() as uow:
        officer = uow.officers.all()[0]
    procedure = current(desk).procedures[0]
    stream = invented(count)
    writer = _Writer(desk, officer, procedure, digest)
    for done in range(0, count, _BATCH):
        progress.check()
        progress.say(done, count)
        writer.write(islice(stream, _BATCH), done)
    progress.say(count, count)


class _Writer:
    """Writes invented papers; remembers the people it has met."""

    def __init__(self, desk: Desk, officer: Officer, procedure: Procedure, digest: Digest) -> None:
        self._desk, self._officer, self._procedure, self._digest = desk, officer, procedure, digest
        self._citizens: dict[str, Citizen] = {}

    def write(self, papers: Iterator[InventedDocument], first: int) -> None:
        """Write one batch in one transaction."""
        with self._desk.unit() as uow:
            for number, paper in enumerate(papers, first + 1):
                self._one(uow, paper, number)
            now = self._desk.clock.now()
            filled: dict[str, Json] = {"invented": number, "rehearsal": True}
            uow.record(Event(Kind.SETTINGS_CHANGED, "office", self._officer.login, "-", now, filled))
            uow.commit()

    def _one(self, uow: UnitOfWork, paper: InventedDocument, number: int) -> None:
        came = datetime.combine(paper.day, time(2, 0), UTC)
        citizen = self._citizen(uow, paper.person, came)
        code = self._dossier(uow, citizen, came)
        document = uow.documents.add(
            Document(
                dossier=code, citizen_id=citizen.id, place=None, source="file:rehearsal", made_at=came,
                made_by=self._officer.id, intake_key=f"invented-{number}", stage=Stage.CONFIRMED, kind=paper.kind,
                kind_confidence=1.0, title=paper.title, confirmed_by=self._officer.id, confirmed_at=came,
            )
        )
        reading = PageReading(_WIDTH, _HEIGHT, _DPI, 0, 0.0, blank=False, words=(), text=paper.text)
        uow.documents.add_page(
            Page(document.id, 1, self._digest, "image/jpeg", _WIDTH, _HEIGHT, _DPI, reading=reading)
        )
        fields = [
            Field(name, value, value, 1.0, 0, None, "typed", self._officer.id, came)
            for name, value in paper.fields.items()
        ]
        uow.documents.put_fields(document.id, fields)
        index_document(uow, document, fields, [reading])

    def _citizen(self, uow: UnitOfWork, person: Person, came: datetime) -> Citizen:
        known = self._citizens.get(person.number)
        if known is None:
            number = PersonalId(person.number)
            known = uow.citizens.by_personal_id(number) or uow.citizens.add(
                Citizen(
                    name=person.name, personal_id=number, born=person.born.isoformat(), sex=person.sex,
                    residence=person.residence,
                )
            )
            self._citizens[person.number] = known
        if uow.citizens.consent(known.id) is None:
            uow.citizens.add_consent(Consent(known.id, came, self._officer.id, "-"))
        return known

    def _dossier(self, uow: UnitOfWork, citizen: Citizen, came: datetime) -> str:
        day = came.date()
        dossier = uow.dossiers.add(
            Dossier(
                code=provisional_code(day, uow.dossiers.next_number(day)), citizen_id=citizen.id,
                procedure=self._procedure, catalogue="-", opened_at=came, opened_by=self._officer.id,
                state=DossierState.HANDED_OVER,
            )
        )
        return dossier.code
