"""Days of work put straight into an office's rows: dossiers, papers, reuses and copies at the moments a test names."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from desk.model.certification import CertifiedCopy, Comparison, CopyKind, CopyStage
from desk.model.deadline import VIETNAM
from desk.model.dossier import Dossier, DossierState
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Citizen
from desk.model.procedure import Component, Need, Procedure
from desk.model.reuse import Outcome, Reuse
from desk.ports import Desk, UnitOfWork
from ocr.page import PageReading
from signing.values import Level

BOOK = "SCTĐT/BS"
READING = PageReading(620, 877, 300.0, 0, 0.0, blank=False, words=(), text="Nông")


def asking(code: str, name: str, papers: int) -> Procedure:
    """Return a procedure that asks for so many papers, and for one more that is only shown."""
    parts = [Component(place, f"Giấy tờ {place}", Need.HAND_IN) for place in range(1, papers + 1)]
    return Procedure(code, name, "Thử", (*parts, Component(papers + 1, "Thẻ căn cước", Need.SHOW)), days=5)


BIRTH, MARRIAGE = asking("1.001193", "Đăng ký khai sinh", 2), asking("1.004873", "Xác nhận tình trạng hôn nhân", 3)
AID = asking("1.001776", "Trợ cấp xã hội hằng tháng", 3)
COPYING = Procedure(
    "2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực",
    (Component(1, "Bản chính giấy tờ, văn bản", Need.SHOW),), days=0,
)  # fmt: skip


def at(day: date, clock: str) -> datetime:
    """Return an instant of a day in Vietnam, in UTC as the office keeps it."""
    return datetime.combine(day, time.fromisoformat(clock), VIETNAM).astimezone(UTC)


@dataclass
class Days:
    """Puts work into an office; each call is one transaction, but for those made `together`."""

    desk: Desk
    officer: int = 1
    made: int = 500
    _citizen: int = 0
    _held: int = 0
    _rows: UnitOfWork | None = None

    def __post_init__(self) -> None:
        with self._unit() as uow:
            self._citizen = uow.citizens.add(Citizen("Ma Thị Nguyệt")).id

    @contextmanager
    def together(self) -> Iterator[None]:
        """Put all that follows into one transaction: quicker for weeks of work."""
        with self.desk.unit() as uow:
            self._rows = uow
            yield
            self._rows = None
            uow.commit()

    @contextmanager
    def _unit(self) -> Iterator[UnitOfWork]:
        if self._rows is not None:
            yield self._rows
            return
        with self.desk.unit() as uow:
            yield uow
            uow.commit()

    def dossier(
        self, opened: datetime, procedure: Procedure = AID, *, due: datetime | None = None,
        handed: datetime | None = None, state: DossierState = DossierState.RECEIVED,
    ) -> str:
        """Receive a dossier and return its code."""
        self.made += 1
        code = f"TAM-{opened.astimezone(VIETNAM):%y%m%d}-{self.made:04d}"
        state = DossierState.HANDED_OVER if handed is not None else state
        with self._unit() as uow:
            uow.dossiers.add(
                Dossier(
                    code, self._citizen, procedure, "thu-1", opened, self.officer, state, due_at=due,
                    handed_over_at=handed,
                )
            )
        return code

    def paper(
        self, code: str, came: datetime, place: int | None = None, *, sides: int = 1, stage: Stage = Stage.READ,
        fields: tuple[Field, ...] = (),
    ) -> Document:
        """Take a paper in; its sides are read unless it is still received."""
        self.made += 1
        read = READING if stage is not Stage.RECEIVED else None
        checked = stage is Stage.CONFIRMED
        with self._unit() as uow:
            document = uow.documents.add(
                Document(
                    code, self._citizen, place, "scan:invented", came, self.officer, f"day-{self.made}", stage=stage,
                    confirmed_by=self.officer if checked else None, confirmed_at=came if checked else None,
                )
            )
            for side in range(1, sides + 1):
                uow.documents.add_page(Page(document.id, side, "0" * 64, "image/jpeg", 620, 877, 300.0, reading=read))
            uow.documents.put_fields(document.id, fields)
        return document

    def reuse(self, code: str, place: int, when: datetime, *, undone: datetime | None = None) -> None:
        """Let a paper the office held serve a component, and take it back again."""
        with self._unit() as uow:
            held = self._held_paper(uow, when)
            made = uow.dossiers.add_reuse(Reuse(code, place, held, self.officer, when, "r-1", Outcome.FITS, "fits"))
            if undone is not None:
                uow.dossiers.undo_reuse(made.id, undone)

    def _held_paper(self, uow: UnitOfWork, when: datetime) -> int:
        if not self._held:
            before = when - timedelta(days=400)
            code = "TAM-251001-9999"
            uow.dossiers.add(Dossier(code, self._citizen, COPYING, "thu-1", before, self.officer,
                                     DossierState.HANDED_OVER, handed_over_at=before))  # fmt: skip
            self._held = uow.documents.add(
                Document(code, self._citizen, None, "scan:invented", before, self.officer, "held-long", Stage.CONFIRMED)
            ).id
        return self._held

    def copy(  # noqa: PLR0913 -- what a test may want to be otherwise
        self, code: str, numbered: datetime, *, compared_s: float = 20.0, signed_s: float = 10.0,
        stage: CopyStage = CopyStage.SEALED, kind: CopyKind = CopyKind.CERTIFIED, copies: int = 1, pages: int = 2,
    ) -> CertifiedCopy:
        """Take a number for a paper of a dossier and bring its copy to a stage."""
        document = self.paper(code, numbered, stage=Stage.CONFIRMED)
        book = BOOK if kind is CopyKind.CERTIFIED else "SY"
        finished = numbered + timedelta(seconds=signed_s) if stage is CopyStage.SEALED else None
        with self._unit() as uow:
            number = uow.copies.take_number(book, numbered.astimezone(VIETNAM).year)
            begun = CertifiedCopy(
                dossier=code, document_id=document.id, citizen_id=self._citizen, title="Giấy khai sinh", book=book,
                year=numbered.astimezone(VIETNAM).year, number=number, officer_id=2, officer="Lý Thị Mai",
                officer_title="Phó Chủ tịch UBND xã", seal_id=1, pages=pages, copies=copies, fee=2000 * pages,
                fees="phi-1", wording="loi-1", source="0" * 64, certified_at=numbered, made_by=self.officer,
                comparison=Comparison(compared=True, pages=pages, seconds=compared_s), requester="Ma Thị Nguyệt",
                kind=kind,
            )  # fmt: skip
            made = uow.copies.add(begun)
            if stage is not CopyStage.NUMBERED:
                made = replace(made, stage=stage, finished_at=finished, level=Level.LTA if finished else None)
                if stage is CopyStage.VOID:
                    made = replace(made, voided_at=numbered, voided_by=1, voided_reason="sai tên")
                uow.copies.update(made)
        return made


def weeks_of_work(desk: Desk, today: date, until: str = "15:20", first: int = 0, seed: int = 7) -> Days:
    """Fill four weeks, from their `first` day of 28 on, that end today at an hour: each week goes better."""
    chance, days = random.Random(seed), Days(desk)  # noqa: S311 -- invented work, no secret
    with days.together():
        for number in range(first, 28):
            day = today - timedelta(days=27 - number)
            for opened in _moments(chance, day) if day.weekday() < 5 else ():
                if opened <= at(today, until):
                    _work(chance, days, opened, number)
    return days


def _moments(chance: random.Random, day: date) -> list[datetime]:
    busy = ((7, 2), (8, 6), (9, 7), (10, 5), (11, 2), (13, 3), (14, 4), (15, 3), (16, 2))
    return [
        at(day, f"{hour:02d}:{minute:02d}")
        for hour, most in busy
        for minute in sorted(chance.sample(range(30 if hour in (7, 13) else 0, 60), chance.randint(most // 2, most)))
    ]


def _work(chance: random.Random, days: Days, opened: datetime, number: int) -> None:
    procedure = chance.choices((COPYING, BIRTH, MARRIAGE, AID), (14, 6, 5, 4))[0]
    due = at(opened.astimezone(VIETNAM).date(), "17:00") + timedelta(days=0 if procedure is COPYING else 6)
    today = number == 27
    handed = None if today and chance.random() < 0.5 else opened + timedelta(minutes=50)
    code = days.dossier(opened, procedure, due=due, handed=handed)
    if procedure is COPYING:
        pace = 74 - 1.2 * number + chance.uniform(-6, 6)
        waits = today and chance.random() < 0.15
        stage = chance.choice((CopyStage.SIGNED, CopyStage.WAITING)) if waits else CopyStage.SEALED
        days.copy(code, opened + timedelta(minutes=4), compared_s=max(12, pace - 14), signed_s=14, stage=stage)
        return
    for place in range(1, len(procedure.components)):
        moment = opened + timedelta(minutes=place)
        if chance.random() < 0.35 + 0.012 * number:
            days.reuse(code, place, moment)
        else:
            read = chance.choice(("Nông Thị Hạnh", "Nông Thi Hạnh"))
            doubt = Field("ho_ten", "Nông Thị Hạnh", read, 0.7, 1, None, "label", 1, moment)
            unchecked = today and chance.random() < 0.3
            stage, fields = (Stage.READ, ()) if unchecked else (Stage.CONFIRMED, (doubt,))
            days.paper(code, moment, place, sides=chance.randint(1, 3), stage=stage, fields=fields)
