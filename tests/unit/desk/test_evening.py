"""An evening's stack becomes dossiers: nothing comes twice, nothing doubtful is filed, everything can be taken back."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from desk.errors import (
    WorkHeld,
)
from desk.model.arranging import Join
from desk.model.dossier import DossierState
from desk.model.evening import BatchState, DoubtKind
from desk.model.paper import Stage
from desk.model.people import Citizen
from desk.model.values import PersonalId
from desk.store.backup import named_objects, take_snapshot
from desk.work.evening import batch_in_hand, open_batch, take_files
from desk.work.evening_acts import read_again
from desk.work.evening_filing import accept, file_ready
from desk.work.evening_report import report, report_pdf
from desk.work.evening_run import run_batch
from desk.work.evening_stack import doubts_of, load_stack
from tests.fakes.evenings import Evening, kinds
from tests.fakes.stacks import BLANK, HANH, PAO, A, B, on, side, slip, stack


def test_papers_behind_slips_come_into_their_dossiers_with_what_was_read(evening: Evening) -> None:
    shown = evening.ran(slip(A), BLANK, side(name="NÔNG THỊ HẠNH", number=HANH), on(), slip(B), side(number=PAO))

    documents = [*evening.documents(A), *evening.documents(B)]
    assert [(one.dossier, one.place, one.kind, one.stage) for one in documents] == [
        (A, 2, "khai_sinh", Stage.READ), (B, 2, "khai_sinh", Stage.READ),
    ]  # fmt: skip
    assert kinds(shown) == []
    with evening.desk.unit() as uow:
        assert [page.place for page in uow.documents.pages(documents[0].id)] == [1, 2]
        assert [field.value for field in uow.documents.fields(documents[0].id)] == ["NÔNG THỊ HẠNH", HANH]
        assert [hit.document_id for hit in uow.index.find("hanh")] == [documents[0].id]
        assert uow.journal.first_break()[1] is None
    assert [side.place for side in shown.separators] == [1, 2, 5]


def test_the_same_files_again_change_nothing_and_read_nothing(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), slip(B), side())
    before = (evening.reader.reads, evening.reader.understood, len(evening.reader.bound))

    for _ in range(2):
        take_files(evening.desk, evening.who, shown.batch.id, [evening.folder / "xap.pdf"])
        run_batch(evening.desk, evening.who, shown.batch.id)
    other = open_batch(evening.desk, evening.who, "files")
    take_files(evening.desk, evening.who, other.id, [evening.folder / "xap.pdf"])
    run_batch(evening.desk, evening.who, other.id)

    assert [len(evening.documents(code)) for code in (A, B)] == [1, 1]
    assert (evening.reader.reads - 4, len(evening.reader.bound)) == (before[0], before[2])


def test_a_reading_is_used_for_the_filed_paper_and_not_made_twice(evening: Evening) -> None:
    evening.ran(slip(A), side(), on(), on())

    assert (evening.reader.reads, evening.reader.understood, evening.reader.bound) == (4, 1, [3])


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ([side()], DoubtKind.DOSSIER),
        ([slip("TAM-990101-0009"), side()], DoubtKind.DOSSIER),
        ([slip(A), side(number=PAO)], DoubtKind.PERSON),
        ([slip(A), side(kind="can_cuoc", name="Hoàng Văn Páo")], DoubtKind.PERSON),
        ([slip(A), side(secret="MẬT")], DoubtKind.SECRECY),
        ([slip(A), side(fails=True)], DoubtKind.UNREADABLE),
        ([slip(A), side(), side(opening=0.4)], DoubtKind.CUT),
    ],
)  # fmt: skip
def test_a_paper_with_a_doubt_that_stops_waits_for_a_person(
    evening: Evening, sides: list[dict[str, object]], expected: DoubtKind
) -> None:
    shown = evening.ran(*sides)

    assert expected in [kind for kind, _bundle in kinds(shown)]
    assert evening.documents(A) == []
    assert [one.document for one in shown.papers] == [None]


def test_an_unsure_cut_keeps_both_papers_out_and_is_asked_once(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), side(opening=0.6), side())

    assert kinds(shown) == [(DoubtKind.CUT, "m3")]
    assert [one.document is None for one in shown.papers] == [True, True, False]

    after = evening.did(shown.batch.id, Join("m2", "m3"))
    file_ready(evening.desk, evening.who, shown.batch.id)

    assert kinds(after) == []
    assert sorted(evening.reader.bound) == [1, 2]


def test_a_misread_number_beside_the_very_name_is_no_stranger_and_a_namesake_known_here_is(evening: Evening) -> None:
    with evening.desk.unit() as uow:
        uow.citizens.add(Citizen("Nông Thị Hạnh", PersonalId("008187009999")))
        uow.commit()

    shown = evening.ran(
        slip(A), side(kind="can_cuoc", name="Nông Thị Hạnh", number="008187004216"),
        side(kind="can_cuoc", name="Nông Thị Hạnh", number="008187009999"),
    )  # fmt: skip

    assert kinds(shown) == [(DoubtKind.PERSON, "m3")]


def test_a_paper_of_unknown_kind_that_bears_the_number_of_another_received_here_waits(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(kind=None, about=PAO), side(kind=None, about="008 187 004 215"))

    assert [bundle for kind, bundle in kinds(shown) if kind is DoubtKind.PERSON] == ["m2"]
    assert [one.document is None for one in shown.papers] == [True, False]


def test_a_side_whose_reader_died_is_read_again_when_that_is_wished(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), on(fails=True))
    evening.reader.mended = True

    again = read_again(evening.desk, evening.who, shown.batch.id, "m2")

    assert [kind for kind, _bundle in kinds(shown)] == [DoubtKind.CUT, DoubtKind.UNREADABLE]
    assert [kind for kind, _bundle in kinds(again)] == [DoubtKind.CUT]


def test_a_backup_holds_the_sides_of_a_stack_but_no_secret_ones(evening: Evening) -> None:
    shown = evening.ran(side(), slip(A), side(secret="MẬT"))
    sides = [one.digest for paper in shown.papers for one in paper.sides]
    take_snapshot(evening.desk.home / "office.db", evening.folder / "copy.db")

    with closing(sqlite3.connect(evening.folder / "copy.db")) as copy:
        kept = set(named_objects(copy))

    assert [one in kept for one in sides] == [True, False]


def test_a_paper_of_unknown_kind_is_taken_and_told(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(kind=None))

    assert kinds(shown) == [(DoubtKind.KIND, "m2")]
    assert [one.kind for one in evening.documents(A)] == [None]


def test_the_doubtful_come_first_and_kind_by_kind(evening: Evening) -> None:
    shown = evening.ran(
        slip(A), side(), slip(A), side(number=PAO), slip(A), side(kind=None), side(opening=0.3), slip(B), side(),
    )

    assert [kind for kind, _bundle in kinds(shown)] == [DoubtKind.CUT, DoubtKind.KIND, DoubtKind.PERSON]


def test_a_side_before_the_first_paper_that_may_be_blank_is_asked_about(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(), side())

    with evening.desk.unit(reading=True) as uow:
        faint = load_stack(uow, shown.batch.id, replace(shown.arrangement, faint=(1,)))

    doubts = [doubt for one in shown.arrangement.bundles for doubt in doubts_of(faint, one)]
    assert [(one.bundle, one.side) for one in doubts if one.kind is DoubtKind.BLANK] == [("m2", 1)]


def test_a_secret_stops_its_own_paper_only_and_its_words_are_forgotten(evening: Evening) -> None:
    shown = evening.ran(slip(A), side(secret="MẬT"), slip(B), side())

    assert len(evening.documents(B)) == 1
    with evening.desk.unit() as uow:
        assert [one.reading for one in uow.evenings.readings(shown.batch.id, [2])] == [None]

    document = accept(evening.desk, evening.who, shown.batch.id, "m2")

    assert (document.stage, document.secrecy, document.pdf) == (Stage.RECEIVED, "MẬT", None)
    with evening.desk.unit() as uow:
        assert uow.documents.pages(document.id)[0].reading is None


def test_a_dossier_that_asks_for_more_papers_is_told(evening: Evening) -> None:
    shown = evening.ran(slip(A), side())

    told = [dict(one.context) for one in shown.doubts if one.kind is DoubtKind.COUNT]
    assert told == [{"dossier": A, "asked": "3", "missing": "2"}]


def test_a_closed_dossier_takes_nothing_and_the_clerk_is_told(evening: Evening) -> None:
    with evening.desk.unit() as uow:
        dossier = uow.dossiers.by_code(A)
        assert dossier is not None
        uow.dossiers.update(replace(dossier, state=DossierState.DONE))
        uow.commit()

    shown = evening.ran(slip(A), side())

    assert [one.reasons for one in shown.doubts] == [("intake.dossier-closed",)]


def test_a_file_that_cannot_be_taken_stops_no_other(evening: Evening) -> None:
    files = [
        stack(evening.folder / "hong.pdf", {"unreadable": True}), stack(evening.folder / "signed.pdf", side()),
        stack(evening.folder / "tot.pdf", slip(A), side()), evening.folder / "khong-co.pdf",
    ]  # fmt: skip
    batch = open_batch(evening.desk, evening.who, "files")

    taken = take_files(evening.desk, evening.who, batch.id, files)

    assert [file.name for file, _fault in taken.faults] == ["hong.pdf", "signed.pdf", "khong-co.pdf"]
    assert (taken.sides, taken.files) == (2, (files[2],))


def test_files_of_the_same_bytes_are_sides_of_their_own_and_each_comes_once(evening: Evening) -> None:
    empty = [stack(evening.folder / f"{number}.pdf", BLANK) for number in (1, 2, 3)]
    batch = open_batch(evening.desk, evening.who, "files")

    told = [take_files(evening.desk, evening.who, batch.id, empty).sides for _ in range(2)]

    assert told == [3, 3]
    with evening.desk.unit(reading=True) as uow:
        assert [side.origin for side in uow.evenings.sides(batch.id)] == ["1.pdf", "2.pdf", "3.pdf"]


def test_a_batch_in_hand_is_left_to_who_has_it(evening: Evening) -> None:
    batch = evening.took(slip(A), side())

    with batch_in_hand(evening.desk, batch.id), pytest.raises(WorkHeld):
        run_batch(evening.desk, evening.who, batch.id)


def test_the_report_counts_every_side_once(evening: Evening) -> None:
    shown = evening.ran(slip(A), BLANK, side(), BLANK, on(), BLANK, slip(B), BLANK, side(number=HANH), side(fails=True))

    told = report_pdf(evening.desk, evening.who, shown.batch.id, evening.folder / "bao-cao.pdf")

    assert told.sides == told.separators + told.blanks + sum(len(one.sides) for one in shown.papers)
    assert (told.papers, told.filed, told.failures, told.unread) == (2, 1, 1, 0)
    assert told.dossiers == ((A, 1),)
    assert (evening.folder / "bao-cao.pdf").read_bytes().startswith(b"%PDF")
    assert report(evening.desk, evening.who, shown.batch.id) == told
    assert shown.batch.state is BatchState.READ
