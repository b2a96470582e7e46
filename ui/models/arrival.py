"""A citizen arrives (tiếp nhận): who it is, what for, and the dossier that is opened for it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desk.errors import ProcedureUnknown
from desk.model.dossier import Dossier
from desk.model.events import Event, Kind
from desk.model.people import Citizen, Session, read_card_qr
from desk.model.procedure import Catalogue, Procedure
from desk.model.values import PersonalId, tidy
from desk.ports import Desk
from ui.models.session import SessionModel
from ui.models.steps import Step
from ui.runner import Failure, Runner

if TYPE_CHECKING:
    from desk.work.drafts import Stranger

T = TypeVar("T")


@dataclass(frozen=True)
class _Known:
    """A citizen found or registered, with the dossiers of theirs that are still open."""

    citizen: Citizen
    open: tuple[Dossier, ...]


@dataclass(frozen=True)
class _Search:
    found: tuple[Citizen, ...]
    number: PersonalId | None
    name: str = ""


class Arrival(QObject):
    """Find the citizen, then the procedure, then open the dossier.

    Attributes:
        citizen: The citizen at the counter, registered, or None.
        by_card: Whether the citizen was known from the QR of the card.
        found: Citizens to choose from after a search by name.
        number: 12 digits nobody known has: a name is asked for.
        name: The name searched for in vain: 12 digits may be added.
        dossiers: The citizen's open dossiers, newest first.
        procedure: The procedure picked in the list, not yet opened.
        wished: Code or name of a procedure that is to be looked for as soon as one is asked for; "" for none.

    Signals:
        changed: something of the above is another now.
        opened: the code of the dossier opened, and its receipt slip.
        procedure_wished: `wished` is another now.
    """

    changed = Signal()
    opened = Signal(str, object)
    procedure_wished = Signal(str)

    def __init__(self, runner: Runner, session: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session = runner, session
        self._catalogue: Catalogue | None = None
        self._turn = 0
        self._kept = False
        self._who: Session | None = None
        self.clear()
        session.changed.connect(self._session_changed)
        runner.happened.connect(self._heard)

    def clear(self) -> None:
        """Forget the citizen; what is still being looked for is nobody's any more."""
        self._turn += 1
        self._keep(None)
        self.working = False
        self.citizen: Citizen | None = None
        self.by_card = False
        self.found: tuple[Citizen, ...] = ()
        self.number: PersonalId | None = None
        self.name = ""
        self.dossiers: tuple[Dossier, ...] = ()
        self.procedure: Procedure | None = None
        self.wished = ""
        self.failure: Failure | None = None
        self.changed.emit()

    @property
    def catalogue(self) -> Catalogue | None:
        """Return the procedures in force, None before they were read."""
        return self._catalogue

    @property
    def step(self) -> Step:
        """Return what is asked for now."""
        if self.citizen is not None:
            return Step.CHOOSE_PROCEDURE
        return Step.CHOOSE_PERSON if self.found else Step.IDENTIFY

    # -- who ------------------------------------------------------------------------------------------------------

    def identify(self, text: str) -> None:
        """Understand what was typed or what a card reader typed: QR text, 12 digits, or a name."""
        from desk.work.intake import find_citizens

        words = tidy(text)
        if not words or self.working:
            return
        self._forget_search()
        if "|" in words:
            self._ask(lambda desk, who: _known(desk, who, read_card_qr(words)), self._by_card)
            return
        bare = words.replace(" ", "").replace(".", "")
        if bare.isdigit() and len(bare) != 9:
            self._ask(lambda desk, who: _look(desk, who, PersonalId(bare)), self._searched_number)
            return
        name = "" if bare.isdigit() else words
        self._ask(lambda desk, who: _Search(tuple(find_citizens(desk, who, words)), None, name), self._searched)

    def read_card(self, picture: Path) -> None:
        """Read the card's QR from a picture file."""
        from desk.work.intake import citizen_from_card

        self._forget_search()
        desk, who = self._session.desk, self._session.who
        if desk is None or who is None:
            return
        self._begin()
        self._runner.work(
            lambda _progress: _known(desk, who, citizen_from_card(desk, picture)),
            self._in_turn(self._by_card), self._in_turn(self._failed),
        )  # fmt: skip

    def take(self, citizen: Citizen) -> None:
        """Take one of the citizens found."""
        self._ask(lambda desk, who: _known(desk, who, citizen), self._by_search)

    def register(self, name: str, number: str) -> None:
        """Register a citizen who came for the first time; without a number when they have none."""

        def new(desk: Desk, who: Session) -> _Known:
            return _known(desk, who, Citizen(name, PersonalId(number) if number.strip() else None))

        self._ask(new, self._by_search)

    # -- what for -------------------------------------------------------------------------------------------------

    def procedures(self, words: str, limit: int = 12) -> list[Procedure]:
        """Find procedures by code, letters or words; all of them for no words. Pure, within a few ms."""
        from desk.work.catalogue import find_procedures

        if self._catalogue is None:
            return []
        if not words.strip():
            return list(self._catalogue.procedures[:limit])
        return find_procedures(self._catalogue, words)[:limit]

    def wish(self, words: str) -> None:
        """Look for a procedure as soon as one is asked for: at once, or when the citizen is known."""
        self.wished = words
        self.procedure_wished.emit(words)

    def pick(self, procedure: Procedure | None) -> None:
        """Point at a procedure without opening a dossier."""
        if procedure != self.procedure:
            self.procedure = procedure
            self.changed.emit()

    def open_dossier(self) -> None:
        """Open a dossier of the picked procedure; in the rehearsal copies may be kept, elsewhere that is asked next."""
        from desk.work.intake import open_dossier

        citizen, procedure = self.citizen, self.procedure
        if citizen is None or self.working:
            return
        if procedure is None:
            self._failed(self._runner.failure(ProcedureUnknown(words="", found=0)))
            return

        def verb(desk: Desk, who: Session) -> tuple[str, Path]:
            made = open_dossier(desk, who, citizen, procedure, agrees=desk.rehearsal or None)
            return made.dossier.code, made.receipt

        self._ask(verb, self._dossier_opened)

    def go_on(self, dossier: Dossier) -> None:
        """Take up one of the citizen's open dossiers again."""
        from desk.work.intake import receipt_slip

        self._ask(lambda desk, who: (dossier.code, receipt_slip(desk, who, dossier.code)), self._dossier_opened)

    def change_procedure(self, citizen: Citizen, dossiers: tuple[Dossier, ...] = ()) -> None:
        """Go back to choosing a procedure for the citizen at the counter."""
        self.citizen, self.dossiers, self.procedure = citizen, dossiers, None
        self.changed.emit()
        self.take(citizen)

    # -- inside ---------------------------------------------------------------------------------------------------

    def _forget_search(self) -> None:
        self.found, self.number, self.name, self.failure = (), None, "", None

    def _by_card(self, known: _Known) -> None:
        self.by_card = True
        self._arrived(known)

    def _by_search(self, known: _Known) -> None:
        self.by_card = self.by_card and self.citizen is not None and known.citizen.id == self.citizen.id
        self._arrived(known)

    def _arrived(self, known: _Known) -> None:
        self.working = False
        self._forget_search()
        self.citizen, self.dossiers = known.citizen, known.open
        self._keep(None)
        self.changed.emit()

    def _searched_number(self, search: "_Search | _Known") -> None:
        from desk.work.drafts import Stranger

        if isinstance(search, _Known):
            self._by_search(search)
            return
        self.working = False
        self.number = search.number
        self._keep(Stranger(number=search.number.number) if search.number is not None else None)
        self.changed.emit()

    def _searched(self, search: _Search) -> None:
        from desk.work.drafts import Stranger

        self.working = False
        self.found = search.found
        self.name = "" if search.found else search.name
        self._keep(Stranger(name=self.name) if self.name else None)
        self.changed.emit()

    def _dossier_opened(self, made: tuple[str, Path]) -> None:
        self.working, self.wished = False, ""
        self.changed.emit()
        self.opened.emit(*made)

    def _keep(self, stranger: "Stranger | None") -> None:
        """Have the office keep what was given of a person nobody knows yet, until they are registered or have gone."""
        from desk.work.drafts import keep_stranger

        desk, who = self._session.desk, self._session.who or self._who
        if desk is not None and who is not None and (self._kept or stranger is not None):
            self._kept = stranger is not None
            self._runner.ask(lambda: keep_stranger(desk, who, stranger))

    def _session_changed(self) -> None:
        from desk.work.drafts import stranger_of

        desk, who = self._session.desk, self._session.who
        if who is not None and self._catalogue is None:
            self._read_catalogue()
        if desk is not None and who is not None and who != self._who:
            self._runner.ask(lambda: stranger_of(desk, who), self._in_turn(self._back))
        elif who is None:
            self._keep(None)
        self._who = who

    def _back(self, stranger: "Stranger | None") -> None:
        """Ask on for the person whom the program's end cut short."""
        if stranger is not None and self.citizen is None and not (self.found or self.number or self.name):
            self._kept = True
            self.number, self.name = PersonalId(stranger.number) if stranger.number else None, stranger.name
            self.changed.emit()

    def _heard(self, events: list[Event]) -> None:
        if any(event.kind is Kind.CATALOGUE_IMPORTED for event in events):
            self._read_catalogue()

    def _read_catalogue(self) -> None:
        from desk.work.catalogue import current

        desk = self._session.desk
        if desk is not None:
            self._runner.ask(lambda: current(desk), self._catalogue_came, self._failed)

    def _catalogue_came(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.changed.emit()

    def _begin(self) -> None:
        self.working, self.failure = True, None
        self.changed.emit()

    def _ask(self, verb: Callable[[Desk, Session], T], done: Callable[[T], None]) -> None:
        desk, who = self._session.desk, self._session.who
        if desk is not None and who is not None:
            self._begin()
            self._runner.ask(lambda: verb(desk, who), self._in_turn(done), self._in_turn(self._failed))

    def _in_turn(self, hear: Callable[[T], None]) -> Callable[[T], None]:
        """Let an answer count only while the citizen it was asked for is still there."""
        turn = self._turn
        return lambda value: hear(value) if turn == self._turn else None

    def _failed(self, failure: Failure) -> None:
        self.working = False
        self.failure = failure
        self.changed.emit()


def _known(desk: Desk, who: Session, citizen: Citizen) -> _Known:
    """Register the citizen if need be, and list their open dossiers."""
    from desk.work.intake import dossiers_of, register_citizen

    there = citizen if citizen.id else register_citizen(desk, who, citizen)
    dossiers = dossiers_of(desk, there.personal_id) if there.personal_id else []
    return _Known(there, tuple(one for one in dossiers if one.state.open))


def _look(desk: Desk, who: Session, number: PersonalId) -> "_Search | _Known":
    from desk.work.intake import find_citizens

    found = find_citizens(desk, who, number.number)
    same = [one for one in found if one.personal_id == number]
    return _known(desk, who, same[0]) if same else _Search((), number)
