"""What people with other eyes, other hands or another language rely on, in every room and every dialog there is.

No word is cut from 100 to 200 %, each stop has a name and is seen, Tab goes as one reads, no key means two things.
Each room is gone to once at each size, and everything is looked over there: there are many rooms.
"""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import ui.views
from tests.fakes.leaving import COPYING
from tests.ui.audit import (
    backward,
    clipped,
    cut_off,
    double_keys,
    focusable,
    in_sight,
    laid_over,
    left_in_vietnamese,
    spoken,
    swallowed_keys,
    too_small,
    unfit_keys,
    unnamed,
    unseen,
)
from tests.ui.counter.every_dialog import DIALOGS, dialogs
from tests.ui.counter.every_room import WAYS, Rooms, make_rooms, strays
from ui.views.keys_help import keys_of
from ui.views.language import Language, speak
from ui.views.parts.panes import reachable
from ui.views.parts.tab_way import stops
from ui.views.screens import PLACES
from ui.views.theme import install_theme, theme
from ui.views.tokens import Palette

pytestmark = pytest.mark.slow

VI, EN = Language.VIETNAMESE, Language.ENGLISH
USUAL, SMALLEST = (1366, 768), (683, 384)
SIZES = {"100": (1.0, USUAL), "125": (1.25, USUAL), "150": (1.5, USUAL), "200": (1.0, SMALLEST)}
"""Per cent of the usual size: the size of the letters, and the window in px at 100 %.

Twice the size is the system's own: a screen of 1366×768 has 683×384 px then.
"""

OF_THE_OFFICE = (
    COPYING.name, "Chứng thực bản sao đúng với bản chính", "Ngày 24 tháng 11 năm 2026", "Số chứng thực 4/ĐT",
    "KT. CHỦ TỊCH", "CCCD hai mặt", "Chồng giấy cuối ngày", "Sổ hộ tịch A3",
)  # fmt: skip
"""Words that are the office's own in every language: its procedure, the law's attestation, titles, names it gave."""

BACK = {
    "door.first": "door.first", "door.sign-in": "door.sign-in", "counter.phone": "counter.scan",
    "counter.certify: refusal": "counter.certify", "evening": "evening", "evening: report": "evening",
    "search": "search", "verify": "verify", "register.closing": "register", "settings.signing": "settings",
    "settings.profiles": "settings", "settings.journal": "settings", "settings.deeds": "settings",
}  # fmt: skip
"""Where Esc leads that does not lead to the counter: one step back; words that were typed go before the room does."""

Faults = dict[str, list[str]]
"""What is wrong, by the room or the dialog."""


@dataclass
class Look:
    """What was found in all rooms at one size in one language, by what was looked for."""

    faults: dict[str, Faults] = field(default_factory=lambda: defaultdict(dict))
    strays: list[str] = field(default_factory=list)

    def of(self, what: str) -> Faults:
        """Return the rooms where something is wrong."""
        return {room: found for room, found in self.faults[what].items() if found}


@pytest.fixture(scope="module")
def windows(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Language, Rooms]]:
    """The window of each language, once it was opened."""
    opened: dict[Language, Rooms] = {}
    yield opened
    for rooms in opened.values():
        rooms.walk.window.close()
        rooms.walk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # closed windows would be dressed too
    install_theme(qapp, Palette.LIGHT, 1.0)
    speak(qapp, VI)


WALKS = [(VI, "100"), (VI, "200"), (VI, "125"), (EN, "200"), (EN, "150")]
"""Which walks are made: dressing a window with every room in it anew takes a second, going through the rooms three."""


def rooms_at(per_cent: str) -> list[str]:
    """Choose the rooms for a walk: all at the ends of the scale, every second one between them."""
    return list(WAYS)[{"125": 0, "150": 1}[per_cent] :: 2] if per_cent in ("125", "150") else list(WAYS)


