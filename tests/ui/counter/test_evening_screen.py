"""What a clerk relies on at the end of the day: the stack from feeder to report by keys, one question at a time."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCompleter

from desk.errors import DiskFull, PaperJam
from desk.jobs import Progress
from desk.model.evening import DoubtKind
from desk.model.paper import Stage
from desk.model.scanning import Device, RawPage, Source
from desk.ports import Desk
from tests.fakes.office import PASSWORD, ToldScanner, make_office
from tests.fakes.stacks import BLANK, HANH, PAO, A, B, on, side, slip, stack, with_stacks
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import Walk
from ui.models.evening import EveningState
from ui.models.evening_rows import SideRow
from ui.models.session import Doors
from ui.views import evening_pictures
from ui.views.evening import EveningScreen
from ui.views.keys_help import keys_of
from ui.views.parts.button import Button
from ui.views.theme import theme
from ui.views.tokens import Palette

CTRL = Qt.KeyboardModifier.ControlModifier
STACK = (
    slip(A), side(name="Nông Thị Hạnh", number=HANH), on(), BLANK,
    slip(B), side(name="Hoàng Văn Páo", number=PAO), side(kind="don_to_khai", opening=0.6), side(kind=None),
)  # fmt: skip
"""Two slips; of Hạnh a paper of two sides, of Páo a sure one, one that may go on with it, one of no kind."""


class StackFeeder(ToldScanner):
    """A feeder with a stack in it; it may jam once before a side."""

    def __init__(self, *sides: dict[str, object], jams_at: int = 0) -> None:
        super().__init__()
        self.sides, self.jams_at = list(enumerate(sides)), jams_at

    def devices(self) -> list[Device]:
        """Tell of one device with a feeder."""
        return [Device("escl:khay", "Máy quét thử", "escl", (Source.FEEDER,), duplex=True)]

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Give what lies in it."""
        del request, progress
        place = 0
        while self.sides:
            number, told = self.sides[0]
            if number + 1 == self.jams_at:
                self.jams_at = 0
                raise PaperJam(kept=number, sheets=number, next=number + 1)
            self.sides.pop(0)
            place += 1
            file = spool / f"{place:04d}.png"
            file.write_text(json.dumps({"at": number, **told}), "utf-8")
            yield RawPage(file, "image/png", 200.0, place)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An office with the dossiers of Hạnh and Páo, and a reader that reads what a stack's lines say."""
    made, _reader = with_stacks(make_office(tmp_path / "office"), monkeypatch)
    return made


@pytest.fixture
def at_evening(make_walk: Callable[[Doors, Path], Walk], desk: Desk) -> Callable[..., EveningScreen]:
    """Sign in, lay a stack into the feeder and go to the evening's room."""

    def go(walk_of: list[Walk], *sides: dict[str, object], jams_at: int = 0) -> EveningScreen:
        office = replace(desk, scanners={"escl": StackFeeder(*(sides or STACK), jams_at=jams_at)})
        walk = make_walk(Doors(lambda _: office, lambda _: office, lambda _, __: office), office.home)
        walk.type(PASSWORD)
        walk.enter()
        walk.press(Qt.Key.Key_2, CTRL)
        walk_of.append(walk)
        screen = walk.window.screen_now()
        assert isinstance(screen, EveningScreen)
        return screen

    return go


def asked(screen: EveningScreen) -> DoubtKind | None:
    """Return what is asked."""
    now = screen.evening.questions.now
    return now.kind if now is not None else None


def bundles(screen: EveningScreen) -> list[tuple[int, ...]]:
    """Return the papers by their sides."""
    assert screen.evening.look is not None
    return [one.sides for one in screen.evening.look.arrangement.bundles]


def filed(desk: Desk, code: str) -> int:
    """Return how many papers are in a dossier."""
    with desk.unit(reading=True) as uow:
        return sum(one.stage is not Stage.REMOVED for one in uow.documents.of_dossier(code))


def test_an_evening_goes_from_feeder_to_report_by_keys_alone(
    at_evening: Callable[..., EveningScreen], desk: Desk
) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks)
    walk = walks[0]

    walk.press(Qt.Key.Key_Space)
    first = (asked(screen), walk.primary(), bundles(screen))
    walk.enter()
    second = asked(screen)
    walk.enter()
    while asked(screen) is not None:
        walk.enter()
    ready = walk.primary()
    walk.enter()
    walk.enter()

    fits = (clipped(walk.window), too_small(walk.window), unnamed(walk.window))
    walk.press(Qt.Key.Key_P, CTRL)

    assert walk.screen() == "evening.report"
    assert first == (DoubtKind.CUT, "Tách ở trang 7, sang chỗ kế", [(2, 3), (6,), (7,), (8,)])
    assert second is DoubtKind.KIND
    assert ready == "Cất 2 hồ sơ sẵn sàng"
    assert (filed(desk, A), filed(desk, B)) == (1, 3)
    assert screen.evening.state is EveningState.REPORT
    assert screen.evening.report is not None
    assert (screen.evening.report.sides, screen.evening.report.blanks, screen.evening.report.filed) == (8, 1, 4)
    assert fits == ([], [], [])


def test_every_act_is_undone_to_any_depth_also_after_a_restart(
    at_evening: Callable[..., EveningScreen], desk: Desk
) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks)
    walk = walks[0]
    walk.press(Qt.Key.Key_Space)
    before = bundles(screen)
    screen.stack.go_to(3)
    walk.press(Qt.Key.Key_S)
    walk.press(Qt.Key.Key_M)
    walk.press(Qt.Key.Key_Delete)
    changed = bundles(screen)
    walk.window.close()

    again = at_evening(walks)
    walks[1].press(Qt.Key.Key_T, CTRL)
    held = bundles(again)
    for _ in range(3):
        walks[1].press(Qt.Key.Key_Z, CTRL)
    back = bundles(again)
    for _ in range(3):
        walks[1].press(Qt.Key.Key_Y, CTRL)

    assert held == changed
    assert bundles(again) == changed
    assert changed != before
    assert back == before


def test_what_was_filed_is_taken_back_with_one_key_and_filed_again(
    at_evening: Callable[..., EveningScreen], desk: Desk
) -> None:
    walks: list[Walk] = []
    at_evening(walks)
    walks[0].press(Qt.Key.Key_Space)

    walks[0].press(Qt.Key.Key_S, CTRL)
    there = filed(desk, A)
    walks[0].press(Qt.Key.Key_Z, CTRL)
    none = filed(desk, A)
    walks[0].press(Qt.Key.Key_S, CTRL)

    assert (there, none, filed(desk, A)) == (1, 0, 1)


def test_what_one_officer_did_to_a_stack_is_not_taken_back_by_the_next(
    at_evening: Callable[..., EveningScreen],
) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks)
    walks[0].press(Qt.Key.Key_Space)
    screen.stack.go_to(3)
    walks[0].press(Qt.Key.Key_S)
    done = screen.acts.can_undo

    walks[0].model.session.sign_out()
    walks[0].settle()

    assert done
    assert not screen.acts.can_undo
    assert not screen.acts.undo()


def test_a_stack_that_waits_keeps_the_keyboard_while_settings_change(at_evening: Callable[..., EveningScreen]) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks)
    walks[0].press(Qt.Key.Key_Space)
    screen.leave()
    walks[0].settle()
    button = next(one for one in screen.start.findChildren(Button) if one.accessibleName().startswith("Làm tiếp "))
    button.setFocus()

    screen.evening.set_wish(replace(screen.evening.wish, duplex=False))
    walks[0].settle()

    assert walks[0].focus() is button


def test_a_jam_keeps_what_came_and_says_what_to_do_and_space_goes_on(
    at_evening: Callable[..., EveningScreen],
) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks, jams_at=4)
    walk = walks[0]
    told: list[str] = []
    walk.model.notice.connect(lambda notice: told.append(f"{notice.what} {notice.todo}"))

    walk.press(Qt.Key.Key_Space)
    kept = len(screen.evening.came) + (screen.evening.look.unread if screen.evening.look else 0)
    offered = walk.primary()
    walk.press(Qt.Key.Key_Space)

    assert kept == 3
    assert any("Đã giữ 3 tờ" in words and "tờ thứ 4" in words for words in told)
    assert offered == "Quét tiếp"
    assert bundles(screen) == [(2, 3), (6,), (7,), (8,)]


def test_sides_are_moved_by_keys_turned_named_and_brought_back(at_evening: Callable[..., EveningScreen]) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks)
    walk = walks[0]
    walk.press(Qt.Key.Key_Space)

    screen.stack.go_to(3)
    walk.press(Qt.Key.Key_X)
    screen.stack.go_to(7)
    walk.press(Qt.Key.Key_V)
    moved = bundles(screen)
    screen.stack.go_to(4)
    walk.press(Qt.Key.Key_B)
    back = bundles(screen)
    screen.stack.go_to(8)
    walk.press(Qt.Key.Key_BracketRight, CTRL)
    assert screen.evening.look is not None
    turn = screen.evening.look.arrangement.turn_of(8)

    screen.stack.dropped.emit((3,), -2)
    walk.settle()

    assert moved == [(2,), (6,), (3, 7), (8,)]
    assert bundles(screen)[0][:2] == (2, 3)
    assert any(4 in sides for sides in back)
    assert turn == 90


