"""What a clerk and the head of a commune rely on in the day's board: true figures by keyboard, and as tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk.model.board import Span
from desk.model.events import Event, Kind
from desk.model.people import Role
from desk.ports import Desk
from desk.work.board import board
from tests.fakes.days import Days, at, weeks_of_work
from tests.fakes.office import PASSWORD, StoppedClock, make_office
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import Walk, open_window
from ui.models.board import View
from ui.models.session import Doors
from ui.views.board import BoardScreen
from ui.views.keys_help import keys_of
from ui.views.language import Language, speak
from ui.views.parts.chart import Chart
from ui.views.parts.charts import fill_tone
from ui.views.theme import Theme, install_theme, theme
from ui.views.tokens import Palette

TODAY = date(2026, 11, 24)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def open_at(desk: Desk, qtbot: QtBot) -> Walk:
    """Open a window on an office and sign its first officer in."""
    walk = open_window(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home, qtbot)
    walk.type(PASSWORD)
    walk.enter()
    return walk


def set_clock(desk: Desk, day: date, clock: str) -> None:
    assert isinstance(desk.clock, StoppedClock)
    desk.clock.at = at(day, clock)


def busy_window(folder: Path, qtbot: QtBot, first: int = 0) -> Walk:
    """Open a window on an office in the middle of a working day."""
    desk = make_office(folder / "office")
    set_clock(desk, TODAY, "15:32")
    weeks_of_work(desk, TODAY, first=first)
    return open_at(desk, qtbot)


@pytest.fixture(scope="module")
def opened(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    """That office in one window for all tests that change nothing in it."""
    install_theme(qapp, Palette.LIGHT, 1.0)
    walk = busy_window(tmp_path_factory.mktemp("board"), QtBot(request))
    yield walk
    walk.window.close()
    walk.window.deleteLater()


@pytest.fixture
def shown(opened: Walk, qtbot: QtBot) -> Iterator[Walk]:
    """The board of today in that window, at its usual size."""
    opened.window.resize(1366, 768)
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.window.choose("board")
    screen_of(opened).model.go_to_today()
    screen_of(opened).model.show(View.DAY)
    opened.settle()
    yield replace(opened, qtbot=qtbot)
    if (theme().palette_name, theme().factor) != (Palette.LIGHT, 1.0):
        theme().use(Palette.LIGHT, 1.0)


@pytest.fixture
def quiet(qtbot: QtBot, make_walk: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Walk, Desk]]:
    """The board of an office where nothing has happened yet."""
    del make_walk  # dresses the application
    desk = make_office(tmp_path_factory.mktemp("quiet") / "office")
    set_clock(desk, TODAY, "09:00")
    walk = open_at(desk, qtbot)
    walk.window.choose("board")
    walk.settle()
    yield walk, desk
    walk.window.close()
    walk.window.deleteLater()


def screen_of(walk: Walk) -> BoardScreen:
    screen = walk.window.screen_of("board")
    assert isinstance(screen, BoardScreen)
    return screen


def numbers(screen: BoardScreen) -> list[str]:
    """The four large figures as they stand."""
    return [card.accessibleName().partition(": ")[2].split()[0] for card in screen.figures]


def spoken(chart: Chart) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(chart)
    assert found is not None
    return found


# -- figures ----------------------------------------------------------------------------------------------------------


def test_the_four_figures_are_those_of_the_verb(shown: Walk) -> None:
    desk, who = shown.desk, shown.who

    told = board(desk, who, Span.day(TODAY))

    share, middle, on_time = told.papers_reused.percent, told.pace.middle, told.on_time.percent
    assert share is not None
    assert middle is not None
    assert on_time is not None
    expected = [str(told.dossiers), str(round(share)), str(round(middle)), f"{on_time:.1f}"]
    assert numbers(screen_of(shown)) == [text.removesuffix(".0").replace(".", ",") for text in expected]


def test_the_keys_lead_through_days_weeks_and_months_and_never_past_today(shown: Walk) -> None:
    screen = screen_of(shown)

    def span_after(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Span:
        shown.press(key, modifier)
        found = screen.model.board
        assert found is not None
        return found.span

    seen = [
        span_after(Qt.Key.Key_PageDown), span_after(Qt.Key.Key_PageUp), span_after(Qt.Key.Key_PageUp),
        span_after(Qt.Key.Key_2, ALT), span_after(Qt.Key.Key_3, ALT), span_after(Qt.Key.Key_PageUp),
        span_after(Qt.Key.Key_Home, CTRL), span_after(Qt.Key.Key_1, ALT),
    ]  # fmt: skip

    assert seen == [
        Span.day(TODAY), Span.day(date(2026, 11, 23)), Span.day(date(2026, 11, 22)), Span.week(date(2026, 11, 22)),
        Span.month(date(2026, 11, 22)), Span.month(date(2026, 10, 1)), Span.month(TODAY), Span.day(TODAY),
    ]  # fmt: skip


def test_a_week_gone_back_and_forth_leads_to_today(shown: Walk) -> None:
    shown.press(Qt.Key.Key_2, ALT)
    shown.press(Qt.Key.Key_PageUp)
    shown.press(Qt.Key.Key_PageDown)
    week = screen_of(shown).model.span
    shown.press(Qt.Key.Key_1, ALT)

    assert week == Span.week(TODAY)
    assert screen_of(shown).model.span == Span.day(TODAY)


def test_the_report_of_the_month_is_one_key_away_and_esc_leads_back(shown: Walk) -> None:
    shown.press(Qt.Key.Key_P, CTRL)
    there, letter = shown.screen(), shown.model.letter

    shown.press(Qt.Key.Key_Escape)

    assert there == "board.report"
    assert letter is not None
    assert letter.file.name == "bao-cao-thang-2026-11.pdf"
    assert shown.screen() == "board"


def test_what_waits_leads_to_where_it_is_done_by_its_digit(shown: Walk) -> None:
    screen = screen_of(shown)
    kinds = [wait.kind for wait in screen.waiting.waits]
    place = next(number for number, kind in enumerate(kinds, 1) if kind in ("people", "stamps"))

    shown.press(Qt.Key(int(Qt.Key.Key_0) + place))

    assert shown.screen() == "deliveries"


def test_copies_by_hour_and_the_work_by_officer_are_shown_by_a_letter(shown: Walk) -> None:
    screen = screen_of(shown)
    found = screen.model.board
    assert found is not None
    before = [one.values for one in screen.hours.plot.data]

    shown.press(Qt.Key.Key_B)
    shown.press(Qt.Key.Key_C)

    assert [one.values for one in screen.hours.plot.data] == [(float(one.copies),) for one in found.columns]
    assert screen.bars.plot.data[0].label == "Hoàng Văn Páo"
    shown.press(Qt.Key.Key_B)
    shown.press(Qt.Key.Key_C)
    assert [one.values for one in screen.hours.plot.data] == before


# -- by itself --------------------------------------------------------------------------------------------------------


def test_the_board_follows_what_happens_while_it_is_looked_at(quiet: tuple[Walk, Desk]) -> None:
    walk, desk = quiet
    screen = screen_of(walk)
    empty = screen.empty.isVisible()

    Days(desk).dossier(at(TODAY, "08:50"))
    with desk.unit() as uow:
        uow.record(Event(Kind.DOSSIER_OPENED, "dossier:TAM-1", "pao.hv", "Quầy 1", desk.clock.now()))
        uow.commit()

    assert empty
    walk.qtbot.waitUntil(lambda: screen.model.board is not None and screen.model.board.dossiers == 1)
    assert numbers(screen)[0] == "1"
    assert not screen.empty.isVisible()


def test_nothing_is_laid_anew_when_the_figures_are_the_same(shown: Walk) -> None:
    screen = screen_of(shown)
    resets = list[str]()
    for chart in (screen.hours, screen.pace, screen.bars):
        chart.rows.modelReset.connect(lambda: resets.append("reset"))
        chart.rows.dataChanged.connect(lambda *_: resets.append("changed"))

    shown.press(Qt.Key.Key_F5)

    assert resets == []


def test_midnight_leads_on_to_the_new_day(quiet: tuple[Walk, Desk]) -> None:
    walk, desk = quiet
    screen = screen_of(walk)
    set_clock(desk, date(2026, 11, 25), "00:00")

    walk.press(Qt.Key.Key_F5)

    assert screen.model.board is not None
    assert screen.model.board.span == Span.day(date(2026, 11, 25))


def test_a_day_without_work_teaches_and_has_nothing_to_boast(quiet: tuple[Walk, Desk]) -> None:
    walk, _ = quiet
    screen = screen_of(walk)

    said = [label.text() for label in screen.empty.findChildren(QLabel)]

    assert said[0] == "Hôm nay chưa có việc nào"
    assert "Page Up" in said[1]
    assert not any(card.isVisible() for card in screen.figures)
    assert "Không có việc nào đang chờ." in [label.text() for label in screen.waiting.findChildren(QLabel)]


def test_who_may_not_see_others_work_is_not_offered_it(quiet: tuple[Walk, Desk]) -> None:
    walk, desk = quiet
    Days(desk).dossier(at(TODAY, "08:50"))
    who = walk.who
    walk.model.session.who = replace(who, officer=replace(who.officer, roles=frozenset({Role.RECEPTION})))
    screen = screen_of(walk)

    walk.press(Qt.Key.Key_F5)

    assert not screen.who.isEnabled()


def test_the_next_officer_sees_nothing_of_what_the_one_before_saw(quiet: tuple[Walk, Desk]) -> None:
    walk, desk = quiet
    Days(desk).dossier(at(TODAY, "08:50"))
    screen = screen_of(walk)
    walk.press(Qt.Key.Key_F5)
    walk.press(Qt.Key.Key_C)
    before = screen.bars.plot.data

    walk.model.session.sign_out()
    walk.settle()

    assert [one.label for one in before] == ["Hoàng Văn Páo"]
    assert (screen.model.board, screen.bars.plot.data, screen.hours.plot.data) == (None, (), ())


# -- for everyone -----------------------------------------------------------------------------------------------------


def test_a_chart_is_a_table_for_readers_with_a_word_for_every_value(shown: Walk) -> None:
    screen = screen_of(shown)
    found = screen.model.board
    assert found is not None

    table = spoken(screen.hours)
    children = [child for number in range(table.childCount()) if (child := table.child(number)) is not None]

    def said(role: QAccessible.Role) -> list[str]:
        return [child.text(QAccessible.Text.Name) for child in children if child.role() == role]

    assert (table.role(), table.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, screen.hours.accessibleName())
    assert said(QAccessible.Role.ColumnHeader) == list(screen.hours.plot.heads)
    assert said(QAccessible.Role.RowHeader) == [f"{one.hour}h" for one in found.columns]
    assert said(QAccessible.Role.Cell)[1::3] == [str(one.dossiers) for one in found.columns]


def test_arrows_go_from_value_to_value_and_the_tip_says_it(shown: Walk) -> None:
    chart = screen_of(shown).hours
    chart.setFocus()

    shown.press(Qt.Key.Key_Home)
    shown.press(Qt.Key.Key_Right)

    index = chart.currentIndex()
    assert index.row() == 1
    assert chart.visualRect(index).isValid()
    assert chart.indexAt(chart.visualRect(index).center()).row() == 1
    assert index.data(Qt.ItemDataRole.ToolTipRole) == chart.plot.data[1].spoken
    assert not chart.indexAt(QPoint(-5, -5)).isValid()


@pytest.mark.parametrize("palette", list(Palette))
def test_the_two_tones_are_told_apart_without_colour_in_high_contrast(shown: Walk, palette: Palette) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter, QPainterPath

    theme().use(palette, 1.0)
    shades = []
    for second in (False, True):
        picture = QImage(40, 40, QImage.Format.Format_RGB32)
        painter, path = QPainter(picture), QPainterPath()
        path.addRect(QRectF(0, 0, 40, 40))
        fill_tone(painter, path, second=second)
        painter.end()
        inside = {picture.pixelColor(x, 20).name() for x in range(4, 36)}
        shades.append(inside)

    first, second_tone = shades
    assert first != second_tone
    assert (len(second_tone) > 1) == (palette is Palette.HIGH)


def cut_on(walk: Walk) -> list[str]:
    """Look at spans in their usual size and one half as large again, and list what is cut, too small or unnamed."""
    found = list[str]()
    for view, factor in ((View.WEEK, 1.0), (View.MONTH, 1.0), (View.DAY, 1.0), (View.DAY, 1.5)):
        if theme().factor != factor:
            theme().use(Palette.LIGHT, factor)
        walk.window.resize(round(1366 * factor), round(768 * factor))
        screen_of(walk).model.show(view)
        walk.settle()
        found += [*clipped(walk.window), *too_small(walk.window), *unnamed(walk.window)]
    return found


def test_no_word_of_the_board_is_cut(shown: Walk) -> None:
    assert cut_on(shown) == []


def test_no_word_of_the_board_is_cut_in_english(
    dressed: Theme, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    speak(qapp, Language.ENGLISH)
    try:
        walk = busy_window(tmp_path, qtbot, first=26)
        walk.window.choose("board")

        found = cut_on(walk)

        assert (found, screen_of(walk).title) == ([], "Day board")
        walk.window.close()
        walk.window.deleteLater()
    finally:
        speak(qapp, Language.VIETNAMESE)
        dressed.use(Palette.LIGHT, 1.0)


def test_the_board_works_on_the_smallest_window(shown: Walk) -> None:
    shown.window.resize(683, 384)
    shown.settle()

    for _ in range(2):
        shown.press(Qt.Key.Key_F6)

    screen, focus = screen_of(shown), shown.focus()
    assert focus in screen.panes()
    assert focus.visibleRegion().boundingRect().height() > 40, "what has the focus is in sight"
    assert shown.window.width() == 683
    assert screen.width() <= 683
    assert clipped(screen) == []


def test_no_key_of_the_board_means_two_things(shown: Walk) -> None:
    screen = screen_of(shown)

    rows = keys_of(screen) + keys_of(shown.window, own_only=True) + keys_of(shown.window.rail, own_only=True)

    keys = [key.toString() for _, found in rows for key in found]
    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []
