"""Signing at the hand-over: the clerk on digitised papers, the agency on a true copy (ký giấy số hóa, sao văn bản)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desk.jobs import Progress
from desk.model.certification import CertifiedCopy, CopyKind, Purpose
from desk.model.people import Session
from desk.model.verification import PinState
from desk.ports import Desk
from desk.work.attestation import local_day
from desk.work.component import sign_components
from desk.work.signers import TokenShown, tokens_shown
from desk.work.true_copy import TrueWish, bound_pages, fitting_kinds, true_copy
from ui.models.pins import PinAsk, Tries
from ui.models.window import WindowModel
from ui.runner import Failure

T = TypeVar("T")

_TRIES: dict[PinState, Tries] = {PinState.COUNT_LOW: "low", PinState.LAST_TRY: "last"}
_UNASKED = (PinState.LOCKED, PinState.NOT_SET)
"""States in which a PIN would be sent for nothing: the verb says so."""


@dataclass(frozen=True)
class Copyable:
    """A paper of which true copies can be made: its name, how many pages its PDF has, and of which kinds."""

    document: int
    title: str
    pages: int
    kinds: tuple[CopyKind, ...]
    is_copy: bool


def copyable(desk: Desk, code: str) -> list[Copyable]:
    """List the administrative documents of a dossier of which true copies can be made."""
    day = local_day(desk.clock.now())
    found = []
    with desk.unit(reading=True) as uow:
        for document in uow.documents.of_dossier(code):
            pages = len(bound_pages(document, uow.documents.pages(document.id)))
            kinds = fitting_kinds(document, pages, day)
            if kinds:
                found.append(Copyable(document.id, document.title, pages, kinds, document.copy_mark))
    return found


class HandSigning(QObject):
    """Ask for the one PIN an act needs, once, and do the act.

    Attributes:
        busy: An act is under way.
        papers: What true copies can be made of in the dossier shown.

    Signals:
        changed: `busy` or `papers` is another.
        pin_wanted: a `PinAsk`.
        failed: a `Failure`.
        signed: how many papers were signed, and how many of them wait for their time stamp.
        copied: the true copy as it stands.
    """

    changed = Signal()
    pin_wanted = Signal(object)
    failed = Signal(object)
    signed = Signal(int, int)
    copied = Signal(object)

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._next: Callable[[str, bool], None] | None = None
        self.busy = False
        self.papers: list[Copyable] = []

    def read(self, code: str | None) -> None:
        """Look which papers of a dossier true copies can be made of."""
        desk = self._model.session.desk
        if desk is not None and code is not None:
            self._model.runner.ask(lambda: copyable(desk, code), self._came, self.failed.emit)

    def sign_papers(self, code: str, what: str) -> None:
        """Sign the digitised papers of a dossier as the clerk who acts; `what` is told beside the PIN."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self.busy:
            return

        def go(pin: str, meant: bool) -> None:  # noqa: FBT001 -- a signal's own shape
            self._do(
                lambda progress: sign_components(desk, who, code, pin, progress, last_try_meant=meant),
                lambda made: self.signed.emit(len(made), sum(one.file is None for one in made)),
            )

        self._ask(desk, who, (Purpose.CLERK, what), go)

    def make_copy(self, wish: TrueWish, what: str) -> None:
        """Make a true copy, sealed with the agency's token; `what` is told beside the PIN."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self.busy:
            return

        def go(pin: str, meant: bool) -> None:  # noqa: FBT001 -- as above
            self._do(lambda progress: true_copy(desk, who, wish, pin, progress, last_try_meant=meant), self._copied)

        self._ask(desk, who, (Purpose.SEAL, what), go)

    def give_pin(self, pin: str, *, meant: bool) -> None:
        """Go on with the PIN; it lives only in the call that sends it."""
        go, self._next = self._next, None
        if go is not None:
            go(pin, meant)

    def keep_for_later(self) -> None:
        """Leave the act undone."""
        self._next = None

    def _ask(self, desk: Desk, who: Session, about: tuple[Purpose, str], go: Callable[[str, bool], None]) -> None:
        """Look at the token first: an open one needs no PIN, one that cannot be asked gets none."""
        self._busy(on=True)
        self._model.runner.work(
            lambda _progress: _token(desk, who, about[0]), partial(self._looked, about, go), self._not_done
        )

    def _looked(self, about: tuple[Purpose, str], go: Callable[[str, bool], None], token: TokenShown | None) -> None:
        self._busy(on=False)
        if token is None or token.open or token.pin is None or token.pin in _UNASKED:
            go("", False)  # noqa: FBT003 -- a signal's own shape
            return
        self._next = go
        purpose, what = about
        self.pin_wanted.emit(PinAsk(
            purpose, token.name, "", "", "", _TRIES.get(token.pin, "plenty"),
            known=self._model.session.known_pin(purpose), what=what,
        ))  # fmt: skip

    def _do(self, verb: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        self._busy(on=True)

        def done(result: T) -> None:
            self._busy(on=False)
            then(result)

        self._model.runner.work(verb, done, self._not_done)

    def _not_done(self, failure: Failure) -> None:
        self._busy(on=False)
        self.failed.emit(failure)

    def _copied(self, copy: CertifiedCopy) -> None:
        self.copied.emit(copy)

    def _came(self, found: list[Copyable]) -> None:
        self.papers = found
        self.changed.emit()

    def _busy(self, *, on: bool) -> None:
        self.busy = on
        self.changed.emit()


def _token(desk: Desk, who: Session, purpose: Purpose) -> TokenShown | None:
    """Return the token of a purpose: the clerk's own, or the seal of who acts, else the first one assigned."""
    mine = [one for one in tokens_shown(desk) if one.purpose is purpose]
    own = next((one for one in mine if one.signer.officer_id == who.officer.id), None)
    return own if own is not None or purpose is Purpose.CLERK else next(iter(mine), None)
