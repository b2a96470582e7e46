"""What a new clerk relies on in the first minute: a calm welcome, and a rehearsal that points at the real controls."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.jobs import Progress
from desk.model.people import Session
from desk.ports import Desk
from tests.fakes.office import make_office
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.certifying import CERTIFYING
from tests.ui.counter.conftest import Walk
from ui.models.guide_steps import STEPS
from ui.models.session import Doors
from ui.views.guide import Coach
from ui.views.guide_words import GuideWords, Known
from ui.views.language import Language, speak

Make = Callable[[Doors, Path], Walk]
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NUMBER = "008187004215"


@dataclass
class ToldLesson:
    """A lesson that was laid without a scanner."""

    number: str = NUMBER
    name: str = "Nông Thị Hạnh"
    certifying: str = CERTIFYING
    again: str = "1.001776"
    mended: list[str] = field(default_factory=list)

    def mend(self) -> None:
        """Remember it."""
        self.mended.append("mended")


LESSON = ToldLesson()


def _lay(desk: Desk, who: Session, progress: Progress) -> ToldLesson:
    del desk, who
    progress.check()
    return LESSON


@pytest.fixture
def greeted(make_walk: Make, tmp_path: Path) -> Walk:
    """A rehearsal office opened to try, its clerk signed in."""
    desk = make_office(tmp_path / "rehearsal", rehearsal=True, papers=True)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk, lesson=_lay), desk.home)
    walk.window.resize(1366, 768)
    walk.model.guide.greets = True
    walk.enter()
    return walk


def coach(walk: Walk) -> Coach:
    """Return who points, having looked anew."""
    found = walk.window.attendants.coach
    assert found is not None
    found.follow()
    return found


def told(walk: Walk) -> str:
    """Return what a screen reader says of the callout."""
    return coach(walk).card.accessibleName()


def step(walk: Walk) -> str:
    """Return the name of the step in hand."""
    now = walk.model.guide.step
    return now.name if now is not None else ""


def test_a_rehearsal_that_was_asked_for_greets_and_leads_to_the_counter_by_one_key(greeted: Walk) -> None:
    assert greeted.screen() == "counter.welcome"
    assert (clipped(greeted.window), too_small(greeted.window), unnamed(greeted.window)) == ([], [], [])

    greeted.press(Qt.Key.Key_Escape)

    assert greeted.screen() == "counter"
    assert not greeted.model.guide.running


def test_the_lesson_goes_on_by_what_the_clerk_does_and_by_nothing_else(greeted: Walk) -> None:
    greeted.enter()
    assert (greeted.screen(), step(greeted)) == ("counter", "known")
    assert "008 187 004 215" in told(greeted)

    greeted.type(NUMBER)
    assert step(greeted) == "known"
    greeted.enter()
    assert step(greeted) == "procedure"
    greeted.type("tcx")
    greeted.enter()
    assert step(greeted) == "procedure", "another procedure is not the one asked for"
    greeted.press(Qt.Key.Key_F4)
    greeted.type(CERTIFYING)
    greeted.enter()

    assert step(greeted) == "scan"
    assert "3 trên 12" in told(greeted)


def test_the_ring_is_around_the_real_control_and_the_callout_beside_it(greeted: Walk) -> None:
    greeted.enter()

    pointing = coach(greeted)
    line = greeted.window.findChildren(QLineEdit)[0]
    shown = next(one for one in greeted.window.findChildren(QLineEdit) if one.isVisible())

    ground = greeted.window.ground
    target = QRect(shown.mapTo(ground, shown.rect().topLeft()), shown.size())
    assert line.window() is greeted.window
    assert pointing.ring.mask().boundingRect().contains(target)
    assert not pointing.card.geometry().intersects(target)
    assert not pointing.card.docked


def test_escape_puts_the_lesson_away_and_it_goes_on_where_it_was(greeted: Walk) -> None:
    greeted.enter()
    greeted.type(NUMBER)
    greeted.enter()

    greeted.press(Qt.Key.Key_Escape)
    away = (greeted.model.guide.running, coach(greeted).card.isVisible(), coach(greeted).ring.isVisible())
    citizen = greeted.model.counter.citizen
    greeted.press(Qt.Key.Key_F1, SHIFT)

    assert away == (False, False, False)
    assert citizen is not None, "Esc ended the lesson and nothing else"
    assert (greeted.model.guide.running, step(greeted)) == (True, "procedure")


def test_the_dossier_of_the_lesson_is_taken_up_again_after_other_work(greeted: Walk) -> None:
    greeted.enter()
    for words in (NUMBER, CERTIFYING):
        greeted.type(words)
        greeted.enter()
    code = greeted.model.counter.code
    greeted.press(Qt.Key.Key_Escape)
    greeted.press(Qt.Key.Key_F12)
    assert greeted.model.counter.code is None

    greeted.press(Qt.Key.Key_F1, SHIFT)
    greeted.settle()

    assert (step(greeted), greeted.model.counter.code) == ("scan", code)


def test_steps_can_be_skipped_and_shown_again_and_the_end_is_told(greeted: Walk) -> None:
    greeted.enter()
    greeted.press(Qt.Key.Key_Right, ALT)
    greeted.press(Qt.Key.Key_Right, ALT)
    greeted.press(Qt.Key.Key_Left, ALT)
    assert step(greeted) == "procedure"

    for _ in range(11):
        greeted.press(Qt.Key.Key_Right, ALT)

    assert greeted.model.guide.finished
    assert "Xong buổi tập" in told(greeted)
    assert LESSON.mended, "the stuck sheet is taken out when the jam is the step in hand"
    greeted.press(Qt.Key.Key_Right, ALT)
    assert not greeted.model.guide.running


@pytest.fixture(params=Language)
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Language]:
    """Speak a language for what is built from now on."""
    speak(qapp, request.param)
    yield request.param
    speak(qapp, Language.VIETNAMESE)


def test_on_the_smallest_window_the_callout_lies_across_the_top_and_nothing_is_cut(
    greeted: Walk, spoken: Language
) -> None:
    greeted.window.resize(683, 384)
    greeted.enter()
    pointing = coach(greeted)
    greeted.settle()

    assert pointing.card.docked
    assert (clipped(pointing.card), too_small(pointing.card), unnamed(pointing.card)) == ([], [], [])
    assert (greeted.window.width(), greeted.window.height()) == (683, 384)
    assert ("Rehearsal" in told(greeted)) == (spoken is Language.ENGLISH)


def test_the_keys_of_a_screen_offer_the_lesson_too(greeted: Walk) -> None:
    greeted.press(Qt.Key.Key_Escape)
    greeted.press(Qt.Key.Key_F1)
    assert greeted.screen() == "help"

    greeted.press(Qt.Key.Key_F2)

    assert (greeted.screen(), step(greeted)) == ("counter", "known")


PLACES = (
    "counter.empty", "counter.procedure", "counter", "counter.scan", "counter.review", "counter.certify", "dialog",
    "register", "register.copy", "verify", "evening", "settings",
)  # fmt: skip


def test_every_step_says_what_to_do_wherever_the_clerk_is_in_short_sentences(spoken: Language) -> None:
    words = GuideWords()
    known = Known(LESSON, ("112233", "445566"), dict.fromkeys(("counter", "evening", "register", "board"), "Ctrl 1"))

    told = [words.last(), *(words.say(one.name, where, known) for one in STEPS for where in PLACES)]

    assert all(said.title and said.text for said in told)
    sentences = [part for said in told for part in re.split(r"(?<=[.:;]) ", said.text)]
    assert [part for part in sentences if len(part.split()) > 20 or "!" in part or "{" in part] == []
    assert spoken in Language


def test_whoever_leaves_the_counter_ends_the_lesson(greeted: Walk) -> None:
    greeted.enter()

    greeted.model.session.sign_out()

    assert not greeted.model.guide.running
    assert not coach_shown(greeted)


def coach_shown(walk: Walk) -> bool:
    """Tell whether a callout is to be seen."""
    found = walk.window.attendants.coach
    return found is not None and found.card.isVisible()


def test_an_office_of_real_papers_has_no_lesson_and_no_welcome(walk: Walk) -> None:
    assert walk.screen() == "counter"
    assert not walk.window.attendants.lesson_act.isEnabled()

    walk.press(Qt.Key.Key_F1, SHIFT)

    assert not walk.model.guide.running
