"""What every `Evenings` owes the end of the day: no side comes twice, acts are kept, undoing is moving a pointer."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from desk.errors import SecrecyMarked
from desk.model.arranging import Act, Assign, Remove, Split
from desk.model.cutting import Owner, Piece
from desk.model.evening import Batch, BatchState, Bundle, CutRules, DoubtKind, How, Side, Unsure
from desk.model.paper import Stage
from desk.ports import Evenings, UnitOfWork, Units
from desk.store.opening import Memory
from ocr.page import DocumentReading, FieldReading, PageReading, Word
from tests.fakes.memory import NOW, begin, paper

READING = PageReading(620, 877, 75, 90, -0.4, False, (Word("Họ", 1, 2, 30, 40, 0.93, 1, 2),), "Họ", ("dark",))


def a_batch(uow: UnitOfWork, key: str = "k") -> Batch:
    """Add an officer with a citizen and a dossier, and a batch."""
    officer = begin(uow).officer
    return uow.evenings.add(Batch(key, "files", CutRules(every=2, duplex=True), NOW, officer.id, "TAM-261124-0001"))


def a_side(batch: Batch, number: int = 1, origin: str = "a" * 64) -> Side:
    return Side(batch.id, 0, "xấp.pdf", origin, number, "d" * 64, "image/jpeg", 620, 877, 75, 90, duplex=True)


def test_a_batch_opened_again_under_its_key_is_the_same_one(unit: Units) -> None:
    with unit() as uow:
        evenings: Evenings = uow.evenings
        made = a_batch(uow)
        read = replace(made, state=BatchState.READ, read_at=NOW, work_s=12.5)
        evenings.update(read)

        again = evenings.add(replace(made, id=0, source="folder:khác"))

        assert again == evenings.get(made.id) == read
        assert evenings.since(NOW) == [read]
        assert evenings.since(NOW + timedelta(days=1)) == []


def test_a_side_of_the_same_place_in_the_same_file_comes_once(unit: Units) -> None:
    with unit() as uow:
        batch = a_batch(uow)
        first, second = (uow.evenings.add_side(a_side(batch, number)) for number in (1, 2))

        again = uow.evenings.add_side(replace(a_side(batch), origin="bản khác.pdf"))
        other = uow.evenings.add_side(a_side(batch, 1, "b" * 64))

        assert again == first
        assert [side.place for side in (first, second, other)] == [1, 2, 3]
        assert uow.evenings.sides(batch.id) == [first, second, other]
        assert uow.evenings.sides(batch.id, [3, 1, 9]) == [first, other]


def test_a_reading_comes_back_only_where_it_is_asked_for(unit: Units) -> None:
    with unit() as uow:
        batch = a_batch(uow)
        side = uow.evenings.add_side(a_side(batch))
        read = replace(side, turn=180, blank=False, reading=READING, fault="ocr.fault")

        uow.evenings.update_side(read)

        assert uow.evenings.readings(batch.id, [1, 7]) == [read]
        assert uow.evenings.sides(batch.id) == [replace(read, reading=None)]


def test_what_was_cut_comes_back_in_its_order_and_once(unit: Units) -> None:
    bundle = Bundle("m2", (2, 4), "A", 1, "khai_sinh", How.SLIP, 0.8, frozenset({DoubtKind.KIND}))
    unsure = Unsure(4, 2, 0.4, ("head",))
    first = Piece(4, (1,), bundle, (3,), (unsure,), (3,), Owner("A", 1), How.PATCH, 0.7)
    second = Piece(9, (5, 9))
    with unit() as uow:
        batch = a_batch(uow)
        for piece in (second, first, replace(first, bundle=None)):
            uow.evenings.add_piece(batch.id, piece)

        assert uow.evenings.pieces(batch.id) == [first, second]


def test_undoing_and_doing_again_move_along_the_acts_of_the_last_wish(unit: Units) -> None:
    with unit() as uow:
        evenings, batch = uow.evenings, a_batch(uow)
        acts: list[Act] = [Split(2), Assign(("m1",), None), Remove((1, 2))]
        for act in acts[:2]:
            evenings.act(batch.id, act, batch.made_by, NOW)
        evenings.point(batch.id, forward=False)
        evenings.act(batch.id, acts[2], batch.made_by, NOW)

        assert evenings.acts(batch.id) == [acts[0], acts[2]]
        assert evenings.ahead(batch.id) == (True, False)
        assert [evenings.point(batch.id, forward=False) for _ in range(3)] == [True, True, False]
        assert evenings.acts(batch.id) == []
        assert evenings.ahead(batch.id) == (False, True)
        assert [evenings.point(batch.id, forward=True) for _ in range(3)] == [True, True, False]
        assert evenings.acts(batch.id) == [acts[0], acts[2]]


def test_an_act_is_neither_changed_nor_deleted(memory: Memory) -> None:
    with memory.unit() as uow:
        batch = a_batch(uow)
        uow.evenings.act(batch.id, Split(2), batch.made_by, NOW)
        uow.commit()

    for words in ("DELETE FROM evening_act", "UPDATE evening_act SET body = '{}'"):
        with memory.engine.begin() as database, pytest.raises(sa.exc.DBAPIError, match="acts of the end of the day"):
            database.exec_driver_sql(words)


def test_what_sides_were_understood_as_is_kept_under_their_key(unit: Units) -> None:
    name = FieldReading("ho_ten", "Nông Thị Hạnh", 0.97, 1, (0.1, 0.2, 0.3, 0.4), "label", "NÔNG THỊ HẠNH")
    guess = DocumentReading("khai_sinh", 0.98, (name, replace(name, box=None, value=None)), None, copy_mark=True)
    with unit() as uow:
        batch = a_batch(uow)
        uow.evenings.put_guess(batch.id, "k", DocumentReading(None, 0.0))

        uow.evenings.put_guess(batch.id, "k", guess)

        assert uow.evenings.guesses(batch.id) == {"k": guess}


def test_words_of_a_secret_are_forgotten_in_every_batch_and_other_sides_keep_theirs(unit: Units) -> None:
    words, mark = DocumentReading("khai_sinh", 0.98), DocumentReading(None, 0.0, (), "MẬT")
    with unit() as uow:
        one = a_batch(uow)
        two, three = (uow.evenings.add(replace(one, id=0, key=key)) for key in ("k2", "k3"))
        for batch in (one, two, three):
            uow.evenings.update_side(replace(uow.evenings.add_side(a_side(batch)), reading=READING, blank=False))
            uow.evenings.put_guess(batch.id, "k", words)
        other = replace(a_side(three, 2), digest="e" * 64, batch_id=one.id)
        uow.evenings.update_side(replace(uow.evenings.add_side(other), reading=READING))
        uow.evenings.put_guess(one.id, "marked", mark)

        uow.evenings.forget({"f" * 64})
        untouched = uow.evenings.guesses(two.id)
        uow.evenings.forget({"d" * 64, "0" * 64})

        assert untouched == {"k": words}
        for batch in (one, two, three):
            forgotten = uow.evenings.readings(batch.id, [1])[0]
            assert (forgotten.reading, forgotten.fault) == (None, SecrecyMarked.code)
        assert uow.evenings.readings(one.id, [2])[0].reading == READING
        assert [uow.evenings.guesses(batch.id) for batch in (one, two, three)] == [{"marked": mark}, {}, {}]


def test_a_paper_in_the_tray_does_not_count_as_filed(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        kept, gone = (uow.documents.add(paper(start, key)) for key in ("kept", "gone"))
        uow.documents.update(gone.at(Stage.REMOVED))

        assert uow.evenings.filed(["kept", "gone", "never"]) == {"kept": kept.id}
