"""The command palette (bảng lệnh, Ctrl+K): acts, rooms, people, dossiers and procedures by a few letters."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.model.dossier import Dossier
from desk.model.people import Citizen
from desk.model.procedure import Procedure
from desk.work.looking_up import LookedUp, look_up
from desk.work.matching import Nearness, Sought, nearness
from ui.models.look import look_file
from ui.models.window import WindowModel
from ui.runner import Failure

MOST_RECENT, MOST_ACTS, MOST_FOUND = 5, 8, 6
"""Most rows of a group: used lately; acts or rooms for some words; people, dossiers, procedures."""

KEPT_RECENT = 24
FILE = "recent.json"
"""File beside the look in this user's settings: what was used lately, by its name in the program."""


class Group(StrEnum):
    """Nhóm: what a row leads to; their order where all are equally near."""

    RECENT = "recent"
    HERE = "here"
    ROOMS = "rooms"
    PEOPLE = "people"
    DOSSIERS = "dossiers"
    PROCEDURES = "procedures"
    PAPERS = "papers"


@dataclass(frozen=True)
class Offer:
    """An act or a place of the window that can be had now.

    Attributes:
        ident: Its name in the program, the same on every day and in every language; "" = it is not remembered.
        words: What it is called; `also` are further words it is found by.
        keys: The words of its keys.
    """

    ident: str
    group: Group
    words: str
    run: Callable[[], None]
    icon: str = ""
    keys: tuple[str, ...] = ()
    also: str = ""


Value = Offer | Citizen | tuple[Dossier, Citizen] | Procedure | str
"""What a row stands for; a text = look for it in the papers."""


@dataclass(frozen=True)
class Row:
    """One row of the palette."""

    group: Group
    value: Value


