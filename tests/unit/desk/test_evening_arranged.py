"""An evening's stack arranged by hand: acts, undoing, accepting and taking back."""


import pytest

from desk.errors import (
    ArrangementWrong,
    BundleFiled,
    BundleHomeless,
    DossierUnknown,
    NothingToUndo,
)
from desk.model.arranging import Assign, BringBack, MoveSides, Remove, SetKind, Split, Turn
from desk.work.access import act_as
from desk.work.evening_acts import redo, undo
from desk.work.evening_filing import accept, file_ready, take_back
from desk.work.evening_look import look
from desk.work.evening_run import run_batch
from tests.fakes.evenings import Evening, kinds
from tests.fakes.office import open_office
from tests.fakes.stacks import BLANK, PAO, A, B, on, side, slip, with_stacks


def test_enter_accepts_a_doubtful_paper_and_taking_it_back_opens_it_again(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(number=PAO))
    batch_id = shown.batch.id

    document = accept(evening.desk, evening.who, batch_id, "m2")
    assert evening.look(batch_id).papers[0].document == document.id
    assert kinds(evening.look(batch_id)) == []

    take_back(evening.desk, evening.who, batch_id, "m2")
    file_ready(evening.desk, evening.who, batch_id)
    run_batch(evening.desk, evening.who, batch_id)
    assert evening.documents(A) == []

    again = accept(evening.desk, evening.who, batch_id, "m2")
    assert again.id == document.id
    assert [one.id for one in evening.documents(A)] == [document.id]


def test_a_paper_of_no_dossier_is_accepted_once_one_is_chosen(evening: Evening) -> None:
    shown = evening.ran(side(), on())
    batch_id = shown.batch.id
    with pytest.raises(BundleHomeless):
        accept(evening.desk, evening.who, batch_id, "m1")
    with pytest.raises(DossierUnknown):
        evening.did(batch_id, Assign(("m1",), "TAM-1"))

    evening.did(batch_id, Assign(("m1",), B))
    file_ready(evening.desk, evening.who, batch_id)

    assert len(evening.documents(B)) == 1


def test_a_filed_paper_is_changed_only_after_it_was_taken_back(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), on())
    batch_id = shown.batch.id

    with pytest.raises(BundleFiled):
        evening.did(batch_id, Split(3))

    take_back(evening.desk, evening.who, batch_id, "m2")
    evening.did(batch_id, Split(3))
    file_ready(evening.desk, evening.who, batch_id)
    assert len(evening.documents(A)) == 2


def test_undoing_survives_a_restart_and_gives_back_the_very_arrangement(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), on(), BLANK, slip(B), side(), hold=True)
    batch_id, begun = shown.batch.id, shown.arrangement
    moved = evening.did(batch_id, MoveSides((3,), "m6"), Remove((2,)))

    evening.desk.close()
    desk, _reader = with_stacks(open_office(evening.desk.home))
    who = act_as(desk, "pao.hv", "1")
    again = look(desk, who, batch_id)
    undone = [undo(desk, who, batch_id).arrangement for _ in range(2)]
    redone = [redo(desk, who, batch_id).arrangement for _ in range(2)]

    assert again.arrangement == moved.arrangement
    assert undone[1] == begun
    assert redone[1] == moved.arrangement
    with pytest.raises(NothingToUndo):
        redo(desk, who, batch_id)
    desk.close()


def test_acts_that_cannot_all_be_done_change_nothing(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), on(), hold=True)

    with pytest.raises(ArrangementWrong):
        evening.did(shown.batch.id, Split(3), Split(3))

    assert evening.look(shown.batch.id).arrangement == shown.arrangement


def test_a_changed_paper_is_understood_anew_and_a_turned_side_is_read_again(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), on(kind="ket_hon"), hold=True)
    reads = evening.reader.reads

    split = evening.did(shown.batch.id, Split(3))
    turned = evening.did(shown.batch.id, Turn((3,), 90))
    named = evening.did(shown.batch.id, SetKind("m2", "so_ho_khau"))

    assert [one.kind for one in split.papers] == ["khai_sinh", "ket_hon"]
    assert [one.kind for one in named.papers] == ["so_ho_khau", "ket_hon"]
    assert evening.reader.reads == reads + 1
    assert turned.papers[1].sides[0].turn == 90

    file_ready(evening.desk, evening.who, shown.batch.id)
    with evening.desk.unit(reading=True) as uow:
        pages = [uow.documents.pages(one.id)[0] for one in evening.documents(A)]
    assert [page.turn for page in pages] == [0, 90]
    assert pages[1].reading is not None
    assert pages[1].reading.text.endswith("turned 90")


def test_a_blank_side_brought_back_is_bound_with_its_paper(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), BLANK, on(), hold=True)

    evening.did(shown.batch.id, BringBack((3,)))
    file_ready(evening.desk, evening.who, shown.batch.id)

    with evening.desk.unit(reading=True) as uow:
        assert len(uow.documents.pages(evening.documents(A)[0].id)) == 3
