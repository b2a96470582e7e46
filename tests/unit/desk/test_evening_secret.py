"""A secret in an evening's stack: its words go from every row, also when the mark is found after filing."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import SecrecyMarked
from desk.jobs import Progress
from desk.model.arranging import Join, Split
from desk.model.evening import CutRules, DoubtKind
from desk.model.paper import Document, Stage
from desk.store.backup import named_objects, take_snapshot
from desk.work.digitise import finish_reading
from desk.work.evening_filing import accept
from desk.work.evening_folder import take_evening_folder
from desk.work.evening_run import run_batch
from desk.work.laying import lay
from desk.work.outside import Outside
from desk.work.review import destroy_secret
from desk.work.sorting import sort_sides
from tests.fakes.evenings import Evening, kinds
from tests.fakes.stacks import PAO, A, B, on, side, slip, stack


def found_when_read_again(evening: Evening, document: Document) -> None:
    with evening.desk.unit() as uow:
        pages = uow.documents.pages(document.id)
        uow.documents.update_page(replace(pages[1], removed=True))
        uow.documents.update(replace(document, stage=Stage.RECEIVED))
        uow.commit()
    finish_reading(evening.desk, evening.who, replace(document, stage=Stage.RECEIVED), pages[:1], Progress())


def found_when_laid(evening: Evening, document: Document) -> None:
    with evening.desk.unit() as uow:
        pages = uow.documents.pages(document.id)
    lay(evening.desk, evening.who, document.id, [pages[0].id])


def found_when_sorted(evening: Evening, document: Document) -> None:
    with evening.desk.unit() as uow:
        pages = uow.documents.pages(document.id)
    sort_sides(evening.desk, evening.who, {document.id: [pages[0].id]})


@pytest.mark.parametrize("find", [found_when_read_again, found_when_laid, found_when_sorted])
def test_a_mark_found_after_filing_takes_the_words_out_of_the_stack(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, find: Callable[[Evening, Document], None]
) -> None:
    shown = evening.ran(slip(A), side(name="NÔNG THỊ HẠNH"), on(), slip(B), side(number=PAO))
    document = evening.documents(A)[0]
    understand = type(evening.reader).understand
    monkeypatch.setattr(
        evening.reader, "understand", lambda *told: replace(understand(evening.reader, *told), secrecy="MẬT")
    )

    with pytest.raises(SecrecyMarked):
        find(evening, document)

    after = evening.look(shown.batch.id)
    with evening.desk.unit(reading=True) as uow:
        assert [page.reading for page in uow.documents.pages(document.id)] == [None, None]
        sides = uow.evenings.readings(shown.batch.id, [2, 3, 5])
        told = [field.value for guess in uow.evenings.guesses(shown.batch.id).values() for field in guess.fields]
    assert [(one.reading is None, one.fault == SecrecyMarked.code) for one in sides] == [
        (True, True), (True, True), (False, False),
    ]  # fmt: skip
    assert "NÔNG THỊ HẠNH" not in told
    assert [one.kind for one in after.papers] == [None, "khai_sinh"]


def test_a_destroyed_paper_is_named_by_no_row_of_its_stack_and_by_no_backup(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(name="NÔNG THỊ HẠNH"), on())
    document = evening.documents(A)[0]
    with evening.desk.unit() as uow:
        uow.documents.update(replace(document, secrecy="MẬT"))
        uow.commit()

    destroy_secret(evening.desk, evening.who, document.id)
    take_snapshot(evening.desk.home / "office.db", evening.folder / "copy.db")

    with closing(sqlite3.connect(evening.folder / "copy.db")) as copy:
        kept = set(named_objects(copy))
        rows = [*copy.execute("SELECT reading FROM evening_side WHERE place > 1")]
        guesses = [json.loads(body) for (body,) in copy.execute("SELECT body FROM evening_guess")]
    assert kept.isdisjoint(one.digest for one in shown.papers[0].sides)
    assert rows == [(None,), (None,)]
    assert [one["fields"] for one in guesses if one["secrecy"]] == [[]]
    assert all(one["secrecy"] for one in guesses)


def test_a_paper_cut_from_a_secret_one_bears_its_mark(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(secret="MẬT"), on(), slip(B), side())

    after = evening.did(shown.batch.id, Split(3))
    document = accept(evening.desk, evening.who, shown.batch.id, after.papers[1].bundle.id)

    assert [bundle for kind, bundle in kinds(after) if kind is DoubtKind.SECRECY] == ["m2", after.papers[1].bundle.id]
    assert (document.stage, document.secrecy, document.pdf) == (Stage.RECEIVED, "MẬT", None)


def test_words_understood_under_another_arrangement_go_with_a_mark_that_joining_shows(evening: Evening) -> None:
    shown = evening.ran(
        slip(A), side(name="A", opening=0.6), side(secret="MẬT", opening=0.6), slip(B), side(number=PAO)
    )
    first = shown.papers[0]

    after = evening.did(shown.batch.id, Join(first.bundle.id, shown.papers[1].bundle.id))

    with evening.desk.unit(reading=True) as uow:
        told = [one.value for guess in uow.evenings.guesses(shown.batch.id).values() for one in guess.fields]
        sides = uow.evenings.readings(shown.batch.id, first.bundle.sides)
    assert "A" not in told
    assert [one.reading for one in sides] == [None]
    assert after.papers[1].kind == "khai_sinh"


def destroyed(evening: Evening, document: Document) -> Outside:
    """Let a paper be found to be under a mark of secrecy, and destroy it."""
    with evening.desk.unit() as uow:
        uow.documents.update(replace(document, secrecy="MẬT"))
        uow.commit()
    return destroy_secret(evening.desk, evening.who, document.id, [evening.folder / "vào"])


def from_folder(evening: Evening, *stacks: tuple[dict[str, object], ...]) -> list[Path]:
    """Have stacks taken from the evening's folder and filed, and return where their files lie now."""
    folder = evening.folder / "vào"
    folder.mkdir()
    for number, sides in enumerate(stacks, 1):
        file = stack(folder / f"{number}.pdf", *sides)
        os.utime(file, (1, 1))
    batch = take_evening_folder(evening.desk, evening.who, folder, CutRules()).batch
    assert batch is not None
    run_batch(evening.desk, evening.who, batch.id)
    return sorted(folder.glob("done/*/*"))


def test_the_file_that_held_a_destroyed_paper_alone_is_destroyed_too(evening: Evening) -> None:
    before = from_folder(evening, (slip(A),), (side(name="NÔNG THỊ HẠNH"), on()))

    told = destroyed(evening, evening.documents(A)[0])

    assert [file.name for file in before] == ["1.pdf", "2.pdf"]
    assert told == Outside((str(before[1]),))
    assert [file.exists() for file in before] == [True, False]


def test_a_file_in_which_a_destroyed_paper_lay_beside_others_stays_and_is_named(evening: Evening) -> None:
    (file,) = from_folder(evening, (slip(A), side(name="NÔNG THỊ HẠNH"), slip(B), side(number=PAO)))

    told = destroyed(evening, evening.documents(A)[0])

    assert told == Outside(left=(str(file),))
    assert file.exists()


def test_a_file_that_somebody_chose_is_left_to_them_and_named(evening: Evening) -> None:
    evening.ran(slip(A), side(name="NÔNG THỊ HẠNH"))

    told = destroyed(evening, evening.documents(A)[0])

    assert told == Outside(left=("xap.pdf",))
    assert (evening.folder / "xap.pdf").exists()
