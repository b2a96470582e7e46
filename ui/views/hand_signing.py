"""The acts of signing at the hand-over, and what is asked before them (ký giấy số hóa, sao văn bản)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.model.certification import CertifiedCopy
from desk.work.true_copy import TrueWish
from ui.models.hand import HandModel
from ui.models.hand_signing import HandSigning
from ui.models.pins import PinAsk
from ui.models.window import WindowModel
from ui.runner import Failure
from ui.views.hand_side import HandSide
from ui.views.hand_words import copy_words
from ui.views.parts.keys import make_action
from ui.views.pin_dialog import PinDialog
from ui.views.true_copy_dialog import TrueCopyDialog

if TYPE_CHECKING:
    from ui.views.dialog import RedDialog
    from ui.views.screen import Screen


class HandSigningActs(QObject):
    """Keep «Ký giấy số hóa» and «Sao văn bản» true, and ask what they need, one question at a time.

    Attributes:
        sign: Sign the digitised papers as the clerk who acts.
        copy: Make a true copy.
    """

    def __init__(self, screen: "Screen", window: WindowModel, hand: HandModel) -> None:
        super().__init__(screen)
        self._screen, self._window, self._hand = screen, window, hand
        self._dialog: RedDialog | None = None
        self.model = HandSigning(window, self)
        self.sign = make_action(screen, self.tr("Ký giấy số hóa"), "F7", "signature", "secondary")
        self.sign.setStatusTip(self.tr("Ký các giấy số hóa của hồ sơ bằng USB của chính mình"))
        self.sign.triggered.connect(self._sign)
        self.copy = make_action(screen, self.tr("Sao văn bản"), "F8", "paper-text", "secondary")
        self.copy.setStatusTip(self.tr("Sao y, sao lục, trích sao văn bản hành chính"))
        self.copy.triggered.connect(self._copy)
        self.acts = (self.sign, self.copy)
        self.model.changed.connect(hand.changed)
        self.model.pin_wanted.connect(self._ask_pin)
        self.model.failed.connect(self._failed)
        self.model.signed.connect(self._signed)
        self.model.copied.connect(self._copied)

    def read(self) -> None:
        """Look anew what can be copied."""
        self.model.read(self._window.counter.code)

    def show(self, side: HandSide) -> None:
        """Show what can be signed and copied in the panel."""
        found = self._hand.handing
        open_still = found is not None and not self._hand.closed and not self._hand.working
        to_sign = found.to_sign if found is not None else 0
        self.sign.setEnabled(open_still and bool(to_sign) and not self.model.busy)
        self.copy.setEnabled(open_still and bool(self.model.papers) and not self.model.busy)
        side.show_signing(to_sign, len(self.model.papers), shown=open_still)

    def _sign(self) -> None:
        found, code = self._hand.handing, self._hand.code
        if found is not None and code is not None:
            what = self.tr("Ký {count} giấy số hóa của hồ sơ {code}.").format(count=found.to_sign, code=code)
            self.model.sign_papers(code, what)

    def _copy(self) -> None:
        if self._dialog is None and self.model.papers:
            dialog = TrueCopyDialog(self.model.papers, self._screen)
            dialog.wished.connect(self._wished)
            self._open(dialog)

    def _wished(self, wish: TrueWish, name: str) -> None:
        self.model.make_copy(wish, self.tr("Đóng dấu bản sao văn bản. {name}.").format(name=name))

    def _ask_pin(self, ask: PinAsk) -> None:
        if self._dialog is not None:
            return
        dialog = PinDialog(ask, self._screen)
        dialog.given.connect(lambda pin, meant: self.model.give_pin(pin, meant=meant))
        dialog.rejected.connect(self.model.keep_for_later)
        self._open(dialog)

    def _open(self, dialog: "RedDialog") -> None:
        self._dialog = dialog
        dialog.finished.connect(lambda _: self._closed(dialog))
        dialog.open_beside(self._screen.panes()[-1])

    def _closed(self, dialog: "RedDialog") -> None:
        self._dialog = None
        dialog.deleteLater()
        self._screen.window().activateWindow()
        self._screen.setFocus()

    def _failed(self, failure: Failure) -> None:
        self._window.tell_failure("hand", failure)
        self._hand.read()

    def _signed(self, count: int, waiting: int) -> None:
        words = self.tr("Đã ký {count} giấy số hóa").format(count=count)
        self._window.history.add(words if not waiting else self.tr("{words}, {waiting} giấy chờ dấu thời gian").format(
            words=words, waiting=waiting))  # fmt: skip
        self._hand.read()

    def _copied(self, copy: CertifiedCopy) -> None:
        self._window.history.add(copy_words(copy))
        self._hand.read()
