"""What every `Figures` owes the board: a span holds its first instant and not its last, nothing undone counts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.model.board import CheckedPapers, DueDossier, TakenPapers
from desk.model.certification import CertifiedCopy, Comparison, CopyKind, CopyStage
from desk.model.dossier import Dossier, DossierState
from desk.model.paper import Field, Page, Stage
from desk.model.procedure import Component, Need, Procedure
from desk.model.reuse import Outcome, Reuse
from desk.ports import Figures, UnitOfWork, Units
from tests.fakes.days import READING
from tests.fakes.memory import NOW, Start, begin, paper

ASKS = Procedure("1.1", "Thử", "Thử", (Component(1, "Tờ khai", Need.HAND_IN), Component(2, "Thẻ", Need.SHOW)))
SINCE, UNTIL = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
TICK = timedelta(microseconds=1)
EDGES = ((SINCE - TICK, False), (SINCE, True), (SINCE + TICK, True), (UNTIL - TICK, True), (UNTIL, False))


class Counting:
    """An office's figures inside one unit that is never committed."""

    def __init__(self, uow: UnitOfWork, start: Start) -> None:
        self.uow, self.start, self.made = uow, start, 0
        self.figures: Figures = uow.figures

    def dossier(self, opened: datetime, **changed: object) -> Dossier:
        """Add a dossier."""
        self.made += 1
        one = Dossier(f"TAM-{self.made}", self.start.citizen.id, ASKS, "thu-1", opened, self.start.officer.id)
        return self.uow.dossiers.add(replace(one, **changed))  # type: ignore[arg-type]  # fields of a dossier

    def paper(self, code: str, **changed: object) -> int:
        """Add a paper and return its id."""
        self.made += 1
        made = replace(paper(self.start, f"key-{self.made}"), dossier=code, **changed)  # type: ignore[arg-type]  # fields of a paper
        return self.uow.documents.add(made).id

    def copy(self, moment: datetime, stage: CopyStage = CopyStage.NUMBERED) -> CertifiedCopy:
        """Take a number."""
        book = "SCT"
        copy = CertifiedCopy(
            dossier=self.start.dossier.code, document_id=self.paper(self.start.dossier.code),
            citizen_id=self.start.citizen.id, title="Giấy khai sinh", book=book, year=2026,
            number=self.uow.copies.take_number(book, 2026), officer_id=self.start.officer.id, officer="M",
            officer_title="", seal_id=self.start.officer.id, pages=2, copies=3, fee=4000, fees="p", wording="l",
            source="0" * 64, certified_at=moment, made_by=self.start.officer.id,
            comparison=Comparison(compared=True, pages=2, seconds=21.5),
        )  # fmt: skip
        added = self.uow.copies.add(copy)
        if stage is CopyStage.NUMBERED:
            return added
        changed = replace(added, stage=stage, voided_at=moment if stage is CopyStage.VOID else None)
        self.uow.copies.update(changed)
        return changed


@pytest.fixture
def counting(unit: Units) -> Iterator[Counting]:
    with unit() as uow:
        start = begin(uow)
        long_ago = replace(start.dossier, opened_at=NOW - timedelta(days=400), state=DossierState.HANDED_OVER)
        uow.dossiers.update(long_ago)
        yield Counting(uow, start)


def test_a_span_holds_its_first_instant_and_not_the_one_behind_it(counting: Counting) -> None:
    for moment, _ in EDGES:
        counting.dossier(moment)
        counting.copy(moment)

    opened = [one.opened_at for one in counting.figures.opened(SINCE, UNTIL)]
    numbered = [one.certified_at for one in counting.figures.copies(SINCE, UNTIL)]

    assert opened == numbered == [moment for moment, inside in EDGES if inside]


def test_a_component_is_filled_by_papers_in_force_alone(counting: Counting) -> None:
    dossier = counting.dossier(NOW)
    counting.paper(dossier.code, place=1, stage=Stage.REMOVED)
    counting.paper(dossier.code, place=None)
    held = counting.paper(counting.start.dossier.code)
    made = counting.uow.dossiers.add_reuse(
        Reuse(dossier.code, 1, held, counting.start.officer.id, NOW, "r", Outcome.FITS, "fits")
    )
    before = counting.figures.opened(SINCE, UNTIL)[0]

    counting.uow.dossiers.undo_reuse(made.id, NOW)
    counting.paper(dossier.code, place=1)

    after = counting.figures.opened(SINCE, UNTIL)[0]
    assert (before.places, before.scanned, before.reused) == ({1}, set(), {1})
    assert (after.scanned, after.reused) == ({1}, set())