@pytest.fixture(scope="module", params=WALKS, ids="-".join)
def look(
    request: pytest.FixtureRequest, windows: dict[Language, Rooms], qapp: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
) -> Look:  # fmt: skip
    """Everything that is wrong in any room or dialog at one size in one language."""
    language, per_cent = request.param
    if language not in windows:
        for other in windows.values():
            other.walk.window.close()
        install_theme(qapp, Palette.LIGHT, 1.0)
        speak(qapp, language)
        windows[language] = make_rooms(tmp_path_factory.mktemp("rooms") / "office", QtBot(request))
    rooms = windows[language]
    scaled(rooms, per_cent)
    found = Look()
    with strays() as found.strays:
        go_through(rooms, found, language, per_cent)
    return found


def go_through(rooms: Rooms, found: Look, language: Language, per_cent: str) -> None:
    """Go to each room, and look it over."""
    shown: set[tuple[str, object]] = set()
    for room in rooms_at(per_cent):
        rooms.show(room)
        look_over(rooms, room, found, language)
        if (language, per_cent) == (VI, "100"):
            look_at_keys(rooms, room, found)
            look_at_focus(rooms, room, found, shown)
            step_back(rooms, room, found)
        if (language, per_cent) == (VI, "200"):
            look_at_panes(rooms, room, found)
    look_at_dialogs(rooms, found)


def scaled(rooms: Rooms, per_cent: str) -> None:
    """Show everything at a size."""
    factor, (wide, tall) = SIZES[per_cent]
    if theme().factor != factor:
        theme().use(Palette.LIGHT, factor)
    window = rooms.walk.window
    window.resize(round(wide * factor), round(tall * factor))
    window.activateWindow()
    rooms.walk.qtbot.waitUntil(window.isActiveWindow)


def look_over(rooms: Rooms, room: str, found: Look, language: Language) -> None:
    """Look for words that are cut or of another language, and for stops without a name."""
    window, screen = rooms.walk.window, rooms.walk.window.screen_now()
    assert screen is not None
    bars = (window.top_bar, window.action_bar, window.status_bar, window.rail)
    parts = [part for part in (screen, *bars, *rooms.overlays()) if part.isVisible()]  # not thirty other screens
    found.faults["words"][room] = [words for part in parts for words in cut_words(part)]
    found.faults["names"][room] = [name for part in parts for name in unnamed(part)]
    if language is EN:
        left = [line for part in parts for line in left_in_vietnamese(part)]
        own = [line for line in left if not any(words in line for words in OF_THE_OFFICE)]
        found.faults["language"][room] = own


def look_at_keys(rooms: Rooms, room: str, found: Look) -> None:
    """Look for keys that mean two things or are a Vietnamese keyboard's, and for steps of Tab that go back."""
    window, screen = rooms.walk.window, rooms.walk.window.screen_now()
    assert screen is not None
    rows = keys_of(screen) + keys_of(window, own_only=True) + keys_of(window.rail, own_only=True)
    found.faults["keys"][room] = [*double_keys(rows), *unfit_keys(rows), *swallowed_keys(window, rows)]
    found.faults["tab"][room] = backward(window, stops(screen))


def look_at_focus(rooms: Rooms, room: str, found: Look, shown: set[tuple[str, object]]) -> None:
    """Look for stops whose focus is not to be seen: one of each kind, in all palettes.

    What Qt's style sheet paints is one rule for all palettes, which the galleries of parts hold.
    """
    window = rooms.walk.window
    fresh = []
    for one in focusable(window):
        kind = (type(one).__name__, one.property("button-role"))
        if one.isEnabled() and kind not in shown:
            fresh.append(one)
            shown.add(kind)
    found.faults["focus"][room] = unseen(window, fresh)
    painted = [one for one in fresh if not isinstance(one, QLineEdit | QComboBox | QAbstractScrollArea)]
    for palette in (Palette.DARK, Palette.HIGH):
        wear(palette)
        found.faults["focus"][room] += [f"{palette}: {one}" for one in unseen(window, painted)]
    wear(Palette.LIGHT)


