"""The citizen's second screen (màn hình của công dân): what of the case may be shown to the one it is about."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desk.model.certification import CopyStage
from desk.model.paper import Document, Page, Stage
from desk.model.procedure import Component
from ui.models.steps import Step
from ui.models.window import WindowModel

PRIVATE_KINDS = frozenset({"khuyet_tat", "bao_hiem_y_te", "kham_suc_khoe", "chung_sinh", "bao_tu"})
"""Kinds of paper that tell of somebody's health or death: whoever stands near must not read them."""


class View(StrEnum):
    """What the citizen is told about."""

    IDLE = "idle"
    HELLO = "hello"
    DOSSIER = "dossier"
    CONSENT = "consent"
    SCAN = "scan"
    CHECK = "check"
    COPY = "copy"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: of this citizen alone, and nothing that has a number.

    Attributes:
        sex: "male", "female" or None: how the citizen is addressed.
        procedure: Name of the procedure.
        paper: Title of the paper in hand, "" while the machine does not know it; `place` is its component.
        page: The side that lies before the clerk, None when there is none or it may not be seen.
        withheld: There is one, and it may not be seen.
        copies: Certified copies that are made; `fee` in đồng for all of them; `signed` once they are.
    """

    view: View = View.IDLE
    name: str = ""
    sex: str | None = None
    procedure: str = ""
    paper: str = ""
    place: int = 0
    page: Page | None = None
    withheld: bool = False
    copies: int = 0
    fee: int = 0
    signed: bool = False


NOTHING = Shown()
_VIEWS = {
    "counter.scan": View.SCAN, "counter.phone": View.SCAN, "counter.review": View.CHECK, "counter.certify": View.COPY,
}  # fmt: skip


def may_show(document: Document | None, component: Component | None) -> bool:
    """Tell whether a paper's page may be seen by whoever stands at the counter.

    A paper that is not read yet may be anything: it is shown only where its component asks for kinds that are not
    private. One that is read is shown when its kind is known, not private, and no mark of secrecy is on it.
    """
    wanted = frozenset(component.kinds) if component is not None else frozenset()
    if wanted & PRIVATE_KINDS:
        return False
    if document is None or document.stage in (Stage.RECEIVING, Stage.RECEIVED):
        return bool(wanted)
    return document.secrecy is None and document.fault is None and document.kind not in (None, *PRIVATE_KINDS)


class CitizenScreenModel(QObject):
    """Follow the counter; without a citizen, an officer, or behind a lock, nothing is kept.

    Attributes:
        now: What is shown.

    Signals:
        changed: it is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._page: Page | None = None
        self._code = ""
        self.now = NOTHING
        model.page_shown.connect(self._page_shown)
        for signal in (model.counter.changed, model.session.changed, model.copying_changed):
            signal.connect(self.follow)
        model.shown.connect(lambda _: self.follow())
        self.follow()

    def follow(self) -> None:
        """See what may be shown now."""
        code = self._model.counter.code or ""
        if code != self._code:
            self._code, self._page = code, None
        now = self._seen()
        if now.view is View.IDLE:
            self._page = None
        if now != self.now:
            self.now = now
            self.changed.emit()

    def _page_shown(self, page: Page, dossier: str) -> None:
        if dossier and dossier == self._model.counter.code:
            self._page = page
            self.follow()

    def _seen(self) -> Shown:
        session, counter = self._model.session, self._model.counter
        citizen, stands = counter.citizen, counter.counter
        if session.who is None or session.locked or citizen is None:
            return NOTHING
        if stands is None:
            return Shown(View.HELLO, citizen.name, citizen.sex)
        view = _VIEWS.get(self._model.screen, View.DOSSIER)
        if counter.left:
            view = View.DONE
        elif view is View.DOSSIER and counter.next.step is Step.ASK_CONSENT:
            view = View.CONSENT
        elif view is View.COPY and not self._own_copy(stands.dossier.code):
            view = View.DOSSIER
        procedure = stands.dossier.procedure
        if view not in (View.SCAN, View.CHECK, View.COPY):
            return Shown(view, citizen.name, citizen.sex, procedure.name)
        return self._paper(Shown(view, citizen.name, citizen.sex, procedure.name))

    def _own_copy(self, code: str) -> bool:
        """Tell whether the copy in work is of this dossier: from the book, another's may be gone on with."""
        duty = self._model.copying
        return duty is not None and duty.document.dossier == code

    def _paper(self, seen: Shown) -> Shown:
        """Add the paper that lies there: its name, and its page where that may be seen."""
        stands, page, duty = self._model.counter.counter, self._page, self._model.copying
        if stands is None:
            return seen
        number = page.document_id if page is not None else 0
        if seen.view is View.COPY and duty is not None:
            number = duty.document.id
        document = next((one for one in stands.documents if one.id == number), None)
        place = document.place if document is not None else self._model.counter.place
        allowed = may_show(document, stands.dossier.component(place) if place else None)
        mine = page is not None and page.document_id == number
        paper = document.title if document is not None and allowed else ""
        copies, fee, signed = 0, 0, False
        if seen.view is View.COPY and duty is not None:
            copies, fee = duty.copies, duty.fee
            signed = duty.copy is not None and duty.copy.stage is CopyStage.SEALED
        return Shown(
            seen.view, seen.name, seen.sex, seen.procedure, paper, place or 0, page if mine and allowed else None,
            mine and not allowed, copies, fee, signed,
        )  # fmt: skip
