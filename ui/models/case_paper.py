"""The paper behind a case and the file of its copy: set aside to be scanned again, fetched to be looked at."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from desk.model.paper import Document
from desk.work.certify import copy_file
from desk.work.certify_steps import copy_of
from desk.work.review import remove_document
from ui.models.case import Busy, Case
from ui.models.certify import CertifyModel
from ui.models.window import WindowModel


class CasePaper(QObject):
    """Do with the paper in work what is no step of its certification."""

    def __init__(self, model: WindowModel, certify: CertifyModel) -> None:
        super().__init__(certify)
        self._model, self._certify = model, certify

    def set_aside(self, words: str, then: Callable[[], None]) -> None:
        """Put the paper into the tray so that it is scanned again; undo takes it out. A number forbids it."""
        case = self._certify.case
        if case is None or case.copy is not None or case.busy is not None:
            return
        number = case.document

        def removed(_case: Case, document: Document) -> None:
            self._model.history.did(words)
            self._certify.leave()
            if document.place is not None:
                self._model.counter.hold(document.place)
            then()

        self._certify.run(case, Busy.LOADING, lambda desk, who: remove_document(desk, who, number), removed)

    def fetch_file(self, then: Callable[[Path], None]) -> None:
        """Lay the finished copy where a person finds it, and tell where."""
        case, desk = self._certify.case, self._model.session.desk
        copy = case.copy if case is not None else None
        if case is not None and copy is not None and desk is not None:
            self._model.runner.work(
                lambda _p: copy_file(desk, copy_of(desk, copy.id)), then, lambda why: self._certify.failed(case, why)
            )
