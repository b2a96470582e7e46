"""What a clerk relies on when a side is scanned into a paper that is there already."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import Cancelled, DeskError, DiskFull, PagesFixed, PaperJam, SideUnknown, StoreBusy
from desk.model.certification import CertifiedCopy, Comparison, CopyStage
from desk.model.paper import Stage
from desk.work import inserting
from desk.work.digitise import read_documents
from desk.work.inserting import Spot, finish_changes, scan_to
from desk.work.laying import lay
from desk.work.receive import Place, finish_receiving, scan_into, start_scan
from desk.work.resume import resume
from desk.work.review import confirm
from desk.work.undoing import undo_sides
from ocr.page import DocumentReading
from tests.fakes.glass import AtTheGlass, at_the_glass
from tests.fakes.office import NOW


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[AtTheGlass]:
    made = at_the_glass(tmp_path / "office")
    yield made
    made.desk.close()


def a_paper(glass: AtTheGlass, *shades: int) -> int:
    """Scan and read a paper of these sides."""
    document = start_scan(glass.desk, glass.who, Place(glass.code, 1))
    scan_into(glass.desk, glass.who, document, glass.lay(*shades))
    finish_receiving(glass.desk, glass.who, document.id)
    read_documents(glass.desk, glass.who, [document.id])
    return document.id


def stored(glass: AtTheGlass, number: int) -> tuple[Stage, str | None]:
    with glass.desk.unit() as uow:
        document = uow.documents.get(number)
    assert document is not None
    return document.stage, document.pdf


@pytest.mark.parametrize(
    ("spot", "now", "aside"),
    [
        ((0, False), [90, 10, 20, 30], []), ((2, False), [10, 20, 90, 30], []), ((3, False), [10, 20, 30, 90], []),
        ((2, True), [10, 90, 30], [20]),
    ],
    ids=["before-the-first", "behind", "at-the-end", "instead"],
)  # fmt: skip
def test_a_side_comes_to_its_place_in_a_paper_that_was_read_and_the_old_one_is_kept(
    glass: AtTheGlass, spot: tuple[int, bool], now: list[int], aside: list[int]
) -> None:
    paper = a_paper(glass, 10, 20, 30)
    before = stored(glass, paper)

    laid = scan_to(glass.desk, glass.who, Spot(paper, *spot), glass.lay(90))

    assert laid is not None
    assert (glass.shades(paper), glass.shades(paper, removed=True)) == (now, aside)
    assert [page.place for page in glass.pages(paper)] == list(range(1, len(now) + 1))
    assert stored(glass, paper)[0] is Stage.READ
    assert stored(glass, paper)[1] != before[1], "the PDF is made anew"
    with glass.desk.unit() as uow:
        others = [one.stage for one in uow.documents.of_dossier(glass.code) if one.id != paper]
    assert others == [Stage.REMOVED], "nothing is there twice"


def test_what_was_changed_is_undone_step_by_step_also_after_a_new_start(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 10, 20)
    first = stored(glass, paper)
    scan_to(glass.desk, glass.who, Spot(paper, 1, instead=True), glass.lay(90))
    scan_to(glass.desk, glass.who, Spot(paper, 2), glass.lay(91, 92))

    undo_sides(glass.desk, glass.who, paper)
    once = glass.shades(paper)
    undo_sides(glass.desk, glass.who, paper)

    assert once == [90, 20]
    assert glass.shades(paper) == [10, 20]
    assert stored(glass, paper)[0] == first[0]
    assert glass.shades(paper, removed=True) == [90, 91, 92]
    assert undo_sides(glass.desk, glass.who, paper) is None


def test_a_jam_amid_an_insertion_keeps_what_came_in_its_place(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 10, 20)
    request = glass.lay(90, 91)
    glass.scanner.fault = PaperJam()

    with pytest.raises(PaperJam):
        scan_to(glass.desk, glass.who, Spot(paper, 1), request)

    assert glass.shades(paper) == [10, 90, 91, 20]


def test_a_scan_that_gives_no_side_leaves_the_paper_as_it_was(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 10, 20)
    before = stored(glass, paper)

    nothing = scan_to(glass.desk, glass.who, Spot(paper, 2, instead=True), glass.lay())

    assert nothing is None
    assert (glass.shades(paper), stored(glass, paper)) == ([10, 20], before)


def test_a_side_can_be_put_in_while_the_paper_is_still_being_scanned(glass: AtTheGlass) -> None:
    document = start_scan(glass.desk, glass.who, Place(glass.code, 1))
    scan_into(glass.desk, glass.who, document, glass.lay(10, 20, 30))

    scan_to(glass.desk, glass.who, Spot(document.id, 1), glass.lay(90))
    scan_to(glass.desk, glass.who, Spot(document.id, 3, instead=True), glass.lay(91))

    assert glass.shades(document.id) == [10, 90, 91, 30]
    assert stored(glass, document.id)[0] is Stage.RECEIVING


def test_what_a_crash_left_before_its_place_is_brought_there_once(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 10, 20)
    left = start_scan(glass.desk, glass.who, Place(glass.code, 1), source=f"scan:into/{paper}/after/1")
    scan_into(glass.desk, glass.who, left, glass.lay(90))
    glass.desk.holds.release(left.intake_key)  # its process has ended

    resume(glass.desk, glass.who)
    resume(glass.desk, glass.who)

    assert glass.shades(paper) == [10, 90, 20]


def left_before(glass: AtTheGlass, paper: int) -> int:
    """Scan a side for a paper and let the program end before it comes there."""
    left = start_scan(glass.desk, glass.who, Place(glass.code, 1), source=f"scan:into/{paper}/after/1")
    scan_into(glass.desk, glass.who, left, glass.lay(90))
    finish_receiving(glass.desk, glass.who, left.id)
    return left.id


@pytest.mark.parametrize("passing", [StoreBusy, DiskFull])
def test_a_side_before_its_place_waits_there_unread_while_a_fault_passes(
    glass: AtTheGlass, monkeypatch: pytest.MonkeyPatch, passing: type[DeskError]
) -> None:
    paper = a_paper(glass, 10, 20)
    left = left_before(glass, paper)

    with monkeypatch.context() as busy:
        busy.setattr(inserting, "lay", raising(passing))
        resumed = resume(glass.desk, glass.who)
    waited = stored(glass, left)[0]
    resume(glass.desk, glass.who)

    assert (resumed.read, waited) == ([], Stage.RECEIVED)
    assert glass.shades(paper) == [10, 90, 20]


def test_a_cancel_stops_the_bringing_and_changes_nothing(glass: AtTheGlass, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = a_paper(glass, 10, 20)
    left = left_before(glass, paper)

    with monkeypatch.context() as stopped:
        stopped.setattr(inserting, "lay", raising(Cancelled))
        with pytest.raises(Cancelled):
            finish_changes(glass.desk, glass.who)

    assert stored(glass, left)[0] is Stage.RECEIVED
    finish_changes(glass.desk, glass.who)
    assert glass.shades(paper) == [10, 90, 20]


def test_a_side_with_a_mark_of_secrecy_that_came_to_its_place_is_no_paper_of_its_own(
    glass: AtTheGlass, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = a_paper(glass, 10, 20)
    left = left_before(glass, paper)
    secret = DocumentReading(None, 0.0, (), "MẬT")
    monkeypatch.setattr(type(glass.desk.reader), "understand", lambda *_told: secret)

    finish_changes(glass.desk, glass.who)

    assert stored(glass, left)[0] is Stage.REMOVED
    assert glass.shades(paper) == [10, 90, 20]


def raising(fault: type[DeskError]) -> Callable[..., None]:
    def act(*_told: object, **_named: object) -> None:
        raise fault

    return act


def test_a_confirmed_paper_is_to_be_confirmed_again(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 10, 20)
    confirm(glass.desk, glass.who, paper)

    scan_to(glass.desk, glass.who, Spot(paper, 2, instead=True), glass.lay(90))

    assert stored(glass, paper)[0] is Stage.READ


def test_the_sides_a_certified_copy_was_made_of_never_change(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 10, 20)
    with glass.desk.unit() as uow:
        copy = uow.copies.add(
            CertifiedCopy(
                dossier=glass.code, document_id=paper, citizen_id=1, title="Giấy", book="SCTĐT/BS", year=2026,
                number=uow.copies.take_number("SCTĐT/BS", 2026), officer_id=1, officer="Lý Thị Mai", officer_title="",
                seal_id=2, pages=2, copies=1, fee=0, fees="", wording="", source="a" * 64, certified_at=NOW, made_by=1,
                comparison=Comparison(compared=True), stage=CopyStage.SEALED,
            )
        )  # fmt: skip
        uow.commit()
    order = [page.id for page in glass.pages(paper)]

    with pytest.raises(PagesFixed):
        scan_to(glass.desk, glass.who, Spot(paper, 1), glass.lay(90))
    with pytest.raises(PagesFixed):
        lay(glass.desk, glass.who, paper, order[::-1])

    assert glass.shades(paper) == [10, 20]
    assert glass.scanner.stack, "nothing was drawn in"
    with glass.desk.unit() as uow:
        uow.copies.update(replace(copy, stage=CopyStage.VOID))
        uow.commit()
    lay(glass.desk, glass.who, paper, order[::-1])
    assert glass.shades(paper) == [20, 10]


def test_a_side_that_is_not_there_is_told(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 10)

    with pytest.raises(SideUnknown):
        scan_to(glass.desk, glass.who, Spot(paper, 2, instead=True), glass.lay(90))
    with pytest.raises(SideUnknown):
        scan_to(glass.desk, glass.who, Spot(paper, 0, instead=True), glass.lay(90))
