"""An evening from a real feeder's protocol: the virtual device stops in the window, and the stack goes on."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.jobs import Progress
from desk.ports import Desk
from desk.rehearsal.virtual_scanner import Faults, VirtualScanner
from tests.fakes.feeder import STACK, loaded_feeder, office_over
from tests.fakes.office import PASSWORD, make_office
from tests.fakes.stacks import A, B, stack, with_stacks
from tests.ui.counter.conftest import Walk
from ui.models.evening import Busy
from ui.models.session import Doors
from ui.views.evening import EveningScreen

PATIENCE_S = 10.0
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    with loaded_feeder(tmp_path) as loaded:
        yield loaded


@pytest.fixture
def desk(tmp_path: Path, scanner: VirtualScanner, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with office_over(make_office(tmp_path / "office"), scanner, monkeypatch) as made:
        yield made


@pytest.fixture
def walk(make_walk: Callable[[Doors, Path], Walk], desk: Desk) -> Walk:
    """The evening's room, its officer signed in."""
    made = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    made.type(PASSWORD)
    made.enter()
    made.press(Qt.Key.Key_2, CTRL)
    return made


def test_a_feeder_that_stops_twice_keeps_the_stack_whole_and_goes_on(
    walk: Walk, scanner: VirtualScanner, desk: Desk
) -> None:
    screen = walk.window.screen_now()
    assert isinstance(screen, EveningScreen)
    screen.evening.set_wish(replace(screen.evening.wish, duplex=False))
    told: list[str] = []
    walk.model.notice.connect(lambda notice: told.append(f"{notice.what} {notice.todo}"))

    scanner.state.faults = Faults(jam=3)
    walk.press(Qt.Key.Key_Space)
    scanner.load()
    scanner.state.faults = Faults(double_feed=2)
    walk.press(Qt.Key.Key_Space)
    stopped = (screen.evening.waits_to_be_read, walk.primary())
    scanner.load()
    walk.enter()

    look = screen.evening.look
    assert look is not None
    with desk.unit(reading=True) as uow:
        there = uow.evenings.sides(look.batch.id)
    assert [words.rpartition(" rồi")[0] for words in told] == [
        "Kẹt giấy. Đã giữ 2 tờ. Lấy tờ kẹt ra. Đặt lại tờ thứ 3",
        "Máy kéo hai tờ cùng lúc. Đã giữ 3 tờ. Tách giấy. Đặt lại từ tờ thứ 4",
    ]
    assert stopped == (3, "Quét tiếp")
    assert [side.place for side in there] == list(range(1, len(STACK) + 1))
    assert len({side.digest for side in there}) == len(STACK)
    assert [(one.bundle.dossier, len(one.sides)) for one in look.papers] == [(A, 3), (B, 1)]


def test_what_came_before_a_jam_is_read_by_a_key_when_nothing_more_is_to_come(
    walk: Walk, scanner: VirtualScanner
) -> None:
    screen = walk.window.screen_now()
    assert isinstance(screen, EveningScreen)
    screen.evening.set_wish(replace(screen.evening.wish, duplex=False))
    scanner.state.faults = Faults(jam=3)
    walk.press(Qt.Key.Key_Space)

    walk.press(Qt.Key.Key_Return, CTRL)

    look = screen.evening.look
    assert look is not None
    assert [(one.bundle.dossier, len(one.sides)) for one in look.papers] == [(A, 1)]
    assert walk.primary() != "Quét tiếp"


def test_a_stack_that_is_read_while_officers_change_is_shown_to_the_next(walk: Walk) -> None:
    screen = walk.window.screen_now()
    assert isinstance(screen, EveningScreen)
    walk.press(Qt.Key.Key_Space)
    evening, session = screen.evening, walk.model.session
    evening.busy = Busy.READING

    session.sign_out()
    evening.look_again()
    session.sign_in("pao.hv", PASSWORD)
    walk.settle()
    evening.look = None
    evening.look_again()
    walk.settle()

    assert evening.look is not None


def test_in_a_rehearsal_enter_lays_a_stack_that_is_seen_and_read_sheet_by_sheet(
    make_walk: Callable[[Doors, Path], Walk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, reader = with_stacks(make_office(tmp_path / "office", rehearsal=True), monkeypatch)
    seen: list[int] = []
    read: list[int] = []

    def lay(desk: Desk, who: object, progress: Progress) -> Iterator[Path]:
        del desk, who, progress
        for number, told in enumerate(STACK, 1):
            with office.unit(reading=True) as uow:
                seen.append(sum(len(uow.evenings.sides(one.id)) for one in uow.evenings.since()))
            yield stack(tmp_path / f"{number:03d}.jpg", told)
            until = time.monotonic() + PATIENCE_S
            while reader.reads < number and time.monotonic() < until:
                time.sleep(0.01)
            read.append(reader.reads)

    walk = make_walk(Doors(lambda _: office, lambda _: office, lambda _, __: office, stack=lay), office.home)
    walk.enter()
    walk.press(Qt.Key.Key_2, CTRL)
    offered = walk.primary()
    walk.enter()

    screen = walk.window.screen_now()
    assert isinstance(screen, EveningScreen)
    assert offered == "Lấy chồng giấy mẫu"
    assert seen == list(range(len(STACK)))
    assert read == list(range(1, len(STACK) + 1))
    assert screen.evening.look is not None
    assert [len(one.sides) for one in screen.evening.look.papers] == [3, 1]
