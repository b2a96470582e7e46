"""Certify (Chứng thực): original and copy side by side, Điều 22, the number, two signatures; resumed always."""

from PySide6.QtGui import QHideEvent

from ui.models.certify import CertifyModel
from ui.models.window import WindowModel
from ui.views.certify_acts import CertifyActs
from ui.views.certify_look import CertifyLook
from ui.views.certify_tell import CertifyTeller


class CertifyScreen(CertifyLook):
    """Lead from the comparison to the finished copy; nothing is taken before every duty is done."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(model)
        self._window = model
        self._certify = CertifyModel(model, self)
        self._fresh = True
        self.acts = CertifyActs(self, model, self._certify)
        self._teller = CertifyTeller(self, model, self._certify)
        self._certify.changed.connect(self.refresh)
        self._certify.compared.connect(self.start_pages)
        self.compare.looked.connect(self._certify.look)
        self.duties.ticked.connect(lambda number, on: self._certify.tick(number, on=on))
        self.duties.wanted.connect(self._certify.want)
        self.refusal.changed.connect(self.refresh)
        model.session.changed.connect(self._session_changed)
        model.counter.changed.connect(lambda: self.acts.show(self._certify.case))

    @property
    def model(self) -> CertifyModel:
        """Return the certifying behind the screen."""
        return self._certify

    def enter(self) -> None:
        """Take the paper in work that the window names; the focus goes to what is still open."""
        self._certify.attend(here=True)
        document = self._window.certifying
        if document:
            same = self._certify.case is not None and self._certify.case.document == document
            self._fresh = self._fresh or not same
            self._certify.open(document)
        self.setFocus()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Note that nobody attends the screen any more; what runs goes on."""
        super().hideEvent(event)
        self._certify.attend(here=False)
        self._fresh = True

    def show_refusal(self, *, on: bool) -> None:
        """Turn the side panel to the refusal, or back to the duties."""
        super().show_refusal(on=on)
        self.refresh()

    def refresh(self) -> None:
        """Show the case as it stands, and lead to its first open duty when it has just come."""
        case = self._certify.case
        self.show_case(case)
        if case is not None:
            self._teller.show(case)
            if self._fresh and case.missing and self.isVisible() and not self.refusing:
                self._fresh = False
                self.lead()
        self.acts.show(case)

    def _session_changed(self) -> None:
        if self._window.session.who is None:
            self._certify.leave()
