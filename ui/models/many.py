"""Certifying several papers of a dossier in one go (chứng thực nhiều giấy): compared one by one, signed once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal

from desk.jobs import Progress
from desk.model.certification import CertifiedCopy, Comparison, CopyStage, Purpose
from desk.model.paper import Stage
from desk.model.people import Session
from desk.ports import Desk
from desk.work.certifiable import Wish
from desk.work.certify import Pins
from desk.work.duty import Duty, duty
from ui.models.keys_shown import NO_KEYS, KeysShown, look_at_keys
from ui.models.names import agency_name
from ui.models.unlocking import Unlocker
from ui.runner import Failure, Job

if TYPE_CHECKING:
    from desk.work.certify_batch import Certified
    from ui.models.window import WindowModel

RowState = Literal["open", "compared", "stopped", "begun", "waiting", "done", "failed"]
"""To be compared; compared; not to be certified; has a number and goes on; lacks its time stamp; finished; failed."""

Doing = Literal["", "reading", "opening", "signing"]


@dataclass(frozen=True)
class ManyRow:
    """One paper of the list.

    Attributes:
        duty: What certifying it means now.
        wish: What is wished after its comparison, or None.
        failure: Why the last go left it where it stands, or None.
    """

    duty: Duty
    wish: Wish | None = None
    failure: Failure | None = None

    @property
    def document(self) -> int:
        """Return the number of the paper."""
        return self.duty.document.id

    @property
    def copy(self) -> CertifiedCopy | None:
        """Return its copy, once it has a number."""
        return self.duty.copy

    @property
    def state(self) -> RowState:
        """Return how far it is."""
        if self.copy is not None and self.copy.stage in (CopyStage.SEALED, CopyStage.WAITING):
            return "done" if self.copy.stage is CopyStage.SEALED else "waiting"
        if self.failure is not None:
            return "failed"
        if self.copy is not None:
            return "begun"
        if self.duty.stop is not None:
            return "stopped"
        return "compared" if self.wish is not None else "open"

    @property
    def signable(self) -> bool:
        """Tell whether it can be signed now: compared as it is, or begun before."""
        if self.copy is not None:
            return self.state in ("begun", "failed")
        return (
            self.duty.stop is None and self.wish is not None and self.wish.comparison.source == self.duty.document.pdf
        )

    @property
    def choosable(self) -> bool:
        """Tell whether a person may choose it."""
        return self.state not in ("done", "waiting", "stopped")


class ManyModel(QObject):
    """Hold the papers of the dossier at the counter, which are chosen, and the one job that signs them.

    Attributes:
        rows: The papers that were read, in the order of the slots.
        chosen: Numbers of those chosen.
        comparing: The clerk goes from one chosen paper to the next.
        keys: The tokens of the first paper to be signed.
        doing: What is under way; `progress` is (done, total) of the signing.

    Signals:
        changed: something of the above is another now.
        finished: the job ended.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, model: "WindowModel") -> None:
        super().__init__(model)
        self._model = model
        self.unlocker = Unlocker(model, self)
        self._code: str | None = None
        self._job: Job[list[Certified]] | None = None
        self.rows: list[ManyRow] = []
        self.chosen: set[int] = set()
        self.comparing = False
        self.keys: KeysShown = NO_KEYS
        self.doing: Doing = ""
        self.progress = (0, 0)
        model.session.changed.connect(self._session_changed)

    def _session_changed(self) -> None:
        """Forget what an officer compared who has left: the next one signs for nothing unseen."""
        if self._model.session.who is None:
            self._code, self.rows, self.chosen, self.comparing = None, [], set(), False

    # -- the list -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the papers of the dossier at the counter anew; what was compared of them stays compared."""
        desk, who, counter = self._model.session.desk, self._model.session.who, self._model.counter.counter
        if desk is None or who is None or counter is None or self.doing:
            return
        code = counter.dossier.code
        papers = [paper.id for paper in counter.documents if paper.pdf is not None and paper.stage is not Stage.REMOVED]
        if code != self._code:
            self._code, self.rows, self.chosen, self.comparing = code, [], set(), False
        self._set("reading")
        self._model.runner.work(
            lambda _progress: [duty(desk, who, paper) for paper in papers],
            lambda duties: self._came(code, duties),
            self._not_done,
        )

    def _came(self, code: str, duties: list[Duty]) -> None:
        """Show the papers of a dossier; when another is at the counter by now, or nobody, read that one instead."""
        if code != self._code or code != self._model.counter.code:
            self._set("")
            self.read()
            return
        before = {row.document: row for row in self.rows}
        self.rows = [
            replace(before[one.document.id], duty=one) if one.document.id in before else ManyRow(one) for one in duties
        ]
        able = {row.document for row in self.rows if row.choosable}
        self.chosen = self.chosen & able if before else able
        self._set("")
        self.look_at_keys()

    def toggle(self, document: int) -> None:
        """Choose a paper, or choose it no more."""
        row = self.row(document)
        if row is not None and row.choosable and self.doing != "signing":
            self.chosen ^= {document}
            self.changed.emit()

    def choose_all(self) -> None:
        """Choose all that can be certified, or none when all are chosen."""
        able = {row.document for row in self.rows if row.choosable}
        if self.doing != "signing":
            self.chosen = set() if self.chosen == able else able
            self.changed.emit()

    def row(self, document: int) -> ManyRow | None:
        """Return the row of a paper, or None."""
        return next((row for row in self.rows if row.document == document), None)

    @property
    def to_compare(self) -> list[ManyRow]:
        """Return the chosen papers that are still to be compared."""
        return [row for row in self.rows if row.document in self.chosen and not row.signable]

    @property
    def to_sign(self) -> list[ManyRow]:
        """Return the chosen papers that can be signed now."""
        return [row for row in self.rows if row.document in self.chosen and row.signable]

    # -- comparing ----------------------------------------------------------------------------------------------------

    def compare_next(self) -> bool:
        """Open the next chosen paper that is to be compared; False when there is none."""
        waiting = self.to_compare
        self.comparing = bool(waiting)
        if waiting:
            self._model.certify(waiting[0].document)
        return self.comparing

    def holds(self, document: int) -> bool:
        """Tell whether a paper on the certify screen is compared for the list."""
        return self.comparing and document in self.chosen

    def take(self, wish: Wish) -> None:
        """Keep what is wished for a paper that was compared, and go on to the next; else back to the list."""
        self.rows = [
            replace(row, wish=wish, failure=None) if row.document == wish.document_id else row for row in self.rows
        ]
        self.changed.emit()
        if not self.compare_next():
            self._model.go("counter.many")

    # -- signing ------------------------------------------------------------------------------------------------------

    def look_at_keys(self, then: Callable[[], None] | None = None) -> None:
        """Look which tokens are there, for the first paper that is to be signed; then do something else with that."""
        first = next(iter(self.to_sign or self.rows), None)
        desk, facts = self._model.session.desk, self._model.session.facts
        if first is None or desk is None:
            return
        agency = agency_name(facts.authority) if facts is not None else ""

        def take(keys: KeysShown) -> None:
            self.keys = keys
            self.changed.emit()
            if then is not None:
                then()

        self._model.runner.work(lambda _progress: look_at_keys(desk, first.duty, agency), take)

    @property
    def able(self) -> bool:
        """Tell whether both tokens can sign a stack: each is there, and none is at its last try."""
        both = (self.keys.officer, self.keys.seal)
        return all(key.state in ("open", "ready", "low") for key in both)

    def sign(self, pins: Mapping[Purpose, str]) -> None:
        """Open the tokens with PINs, each sent once, then sign and seal all that were compared."""
        rows = self.to_sign
        if not rows or self.doing:
            return
        if not pins:
            self._sign(rows)
            return
        self._set("opening")
        self.unlocker.open(rows[0].duty, pins, lambda: self._sign(rows), self._not_opened, self)

    def _not_opened(self, failure: Failure | None) -> None:
        self._set("")
        if failure is not None:
            self._model.tell_failure("many", failure)
            self.look_at_keys()

    def _sign(self, rows: list[ManyRow]) -> None:
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        wishes = [row.wish or Wish(row.document, Comparison(compared=False)) for row in rows]
        self._model.solve("many")
        self.rows = [replace(row, failure=None) for row in self.rows]
        self.progress = (0, len(wishes))
        self._set("signing")

        def verb(progress: Progress) -> "list[Certified]":
            from desk.work.certify_batch import certify_batch

            return certify_batch(desk, who, wishes, Pins("", ""), progress)

        self._job = self._model.runner.work(
            verb, lambda told: self._signed(desk, who, told), self._not_done, self._told
        )

    def stop(self) -> None:
        """Begin no further paper; those begun are finished."""
        if self._job is not None:
            self._job.cancel()

    @property
    def stopping(self) -> bool:
        """Tell whether a person asked to stop, and the papers begun are being finished."""
        return self._job is not None and self._job.stop.is_set()

    def _told(self, done: int, total: int, _what: str) -> None:
        self.progress = (done, total)
        self.changed.emit()

    def _signed(self, desk: Desk, who: Session, told: "list[Certified]") -> None:
        """Read the duties of the papers anew, so that the list shows what is kept."""
        self._job = None
        faults = {one.document_id: self._model.runner.failure(one.fault) for one in told if one.fault is not None}
        papers = [row.document for row in self.rows]

        def read(found: list[Duty]) -> None:
            now = {one.document.id: one for one in found}
            self.rows = [
                replace(row, duty=now[row.document], failure=faults.get(row.document))
                for row in self.rows
                if row.document in now
            ]
            self.chosen = {row.document for row in self.rows if row.choosable and row.document in self.chosen}
            self._set("")
            self.finished.emit()
            self.look_at_keys()

        self._model.runner.work(lambda _progress: [duty(desk, who, paper) for paper in papers], read, self._not_done)

    def _not_done(self, failure: Failure) -> None:
        self._job = None
        self._set("")
        self._model.tell_failure("many", failure)

    def _set(self, doing: Doing) -> None:
        self.doing = doing
        self.changed.emit()


def many_of(window: "WindowModel") -> ManyModel:
    """Return the one list of a window, made when it is first asked for."""
    found = window.findChild(ManyModel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else ManyModel(window)
