"""What an officer who reads English relies on: every room speaks it, and no word is cut by the longer sentences."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.fakes.office import CARD
from tests.ui.audit import clipped, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.look import Look, read_look
from ui.models.session import Doors
from ui.views import settings
from ui.views.language import Language, language_now, speak
from ui.views.parts.combo import ComboField
from ui.views.slot_words import reason_words

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def english(qapp: QApplication, office: OfficeMade, make_walk: Callable[[Doors, Path], Walk]) -> Iterator[Walk]:
    """The counter in English with a dossier open."""
    speak(qapp, Language.ENGLISH)
    desk = office.desk
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type("mat-khau-diem-tap")
    walk.enter()
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()
    yield walk
    speak(qapp, Language.VIETNAMESE)


def test_the_next_step_and_the_rules_speak_english(english: Walk) -> None:
    counter = english.model.counter.counter
    assert counter is not None

    reasons = [reason_words(slot.offers[0].verdict) for slot in counter.slots if slot.offers]

    assert language_now() == "en"
    assert english.primary().startswith(("Reuse", "Scan", "Compared", "See", "Seen", "Look"))
    assert reasons
    assert all(reason.isascii() for reason in reasons)


@pytest.mark.parametrize("room", ["counter", "counter.scan", "search", "settings", "settings.journal"])
def test_no_word_is_cut_in_english(english: Walk, room: str) -> None:
    english.window.show_screen(room)
    english.settle()

    assert (clipped(english.window), unnamed(english.window)) == ([], [])


def test_changing_the_looks_keeps_the_language_chosen(
    walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "look.toml"
    monkeypatch.setattr(settings, "look_file", lambda: file)
    walk.window.choose("settings")
    screen = walk.window.screen_now()
    assert screen is not None
    palette, _factor, language = screen.findChildren(ComboField)[:3]

    language.choose("en")
    language.chosen.emit("en")
    walk.settle()
    palette.choose("high")
    palette.chosen.emit("high")
    walk.settle()

    assert read_look(file) == Look("high", 1.0, "en")
