"""Ask for a PIN (mã PIN): whose token, the tries left, once; the field is empty again before anything else happens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.model.certification import Purpose
from ui.models.pins import PinAsk, means_it
from ui.views.dialog import RedDialog
from ui.views.parts.banner import Banner
from ui.views.parts.chip import Chip
from ui.views.parts.field import Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text

_LONGEST = 64


class PinField(Field):
    """Ask for a PIN: never shown, never completed, never composed by a Vietnamese keyboard, nothing to undo."""

    def __init__(self, label: str, hint: str | None = None) -> None:
        """Make the field; `hint` stands below it in place of what becomes of the PIN."""
        super().__init__(label, hint if hint is not None else self.tr("Gửi cho USB một lần, Sao Y không lưu"))
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(_LONGEST)
        self.line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)

    def take(self) -> str:
        """Return what was typed; the field is empty afterwards."""
        typed = self.line.text()
        self.line.setText("")
        return typed


class PinDialog(RedDialog):
    """Ask for one PIN; Enter gives it, Esc leaves the copy where it is.

    Signals:
        given: the PIN, and whether a person said that the last try is meant.
    """

    given = Signal(str, bool)

    def __init__(self, ask: PinAsk, parent: QWidget) -> None:
        super().__init__("", "token", parent)
        self._ask = ask
        mine = ask.purpose is not Purpose.SEAL
        words = self.tr("Mã PIN của {holder}") if mine else self.tr("Mã PIN con dấu {holder}")
        title = words.format(holder=ask.holder)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.head.setText(title)
        sign, seal = self.tr("Ký bản sao số {number}, {paper}."), self.tr("Đóng dấu bản sao số {number}, {paper}.")
        does = sign if mine else seal
        self._what = Text(ask.what or does.format(number=ask.number, paper=ask.paper), "body", wrap=True)
        self.body.addWidget(self._what)
        self.say_more(ask.title)
        self._add_trouble()
        self.pin = PinField(self.tr("Mã PIN"))
        self.body.addWidget(self.pin)
        self._add_known()
        self.sentence = self.tr("tôi chắc chắn mã PIN này đúng")
        self.sure = Field(self.tr("Gõ câu «{sentence}»").format(sentence=self.sentence))
        self.body.addWidget(self.sure)
        self.sure.setVisible(ask.tries == "last")
        self._make_acts()
        self.setAccessibleDescription(self._said())
        self.pin.changed.connect(lambda _: self._follow())
        self.sure.changed.connect(lambda _: self._follow())
        self._follow()
        self.pin.line.setFocus()

    def _add_trouble(self) -> None:
        self._trouble: Banner | None = None
        ask = self._ask
        if ask.tries == "last":
            what = self.tr("Chỉ còn MỘT lần nhập PIN.")
            todo = self.tr("Sai lần này USB sẽ khóa, phải gửi đi mở. Không chắc thì bấm Esc và hỏi người giữ USB.")
            self._trouble = Banner(what, todo, "seal")
        elif ask.wrong:
            what = self.tr("Mã PIN không đúng. Số {number} vẫn giữ nguyên.").format(number=ask.number)
            self._trouble = Banner(what, self.tr("Sao Y không tự thử lại. Hỏi người giữ USB trước khi gõ."), "seal")
        elif ask.tries == "low":
            what = self.tr("USB này đã có lần nhập PIN sai.")
            self._trouble = Banner(what, self.tr("Còn ít lần thử; hết lần thì USB khóa."), "doubt")
        if self._trouble is not None:
            self.body.addWidget(self._trouble)

    def _add_known(self) -> None:
        if self._ask.known:
            words = self.tr("Diễn tập: mã PIN là {pin}").format(pin=self._ask.known)
            self.body.addWidget(Chip(words, "doubt", "flask"), 0, Qt.AlignmentFlag.AlignLeft)

    def _make_acts(self) -> None:
        mine = self._ask.purpose is not Purpose.SEAL
        self._go = make_action(self, self.tr("Ký") if mine else self.tr("Đóng dấu"), "Return", "signature", "seal")
        if not mine:
            self._go.setProperty("icon-name", "seal")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._give)
        back = make_action(self, self.tr("Để sau") if self._ask.what else self.tr("Để sau, giữ số"), "Esc")
        back.triggered.connect(self.reject)
        self.set_acts(back, self._go)

    def _said(self) -> str:
        trouble = self._trouble.accessibleName() if self._trouble is not None else ""
        return f"{self._what.text()} {trouble}".strip()

    def _follow(self) -> None:
        last = self._ask.tries == "last"
        self._go.setEnabled(bool(self.pin.line.text()) and (not last or means_it(self.sure.text(), self.sentence)))

    def _give(self) -> None:
        """Give the PIN on and close; from here it lives only in the call that sends it."""
        meant = self._ask.tries == "last"
        self.given.emit(self.pin.take(), meant)
        self.accept()

    def done(self, result: int) -> None:
        """Empty the field whichever way the dialog ends."""
        self.pin.line.setText("")
        super().done(result)


class RedQuestion(RedDialog):
    """Ask once before a red act: the sentence names what cannot be taken back, the focus is on «Quay lại»."""

    confirmed = Signal()

    def __init__(self, title: str, lines: tuple[str, ...], act: str, key: str, parent: QWidget) -> None:
        """Make the question.

        Args:
            title: what will happen, as a question.
            lines: number, signer, and what cannot be taken back; the last is set in seal red.
            act: the words of the red button, and its key.
            key: the same key as on the screen's own button.
            parent: the screen.
        """
        super().__init__(title, "seal", parent)
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            self.body.addWidget(Text(line, "body", "seal" if last else "ink", weight=600 if last else None, wrap=True))
        self.setAccessibleDescription(" ".join(lines))
        back = make_action(self, self.tr("Quay lại"), "Esc")
        back.triggered.connect(self.reject)
        go = make_action(self, act, key, "seal", "seal")
        go.setAutoRepeat(False)
        go.triggered.connect(self._go)
        self.back, self.go = self.set_acts(back, go)
        self.back.setFocus()

    def _go(self) -> None:
        self.accept()
        self.confirmed.emit()
