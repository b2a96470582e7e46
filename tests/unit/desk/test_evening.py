"""An evening's stack becomes dossiers: nothing comes twice, nothing doubtful is filed, everything can be taken back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desk.errors import (
    ArrangementWrong,
    BundleFiled,
    BundleHomeless,
    DossierUnknown,
    NothingToUndo,
    PaperJam,
    ScannerAbsent,
    WorkHeld,
)
from desk.jobs import Progress
from desk.model.arranging import Act, Assign, BringBack, Join, MoveSides, Remove, SetKind, Split, Turn
from desk.model.cutting import Owner
from desk.model.dossier import DossierState
from desk.model.evening import Batch, BatchState, CutRules, DoubtKind
from desk.model.paper import Document, Stage
from desk.model.people import Citizen, Session
from desk.model.scanning import RawPage, ScanRequest
from desk.model.values import PersonalId
from desk.ports import Desk
from desk.store.backup import named_objects, take_snapshot
from desk.work.access import act_as
from desk.work.evening import batch_in_hand, open_batch, scan_batch, take_files
from desk.work.evening_acts import act, read_again, redo, undo
from desk.work.evening_filing import accept, file_ready, take_back
from desk.work.evening_look import Look, look
from desk.work.evening_report import report, report_pdf
from desk.work.evening_run import run_batch
from desk.work.evening_slips import slip_on
from ocr.page import PageReading, Word
from tests.fakes.office import ToldScanner, make_office, open_office
from tests.fakes.stacks import BLANK, HANH, PAO, A, B, StackReader, on, side, slip, stack, with_stacks


@dataclass
class Evening:
    """An office at the end of a day."""

    desk: Desk
    reader: StackReader
    who: Session
    folder: Path

    def took(self, *sides: dict[str, object], rules: str = "patch,openings", dossier: str | None = None) -> Batch:
        """Take one stack in."""
        file = stack(self.folder / "xap.pdf", *sides)
        batch = open_batch(self.desk, self.who, "files", CutRules.of(rules), dossier=dossier)
        take_files(self.desk, self.who, batch.id, [file])
        return batch

    def ran(self, *sides: dict[str, object], hold: bool = False) -> Look:
        """Take one stack in and have it sorted."""
        batch = self.took(*sides)
        run_batch(self.desk, self.who, batch.id, hold=hold)
        return self.look(batch.id)

    def look(self, batch_id: int) -> Look:
        return look(self.desk, self.who, batch_id)

    def did(self, batch_id: int, *acts: Act) -> Look:
        return act(self.desk, self.who, batch_id, *acts)

    def documents(self, code: str) -> list[Document]:
        with self.desk.unit(reading=True) as uow:
            return [one for one in uow.documents.of_dossier(code) if one.stage is not Stage.REMOVED]


@pytest.fixture
def evening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Evening]:
    desk, reader = with_stacks(make_office(tmp_path / "office"), monkeypatch)
    yield Evening(desk, reader, act_as(desk, "pao.hv", "1"), tmp_path)
    desk.close()


def kinds(shown: Look) -> list[tuple[DoubtKind, str]]:
    return [(one.kind, one.bundle) for one in shown.doubts if one.kind is not DoubtKind.COUNT]


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
    assert [one.bundle.id for one in shown.open_papers] == ["m6", "m4"]


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


def test_a_file_that_cannot_be_taken_stops_no_other(evening: Evening) -> None:
    files = [
        stack(evening.folder / "hong.pdf", {"unreadable": True}), stack(evening.folder / "signed.pdf", side()),
        stack(evening.folder / "tot.pdf", slip(A), side()), evening.folder / "khong-co.pdf",
    ]  # fmt: skip
    batch = open_batch(evening.desk, evening.who, "files")

    taken = take_files(evening.desk, evening.who, batch.id, files)

    assert [file.name for file, _fault in taken.faults] == ["hong.pdf", "signed.pdf", "khong-co.pdf"]
    assert (taken.sides, taken.files) == (2, (files[2],))


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


def printed(*lines: str) -> PageReading:
    """Return a side with lines of print, without a square code."""
    words = [
        Word(text, 60 + 90 * at, 100 + 40 * row, 140 + 90 * at, 124 + 40 * row, 0.95, row)
        for row, line in enumerate(lines) for at, text in enumerate(line.split())
    ]  # fmt: skip
    return PageReading(1240, 1754, 150, 0, 0.0, False, tuple(words), "\n".join(lines))


TITLE = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [(A, HANH, A), (A, PAO, None), (B, HANH, None), ("TAM-261124-0009", HANH, None), ("", "", None)],
)
def test_a_slip_read_by_its_print_counts_only_when_its_person_agrees(
    evening: Evening, code: str, number: str, expected: str | None
) -> None:
    reading = printed(TITLE, f"Mã hồ sơ: {code}", f"Số định danh cá nhân: {number}")

    found = slip_on(evening.desk, reading)

    assert found is not None
    assert found.owner == Owner(expected)


def test_a_page_that_is_no_slip_is_none(evening: Evening) -> None:
    assert slip_on(evening.desk, printed("GIẤY KHAI SINH", "Họ và tên: Nông Thị Hạnh")) is None


class Feeder(ToldScanner):
    """A feeder that gives three sides and then stops with the program, or ends."""

    def __init__(self, *, dies_at: int = 0, jams_at: int = 0) -> None:
        super().__init__()
        self.dies_at, self.jams_at = dies_at, jams_at

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[object]:
        """Give sides, each in a file of its own."""
        del progress
        for number, one in enumerate((slip(A), side(), on()), 1):
            if number == self.jams_at:
                raise PaperJam(kept=number - 1, sheets=number - 1, next=number)
            path = spool / f"tờ {number}.png"
            stack(path, one)
            if number == self.dies_at:
                raise KeyboardInterrupt
            yield RawPage(path, "image/png", 300.0, number)


def scanning(evening: Evening, feeder: Feeder) -> Desk:
    return replace(evening.desk, scanners={"escl": feeder})


def test_a_scanned_stack_is_sorted_and_its_backs_are_known(evening: Evening) -> None:
    desk = scanning(evening, Feeder())
    batch = open_batch(desk, evening.who, "scan:escl:invented")
    heard: list[int] = []

    request = ScanRequest("escl:invented", duplex=True)

    came = scan_batch(desk, evening.who, batch.id, request, on_side=lambda one: heard.append(one.place))
    run_batch(desk, evening.who, batch.id)

    assert (came, heard) == (3, [1, 2, 3])
    assert [one.front for one in evening.look(batch.id).papers[0].sides] == [False, True]
    assert len(evening.documents(A)) == 1
    with pytest.raises(ScannerAbsent):
        scan_batch(desk, evening.who, batch.id, ScanRequest("sane:x"))


def test_a_jam_keeps_the_sides_that_came_and_counts_the_whole_stack(evening: Evening) -> None:
    batch = open_batch(evening.desk, evening.who, "scan:escl:invented")
    scan_batch(scanning(evening, Feeder()), evening.who, batch.id, ScanRequest("escl:invented"))

    with pytest.raises(PaperJam) as told:
        scan_batch(scanning(evening, Feeder(jams_at=3)), evening.who, batch.id, ScanRequest("escl:invented"))

    assert told.value.context == {"kept": 5, "sheets": 5, "next": 6}
    run_batch(evening.desk, evening.who, batch.id)
    assert len(evening.look(batch.id).arrangement.sides) == 5


@pytest.mark.parametrize("dies_at", [1, 2, 3])
def test_a_side_that_had_arrived_when_the_program_died_is_taken_in(evening: Evening, dies_at: int) -> None:
    desk = scanning(evening, Feeder(dies_at=dies_at))
    batch = open_batch(desk, evening.who, "scan:escl:invented")
    with pytest.raises(KeyboardInterrupt):
        scan_batch(desk, evening.who, batch.id, ScanRequest("escl:invented"))

    run_batch(desk, evening.who, batch.id)
    run_batch(desk, evening.who, batch.id)

    shown = evening.look(batch.id)
    assert sorted(shown.arrangement.sides) == list(range(1, dies_at + 1))
    assert list(evening.desk.spool.glob("scan-evening-*")) == []
