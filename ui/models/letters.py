"""Letters beside the copy itself (văn bản kèm theo): a refusal taken back, an hour and day promised."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desk.model.certification import Refusal
from desk.model.dossier import Dossier
from desk.model.people import Session
from desk.ports import Desk
from desk.work.certify import take_back
from desk.work.deferring import appointment, defer
from ui.models.certify import CertifyModel
from ui.models.window import WindowModel
from ui.runner import Failure

T = TypeVar("T")


class LettersModel(QObject):
    """Write the letters of the paper in work; the paper is read anew after each.

    Signals:
        taken_back: (`Refusal`, path of the letter): certifying is free again.
        promised: (`Dossier`, path of the slip) with its hour and day.
    """

    taken_back = Signal(object, object)
    promised = Signal(object, object)

    def __init__(self, model: WindowModel, certify: CertifyModel) -> None:
        super().__init__(certify)
        self._model, self._certify = model, certify

    def take_back(self, reason: str) -> None:
        """Take the refusal that stands against the paper back, in writing."""
        case = self._certify.case
        if case is not None and case.copy is None:
            self._write(lambda desk, who: take_back(desk, who, case.document, reason), self._free)

    def promise(self, days: int, reason: str, *, agreed: bool) -> None:
        """Promise the copy for an hour and day: `days` working days later, 0 for the time it is due already."""
        case = self._certify.case
        if case is None or case.duty is None:
            return
        code = case.duty.document.dossier

        def verb(desk: Desk, who: Session) -> tuple[Dossier, Path]:
            return defer(desk, who, code, days, reason, agreed=agreed) if days else appointment(desk, who, code)

        self._write(verb, lambda made: self.promised.emit(*made))

    def _free(self, made: tuple[Refusal, Path]) -> None:
        self._certify.load()
        self.taken_back.emit(*made)

    def _write(self, verb: Callable[[Desk, Session], T], done: Callable[[T], None]) -> None:
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return

        def finish(made: T) -> None:
            self._model.solve("letters")
            done(made)

        def failed(failure: Failure) -> None:
            self._model.tell_failure("letters", failure)

        self._model.runner.work(lambda _progress: verb(desk, who), finish, failed)
