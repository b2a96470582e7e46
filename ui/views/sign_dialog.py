"""Ask once before a red act, and for the PINs it needs: what is typed confirms it, and nothing was taken before."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk.model.certification import Purpose
from ui.models.pins import PinAsk
from ui.views.dialog import RedDialog
from ui.views.parts.banner import Banner
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.pin_dialog import PinField


class SignDialog(RedDialog):
    """Say what cannot be taken back, and ask for one PIN a token; Enter leads from one to the next, then confirms.

    Only filled fields are sent. The seal's may be left empty: Ctrl+D signs without it, and its PIN is asked for later.

    Signals:
        confirmed: the PINs by `Purpose`; they live in the call that sends them.
    """

    confirmed = Signal(object)

    def __init__(
        self, title: str, lines: Sequence[str], act: str, asks: Sequence[PinAsk], parent: QWidget,
        *, seal_later: bool = True,
    ) -> None:  # fmt: skip
        """Make the question.

        Args:
            title: what will happen, as a question.
            lines: number, signer, and what cannot be taken back; the last is set in seal red.
            act: the words of the red button.
            asks: whose PINs are needed, the officer's first.
            parent: the screen.
            seal_later: the seal's PIN may be left empty.
        """
        super().__init__(title, "seal", parent)
        self._seal_later = seal_later
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            self.body.addWidget(Text(line, "body", "seal" if last else "ink", weight=600 if last else None, wrap=True))
        self.pins: dict[Purpose, PinField] = {}
        troubles = [self._add(ask) for ask in asks]
        self._add_note()
        self._make_acts(act)
        self.setAccessibleDescription(" ".join([*lines, *(words for words in troubles if words)]))
        self._follow()
        next(iter(self.pins.values())).line.setFocus()

    def _add(self, ask: PinAsk) -> str:
        """Add the field for one PIN, with what is to be known before it is typed; return that."""
        trouble = self._trouble(ask)
        if trouble is not None:
            self.body.addWidget(trouble)
        words = self.tr("Mã PIN con dấu {holder}") if ask.purpose is Purpose.SEAL else self.tr("Mã PIN của {holder}")
        known = self.tr("Diễn tập: mã PIN là {pin}").format(pin=ask.known) if ask.known else ""
        field = PinField(words.format(holder=ask.holder), known)
        field.changed.connect(lambda _: self._follow())
        self.body.addWidget(field)
        self.pins[ask.purpose] = field
        return trouble.accessibleName() if trouble is not None else ""

    def _add_note(self) -> None:
        words = self.tr("Mỗi mã PIN gửi cho USB một lần, Sao Y không lưu.")
        if Purpose.SEAL in self.pins and self._seal_later:
            words += " " + self.tr("Chưa có mã con dấu thì để trống và bấm Ctrl D: ký bây giờ, đóng dấu sau.")
        self.body.addWidget(Text(words, "caption", "ink3", wrap=True))

    def _trouble(self, ask: PinAsk) -> Banner | None:
        if ask.wrong:
            what = self.tr("Mã PIN của {holder} không đúng. Chưa giữ số nào.").format(holder=ask.holder)
            return Banner(what, self.tr("Sao Y không tự thử lại. Hỏi người giữ USB trước khi gõ."), "seal")
        if ask.tries == "low":
            what = self.tr("USB này đã có lần nhập PIN sai.")
            return Banner(what, self.tr("Còn ít lần thử; hết lần thì USB khóa."), "doubt")
        return None

    def _make_acts(self, act: str) -> None:
        back = make_action(self, self.tr("Quay lại"), "Esc")
        back.triggered.connect(self.reject)
        self._go = make_action(self, act, "Return", "seal", "seal")
        self._later = make_action(self, self.tr("Ký bây giờ, đóng dấu sau"), "Ctrl+D")
        for action in (self._go, self._later):
            action.setAutoRepeat(False)
            action.triggered.connect(self._give)
        self.back, self.go = self.set_acts(back, self._go)

    def _follow(self) -> None:
        filled = {purpose: bool(field.line.text()) for purpose, field in self.pins.items()}
        self._go.setEnabled(all(filled.values()))
        without = all(full for purpose, full in filled.items() if purpose is not Purpose.SEAL)
        self._later.setEnabled(without and self._seal_later)

    def _give(self) -> None:
        """Give the PINs on and close; from here they live only in the call that sends them."""
        typed = {purpose: field.take() for purpose, field in self.pins.items()}
        self.accept()
        self.confirmed.emit({purpose: pin for purpose, pin in typed.items() if pin})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead from a filled field to the next empty one by Enter."""
        focus = self.focusWidget()
        lines = [field.line for field in self.pins.values()]
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focus in lines:
            empty = next((line for line in lines if not line.text()), None)
            if empty is not None:
                empty.setFocus()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Empty the fields whichever way the dialog ends."""
        for field in self.pins.values():
            field.line.setText("")
        super().done(result)
