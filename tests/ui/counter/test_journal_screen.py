"""What an inspector relies on: who did what when, and one line that says whether the chain is whole."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from desk.errors import RoleMissing
from desk.model.events import Event, Kind
from desk.work.journal import lines
from tests.ui.audit import clipped, too_small, unnamed
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.journal import WINDOW
from ui.views.journal import JournalScreen
from ui.views.journal_words import kind_words

CTRL = Qt.KeyboardModifier.ControlModifier


def journal(walk: Walk) -> JournalScreen:
    """Go to the journal by the keyboard."""
    walk.window.choose("settings")
    walk.press(Qt.Key.Key_N, CTRL)
    screen = walk.window.screen_now()
    assert isinstance(screen, JournalScreen)
    return screen


def rows(screen: JournalScreen) -> list[list[str]]:
    table = screen.findChild(QTableView)
    assert table is not None
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_newest_line_stands_first_with_time_name_and_act(walk: Walk) -> None:
    screen = journal(walk)

    newest = rows(screen)[0]
    assert newest[1].startswith("24/11/2026 08:14")
    assert newest[2:5:2] == ["Hoàng Văn Páo", "Vào quầy"]


def test_a_whole_chain_is_said_to_be_whole_with_its_count(walk: Walk) -> None:
    screen = journal(walk)

    chain = screen.reading.chain
    assert chain is not None
    assert chain.first_break is None
    assert chain.events == len(rows(screen))


def test_a_line_changed_behind_the_programs_back_is_named(walk: Walk, office: OfficeMade) -> None:
    screen = journal(walk)
    before = screen.reading.chain
    assert before is not None
    with sqlite3.connect(office.desk.home / "office.db") as outside:
        for (trigger,) in outside.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            outside.execute(f"DROP TRIGGER {trigger}")
        outside.execute("UPDATE journal SET actor = 'ai-do' WHERE seq = 1")

    walk.press(Qt.Key.Key_F5)

    chain = screen.reading.chain
    assert chain is not None
    assert chain.first_break == 1
    assert chain.events == before.events == len(rows(screen))


def test_older_lines_come_when_they_are_asked_for(walk: Walk, office: OfficeMade) -> None:
    with office.desk.unit() as uow:
        now = office.desk.clock.now()
        for number in range(WINDOW + 50):
            uow.record(Event(Kind.SEARCHED, f"dossier:{number}", "pao.hv", "Quầy 1", now, {"found": 0}))
        uow.commit()
    screen = journal(walk)
    there = len(rows(screen))
    table = screen.findChild(QTableView)
    assert table is not None

    table.scrollToBottom()
    table.model().fetchMore(table.rootIndex())
    walk.settle()

    seqs = [int(row[0]) for row in rows(screen)]
    assert there == WINDOW
    assert len(seqs) > there
    assert seqs == sorted(seqs, reverse=True)
    assert len(set(seqs)) == len(seqs)


def test_enter_leads_back_to_the_settings(walk: Walk) -> None:
    journal(walk)

    walk.enter()

    assert walk.screen() == "settings"


def test_who_is_neither_inspector_nor_administrator_does_not_read_it(door: Walk) -> None:
    door.press(Qt.Key.Key_Down)
    door.type("mat-khau-diem-tap")
    door.enter()
    door.window.choose("settings")

    door.press(Qt.Key.Key_N, CTRL)

    assert door.screen() == "settings"
    desk, who = door.desk, door.who
    with pytest.raises(RoleMissing):
        lines(desk, who, 10)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_line_has_words(kind: Kind) -> None:
    assert kind_words(kind) != kind.value


def test_no_word_of_the_journal_is_cut_and_everything_has_a_name(walk: Walk) -> None:
    journal(walk)

    assert (clipped(walk.window), too_small(walk.window), unnamed(walk.window)) == ([], [], [])
