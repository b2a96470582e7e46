"""One window over an office with something in every room, and the way to each of its screens: a line each.

A screen of `ui.views.screens.PLACES` without its line here fails a test. So does a dialog.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.jobs import Progress
from desk.model.certification import CopyStage
from desk.model.evening import CutRules
from desk.model.people import Session
from desk.ports import Desk
from desk.work import evening_run
from desk.work.digitise import read_documents
from desk.work.evening import open_batch, take_files
from desk.work.receive import Place, receive_file
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.mixed_reader import MixedReader
from tests.fakes.office import PASSWORD, GlassScanner, ToldPhones, draw_paper
from tests.fakes.stacks import BLANK, HANH, A, on, side, slip, stack, told_opening
from tests.ui.counter.conftest import Walk, office_in, open_window
from ui.models.session import Doors
from ui.models.window import Letter
from ui.views.certify import CertifyScreen
from ui.views.evening import EveningScreen
from ui.views.language import language_now
from ui.views.overlay import Overlay
from ui.views.register import RegisterScreen
from ui.views.scan import ScanScreen
from ui.views.search import SearchScreen
from ui.views.verify import VerifyScreen
from ui.views.window import MainWindow

CODE, COPY_CODE = "TAM-261124-0009", "TAM-261124-0010"
SAMPLE = next((Path(__file__).parents[4] / "shared" / "samples" / "signed-pdfs").glob("bbabad57*.pdf"))
EVENING = (
    slip(A), side(name="Nông Thị Hạnh", number=HANH), on(), BLANK,
    side(kind="don_to_khai", opening=0.6), side(kind=None),
)  # fmt: skip


@contextmanager
def strays() -> Iterator[list[str]]:
    """Gather parts that are shown before they have a parent: each is a window of its own for a moment, and takes the
    keyboard with it.
    """
    seen: list[str] = []
    kept = QWidget.setVisible

    def set_visible(part: QWidget, visible: bool) -> None:
        if visible and part.parentWidget() is None and not isinstance(part, MainWindow | QDialog):
            seen.append(f"{type(part).__name__} {part.accessibleName()}")
        kept(part, visible)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QWidget, "setVisible", set_visible)
        patch.setattr(QWidget, "show", lambda part: set_visible(part, visible=True))
        yield seen


@dataclass
class Rooms:
    """A person before a window whose office has something in every room.

    Attributes:
        walk: The person and the window.
        original: A checked paper of the dossier `COPY_CODE`, to be certified.
        unread: A read paper of the dossier `CODE`, to be checked.
        letter: A PDF of the office.
    """

    walk: Walk
    desk: Desk
    phones: ToldPhones
    original: int
    unread: int
    letter: Path

    def settle(self) -> None:
        """Wait until nothing is under way, but for a phone on the line."""
        model = self.walk.model
        if self.phones.stays:
            self.walk.qtbot.wait(150)
            return
        self.walk.qtbot.waitUntil(lambda: not (model.runner.busy or model.counter.gathering), timeout=20_000)
        QApplication.processEvents()

    def show(self, room: str) -> None:
        """Show a screen with something in it; a phone stays on the line only while its screen is shown."""
        self.phones.stays = room == "counter.phone"
        for overlay in self.overlays():
            overlay.go()
        WAYS[room](self)
        self.settle()
        QApplication.processEvents()

    def overlays(self) -> list[Overlay]:
        """Return what lies over the window now."""
        return [one for one in self.walk.window.findChildren(Overlay) if one.isVisible()]

    def go(self, screen: str) -> QWidget:
        """Show a screen by its name."""
        self.walk.window.show_screen(screen)
        self.settle()
        found = self.walk.window.screen_now()
        assert found is not None
        return found

    def take_up(self, code: str) -> None:
        """Take a dossier up at the counter."""
        counter = self.walk.model.counter
        if counter.code == code:
            return
        with self.desk.unit(reading=True) as uow:
            dossier = uow.dossiers.by_code(code)
            assert dossier is not None
            citizen = uow.citizens.get(dossier.citizen_id)
        counter.next_citizen()
        counter.arrival.citizen = citizen
        counter.arrival.go_on(dossier)
        self.settle()
        assert counter.code == code


def make_rooms(home: Path, qtbot: QtBot) -> Rooms:
    """Open a window over such an office; its officer is signed in."""
    office = office_in(home)
    scanner, phone = GlassScanner(), ToldPhones()
    desk = replace(office.desk, reader=MixedReader(), scanners={"escl": scanner}, phones=phone)
    with desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
    fill = Leaver(desk, office.citizen, who)
    original = _fill_dossiers(fill)
    unread = _read_paper(desk, who, home.parent)
    _sort_evening(desk, who, home.parent)
    letter = home.parent / "giay-hen.pdf"
    draw_paper("PHIẾU HẸN").save(letter, "PDF")
    walk = open_window(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home, qtbot)
    walk.model.runner.language = language_now()
    walk.type(PASSWORD)
    walk.enter()
    return Rooms(walk, desk, phone, original, unread, letter)


def _fill_dossiers(fill: Leaver) -> int:
    """Lay copies at each stage into one dossier, two originals into another; return the first of these."""
    fill.dossier(A)
    fill.dossier(CODE)
    fill.paper(CODE, "Tờ khai", 1)
    for place, stage in enumerate((CopyStage.SEALED, CopyStage.WAITING, CopyStage.SIGNED), start=2):
        fill.copy(fill.paper(CODE, "Giấy xác nhận tình trạng hôn nhân", place), stage)
    fill.dossier(COPY_CODE, COPYING)
    originals = [fill.paper(COPY_CODE, "Giấy chứng nhận kết hôn", 1), fill.paper(COPY_CODE, "Giấy khai sinh", 1)]
    return originals[0].id


def _read_paper(desk: Desk, who: Session, folder: Path) -> int:
    picture = folder / "giay.png"
    draw_paper("GIẤY KHAI SINH").save(picture)
    paper = receive_file(desk, who, picture, Place(CODE, 2), Progress())
    read_documents(desk, who, [paper.id], Progress())
    return paper.id


def _sort_evening(desk: Desk, who: Session, folder: Path) -> None:
    batch = open_batch(desk, who, "files", CutRules.of("patch,openings"))
    take_files(desk, who, batch.id, [stack(folder / "xap.pdf", *EVENING)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evening_run, "opening", told_opening)
        evening_run.run_batch(desk, who, batch.id)


# -- the way to each screen -------------------------------------------------------------------------------------------


def _go_to(name: str) -> Callable[[Rooms], object]:
    return lambda rooms: rooms.go(name)


def _arrive(rooms: Rooms) -> None:
    rooms.go("counter")
    rooms.walk.model.counter.next_citizen()


def _meet_a_stranger(rooms: Rooms) -> None:
    _arrive(rooms)
    rooms.settle()
    rooms.walk.model.counter.arrival.identify("099987654321")


def _choose(rooms: Rooms) -> None:
    _arrive(rooms)
    rooms.walk.model.counter.arrival.identify(HANH)


def _dossier(rooms: Rooms) -> None:
    rooms.take_up(CODE)
    rooms.go("counter")


def _palette(rooms: Rooms) -> None:
    _dossier(rooms)
    rooms.walk.window.search_act.trigger()
    rooms.walk.type("ch")


def _status(rooms: Rooms) -> None:
    _dossier(rooms)
    rooms.walk.window.status_bar.asked.emit("token")


def _scan(rooms: Rooms) -> None:
    rooms.take_up(CODE)
    rooms.walk.model.counter.reach(1)
    screen = rooms.go("counter.scan")
    assert isinstance(screen, ScanScreen)
    if not screen.model.pages:
        screen.model.scan()


def _phone(rooms: Rooms) -> None:
    rooms.phones.stays = False
    rooms.take_up(CODE)
    rooms.phones.stays = True
    rooms.go("counter.phone")


def _review(rooms: Rooms) -> None:
    rooms.take_up(CODE)
    rooms.walk.model.counter.reach(2)
    rooms.go("counter.review")


def _certify(rooms: Rooms) -> None:
    rooms.take_up(COPY_CODE)
    rooms.walk.model.certify(rooms.original)
    rooms.settle()
    screen = rooms.walk.window.screen_now()
    assert isinstance(screen, CertifyScreen)
    screen.show_refusal(on=False)


def _refuse(rooms: Rooms) -> None:
    _certify(rooms)
    screen = rooms.walk.window.screen_now()
    assert isinstance(screen, CertifyScreen)
    screen.show_refusal(on=True)


def _many(rooms: Rooms) -> None:
    rooms.take_up(COPY_CODE)
    rooms.go("counter.many")


def _hand(rooms: Rooms) -> None:
    rooms.take_up(CODE)
    rooms.go("counter.hand")


def _letter(screen: str) -> Callable[[Rooms], None]:
    def show(rooms: Rooms) -> None:
        rooms.walk.model.read_letter(Letter(rooms.letter, "Quyết định số 12"), screen)

    return show


def _slip(rooms: Rooms) -> None:
    rooms.take_up(CODE)
    rooms.walk.model.counter.make_receipt(lambda _path: rooms.walk.model.go("counter.slip"))


def _paper(rooms: Rooms) -> None:
    rooms.take_up(CODE)
    rooms.walk.model.look_at(rooms.unread, "Giấy khai sinh")


def _deeds(rooms: Rooms) -> None:
    rooms.take_up(CODE)
    rooms.go("counter.deeds")


def _evening_start(rooms: Rooms) -> None:
    screen = rooms.go("evening")
    assert isinstance(screen, EveningScreen)
    screen.evening.leave()


def _evening(rooms: Rooms) -> None:
    _evening_start(rooms)
    rooms.settle()
    screen = rooms.walk.window.screen_now()
    assert isinstance(screen, EveningScreen)
    screen.open(screen.evening.begin.waiting[0].batch)


def _evening_told(rooms: Rooms) -> None:
    _evening(rooms)
    rooms.settle()
    screen = rooms.walk.window.screen_now()
    assert isinstance(screen, EveningScreen)
    screen.evening.tell_report()


def _search(rooms: Rooms) -> None:
    rooms.take_up(CODE)
    screen = rooms.go("search")
    assert isinstance(screen, SearchScreen)
    screen.line.setText("khai sinh")
    rooms.walk.qtbot.waitUntil(lambda: not screen.model.waiting, timeout=10_000)


def _register(rooms: Rooms) -> None:
    screen = rooms.go("register")
    assert isinstance(screen, RegisterScreen)
    screen.table.setCurrentIndex(screen.table.model().index(0, 0))


def _verify(rooms: Rooms) -> None:
    screen = rooms.go("verify")
    assert isinstance(screen, VerifyScreen)
    if screen.model.checked is None:
        screen.model.check(SAMPLE)


def _help(rooms: Rooms) -> None:
    _dossier(rooms)
    rooms.walk.window.show_keys()


WAYS: dict[str, Callable[[Rooms], object]] = {
    "door.first": _go_to("door.first"),
    "door.sign-in": _go_to("door.sign-in"),
    "counter": _dossier,
    "counter.welcome": _go_to("counter.welcome"),
    "counter: arrival": _arrive,
    "counter: stranger": _meet_a_stranger,
    "counter: procedure": _choose,
    "counter: palette": _palette,
    "counter: status": _status,
    "counter.scan": _scan,
    "counter.phone": _phone,
    "counter.review": _review,
    "counter.certify": _certify,
    "counter.certify: refusal": _refuse,
    "counter.many": _many,
    "counter.hand": _hand,
    "counter.letter": _letter("counter.letter"),
    "counter.slip": _slip,
    "counter.paper": _paper,
    "counter.deeds": _deeds,
    "evening": _evening,
    "evening: start": _evening_start,
    "evening: report": _evening_told,
    "evening.report": _letter("evening.report"),
    "search": _search,
    "register": _register,
    "register.copy": _letter("register.copy"),
    "register.closing": _go_to("register.closing"),
    "register.record": _letter("register.record"),
    "verify": _verify,
    "verify.record": _letter("verify.record"),
    "board": _go_to("board"),
    "board.report": _letter("board.report"),
    "deliveries": _go_to("deliveries"),
    "deliveries.slip": _letter("deliveries.slip"),
    "settings": _go_to("settings"),
    "settings.signing": _go_to("settings.signing"),
    "settings.profiles": _go_to("settings.profiles"),
    "settings.journal": _go_to("settings.journal"),
    "settings.deeds": _go_to("settings.deeds"),
    "help": _help,
}
"""The way to each screen; behind a colon stands which of its faces, for a screen that has several."""