def wear(palette: Palette) -> None:
    """Have what is painted by hand take the colours of a palette, without the seconds that all style sheets cost."""
    now = theme()
    now.palette_name = palette
    now._colours.clear()
    now.pixmaps.clear()


def step_back(rooms: Rooms, room: str, found: Look) -> None:
    """Press Esc, and look whether it leads one step back and the keyboard is still somewhere."""
    QTest.keyClick(rooms.walk.focus(), Qt.Key.Key_Escape)
    rooms.settle()
    led, wanted = rooms.walk.screen(), BACK.get(room, "counter")
    found.faults["back"][room] = [led] if led != wanted or rooms.overlays() else []
    focus = QApplication.focusWidget()
    found.faults["back"][room] += [] if focus is not None and focus.isVisible() else ["the keyboard is lost"]


def look_at_panes(rooms: Rooms, room: str, found: Look) -> None:
    """Look for panes that F6 does not bring into sight, and for rooms too wide for the smallest window."""
    screen = rooms.walk.window.screen_now()
    assert screen is not None
    wide = screen.minimumSizeHint().width()
    missed = [] if wide <= SMALLEST[0] else [f"{wide} px wide"]
    for pane in filter(reachable, screen.panes()):
        QTest.keyClick(rooms.walk.focus(), Qt.Key.Key_F6)
        QApplication.processEvents()
        focus = rooms.walk.focus()
        if not (focus.isVisible() and in_sight(focus)):
            missed.append(spoken(pane) or repr(pane))
    found.faults["panes"][room] = missed


def look_at_dialogs(rooms: Rooms, found: Look) -> None:
    """Look for words that are cut in the dialogs, stops without a name, and dialogs larger than the window."""
    screen, window = rooms.go("counter.scan"), rooms.walk.window
    for kind, make in DIALOGS.items():
        dialog = make(rooms, screen)
        getattr(dialog, "open_beside", lambda _, dialog=dialog: dialog.open())(screen)
        rooms.settle()
        fits = dialog.height() <= window.height() and dialog.width() <= window.width()
        found.faults["dialogs"][kind.__name__] = [
            *cut_words(dialog), *unnamed(dialog), *([] if fits else [f"larger than the window: {dialog.size()}"]),
        ]  # fmt: skip
        dialog.done(0)
        dialog.deleteLater()


def cut_words(root: QWidget) -> list[str]:
    return [*clipped(root), *cut_off(root), *laid_over(root), *too_small(root)]


def test_every_screen_and_every_dialog_has_its_line_in_this_audit() -> None:
    for module in pkgutil.walk_packages(ui.views.__path__, "ui.views."):
        importlib.import_module(module.name)

    assert {way.partition(":")[0] for way in WAYS} == {place.name for place in PLACES}
    assert dialogs() == set(DIALOGS)


def test_no_word_is_cut_in_any_room(look: Look) -> None:
    assert look.of("words") == {}


def test_no_word_is_cut_in_any_dialog(look: Look) -> None:
    assert look.of("dialogs") == {}


def test_each_stop_of_the_keyboard_has_a_name_and_is_seen(look: Look) -> None:
    assert look.of("names") == {}
    assert look.of("focus") == {}


def test_no_sentence_of_ours_is_left_in_vietnamese_in_an_english_window(look: Look) -> None:
    assert look.of("language") == {}


def test_no_key_means_two_things_and_none_is_a_vietnamese_keyboards(look: Look) -> None:
    assert look.of("keys") == {}


def test_tab_goes_through_every_room_as_one_reads_it(look: Look) -> None:
    assert look.of("tab") == {}


def test_esc_leads_one_step_back_and_never_loses_the_keyboard(look: Look) -> None:
    assert look.of("back") == {}


def test_every_pane_is_reached_by_f6_on_the_smallest_window(look: Look) -> None:
    assert look.of("panes") == {}


def test_no_part_is_a_window_of_its_own_for_a_moment(look: Look) -> None:
    assert look.strays == []