class Palette(QObject):
    """Answer what is typed: acts and rooms at once, people and procedures when the desk has told of them.

    Attributes:
        rows: What is offered, best group first, the rows of one group together.
        words: What was typed.

    Signals:
        changed: the rows are others now.
        settled: no answer is awaited any more.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, model: WindowModel, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._file = file or look_file().with_name(FILE)
        self._recent: list[str] | None = None
        self._offers: Sequence[Offer] = ()
        self._found = LookedUp()
        self._asking = False
        self._answered = ""
        self.words = ""
        self.rows: list[Row] = []
        model.session.changed.connect(self._session_changed)

    @property
    def waiting(self) -> bool:
        """Tell whether people and procedures are still to come for what was typed."""
        return self._asking

    def open(self, offers: Sequence[Offer]) -> None:
        """Begin anew with the acts and places there are now."""
        if self._recent is None:
            self._recent = _read(self._file)
        self._offers, self._found, self.words, self._answered = offers, LookedUp(), "", ""
        self._arrange()

    def offer(self, offers: Sequence[Offer]) -> None:
        """Take other acts and places: the screen changed below what is typed."""
        self._offers = offers
        self._arrange()

    def ask(self, words: str) -> None:
        """Take what was typed; one question is under way at a time, and what was typed meanwhile is asked after it."""
        words = " ".join(words.split())
        if words == self.words:
            return
        self.words = words
        if not words:
            self._found = LookedUp()
        self._arrange()
        self._go_on()

    def take(self, row: Row) -> None:
        """Do what a row says; what belongs to the window is remembered, people and dossiers never are."""
        value = row.value
        if isinstance(value, Offer):
            self._remember(value.ident)
            value.run()
        elif isinstance(value, Citizen):
            self._go_to_person(value)
        elif isinstance(value, Procedure):
            self._remember(_ident(value))
            self._wish(value)
        elif isinstance(value, tuple):
            self._go_to_dossier(*value)
        else:
            self._model.search_for(value)

    # -- what is offered -------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.rows = self._unasked() if not self.words else self._sorted()
        self.changed.emit()

    def _unasked(self) -> list[Row]:
        """Offer what was used lately, then all acts of the screen, then the rooms."""
        known: dict[str, Offer | Procedure] = {one.ident: one for one in self._offers if one.ident}
        catalogue = self._model.counter.arrival.catalogue
        known |= {ident: one for one in (catalogue.procedures if catalogue else ()) if (ident := _ident(one))}
        lately = [known[ident] for ident in self._recent or () if ident in known][:MOST_RECENT]
        rest = [one for one in self._offers if one not in lately]
        rows = [Row(Group.RECENT, one) for one in lately]
        return rows + [Row(group, one) for group in (Group.HERE, Group.ROOMS) for one in rest if one.group is group]

    def _sorted(self) -> list[Row]:
        sought = Sought.of(self.words)
        groups = [(best, rows) for best, rows in (*self._offered(sought), *self._looked_up(sought)) if rows]
        groups.sort(key=lambda one: one[0][:2])
        return [row for _, rows in groups for row in rows] + [Row(Group.PAPERS, self.words)]

    def _offered(self, sought: Sought) -> list[tuple[Nearness, list[Row]]]:
        recent = self._recent or []
        told: list[tuple[Nearness, list[Row]]] = []
        for group in (Group.HERE, Group.ROOMS):
            near = [(_near(sought, one), one) for one in self._offers if one.group is group]
            found = [(nearest, one) for nearest, one in near if nearest is not None]
            found.sort(key=lambda pair: (pair[0][0], pair[0][1], pair[1].ident not in recent, pair[0]))
            if found:
                told.append((found[0][0], [Row(group, one) for _, one in found[:MOST_ACTS]]))
        return told

    def _looked_up(self, sought: Sought) -> list[tuple[Nearness, list[Row]]]:
        """Return people, dossiers and procedures in the order the desk gave them, each group with its best nearness."""
        found = self._found
        groups: list[tuple[list[Row], list[str]]] = [
            ([Row(Group.PEOPLE, one) for one in found.people], [one.name for one in found.people]),
            (
                [Row(Group.DOSSIERS, pair) for pair in found.dossiers],
                [text for one, person in found.dossiers for text in (person.name, one.code)],
            ),
            (
                [Row(Group.PROCEDURES, one) for one in found.procedures],
                [text for one in found.procedures for text in (one.name, one.code)],
            ),
        ]
        return [(min((n for text in texts if (n := nearness(sought, text))), default=_FOUND), rows)
                for rows, texts in groups]  # fmt: skip

    # -- asking ----------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        desk, who, words = self._model.session.desk, self._model.session.who, self.words
        if self._asking or desk is None or who is None or words == self._answered:
            return
        if not words:
            self._answered = ""
            return
        catalogue = self._model.counter.arrival.catalogue
        self._asking = True
        self._model.runner.ask(
            lambda: look_up(desk, who, words, catalogue, MOST_FOUND),
            lambda found: self._came(words, found), lambda _: self._failed(words),
        )  # fmt: skip

    def _came(self, words: str, found: LookedUp) -> None:
        self._asking, self._answered = False, words
        if self.words:
            self._found = found
            self._arrange()
        self._rest()

    def _failed(self, words: str) -> None:
        """Offer what the window knows by itself: who looks closer is told what is wrong."""
        self._asking, self._answered, self._found = False, words, LookedUp()
        self._arrange()
        self._rest()

    def _rest(self) -> None:
        self._go_on()
        if not self._asking:
            self.settled.emit()

    def _session_changed(self) -> None:
        if self._model.session.who is None:
            self._offers, self._found, self.words, self._answered, self.rows = (), LookedUp(), "", "", []

    # -- going there -----------------------------------------------------------------------------------------------

    def _go_to_person(self, citizen: Citizen) -> None:
        counter = self._model.counter
        if counter.citizen is None or counter.citizen.id != citizen.id:
            counter.next_citizen()
            counter.arrival.take(citizen)
        self._model.go("counter")

    def _go_to_dossier(self, dossier: Dossier, citizen: Citizen) -> None:
        counter = self._model.counter
        if counter.code != dossier.code:
            counter.next_citizen()
            counter.arrival.citizen = citizen
            counter.arrival.go_on(dossier)
        self._model.go("counter")

    def _wish(self, procedure: Procedure) -> None:
        """Lead to the choice of a procedure with this one marked; before there is a citizen, it waits for one."""
        counter = self._model.counter
        citizen = counter.citizen
        if counter.counter is not None and citizen is not None:
            counter.next_citizen()
            counter.arrival.change_procedure(citizen)
        counter.arrival.wish(procedure.code or procedure.name)
        self._model.go("counter")

    # -- used lately -----------------------------------------------------------------------------------------------

    def _remember(self, ident: str) -> None:
        if not ident:
            return
        kept = [one for one in self._recent or () if one != ident]
        self._recent = [ident, *kept][:KEPT_RECENT]
        file, lately = self._file, list(self._recent)
        self._model.runner.ask(lambda: _write(file, lately), None, _passed_over)  # in turn: the newest is kept


_FOUND: Nearness = (4, 0, 0, 0)
"""How near the desk's finds count that our own words do not explain: numbers, one wrong letter forgiven."""


def _near(sought: Sought, one: Offer) -> Nearness | None:
    nearest = [near for text in (one.words, one.also) if text and (near := nearness(sought, text)) is not None]
    return min(nearest, default=None)


def _ident(procedure: Procedure) -> str:
    return f"procedure:{procedure.code}" if procedure.code else ""


def _read(file: Path) -> list[str]:
    """Read what was used lately; a file that makes no sense counts as none."""
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [one for one in kept if isinstance(one, str)][:KEPT_RECENT] if isinstance(kept, list) else []


def _write(file: Path, lately: list[str]) -> None:
    """Keep it; a settings folder that cannot be written is passed over, it then lasts this sitting."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(json.dumps(lately), "utf-8")
        part.replace(file)
    except OSError:
        return


def _passed_over(_failure: Failure) -> None:
    """Tell nobody: nothing was lost that a person would miss."""
