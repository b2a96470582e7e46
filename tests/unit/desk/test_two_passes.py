"""What a clerk relies on when both sides are scanned in two passes: pairs are right, a lacking back is mended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BacksDiffer, PaperJam, StoreBusy, WorkHeld
from desk.model.paper import Stage
from desk.model.two_passes import BackOrder, interleaved
from desk.work.digitise import read_documents
from desk.work.receive import Place, finish_receiving, scan_into
from desk.work.resume import resume
from desk.work.two_passes import (
    order_of,
    remember_order,
    scan_back_of,
    scan_backs,
    settle,
    stack,
    start_fronts,
    waiting_stacks,
)
from tests.fakes.glass import AtTheGlass, at_the_glass


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[AtTheGlass]:
    made = at_the_glass(tmp_path / "office")
    yield made
    made.desk.close()


def fronts(glass: AtTheGlass, *shades: int) -> int:
    document = start_fronts(glass.desk, glass.who, Place(glass.code, 1))
    scan_into(glass.desk, glass.who, document, glass.lay(*shades))
    finish_receiving(glass.desk, glass.who, document.id)
    return document.id


@given(st.integers(1, 12), st.sampled_from(BackOrder), st.data())
def test_each_back_stands_behind_its_front_in_any_stack(sheets: int, order: BackOrder, data: st.DataObject) -> None:
    without = data.draw(st.sets(st.integers(1, sheets)))
    backs = [100 + sheet for sheet in range(1, sheets + 1) if sheet not in without]
    came = backs[::-1] if order is BackOrder.REVERSE else backs

    sides = interleaved(range(1, sheets + 1), came, order, without)

    assert [side for side in sides if side < 100] == list(range(1, sheets + 1))
    assert all(sides[n - 1] == side - 100 for n, side in enumerate(sides) if side > 100)
    assert len(sides) == sheets + len(backs)
    with pytest.raises(BacksDiffer):
        interleaved(range(1, sheets + 1), [*came, 999], order, without)


@pytest.mark.parametrize(
    ("order", "backs"), [(BackOrder.REVERSE, (31, 21, 11)), (BackOrder.SAME, (11, 21, 31))], ids=["reverse", "same"]
)
def test_two_passes_make_one_paper_of_pairs(glass: AtTheGlass, order: BackOrder, backs: tuple[int, ...]) -> None:
    paper = fronts(glass, 10, 20, 30)

    scan_backs(glass.desk, glass.who, paper, glass.lay(*backs))
    settle(glass.desk, glass.who, paper, order)
    (read,) = read_documents(glass.desk, glass.who, [paper])

    assert glass.shades(paper) == [10, 11, 20, 21, 30, 31]
    assert read.document.stage is Stage.READ
    assert waiting_stacks(glass.desk) == []


def test_a_lacking_back_is_told_and_skipped_without_starting_again(glass: AtTheGlass) -> None:
    paper = fronts(glass, 10, 20, 30, 40)
    scan_backs(glass.desk, glass.who, paper, glass.lay(41, 21, 11))

    with pytest.raises(BacksDiffer) as told:
        settle(glass.desk, glass.who, paper, BackOrder.REVERSE)
    settle(glass.desk, glass.who, paper, BackOrder.REVERSE, [3])

    assert told.value.context == {"fronts": 4, "backs": 3, "lacking": 1}
    assert glass.shades(paper) == [10, 11, 20, 21, 30, 40, 41]


@pytest.mark.parametrize("order", list(BackOrder))
def test_the_back_of_one_sheet_is_scanned_once_more_into_its_place(glass: AtTheGlass, order: BackOrder) -> None:
    paper = fronts(glass, 10, 20, 30)
    came = (31, 11) if order is BackOrder.REVERSE else (11, 31)
    scan_backs(glass.desk, glass.who, paper, glass.lay(*came))

    scan_back_of(glass.desk, glass.who, paper, 2, glass.lay(21), order)
    settle(glass.desk, glass.who, paper, order)

    assert glass.shades(paper) == [10, 11, 20, 21, 30, 31]


def test_a_jam_in_the_second_pass_goes_on_where_it_stopped(glass: AtTheGlass) -> None:
    paper = fronts(glass, 10, 20, 30)
    request = glass.lay(31, 21)
    glass.scanner.fault = PaperJam()

    with pytest.raises(PaperJam):
        scan_backs(glass.desk, glass.who, paper, request)
    glass.scanner.fault = None
    now = scan_backs(glass.desk, glass.who, paper, glass.lay(11))
    settle(glass.desk, glass.who, paper, BackOrder.REVERSE)

    assert now.lacking == 0
    assert glass.shades(paper) == [10, 11, 20, 21, 30, 31]


def test_backs_in_hand_at_another_desk_are_left_to_it(glass: AtTheGlass, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = fronts(glass, 10, 20)
    scan_backs(glass.desk, glass.who, paper, glass.lay(21))

    with monkeypatch.context() as held:
        held.setattr(type(glass.desk.holds), "take", lambda *_told: False)
        with pytest.raises(WorkHeld):
            scan_backs(glass.desk, glass.who, paper, glass.lay(11))

    assert len(glass.scanner.stack) == 1, "nothing was drawn in"
    assert len(scan_backs(glass.desk, glass.who, paper, glass.lay(11)).backs) == 2


def test_backs_that_cannot_be_opened_again_are_held_by_nobody(
    glass: AtTheGlass, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = fronts(glass, 10, 20)
    backs = scan_backs(glass.desk, glass.who, paper, glass.lay(21)).backs_document
    with glass.desk.unit() as uow:
        document = uow.documents.get(backs or 0)
        rows = type(uow.documents)
    assert document is not None

    def refused(*_told: object) -> None:
        raise StoreBusy

    with monkeypatch.context() as busy:
        busy.setattr(rows, "update", refused)
        with pytest.raises(StoreBusy):
            scan_backs(glass.desk, glass.who, paper, glass.lay(11))

    assert not glass.desk.holds.keeps(document.intake_key)


def test_a_kill_between_the_passes_leaves_the_fronts_waiting_and_unread(glass: AtTheGlass) -> None:
    document = start_fronts(glass.desk, glass.who, Place(glass.code, 1))
    scan_into(glass.desk, glass.who, document, glass.lay(10, 20))
    glass.desk.holds.release(document.intake_key)  # its process has ended

    resumed = resume(glass.desk, glass.who)

    assert [(one.document.id, len(one.fronts), len(one.backs)) for one in resumed.stacks] == [(document.id, 2, 0)]
    assert resumed.read == []
    scan_backs(glass.desk, glass.who, document.id, glass.lay(21, 11))
    assert [len(one.backs) for one in resume(glass.desk, glass.who).stacks] == [2]
    settle(glass.desk, glass.who, document.id, BackOrder.REVERSE)
    assert glass.shades(document.id) == [10, 11, 20, 21]


def test_a_stack_printed_on_one_side_is_taken_without_backs(glass: AtTheGlass) -> None:
    paper = fronts(glass, 10, 20)

    settle(glass.desk, glass.who, paper, BackOrder.SAME, [1, 2])

    assert glass.shades(paper) == [10, 20]
    assert waiting_stacks(glass.desk) == []


def test_how_a_device_lays_sheets_down_is_asked_once(glass: AtTheGlass) -> None:
    before = order_of(glass.desk, "uuid:1")

    remember_order(glass.desk, glass.who, "uuid:1", BackOrder.SAME)

    assert before is None
    assert (order_of(glass.desk, "uuid:1"), order_of(glass.desk, "uuid:2")) == (BackOrder.SAME, None)


def test_a_stack_knows_how_many_backs_it_lacks(glass: AtTheGlass) -> None:
    paper = fronts(glass, 10, 20)

    assert stack(glass.desk, paper).lacking == 2
