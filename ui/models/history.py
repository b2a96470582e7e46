"""The acts that can be taken back (hoàn tác), newest last: those the office keeps, and those of the moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from desk.errors import DeedFixed
from desk.model.deed import OFFICE, Deed
from desk.model.events import Event, Kind
from desk.ports import Desk
from ui.models.pause import pause_before
from ui.models.session import SessionModel
from ui.runner import Failure, Runner

if TYPE_CHECKING:
    from desk.model.people import Session
    from desk.work.undoing import Told, Turned

LOOK_MS = 150
"""Events that come close together cause one look at the deeds."""

CONCERNS = {
    Kind.FIELDS_CONFIRMED, Kind.DOCUMENT_READ, Kind.DOCUMENT_MOVED, Kind.DOCUMENT_REMOVED, Kind.DOCUMENT_RESTORED,
    Kind.DOCUMENT_DESTROYED, Kind.PAGE_TURNED, Kind.PAGES_LAID, Kind.RESULT_REUSED, Kind.REUSE_UNDONE,
    Kind.PAPER_SHOWN, Kind.PAPER_SHOWN_UNDONE, Kind.CITIZEN_CHANGED, Kind.SETTINGS_CHANGED, Kind.DEED_TAKEN_BACK,
    Kind.DEED_DONE_AGAIN, Kind.COPY_NUMBERED, Kind.COPY_VOIDED, Kind.TRUE_COPY_NUMBERED, Kind.COMPONENT_SIGNED,
    Kind.DOSSIER_HANDED_OVER,
}  # fmt: skip
"""Events that come with a deed, or change what can be taken back."""


@dataclass(frozen=True)
class Act:
    """One act done, in words.

    Attributes:
        undo: Takes it back; None = the office does, or nothing can.
        kept: The office keeps it, and it can be taken back.
        deed: What the office keeps of it, once known.
    """

    words: str
    undo: Callable[[], None] | None = None
    kept: bool = False
    deed: Deed | None = None

    @property
    def back(self) -> bool:
        """Tell whether it can be taken back."""
        return self.kept or self.undo is not None


@dataclass
class _Own:
    """An act of the moment, with the newest deed known when it was done; `fresh` until deeds were seen since."""

    act: Act
    after: int
    fresh: bool = True


@dataclass(frozen=True)
class _Seen:
    code: str | None
    dossier: "list[Told]"
    office: "list[Told]"


class History(QObject):
    """Know what was done in the dossier at the counter, however long ago, and take it back or do it again.

    The office keeps the deeds (`desk.work.undoing`); an act that it does not keep is remembered for this sitting. Of
    the office's settings only what was changed here and now is taken back by a key; older changes by the list.

    Attributes:
        told: The deeds in sight, newest first: of the dossier at the counter and of its citizen.
        office: The deeds on the office's settings, newest first.

    Signals:
        done: an `Act` just done, to be told at the left of the action bar.
        undone: the `Act` that was taken back.
        redone: the `Act` that was done again.
        last: the newest `Act` of a dossier that was taken up again; it can be taken back.
        nothing: there is nothing to take back ("undo"; "fixed" = papers have numbers or signatures), or to do again
            ("redo").
        final: the words of the last act, which nothing takes back; the next wish goes to the one before it.
        changed: the deeds in sight are others now.
        failed: a `Failure`, when a deed could not be taken back.
    """

    done = Signal(object)
    undone = Signal(object)
    redone = Signal(object)
    last = Signal(object)
    nothing = Signal(str)
    final = Signal(str)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, session: SessionModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session = runner, session
        self.told: list[Told] = []
        self.office: list[Told] = []
        self._code: str | None = None
        self._own: list[_Own] = []
        self._lent: Callable[[], bool] | None = None
        self._final = ""
        self._known = 0
        self._since = 0
        self._begun = False
        self._who: Session | None = None
        self._pending = 0
        self._wishes: list[Callable[[], object]] = []
        self._gather = pause_before(self.look, LOOK_MS, self)
        runner.happened.connect(self._heard)
        session.changed.connect(self._session_changed)

    # -- telling ----------------------------------------------------------------------------------------------------

    def lend(self, undo: Callable[[], bool] | None) -> None:
        """Let Ctrl+Z be that of a screen whose acts the office keeps elsewhere, while it is shown; None ends it."""
        self._lent = undo
        self.changed.emit()

    @property
    def lent(self) -> bool:
        """Tell whether a screen has undone and done again its own acts for now."""
        return self._lent is not None

    def add(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Tell an act; with `undo` it can be taken back, unless the office kept its deed, which comes first then."""
        act = Act(words, undo)
        self._final = words if undo is None else ""
        if undo is not None:
            self._own.append(_Own(act, self._known))
            self.look()
        self.done.emit(act)

    def tell(self, words: str) -> None:
        """Tell what happened and changed nothing, such as a file written; there is nothing to take back of it."""
        self.done.emit(Act(words))

    def did(self, words: str) -> None:
        """Tell an act whose deed the office keeps."""
        self._final = ""
        self.look()
        self.done.emit(Act(words, kept=True))

    def follow(self, code: str | None) -> None:
        """Look at the deeds of another dossier, None = of none; what was done before is in sight no longer."""
        self._code, self.told, self._begun = code, [], True
        self._own.clear()
        self._wishes.clear()
        self._final = ""
        self.changed.emit()
        self.look()

    def forget(self) -> None:
        """Let go of all acts, as for the next citizen: one citizen's acts are not undone before another's eyes."""
        self.follow(None)

    # -- taking back ------------------------------------------------------------------------------------------------

    def undo(self) -> bool:
        """Take the newest act back; False when there is none."""
        if self._lent is not None:
            return self._lent()
        if self._pending:
            self._wishes.append(self.undo)
            return True
        if self._final:
            words, self._final = self._final, ""
            self.final.emit(words)
            return False
        deed, own = self._next(), self._own[-1] if self._own else None
        if own is not None and (deed is None or own.after >= deed.id):
            self._own.pop()
            if own.act.undo is not None:
                own.act.undo()
            self.undone.emit(own.act)
            return True
        if deed is None:
            self.nothing.emit("fixed" if any(one.why == DeedFixed.code for one in self.told) else "undo")
            return False
        self.take_back(deed)
        return True

    def redo(self) -> bool:
        """Do the act again that was taken back last; False when there is none."""
        if self._pending:
            self._wishes.append(self.redo)
            return True
        deed = self._next(again=True)
        if deed is None:
            self.nothing.emit("redo")
            return False
        self.do_again(deed)
        return True

    def take_back(self, deed: Deed) -> None:
        """Take one deed back."""
        from desk.work.undoing import take_back

        self._turn(lambda desk, who: take_back(desk, who, deed.id), self.undone)

    def do_again(self, deed: Deed) -> None:
        """Do one deed again that was taken back."""
        from desk.work.undoing import do_again

        self._turn(lambda desk, who: do_again(desk, who, deed.id), self.redone)

    @property
    def depth(self) -> int:
        """Return how many acts can be taken back by the key."""
        return len(self._own) + sum(one.back for one in self._in_reach())

    # -- inside -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Read the deeds again."""
        desk, code = self._session.desk, self._code
        if desk is None or self._session.who is None:
            return
        self._pending += 1
        self._runner.ask(lambda: _look(desk, code), self._came, self._not_seen)

    def _came(self, seen: _Seen) -> None:
        self._pending -= 1
        if seen.code == self._code:
            self.told, self.office = seen.dossier, seen.office
            newest_id = max((one.deed.id for one in (*seen.dossier, *seen.office)), default=0)
            if newest_id > self._known:
                # A new deed is what the office kept of the act of the moment: it outlives the program.
                self._own = [own for own in self._own if not own.fresh or not self._here_since(self._known)]
            self._known = max(self._known, newest_id)
            for own in self._own:
                own.fresh = False
            if self._begun:
                self._begin()
            self.changed.emit()
        if self._wishes and not self._pending:
            self._wishes.pop(0)()

    def _here_since(self, known: int) -> bool:
        who = self._session.who
        return who is not None and any(
            one.deed.id > known and one.deed.officer == who.officer.id and one.deed.desk == who.desk
            for one in (*self.told, *self.office)
        )

    def _begin(self) -> None:
        """Know from when on the key takes settings back, and tell the newest deed of a dossier taken up again."""
        from desk.work.undoing import newest

        self._begun = False
        self._since = max((one.deed.id for one in self.office), default=0)
        there = newest(self.told)
        if there is not None:
            self.last.emit(Act(self._words(there.deed), kept=True, deed=there.deed))

    def _not_seen(self, failure: Failure) -> None:
        self._pending -= 1
        self._wishes.clear()
        self.failed.emit(failure)

    def _in_reach(self) -> "list[Told]":
        """Return what a key reaches, newest first: the dossier's deeds, and what was set here since it was taken up."""
        who = self._session.who
        mine = [
            one for one in self.office
            if who is not None and one.deed.id > self._since and one.deed.officer == who.officer.id
        ]  # fmt: skip
        return sorted([*self.told, *mine], key=lambda one: -one.deed.id)

    def _next(self, *, again: bool = False) -> Deed | None:
        from desk.work.undoing import newest

        found = newest(self._in_reach(), again=again)
        return found.deed if found is not None else None

    def _turn(self, verb: "Callable[[Desk, Session], Turned]", told: SignalInstance) -> None:
        from desk.work.undoing import finish_turned

        desk, who = self._session.desk, self._session.who
        if desk is None or who is None:
            return

        code = self._code

        def turned(now: "Turned") -> None:
            self._pending -= 1
            self.look()
            if code == self._code or now.deed.scope == OFFICE:  # a former citizen's deed is not told before the next
                told.emit(Act(self._words(now.deed), kept=now.deed.holds, deed=now.deed))
            if now.unread:
                self._runner.work(lambda _progress: finish_turned(desk, who, now), None, self.failed.emit)

        def failed(failure: Failure) -> None:
            self._pending -= 1
            self._wishes.clear()
            self.look()
            self.failed.emit(failure)

        self._pending += 1
        self._runner.ask(lambda: verb(desk, who), turned, failed)

    def _words(self, deed: Deed) -> str:
        from desk.work.deed_words import deed_words

        return deed_words(deed, self._runner.language)

    def _session_changed(self) -> None:
        if self._session.who != self._who:
            self._who = self._session.who
            self.follow(None)

    def _heard(self, events: Sequence[Event]) -> None:
        if any(event.kind in CONCERNS for event in events):
            self._gather.start()


def _look(desk: Desk, code: str | None) -> _Seen:
    from desk.work.undoing import list_deeds

    dossier = list_deeds(desk, code) if code is not None else []
    return _Seen(code, dossier, list_deeds(desk, None, 50))