def test_a_dossier_that_was_refused_was_not_received(counting: Counting) -> None:
    counting.dossier(NOW, state=DossierState.REFUSED)

    assert counting.figures.opened(SINCE, UNTIL) == []


def test_papers_are_counted_by_the_hour_they_came_with_their_sides(counting: Counting) -> None:
    hour = NOW.replace(minute=0, second=0, microsecond=0)
    first = counting.paper(counting.start.dossier.code, stage=Stage.READ, made_at=NOW)
    counting.paper(counting.start.dossier.code, stage=Stage.REMOVED, made_at=NOW)
    counting.paper(counting.start.dossier.code, stage=Stage.RECEIVED, made_at=hour + timedelta(hours=1) - TICK)
    for place, reading, removed in ((1, READING, False), (2, None, False), (3, READING, True)):
        counting.uow.documents.add_page(
            Page(first, place, "0" * 64, "image/png", 620, 877, 300.0, reading=reading, removed=removed)
        )

    taken = counting.figures.taken(SINCE, UNTIL)

    assert taken == [TakenPapers(hour.astimezone(UTC), counting.start.officer.id, papers=2, sides=2, read=1)]


def test_fields_the_machine_doubted_count_with_the_paper_that_was_checked(counting: Counting) -> None:
    officer = counting.start.officer.id
    values = (("sure", "A", "A", 0.95), ("kept", "B", "B", 0.5), ("changed", "C", "D", 0.5), ("typed", "E", None, 0.0))
    for stage in (Stage.CONFIRMED, Stage.READ):
        checked = stage is Stage.CONFIRMED
        document = counting.paper(
            counting.start.dossier.code, stage=stage, confirmed_by=officer if checked else None,
            confirmed_at=NOW if checked else None,
        )
        fields = [Field(name, value, read, sure, 1, None, "label", officer, NOW) for name, value, read, sure in values]
        counting.uow.documents.put_fields(document, fields)

    assert counting.figures.checked(SINCE, UNTIL) == [CheckedPapers(officer, papers=1, doubts=3, corrected=2)]


def test_copies_are_told_with_what_the_comparison_took(counting: Counting) -> None:
    counting.copy(NOW, CopyStage.VOID)

    (made,) = counting.figures.copies(SINCE, UNTIL)

    assert (made.kind, made.stage) == (CopyKind.CERTIFIED, CopyStage.VOID)
    assert (made.copies, made.pages, made.fee) == (3, 2, 4000)
    assert (made.compared_s, made.finished_at) == (21.5, None)


def test_dossiers_are_due_by_the_hour_promised_whenever_they_were_received(counting: Counting) -> None:
    old = NOW - timedelta(days=40)
    counting.dossier(old, due_at=NOW, handed_over_at=NOW + TICK, state=DossierState.HANDED_OVER)
    counting.dossier(old, due_at=NOW)
    counting.dossier(old, due_at=NOW, state=DossierState.DONE)
    counting.dossier(old, due_at=NOW, state=DossierState.STOPPED)
    counting.dossier(old, due_at=UNTIL)

    due = counting.figures.due(SINCE, UNTIL)

    assert due == [DueDossier(NOW, NOW + TICK), DueDossier(NOW, None), DueDossier(NOW, None)]
    assert not any(one.on_time for one in due)
    assert counting.figures.handed_over(SINCE, UNTIL) == 1


def test_what_waits_is_told_with_the_one_to_begin_with(counting: Counting) -> None:
    late = counting.dossier(NOW - timedelta(days=3), due_at=NOW - timedelta(hours=2))
    counting.dossier(NOW, due_at=NOW + timedelta(hours=2), state=DossierState.DONE)
    counting.dossier(NOW, due_at=NOW + timedelta(days=1))
    counting.dossier(NOW, due_at=NOW, handed_over_at=NOW, state=DossierState.HANDED_OVER)
    counting.paper(late.code, stage=Stage.READ)
    counting.paper(counting.start.dossier.code, stage=Stage.READ)
    for stage in (CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.VOID):
        counting.copy(NOW, stage)
    waiting = counting.copy(NOW, CopyStage.SIGNED)
    counting.uow.copies.update(replace(waiting, stage=CopyStage.WAITING))

    told = counting.figures.unsettled(NOW, NOW + timedelta(hours=10))

    assert (told.stamps, told.people) == (1, 2)
    assert (told.unchecked, told.unchecked_in) == (1, late.code)
    assert (told.due, told.late, told.due_first, told.due_first_at) == (2, 1, late.code, late.due_at)