def test_a_paper_of_another_citizen_is_moved_to_the_dossier_of_its_name(
    at_evening: Callable[..., EveningScreen],
) -> None:
    walks: list[Walk] = []
    screen = at_evening(
        walks, slip(A), side(name="Nông Thị Hạnh", number=HANH), side(name="Hoàng Văn Páo", number=PAO),
        slip(B), side(name="Hoàng Văn Páo", number=PAO),
    )  # fmt: skip
    walk = walks[0]
    walk.press(Qt.Key.Key_Space)

    while asked(screen) is DoubtKind.COUNT:
        walk.enter()
    first, offered = asked(screen), walk.primary()
    walk.enter()

    assert first is DoubtKind.PERSON
    assert offered.startswith("Chuyển sang hồ sơ Hoàng Văn Páo")
    assert screen.evening.look is not None
    assert [one.bundle.dossier for one in screen.evening.look.papers] == [A, B, B]


def test_a_paper_without_a_slip_is_given_to_a_dossier_found_by_its_name(
    at_evening: Callable[..., EveningScreen],
) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks, side(kind="don_to_khai"), slip(A), side(name="Nông Thị Hạnh", number=HANH))
    walk = walks[0]
    walk.press(Qt.Key.Key_Space)

    first, offered = asked(screen), walk.primary()
    walk.enter()
    field = screen.side.dossier
    walk.type("hoang van pao")
    field.line.textEdited.emit(field.line.text())
    popup = field.findChild(QCompleter)
    assert popup is not None
    field._take_words(str(field._rows.stringList()[0]))
    walk.settle()

    assert (first, offered) == (DoubtKind.DOSSIER, "Chọn hồ sơ")
    assert screen.evening.look is not None
    assert screen.evening.look.papers[0].bundle.dossier == B


def test_an_evening_fits_the_smallest_window_and_speaks_of_each_part(
    at_evening: Callable[..., EveningScreen],
) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks)
    walk = walks[0]
    start = (clipped(walk.window), too_small(walk.window), unnamed(walk.window))
    walk.press(Qt.Key.Key_Space)
    found = [(clipped(walk.window), too_small(walk.window), unnamed(walk.window))]
    theme().use(Palette.LIGHT, 1.5)
    walk.window.resize(2049, 1152)
    walk.settle()
    found.append((clipped(walk.window), too_small(walk.window), unnamed(walk.window)))
    theme().use(Palette.LIGHT, 1.0)
    walk.window.resize(683, 384)
    walk.settle()
    rows = keys_of(screen) + keys_of(walk.window, own_only=True) + keys_of(walk.window.rail, own_only=True)
    keys = [key.toString() for _, of in rows for key in of]

    assert [start, *found] == [([], [], [])] * 3
    assert screen.minimumSizeHint().width() <= 683
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    words = screen.stack.pages().data(screen.stack.pages().index(1))
    assert words == "Trang 2, Giấy khai sinh"


def test_files_of_a_folder_become_a_stack_and_stay_where_they_are(
    at_evening: Callable[..., EveningScreen], tmp_path: Path
) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks)
    folder = tmp_path / "scans"
    folder.mkdir()
    file = stack(folder / "1.pdf", *STACK)

    screen.evening.take_folder(folder)
    walks[0].settle()

    assert bundles(screen) == [(2, 3), (6,), (7,), (8,)]
    assert file.exists()
    assert QApplication.focusWidget() is screen.stack


def test_pictures_that_could_not_be_fetched_once_are_fetched_when_next_in_sight(
    at_evening: Callable[..., EveningScreen], monkeypatch: pytest.MonkeyPatch
) -> None:
    walks: list[Walk] = []
    screen = at_evening(walks)

    def full(*_: object) -> None:
        raise DiskFull(folder="-")

    with monkeypatch.context() as while_full:
        while_full.setattr(evening_pictures, "load_side", full)
        walks[0].press(Qt.Key.Key_Space)
    row = next(one for one in screen.stack.pages().rows if isinstance(one, SideRow))
    before = screen.stack.pages().picture(row)
    walks[0].settle()

    assert before is None
    assert screen.stack.pages().picture(row) is not None
