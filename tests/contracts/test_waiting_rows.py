"""What a unit of work tells of dossiers that have not left, of values typed again and again, and of one subject.

Parts of `Dossiers`, `Documents`, `Citizens` and `Journal`; each promise is kept by the office in a file and by the one
on a server.
"""

from dataclasses import replace
from datetime import timedelta

from desk.model.certification import CertifiedCopy, Comparison, CopyStage, Refusal
from desk.model.dossier import DossierState
from desk.model.paper import Field, Stage
from desk.model.people import Citizen
from desk.model.reuse import Outcome, Reuse
from desk.ports import UnitOfWork, Units
from tests.fakes.memory import NOW, Start, begin, event, paper


def confirmed(uow: UnitOfWork, start: Start, key: str, **values: str) -> int:
    """Add a confirmed paper with confirmed fields."""
    document = uow.documents.add(paper(start, key))
    uow.documents.update(replace(document, stage=Stage.CONFIRMED, confirmed_by=start.officer.id, confirmed_at=NOW))
    fields = [Field(name, value, value, 1.0, 0, None, "typed", start.officer.id, NOW) for name, value in values.items()]
    uow.documents.put_fields(document.id, fields)
    return document.id


def copy_of(uow: UnitOfWork, start: Start, document: int) -> CertifiedCopy:
    """Add a copy of a paper with the next number."""
    return uow.copies.add(CertifiedCopy(
        dossier=start.dossier.code, document_id=document, citizen_id=start.citizen.id, title="Giấy khai sinh",
        book="S", year=2026, number=uow.copies.take_number("S", 2026), officer_id=start.officer.id, officer="Mai",
        officer_title="", seal_id=start.officer.id, pages=1, copies=1, fee=0, fees="phi-1", wording="loi-1",
        source="a" * 64, certified_at=NOW, made_by=start.officer.id, comparison=Comparison(compared=True, pages=1),
    ))  # fmt: skip


def test_a_dossier_that_has_not_left_is_told_with_all_that_stands_in_it(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        code = start.dossier.code
        kept = uow.documents.add(paper(start, "a"))
        uow.documents.update(uow.documents.add(paper(start, "b")).at(Stage.REMOVED))
        uow.dossiers.set_shown(code, 2, NOW)
        uow.dossiers.add_reuse(Reuse(code, 3, kept.id, start.officer.id, NOW, "r1", Outcome.FITS, "fits"))
        copy = copy_of(uow, start, kept.id)

        (told,) = uow.dossiers.outstanding()

        assert (told.dossier, told.citizen) == (start.dossier, "Nông Thị Hạnh")
        assert (told.papers, told.settled, told.reused) == ((kept,), {2, 3}, {3})
        assert (told.copies, told.refused) == (((kept.id, copy.stage),), frozenset())


def test_void_numbers_undone_reuses_and_refusals_taken_back_are_not_told(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        code, kept = start.dossier.code, uow.documents.add(paper(start, "a"))
        reuse = uow.dossiers.add_reuse(Reuse(code, 3, kept.id, start.officer.id, NOW, "r1", Outcome.FITS, "fits"))
        uow.dossiers.undo_reuse(reuse.id, NOW)
        copy = copy_of(uow, start, kept.id)
        void = replace(copy, stage=CopyStage.VOID, voided_at=NOW, voided_by=start.officer.id, voided_reason="x")
        uow.copies.update(void)
        uow.copies.add_refusal(Refusal(code, kept.id, (1,), "mờ", start.officer.id, NOW, "f" * 64))
        (refused,) = uow.dossiers.outstanding()
        uow.copies.add_refusal(Refusal(code, kept.id, (), "đã rõ", start.officer.id, NOW, "e" * 64))

        (told,) = uow.dossiers.outstanding()

        assert (told.settled, told.copies, told.refused) == (frozenset(), (), frozenset())
        assert refused.refused == {kept.id}


def test_a_dossier_handed_over_is_outstanding_no_more_and_listed_newest_first(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        left = []
        for number in (2, 3):
            made = uow.dossiers.add(replace(start.dossier, code=f"TAM-261124-000{number}"))
            at = NOW + timedelta(minutes=number)
            left.append(replace(made, state=DossierState.HANDED_OVER, handed_over_at=at))
            uow.dossiers.update(left[-1])
        done = replace(start.dossier, state=DossierState.DONE)
        uow.dossiers.update(done)

        assert [one.dossier for one in uow.dossiers.outstanding()] == [done]
        assert [dossier for dossier, _ in uow.dossiers.handed_over(NOW)] == left[::-1]
        assert [name for _, name in uow.dossiers.handed_over(NOW, 1)] == ["Nông Thị Hạnh"]
        assert uow.dossiers.handed_over(NOW + timedelta(minutes=3)) == [(left[1], "Nông Thị Hạnh")]


def test_values_confirmed_come_commonest_first_with_how_many_citizens_have_them(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        other = replace(start, citizen=uow.citizens.add(Citizen("Vàng A Dơ")))
        confirmed(uow, start, "a", noi_cap="UBND xã Nà Khuôn", so="1")
        confirmed(uow, other, "b", noi_cap="UBND xã Nà Khuôn")
        confirmed(uow, start, "c", noi_cap="Cục Cảnh sát")
        confirmed(uow, start, "d", noi_dang_ky="Cục Cảnh sát")
        confirmed(uow, start, "e", noi_dang_ky="Cục Cảnh sát")

        assert uow.documents.confirmed_values({"noi_cap"}) == [("UBND xã Nà Khuôn", 2), ("Cục Cảnh sát", 1)]
        assert uow.documents.confirmed_values({"noi_cap", "noi_dang_ky"})[0] == ("Cục Cảnh sát", 1)
        assert uow.documents.confirmed_values(set()) == []


def test_papers_in_the_tray_under_a_mark_or_unchecked_tell_no_values(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        for key, change in (("a", {"stage": Stage.REMOVED}), ("b", {"secrecy": "MẬT"}), ("c", {"stage": Stage.READ})):
            number = confirmed(uow, start, key, noi_cap="UBND xã Nà Khuôn")
            document = uow.documents.get(number)
            assert document is not None
            uow.documents.update(replace(document, **change))  # type: ignore[arg-type]  # fields of a document

        assert uow.documents.confirmed_values({"noi_cap"}) == []


def test_names_that_citizens_bear_are_known_whatever_marks_and_capitals_they_are_written_in(unit: Units) -> None:
    with unit() as uow:
        begin(uow)

        assert uow.citizens.bearing(["NÔNG THỊ HẠNH", "nong  thi hanh", "Nông Thị", "Lý Thị Mai"]) == {
            "NÔNG THỊ HẠNH", "nong  thi hanh",
        }  # fmt: skip
        assert uow.citizens.bearing([]) == set()


def test_what_the_journal_says_of_one_subject_comes_in_order(unit: Units) -> None:
    with unit() as uow:
        for number in (1, 2, 1):
            uow.record(event(number))
        uow.commit()

    with unit() as uow:
        assert [entry.seq for entry in uow.journal.about("document:1")] == [1, 3]
        assert uow.journal.about("document:3") == []
