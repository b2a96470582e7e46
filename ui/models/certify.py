"""Certifying a copy (chứng thực): compare, tick, take the number, sign, seal; resumed where it stands."""

import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from desk.model.certification import CertifiedCopy, Comparison, CopyStage, Purpose
from desk.model.people import Session
from desk.ports import Desk
from desk.text import say
from desk.work import certify
from desk.work.certifiable import Wish
from desk.work.duty import Duty, Wanted, duty
from ui.models.case import Busy, Case, same_look
from ui.models.compared import Compared, compare, forget
from ui.models.keys_shown import WHY, KeyShown, KeysShown, look_at_keys
from ui.models.many import many_of
from ui.models.names import agency_name
from ui.models.unlocking import Unlocker
from ui.models.window import WindowModel
from ui.runner import Failure

T = TypeVar("T")

AGAIN_MS = 20_000
"""How often a copy that waits for its time stamp is tried again."""

WATCH_MS = 4_000
"""How often a token that is not plugged in is looked for while the clerk is there."""

PIN_FAULTS = ("signing.pin-wrong", "signing.pin-last-try")


class CertifyModel(QObject):
    """Carry one paper from the comparison to the finished copy; work goes on when the clerk turns to something else.

    Attributes:
        case: The paper on the screen, or None.
        attended: Whether the screen is shown: nothing is asked of a person who is elsewhere.

    Signals:
        changed: something of the case is another now.
        compared: the pages to be compared are others now.
        pin_wanted: a `PinAsk`; the answer is `give_pin` or `keep_for_later`.
        moved_on: a `Case` whose copy reached another stage.
        left_open: a `Case` that needs a person while nobody attends it.
        refused: (`Refusal`, path of the letter).
    """

    changed = Signal()
    compared = Signal()
    pin_wanted = Signal(object)
    moved_on = Signal(object)
    left_open = Signal(object)
    refused = Signal(object, object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.case: Case | None = None
        self.attended = False
        self.unlocker = Unlocker(model, self)
        self._since = 0.0
        self._running: dict[int, Case] = {}
        self._waiting: dict[int, Case] = {}
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.try_again)
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look_for_token)

    # -- taking a paper in work --------------------------------------------------------------------------------------

    def open(self, document: int) -> None:
        """Take a paper in work; one that is under way is found as it stands."""
        if self.case is not None and self.case.document == document:
            case = self.case
        else:
            self._put_away()
            case = self._running.get(document) or self._waiting.get(document) or Case(document)
        self.case, case.together = case, many_of(self._model).holds(document)
        self.changed.emit()
        if case.busy is None:
            self.load()

    def attend(self, *, here: bool) -> None:
        """Note whether the clerk is before the screen; only that time counts as comparing."""
        now = time.monotonic()
        if self.attended and self.case is not None and self.case.copy is None:
            self.case.seconds += now - self._since
        self.attended, self._since = here, now
        (self._watch.start if here else self._watch.stop)()

    def leave(self) -> None:
        """Put the paper away, as when the officer signs out; a copy under way goes on where it stands."""
        self._put_away()
        self.changed.emit()

    def load(self) -> None:
        """Read the duty of the paper anew, lay the copy as it would look, and look which tokens are there."""
        case = self.case
        if case is None:
            return
        case.failure = None
        self.run(case, Busy.LOADING, lambda desk, who: duty(desk, who, case.document, **case.wanted), self._loaded)

    def want(self, wanted: Wanted) -> None:
        """Change who signs, the name in the book, or the number of copies."""
        if self.case is not None and self.case.copy is None:
            self.case.wanted = wanted
            self.load()

    def _loaded(self, case: Case, found: Duty) -> None:
        case.duty = found
        if found.copy is not None and found.copy.stage is CopyStage.WAITING:
            self._wait_for(case)
        if (found.stop is None or found.copy is not None) and not (case.moving and case.under_way):
            self._lay_anew(case)
            self.look_at_keys(case)
        self.changed.emit()

    def _lay_anew(self, case: Case) -> None:
        """Lay and draw the copy when another one is shown; not between two steps that follow each other."""
        was, now = case.laid_for, case.duty
        if case.compared is None or was is None or now is None or not same_look(was, now):
            self._compare(case)

    def _compare(self, case: Case) -> None:
        """Lay the copy and compare it; of several wishes that follow each other the last one is shown."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        case.laid, case.laid_for = case.laid + 1, case.duty
        wish, wanted = case.laid, case.wanted.copy()

        def take(found: Compared) -> None:
            if wish != case.laid or (case is not self.case and case.document not in self._running):
                forget(found)
                return
            old, case.compared = case.compared, found
            if old is not None:
                forget(old)
            if case.seen != (found.total, found.pdf):
                case.looked, case.seen = set(), (found.total, found.pdf)
            if case is self.case:
                self.compared.emit()
            self.unlocker.get_ready()
            self.changed.emit()

        self._model.runner.work(
            lambda _p: compare(desk, who, case.document, wanted), take, lambda failure: self.failed(case, failure)
        )

    def look_at_keys(self, case: Case, then: Callable[[], None] | None = None) -> None:
        """See which tokens are there and what their flags say, then do something else with that."""
        found, facts = case.duty, self._model.session.facts
        agency = agency_name(facts.authority) if facts is not None else ""

        def take(keys: KeysShown) -> None:
            case.keys = keys
            if case.failure is not None and case.failure.code in WHY.values() and not keys.of(case.purpose).useless:
                case.failure = None
                self._model.solve(f"certify-{case.document}")
            self.changed.emit()
            if then is not None:
                then()

        desk = self._model.session.desk
        if desk is not None and found is not None:
            self._model.runner.work(lambda _p: look_at_keys(desk, found, agency), take, lambda f: self.failed(case, f))

    # -- duties ------------------------------------------------------------------------------------------------------

    def look(self, page: int) -> None:
        """Count a page as looked at."""
        if self.case is not None and page not in self.case.looked:
            self.case.looked.add(page)
            self.changed.emit()

    def tick(self, ground: int, *, on: bool) -> None:
        """Tick one ground as found not to hold, or take the tick back."""
        case = self.case
        if case is not None and case.copy is None and (ground in case.ticked) != on:
            (case.ticked.add if on else case.ticked.discard)(ground)
            self.changed.emit()

    # -- the red act -------------------------------------------------------------------------------------------------

    def take_number(self, pins: Mapping[Purpose, str] | None = None) -> None:
        """Take the number and go on to the signatures; nothing happens while a duty is missing.

        PINs given with it open their tokens first, each sent once: when one does not open, no number is taken.
        """
        case = self.case
        wish = self.wish_of(case) if case is not None else None
        if case is None or wish is None or not case.ready:
            return
        case.moving, case.busy = True, Busy.NUMBERING
        self._running[case.document] = case
        self.changed.emit()
        if pins and case.duty is not None:
            after = self._unlocked
            self.unlocker.open(
                case.duty, pins, lambda: self.look_at_keys(case, lambda: self._take_number(case, wish)),
                lambda failure: after(case, failure), case,
            )  # fmt: skip
        else:
            self.look_at_keys(case, lambda: self._take_number(case, wish))

    def _unlocked(self, case: Case, failure: Failure | None) -> None:
        """Take note that a token did not open: no number was taken."""
        case.busy, case.failure, case.moving = None, failure, False
        self._running.pop(case.document, None)
        if failure is not None:
            self._model.tell_failure(f"certify-{case.document}", failure)
            self.look_at_keys(case)

    def wish_of(self, case: Case) -> Wish | None:
        """Return what is wished for a case whose duties are done, with its comparison; None before that."""
        if not case.examined or case.compared is None:
            return None
        self.attend(here=self.attended)
        pages = len([place for place in case.looked if case.compared.original(place) is not None])
        ticked, source = tuple(sorted(case.ticked)), case.compared.pdf or ""
        held = Comparison(compared=True, pages=pages, grounds=ticked, seconds=case.seconds, source=source)
        return Wish(case.document, held, **case.wanted)

    def _take_number(self, case: Case, wish: Wish) -> None:
        """Take the number, unless the officer's token went away since the question: it would be taken for nothing."""
        case.busy = None
        if case.keyless:
            self._cannot(case, case.keys.officer)
        else:
            self._step(case, Busy.NUMBERING, lambda desk, who: certify.take_number(desk, who, wish))

    def go_on(self, case: Case | None = None) -> None:
        """Do the next step of a copy under way: sign, seal, or ask the time stamp authority again."""
        case = case or self.case
        if case is None or case.copy is None or case.busy is not None:
            return
        case.moving = True
        if case.stage is CopyStage.WAITING:
            self._complete(case)
        elif case.under_way:
            self.look_at_keys(case, lambda: self._use_key(case, case.keys.of(case.purpose)))

    def give_pin(self, pin: str, *, meant: bool = False) -> None:
        """Sign or seal with a PIN; it goes into this one call and is kept nowhere."""
        if self.case is not None and self.case.busy is None:
            self._sign(self.case, pin, meant=meant)

    def keep_for_later(self) -> None:
        """Leave the copy at its stage: its number is kept, and it goes on whenever a person wants."""
        if self.case is not None:
            self.case.moving = False
            self._lay_anew(self.case)
            self.changed.emit()

    def _use_key(self, case: Case, key: KeyShown) -> None:
        if case.busy is not None or not case.under_way:
            return
        if key.open:
            self._sign(case, "", meant=False)
        elif case is not self.case or not self.attended:
            case.moving = False
            self.left_open.emit(case)
        elif key.askable:
            self.pin_wanted.emit(case.ask(key, self._model.session.known_pin(key.purpose)))
        else:
            self._cannot(case, key)

    def _cannot(self, case: Case, key: KeyShown) -> None:
        said = say(key.why, {"name": key.holder}, self._model.runner.language)
        self.failed(case, Failure(key.why, said, retry=True))

    def _sign(self, case: Case, pin: str, *, meant: bool) -> None:
        copy = case.copy
        if copy is None:
            return
        first = copy.stage is CopyStage.NUMBERED
        verb = certify.sign_copy if first else certify.seal_copy
        busy = Busy.SIGNING if first else Busy.SEALING
        self._step(case, busy, lambda desk, who: verb(desk, who, copy.id, pin, last_try_meant=meant))

    def _complete(self, case: Case) -> None:
        copy = case.copy
        if copy is not None:
            self._step(case, Busy.COMPLETING, lambda desk, who: certify.complete_copy(desk, who, copy.id))

    def _step(self, case: Case, busy: Busy, verb: Callable[[Desk, Session], CertifiedCopy]) -> None:
        """Do one step of a copy and read its duty anew, so that what is shown is what is kept."""
        before = case.stage

        def carry_out(desk: Desk, who: Session) -> Duty:
            verb(desk, who)
            return duty(desk, who, case.document, **case.wanted)

        def stepped(_: Case, found: Duty) -> None:
            self._model.solve(f"certify-{case.document}")
            self._loaded(case, found)
            if case.stage is CopyStage.SEALED:
                self._waiting.pop(case.document, None)
                case.moving = False
            if case.stage is not before:
                self.moved_on.emit(case)
            if case.moving and case.under_way:
                self.go_on(case)

        self.run(case, busy, carry_out, stepped)

    # -- waiting -----------------------------------------------------------------------------------------------------

    def _wait_for(self, case: Case) -> None:
        self._waiting[case.document] = case
        case.moving = False
        if not self._again.isActive():
            self._again.start()

    def try_again(self) -> None:
        """Ask the time stamp authority again for every copy that waits; the clerk may be anywhere meanwhile."""
        if not self._waiting:
            self._again.stop()
        for case in list(self._waiting.values()):
            if case.busy is None:
                self._complete(case)

    # -- refusing ----------------------------------------------------------------------------------------------------

    def refuse(self, grounds: tuple[int, ...], reason: str) -> None:
        """Refuse the certification in writing, for grounds of Điều 22 and a reason in words."""
        case = self.case
        if case is not None and case.copy is None and case.busy is None:
            self.run(
                case, Busy.REFUSING,
                lambda desk, who: certify.refuse(desk, who, case.document, grounds, reason),
                lambda _, made: self.refused.emit(*made),
            )  # fmt: skip

    # -- inside ------------------------------------------------------------------------------------------------------

    def _look_for_token(self) -> None:
        case = self.case
        if case is None or case.duty is None or case.busy is not None or case.stage is CopyStage.SEALED:
            return
        if {case.keys.officer.state, case.keys.seal.state} & {"absent", "unknown", "no-driver"}:
            self.look_at_keys(case)

    def run(self, case: Case, busy: Busy, verb: Callable[[Desk, Session], T], done: Callable[[Case, T], None]) -> None:
        """Do a verb for a case off the window's thread; `done` gets its answer, `failed` what went wrong."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        case.busy = busy
        self._running[case.document] = case
        self.changed.emit()

        def finish(value: T) -> None:
            self._rest(case)
            done(case, value)
            self.changed.emit()

        self._model.runner.work(lambda _p: verb(desk, who), finish, lambda failure: self.failed(case, failure))

    def _rest(self, case: Case) -> None:
        case.busy, case.failure = None, None
        self._running.pop(case.document, None)

    def failed(self, case: Case, failure: Failure) -> None:
        """Keep what went wrong with a case; a wrong PIN is asked for again, all else is told."""
        was, wished = case.busy, case.moving
        case.busy, case.failure, case.moving = None, failure, False
        self._running.pop(case.document, None)
        if case.under_way and case is self.case:
            self._lay_anew(case)
        if failure.code in PIN_FAULTS and case is self.case and self.attended:
            case.failure = None
            wrong = failure.code == "signing.pin-wrong"
            self.look_at_keys(case, lambda: self._ask_again(case, wrong=wrong))
        elif was is not Busy.COMPLETING or wished or not failure.retry:
            self._model.tell_failure(f"certify-{case.document}", failure)
        if not failure.retry:
            self._waiting.pop(case.document, None)
        self.changed.emit()

    def _ask_again(self, case: Case, *, wrong: bool) -> None:
        key = case.keys.of(case.purpose)
        if key.askable:
            case.moving = True
            self.pin_wanted.emit(case.ask(key, self._model.session.known_pin(key.purpose), wrong=wrong))

    def _put_away(self) -> None:
        case = self.case
        if case is not None and case.compared is not None:
            forget(case.compared)
            case.compared = None
        self.case = None
